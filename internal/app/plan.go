package app

import (
	"context"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// PlanArea sets the minutes planned for an area (0 to 5) of a meeting that is
// not final. Unlike EditArea it takes a draft too: planning comes before the
// start. draft, if not empty, is the key of the half-typed text it came from.
func (a *App) PlanArea(ctx context.Context, id string, area, minutes int, draft string) error {
	if area < 0 || area >= monev.Areas {
		return monev.Refuse("area", "Area harus I sampai VI.")
	}
	what := act("area.waktu", "waktu rencana area "+tanggal.Roman(area+1), id)
	return a.update(ctx, what, func(tx store.Tx) error {
		if _, err := openMeeting(tx, id); err != nil {
			return err
		}
		r, err := store.Load[monev.AreaReview](tx, store.KindArea, areaKey(id, area))
		if err != nil {
			return err
		}
		r.Planned = minutes
		if err := r.Clean(); err != nil {
			return err
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return tx.Put(store.KindArea, areaKey(id, area), r)
	})
}
