// Package entry opens a form on a screen, keeps what is half typed as a draft on
// disk, stores what is submitted through the write queue and puts it back if
// storing failed. Every screen that takes text uses it, so that nowhere a word
// is lost.
package entry

import (
	"context"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
)

// DraftPause is how old half-typed text gets at most before it is on disk.
const DraftPause = 300 * time.Millisecond

// Spec says what a form is for.
type Spec struct {
	// Name tells the forms of a screen apart: "temuan", "temuan:R0001/1/00002".
	Name string
	// Draft is the key under which half-typed text is kept.
	Draft string
	// What is the thing entered, as the start of a sentence: "Temuan".
	What string
	// Form makes the form as it is before anything is typed.
	Form func() *part.Form
	// Save checks the values and returns the write that stores them (it must
	// also drop the draft), or a *monev.Refusal. It is called from Update and
	// does no I/O; the write runs in the queue.
	Save func(value func(string) string) (func(context.Context) error, error)
	// Ask, if set, is called after Save took the values. What it returns is done
	// instead of storing them, a question that ends in Submit; nil stores them.
	Ask func(value func(string) string) tea.Cmd
	// Edits tells that the form starts with what is stored already: submitting it
	// unchanged stores nothing and only closes it.
	Edits bool
	// Again opens an empty form after each stored entry, for entering several.
	Again bool
	// EscSaves stores a changed form at Esc: for fields of running text, where
	// Enter is a new line.
	EscSaves bool
	// Private tells that the room must not see the form, neither on the projected
	// view nor in another window.
	Private bool
	// Quiet leaves out the notice that something was stored.
	Quiet bool
	// Done, if set, is called from Update after the entry was stored.
	Done func() tea.Cmd
	// Failed, if set, is called from Update when storing the entry failed, before
	// its text is put back.
	Failed func()
	// Restored, if set, is called from Update after a draft was put back when
	// the form was opened.
	Restored func(*part.Form)
}

// Entry is the form of one screen; at most one is open at a time. The zero
// Entry is not usable, see New.
type Entry struct {
	k     *kit.Kit
	form  *part.Form
	spec  Spec
	n     int    // number of the open form, for answers that come late
	armed bool   // a draft timer runs
	kept  string // what was put on disk last
	// held are further states of the open form, oldest first: what could not
	// be stored while the next one was typed already, or a draft that came when
	// typing had begun. Each is shown after the one before it is done with.
	held []string
	// lost are drafts that could not be put on disk, by key.
	lost map[string]string
	// writes numbers what goes into the queue; news is the newest answer there
	// was about a draft, by key. An older one that comes after it counts no more.
	writes int
	news   map[string]int
}

// unkept is never a state: it makes the next keep write.
const unkept = "?"

type (
	draftMsg struct {
		e     *Entry
		n     int
		state string
		err   error
	}
	tickMsg struct {
		e *Entry
		n int
	}
	storedMsg struct {
		e     *Entry
		write int
		spec  Spec
		state string
		err   error
	}
	keptMsg struct {
		e          *Entry
		n, write   int
		key, state string
		told       bool // the user knows that the disk does not take it
		err        error
	}
)

// New returns an Entry with no form open.
func New(k *kit.Kit) *Entry { return &Entry{k: k, lost: map[string]string{}, news: map[string]int{}} }

// Open shows the form of s; what was half typed in it before comes back.
func (e *Entry) Open(s Spec) tea.Cmd {
	keep := e.keep()
	e.show(s)
	if state, ok := e.lost[s.Draft]; ok {
		e.kept = unkept
		return tea.Batch(keep, e.bringBack(state), e.keep())
	}
	n, key, k := e.n, s.Draft, e.k
	// Through the queue: what was typed before may still be on its way to disk.
	return tea.Batch(keep, k.Writes.Add(func() tea.Msg {
		state, err := k.App.Draft(k.Ctx, key)
		return draftMsg{e, n, state, err}
	}))
}

func (e *Entry) show(s Spec) {
	e.n++
	e.spec, e.form, e.kept, e.armed, e.held = s, s.Form(), "", false, nil
	e.form.EscSaves = s.EscSaves
}

// bringBack fills the form with a draft; the second line and what follows are
// held. A form in which typing has begun keeps what it has.
func (e *Entry) bringBack(draft string) tea.Cmd {
	states := strings.Split(draft, "\n")
	if e.form.Dirty() {
		e.held = append(e.held, states...)
		return tea.Batch(e.keep(), kit.Notify(kit.Info, "Isian lama yang belum selesai muncul sesudah yang ini."))
	}
	if e.form.Restore(states[0]) != nil {
		return nil // written by another program; it is replaced by what is typed now
	}
	e.held = states[1:]
	if e.kept == "" {
		e.kept = draft
	}
	if e.spec.Restored != nil {
		e.spec.Restored(e.form)
	}
	return kit.Notify(kit.Info, "Isian yang belum selesai dikembalikan; "+e.k.Keys.Form.Discard.Help().Key+" membuangnya.")
}

