package app

import (
	"context"

	"monev/internal/store"
)

// Records says where the records are and how many there are.
type Records struct {
	Dir       string // data folder; empty in memory
	Schema    int    // layout of the newest event; 0 if there is none
	Events    uint64
	Head      string // as Head returns it
	Meetings  int
	FollowUps int
}

// Dir is the data folder, empty in memory.
func (a *App) Dir() string { return a.dir }

// Records gathers where the records are and how many. It counts, it reads none.
func (a *App) Records(ctx context.Context) (Records, error) {
	return view(ctx, a, func(r store.Reader) (Records, error) {
		out := Records{Dir: a.dir}
		h, err := r.Head()
		if err != nil {
			return out, err
		}
		if out.Events = h.Seq; h.Seq > 0 {
			e, err := r.Event(h.Seq)
			if err != nil {
				return out, err
			}
			out.Schema = e.V
		}
		if out.Head, err = headText(r); err != nil {
			return out, err
		}
		if out.Meetings, err = r.Count(store.KindMeeting); err != nil {
			return out, err
		}
		out.FollowUps, err = r.Count(store.KindFollowUp)
		return out, err
	})
}
