package book

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"monev/internal/exchange/xlsx"
	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/tanggal"
)

var wib = time.FixedZone("WIB", 7*3600)

// input is a meeting with follow-ups in every state, of several owners, some of
// them named so that a careless program would trip.
func input(t testing.TB) report.Input {
	o := monev.DefaultOffice(2025)
	o.Units = append(o.Units, monev.Unit{ID: "aneh", Name: "=1+1*[x]/y:z?", Short: "=1+1*[x]/y:z? yang panjang sekali namanya", Kind: monev.Division},
		monev.Unit{ID: "aneh2", Name: "lain", Short: "=1+1* x y z yang panjang sekali namanya juga", Kind: monev.Division})
	m := monev.NewMeeting("R0003", o, tanggal.MustNew(2025, 11, 20))
	start := time.Date(2025, 11, 20, 9, 0, 0, 0, wib)
	if err := m.Start(o, start); err != nil {
		t.Fatal(err)
	}
	chair := m.Chair
	var ups []monev.FollowUp
	for i, owner := range []string{"kul", "kul", "rendatin", "aneh", "aneh2", "", "ketua", "kul"} {
		w, _ := o.Owner(owner)
		f, err := monev.NewFollowUp(fmt.Sprintf("TL-%05d", i+1), monev.FollowUp{Text: "=HYPERLINK(\"http://x\") +1 @a nomor " + fmt.Sprint(i), Origin: monev.Origin{Meeting: "R0002", Area: i % 6},
			Priority: monev.Levels()[i%4], Owner: w, Due: tanggal.MustNew(2025, 9+time.Month(i%4), 15)}, time.Date(2025, 8, 19, 10, i, 0, 0, wib))
		if err != nil {
			t.Fatal(err)
		}
		st := monev.FollowUpStatuses()[i%4]
		if st != monev.NotBegun {
			if f, err = f.Report(st, "catatan _x0041_\x1b[31m", "bukti", &chair, "", time.Date(2025, 10, 1, 10, i, 0, 0, wib)); err != nil {
				t.Fatal(err)
			}
		}
		ups = append(ups, f)
	}
	in := report.Input{AsOf: start, Meetings: map[string]report.MeetingName{"R0002": {Title: "Rapat TW III", Short: "TW III 2025", Date: tanggal.MustNew(2025, 8, 19)}}}
	in.Minutes = monev.Assemble(o, m, nil, nil, nil, ups, nil, start)
	in.Register = in.Minutes.Register(ups, nil, start)
	return in
}

