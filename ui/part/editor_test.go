package part

import (
	"encoding/json"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/ui/theme"
)

// An Editor is the buffer of a Text field on its own, so that tests can compare it
// with the plainest text there is: a text field of several lines that fills its size. It wraps at
// words and scrolls with the caret, which does not blink. Enter is a new line
// and nothing else; Tab, Esc and Ctrl+S are the caller's.
type Editor struct {
	// Limit is the most runes it takes; 0 means 20,000.
	Limit int
	// Hint is shown while there is no text.
	Hint string
	// Blurred hides the caret.
	Blurred bool

	st   *theme.Styles
	buf  buffer
	w, h int
	note string
}

// NewEditor returns an empty editor; it draws nothing before SetSize.
func NewEditor(st *theme.Styles) *Editor {
	return &Editor{st: st, buf: newBuffer(true, "")}
}

// SetSize says how much room there is.
func (e *Editor) SetSize(w, h int) { e.w, e.h = max(0, w), max(0, h) }

// SetValue replaces the text and puts the caret at its end.
func (e *Editor) SetValue(text string) { e.note = ""; e.buf.set(text) }

// Value is the text as typed, cleaned by plain.Text.
func (e *Editor) Value() string { return e.buf.text() }

// Update takes keys, paste and the wheel. It returns Changed if the text
// changed, otherwise None; used is false for a message that means nothing here.
func (e *Editor) Update(msg tea.Msg) (ev Event, used bool) {
	limit := e.limit()
	var did edited
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		e.note = ""
		switch s := stroke(msg); s {
		case "pgup", "pgdown":
			step := 1
			if s == "pgup" {
				step = -1
			}
			for range max(1, e.h-1) {
				if !e.buf.vertical(step) {
					break
				}
			}
			return None, true
		default:
			if did = e.buf.press(msg, limit); did == full {
				e.note = fullText(limit)
			}
		}
	case tea.PasteMsg:
		did, e.note = e.buf.paste(msg.Content, limit)
	case tea.MouseWheelMsg:
		step := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button]
		for i := 0; i < 3 && step != 0; i++ {
			e.buf.vertical(step)
		}
		return None, step != 0
	}
	if did == altered {
		return Changed, true
	}
	return None, did != unused
}

func (e *Editor) limit() int {
	if e.Limit > 0 {
		return e.Limit
	}
	return TextLimit
}

// View draws the text in at most the lines and cells of SetSize; the line with
// the caret is always among them.
func (e *Editor) View() string {
	h := e.h
	foot := ""
	if e.note != "" && h > 1 {
		foot = paint(e.st.Error, Cut("! "+e.note, e.w))
		h--
	}
	lines, _ := e.buf.view(fieldLook(e.st, !e.Blurred, e.Hint, false), e.w, h)
	if foot == "" && !e.Blurred && h > 3 {
		if s := e.buf.sides(len(lines)); s != "" {
			lines, _ = e.buf.view(fieldLook(e.st, true, e.Hint, false), e.w, h-1)
			foot = paint(e.st.Muted, Cut(e.buf.sides(len(lines)), e.w))
		}
	}
	if foot != "" {
		lines = append(lines, foot)
	}
	return strings.Join(lines, "\n")
}

// editorState is the stored form of an Editor.
type editorState struct {
	Text  string `json:"t"`
	Caret int    `json:"c"`
}

// State returns text and caret for a draft.
func (e *Editor) State() string {
	b, _ := json.Marshal(editorState{e.buf.text(), e.buf.offset()}) // strings and numbers always marshal
	return string(b)
}

// Restore puts back what State returned. On an error nothing has changed.
func (e *Editor) Restore(state string) error {
	var s editorState
	if err := json.Unmarshal([]byte(state), &s); err != nil {
		return fmt.Errorf("restore editor: %w", err)
	}
	e.SetValue(s.Text)
	e.buf.setOffset(s.Caret)
	return nil
}
