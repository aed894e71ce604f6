package data

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/pilih"
	"monev/ui/stage"
)

// Rows of the chapter Dokumen whose keys name something else behind them.
const (
	rowLogo   = "logo"
	rowKop    = "kop"
	rowNumber = "nomor:" // a document
	rowPacket = "paket:" // a document
)

// lookRows are how documents look, by the names monev refuses them with.
func lookRows(o monev.Office) []pair2 {
	p := o.Papers
	m := report.OptionsOf(p).Margins
	return []pair2{
		{"kertas", "Kertas", paperWords(p.Paper)},
		{"huruf", "Huruf", or(p.Font, monev.FontArial)},
		{"ukuran", "Ukuran huruf", points(p.Size) + " poin"},
		{"kiri", "Margin", "kiri " + cm(m.Left) + " · kanan " + cm(m.Right) + " · atas " + cm(m.Top) + " · bawah " + cm(m.Bottom) + " cm"},
		{"baris", "Baris kosong", strconv.Itoa(p.Spare()) + " baris di bawah daftar hadir"},
	}
}

// pair2 is a row of a list with its key.
type pair2 struct{ key, label, text string }

func paperWords(paper string) string {
	if paper == monev.PaperF4 {
		return "F4 (215 × 330 mm)"
	}
	return "A4 (210 × 297 mm)"
}

// cm writes mm as cm with a decimal comma: 25 is 2,5.
func cm(mm float64) string { return decimal(mm / 10) }

// decimal writes a number with a decimal comma and no more places than it needs.
func decimal(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
}

// points is the size of the body text; 0 is the default.
func points(size float64) string {
	if size == 0 {
		size = 11
	}
	return decimal(size)
}

func (s *Screen) paperItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	row := func(key, label, text string) {
		lead := st.Label.Render(part.Fit(label, 21)) + "  "
		list = append(list, stage.Item{Key: key,
			Line:  func(w int) string { return part.Cut(lead+text, w) },
			Whole: true,
			Full:  func(w int) []string { return part.HangText(lead, text, w) }})
	}
	head("BENTUK")
	for _, r := range lookRows(s.o) {
		row(r.key, r.label, r.text)
	}
	row(rowLogo, "Logo", s.logoText())
	row(rowKop, "Kop naskah", or(strings.Join(s.o.Letterhead, " / "), st.Warn.Render("! belum diisi")))
	head("POLA NOMOR")
	for _, k := range numbered() {
		text := s.o.Papers.Numbers[k.Name]
		if text == "" {
			text = "belum ada; nomor ditulis sendiri"
		} else {
			text = "mis. " + s.example(k.Name, text)
		}
		row(rowNumber+k.Name, k.Title, text)
	}
	in := report.Packet(s.o.Papers)
	head(fmt.Sprintf("PAKET DOKUMEN (%d dari %d)", len(in), len(report.Kinds())))
	for _, k := range report.Kinds() {
		sign := st.Muted.Render("·")
		if slices.Contains(in, k.Name) {
			sign = st.Good.Render("✓")
		}
		list = append(list, stage.Item{Key: rowPacket + k.Name, Line: func(w int) string {
			return part.Columns(w, part.Cell{Text: sign, Width: 1}, part.Cell{Text: k.Title}, part.Cell{Text: s.partsText(k), Width: 20})
		}})
	}
	return list
}

// numbered are the documents that carry a number by the office's template.
func numbered() []report.Kind {
	var out []report.Kind
	for _, name := range []string{"undangan", "matriks", "laporan", "laporan-tl"} {
		if k, ok := report.KindOf(name); ok {
			out = append(out, k)
		}
	}
	return out
}

// partsText says how many parts of a document go in.
func (s *Screen) partsText(k report.Kind) string {
	if len(k.Parts) < 2 {
		return ""
	}
	in, _ := split(k, s.o.Papers.Parts[k.Name])
	return fmt.Sprintf("%d dari %d bagian", len(in), len(k.Parts))
}

// logoText is what the logo was when it was taken.
func (s *Screen) logoText() string {
	l := s.o.Papers.Logo
	if l == nil {
		return "belum ada; Enter memilih gambar"
	}
	return l.Name + " · " + tanggal.Size(l.Size)
}

