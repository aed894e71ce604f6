package app

import (
	"context"
	"fmt"
	"slices"

	"monev/internal/monev"
	"monev/internal/store"
)

// PutDeadline stores a tenggat of the office: without an ID a new one, which gets
// an ID, otherwise that one as it is now. It returns the deadline as stored. draft
// is the key of the half-typed text it came from, or empty.
func (a *App) PutDeadline(ctx context.Context, d monev.Deadline, draft string) (monev.Deadline, error) {
	what := act("tenggat.tambah", "tambah tenggat kantor", "")
	if d.ID != "" {
		what = act("tenggat.ubah", "ubah tenggat kantor", "")
	}
	id := d.ID
	err := a.putOffice(ctx, what, func(tx store.Tx, o *monev.Office) error {
		d.ID = id
		o.Deadlines = slices.Clone(o.Deadlines)
		if id == "" {
			n, err := tx.Next("deadlines")
			if err != nil {
				return err
			}
			d.ID = fmt.Sprintf("T%04d", n)
			o.Deadlines = append(o.Deadlines, d)
			return nil
		}
		i, err := o.DeadlineAt(id)
		if err != nil {
			return err
		}
		o.Deadlines[i] = d
		return nil
	}, []string{draft})
	return d, err
}

// MarkDeadline says whether a tenggat of the office is done.
func (a *App) MarkDeadline(ctx context.Context, id string, done bool) error {
	label := "tandai tenggat kantor selesai"
	if !done {
		label = "buka lagi tenggat kantor"
	}
	return a.putOffice(ctx, act("tenggat.tandai", label, ""), func(_ store.Tx, o *monev.Office) error {
		i, err := o.DeadlineAt(id)
		if err != nil {
			return err
		}
		o.Deadlines = slices.Clone(o.Deadlines)
		o.Deadlines[i].Done = done
		return nil
	}, nil)
}

// DropDeadline removes a tenggat of the office.
func (a *App) DropDeadline(ctx context.Context, id string) error {
	return a.putOffice(ctx, act("tenggat.hapus", "hapus tenggat kantor", ""), func(_ store.Tx, o *monev.Office) error {
		i, err := o.DeadlineAt(id)
		if err != nil {
			return err
		}
		o.Deadlines = slices.Delete(slices.Clone(o.Deadlines), i, i+1)
		return nil
	}, nil)
}
