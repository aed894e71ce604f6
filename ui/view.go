package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/theme"
)

// mostNotice is how many lines a notice takes at most.
const mostNotice = 3

// notice is the sentence above the key line.
type notice struct {
	n    int // number of its timer
	text string
	tone kit.Tone
}

// View draws exactly the size of the terminal, whatever the screens return.
func (r *Root) View() tea.View {
	v := tea.View{AltScreen: true, MouseMode: tea.MouseModeCellMotion, WindowTitle: "monev"}
	switch {
	case r.w <= 0 || r.h <= 0:
		return v
	case r.small():
		v.Content = strings.Join(r.tooSmall(), "\n")
	default:
		v.Content = r.draw()
	}
	v.Content = r.signs.Apply(v.Content)
	v.Content = theme.Fill(r.k.Styles.Palette, v.Content, r.w, r.h)
	return v
}

// leastBeside is the room beside a dialog in which what is behind it is still seen.
const leastBeside = 12

func (r *Root) draw() string {
	top := r.top()
	full := fills(top) && r.menu == nil
	var lines []string
	switch {
	case full:
		lines = fit(top.View(), r.w, r.h)
	default:
		title, body := top.Title(), ""
		if r.menu != nil {
			title = r.menu.title() + " · " + title
			body = r.menu.view(r, r.w, r.h-4)
		} else {
			body = top.View()
		}
		lines = append(lines, r.titleLine(title), r.rule)
		lines = append(lines, fit(body, r.w, r.h-4)...)
		bottom, _ := r.keyLine()
		lines = append(lines, r.rule, bottom)
	}
	// The notice takes the place of the lower rule, so that nothing jumps.
	if n := r.noticeLines(); len(n) > 0 {
		end := r.noticeEnd()
		if full { // in the colours of the room
			n = strings.Split(theme.Fill(r.k.Room.Palette, strings.Join(n, "\n"), r.w, len(n)), "\n")
		}
		copy(lines[end-len(n):end], n)
	}
	out := strings.Join(lines, "\n")
	if r.dialog != nil {
		box, x, y := r.dialog.place(r)
		if x < leastBeside { // scraps of the lines behind would stand there
			for i := y; i < min(y+lipgloss.Height(box), len(lines)); i++ {
				lines[i] = ""
			}
			out = strings.Join(lines, "\n")
		}
		out = lipgloss.NewCompositor(
			lipgloss.NewLayer(out),
			lipgloss.NewLayer(box).X(x).Y(y).Z(1),
		).Render()
	}
	return out
}

// noticeEnd is the line below the notice.
func (r *Root) noticeEnd() int {
	if fills(r.top()) && r.menu == nil {
		return r.h
	}
	return r.h - 1
}

// fit cuts text to w cells and exactly h lines.
func fit(text string, w, h int) []string {
	lines := strings.SplitN(text, "\n", h+1)
	if len(lines) > h {
		lines = lines[:h]
	}
	for i, l := range lines {
		lines[i] = cut(l, w)
	}
	for len(lines) < h {
		lines = append(lines, "")
	}
	return lines
}

// cut makes one line of at most w cells.
func cut(line string, w int) string {
	if strings.ContainsAny(line, "\t\r\n\v\f") {
		line = strings.NewReplacer("\t", " ", "\r", "", "\n", " ", "\v", " ", "\f", " ").Replace(line)
	}
	if len(line) <= w {
		return line // no line has more cells than bytes
	}
	return ansi.Truncate(line, w, "…")
}

func (r *Root) drawRule() {
	if r.w > 0 {
		r.rule = r.k.Styles.Rule.Render(strings.Repeat("─", r.w))
	}
}

