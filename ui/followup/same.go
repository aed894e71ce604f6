package followup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
)

// keep is the choice that leaves each follow-up what it has.
const keep = "tetap"

// sameDraft is the key of what is half typed about these follow-ups, in any order: it
// must not come back in the form of others.
func sameDraft(list []monev.FollowUp) string {
	ids := make([]string, len(list))
	for i, f := range list {
		ids[i] = f.ID
	}
	slices.Sort(ids)
	sum := sha256.Sum256([]byte(strings.Join(ids, "\n")))
	return "tl-bersama/" + hex.EncodeToString(sum[:8])
}

// Same is the form that says the same of several follow-ups outside a meeting; what
// is left empty stays as each has it. Those that do not take the change are listed
// with the reason before anything is stored, and the user chooses. submit stores
// the open form (Entry.Submit); done is called after it was stored, with what was
// left out. hidden is how many of list the screen does not show now.
func Same(k *kit.Kit, o monev.Office, list []monev.FollowUp, hidden int, submit func() tea.Cmd, done func([]app.Unfit) tea.Cmd) entry.Spec {
	const name = "bersama"
	draft := sameDraft(list)
	chair := ""
	for _, p := range o.Active() {
		if p.Chair {
			chair = p.ID
		}
	}
	title := fmt.Sprintf("UBAH %d TINDAK LANJUT BERSAMA", len(list))
	if len(list) == 1 {
		title = "UBAH " + list[0].ID + " · " + list[0].Text
	}
	if hidden > 0 {
		title += fmt.Sprintf(" · %d TIDAK TAMPIL", hidden)
	}
	var unfit []app.Unfit
	agreed := "" // what was asked about and agreed to
	return entry.Spec{
		Name: name, Draft: draft, What: "Perubahan bersama", Quiet: true,
		Form: func() *part.Form {
			still := part.Option{Key: keep, Label: "tetap"}
			return part.NewForm(k.Styles, title,
				part.Field{Name: "status", Label: "Status", Kind: part.Choice, Value: keep, Required: true, Options: append([]part.Option{still}, statuses()...)},
				part.Field{Name: "catatan", Label: "Catatan", Kind: part.Line, Limit: monev.TextLimit, Hint: "sampai di mana, atau alasannya"},
				part.Field{Name: "bukti", Label: "Bukti", Kind: part.Line, Limit: monev.TextLimit, Hint: "wajib bila Tuntas, atau alasan di Catatan"},
				part.Field{Name: "diterima", Label: "Diterima oleh", Kind: part.Complete, Value: chair, Options: Positions(o)},
				part.Field{Name: "tenggat", Label: "Tenggat baru", Kind: part.Line, Check: Due(k.App.Today()), Size: 36, Hint: "kosong = tetap"},
				part.Field{Name: "pj", Label: "PJ baru", Kind: part.Complete, Options: Owners(o), Hint: "kosong = tetap"},
				part.Field{Name: "prioritas", Label: "Prioritas", Kind: part.Choice, Value: keep, Required: true, Options: append([]part.Option{still}, Levels()...)},
			)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			r, err := same(v)
			if err != nil {
				return nil, err
			}
			unfit = r.CheckMany(list, o, k.App.Now())
			if len(unfit) == len(list) {
				return nil, allUnfit(unfit)
			}
			ids := fit(list, unfit)
			return func(ctx context.Context) error { return k.App.ChangeFollowUps(ctx, ids, r, draft) }, nil
		},
		Ask: func(v func(string) string) tea.Cmd {
			said := asked(v)
			if len(unfit) == 0 || said == agreed {
				agreed = ""
				return nil
			}
			yes, back := k.Keys.Dialog.Yes, k.Keys.Dialog.Cancel
			yes.SetHelp(yes.Help().Key, fmt.Sprintf("ubah %d yang lain", len(list)-len(unfit)))
			back.SetHelp(back.Help().Key, "kembali ke isian")
			return kit.Ask(kit.Dialog{
				Title: fmt.Sprintf("%d dari %d tidak dapat diubah", len(unfit), len(list)),
				Text:  Reasons(unfit) + "\n\nBelum ada yang disimpan. Yang tidak diubah tetap bertanda.",
				Choices: []kit.Choice{{Key: back}, {Key: yes, Run: func() tea.Cmd {
					agreed = said
					return submit()
				}}},
			})
		},
		Done: func() tea.Cmd { return done(unfit) },
	}
}

