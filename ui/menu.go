package ui

import (
	"fmt"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"monev/internal/plain"
	"monev/ui/kit"
	"monev/ui/part"
)

const (
	textMouse = "Klik memilih, klik sekali lagi membuka; roda menggulir; tombol di baris bawah dapat diklik.\n" +
		"Menyalin teks dari layar: tahan Shift sambil menyeret (di macOS Option atau Fn), lalu salin seperti biasa di terminal."
	wordsMouse = " mouse tetikus copy blok pilih teks"
)

// menu is the help page or the palette: the actions that apply now, narrowed by
// what is typed. It keeps no list; the actions are asked for at each drawing.
type menu struct {
	palette bool
	filter  string
	cursor  int    // palette: selected item
	at      string // and its ID, as drawn last
	rows    []int  // palette: item of each line of the last drawing, -1 for none
	offset  int    // first line shown
	shown   int    // lines that fit, of the last drawing
	total   int    // lines there are, of the last drawing
}

func (m *menu) title() string {
	if m.palette {
		return "Palet perintah"
	}
	return "Bantuan"
}

// mostFilter is how many cells what is searched for in a menu may take.
const mostFilter = 60

// add appends typed or pasted text to the filter; false if it does not fit, and then
// nothing is added.
func (m *menu) add(text string) bool {
	clean := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return ' '
		}
		if !unicode.IsPrint(c) {
			return -1
		}
		return c
	}, ansi.Strip(text))
	if m.filter == "" {
		clean = strings.TrimPrefix(clean, "/") // the key that searches everywhere else
	}
	if ansi.StringWidth(m.filter+clean) > mostFilter {
		return false
	}
	m.filter += clean
	m.cursor, m.offset = 0, 0
	return true
}

// menuText adds typed or pasted text to the filter, or says that it does not fit.
func (r *Root) menuText(text string) tea.Cmd {
	if r.menu.add(text) {
		return nil
	}
	return r.notify(kit.NotifyMsg{Tone: kit.Warn,
		Text: fmt.Sprintf("Teks itu terlalu panjang untuk dicari di sini, paling banyak %d huruf; tidak ada yang dimasukkan. Tulis beberapa kata saja.", mostFilter)})
}

func (m *menu) rub() {
	var before string
	for g := uniseg.NewGraphemes(m.filter); g.Next(); {
		from, _ := g.Positions()
		before = m.filter[:from]
	}
	m.filter = before
	m.cursor, m.offset = 0, 0
}

// wants reports whether each word typed stands somewhere in text.
func (m *menu) wants(text string) bool {
	in := plain.Fold(text)
	for _, word := range strings.Fields(plain.Fold(m.filter)) {
		if !strings.Contains(in, word) {
			return false
		}
	}
	return true
}

// spoken is the text under which an action is found.
func spoken(a kit.Action) string {
	h := a.Key.Help()
	return a.Name() + " " + h.Key + " " + h.Desc + " " + a.Reason + " " + a.ID
}

func (r *Root) menuKey(msg tea.KeyPressMsg) tea.Cmd {
	m := r.menu
	switch msg.String() {
	case "esc":
		r.menu = nil
	case "enter":
		if !m.palette {
			r.menu = nil
			break
		}
		return r.pick(m.cursor)
	case "up", "shift+tab":
		m.move(-1)
	case "down", "tab":
		m.move(1)
	case "pgup":
		m.move(-max(m.shown-1, 1))
	case "pgdown":
		m.move(max(m.shown-1, 1))
	case "home":
		m.move(-m.total)
	case "end":
		m.move(m.total)
	case "backspace":
		m.rub()
	case "ctrl+u":
		m.filter, m.cursor, m.offset = "", 0, 0
	case "f1":
		r.menu = nil
	case "ctrl+p":
		if m.palette {
			r.menu = nil
		}
	case "?":
		if !m.palette && m.filter == "" {
			r.menu = nil
			break
		}
		return r.menuText("?")
	default:
		if msg.Text != "" {
			return r.menuText(msg.Text)
		} else if a, ok := r.match(msg, r.capturing()); ok && (a.ID == "gambar-ulang" || strings.HasPrefix(a.ID, "panduan")) {
			return r.run(a)
		}
	}
	return nil
}

func (m *menu) move(by int) {
	if m.palette {
		m.cursor = max(min(m.cursor+by, m.total-1), 0)
		return
	}
	m.offset = max(min(m.offset+by, m.total-m.shown), 0)
}

func (r *Root) menuMouse(msg tea.MouseMsg, left bool) tea.Cmd {
	m := r.menu
	at := msg.Mouse()
	if _, wheel := msg.(tea.MouseWheelMsg); wheel {
		switch at.Button {
		case tea.MouseWheelUp:
			m.move(-1)
		case tea.MouseWheelDown:
			m.move(1)
		}
		return nil
	}
	const first = 4 // title, rule, filter, empty line
	if i := at.Y - first; left && m.palette && i >= 0 && i < len(m.rows) && m.rows[i] >= 0 {
		return r.pick(m.rows[i])
	}
	return nil
}

func (m *menu) keyLine(r *Root) string {
	s := r.k.Styles
	item := func(k, d string) string { return s.Key.Render(k) + " " + s.Help.Render(d) }
	if m.palette {
		return " " + item("Enter", "jalankan") + "  " + item("↑↓", "pilih") + "  " + item("Esc", "tutup")
	}
	line := " " + item("↑↓", "gulir") + "  " + item("Esc", "tutup")
	if r.guide != nil {
		g := r.k.Keys.Global.Guide.Help()
		line += "  " + item(g.Key, g.Desc)
	}
	return line
}

