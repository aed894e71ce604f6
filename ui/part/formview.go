package part

import (
	"strings"
)

// formLine is one line of a drawn form and what a click on it means.
type formLine struct {
	text  string
	field int // -1: none
	part  int
	n     int // row of the text, line of the choice, entry of the drop list
	x, w  int // where the field begins, and its width
	help  bool
}

const (
	partNone = iota
	partText
	partChoice
	partDrop
)

// dropRows is how many suggestions are shown.
const dropRows = 5

// labelColumn is the width of the labels with the required mark.
func (f *Form) labelColumn(width int) int {
	w := 0
	for _, d := range f.fields {
		n := Width(d.Label)
		if d.Required {
			n += 2
		}
		w = max(w, n)
	}
	return min(w, max(4, width/3))
}

// layout draws everything; tight draws fields without focus as one row. from
// and to are the lines of the field with the focus that must be seen: from the
// caret's to the last of its refusal and drop list.
func (f *Form) layout(width int, tight bool) (lines []formLine, from, to int) {
	if f.Title != "" {
		lines = append(lines, formLine{text: paint(f.st.Heading, Cut(f.Title, width)), field: -1})
	}
	lw := f.labelColumn(width)
	x := lw + 4 // mark, label, gap
	room := max(1, width-x)
	for i, d := range f.fields {
		focused := i == f.now && !f.Blurred
		start := len(lines)
		body, caret := f.body(d, i, room, focused, tight && i != f.now)
		for n, l := range body {
			head := blanks(x)
			if n == 0 {
				head = f.label(d, lw, focused)
			}
			l.text, l.field, l.x = head+l.text, i, x
			lines = append(lines, l)
		}
		if i == f.now {
			from, to = start+max(0, caret), len(lines)-1
		}
	}
	lines = append(lines, formLine{text: paint(f.st.Help, f.helpText(width)), field: -1, help: true})
	return lines, from, to
}

func (f *Form) label(d *field, lw int, focused bool) string {
	name := d.Label
	if d.Required {
		name = Cut(name, lw-2) + " *"
	}
	mark := "  "
	if focused {
		mark = paint(f.st.Cursor, "▸ ")
	}
	return mark + paint(f.st.Label, Fit(name, lw)) + "  "
}

// body draws a field right of its label.
func (f *Form) body(d *field, i, room int, focused, oneRow bool) (lines []formLine, caret int) {
	aside, style := d.asideText(), f.st.Muted
	if d.refusal != "" {
		aside, style = "! "+d.refusal, f.st.Error
	}
	if d.Kind == Choice {
		lines = f.choiceLines(d, room, focused, oneRow)
		if aside == "" && focused && d.pick >= 0 {
			aside = d.Options[d.pick].Hint
		}
	} else {
		rows := d.rows()
		if oneRow {
			rows = 1
		}
		w := room
		if size := d.size(); size > 0 {
			w = min(w, size)
		}
		var text []string
		lk := fieldLook(f.st, focused, d.Hint, focused && d.whole)
		lk.secret = d.Secret
		text, caret = d.buf.view(lk, w, rows)
		first := 0
		if focused {
			first = d.buf.top
		}
		for n, t := range text {
			lines = append(lines, formLine{text: t, part: partText, n: first + n, w: w})
		}
		if focused && aside == "" && len(text) > 1 {
			aside = d.buf.sides(len(text))
		}
	}
	if aside != "" {
		lines = f.beside(lines, aside, style.Render, room, focused || !oneRow)
	}
	if focused && d.Kind == Complete && d.open {
		lines = append(lines, f.dropLines(d, room)...)
	}
	return lines, caret
}

// beside puts a note right of the first row if that is the only one and there
// is room, else below; wrap allows more than one line of it.
func (f *Form) beside(lines []formLine, note string, style func(...string) string, room int, wrap bool) []formLine {
	if len(lines) == 1 {
		if used := Width(lines[0].text); used+2+Width(note) <= room {
			lines[0].text += "  " + style(note)
			return lines
		}
	}
	rows := Wrap(note, room)
	if !wrap {
		rows = []string{Cut(note, room)}
	}
	if len(rows) > 3 {
		rows = append(rows[:2], Cut(strings.Join(rows[2:], " "), room))
	}
	for _, r := range rows {
		lines = append(lines, formLine{text: style(r)})
	}
	return lines
}

func (d *field) asideText() string {
	if d.bad == nil && d.trimmed() != "" {
		return d.aside
	}
	return ""
}

func (d *field) rows() int {
	switch {
	case d.Rows > 0:
		return d.Rows
	case d.Kind == Text:
		return 6
	}
	return 3
}

func (d *field) size() int {
	if d.Size > 0 {
		return d.Size
	}
	if d.Check != nil && d.Kind == Line {
		return 20
	}
	return 0
}

// token is an option as drawn in a Choice.
func (d *field) token(i int) string {
	if i == d.pick {
		return "[" + d.Options[i].Label + "]"
	}
	return " " + d.Options[i].Label + " "
}

