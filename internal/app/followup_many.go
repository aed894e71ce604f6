package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"monev/internal/monev"
	"monev/internal/store"
)

// ChangeFollowUps says the same of several follow-ups outside a meeting, as one
// event: all of them change or none does. An empty Status keeps the one each has.
// The refusal names the first that does not take it; CheckMany tells beforehand.
func (a *App) ChangeFollowUps(ctx context.Context, ids []string, r Report, draft string) error {
	if len(ids) == 0 {
		return monev.Refuse("", "Tidak ada tindak lanjut yang ditandai.")
	}
	label := fmt.Sprintf("ubah %d tindak lanjut", len(ids))
	if len(ids) == 1 {
		label = "ubah tindak lanjut"
	}
	return a.update(ctx, act("tl.bersama", label, ""), func(tx store.Tx) error {
		o, err := loadOffice(tx)
		if err != nil {
			return err
		}
		now := a.Now()
		for _, id := range ids {
			f, err := loadFollowUp(tx, id)
			if err != nil {
				return err
			}
			if f, err = r.applySame(f, o, now); err != nil {
				if said, ok := monev.AsRefusal(err); ok {
					return monev.Refuse(said.Field, "%s: %s", id, said.Reason)
				}
				return err
			}
			if err := tx.Put(store.KindFollowUp, id, f); err != nil {
				return err
			}
		}
		return dropDraft(tx, draft)
	})
}

// Unfit is a follow-up that does not take a change, and why.
type Unfit struct {
	ID     string
	Reason string // one Indonesian sentence
	Field  string // of the form that mends it; empty if none does
}

// CheckMany returns which follow-ups would not take a change of ChangeFollowUps, in
// the order given, for follow-ups and office as they were read.
func (r Report) CheckMany(list []monev.FollowUp, o monev.Office, now time.Time) []Unfit {
	var out []Unfit
	for _, f := range list {
		if _, err := r.applySame(f, o, now); err != nil {
			u := Unfit{ID: f.ID, Reason: Explain(err)}
			var said *monev.Refusal
			if errors.As(err, &said) {
				u.Field = said.Field
			}
			out = append(out, u)
		}
	}
	return out
}

// applySame is apply with the status each follow-up has where none is given. What
// is asked for and there already is no change, and refused.
func (r Report) applySame(f monev.FollowUp, o monev.Office, now time.Time) (monev.FollowUp, error) {
	if r.Status == "" {
		if !f.Status.Open() {
			return f, monev.Refuse("status", "Tindak lanjut yang %s tidak diubah; buka kembali dulu.", f.Status)
		}
		r.Status = f.Status
	}
	if !f.Status.Open() && r.Status == f.Status {
		return f, monev.Refuse("status", "Sudah %s; tidak ada yang berubah.", f.Status)
	}
	return r.apply(f, o, "", now)
}
