package evidence

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"monev/internal/lke"
	"monev/internal/plain"
)

// codes joins the codes of items.
func codes(items []*lke.Item) string {
	var out []string
	for _, it := range items {
		out = append(out, it.Code)
	}
	return strings.Join(out, " ")
}

func TestFromName(t *testing.T) {
	for _, c := range []struct{ name, want, title string }{
		// Styles of practice.md §3.9.
		{"1.i.a SK TIM.pdf", "A.I.1.i.a A.II.1.i.a", "SK TIM"},
		{`ZONA INTEGRITAS 2022\AREA I\Pemenuhan\1.i.a SK TIM.pdf`, "A.I.1.i.a", "SK TIM"},
		{"Reform/1.i.a SK TIM.pdf", "A.II.1.i.a", "SK TIM"},
		{"1.iii.a - Copy.pdf", "A.I.1.iii.a", ""},
		{"A.1.I.iii.a Undangan.pdf", "A.I.1.iii.a", "Undangan"},
		{"A.I.1.iii.a Undangan.pdf", "A.I.1.iii.a", "Undangan"},
		{"A.2.I.i.b Bukti.pdf", "A.II.1.i.b", "Bukti"},
		{"A-I-3-b.pdf", "A.I.1.iii.b", ""},
		{"A-I-3-b Notula.docx", "A.I.1.iii.b", "Notula"},
		{"PPB3B1.pdf", "A.I.2.iii.b", ""},
		{"PPB3B notula.pdf", "A.I.2.iii.b", "notula"},
		{"pra2a1_capaian.pdf", "A.II.1.ii", "capaian"},
		// Case, blanks, separators.
		{"a_i_1_III_B_Daftar_Hadir.PDF", "A.I.1.iii.b", "Daftar Hadir"},
		{"A I 1 iii b Daftar hadir (1).pdf", "A.I.1.iii.b", "Daftar hadir"},
		{"1. iii. b. Notula.pdf", "A.I.1.iii.b", "Notula"},
		{"1–iii–b – Notula.pdf", "A.I.1.iii.b", "Notula"},
		{"Copy of 1.iii.b Notula.pdf", "A.I.1.iii.b", "Notula"},
		{"I.iii.b Notula.pdf", "A.I.1.iii.b", "Notula"},
		{"II.1.i.b Bukti.pdf", "A.II.1.i.b", "Bukti"},
		{"1.3.b Notula.pdf", "A.I.1.iii.b", "Notula"},
		{"A.I.1.iii.b", "A.I.1.iii.b", ""},
		{"1.iii.b Rapat TW IV (2025).pdf", "A.I.1.iii.b", "Rapat TW IV (2025)"},
		{"1.iii.b Laporan v1.2 final.docx", "A.I.1.iii.b", "Laporan v1.2 final"},
		// Questions without a letter; hasil.
		{"A.II.1.ii Target.pdf", "A.II.1.ii", "Target"},
		{"1.ii Target.pdf", "A.II.1.ii", "Target"},
		{"B.I.a Survei.pdf", "B.I.a", "Survei"},
		{"HBA.pdf", "B.I.a", ""},
		// What the folders say.
		{"AREA I/i.a Peta.pdf", "A.I.1.i.a A.II.1.i.a", "Peta"},
		{"AREA II/i.a Peta.pdf", "A.I.2.i.a", "Peta"},
		{"Area 1 - Reform/i.a Peta.pdf", "A.II.1.i.a", "Peta"},
		{"eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.i.a SK.pdf", "A.I.1.i.a", "SK"},
		{"A.I.1.iii.b/Undangan rapat.pdf", "A.I.1.iii.b", "Undangan rapat"},
		{"1.i.a/AREA I Pemenuhan/foto.jpg", "A.I.1.i.a", "foto"},
		{"1.i.a/foto.jpg", "A.I.1.i.a A.II.1.i.a", "foto"},
		{"A.II.1.ii", "A.II.1.ii", ""},
		// No code.
		{"Notula 1.iii.b.pdf", "", "Notula 1.iii.b"},
		{"1. Surat undangan.pdf", "", "1. Surat undangan"},
		{"20.11.2025 foto.jpg", "", "20.11.2025 foto"},
		{"1 2 b.pdf", "", "1 2 b"},
		{"7.i.a x.pdf", "", "7.i.a x"},
		{"1.ix.a x.pdf", "", "1.ix.a x"},
		{"A.I.1.iii.pdf", "", "A.I.1.iii"},
		{"i.a Peta.pdf", "", "i.a Peta"},
		{"", "", ""},
		{".pdf", "", ""},
		{"\x1b]0;x\a1.iii.b No\u202etula.pdf", "A.I.1.iii.b", "Notula"},
	} {
		m := FromName(lke.Default(), c.name)
		if got := codes(m.Items); got != c.want || m.Title != c.title || m.Note != "" {
			t.Errorf("%q: %q %q %q, want %q %q", c.name, got, m.Title, m.Note, c.want, c.title)
		}
		if (m.Sure() != nil) != (len(m.Items) == 1) {
			t.Errorf("%q: sure of %v", c.name, m.Sure())
		}
	}
}

