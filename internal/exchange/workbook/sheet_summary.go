package workbook

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
)

// States of a requirement.
const (
	met     = "Terpenuhi"
	unmet   = "Kurang"
	waiting = "Menunggu survei"
)

var summaryWidths = []float64{9, 52, 10, 12, 10, 17, 11, 11, 21, 11, 10, 11, 10, 11}

func (w *writer) summary() error {
	if err := errors.Join(w.page(sheetSummary, "$5:$5"),
		w.file.SetPanes(sheetSummary, &excelize.Panes{Freeze: true, YSplit: 5, TopLeftCell: "A6", ActivePane: "bottomLeft"}),
		w.stateColours()); err != nil {
		return err
	}
	s, err := w.sheets.Begin(sheetSummary, summaryWidths)
	if err != nil {
		return err
	}
	s.Put(22, text("RINGKASAN NILAI ZONA INTEGRITAS", xlsx.Look{Bold: true, Size: 14, Bare: true}))
	s.Put(0, text(w.heading(), xlsx.Look{Bold: true, Bare: true}))
	s.Put(0, text(fmt.Sprintf("%s. %s", w.in.Name, w.policy()), xlsx.Look{Bare: true}))
	s.Put(0)
	head(s, "No", "Area", "Bobot", "Pemenuhan", "Reform", "Nilai", "Persen", "Terisi", "Butir", "Berbukti", "Minimum WBK", "Kurang WBK", "Minimum WBBM", "Kurang WBBM")
	wbk, wbbm := w.Result.Verdict(lke.WBK, lke.ByClaim), w.Result.Verdict(lke.WBBM, lke.ByClaim)
	for i, a := range w.in.Areas {
		w.areas = append(w.areas, s.Row+1)
		code := fmt.Sprintf("area-%d", a.Number)
		w.area(s, i, w.requirement(wbk, code), w.requirement(wbbm, code))
	}
	for _, c := range []string{w.in.Lever.Code + ".I", w.in.Lever.Code + ".II", w.in.Lever.Code} {
		w.figure(s, w.byCode[c], c == w.in.Lever.Code)
	}
	for _, x := range w.in.Outcome.Subs {
		w.figure(s, w.byCode[x.Code], false)
	}
	w.figure(s, w.byCode[w.in.Outcome.Code], true)
	w.figure(s, w.nodes[len(w.nodes)-1], true)
	for _, p := range lke.Predicates() {
		s.Put(0)
		w.verdict(s, p)
	}
	w.notes(s)
	return errors.Join(s.Err, s.Stream.Flush())
}

func head(s *xlsx.Rows, titles ...string) {
	var heads []xlsx.Entry
	for _, h := range titles {
		heads = append(heads, text(h, xlsx.Look{Bold: true, White: true, Fill: "1F3864", Wrap: true, Center: true}))
	}
	s.Put(30, heads...)
}

func (w *writer) requirement(v lke.Verdict, code string) *lke.Requirement {
	if q, ok := v.Requirement(code); ok {
		return &q
	}
	return nil
}

// from is a cell of the sheet LKE.
func (n *node) from(col string) string { return sheetLKE + "!" + n.cell(col) }

func (w *writer) area(s *xlsx.Rows, i int, wbk, wbbm *lke.Requirement) {
	a, f := w.in.Areas[i], w.Result.Areas[i]
	p, q := w.byCode[a.Aspects[lke.Fulfilment].Code], w.byCode[a.Aspects[lke.Reform].Code]
	both := func(col string) string { return p.from(col) + "+" + q.from(col) }
	row := s.Row + 1
	num := xlsx.Look{Format: points}
	values := []xlsx.Entry{{V: a.Number, Look: xlsx.Look{Center: true}}, text(a.Name, xlsx.Look{Wrap: true}),
		live(both(colWeight), f.Weight, num), live(p.from(colPoints), f.Aspects[lke.Fulfilment].Claim, num), live(q.from(colPoints), f.Aspects[lke.Reform].Claim, num),
		live(fmt.Sprintf("D%d+E%[1]d", row), f.Claim, xlsx.Look{Format: points, Bold: true}),
		live(fmt.Sprintf("IF(C%d=0,0,F%[1]d/C%[1]d)", row), f.Percent().Div(lke.Int(100)), xlsx.Look{Format: percent}),
		live(both(colFilled), lke.Int(int64(f.Filled)), xlsx.Look{Format: whole}), live(both(colItems), lke.Int(int64(f.Items)), xlsx.Look{Format: whole}),
		live(both(colProven), f.Proven, num)}
	for k, r := range []*lke.Requirement{wbk, wbbm} {
		if r == nil {
			values = append(values, xlsx.Entry{}, xlsx.Entry{})
			continue
		}
		values = append(values, xlsx.Entry{V: r.Points.Float(), Look: num},
			live(short(fmt.Sprintf("%s%d", []string{"K", "M"}[k], row), fmt.Sprintf("F%d", row)), r.Short, num))
	}
	s.Put(height(map[int]string{50: a.Name}), values...)
}

// short is what is missing to a minimum. Points are sums of fractions no program
// holds exactly: a difference below a billionth is none.
func short(minimum, value string) string { return fmt.Sprintf("MAX(0,ROUND(%s-%s,9))", minimum, value) }

