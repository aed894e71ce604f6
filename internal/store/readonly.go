package store

import "context"

// ReadOnly is s for looking at. What would change records is refused with
// ErrReadOnly; drafts and silent actions, which only remember where somebody was,
// are forgotten without an error.
func ReadOnly(s Store) Store { return readOnly{s} }

type readOnly struct{ Store }

func (readOnly) Update(_ context.Context, a Action, _ func(Tx) error) (Event, error) {
	if a.Silent {
		return Event{}, nil
	}
	return Event{}, ErrReadOnly
}

func (readOnly) Undo(context.Context) (Event, error)            { return Event{}, ErrReadOnly }
func (readOnly) Redo(context.Context) (Event, error)            { return Event{}, ErrReadOnly }
func (readOnly) SetDraft(context.Context, string, []byte) error { return nil }
func (readOnly) Restore(context.Context, [][]byte) error        { return ErrReadOnly }
