package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Markdown renders a document as CommonMark with GitHub tables, UTF-8 with
// line feeds, that also reads well as plain text. Text of the document never
// becomes markup. Its Mark stands in the first line.
func Markdown(d Doc) []byte {
	w := &markdown{}
	if mark := d.Mark(); mark != "" {
		w.para("**" + mark + "**")
	}
	if len(d.Letterhead) > 0 {
		lines := make([]string, len(d.Letterhead))
		for i, l := range d.Letterhead {
			lines[i] = mdRuns(Text{Bold(l)})
		}
		w.para(strings.Join(lines, "  \n"))
	}
	for i, bl := range d.Blocks {
		if _, ok := bl.(Contents); ok {
			w.contents(d.Entries(i))
			continue
		}
		w.block(bl)
	}
	var foot []string
	for _, l := range []string{d.Footer.Text, d.Footer.Trace} {
		if l != "" {
			foot = append(foot, mdLine(mdText(OneLine(l))))
		}
	}
	if mark := d.Mark(); mark != "" {
		foot = append(foot, mark)
	}
	if len(foot) > 0 {
		w.para("---")
		w.para(strings.Join(foot, "  \n"))
	}
	return []byte(w.b.String())
}

type markdown struct {
	b strings.Builder
}

// para writes a block, with an empty line before it.
func (w *markdown) para(s string) {
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

func (w *markdown) block(bl Block) {
	switch v := bl.(type) {
	case Heading:
		w.para(strings.Repeat("#", min(max(v.Level, 0), 4)+1) + " " + mdText(OneLine(v.Text)))
	case Paragraph:
		w.para(mdLines(v.Text, ""))
	case List:
		var l []string
		for i, it := range v.Items {
			l = append(l, mdItem(mdMark(v.Numbered, i), append([]Text{it.Text}, it.More...)))
		}
		w.para(strings.Join(l, "\n"))
	case Pairs:
		w.pairs(v)
	case Table:
		w.table(v)
	case Signatures:
		w.signatures(v)
	case PageBreak:
		w.para("---")
	case Picture:
		w.picture(v)
	case Bars:
		w.bars(v)
	case Letter:
		w.para(mdLine(mdText(OneLine(v.Place))))
		w.pairs(Pairs{Rows: v.Rows})
		var to []string
		for _, t := range v.To {
			to = append(to, mdLines(t, ""))
		}
		w.para(strings.Join(to, "  \n"))
	}
}

// contents lists headings; Markdown has no pages.
func (w *markdown) contents(list []Heading) {
	var l []string
	for _, h := range list {
		l = append(l, strings.Repeat("  ", h.Level-1)+"- "+mdLine(mdText(h.Text)))
	}
	w.para(strings.Join(l, "\n"))
}

// picture says what there is to see: the file holds text only.
func (w *markdown) picture(v Picture) {
	alt := OneLine(v.Image.Alt)
	if alt == "" {
		alt = "tanpa uraian"
	}
	w.para(mdLine(mdText("[Gambar: " + alt + "]")))
	w.para(mdLines(v.Caption, ""))
}

// bars is a table in which a bar is a row of twenty squares.
func (w *markdown) bars(v Bars) {
	if v.Title != "" {
		w.para(mdRuns(Text{Bold(OneLine(v.Title))}))
	}
	t := Table{Columns: []Column{{}, {}, {}, {}}}
	for _, r := range v.Rows {
		n := int(math.Round(Within(r.Share) * 20))
		var marks Cell
		for _, m := range r.Marks {
			marks = append(marks, Plain(fmt.Sprintf("%s %.0f%%", OneLine(m.Label), Within(m.Share)*100)))
		}
		t.Rows = append(t.Rows, []Cell{{Plain(OneLine(r.Label))}, {Plain(strings.Repeat("█", n) + strings.Repeat("░", 20-n))},
			{Plain(OneLine(r.Value))}, marks})
	}
	if len(v.Rows) > 0 {
		w.table(t)
	}
}

func (w *markdown) pairs(v Pairs) {
	var l []string
	for _, p := range v.Rows {
		head := "- " + mdRuns(Text{Bold(OneLine(p.Label) + ":")})
		switch {
		case len(p.Values) == 1 && !p.Numbered:
			l = append(l, strings.TrimRight(head+" "+mdLines(p.Values[0], "  "), " "))
		case p.Numbered:
			l = append(l, head)
			for i, t := range p.Values {
				l = append(l, "  "+mdItem(mdMark(true, i), []Text{t}))
			}
		default:
			parts := []string{head}
			for _, t := range p.Values {
				parts = append(parts, mdLines(t, "  "))
			}
			l = append(l, strings.Join(parts, "  \n  "))
		}
	}
	w.para(strings.Join(l, "\n"))
}

func (w *markdown) table(v Table) {
	if len(v.Columns) == 0 {
		return
	}
	var b strings.Builder
	b.WriteByte('|')
	for _, c := range v.Columns {
		b.WriteString(" " + mdText(OneLine(c.Title)) + " |")
	}
	b.WriteString("\n|")
	for _, c := range v.Columns {
		switch c.Align {
		case Center:
			b.WriteString(" :-: |")
		case Right:
			b.WriteString(" --: |")
		default:
			b.WriteString(" --- |")
		}
	}
	for n, row := range v.Rows {
		b.WriteString("\n|")
		for i := range v.Columns {
			cell := ""
			if i < len(row) {
				c := row[i]
				if v.Total && n == len(v.Rows)-1 {
					c = boldCell(c)
				}
				cell = mdCell(c)
			}
			b.WriteString(" " + cell + " |")
		}
	}
	w.para(b.String())
}

func (w *markdown) signatures(v Signatures) {
	if v.Place != "" {
		w.para(mdLine(mdText(OneLine(v.Place))))
	}
	t := Table{Rows: [][]Cell{nil}}
	for _, s := range v.Signers {
		if s == (Signature{}) {
			continue
		}
		name := Text{Bold(s.Name)}
		if s.Name == "" {
			name = Plain(Dots)
		}
		c := Cell{Plain(s.Title), nil, nil, name}
		if s.NIP != "" {
			c = append(c, Plain("NIP "+s.NIP))
		}
		t.Columns = append(t.Columns, Column{Title: s.Caption + ",", Align: Center})
		t.Rows[0] = append(t.Rows[0], c)
	}
	w.table(t)
}

func boldCell(c Cell) Cell {
	out := make(Cell, len(c))
	for i, t := range c {
		out[i] = bold(t)
	}
	return out
}

func mdMark(numbered bool, i int) string {
	if numbered {
		return strconv.Itoa(i+1) + ". "
	}
	return "- "
}

// mdItem writes an entry of a list with its further lines under it.
func mdItem(mark string, lines []Text) string {
	indent := strings.Repeat(" ", len(mark))
	var parts []string
	for _, t := range lines {
		if s := mdLines(t, indent); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.TrimRight(mark+strings.Join(parts, "  \n"+indent), " ")
}

// mdLines writes a text with its line breaks, further lines indented.
func mdLines(t Text, indent string) string {
	var out []string
	for l := range strings.SplitSeq(mdRuns(t), "\n") {
		if l = mdLine(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "  \n"+indent)
}

func mdCell(c Cell) string {
	var out []string
	for _, t := range c {
		out = append(out, strings.ReplaceAll(strings.TrimSpace(mdRuns(t)), "\n", "<br>"))
	}
	return strings.Join(out, "<br>")
}

// mdRuns writes runs in a row. Blanks at the ends of a styled run, where the
// marks would not count, go outside; a style ends before a line break.
func mdRuns(t Text) string {
	var b strings.Builder
	for _, r := range t {
		mark := ""
		if r.Bold {
			mark = "**"
		}
		if r.Italic {
			mark += "*"
		}
		for i, l := range strings.Split(mdText(r.Text), "\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			core := strings.TrimSpace(l)
			if mark == "" || core == "" {
				b.WriteString(l)
				continue
			}
			at := strings.Index(l, core)
			b.WriteString(l[:at] + mark + core + mark + l[at+len(core):])
		}
	}
	return b.String()
}

// OneLine turns line breaks into blanks where a format has only one line.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}
