package stage

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
	"monev/ui/part"
)

// A Question is a form below the list of a Base that is not stored: a filter, or
// something about the selected row. At most one is open; the Base gives it the keys
// and draws it.
type Question struct {
	b      *Base
	form   *part.Form
	answer func(f *part.Form) tea.Cmd
	// filter and moved are set while words are asked for.
	filter func(words string) tea.Cmd
	moved  func()
	y      int // first line of the form in the last picture
}

const askWords = "kata"

// Active reports whether a question is open.
func (q *Question) Active() bool { return q.form != nil }

// Close takes the question away without an answer.
func (q *Question) Close() { q.form, q.answer, q.filter, q.moved = nil, nil, nil, nil }

// Open shows a form. answer is called with it when it was submitted and is gone from
// the screen; Esc only closes it.
func (q *Question) Open(f *part.Form, answer func(f *part.Form) tea.Cmd) tea.Cmd {
	q.form, q.answer, q.filter, q.moved = f, answer, nil, nil
	return nil
}

// Words asks for words that the rows must have. filter is called with each change, and
// with none after Esc. While they are typed the arrows up and down move in the list;
// moved is called when they did, and when Enter keeps the words.
func (q *Question) Words(value, hint string, filter func(words string) tea.Cmd, moved func()) tea.Cmd {
	q.form = part.NewForm(q.b.K.Styles, "", part.Field{Name: askWords, Label: "Kata", Value: value, Limit: 60, Rows: 1, Hint: hint})
	q.answer, q.filter, q.moved = func(*part.Form) tea.Cmd { moved(); return nil }, filter, moved
	return nil
}

// Owner asks for a penanggung jawab to filter by; the list of them is open at once.
func (q *Question) Owner(value string, owners []part.Option, filter func(id string) tea.Cmd) tea.Cmd {
	const owner = "pj"
	f := part.NewForm(q.b.K.Styles, "SARING MENURUT PENANGGUNG JAWAB", part.Field{Name: owner, Label: "PJ", Kind: part.Complete,
		Value: value, Options: owners, Hint: "kosong = semua"})
	f.Help = "saring"
	f.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	return q.Open(f, func(f *part.Form) tea.Cmd { return filter(f.Value(owner)) })
}

// update takes keys, paste and clicks while the question is open.
func (q *Question) update(msg tea.Msg) (tea.Cmd, bool) {
	if q.form == nil {
		return nil, false
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if kit.Reserved(q.b.K, msg) {
			return nil, false
		}
		if q.moved != nil && q.moves(msg) {
			return nil, true
		}
		cmd, ev := q.form.Update(msg)
		return tea.Batch(cmd, q.told(ev)), true
	case tea.PasteMsg:
		cmd, ev := q.form.Update(msg)
		return tea.Batch(cmd, q.told(ev)), true
	case tea.MouseClickMsg:
		switch {
		case msg.Button != tea.MouseLeft:
		case msg.Y >= q.y:
			return q.told(q.form.Click(msg.X-1, msg.Y-q.y)), true
		case q.moved != nil && msg.Y >= q.b.listY:
			q.b.List.Click(msg.Y - q.b.listY)
			q.moved()
		}
		return nil, true
	}
	return nil, false
}

// moves gives the list a key that moves in it.
func (q *Question) moves(k tea.KeyPressMsg) bool {
	switch k.Code {
	case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown:
		if k.Mod == 0 {
			q.b.List.Update(k)
			q.moved()
		}
		return true
	}
	return false
}

func (q *Question) told(ev part.Event) tea.Cmd {
	form, answer, filter := q.form, q.answer, q.filter
	switch {
	case ev == part.Changed && filter != nil:
		return filter(form.Value(askWords))
	case ev == part.Cancelled:
		if q.Close(); filter != nil {
			return filter("")
		}
	case ev == part.Submitted:
		q.Close()
		return answer(form)
	}
	return nil
}

// draw is the Base with the question below.
func (q *Question) draw(head []string) string {
	b := q.b
	h := min(max(q.form.Height(b.W-2)+1, leastForm), b.H*3/4)
	lines := q.form.View(b.W-2, h-1)
	if q.filter != nil { // its Esc does more than close
		h = 3
		below := b.K.Styles.Help.Render(part.Cut("  ↑↓ pilih · Enter pakai · Esc hapus kata", b.W-2))
		if no := q.form.Refusal(); no != "" {
			below = b.K.Styles.Error.Render(part.Cut("  "+no, b.W-2))
		}
		lines = q.form.View(b.W-2, 1) + "\n" + below
	}
	b.H -= h
	out := b.draw(head)
	q.y = b.H + 1
	b.H += h
	out += "\n" + b.K.Styles.Rule.Render(strings.Repeat("─", b.W))
	for l := range strings.SplitSeq(lines, "\n") {
		out += "\n " + l
	}
	return out
}