// paperDetail shows what the selected row means.
func (s *Screen) paperDetail(key string, w int) []string {
	st := s.K.Styles
	if name, ok := strings.CutPrefix(key, rowNumber); ok {
		k, _ := report.KindOf(name)
		out := s.heading("POLA NOMOR · "+strings.ToUpper(k.Title), w)
		ps := []pair{{"Pola", s.o.Papers.Numbers[name]}}
		if t := s.o.Papers.Numbers[name]; t != "" {
			ps = append(ps, pair{"Contoh", s.example(name, t)})
		}
		out = append(append(out, s.pairs(w, ps)...), "")
		return append(out, s.pairs(w, []pair{{"{nomor}", "nomor urut"}, {"{bulan}", "bulan dengan angka Romawi"}, {"{mm}", "bulan dengan dua angka"}, {"{tahun}", "tahun"}})...)
	}
	if name, ok := strings.CutPrefix(key, rowPacket); ok {
		k, _ := report.KindOf(name)
		out := s.heading(strings.ToUpper(k.Title), w)
		if slices.Contains(report.Packet(s.o.Papers), name) {
			out = append(out, st.Good.Render("✓ dibuat bersama paket"))
		} else {
			out = append(out, st.Muted.Render("· tidak dibuat bersama paket"))
		}
		if len(k.Parts) < 2 {
			return out
		}
		in, left := split(k, s.o.Papers.Parts[name])
		out = append(out, "", st.Heading.Render("BAGIAN"))
		for i, p := range in {
			out = append(out, part.HangText(fmt.Sprintf("%2d. ", i+1), p.Title, w)...)
		}
		for _, p := range left {
			out = append(out, st.Muted.Render(part.Cut(" ·  "+p.Title, w)))
		}
		return out
	}
	if key == rowKop {
		return s.officeDetail(w)
	}
	return s.sheet(w)
}

// sheet is the look of documents in words.
func (s *Screen) sheet(w int) []string {
	out := s.heading("LEMBAR DOKUMEN", w)
	var ps []pair
	for _, r := range lookRows(s.o) {
		ps = append(ps, pair{r.label, r.text})
	}
	return append(out, s.pairs(w, append(ps, pair{"Logo", s.logoText()}))...)
}

// paperActions fits the actions to the selected row.
func (s *Screen) paperActions(edit, add, drop, up, down, mark *kit.Action) {
	const fixed = "Baris di bagian ini tetap; tekan Enter untuk mengubahnya."
	for _, a := range []*kit.Action{add, up, down, drop} {
		a.Reason, a.Hidden = fixed, true
	}
	key := s.Selected()
	if key == rowLogo {
		edit.Key.SetHelp("Enter", "pilih gambar")
		if s.o.Papers.Logo != nil {
			drop.Reason, drop.Hidden = "", false
		} else {
			drop.Reason = "Belum ada logo."
		}
	}
	name, ok := strings.CutPrefix(key, rowPacket)
	if !ok {
		mark.Reason = "Pilih dulu sebuah dokumen di paket."
		return
	}
	mark.Reason, mark.Hidden = "", false
	in := report.Packet(s.o.Papers)
	mark.Key.SetHelp("Spasi", "masukkan")
	if slices.Contains(in, name) {
		mark.Key.SetHelp("Spasi", "keluarkan")
		if len(in) == 1 {
			mark.Reason = "Paket memerlukan sedikitnya satu dokumen."
		}
	}
	edit.Key.SetHelp("Enter", "bagian")
	if k, _ := report.KindOf(name); len(k.Parts) < 2 {
		edit.Reason, edit.Hidden = "Dokumen ini tidak dibagi-bagi.", true
	}
}

func (s *Screen) editPaper(key string) tea.Cmd {
	if key == rowLogo {
		return s.pickLogo()
	}
	if key == rowKop {
		return s.open(s.letterheadForm())
	}
	if name, ok := strings.CutPrefix(key, rowNumber); ok {
		k, _ := report.KindOf(name)
		return s.open(s.numberForm(name, k.Title))
	}
	if name, ok := strings.CutPrefix(key, rowPacket); ok {
		if k, ok := report.KindOf(name); ok {
			return kit.Push(newParts(s.K, k))
		}
	}
	for _, r := range lookRows(s.o) {
		if r.key == key {
			return s.open(s.lookForm(key))
		}
	}
	return nil
}

