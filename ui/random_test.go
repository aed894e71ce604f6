package ui_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// Whatever comes in whatever order, nothing panics and nothing is drawn outside
// the terminal (Screen checks that).
func TestAnythingInAnyOrder(t *testing.T) {
	keys := []string{"q", "esc", "enter", "?", ":", "ctrl+p", "ctrl+l", "ctrl+z", "up", "down", "pgdown", "end",
		"backspace", "y", "n", "a", "é", "語", "space", "f1", "tab"}
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		d, f := picture(t, 80, 24)
		for step := range 60 {
			switch rnd.IntN(16) {
			case 0:
				d.Resize(rnd.IntN(200), rnd.IntN(60))
			case 1:
				f.typing = !f.typing
			case 2:
				f.fill = !f.fill
			case 3:
				g := &fake{k: f.k, name: strings.Repeat("Layar ", rnd.IntN(30)), leave: f.leave, actions: f.actions}
				d.Send(kit.PushMsg{Screen: g})
			case 4:
				d.Send(kit.PopMsg{})
			case 5:
				got := ""
				q := deletion(&got)
				q.Text = strings.Repeat("teks yang panjang 語\n", rnd.IntN(50))
				q.Unasked = rnd.IntN(2) == 0
				d.Send(kit.DialogMsg{Dialog: q})
			case 6:
				d.Send(kit.NotifyMsg{Text: strings.Repeat("kabar ", rnd.IntN(80)), Tone: kit.Tone(rnd.IntN(4))})
			case 7:
				d.Click(rnd.IntN(200), rnd.IntN(60))
			case 8:
				d.Wheel(rnd.IntN(200), rnd.IntN(60), rnd.IntN(5)-2)
			case 9:
				d.Paste("tempel\nini\x1b[2J")
			case 10:
				d.After(time.Duration(rnd.IntN(3000)) * time.Millisecond)
			case 11:
				err := errDisk
				if rnd.IntN(2) == 0 {
					err = nil
				}
				f.leave = func() tea.Cmd { return f.k.Writes.Add(func() tea.Msg { return savedMsg{err} }) }
			default:
				d.Key(keys[rnd.IntN(len(keys))])
			}
			d.Screen()
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
			if d.Quit() {
				break
			}
		}
	}
}
