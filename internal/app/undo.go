package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// Undo takes back the newest change and returns what it was, in Indonesian: what
// was done, and to what.
func (a *App) Undo(ctx context.Context) (string, error) {
	e, err := a.store.Undo(ctx)
	return a.turned(ctx, e, err)
}

// UndoSaid is Undo with a sentence for the user, empty if there was nothing. It names
// the meeting, and of a change made before this App was it tells also when, and how to
// get it back: nobody who has just opened the program thinks of that one.
func (a *App) UndoSaid(ctx context.Context) (string, error) {
	e, err := a.store.Undo(ctx)
	label, err := a.turned(ctx, e, err)
	text, err := a.saidOf(ctx, "Diurungkan: ", e, label, err)
	if text != "" && e.Seq <= a.since {
		at := e.At.In(a.zone.Load())
		text += fmt.Sprintf(" Itu diisi %s %s, sebelum monev dibuka; Ctrl+Y mengembalikannya.", tanggal.Of(at).Short(), tanggal.ClockOf(at))
	}
	return text, err
}

// RedoSaid is Redo with a sentence for the user, as UndoSaid has it.
func (a *App) RedoSaid(ctx context.Context) (string, error) {
	e, err := a.store.Redo(ctx)
	label, err := a.turned(ctx, e, err)
	return a.saidOf(ctx, "Diulangi: ", e, label, err)
}

func (a *App) saidOf(ctx context.Context, what string, e store.Event, label string, err error) (string, error) {
	switch {
	case errors.Is(err, store.ErrNothing):
		return "", nil
	case err != nil:
		return "", err
	}
	in, err := view(ctx, a, func(r store.Reader) (string, error) { return within(r, e), nil })
	if err != nil { // it is done all the same
		in = ""
	}
	return what + label + in + ".", nil
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

// within is " (TW IV 2025)", the meeting in which an event happened; empty outside of
// meetings, and of one that is not there now.
func within(r store.Reader, e store.Event) string {
	if e.Meeting == "" {
		return ""
	}
	m, err := store.Load[monev.Meeting](r, store.KindMeeting, e.Meeting)
	if err != nil || m.Period.Year == 0 {
		return ""
	}
	return " (" + m.Period.Short() + ")"
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