// pickLogo lets the user choose a picture, then takes it in.
func (s *Screen) pickLogo() tea.Cmd {
	return kit.Push(pilih.New(s.K, pilih.Spec{
		Title: "Pilih logo kantor", What: pilih.File, Endings: []string{".png", ".jpg", ".jpeg"}, Kind: "gambar", Place: "logo",
		Done: func(paths []string) tea.Cmd {
			k, path := s.K, paths[0]
			return s.Job.Start(job.Spec{
				Doing: "Menyalin logo", What: "Logo belum diganti",
				Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
					if err := k.App.SetLogo(ctx, path); err != nil {
						return nil, err
					}
					return func() tea.Cmd { return kit.Notify(kit.Good, "Logo tersimpan; Ctrl+Z mengembalikan yang semula.") }, nil
				},
			})
		},
	}))
}

// removeLogo asks, then takes the logo off the documents.
func (s *Screen) removeLogo() tea.Cmd {
	if s.o.Papers.Logo == nil {
		return nil
	}
	app := s.K.App
	return s.AskDelete("Hapus logo", s.logoText(), func(ctx context.Context) error {
		return app.EditOffice(ctx, "hapus logo", func(o *monev.Office) error { o.Papers.Logo = nil; return nil })
	})
}

// markPaper takes a document into the packet or out of it.
func (s *Screen) markPaper(key string) tea.Cmd {
	name, ok := strings.CutPrefix(key, rowPacket)
	if !ok {
		return nil
	}
	k, _ := report.KindOf(name)
	return s.change("Isi paket", "ubah isi paket: "+k.Title, func(o *monev.Office) error {
		in := slices.Clone(report.Packet(o.Papers))
		if i := slices.Index(in, name); i >= 0 {
			in = slices.Delete(in, i, i+1)
		} else {
			in = append(in, name)
		}
		switch len(in) {
		case 0:
			return monev.Refuse("paket", "Paket memerlukan sedikitnya satu dokumen.")
		case len(report.Kinds()):
			in = nil // all of them, also those of a later version
		}
		o.Papers.Packet = in
		return nil
	})
}

// lookForm changes how documents look; field is the one to begin with.
func (s *Screen) lookForm(field string) entry.Spec {
	k, p := s.K, s.o.Papers
	m, d := report.OptionsOf(p).Margins, report.DefaultMargins()
	return s.form("bentuk", "Bentuk dokumen", "ubah bentuk dokumen", func() *part.Form {
		edge := func(name, label string, mm float64) part.Field {
			return part.Field{Name: name, Label: label, Value: cm(mm), Required: true, Size: 8, Check: number(name, "cm", 1, 6, label)}
		}
		f := part.NewForm(k.Styles, "BENTUK DOKUMEN",
			part.Field{Name: "kertas", Label: "Kertas", Kind: part.Choice, Required: true, Value: or(p.Paper, monev.PaperA4), Options: []part.Option{
				{Key: monev.PaperA4, Label: "A4", Hint: "210 × 297 mm"}, {Key: monev.PaperF4, Label: "F4", Hint: "215 × 330 mm, folio"}}},
			part.Field{Name: "huruf", Label: "Huruf", Kind: part.Choice, Required: true, Value: or(p.Font, monev.FontArial), Options: []part.Option{
				{Key: monev.FontArial, Label: "Arial"}, {Key: monev.FontBookman, Label: "Bookman Old Style"}}},
			part.Field{Name: "ukuran", Label: "Ukuran huruf", Value: points(p.Size), Required: true, Size: 8, Check: number("ukuran", "poin", 9, 14, "Ukuran huruf")},
			edge("kiri", "Margin kiri", m.Left), edge("kanan", "Margin kanan", m.Right),
			edge("atas", "Margin atas", m.Top), edge("bawah", "Margin bawah", m.Bottom),
			part.Field{Name: "baris", Label: "Baris kosong", Value: strconv.Itoa(p.Spare()), Required: true, Size: 8, Check: rows},
		)
		f.Focus(field)
		return f
	}, func(v func(string) string) func(*monev.Office) error {
		to := monev.Papers{Paper: v("kertas"), Font: v("huruf")}
		if to.Paper == monev.PaperA4 {
			to.Paper = ""
		}
		if to.Font == monev.FontArial {
			to.Font = ""
		}
		to.Size = read(v("ukuran"), 1, 11)
		to.Left, to.Right = read(v("kiri"), 10, d.Left), read(v("kanan"), 10, d.Right)
		to.Top, to.Bottom = read(v("atas"), 10, d.Top), read(v("bawah"), 10, d.Bottom)
		if n, err := strconv.Atoi(v("baris")); err == nil && n != monev.DefaultSpareRows {
			to.SpareRows = &n
		}
		return func(o *monev.Office) error {
			p := &o.Papers
			p.Paper, p.Font, p.Size, p.SpareRows = to.Paper, to.Font, to.Size, to.SpareRows
			p.Left, p.Right, p.Top, p.Bottom = to.Left, to.Right, to.Top, to.Bottom
			return nil
		}
	}, nil)
}

