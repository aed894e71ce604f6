package lke

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
)

// input is the place of a screen where something is typed: an entry, which is
// stored, or a question, which is not (the search, and every form in what-if
// mode). At most one is open.
type input struct {
	k     *kit.Kit
	entry *entry.Entry
	ask   *part.Form
	// told is called with each change of the question and at its end.
	told func(part.Event) tea.Cmd
	// pass are keys that go on to the screen while the question is open.
	pass func(tea.KeyPressMsg) bool
	help string // replaces the question's own line of keys
	// above are lines over the form that follow what is typed.
	above func(w int) []string
	// clicked is the key that the last click stands for, if it has a code.
	clicked tea.KeyPressMsg
}

func newInput(k *kit.Kit) input { return input{k: k, entry: entry.New(k)} }

// question opens a form that is not stored.
func (in *input) question(f *part.Form, told func(part.Event) tea.Cmd) {
	in.ask, in.told, in.pass, in.help, in.above = f, told, nil, "", nil
}

// open opens a form that is stored.
func (in *input) open(s entry.Spec) tea.Cmd {
	in.above = nil
	return in.entry.Open(s)
}

// over are the lines over the form.
func (in *input) over(w int) []string {
	if in.above == nil {
		return nil
	}
	return in.above(w)
}

func (in *input) form() *part.Form {
	if in.ask != nil {
		return in.ask
	}
	return in.entry.Form()
}

// Capturing is kit.Capturer.
func (in *input) Capturing() bool { return in.ask != nil || in.entry.Active() }

// Leave is kit.Leaver.
func (in *input) Leave() tea.Cmd { return in.entry.Leave() }

// Handle is kit.Handler.
func (in *input) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if !in.Capturing() || kit.Reserved(in.k, msg) {
		return nil, false
	}
	if in.ask != nil && in.pass != nil && in.pass(msg) {
		return nil, true
	}
	return in.update(msg)
}

// update takes keys and paste while something is open, and the entry's own
// messages always.
func (in *input) update(msg tea.Msg) (tea.Cmd, bool) {
	if in.ask != nil {
		switch msg.(type) {
		case tea.KeyPressMsg, tea.PasteMsg:
			cmd, ev := in.ask.Update(msg)
			return tea.Batch(cmd, in.tell(ev)), true
		}
	}
	return in.entry.Update(msg)
}

func (in *input) tell(ev part.Event) tea.Cmd {
	if ev == part.None || ev == part.Moved {
		return nil
	}
	return in.told(ev)
}

func (in *input) click(x, y int) tea.Cmd {
	if in.ask != nil {
		return in.tell(in.ask.Click(x, y))
	}
	return in.entry.Click(x, y)
}

// press makes a click on a choice of a question the key that answers it.
func (in *input) press(it *lke.Item, choice string) {
	if it == nil || choice == "" {
		return
	}
	in.clicked = tea.KeyPressMsg{Code: tea.KeyEnter} // the form, for a scale without letters
	if letter := strings.ToLower(choice[:1]); slices.Contains(in.k.Keys.LKE.Answer.Keys(), letter) {
		in.clicked = tea.KeyPressMsg{Code: rune(letter[0]), Text: letter}
	}
}

// Pressed is kit.Presser.
func (in *input) Pressed() (tea.KeyPressMsg, bool) {
	k := in.clicked
	in.clicked = tea.KeyPressMsg{}
	return k, k.Code != 0
}

// height is the room the form wants at width w in a body of h lines.
func (in *input) height(w, h int) int {
	f := in.form()
	if f == nil {
		return 0
	}
	if in.ask != nil {
		return min(f.Height(w-2)+1+len(in.over(w-2)), h*3/4)
	}
	const least = 6 // with its rule, so that a refusal finds room
	return min(max(f.Height(w-2)+1+len(in.over(w-2)), min(least, h/2)), h*3/4)
}

// draw appends the form of h lines to lines and returns where it begins.
func (in *input) draw(lines []string, w, h int) ([]string, int) {
	if h <= 0 {
		return lines, -1
	}
	lines = append(lines, in.k.Styles.Rule.Render(strings.Repeat("─", w)))
	for _, l := range in.over(w - 2) {
		if h < 5 {
			break
		}
		lines = append(lines, " "+l)
		h--
	}
	at := len(lines)
	help := in.ask != nil && in.help != "" && h > 2
	if help {
		h--
	}
	for l := range strings.SplitSeq(in.form().View(w-2, h-1), "\n") {
		lines = append(lines, " "+l)
	}
	if help {
		lines = append(lines, in.k.Styles.Help.Render(part.Cut("   "+in.help, w)))
	}
	return lines, at
}
