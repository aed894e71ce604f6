package lke

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/kit"
)

// begin opens what-if mode, with answers to begin with or none.
func (b *book) begin(answers map[string]lke.Answer) {
	b.whatIf = true
	if b.suppose == nil {
		b.suppose = map[string]lke.Answer{}
	}
	for code, a := range answers {
		b.suppose[code] = a
	}
	b.refresh()
}

// end closes it without a trace.
func (b *book) end() {
	b.whatIf, b.suppose = false, nil
	b.refresh()
}

// shift is what the supposed answers bring: "71,42 → 75,08 (▲ 3,66)".
func (b *book) shift() string {
	from, to := b.stored.Total.Claim, b.res.Total.Claim
	return from.Decimal(2) + " → " + to.Decimal(2) + " (" + change(to.Sub(from)) + ")"
}

// change is a difference of points with its sign: "▲ 3,66".
func change(d lke.Num) string {
	switch d.Sign() {
	case 1:
		return "▲ " + d.Decimal(2)
	case -1:
		return "▼ " + d.Neg().Decimal(2)
	}
	return "tetap"
}

// turnWhatIf opens the mode, or closes it after the totals before and after
// have been seen.
func (b *book) turnWhatIf(closed func() tea.Cmd) tea.Cmd {
	if !b.whatIf {
		b.begin(nil)
		return nil
	}
	if len(b.suppose) == 0 {
		b.end()
		return tea.Batch(closed(), kit.Notify(kit.Info, "Mode bila ditutup; tidak ada yang berubah."))
	}
	keys := b.k.Keys.Dialog
	stay, yes := keys.Cancel, keys.Yes
	stay.SetHelp(stay.Help().Key, "tetap di mode bila")
	yes.SetHelp(yes.Help().Key, "tutup")
	return kit.Ask(kit.Dialog{
		Title: "Tutup mode bila",
		Text: fmt.Sprintf("Nilai %s\n%s\n\nJawaban bila dibuang. Tidak ada yang disimpan.",
			b.shift(), strings.Join(b.supposed(6), "\n")),
		Choices: []kit.Choice{
			{Key: stay},
			{Key: yes, Run: func() tea.Cmd {
				text := "Mode bila ditutup: " + b.shift() + "; nilai kembali " + b.stored.Total.Claim.Decimal(2) + "."
				b.end()
				return tea.Batch(closed(), kit.Notify(kit.Info, text))
			}},
		},
	})
}

// supposed lists the supposed answers, at most so many lines.
func (b *book) supposed(most int) []string {
	var out []string
	for _, it := range b.w.Instrument.Items() {
		a, ok := b.suppose[it.Code]
		if !ok {
			continue
		}
		out = append(out, fmt.Sprintf("%s  %s → %s", it.Code, short(it, b.w.Sheets[b.layer].Answers[it.Code]), short(it, a)))
	}
	if len(out) > most {
		out = append(out[:most-1], fmt.Sprintf("dan %d lagi", len(out)-most+1))
	}
	return out
}

// frozen says why undo does not apply: it would take back something stored, which
// nobody expects here.
func (b *book) frozen() string {
	if !b.whatIf {
		return ""
	}
	return "Mode bila tidak menyimpan apa pun, jadi tidak ada yang diurungkan; w menutupnya."
}

// Frozen is kit.Freezer.
func (s *Screen) Frozen() string {
	if s.Capturing() {
		return "" // what is typed has an undo of its own
	}
	return s.b.frozen()
}

// Frozen is kit.Freezer.
func (s *walk) Frozen() string {
	if s.Capturing() {
		return ""
	}
	return s.b.frozen()
}

// Frozen is kit.Freezer.
func (s *path) Frozen() string { return s.b.frozen() }