// figure writes a row of totals.
func (w *writer) figure(s *xlsx.Rows, n *node, strong bool) {
	l := xlsx.Look{Bold: strong}
	if strong {
		l.Fill = "DDE6F4"
	}
	num, share, count := l, l, l
	num.Format, share.Format, count.Format = points, percent, whole
	label := n.text
	if n.level == levelAspect {
		label = strings.ToUpper(label[:1]) + strings.ToLower(label[1:])
	}
	s.Put(0, text(n.code, l), text(label, l), live(n.from(colWeight), n.fig.Weight, num), xlsx.Entry{Look: l}, xlsx.Entry{Look: l},
		live(n.from(colPoints), n.fig.Claim, num), live(n.from(colPercent), n.fig.Percent().Div(lke.Int(100)), share),
		live(n.from(colFilled), lke.Int(int64(n.fig.Filled)), count), live(n.from(colItems), lke.Int(int64(n.fig.Items)), count),
		live(n.from(colProven), n.fig.Proven, num))
}

// verdict writes the table of one predicate.
func (w *writer) verdict(s *xlsx.Rows, p lke.Predicate) {
	v, proven := w.Result.Verdict(p, lke.ByClaim), w.Result.Verdict(p, lke.ByProof)
	n := len(v.Requirements)
	first := s.Row + 3
	result := "Belum memenuhi syarat nilai"
	if v.Met {
		result = "Memenuhi syarat nilai"
	}
	s.Put(18, text(p.String(), xlsx.Look{Bold: true, Size: 12, Bare: true}),
		xlsx.Entry{V: result, Formula: fmt.Sprintf(`IF(COUNTIF(F%d:F%d,"%s")=%d,"Memenuhi syarat nilai","Belum memenuhi syarat nilai")`, first, first+n-1, met, n),
			Look: xlsx.Look{Bold: true, Size: 12, Bare: true}})
	head(s, "Predikat", "Syarat", "Minimum", "Nilai", "Kurang", "Keadaan", "Berbukti", "Kurang berbukti", "Kepastian")
	num := xlsx.Look{Format: points}
	for i, q := range v.Requirements {
		row := s.Row + 1
		points, evidence := w.cellOf(q.Code)
		state := unmet
		if q.Met {
			state = met
		} else if q.Waits {
			state = waiting
		}
		s.Put(0, text(p.String(), xlsx.Look{}), text(q.Label, xlsx.Look{Wrap: true}), xlsx.Entry{V: q.Points.Float(), Look: num},
			live(points, q.Value, num), live(short(fmt.Sprintf("C%d", row), fmt.Sprintf("D%d", row)), q.Short, num),
			xlsx.Entry{V: state, Formula: fmt.Sprintf(`IF(E%d=0,"%s",%s)`, row, met, w.waits(q.Code)), Look: xlsx.Look{Center: true}},
			live(evidence, proven.Requirements[i].Value, num),
			live(short(fmt.Sprintf("C%d", row), fmt.Sprintf("G%d", row)), proven.Requirements[i].Short, num),
			text(q.Certainty.String(), xlsx.Look{}))
	}
	if v.Prerequisite != nil {
		s.Put(0, xlsx.Entry{Look: xlsx.Look{Bare: true}}, text("Prasyarat di luar nilai: "+v.Prerequisite.Text+".", xlsx.Look{Bare: true}))
	}
}

// cellOf is where the value of a requirement stands, claimed and proven.
func (w *writer) cellOf(code string) (claim, proven string) {
	var n *node
	for i, a := range w.in.Areas {
		if code == fmt.Sprintf("area-%d", a.Number) {
			return fmt.Sprintf("F%d", w.areas[i]), fmt.Sprintf("J%d", w.areas[i])
		}
	}
	switch code {
	case "total":
		n = w.nodes[len(w.nodes)-1]
	case "pengungkit":
		n = w.byCode[w.in.Lever.Code]
	default:
		if n = w.byCode[code]; n == nil {
			it, _ := w.in.Item(code) // a minimum is of the total, a group, a sub or an item
			n = w.items[it]
		}
	}
	return n.from(colPoints), n.from(colProven)
}

// waits is the state of an unmet requirement: it waits while a survey it counts
// has no value.
func (w *writer) waits(code string) string {
	var cells []string
	for _, it := range w.in.Items() {
		if it.Kind == lke.Survey && (code == "total" || code == it.Sub.Code || code == it.Code) {
			cells = append(cells, w.items[it].from(colFilled))
		}
	}
	if len(cells) == 0 {
		return `"` + unmet + `"`
	}
	return fmt.Sprintf(`IF(%s=0,"%s","%s")`, strings.Join(cells, "*"), waiting, unmet)
}

// notes tell what a reader of the figures has to know.
func (w *writer) notes(s *xlsx.Rows) {
	lines := []string{"Kebijakan pembagi nol: " + w.Result.Policy.Name + ". " + w.Result.Policy.Text}
	for _, n := range w.Result.Notes {
		lines = append(lines, n.Item.Code+": "+n.Text)
	}
	if len(w.Result.SurveysMissing()) > 0 {
		lines = append(lines, "Nilai survei belum ada: total dan hasil belum akhir, yang dapat dinilai baru pengungkit.")
	}
	s.Put(0)
	s.Put(0, text("Catatan", xlsx.Look{Bold: true, Bare: true}))
	for _, l := range lines {
		if s.Err == nil {
			s.Err = s.Stream.MergeCell(fmt.Sprintf("A%d", s.Row+1), fmt.Sprintf("N%d", s.Row+1))
		}
		s.Put(height(map[int]string{180: l}), text(l, xlsx.Look{Bare: true, Wrap: true}))
	}
}

// stateColours colour met and unmet requirements.
func (w *writer) stateColours() error {
	var rules []excelize.ConditionalFormatOptions
	for _, r := range []struct{ word, fill, font string }{{met, "C6E0B4", "375623"}, {unmet, "F8CBAD", "833C0B"}, {waiting, "FFF2CC", "7F6000"}} {
		id, err := w.tint(r.fill, r.font)
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: fmt.Sprintf(`$F6="%s"`, r.word), Format: &id})
	}
	return w.file.SetConditionalFormat(sheetSummary, "F6:F80", rules)
}
