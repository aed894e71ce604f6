package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monev/internal/lke"
)

// The columns of the sheet LKE.
const (
	colCode     = "A"
	colText     = "B"
	colAnswer   = "C"
	colScore    = "D"
	colWeight   = "E"
	colPoints   = "F"
	colPercent  = "G"
	colFilled   = "H"
	colItems    = "I"
	colEvidence = "J"
	colProven   = "K"
	colNote     = "L"
	colProof    = "M"
	colCounted  = "N" // hidden: whether a question counts, where the policy may leave it out
)

// typedWhole is the count of a total typed over the rows it should be the sum of
// (scoring.md §3), which lke keeps beside the inputs of a question.
const typedWhole = "wajib_diketik"

const typedWholeLabel = "Jumlah wajib yang diketik, menggantikan penjumlahan"

type level int

const (
	levelComponent level = iota // A, B
	levelAspect                 // A.I
	levelArea                   // A.I.1
	levelSub
	levelItem
	levelInput
	levelTotal
)

// node is one row of the sheet LKE.
type node struct {
	level    level
	code     string
	text     string
	fig      lke.Figure
	weight   lke.Num // of a sub
	item     *lke.Item
	input    string // key of a count
	row      int
	parent   *node
	children []*node
}

// tree lays out the rows of an instrument in the order of the ministry's form,
// the first in row first.
func tree(r *lke.Result, s lke.Sheet, first int) (roots []*node, all []*node) {
	in := r.Instrument
	fig := func(code string) lke.Figure {
		f, _ := r.Figure(code) // every code below is the instrument's own
		return f
	}
	add := func(p *node, n *node) *node {
		n.parent = p
		n.row = first + len(all)
		all = append(all, n)
		if p != nil {
			p.children = append(p.children, n)
		} else {
			roots = append(roots, n)
		}
		return n
	}
	sub := func(p *node, x *lke.Sub) {
		sn := add(p, &node{level: levelSub, code: x.Code, text: x.Name, fig: r.Subs[x.Index], weight: x.Weight})
		for _, it := range x.Items {
			n := add(sn, &node{level: levelItem, code: it.Code, text: it.Question, item: it, fig: r.Items[it.Index].Figure})
			for _, c := range it.Inputs {
				add(n, &node{level: levelInput, text: c.Label, item: it, input: c.Key})
			}
			if _, ok := s.Answers[it.Code].Counts[typedWhole]; ok {
				add(n, &node{level: levelInput, text: typedWholeLabel, item: it, input: typedWhole})
			}
		}
	}
	lever := add(nil, &node{level: levelComponent, code: in.Lever.Code, text: "PENGUNGKIT", fig: r.Lever})
	for _, a := range []lke.Aspect{lke.Fulfilment, lke.Reform} {
		code := in.Lever.Code + "." + strings.Repeat("I", int(a)+1)
		an := add(lever, &node{level: levelAspect, code: code, text: strings.ToUpper(a.String()), fig: r.Aspects[a]})
		for i, area := range in.Areas {
			p := area.Aspects[a]
			n := add(an, &node{level: levelArea, code: p.Code, text: area.Name, fig: r.Areas[i].Aspects[a]})
			for _, x := range p.Subs {
				sub(n, x)
			}
		}
	}
	outcome := add(nil, &node{level: levelComponent, code: in.Outcome.Code, text: "HASIL", fig: r.Outcome})
	for _, x := range in.Outcome.Subs {
		sub(outcome, x)
	}
	total := &node{level: levelTotal, text: "NILAI EVALUASI ZONA INTEGRITAS", fig: fig("total"), row: first + len(all)}
	total.children = roots
	return roots, append(all, total)
}

func (n *node) cell(col string) string { return col + strconv.Itoa(n.row) }

// sum adds a column of the children.
func (n *node) sum(col string) string {
	var parts []string
	for _, c := range n.children {
		parts = append(parts, c.cell(col))
	}
	return strings.Join(parts, "+")
}

// in is the row of one count of a percentage question.
func (n *node) in(key string) *node {
	i := slices.IndexFunc(n.children, func(c *node) bool { return c.input == key })
	if i < 0 {
		return nil
	}
	return n.children[i]
}

// number writes an exact number into a formula: 0.67, or (1/3).
func number(x lke.Num) string {
	r := x.Rat()
	if r.IsInt() {
		return r.Num().String()
	}
	if places, exact := r.FloatPrec(); exact && places <= 10 {
		return r.FloatString(places)
	}
	return "(" + r.Num().String() + "/" + r.Denom().String() + ")"
}

// formulas writes the formulas of one question. zero tells, for every question,
// what the policy makes of a zero divisor.
type formulas struct{ zero map[*lke.Item]lke.ItemFigure }

// counts is what the formulas of a percentage question are made of.
type counts struct{ cells, part, over string }

func countsOf(n *node) counts {
	it := n.item
	var cells []string
	for _, in := range it.Inputs {
		cells = append(cells, n.in(in.Key).cell(colAnswer))
	}
	c := counts{cells: strings.Join(cells, ","), part: cells[it.Formula.Part]}
	var over []string
	for _, i := range it.Formula.Over {
		over = append(over, cells[i])
	}
	if c.over = strings.Join(over, "+"); len(over) > 1 {
		c.over = "(" + c.over + ")"
	}
	if t := n.in(typedWhole); t != nil {
		c.over = fmt.Sprintf("IF(ISNUMBER(%s),%[1]s,%s)", t.cell(colAnswer), c.over)
	}
	return c
}