func same(v func(string) string) (app.Report, error) {
	r := app.Report{Note: v("catatan"), Proof: v("bukti"), By: v("diterima"), Owner: v("pj")}
	if s := v("status"); s != keep {
		r.Status = monev.FollowUpStatus(s)
	}
	if p := v("prioritas"); p != keep {
		r.Priority = monev.Level(p)
	}
	if due := v("tenggat"); due != "" {
		d, err := tanggal.ParseISO(due)
		if err != nil {
			return r, err
		}
		r.Due = d
	}
	return r, nil
}

// asked is everything the form says, to see whether it is what was agreed to.
func asked(v func(string) string) string {
	var all []string
	for _, name := range []string{"status", "catatan", "bukti", "diterima", "tenggat", "pj", "prioritas"} {
		all = append(all, v(name))
	}
	return strings.Join(all, "\x00") + "\x00"
}

func fit(list []monev.FollowUp, unfit []app.Unfit) []string {
	not := map[string]bool{}
	for _, u := range unfit {
		not[u.ID] = true
	}
	var out []string
	for _, f := range list {
		if !not[f.ID] {
			out = append(out, f.ID)
		}
	}
	return out
}

// allUnfit says why none takes the change: first those that would if the form said
// more, beside the field that is missing.
func allUnfit(unfit []app.Unfit) error {
	rank := func(u app.Unfit) int {
		if u.Field == "status" { // what it has, not what is missing
			return 1
		}
		return 0
	}
	unfit = slices.SortedStableFunc(slices.Values(unfit), func(a, b app.Unfit) int { return rank(a) - rank(b) })
	order, ids := byReason(unfit)
	if len(order) == 1 {
		return monev.Refuse(unfit[0].Field, "%s", order[0])
	}
	said := "Belum ada yang diubah."
	for _, r := range order {
		said += fmt.Sprintf(" %d dari %d", len(ids[r]), len(unfit))
		if len(ids[r]) <= 3 {
			said += " (" + strings.Join(ids[r], ", ") + ")"
		}
		said += ": " + r
	}
	return monev.Refuse(unfit[0].Field, "%s", said)
}

// byReason are the numbers of those that do not take a change for each reason, and
// the reasons in the order in which they come up.
func byReason(unfit []app.Unfit) (order []string, ids map[string][]string) {
	ids = map[string][]string{}
	for _, u := range unfit {
		if ids[u.Reason] == nil {
			order = append(order, u.Reason)
		}
		ids[u.Reason] = append(ids[u.Reason], u.ID)
	}
	return order, ids
}

// reasonWidth is what a dialog has room for on the smallest screen; numbers are not
// broken.
const reasonWidth = 48

// mostNamed is how many follow-ups are named for one reason: three lines.
const mostNamed = 12

// Reasons lists follow-ups that do not take a change under the reason they share,
// in the order in which the reasons come up; of many only the first, so that the
// reason is in sight.
func Reasons(unfit []app.Unfit) string {
	order, ids := byReason(unfit)
	var out []string
	for _, r := range order {
		all := ids[r]
		if n := len(all) - mostNamed; n > 1 {
			all = append(slices.Clip(all[:mostNamed]), "dan "+tanggal.Thousands(int64(n))+" lagi")
		}
		out = append(out, strings.Join(part.Pieces(", ", reasonWidth, all...), "\n")+"\n"+r)
	}
	return strings.Join(out, "\n\n")
}
