package part

import (
	tea "charm.land/bubbletea/v2"

	"monev/ui/theme"
)

// A Row is one thing in a List.
type Row struct {
	// Key names the row through all changes of the list; headers need none.
	Key string
	// Lines is what is drawn, plain or styled, each at most the width given;
	// no lines count as one empty line.
	Lines []string
	// Header rows are drawn without mark and cannot be selected; their lines may
	// be wider by MarkWidth.
	Header bool
}

// A Source gives a List its rows when they are about to be drawn, so that a
// list of thousands costs no more than the lines on the screen. Row must be
// quick and without side effects; width is the room for a line.
type Source interface {
	Len() int
	Row(i, width int) Row
}

// An Indexer is a Source that finds the row of a key quickly; it returns -1 if
// there is none. Without it Reload looks at every row.
type Indexer interface{ Index(key string) int }

// A Taller is a Source that can draw a row on more lines, at most most, so that no
// text in it is cut or less of it; nil means the lines of Row. A list draws its rows
// that way where all of them have room: in full, or else on two lines each.
type Taller interface {
	Tall(i, width, most int) []string
}

// A List shows rows of any height with one of them selected, and scrolls so
// that the selected one is seen. The selection stays on its key when rows
// change; if that row is gone it goes to the row that followed it.
type List struct {
	// Empty is shown when there is no row.
	Empty string
	// Letters makes j k g G work besides the arrows.
	Letters bool
	// Blurred draws the selected row with its mark only: while a form has the
	// keys.
	Blurred bool

	st   *theme.Styles
	src  Source
	w, h int
	sel  int    // -1 if nothing can be selected
	key  string // key of sel
	top  int    // first row drawn
	skip int    // lines of a selected row taller than the list scrolled away
	most int    // lines of a row that a Taller draws, 0 if not all have room that way

	drawn map[int]Row // in ViewIn: rows that were drawn; else nil, for they may change

	clicked bool   // the last thing that happened was a click
	last    string // on the row with this key
}

// NewList returns an empty list; it draws nothing before SetSize.
func NewList(st *theme.Styles) *List {
	return &List{st: st, src: rowsOf(nil), sel: -1, Letters: true}
}

type rowsOf []Row

func (r rowsOf) Len() int             { return len(r) }
func (r rowsOf) Row(i, _ int) Row     { return r[i] }
func (r rowsOf) Index(key string) int { return indexOf(r, key) }

func indexOf(rows []Row, key string) int {
	for i := range rows {
		if rows[i].Key == key && !rows[i].Header {
			return i
		}
	}
	return -1
}

// SetSize says how much room there is.
func (l *List) SetSize(w, h int) {
	l.resize(w, h)
	l.reveal()
}

func (l *List) resize(w, h int) {
	w, h = max(0, w), max(0, h)
	if w != l.w || h != l.h {
		l.w, l.h = w, h
		l.measure()
	}
}

// ViewIn is SetSize and View, quicker than the one behind the other.
func (l *List) ViewIn(w, h int) string {
	l.resize(w, h)
	l.drawn = map[int]Row{}
	defer func() { l.drawn = nil }()
	l.reveal()
	return l.View()
}

// measure finds out on how many lines all rows have room.
func (l *List) measure() {
	for _, l.most = range []int{100, 2, 0} {
		lines := 0
		for i := 0; i < l.src.Len() && lines <= l.h && l.most > 0; i++ {
			lines += max(1, len(l.row(i).Lines))
		}
		if lines <= l.h {
			return
		}
	}
}

// row is the row as it is drawn.
func (l *List) row(i int) Row {
	if r, ok := l.drawn[i]; ok {
		return r
	}
	r := l.src.Row(i, l.RowWidth())
	if t, ok := l.src.(Taller); ok && l.most > 0 {
		if lines := t.Tall(i, l.RowWidth(), l.most); len(lines) > 0 {
			r.Lines = lines
		}
	}
	if l.drawn != nil {
		l.drawn[i] = r
	}
	return r
}

// RowWidth is the room for a line of a row.
func (l *List) RowWidth() int { return RowWidth(l.w) }

// RowWidth is the room for a line of a row in a list of w cells: without the
// mark before it and the last cell, so that no text ends at the screen's edge.
// Names of columns above a list are laid out in it, two blanks before them.
func RowWidth(w int) int { return max(0, w-MarkWidth-1) }

// MarkWidth is the cells before a row, where the selected one has its mark.
const MarkWidth = 2

// SetRows shows rows.
func (l *List) SetRows(rows []Row) {
	if old, ok := l.src.(rowsOf); ok && l.sel >= 0 && indexOf(rows, l.key) < 0 {
		// the selected row went: take the nearest one that is still there
		if k, found := survivor(old, rows, l.sel); found {
			l.key = k
		}
	}
	l.SetSource(rowsOf(rows))
}

// survivor returns the key of the row nearest to sel in old that is also in
// rows, first those behind it.
func survivor(old, rows []Row, sel int) (string, bool) {
	alive := make(map[string]bool, len(rows))
	for _, r := range rows {
		if !r.Header {
			alive[r.Key] = true
		}
	}
	for i := sel + 1; i < len(old); i++ {
		if !old[i].Header && alive[old[i].Key] {
			return old[i].Key, true
		}
	}
	for i := sel - 1; i >= 0; i-- {
		if !old[i].Header && alive[old[i].Key] {
			return old[i].Key, true
		}
	}
	return "", false
}

// SetSource shows the rows of src.
func (l *List) SetSource(src Source) {
	l.src = src
	l.Reload()
}

