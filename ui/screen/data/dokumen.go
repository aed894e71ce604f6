package data

import (
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
	"monev/ui/kit"
	"monev/ui/part"
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
	m := margins(p)
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

// margins are those of the office with the defaults filled in, in mm.
func margins(p monev.Papers) report.Margins {
	m := report.DefaultMargins()
	for _, x := range []struct {
		own float64
		to  *float64
	}{{p.Left, &m.Left}, {p.Right, &m.Right}, {p.Top, &m.Top}, {p.Bottom, &m.Bottom}} {
		if x.own != 0 {
			*x.to = x.own
		}
	}
	return m
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
			return st.Heading.Render(part.Cut(text, w))
		}})
	}
	row := func(key, label, text string) {
		lead := st.Label.Render(part.Fit(label, 17)) + "  "
		list = append(list, stage.Item{Key: key,
			Line: func(w int) string { return part.Cut(lead+text, w) },
			Full: func(w int) []string { return part.HangText(lead, text, w) }})
	}
	head("BENTUK")
	for _, r := range lookRows(s.o) {
		row(r.key, r.label, r.text)
	}
	row(rowLogo, "Logo", s.logoText())
	row(rowKop, "Kop naskah", or(strings.Join(s.o.Letterhead, " / "), st.Warn.Render("! belum diisi")))
	return list
}

// logoText is what the logo was when it was taken.
func (s *Screen) logoText() string {
	l := s.o.Papers.Logo
	if l == nil {
		return "belum ada; Enter memilih gambar"
	}
	return l.Name + " · " + tanggal.Thousands((l.Size+1023)/1024) + " KB"
}

// paperDetail shows what the selected row means.
func (s *Screen) paperDetail(key string, w int) []string { return s.sheet(w) }

// sheet draws the page with its margins in words.
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
}

func (s *Screen) editPaper(key string) tea.Cmd {
	if key == rowKop {
		return s.open(s.letterheadForm())
	}
	for _, r := range lookRows(s.o) {
		if r.key == key {
			return s.open(s.lookForm(key))
		}
	}
	return nil
}

func (s *Screen) markPaper(key string) tea.Cmd { return nil }

// lookForm changes how documents look; field is the one to begin with.
func (s *Screen) lookForm(field string) entry.Spec {
	k, p := s.K, s.o.Papers
	m, d := margins(p), report.DefaultMargins()
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
