package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"monev/internal/plain"
	"monev/internal/store"
)

// Undo takes back the newest change and returns what it was, in Indonesian: what
// was done, and to what.
func (a *App) Undo(ctx context.Context) (string, error) {
	e, err := a.store.Undo(ctx)
	return a.turned(ctx, e, err)
}

// UndoSaid is Undo with a sentence for the user, empty if there was nothing.
func (a *App) UndoSaid(ctx context.Context) (string, error) {
	label, err := a.Undo(ctx)
	return saidOf("Diurungkan: ", label, err)
}

// RedoSaid is Redo with a sentence for the user, empty if there was nothing.
func (a *App) RedoSaid(ctx context.Context) (string, error) {
	label, err := a.Redo(ctx)
	return saidOf("Diulangi: ", label, err)
}

func saidOf(what, label string, err error) (string, error) {
	switch {
	case errors.Is(err, store.ErrNothing):
		return "", nil
	case err != nil:
		return "", err
	}
	return what + label + ".", nil
}

// Redo does again what Undo took back last and returns what it was, as Undo does.
func (a *App) Redo(ctx context.Context) (string, error) {
	e, err := a.store.Redo(ctx)
	return a.turned(ctx, e, err)
}

// turned takes over the zone if e, which was undone or redone, changed the office,
// and says what e was.
func (a *App) turned(ctx context.Context, e store.Event, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(e.Changes, func(c store.Change) bool { return c.Kind == store.KindOffice }) {
		_, _ = a.Office(ctx)
	}
	text, err := view(ctx, a, func(r store.Reader) (string, error) { return told(r, e), nil })
	if err != nil { // it is undone all the same
		return e.Label, nil
	}
	return text, nil
}

// subjectLimit is how many characters of what an event was about are told.
const subjectLimit = 48

// told is the label of an event with what it was about, where the label alone says
// only what was done: the text of a finding or proposal, the number and text of a
// follow-up, the title of a piece of evidence. Of several it tells none.
func told(r store.Reader, e store.Event) string {
	about := ""
	for _, c := range e.Changes {
		image := c.After
		if len(image) == 0 && c.Prev > 0 {
			p, err := r.Event(c.Prev)
			if err != nil {
				return e.Label
			}
			for _, pc := range p.Changes {
				if pc.Kind == c.Kind && pc.Key == c.Key {
					image = pc.After
				}
			}
		}
		var v struct{ ID, Text, Title string }
		if json.Unmarshal(image, &v) != nil {
			continue
		}
		quoted := func(s string) string {
			if short := plain.Cut(s, subjectLimit); short != s {
				s = strings.TrimRight(short, " ") + "…"
			}
			return "“" + s + "”"
		}
		this := ""
		switch c.Kind {
		case store.KindFinding, store.KindProposal:
			this = quoted(v.Text)
		case store.KindFollowUp:
			this = v.ID + " " + quoted(v.Text)
		case store.KindEvidence:
			this = quoted(v.Title)
		}
		if this != "" && about != "" {
			return e.Label
		}
		about += this
	}
	if about == "" {
		return e.Label
	}
	return e.Label + " " + about
}