// Active reports whether a form is open.
func (e *Entry) Active() bool { return e.form != nil }

// Name is the Spec's name of the open form, empty if none is open.
func (e *Entry) Name() string {
	if e.form == nil {
		return ""
	}
	return e.spec.Name
}

// Private reports that the open form must not be shown to the room.
func (e *Entry) Private() bool { return e.form != nil && e.spec.Private }

// Form is the open form, nil if none is open.
func (e *Entry) Form() *part.Form { return e.form }

// Update takes keys and paste while a form is open, and the entry's own
// messages always. used is false for messages that are not for it.
func (e *Entry) Update(msg tea.Msg) (cmd tea.Cmd, used bool) {
	switch msg := msg.(type) {
	case draftMsg:
		if msg.e != e {
			return nil, false
		}
		if msg.n != e.n || e.form == nil {
			return nil, true
		}
		if msg.err != nil { // there may be one, and typing takes its place
			return e.k.Failed("Isian yang belum selesai tidak terbaca", msg.err), true
		}
		if msg.state == "" {
			return nil, true
		}
		return e.bringBack(msg.state), true
	case tickMsg:
		if msg.e != e {
			return nil, false
		}
		if msg.n == e.n {
			e.armed = false
			return e.keep(), true
		}
		return nil, true
	case keptMsg:
		if msg.e != e {
			return nil, false
		}
		return e.keptDraft(msg), true
	case storedMsg:
		if msg.e != e {
			return nil, false
		}
		return e.stored(msg), true
	case tea.KeyPressMsg:
		if e.form == nil {
			return nil, false
		}
		if key.Matches(msg, e.k.Keys.Form.Discard) {
			return e.discard(), true
		}
		return e.typed(msg), true
	case tea.PasteMsg:
		if e.form == nil {
			return nil, false
		}
		return e.typed(msg), true
	case tea.MouseWheelMsg:
		if e.form == nil {
			return nil, false
		}
		return e.after(e.form.Wheel(map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button])), true
	}
	return nil, false
}

// Click takes a click at a cell of the form's last View.
func (e *Entry) Click(x, y int) tea.Cmd {
	if e.form == nil {
		return nil
	}
	return e.after(e.form.Click(x, y))
}

func (e *Entry) typed(msg tea.Msg) tea.Cmd {
	cmd, ev := e.form.Update(msg)
	return tea.Batch(cmd, e.after(ev))
}

func (e *Entry) after(ev part.Event) tea.Cmd {
	switch ev {
	case part.Changed:
		if e.armed {
			return nil
		}
		e.armed = true
		return e.k.After(DraftPause, tickMsg{e, e.n})
	case part.Moved:
		return e.keep()
	case part.Submitted:
		return e.submit(e.spec.Again)
	case part.Cancelled:
		return e.cancel()
	}
	return nil
}

// Submit stores the open form, as Ctrl+S does.
func (e *Entry) Submit() tea.Cmd {
	if e.form == nil {
		return nil
	}
	return e.submit(e.spec.Again)
}

// submit hands the values to the queue; again opens an empty form at once, so
// that typing goes on while the disk works.
func (e *Entry) submit(again bool) tea.Cmd {
	s, state, held := e.spec, e.form.State(), e.held
	if s.Edits && !e.form.Dirty() && len(held) == 0 {
		keep := e.keep()
		e.close()
		return keep
	}
	write, err := s.Save(e.form.Value)
	if err != nil {
		return e.refused(err)
	}
	if s.Ask != nil {
		if ask := s.Ask(e.form.Value); ask != nil {
			return ask
		}
	}
	if again || len(held) > 0 {
		e.show(s)
		e.next(held)
	} else {
		e.close()
	}
	e.writes++
	k, w := e.k, e.writes
	return tea.Batch(
		k.Writes.Add(func() tea.Msg { return storedMsg{e, w, s, state, write(k.Ctx)} }),
		e.keep(), // behind the write, which drops the draft
	)
}

// next fills the form just opened with the first of held.
func (e *Entry) next(held []string) {
	if len(held) > 0 && e.form.Restore(held[0]) == nil {
		e.held = held[1:]
	}
}

// refused shows why what was typed is not taken, beside the field if it has one.
func (e *Entry) refused(err error) tea.Cmd {
	if r, ok := monev.AsRefusal(err); ok && e.form.Has(r.Field) {
		e.form.Focus(r.Field)
		e.form.SetError(r.Field, r.Reason)
		return nil
	}
	return kit.Notify(kit.Warn, e.k.Sentence(err))
}