func (m *menu) view(r *Root, w, h int) string {
	s := r.k.Styles
	field := m.filter
	hint := ""
	if field == "" {
		hint = " ketik untuk mencari"
		if m.palette {
			hint = " ketik nama tempat atau perintah, urutan kata bebas"
		}
	}
	head := " " + s.Label.Render("Cari ") + s.Field.Render(field) + s.Caret.Render(" ") + s.Placeholder.Render(hint)
	lines := []string{head, ""}
	m.shown = h - len(lines)
	if m.palette {
		return strings.Join(append(lines, m.paletteLines(r, w)...), "\n")
	}
	body := m.helpLines(r, w)
	m.total = len(body)
	m.offset = max(min(m.offset, m.total-m.shown), 0)
	body = body[m.offset:]
	if len(body) > m.shown {
		body = append(body[:m.shown-1:m.shown-1], s.Muted.Render("   ↓ masih ada di bawah"))
	}
	return strings.Join(append(lines, body...), "\n")
}

func (m *menu) helpLines(r *Root, w int) []string {
	s := r.k.Styles
	var out []string
	textw := w - 2
	say := func(text string) {
		for _, l := range strings.Split(ansi.Wrap(ansi.Strip(text), min(textw, 78), ""), "\n") {
			out = append(out, " "+s.Text.Render(l))
		}
		out = append(out, "")
	}
	if m.filter == "" {
		if r.capturing() && !takes(r.top().Actions(), r.k.Keys.Global.SearchTyping) { // the search has its own rules
			out = append(out, " "+s.Heading.Render("SAAT MENGISI"))
			say(textTyping)
		}
		if e, ok := r.top().Screen.(kit.Explainer); ok {
			say(e.Explain())
		}
	}
	// Where there is room what belongs to the screen stands left, the rest beside it.
	const roomForTwo, gap = 120, 2
	wide, one := w >= roomForTwo, w
	if wide {
		one = (w - gap) / 2
	}
	top := out
	var left []string
	out = nil
	screen := r.screenActions()
	here, everywhere := r.divide(screen)
	for i, sec := range []struct {
		head    string
		actions []kit.Action
	}{
		{"DI LAYAR INI", here},
		{"DI MANA SAJA", everywhere},
	} {
		var rows []string
		for _, a := range sec.actions {
			if a.Key.Help().Key != "" && m.wants(spoken(a)) { // the others are in the palette
				rows = append(rows, helpRows(r, a, one)...)
			}
		}
		if wide && i == 1 {
			left, out = out, nil
		}
		if len(rows) == 0 {
			continue
		}
		if len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, "")
		}
		out = append(out, " "+s.Heading.Render(sec.head))
		out = append(out, rows...)
	}
	if m.wants(textMouse + wordsMouse) {
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, " "+s.Heading.Render("MOUSE DAN MENYALIN TEKS"))
		textw = one - 2
		say(textMouse)
	}
	if len(left) > 0 && len(out) > 0 {
		out = sideBySide(left, out, one, gap)
	} else {
		out = append(left, out...)
	}
	if len(top) > 0 && top[len(top)-1] != "" {
		top = append(top, "")
	}
	out = append(top, out...)
	if len(out) == 0 {
		out = append(out, s.Muted.Render("   Tidak ada tombol dengan kata itu."))
	}
	return out
}

// sideBySide puts right beside left, which gets w cells.
func sideBySide(left, right []string, w, gap int) []string {
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		if i < len(left) {
			out[i] = left[i]
		}
		if i < len(right) && right[i] != "" {
			out[i] = part.Fit(out[i], w) + strings.Repeat(" ", gap) + right[i]
		}
	}
	return out
}

// divide divides what can be done into what belongs to the screen and what is the
// same on every screen; the keys of the room are among the latter.
func (r *Root) divide(screen []kit.Action) (here, everywhere []kit.Action) {
	k := r.k.Keys.Room
	for _, a := range screen {
		one := []kit.Action{a}
		if takes(one, k.Project) || takes(one, k.Blank) || takes(one, k.Test) {
			everywhere = append(everywhere, a)
		} else {
			here = append(here, a)
		}
	}
	return here, append(everywhere, r.rootActions(screen)...)
}

// helpRows is one action of the help page; why it cannot be done now stands
// below it.
func helpRows(r *Root, a kit.Action, w int) []string {
	const keyw = 10
	s, h := r.k.Styles, a.Key.Help()
	gap := strings.Repeat(" ", max(keyw-ansi.StringWidth(h.Key), 1))
	name := strings.Split(ansi.Wrap(a.Name(), w-keyw-4, ""), "\n")
	first := "   " + s.Key.Render(h.Key) + gap + s.Help.Render(name[0])
	rest := s.Help
	if a.Reason != "" {
		first, rest = "   "+s.Off.Render(h.Key+gap+name[0]), s.Off
	}
	out := []string{first}
	for _, l := range name[1:] {
		out = append(out, strings.Repeat(" ", keyw+3)+rest.Render(l))
	}
	if a.Reason == "" {
		return out
	}
	sign := "! "
	for _, l := range strings.Split(ansi.Wrap(ansi.Strip(a.Reason), w-keyw-6, ""), "\n") {
		out = append(out, strings.Repeat(" ", keyw+3)+s.Warn.Render(sign+l))
		sign = "  "
	}
	return out
}