func TestFromNameTellsOfAnotherArea(t *testing.T) {
	for name, word := range map[string]string{"AREA II/1.iii.b Notula.pdf": "Area II.", "Reform/1.iii.b Notula.pdf": "Reform."} {
		m := FromName(lke.Default(), name)
		if codes(m.Items) != "A.I.1.iii.b" || !strings.Contains(m.Note, word) {
			t.Errorf("%q: %q %q", name, codes(m.Items), m.Note)
		}
	}
}

// TestEveryCodeIsFound writes every code of the instrument in every style and reads
// it again.
func TestEveryCodeIsFound(t *testing.T) {
	in := lke.Default()
	for _, it := range in.Items() {
		p := strings.Split(it.Code, ".")
		names := []string{it.Code + " x.pdf", strings.ToUpper(it.Code) + ".pdf", strings.ReplaceAll(it.Code, ".", "-") + " - x.pdf",
			strings.ReplaceAll(it.Code, ".", "_") + "_x.pdf", strings.ReplaceAll(it.Code, ".", " ") + " x.pdf"}
		if it.BPS != "" {
			names = append(names, it.BPS+".pdf", strings.ToLower(it.BPS)+"2 x.pdf")
		}
		if it.Area() > 0 {
			roman := []string{"", "I", "II", "III", "IV", "V", "VI"}[it.Area()]
			aspect := map[string]string{"I": "1", "II": "2"}[p[1]]
			tail := strings.Join(p[3:], ".")
			names = append(names, "A."+aspect+"."+roman+"."+tail+" x.pdf",
				"AREA "+roman+"/"+it.Sub.Aspect.String()+"/"+p[2]+"."+tail+" x.pdf")
		}
		for _, name := range names {
			if got := FromName(in, name); got.Sure() != it {
				t.Errorf("%q: %q, want %s", name, codes(got.Items), it.Code)
			}
		}
	}
}

func TestTitle(t *testing.T) {
	for in, want := range map[string]string{
		"SK_Tim - Copy":              "SK Tim",
		"SK Tim - Copy (2)":          "SK Tim",
		"SK Tim - Copy - Copy":       "SK Tim",
		"Salinan dari SK Tim":        "SK Tim",
		"SK Tim - Salin (1)":         "SK Tim",
		"Foto copy":                  "Foto copy",
		"Laporan (2025)":             "Laporan (2025)",
		" - ":                        "",
		strings.Repeat("é", 1000):    strings.Repeat("é", 150),
		"a\x00b\nc":                  "ab c",
		"Undangan, Daftar Hadir (3)": "Undangan, Daftar Hadir",
	} {
		if got := Title(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func check(t interface{ Fatalf(string, ...any) }, name string) {
	in := lke.Default()
	m := FromName(in, name)
	if m.Title != plain.Line(m.Title) || utf8.RuneCountInString(m.Title) > 150 || m.Title != Title(m.Title) {
		t.Fatalf("%q: title %q", name, m.Title)
	}
	for i, it := range m.Items {
		if i > 0 && m.Items[i-1].Index >= it.Index {
			t.Fatalf("%q: order of %s", name, codes(m.Items))
		}
	}
}

func TestFromNameProperties(t *testing.T) {
	part := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"A", "I", "1", "iii", "b", ".", "-", "_", " ", "/", `\`, "(1)", " - Copy", ".pdf", "AREA II", "PPB3B", "–"}))
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "name"), ""))
	})
}

func FuzzFromName(f *testing.F) {
	for _, s := range []string{"1.i.a SK TIM.pdf", "A.1.I.iii.a x", "A-I-3-b", "PPB3B1", "1.iii.a - Copy.pdf", "AREA I/Reform/i.a", "–––", "\xff.\xfe", "İ.ſ.a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) { check(t, name) })
}

func BenchmarkFromName(b *testing.B) {
	in := lke.Default()
	names := []string{"ZONA INTEGRITAS 2022/AREA I/Pemenuhan/1.i.a SK TIM - Copy.pdf", "AREA II/foto rapat koordinasi.jpg", "PPB3B1.pdf", "A.I.1.iii.b Notula.docx"}
	for i := 0; b.Loop(); i++ {
		FromName(in, names[i%len(names)])
	}
}