// choiceRows breaks the options into lines.
func (d *field) choiceRows(room int) [][]int {
	rows := [][]int{nil}
	used := 0
	for i := range d.Options {
		w := Width(d.token(i))
		if used > 0 && used+w > room {
			rows = append(rows, nil)
			used = 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], i)
		used += w
	}
	return rows
}

func (f *Form) choiceLines(d *field, room int, focused, oneRow bool) []formLine {
	var lines []formLine
	rows := d.choiceRows(room)
	for n, row := range rows {
		var b strings.Builder
		has := false
		for _, i := range row {
			style := f.st.Text
			if i == d.pick {
				has = true
				if style = f.st.Accent; focused {
					style = f.st.Selected
				}
			}
			b.WriteString(paint(style, Cut(d.token(i), room)))
		}
		l := formLine{text: b.String(), part: partChoice, n: n, w: room}
		if oneRow && len(rows) > 1 {
			if has || d.pick < 0 {
				if Width(l.text) < room { // the others come when the field is gone to
					l.text += paint(f.st.Muted, "…")
				}
				return []formLine{l}
			}
			continue
		}
		lines = append(lines, l)
	}
	return lines
}

// choiceAt returns the option at cell x of line n of a Choice, -1 if none.
func (d *field) choiceAt(n, x, room int) int {
	rows := d.choiceRows(room)
	if x < 0 || n >= len(rows) {
		return -1
	}
	for _, i := range rows[n] {
		w := Width(d.token(i))
		if x < w {
			return i
		}
		x -= w
	}
	return -1
}

// dropLines draws the suggestions under a Complete field.
func (f *Form) dropLines(d *field, room int) []formLine {
	var lines []formLine
	if d.near {
		text := "Tidak ada yang cocok."
		if len(d.found) > 0 {
			text = "Tidak ada yang cocok; yang mirip:"
		}
		lines = append(lines, formLine{text: paint(f.st.Muted, Cut(text, room))})
	}
	n := len(d.found)
	from := min(max(0, d.mark-dropRows+1), max(0, n-dropRows))
	to := min(n, from+dropRows)
	for i := from; i < to; i++ {
		o := d.Options[d.found[i]]
		hint := o.Hint
		if i == to-1 && to < n {
			hint = strings.TrimSpace(hint + "  ↓ " + number(n-to) + " lagi")
		}
		hint = Cut(hint, room-Width(o.Label)-4) // the label comes first
		if i == d.mark {
			text := "▸ " + o.Label
			lines = append(lines, formLine{text: paint(f.st.Selected, Fit(Two(room, text, hint), room)), part: partDrop, n: i})
			continue
		}
		text := Two(room, "  "+o.Label, paint(f.st.Muted, hint))
		lines = append(lines, formLine{text: text, part: partDrop, n: i})
	}
	return lines
}

// helpText is the line of keys; what does not fit is left out, Esc last.
func (f *Form) helpText(width int) string {
	save := f.Help
	if save == "" {
		save = "simpan"
	}
	var arrows, enter, tab, ctrlS string
	if len(f.fields) > 0 {
		d, last := f.fields[f.now], f.now == len(f.fields)-1
		enter = "Enter berikut"
		if last {
			enter = "Enter " + save
		} else {
			ctrlS = "Ctrl+S " + save
		}
		switch {
		case d.Kind == Text:
			enter, ctrlS = "Enter baris baru", "Ctrl+S "+save
			if len(f.fields) > 1 {
				tab = "Tab berikut"
			}
		case d.whole:
			arrows = "ketik mengganti"
		case d.Kind == Choice:
			arrows = "←→ pilih"
		case d.Kind == Complete && d.open:
			arrows, enter = "↑↓ pilih", "Enter terima"
		case d.Kind == Complete:
			arrows = "panah bawah daftar" // in ASCII signs ↓ alone reads as the letter v
		}
	}
	esc := "Esc tutup"
	if f.EscSaves {
		esc, ctrlS = "Esc "+save+" dan selesai", ""
	}
	words := []*string{&arrows, &enter, &tab, &ctrlS}
	for _, drop := range []*string{nil, &arrows, &tab, &enter, &ctrlS} {
		if drop != nil {
			*drop = ""
		}
		line := "  "
		for _, w := range words {
			if *w != "" {
				line += *w + " · "
			}
		}
		if line += esc; Width(line) <= width {
			return line
		}
	}
	return Cut(esc, width)
}

// window cuts lines to h lines with from … to among them, as far as they fit;
// from wins. The help line stays if there is room for it.
func window(lines []formLine, from, to, h int) []formLine {
	n := len(lines) - 1
	help := lines[n]
	body := lines[:n]
	if h >= 4 {
		h--
	} else {
		help.text, help.help = "", false
	}
	start := min(max(0, to-h+1), from)
	start = max(0, min(start, len(body)-h))
	out := append([]formLine(nil), body[start:min(len(body), start+h)]...)
	if help.help {
		out = append(out, help)
	}
	return out
}