// titleLine is where the user is, and at the right what the screen has to say
// of the time. The status gives way when there is not enough room.
func (r *Root) titleLine(title string) string {
	status := ""
	if s, ok := r.top().Screen.(kit.Statuser); ok {
		status = cut(s.Status(), r.w/2)
	}
	if r.locked != "" { // on every screen, as long as it holds
		status = strings.TrimSpace(status + "  " + r.k.Styles.Warn.Render("baca saja"))
	}
	sw := ansi.StringWidth(status)
	room := r.w - 2
	if sw > 0 {
		room -= sw + 2
	}
	mark := ""
	if k := r.apart(); k != nil && k.Practising {
		mark = r.k.Styles.Warn.Bold(true).Reverse(true).Render(" "+monev.PracticeStamp+" ") + " "
	}
	mw := ansi.StringWidth(mark)
	title = cut(title, room-mw)
	gap := r.w - 2 - mw - ansi.StringWidth(title) - sw
	return " " + mark + r.k.Styles.Title.Render(title) + strings.Repeat(" ", max(gap, 0)) + status
}

// A span is where an action stands on the key line.
type span struct {
	from, to int
	action   kit.Action
}

// keyLine shows what can be done now, from the left as much as fits, and always
// the actions that are kept and the help at its end.
func (r *Root) keyLine() (string, []span) {
	if r.menu != nil {
		return r.menu.keyLine(r), nil
	}
	screen := r.screenActions()
	own := r.Actions()
	help := own[len(own)-1] // see Actions
	items := append(screen[:len(screen):len(screen)], r.rootActions(screen)...)
	typing := r.capturing()
	var b strings.Builder
	var spans []span
	x := 0
	put := func(a kit.Action) {
		text, w := r.keyItem(a)
		lead := 2
		if x == 0 {
			lead = 1
		}
		b.WriteString("  "[:lead])
		b.WriteString(text)
		spans = append(spans, span{x + lead, x + lead + w, a})
		x += lead + w
	}
	shown := items[:0:0]
	_, last := r.keyItem(help)
	last += 2 // room for what must stay: help, and the actions that are kept
	for _, a := range items {
		if a.ID == help.ID || a.Hidden || a.Key.Help().Key == "" || typing && !a.Typing {
			continue
		}
		shown = append(shown, a)
		if a.Keep {
			_, w := r.keyItem(a)
			last += 2 + w
		}
	}
	full := false
	for _, a := range shown {
		_, w := r.keyItem(a)
		if a.Keep {
			last -= 2 + w
			put(a)
			continue
		}
		if full = full || x+2+w+last >= r.w; !full {
			put(a)
		}
	}
	put(help)
	return b.String(), spans
}

// keyItem is one action on the key line and its width. What cannot be done now
// stands in brackets, not only in another colour.
func (r *Root) keyItem(a kit.Action) (string, int) {
	h, s := a.Key.Help(), r.k.Styles
	w := ansi.StringWidth(h.Key) + 1 + ansi.StringWidth(h.Desc)
	if a.Reason != "" {
		return s.Off.Render("(" + h.Key + " " + h.Desc + ")"), w + 2
	}
	return s.Key.Render(h.Key) + " " + s.Help.Render(h.Desc), w
}

// notify shows a sentence. News of a failure is not covered by other news; a second
// sentence before the next key stands behind the first one while both fit.
func (r *Root) notify(msg kit.NotifyMsg) tea.Cmd {
	if msg.Tone == kit.Bad && r.settle != nil && r.settle.bad == "" {
		r.settle.bad = msg.Text
	}
	if r.notice != nil && r.notice.tone == kit.Bad && msg.Tone != kit.Bad {
		return nil
	}
	text := strings.Join(strings.Fields(ansi.Strip(msg.Text)), " ")
	if text == "" {
		return nil
	}
	if was := r.notice; was != nil && msg.Tone != kit.Bad && !strings.Contains(was.text, text) {
		both := was.text + " " + text
		if len(strings.Split(ansi.Wrap(both, r.w-4, ""), "\n")) <= mostNotice {
			text = both
			if was.tone == kit.Warn {
				msg.Tone = kit.Warn
			}
		}
	}
	r.notice = &notice{n: r.next(), text: text, tone: msg.Tone}
	if msg.Tone == kit.Bad {
		return nil
	}
	return r.k.After(noticeStays, noticeGoneMsg{r.notice.n})
}