// Reload is to be called after the rows of a Source have changed.
func (l *List) Reload() {
	l.measure()
	n := l.src.Len()
	had := l.sel
	switch {
	case n == 0:
		l.sel, l.key, l.top, l.skip = -1, "", 0, 0
		return
	case had < 0:
		l.choose(l.seek(0, 1))
	case had < n && l.is(had):
		// still there
	default:
		i := l.find(l.key)
		if i < 0 {
			if i = l.seek(min(had, n-1), 1); i < 0 {
				i = l.seek(min(had, n-1), -1)
			}
		}
		l.choose(i)
	}
	l.top = min(l.top, n-1)
	l.reveal()
}

func (l *List) is(i int) bool {
	r := l.src.Row(i, l.RowWidth())
	return !r.Header && r.Key == l.key
}

func (l *List) find(key string) int {
	if x, ok := l.src.(Indexer); ok {
		return x.Index(key)
	}
	for i := range l.src.Len() {
		if r := l.src.Row(i, l.RowWidth()); !r.Header && r.Key == key {
			return i
		}
	}
	return -1
}

// seek returns the first selectable row from i on in direction step, -1 if
// there is none.
func (l *List) seek(i, step int) int {
	for n := l.src.Len(); i >= 0 && i < n; i += step {
		if !l.src.Row(i, l.RowWidth()).Header {
			return i
		}
	}
	return -1
}

func (l *List) choose(i int) {
	if i != l.sel {
		l.skip = 0
	}
	if l.sel = i; i < 0 {
		l.key = ""
		return
	}
	l.key = l.src.Row(i, l.RowWidth()).Key
}

// Len is the number of rows, headers included.
func (l *List) Len() int { return l.src.Len() }

// Selected returns the key of the selected row; ok is false if nothing can be
// selected.
func (l *List) Selected() (key string, ok bool) { return l.key, l.sel >= 0 }

// Index returns the place of the selected row among all rows, -1 if none.
func (l *List) Index() int { return l.sel }

// SelectKey selects the row with key and tells whether there is one.
func (l *List) SelectKey(key string) bool {
	i := l.find(key)
	if i < 0 {
		return false
	}
	l.choose(i)
	l.reveal()
	return true
}

// Update takes keys and the wheel; it reports whether it used the message.
// Enter and clicks are the caller's: see Click.
func (l *List) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return l.pressed(stroke(msg))
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			l.Move(-3)
		case tea.MouseWheelDown:
			l.Move(3)
		default:
			return false
		}
		return true
	}
	return false
}

func (l *List) pressed(k string) bool {
	l.clicked = false
	if l.Letters {
		switch k {
		case "j":
			k = "down"
		case "k":
			k = "up"
		case "g":
			k = "home"
		case "G":
			k = "end"
		}
	}
	switch k {
	case "down":
		l.Move(1)
	case "up":
		l.Move(-1)
	case "pgdown":
		l.page(1)
	case "pgup":
		l.page(-1)
	case "home":
		l.jump(l.seek(0, 1))
	case "end":
		l.jump(l.seek(l.src.Len()-1, -1))
	default:
		return false
	}
	return true
}

func (l *List) jump(i int) {
	if i >= 0 {
		l.choose(i)
	}
	l.reveal()
}

// Move moves the selection by n selectable rows, as far as there are any. In a
// row taller than the list it first scrolls within the row.
func (l *List) Move(n int) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for ; n > 0 && l.sel >= 0; n-- {
		if l.scrollWithin(step) {
			continue
		}
		i := l.seek(l.sel+step, step)
		if i < 0 {
			if step < 0 {
				l.top = 0 // show the headers above the first row
			}
			break
		}
		l.choose(i)
		if step < 0 { // from below one arrives at the end of a tall row
			l.skip = max(0, l.rowHeight(i)-l.room())
		}
	}
	l.reveal()
}

// Next selects the row below, however much of the selected one is still to be
// seen, and reports whether there is one.
func (l *List) Next() bool {
	i := -1
	if l.sel >= 0 {
		i = l.seek(l.sel+1, 1)
	}
	if i >= 0 {
		l.choose(i)
	}
	l.reveal()
	return i >= 0
}

// scrollWithin scrolls the selected row if it is taller than the list.
func (l *List) scrollWithin(step int) bool {
	most := l.rowHeight(l.sel) - l.room()
	if most <= 0 {
		return false
	}
	to := min(max(l.skip+step*max(1, l.room()-1), 0), most)
	moved := to != l.skip
	l.skip = to
	return moved
}

func (l *List) page(step int) {
	if l.sel < 0 || l.scrollWithin(step) {
		l.reveal()
		return
	}
	// rows until a screenful of lines has gone by, at least one
	i, lines := l.sel, 0
	for {
		j := l.seek(i+step, step)
		if j < 0 {
			break
		}
		lines += l.rowHeight(j)
		if lines > l.room() && i != l.sel {
			break
		}
		i = j
	}
	if i == l.sel && step < 0 {
		l.top = 0
	}
	l.jump(i)
}

// Click selects the row drawn at line y of the view. hit is false if there is
// none to select; again is true if the click before this one was on the same row
// and no key moved since, however long ago it was: callers take it as "open".
func (l *List) Click(y int) (hit, again bool) {
	for i, p := range l.layout() {
		if i != y {
			continue
		}
		if p.row < 0 || p.header {
			return false, false
		}
		key := l.src.Row(p.row, l.RowWidth()).Key
		again = p.row == l.sel && l.clicked && l.last == key
		l.clicked, l.last = true, key
		l.choose(p.row)
		l.reveal()
		return true, again
	}
	return false, false
}
