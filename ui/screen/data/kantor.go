package data

import (
	"strconv"
	"strings"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/part"
	"monev/ui/stage"
)

// officeRows are the fields of the office by the names monev refuses them with.
func officeRows(o monev.Office) []struct{ key, label, text string } {
	return []struct{ key, label, text string }{
		{"nama", "Satuan kerja", o.Name},
		{"pendek", "Nama pendek", o.Short},
		{"kop", "Kop naskah", strings.Join(o.Letterhead, " / ")},
		{"kota", "Kota", o.City},
		{"tempat", "Tempat rapat", o.Place},
		{"zona", "Zona waktu", o.Zone},
		{"target", "Target predikat", targetWords(o.Target)},
		{"tahun", "Tahun", strconv.Itoa(o.Year)},
	}
}

func targetWords(t monev.Target) string {
	switch t {
	case monev.WBK:
		return "WBK · Wilayah Bebas dari Korupsi"
	case monev.WBBM:
		return "WBBM · Wilayah Birokrasi Bersih dan Melayani"
	}
	return string(t)
}

func (s *Screen) officeItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	for _, r := range officeRows(s.o) {
		text := r.text
		if text == "" {
			text = st.Warn.Render("! belum diisi")
		}
		lead := st.Label.Render(part.Fit(r.label, 15)) + "  "
		list = append(list, stage.Item{Key: r.key,
			Line:  func(w int) string { return part.Cut(lead+text, w) },
			Whole: true,
			Full:  func(w int) []string { return part.HangText(lead, text, w) }})
	}
	return list
}

// officeDetail shows the letterhead as documents have it.
func (s *Screen) officeDetail(w int) []string {
	out := s.heading("KOP NASKAH", w)
	center := func(text string) string {
		text = part.Cut(text, w)
		return strings.Repeat(" ", max(w-part.Width(text), 0)/2) + text
	}
	for _, l := range s.o.Letterhead {
		for _, x := range part.Wrap(l, w) {
			out = append(out, center(x))
		}
	}
	out = append(out, s.K.Styles.Rule.Render(strings.Repeat("─", w)), "")
	city := s.o.City
	if city == "" {
		city = "……"
	}
	return append(out, part.Wrap("Dokumen ditandatangani di "+city+"; jam ditulis dalam "+s.o.Zone+".", w)...)
}

// officeForm changes the office; field is the one to begin with.
func (s *Screen) officeForm(field string) entry.Spec {
	o, k := s.o, s.K
	return s.form("kantor", "Data kantor", "ubah data kantor", func() *part.Form {
		line := func(name, label, value, hint string, required bool) part.Field {
			return part.Field{Name: name, Label: label, Value: value, Hint: hint, Required: required, Limit: monev.NameLimit}
		}
		f := part.NewForm(k.Styles, "",
			line("nama", "Satuan kerja", o.Name, "", true),
			line("pendek", "Nama pendek", o.Short, "untuk baris judul; kosong = seperti di atas", false),
			part.Field{Name: "kop", Label: "Kop naskah", Kind: part.Text, Value: strings.Join(o.Letterhead, "\n"), Rows: 3,
				Hint: "satu baris kop per baris", Limit: 5 * monev.NameLimit},
			line("kota", "Kota", o.City, "tempat dokumen ditandatangani", false),
			line("tempat", "Tempat rapat", o.Place, "mis. Aula KPU Kabupaten Pamekasan", false),
			part.Field{Name: "zona", Label: "Zona waktu", Kind: part.Choice, Value: o.Zone, Required: true, Options: []part.Option{
				{Key: "WIB", Label: "WIB", Hint: "Waktu Indonesia Barat"}, {Key: "WITA", Label: "WITA", Hint: "Waktu Indonesia Tengah"}, {Key: "WIT", Label: "WIT", Hint: "Waktu Indonesia Timur"}}},
			part.Field{Name: "target", Label: "Target predikat", Kind: part.Choice, Value: string(o.Target), Required: true, Options: Targets()},
			part.Field{Name: "tahun", Label: "Tahun", Value: strconv.Itoa(o.Year), Required: true, Size: 6, Check: Year},
		)
		f.Focus(field)
		return f
	}, func(v func(string) string) func(*monev.Office) error {
		to := monev.Office{Name: v("nama"), Short: v("pendek"), City: v("kota"), Place: v("tempat"), Zone: v("zona"), Target: monev.Target(v("target"))}
		to.Letterhead = strings.Split(v("kop"), "\n")
		to.Year, _ = strconv.Atoi(v("tahun")) // Clean refuses 0
		return func(o *monev.Office) error {
			o.Name, o.Short, o.Letterhead, o.City, o.Place = to.Name, to.Short, to.Letterhead, to.City, to.Place
			o.Zone, o.Target, o.Year = to.Zone, to.Target, to.Year
			return nil
		}
	}, nil)
}

// Targets are the options of a target predikat field.
func Targets() []part.Option {
	return []part.Option{
		{Key: string(monev.WBK), Label: "WBK", Hint: "Wilayah Bebas dari Korupsi"},
		{Key: string(monev.WBBM), Label: "WBBM", Hint: "Wilayah Birokrasi Bersih dan Melayani"},
	}
}

// Year is the check of a tahun field.
func Year(text string) (string, string, error) {
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || len(text) != 4:
		return "", "", monev.Refuse("tahun", "Tulis empat angka, misalnya 2025.")
	case n < 2000 || n > 2199:
		return "", "", monev.Refuse("tahun", "Tulis tahun dari 2000 sampai 2199.")
	}
	return text, "", nil
}
