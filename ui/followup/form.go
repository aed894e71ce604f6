// Package followup draws follow-ups and makes the forms in which they are
// decided, corrected and reported on, the same way on every screen.
package followup

import (
	"context"
	"errors"
	"slices"
	"strings"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
)

// Due is the check of a tenggat field: it takes what people type and shows the
// full date.
func Due(today tanggal.Date) func(string) (string, string, error) {
	date := Date(today) // says "Tanggal", which fits a tenggat too
	return func(text string) (string, string, error) {
		iso, hint, err := date(text)
		if err == nil && iso < today.String() {
			return "", "", monev.Refuse("tenggat", "%s; pilih hari ini atau sesudahnya.", hint)
		}
		return iso, hint, err
	}
}

// Date is the check of a date field that may lie in the past.
func Date(today tanggal.Date) func(string) (string, string, error) {
	return func(text string) (string, string, error) {
		d, err := tanggal.ParseDue(text, today)
		if r := (*tanggal.Refusal)(nil); errors.As(err, &r) {
			r.What = "Tanggal"
		}
		if err != nil {
			return "", "", err
		}
		return d.String(), d.Long() + " (" + tanggal.InDays(d.DaysSince(today)) + ")", nil
	}
}

// DateUpTo is Date for what should not be later than last: a day and month without
// year mean the last such day up to it, not the next one from today.
func DateUpTo(today, last tanggal.Date) func(string) (string, string, error) {
	ask := Date(today)
	return func(text string) (string, string, error) {
		iso, hint, err := ask(text)
		if err != nil {
			return iso, hint, err
		}
		d, err := tanggal.ParseISO(iso)
		if err != nil {
			return "", "", err
		}
		if d.After(last) && text[0] >= '0' && text[0] <= '9' {
			if past, err := tanggal.ParseDue(text, last.AddMonths(-12).AddDays(1)); err == nil && !past.After(last) {
				d = past
			}
		}
		return d.String(), d.Long() + " (" + tanggal.Ago(today.DaysSince(d)) + ")", nil
	}
}

// Owners are the options of a penanggung jawab field.
func Owners(o monev.Office) []part.Option {
	var out []part.Option
	for _, w := range o.Owners() {
		opt := part.Option{Key: w.ID, Label: w.Name, Hint: w.Holder}
		if u, ok := o.Unit(w.ID); ok && opt.Hint == "" && u.Name != u.Short {
			opt.Hint = u.Name
		}
		out = append(out, opt)
	}
	return out
}

// with adds an option that the office no longer offers but a record still has.
func with(options []part.Option, key, label string) []part.Option {
	if key == "" || slices.ContainsFunc(options, func(o part.Option) bool { return o.Key == key }) {
		return options
	}
	return append(slices.Clip(options), part.Option{Key: key, Label: label, Hint: "tidak ada lagi di daftar"})
}

// PositionsWith is Positions with a person who is written down already.
func PositionsWith(o monev.Office, p monev.Person) []part.Option {
	return with(Positions(o), p.Position, p.Short)
}

// Positions are the options of a field that names somebody in the room.
func Positions(o monev.Office) []part.Option {
	var out []part.Option
	for _, p := range o.Active() {
		hint := p.Holder
		if hint == "" && p.Title != p.Short {
			hint = p.Title
		}
		out = append(out, part.Option{Key: p.ID, Label: p.Short, Hint: hint})
	}
	return out
}

// Levels are the options of a tingkat or prioritas field.
func Levels() []part.Option {
	var out []part.Option
	for _, l := range monev.Levels() {
		out = append(out, part.Option{Key: string(l), Label: string(l)})
	}
	return out
}

func fields(o monev.Office, in *lke.Instrument, f monev.FollowUp, today tanggal.Date) []part.Field {
	due := ""
	if !f.Due.IsZero() {
		due = f.Due.Short()
	}
	check := Due(today)
	return []part.Field{
		{Name: "uraian", Label: "Tindak lanjut", Kind: part.Line, Value: f.Text, Required: true, Limit: monev.TextLimit},
		{Name: "pj", Label: "Penanggung jawab", Kind: part.Complete, Value: f.Owner.ID, Options: with(Owners(o), f.Owner.ID, f.Owner.Name), Hint: "unit atau jabatan, mis. KUL"},
		{Name: "tenggat", Label: "Tenggat", Kind: part.Line, Value: due, Size: 36, Replace: true, Hint: "5/12, jumat, +2 minggu, akhir bulan",
			Check: func(s string) (string, string, error) {
				if s == due && due != "" { // the one it already has may be past
					return f.Due.String(), f.Due.Long(), nil
				}
				return check(s)
			}},
		{Name: "prioritas", Label: "Prioritas", Kind: part.Choice, Value: string(f.Priority), Required: true, Options: Levels()},
		Item(in, f.Item),
	}
}

func read(f *monev.FollowUp, v func(string) string) error {
	f.Text, f.Item = v("uraian"), v("butir")
	f.Priority = monev.Level(v("prioritas"))
	f.Owner.ID = v("pj")
	var err error
	f.Due, err = tanggal.ParseISO(v("tenggat"))
	if v("tenggat") == "" {
		f.Due, err = tanggal.Date{}, nil
	}
	return err
}

