package report

import (
	"strconv"
	"strings"
)

// Markdown renders a document as CommonMark with GitHub tables, UTF-8 with
// line feeds, that also reads well as plain text. Text of the document never
// becomes markup. A draft says so in the first line.
func Markdown(d Doc) []byte {
	w := &markdown{}
	if d.Draft {
		w.para("**" + draftMark + "**")
	}
	if len(d.Letterhead) > 0 {
		lines := make([]string, len(d.Letterhead))
		for i, l := range d.Letterhead {
			lines[i] = mdRuns(Text{Bold(l)})
		}
		w.para(strings.Join(lines, "  \n"))
	}
	for _, bl := range d.Blocks {
		w.block(bl)
	}
	var foot []string
	for _, l := range []string{d.Footer.Text, d.Footer.Trace} {
		if l != "" {
			foot = append(foot, mdLine(mdText(oneLine(l))))
		}
	}
	if d.Draft {
		foot = append(foot, draftMark)
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
		w.para(strings.Repeat("#", min(max(v.Level, 0), 4)+1) + " " + mdText(oneLine(v.Text)))
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
	}
}

func (w *markdown) pairs(v Pairs) {
	var l []string
	for _, p := range v.Rows {
		head := "- " + mdRuns(Text{Bold(oneLine(p.Label) + ":")})
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
		b.WriteString(" " + mdText(oneLine(c.Title)) + " |")
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
	for _, row := range v.Rows {
		b.WriteString("\n|")
		for i := range v.Columns {
			cell := ""
			if i < len(row) {
				cell = mdCell(row[i])
			}
			b.WriteString(" " + cell + " |")
		}
	}
	w.para(b.String())
}

func (w *markdown) signatures(v Signatures) {
	if v.Place != "" {
		w.para(mdLine(mdText(oneLine(v.Place))))
	}
	t := Table{Rows: [][]Cell{nil}}
	for _, s := range v.Signers {
		name := Text{Bold(s.Name)}
		if s.Name == "" {
			name = Plain(dots)
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

// oneLine turns line breaks into blanks where a format has only one line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}