func made(t testing.TB, in report.Input) (*excelize.File, []byte) {
	t.Helper()
	data, err := Render(in)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("MONEV_SAMPLES"); dir != "" {
		if err := os.WriteFile(dir+"/matriks-aneh.xlsx", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, data
}

// Every formula, computed anew, gives what is stored with it and what the report
// counts.
func TestFormulasAgree(t *testing.T) {
	in := input(t)
	for i, l := range in.Register {
		in.Register[i].Owner.Name = strings.NewReplacer("*", " ", "?", " ").Replace(l.Owner.Name)
	}
	f, _ := made(t, in)
	units, priorities, all := report.MatrixSummary(in)
	row, formulas := headRow+1, 0
	check := func(list []report.Tally) {
		for _, x := range list {
			// excelize does not know the escapes of COUNTIFS; LibreOffice does, see
			// .ci/dokumen.
			if strings.ContainsAny(x.Name, "*?") {
				t.Fatalf("%q cannot be computed here", x.Name)
			}
			for i, want := range []int{x.Total, x.ByStatus[2], x.ByStatus[1], x.ByStatus[0], x.ByStatus[3], x.Late} {
				cell := fmt.Sprintf("%c%d", 'B'+i, row)
				stored, _ := f.GetCellValue(sheetSummary, cell)
				computed, err := f.CalcCellValue(sheetSummary, cell)
				if w := fmt.Sprint(want); stored != w || computed != w || err != nil {
					formula, _ := f.GetCellFormula(sheetSummary, cell)
					t.Errorf("%s of %s: stored %s, computed %s, want %s (%v; %s)", cell, x.Name, stored, computed, w, err, formula)
				}
				if formula, _ := f.GetCellFormula(sheetSummary, cell); formula != "" {
					formulas++
				}
			}
			row++
		}
		row += 2 // blank row, heading
	}
	check(append(units, all))
	check(append(priorities, all))
	if formulas < 70 {
		t.Errorf("%d formulas only", formulas)
	}
}

// COUNTIFS takes two names for one that differ by capitals only, as a unit and its
// corrected name do: their rows compare letter by letter. excelize computes no such
// formula; LibreOffice does (soffice --convert-to csv of matriks-kapital.xlsx).
func TestNamesThatDifferByCapitals(t *testing.T) {
	in := input(t)
	for i := range in.Register {
		in.Register[i].Owner = monev.Owner{ID: "x", Name: []string{"Subbag teknis", "Subbag Teknis", "Subbag Hukum"}[i%3]}
	}
	f, data := made(t, in)
	if dir := os.Getenv("MONEV_SAMPLES"); dir != "" {
		if err := os.WriteFile(dir+"/matriks-kapital.xlsx", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	units, _, _ := report.MatrixSummary(in)
	for i, u := range units {
		twin := u.Name != "Subbag Hukum"
		for _, c := range "BCDEFG" {
			cell := fmt.Sprintf("%c%d", c, headRow+1+i)
			formula, err := f.GetCellFormula(sheetSummary, cell)
			if err != nil || strings.Contains(formula, "EXACT(") != twin || strings.Contains(formula, "COUNTIFS(") == twin {
				t.Errorf("%s of %s: %s, %v", cell, u.Name, formula, err)
			}
		}
		if got, _ := f.GetCellValue(sheetSummary, fmt.Sprintf("B%d", headRow+1+i)); got != fmt.Sprint(u.Total) {
			t.Errorf("%s: %s, want %d", u.Name, got, u.Total)
		}
	}
}

func TestSheets(t *testing.T) {
	in := input(t)
	f, data := made(t, in)
	seen := map[string]bool{}
	for _, name := range f.GetSheetList() {
		if len([]rune(name)) > 31 || strings.ContainsAny(name, `[]:*?/\`) || seen[strings.ToLower(name)] {
			t.Errorf("sheet name %q", name)
		}
		seen[strings.ToLower(name)] = true
	}
	if len(f.GetSheetList()) != 3+6 { // five owners and nobody
		t.Errorf("sheets %q", f.GetSheetList())
	}
	if v, _ := f.GetSheetVisible(sheetLists); v {
		t.Error("the lists are shown")
	}
	rows, err := f.GetRows(sheetMatrix)
	if err != nil || len(rows) != headRow+len(in.Register) || len(rows[headRow-1]) != 12 {
		t.Fatalf("%d rows of %d: %v", len(rows), len(in.Register), err)
	}
	for r := headRow + 1; r <= len(rows); r++ {
		for _, c := range "EFGH" {
			cell := fmt.Sprintf("%c%d", c, r)
			if formula, _ := f.GetCellFormula(sheetMatrix, cell); formula != "" {
				t.Errorf("%s is a formula: %s", cell, formula)
			}
		}
	}
	if !strings.HasPrefix(rows[headRow][4], "=HYPERLINK") || strings.ContainsRune(rows[headRow+1][5], 0x1b) || !strings.Contains(rows[headRow+1][5], "_x0041_") {
		t.Errorf("texts: %q %q", rows[headRow][4], rows[headRow+1][5])
	}
	last := headRow + len(in.Register)
	dvs, _ := f.GetDataValidations(sheetMatrix)
	if len(dvs) != 5 || dvs[0].Sqref != fmt.Sprintf("G6:G%d", last) {
		t.Errorf("%d validations, first %q", len(dvs), dvs[0].Sqref)
	}
	p, _ := f.GetSheetProps(sheetMatrix)
	l, _ := f.GetPageLayout(sheetMatrix)
	panes, _ := f.GetPanes(sheetMatrix)
	if p.FitToPage == nil || !*p.FitToPage || *l.Orientation != "landscape" || *l.Size != 9 || !panes.Freeze {
		t.Errorf("page %+v %+v %+v", p, l, panes)
	}
	// Our own strict reader takes it too.
	b, err := xlsx.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Sheet(sheetMatrix); err != nil {
		t.Error(err)
	}
	in.Papers.Paper = monev.PaperF4
	g, _ := made(t, in)
	if l, _ := g.GetPageLayout(sheetMatrix); *l.Size != 14 {
		t.Errorf("F4 is paper %d", *l.Size)
	}
}

func TestEqualInputEqualBytes(t *testing.T) {
	in := input(t)
	_, a := made(t, in)
	for range 5 {
		if _, b := made(t, in); !bytes.Equal(a, b) {
			t.Fatal("two renderings differ")
		}
	}
}

func TestEmptyRegister(t *testing.T) {
	in := input(t)
	in.Register = nil
	f, _ := made(t, in)
	if v, _ := f.GetCellValue(sheetMatrix, "A6"); v != "Belum ada tindak lanjut yang dicatat." {
		t.Errorf("A6 %q", v)
	}
}

// A title that begins with digits is not taken for the size of the letters before it.
func TestFooterOfATitleWithDigits(t *testing.T) {
	in := input(t)
	in.Minutes.Meeting.Title, in.Minutes.Meeting.Status = "2025 & Rapat", monev.Final
	f, _ := made(t, in)
	if h, err := f.GetHeaderFooter(sheetMatrix); err != nil || h == nil || !strings.HasPrefix(h.OddFooter, "&L&8 2025 && Rapat") {
		t.Errorf("footer %+v, %v", h, err)
	}
}

func TestSheetNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := map[string]bool{}
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			name := sheetName(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"a/b", "'", strings.Repeat("x", 40), "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "Subbag KUL", "subbag kul"})).Draw(t, "name"), taken)
			f := excelize.NewFile()
			if _, err := f.NewSheet(name); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			_ = f.Close()
		}
	})
}

func BenchmarkBook(b *testing.B) {
	in := input(b)
	for len(in.Register) < 60 {
		in.Register = append(in.Register, in.Register...)
	}
	for b.Loop() {
		if _, err := Render(in); err != nil {
			b.Fatal(err)
		}
	}
}