// New is the form for follow-ups decided in a meeting. in is the instrument whose
// questions they can name; start gives the origin and, when made from a finding or
// proposal, the first words.
func New(k *kit.Kit, o monev.Office, in *lke.Instrument, start monev.FollowUp) entry.Spec {
	if start.Priority == "" {
		start.Priority = monev.Medium
	}
	name, title := "tl", "TINDAK LANJUT BARU"
	from := start.Origin.Finding + start.Origin.Proposal
	if from != "" {
		name, title = "tl:"+from, "TINDAK LANJUT DARI TEMUAN"
		if start.Origin.Proposal != "" {
			title = "TINDAK LANJUT DARI USULAN"
		}
	}
	draft := DraftKey(start.Origin.Meeting, start.Origin.Area, name)
	return entry.Spec{
		Name: name, Draft: draft, What: "Tindak lanjut", Again: from == "",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title, fields(o, in, start, k.App.Today())...)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			f := start
			if err := read(&f, v); err != nil {
				return nil, err
			}
			if err := f.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				_, err := k.App.AddFollowUp(ctx, f, draft)
				return err
			}, nil
		},
	}
}

// Rewrite is the form that corrects a follow-up born in a meeting that is not
// final yet; in is as in New.
func Rewrite(k *kit.Kit, o monev.Office, in *lke.Instrument, f monev.FollowUp) entry.Spec {
	name := "ubah:" + f.ID
	draft := DraftKey(f.Origin.Meeting, f.Origin.Area, name)
	return entry.Spec{
		Name: name, Draft: draft, What: "Tindak lanjut", Edits: true,
		Form: func() *part.Form {
			return part.NewForm(k.Styles, "UBAH "+f.ID, fields(o, in, f, k.App.Today())...)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			to := f
			if err := read(&to, v); err != nil {
				return nil, err
			}
			if err := to.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.RewriteFollowUp(ctx, to, draft) }, nil
		},
	}
}

// Report is the form that says where a follow-up stands, in a meeting or, with
// an empty meeting, outside one. status, if not empty, is the word just chosen:
// the form starts with it and with what has to be said about it.
func Report(k *kit.Kit, o monev.Office, f monev.FollowUp, meeting string, status monev.FollowUpStatus) entry.Spec {
	name := "lapor:" + f.ID
	draft := "tl/" + f.ID
	chosen := status != ""
	if !chosen {
		status = f.Status
	}
	chair := ""
	for _, p := range o.Active() {
		if p.Chair {
			chair = p.ID
		}
	}
	return entry.Spec{
		Name: name, Draft: draft, What: "Perkembangan " + f.ID,
		Form: func() *part.Form {
			form := part.NewForm(k.Styles, "PERBARUI "+f.ID+" · "+f.Text,
				part.Field{Name: "status", Label: "Status", Kind: part.Choice, Value: string(status), Required: true, Options: statuses()},
				part.Field{Name: "catatan", Label: "Catatan", Kind: part.Line, Limit: monev.TextLimit, Hint: "sampai di mana, atau alasannya"},
				part.Field{Name: "bukti", Label: "Bukti", Kind: part.Line, Limit: monev.TextLimit, Hint: "wajib bila Tuntas, atau alasan di Catatan"},
				part.Field{Name: "diterima", Label: "Diterima oleh", Kind: part.Complete, Value: chair, Options: Positions(o)},
				part.Field{Name: "tenggat", Label: "Tenggat baru", Kind: part.Line, Check: Due(k.App.Today()), Size: 36, Hint: "kosong = tetap " + DueText(f)},
				part.Field{Name: "pj", Label: "PJ baru", Kind: part.Complete, Options: Owners(o), Hint: "kosong = tetap " + ownerText(f)},
			)
			if chosen {
				form.Focus("catatan")
				if status == monev.Done {
					form.Focus("bukti")
				}
			}
			return form
		},
		// what was half typed comes back, but the word just chosen wins
		Restored: func(form *part.Form) {
			if chosen {
				form.SetValue("status", string(status))
			}
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			r := app.Report{Status: monev.FollowUpStatus(v("status")), Note: v("catatan"), Proof: v("bukti"), By: v("diterima"), Owner: v("pj")}
			if due := v("tenggat"); due != "" {
				d, err := tanggal.ParseISO(due)
				if err != nil {
					return nil, err
				}
				r.Due = d
			}
			if err := r.Check(f, o, k.App.Now()); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.ReportFollowUp(ctx, f.ID, meeting, r, draft) }, nil
		},
	}
}

func statuses() []part.Option {
	short := map[monev.FollowUpStatus]string{
		monev.NotBegun: "Belum", monev.InProgress: "Dalam Proses", monev.Done: "Tuntas", monev.Impossible: "Tidak Dapat",
	}
	var out []part.Option
	for _, s := range monev.FollowUpStatuses() {
		hint := string(s)
		if hint == short[s] {
			hint = ""
		}
		out = append(out, part.Option{Key: string(s), Label: short[s], Hint: hint})
	}
	return out
}

// DraftKey is where half-typed text of a form in an area (0 to 5) is kept.
func DraftKey(meeting string, area int, form string) string {
	return strings.Join([]string{meeting, tanggal.Roman(area + 1), form}, "/")
}

// DueText is the due date of a list, or a word for none.
func DueText(f monev.FollowUp) string {
	if f.Due.IsZero() {
		return "tanpa tenggat"
	}
	return f.Due.Short()
}

func ownerText(f monev.FollowUp) string {
	if f.Owner.IsZero() {
		return "belum ada"
	}
	return f.Owner.Name
}