// noticeLines draws the notice: at most three lines, each as wide as the screen.
func (r *Root) noticeLines() []string {
	if r.notice == nil {
		return nil
	}
	s := r.k.Styles
	if fills(r.top()) && r.menu == nil {
		s = r.k.Room
	}
	sign, style := "•", s.Accent
	switch r.notice.tone {
	case kit.Good:
		sign, style = "✓", s.Good
	case kit.Warn:
		sign, style = "!", s.Warn
	case kit.Bad:
		sign, style = "✗", s.Bad
	}
	lines := strings.Split(ansi.Wrap(r.notice.text, r.w-4, ""), "\n")
	if len(lines) > mostNotice {
		lines[2] = ansi.Truncate(lines[2]+" "+lines[3], r.w-4, "…")
		if !strings.HasSuffix(lines[2], "…") {
			lines[2] = ansi.Truncate(lines[2], r.w-5, "") + "…"
		}
		lines = lines[:mostNotice]
	}
	for i, l := range lines {
		lead := "   "
		if i == 0 {
			lead = " " + sign + " "
		}
		pad := strings.Repeat(" ", max(r.w-3-ansi.StringWidth(l), 0))
		lines[i] = style.Bold(true).Render(lead+l) + pad
	}
	return lines
}

func (r *Root) tooSmall() []string {
	text := fmt.Sprintf("Layar terlalu kecil: %d×%d. monev memerlukan sedikitnya %d×%d. Perbesar jendela.",
		r.w, r.h, MinWidth, MinHeight)
	if r.armed != 0 {
		text = textQuitAgain
	}
	return fit(ansi.Wrap(text, r.w, ""), r.w, r.h)
}

// mouse routes clicks and the wheel: to the dialog, to help or palette, to the
// key line, or to the top screen with coordinates of its own.
func (r *Root) mouse(msg tea.MouseMsg) tea.Cmd {
	if r.holding() || r.small() {
		return nil
	}
	m := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	left := click && m.Button == tea.MouseLeft
	if click {
		r.pressed = false
		covered := r.notice != nil && m.Y < r.noticeEnd() && m.Y >= r.noticeEnd()-len(r.noticeLines())
		r.notice = nil
		if covered {
			return nil
		}
	}
	if r.dialog != nil {
		return r.dialogMouse(msg, left)
	}
	if r.menu != nil {
		if left && (m.Y == 0 || m.Y == r.h-1) {
			line, _ := r.keyLine()
			if k, ok := namedAt(line, m.X); ok && m.Y > 0 {
				return r.menuKey(k)
			} else if m.Y == 0 {
				return r.menuKey(tea.KeyPressMsg{Code: tea.KeyEscape})
			}
			return nil
		}
		return r.menuMouse(msg, left)
	}
	top := r.top()
	y, w, h := r.area(top)
	if left && y > 0 && m.Y == 0 && len(r.stack) > 1 { // the title is where one is: a click goes back
		return r.key(tea.KeyPressMsg{Code: tea.KeyEscape})
	}
	if left && y > 0 && m.Y == r.h-1 {
		_, spans := r.keyLine()
		for _, s := range spans {
			if m.X >= s.from && m.X < s.to {
				return r.click(s.action)
			}
		}
		return nil
	}
	m.Y -= y
	inside := m.X >= 0 && m.X < w && m.Y >= 0 && m.Y < h
	near := m
	near.X, near.Y = min(max(m.X, 0), w-1), min(max(m.Y, 0), h-1)
	switch msg.(type) {
	case tea.MouseClickMsg:
		if inside {
			r.pressed = true
			cmd := top.Update(tea.MouseClickMsg(m))
			if o, ok := top.Screen.(kit.Opener); ok && o.Opened() {
				cmd = tea.Batch(cmd, r.key(tea.KeyPressMsg{Code: tea.KeyEnter}))
			}
			if p, ok := top.Screen.(kit.Presser); ok {
				if k, ok := p.Pressed(); ok {
					cmd = tea.Batch(cmd, r.key(k))
				}
			}
			return cmd
		}
	case tea.MouseWheelMsg:
		if inside {
			return top.Update(tea.MouseWheelMsg(m))
		}
	case tea.MouseReleaseMsg:
		if r.pressed {
			r.pressed = false
			return top.Update(tea.MouseReleaseMsg(near))
		}
	case tea.MouseMotionMsg:
		if r.pressed {
			return top.Update(tea.MouseMotionMsg(near))
		}
	}
	return nil
}