// number checks a number with a decimal comma, with its unit behind it or not.
func number(field, unit string, least, most float64, what string) func(string) (string, string, error) {
	return func(text string) (string, string, error) {
		x, err := tanggal.ParseDecimal(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(text)), unit))
		if err != nil || x < least || x > most {
			return "", "", monev.Refuse(field, "%s harus %s sampai %s %s, misalnya 2,5.", what, decimal(least), decimal(most), unit)
		}
		text = decimal(math.Round(x*100) / 100)
		return text, unit, nil
	}
}

// rows checks the number of blank rows.
func rows(text string) (string, string, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > 30 {
		return "", "", monev.Refuse("baris", "Tulis angka 0 sampai 30.")
	}
	return strconv.Itoa(n), "baris di bawah daftar hadir", nil
}

// read is what a number field holds, times by; 0 if that is the default.
func read(text string, by, usual float64) float64 {
	x, err := tanggal.ParseDecimal(text)
	if x = math.Round(x*by*100) / 100; err != nil || x == usual {
		return 0
	}
	return x
}

// letterheadForm changes the lines of the kop and their order.
func (s *Screen) letterheadForm() entry.Spec {
	k, o := s.K, s.o
	return s.form("kop", "Kop naskah", "ubah kop naskah", func() *part.Form {
		return part.NewForm(k.Styles, "KOP NASKAH · satu baris kop per baris, urut dari atas",
			part.Field{Name: "kop", Label: "Kop", Kind: part.Text, Value: strings.Join(o.Letterhead, "\n"), Rows: 6,
				Hint: "mis. KOMISI PEMILIHAN UMUM", Limit: 8 * monev.NameLimit})
	}, func(v func(string) string) func(*monev.Office) error {
		kop := strings.Split(v("kop"), "\n")
		return func(o *monev.Office) error { o.Letterhead = slices.Clone(kop); return nil }
	}, nil)
}

// numberForm changes the template of a document's number and shows live what it
// makes.
func (s *Screen) numberForm(document, title string) entry.Spec {
	k, was := s.K, s.o.Papers.Numbers[document]
	return s.form(rowNumber+document, "Pola nomor", "ubah pola nomor "+title, func() *part.Form {
		return part.NewForm(k.Styles, "POLA NOMOR · "+title,
			part.Field{Name: "nomor", Label: "Pola", Value: was, Limit: monev.NameLimit, Size: 40,
				Hint: "{nomor}/PW.02-Und/{bulan}/{tahun}",
				Check: func(text string) (string, string, error) {
					if err := monev.NumberTemplate(text); err != nil {
						return "", "", err
					}
					return text, "mis. " + s.example(document, text), nil
				}})
	}, func(v func(string) string) func(*monev.Office) error {
		text := v("nomor")
		return func(o *monev.Office) error {
			o.Papers.Numbers = maps.Clone(o.Papers.Numbers)
			if o.Papers.Numbers == nil {
				o.Papers.Numbers = map[string]string{}
			}
			o.Papers.Numbers[document] = text
			return nil
		}
	}, nil)
}

// example is a number as a template makes it today.
func (s *Screen) example(document, template string) string {
	return monev.Papers{Numbers: map[string]string{document: template}}.Number(document, "12", s.K.App.Today())
}