func (f formulas) score(n *node) string {
	it, a := n.item, n.cell(colAnswer)
	switch it.Kind {
	case lke.Survey:
		return fmt.Sprintf("IF(ISNUMBER(%s),IF(AND(%[1]s>=0,%[1]s<=4),%[1]s/4,0),0)", a)
	case lke.Percent:
		c, z := countsOf(n), number(f.zero[it].Score)
		count := fmt.Sprintf("IF(COUNT(%s)<%d,0,", c.cells, len(it.Inputs))
		if it.Formula.Kind == lke.Decline {
			return count + fmt.Sprintf("IF(AND(%s=0,%s=0),1,IF(%[1]s=0,%[3]s,MAX(0,(%[1]s-%[2]s)/%[1]s))))", c.over, c.part, z)
		}
		return count + fmt.Sprintf("IF(%s=0,%s,MIN(1,%s/%[1]s)))", c.over, z, c.part)
	}
	s := "0"
	for _, c := range slices.Backward(it.Choices) {
		if c.Score.Sign() != 0 {
			s = fmt.Sprintf(`IF(%s="%s",%s,%s)`, a, quoted(c.Key), number(c.Score), s)
		}
	}
	return s
}

// quoted is a key of the instrument, the only text that ever gets into a formula.
func quoted(key string) string { return strings.ReplaceAll(key, `"`, `""`) }

func (f formulas) filled(n *node) string {
	it, a := n.item, n.cell(colAnswer)
	switch it.Kind {
	case lke.Survey:
		return fmt.Sprintf("IF(ISNUMBER(%s),IF(AND(%[1]s>=0,%[1]s<=4),1,0),0)", a)
	case lke.Percent:
		return fmt.Sprintf("IF(COUNT(%s)=%d,1,0)", countsOf(n).cells, len(it.Inputs))
	}
	var is []string
	for _, c := range it.Choices {
		is = append(is, fmt.Sprintf(`%s="%s"`, a, quoted(c.Key)))
	}
	return "IF(OR(" + strings.Join(is, ",") + "),1,0)"
}

// mayLeaveOut tells whether the policy leaves some question of a sub out at times.
func (f formulas) mayLeaveOut(sub *node) bool {
	return slices.ContainsFunc(sub.children, func(n *node) bool { return f.leftOut(n) })
}

func (f formulas) leftOut(n *node) bool {
	z, ok := f.zero[n.item]
	return ok && z.State == lke.Excluded
}

// counted is 1 unless the question is left out.
func (f formulas) counted(n *node) string {
	if !f.leftOut(n) {
		return "1"
	}
	c := countsOf(n)
	when := c.over + "=0"
	if n.item.Formula.Kind == lke.Decline {
		when += "," + c.part + ">0"
	}
	return fmt.Sprintf("IF(AND(COUNT(%s)=%d,%s),0,1)", c.cells, len(n.item.Inputs), when)
}

// weight is the weight of a question: its share of the sub, or its own, and more
// when another question of the sub is left out.
func (f formulas) weight(n *node) string {
	sub, it := n.parent, n.item
	own := number(it.Weight)
	if !it.Own && it.Weight.Mul(lke.Int(int64(len(sub.children)))).Cmp(sub.weight) == 0 {
		own = fmt.Sprintf("%s/%d", sub.cell(colWeight), len(sub.children))
	}
	if !f.mayLeaveOut(sub) {
		return own
	}
	var all, weighed []string
	for _, c := range sub.children {
		all = append(all, c.cell(colCounted))
		weighed = append(weighed, c.cell(colCounted)+"*"+number(c.item.Weight))
	}
	return fmt.Sprintf("IF(%s=0,%s,IF(%s=0,0,%s*%s/(%s)))", strings.Join(all, "+"), own, n.cell(colCounted),
		number(it.Weight), sub.cell(colWeight), strings.Join(weighed, "+"))
}

// zeros scores every percentage question with a divisor of zero, each alone, so
// that the formulas follow the policy without knowing it.
func zeros(in *lke.Instrument, s lke.Sheet, p lke.Policy) (map[*lke.Item]lke.ItemFigure, error) {
	out := map[*lke.Item]lke.ItemFigure{}
	for _, it := range in.Items() {
		if it.Kind != lke.Percent {
			continue
		}
		counts := map[string]int64{}
		for _, c := range it.Inputs {
			counts[c.Key] = 0
		}
		if it.Formula.Kind == lke.Decline {
			counts[it.Inputs[it.Formula.Part].Key] = 1
		}
		alone := lke.NewSheet(in, s.Layer, s.Year)
		alone.Answers = map[string]lke.Answer{it.Code: {Counts: counts}}
		r, err := in.Score(alone, lke.Options{Policy: p})
		if err != nil {
			return nil, err
		}
		out[it] = r.Item(it)
	}
	return out, nil
}