// namedAt is the key that a line of keys names at cell x: "Enter jalankan  Esc tutup".
func namedAt(line string, x int) (tea.KeyPressMsg, bool) {
	named := map[string]rune{"Enter": tea.KeyEnter, "Esc": tea.KeyEscape, "Tab": tea.KeyTab, "F9": tea.KeyF9}
	at := 0
	for _, words := range strings.Split(ansi.Strip(line), "  ") {
		to := at + ansi.StringWidth(words)
		name, _, _ := strings.Cut(strings.TrimSpace(words), " ")
		if code, ok := named[name]; ok && x >= at && x < to {
			return tea.KeyPressMsg{Code: code}, true
		}
		at = to + 2
	}
	return tea.KeyPressMsg{}, false
}

// click does an action of the key line. One that only explains a key is handed
// to the screen as that key; of several letters or digits one is chosen first.
func (r *Root) click(a kit.Action) tea.Cmd {
	if a.Run == nil && a.Reason == "" {
		if msg, ok := press(a.Key); ok {
			return r.top().Update(msg)
		}
		return r.chooseKey(a)
	}
	return r.run(a)
}

// chooseKey asks which of the keys of an action is meant: "0–6 area", "a–e jawab".
// Where each key has an action of its own, their IDs begin with the one of a.
func (r *Root) chooseKey(a kit.Action) tea.Cmd {
	d := kit.Dialog{Title: a.Name(), Choices: []kit.Choice{{Key: r.k.Keys.Dialog.Cancel}}}
	for _, one := range r.screenActions() {
		if strings.HasPrefix(one.ID, a.ID+".") && len(one.Key.Keys()) == 1 {
			k := key.NewBinding(key.WithKeys(one.Key.Keys()...), key.WithHelp(one.Key.Help().Key, one.Name()))
			d.Choices = append(d.Choices, kit.Choice{Key: k, Run: func() tea.Cmd { return r.run(one) }})
		}
	}
	for _, k := range a.Key.Keys() {
		c, n := utf8.DecodeRuneInString(k)
		if n != len(k) {
			return nil // arrows: what they reach is clicked itself
		}
		msg := tea.KeyPressMsg{Code: c, Text: k}
		d.Choices = append(d.Choices, kit.Choice{Key: key.NewBinding(key.WithKeys(k), key.WithHelp(k, a.Key.Help().Desc)),
			Run: func() tea.Cmd { return r.key(msg) }})
	}
	if len(d.Choices) < 3 {
		return nil
	}
	return r.open(d)
}

// press makes the key press of a binding whose first key is one of the few that
// a click can stand for.
func press(b key.Binding) (tea.KeyPressMsg, bool) {
	for _, k := range b.Keys() {
		switch k {
		case "enter":
			return tea.KeyPressMsg{Code: tea.KeyEnter}, true
		case "esc":
			return tea.KeyPressMsg{Code: tea.KeyEscape}, true
		case "tab":
			return tea.KeyPressMsg{Code: tea.KeyTab}, true
		}
	}
	return tea.KeyPressMsg{}, false
}
