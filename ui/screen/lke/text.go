package lke

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"monev/internal/lke"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/theme"
)

// short is an answer in at most seven cells: "Ya", "B", "85,7%", "3,60", "–".
func short(it *lke.Item, a lke.Answer) string {
	switch {
	case a.IsBlank():
		return "–"
	case it.Kind != lke.Percent:
		return it.Text(a)
	}
	t := it.Text(a)
	if i := strings.IndexByte(t, '('); i >= 0 {
		return strings.Trim(t[i:], "()")
	}
	return fmt.Sprintf("%d/%d isi", len(a.Counts), len(it.Inputs))
}

// points is "0,25/0,50".
func points(f lke.Figure) string { return f.Claim.Decimal(2) + "/" + f.Weight.Decimal(2) }

// sign tells how far a question is, as a sign that its word goes with.
func sign(st *theme.Styles, f lke.ItemFigure) (string, string, *lipgloss.Style) {
	switch {
	case f.State == lke.Excluded:
		return "·", "tidak ikut dihitung", &st.Muted
	case f.State == lke.NotRated:
		return "!", "belum dapat dinilai", &st.Warn
	case f.State == lke.Incomplete:
		return "!", "belum lengkap", &st.Warn
	case !f.State.Filled():
		return "○", "belum diisi", &st.Muted
	case f.Score.Cmp(lke.Int(1)) >= 0:
		return "●", "nilai penuh", &st.Good
	case f.Score.Sign() == 0:
		return "✗", "nilai nol", &st.Bad
	}
	return "◐", "nilai sebagian", &st.Accent
}

// needs is a requirement of a predicate in few letters.
func needs(code string) string {
	if n, ok := strings.CutPrefix(code, "area-"); ok {
		return "Area " + tanggal.Roman(int(n[0]-'0'))
	}
	switch code {
	case "B.I.a":
		return "IPAK"
	case "B.I.b":
		return "kinerja"
	case "B.II":
		return "IPKP"
	}
	return code
}

// standing says in one line how far a predicate is.
func (b *book) standing(v lke.Verdict) (string, *lipgloss.Style) {
	st, name := b.k.Styles, v.Predicate.String()
	if v.Met {
		return "✓ " + name + " terpenuhi", &st.Good
	}
	var open []string
	short := ""
	for _, r := range v.Unmet() {
		switch {
		case len(v.Missing) > 0 && !r.Lever:
			continue // not to be judged yet
		case r.Code == "total":
			short = r.Short.Missing(2)
			continue
		}
		open = append(open, needs(r.Code)+" "+r.Short.Missing(2))
	}
	text := ""
	switch {
	case len(v.Missing) > 0 && v.LeverMet:
		return name + " menunggu nilai survei · ✓ pengungkit cukup", &st.Accent
	case len(v.Missing) > 0:
		text = name + " menunggu nilai survei · ✗ kurang di "
	case short != "":
		text = "✗ " + name + " kurang " + short
		if len(open) > 0 {
			text += " · juga "
		}
	default:
		text = "✗ " + name + ": total cukup, kurang di "
	}
	return text + strings.Join(open, " · "), &st.Warn
}

// bar draws a progress bar; in what-if mode with other signs.
func (b *book) bar(w int, f lke.Figure, marks ...float64) string {
	const fine = 24 // cells from which whole ones say enough
	draw := part.Bar
	if w < fine {
		draw = part.FineBar
	}
	out := draw(b.k.Styles, w, f.Percent().Float(), marks...)
	if !b.whatIf {
		return out
	}
	return supposing.Replace(out)
}

// supposing are the other signs: half a cell and more is "-".
var supposing = func() *strings.Replacer {
	pairs := []string{"█", "=", "░", "·"}
	for i, r := range []rune(part.Eighths) {
		sign := "·"
		if i >= 3 {
			sign = "-"
		}
		pairs = append(pairs, string(r), sign)
	}
	return strings.NewReplacer(pairs...)
}()

// marks are the minimum of both predicates for a requirement, in percent.
func (b *book) marks(code string) []float64 {
	var out []float64
	for _, v := range b.verdicts {
		if r, ok := v.Requirement(code); ok {
			out = append(out, r.Percent.Float())
		}
	}
	return out
}