func (e *Entry) stored(msg storedMsg) tea.Cmd {
	if msg.err == nil {
		if e.newest(msg.spec.Draft, msg.write) {
			delete(e.lost, msg.spec.Draft)
		}
		cmds := []tea.Cmd{kit.Changed()}
		if msg.spec.Done != nil {
			cmds = append(cmds, msg.spec.Done())
		}
		if !msg.spec.Quiet {
			text := msg.spec.What + " tersimpan."
			if msg.spec.Again && e.form != nil && e.spec.Draft == msg.spec.Draft { // an empty one stands there: why, and what now
				text = msg.spec.What + " tersimpan; tulis yang berikut, atau Esc bila cukup."
			}
			cmds = append(cmds, kit.Notify(kit.Good, text))
		}
		return tea.Batch(cmds...)
	}
	if msg.spec.Failed != nil {
		msg.spec.Failed()
	}
	if e.form != nil && e.spec.Draft != msg.spec.Draft {
		// Something else has been begun since: it becomes a draft.
		return tea.Batch(
			e.put(msg.spec.Draft, msg.state, true),
			e.k.Failed(msg.spec.What+" belum tersimpan, isiannya menjadi draf", msg.err),
		)
	}
	if e.form != nil && e.form.Dirty() { // do not take the line from under the hands
		e.held = append([]string{msg.state}, e.held...)
		return tea.Batch(e.keepTold(), e.k.Failed(msg.spec.What+" belum tersimpan, isiannya muncul sesudah yang ini", msg.err))
	}
	held := e.held
	if e.form == nil {
		e.show(msg.spec)
	}
	if e.form.Restore(msg.state) != nil {
		return e.k.Failed(msg.spec.What+" belum tersimpan", msg.err)
	}
	e.held = held
	if _, ok := monev.AsRefusal(msg.err); ok {
		return tea.Batch(e.keepTold(), e.refused(msg.err))
	}
	return tea.Batch(e.keepTold(), e.k.Failed(msg.spec.What+" belum tersimpan", msg.err))
}

// cancel closes the form; changed text stays as a draft.
func (e *Entry) cancel() tea.Cmd {
	if e.spec.EscSaves && e.form.Dirty() {
		return e.submit(false)
	}
	keep := e.keep()
	dirty := e.form.Dirty() || len(e.held) > 0
	e.close()
	if dirty {
		return tea.Batch(keep, kit.Notify(kit.Info, "Isian belum disimpan; buka lagi untuk melanjutkannya."))
	}
	return keep
}

// discard puts the form back to its start, or to what is held, and forgets the
// draft.
func (e *Entry) discard() tea.Cmd {
	e.n++ // a draft that is still being read comes too late
	e.armed = false
	e.form.Reset()
	e.next(e.held)
	e.kept = unkept
	return e.keep()
}

func (e *Entry) close() {
	e.n++
	e.form, e.armed, e.held = nil, false, nil
}

// Leave puts half-typed text on disk; for kit.Leaver.
func (e *Entry) Leave() tea.Cmd {
	cmds := []tea.Cmd{e.keep()}
	for key, state := range e.lost {
		if e.form == nil || e.spec.Draft != key {
			cmds = append(cmds, e.put(key, state, false))
		}
	}
	return tea.Batch(cmds...)
}

// draft is what of the open form has to be on disk: the state of each entry
// that is not stored, one a line (states hold no line break).
func (e *Entry) draft() string {
	var states []string
	if e.form.Dirty() {
		states = append(states, e.form.State())
	}
	return strings.Join(append(states, e.held...), "\n")
}

// keep puts the draft on disk if it changed since it was put there last.
func (e *Entry) keep() tea.Cmd {
	if e.form == nil {
		return nil
	}
	draft := e.draft()
	if draft == e.kept {
		return nil
	}
	e.kept = draft
	return e.put(e.spec.Draft, draft, false)
}

// keepTold is keep after news of a failure, which is not to be covered by the
// news of another one.
func (e *Entry) keepTold() tea.Cmd {
	e.kept = e.draft()
	return e.put(e.spec.Draft, e.kept, true)
}

func (e *Entry) put(key, draft string, told bool) tea.Cmd {
	e.writes++
	k, n, w := e.k, e.n, e.writes
	return k.Writes.Add(func() tea.Msg {
		return keptMsg{e, n, w, key, draft, told, k.App.SetDraft(k.Ctx, key, draft)}
	})
}

// newest reports whether no later write has told about the draft yet, and notes
// that this one has.
func (e *Entry) newest(key string, write int) bool {
	if write < e.news[key] {
		return false
	}
	e.news[key] = write
	return true
}

// keptDraft remembers a draft that could not be put on disk: it is put there
// with the next change, and at the latest when the screen is left.
func (e *Entry) keptDraft(msg keptMsg) tea.Cmd {
	if !e.newest(msg.key, msg.write) {
		return nil
	}
	if msg.err == nil {
		delete(e.lost, msg.key)
		return nil
	}
	e.lost[msg.key] = msg.state
	if msg.n == e.n && e.form != nil {
		e.kept = unkept
	}
	if msg.told {
		return nil
	}
	return e.k.Failed("Draf belum tersimpan", msg.err)
}
