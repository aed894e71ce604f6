package persiapan

import (
	"context"
	"strings"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/part"
	"monev/ui/stage"
)

// letterText is the surat undangan in a row: its number and date.
func letterText(m monev.Minutes) string {
	r := m.Meeting
	if r.Invitation == "" && r.Letter.Date.IsZero() {
		return ""
	}
	text := r.Invitation
	if text == "" {
		text = "nomor belum ada"
	}
	if !r.Letter.Date.IsZero() {
		text += " · " + r.Letter.Date.LongNoDay()
	}
	return text
}

// letterForm is what the surat undangan says besides the meeting itself.
func (s *Screen) letterForm() entry.Spec {
	draft, k, id, all := s.id+"/persiapan/"+rowLetter, s.K, s.id, s.M
	was := all.Meeting.Letter
	date := ""
	if !was.Date.IsZero() {
		date = was.Date.Short()
	}
	on := was.Date
	if on.IsZero() {
		on = k.App.Today()
	}
	signer, _ := all.Person(was.Signer) // who may be no longer invited
	return entry.Spec{
		Name: rowLetter, Draft: draft, What: "Surat undangan", Edits: true,
		Form: func() *part.Form {
			var f *part.Form
			// The date comes first: month and year of the number are its own.
			f = part.NewForm(k.Styles, "SURAT UNDANGAN",
				part.Field{Name: "tanggal", Label: "Tanggal surat", Value: date, Size: 34, Replace: true, Hint: "13/11, kemarin; kosong: titik-titik", Check: letterDate(k.App.Today(), all.Meeting.Date)},
				part.Field{Name: "undangan", Label: "Nomor", Value: all.Meeting.Invitation, Limit: monev.NameLimit, Size: 34,
					Hint: numberHint(all.Office.Papers, on),
					Check: func(text string) (string, string, error) {
						day := on
						if f != nil {
							if d, err := tanggal.ParseISO(f.Value("tanggal")); err == nil {
								day = d
							}
						}
						return text, filled(all.Office.Papers, text, day), nil
					}},
				part.Field{Name: "sifat", Label: "Sifat", Kind: part.Complete, Free: true, Value: was.Nature, Hint: "Biasa", Limit: monev.NameLimit, Options: natures()},
				part.Field{Name: "lampiran", Label: "Lampiran", Value: was.Annex, Hint: "–; mis. satu berkas", Limit: monev.NameLimit},
				part.Field{Name: "yth", Label: "Yang diundang", Kind: part.Text, Value: strings.Join(was.To, "\n"), Rows: 4, Limit: 40 * monev.NameLimit,
					Hint: "kosong: semua yang diundang; satu per baris"},
				part.Field{Name: "penanda", Label: "Penanda tangan", Kind: part.Complete, Value: was.Signer, Options: stage.People(all, signer), Hint: "kosong: pimpinan rapat"},
			)
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			number := v("undangan")
			to := monev.Letter{Nature: v("sifat"), Annex: v("lampiran"), To: strings.Split(v("yth"), "\n"), Signer: v("penanda")}
			if text := v("tanggal"); text != "" {
				var err error
				if to.Date, err = tanggal.ParseISO(text); err != nil {
					return nil, err
				}
			}
			day := to.Date
			if day.IsZero() {
				day = on
			}
			if full := filled(all.Office.Papers, number, day); full != "" {
				number = full
			}
			try := all.Meeting
			try.Invitation, try.Letter = number, to
			if err := try.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.SetLetter(ctx, id, to, number, draft) }, nil
		},
	}
}

// letterDate is the check of the date of a letter: a day and month without year
// that come next only after the meeting mean those just past.
func letterDate(today, meeting tanggal.Date) func(string) (string, string, error) {
	const recent = 183 // days: nearer than the next one
	next := followup.Date(today)
	if meeting.IsZero() {
		return next
	}
	last := followup.DateUpTo(today, meeting)
	return func(text string) (string, string, error) {
		if iso, hint, err := last(text); err == nil {
			if d, err := tanggal.ParseISO(iso); err == nil && today.DaysSince(d) < recent {
				return iso, hint, nil
			}
		}
		return next(text)
	}
}

// filled is the whole number of an undangan of which only the serial number was
// typed, by the office's template; empty if there is none or more was typed.
func filled(p monev.Papers, text string, on tanggal.Date) string {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return p.Number("undangan", text, on)
}

// numberHint says how a number may be typed.
func numberHint(p monev.Papers, on tanggal.Date) string {
	if full := p.Number("undangan", "12", on); full != "" {
		return "12 menjadi " + full
	}
	return "seperti pada surat atau nota dinas"
}

// natures are the usual kinds of a letter; another one may be typed.
func natures() []part.Option {
	var out []part.Option
	for _, n := range []string{"Biasa", "Penting", "Segera", "Sangat segera", "Rahasia"} {
		out = append(out, part.Option{Key: n, Label: n})
	}
	return out
}
