package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// CreateMeeting prepares a draft for a date from the office's data and returns
// it. change, if not nil, may alter what is proposed. drafts are keys of
// half-typed text it came from, dropped with the change.
func (a *App) CreateMeeting(ctx context.Context, date tanggal.Date, change func(*monev.Meeting) error, drafts ...string) (monev.Meeting, error) {
	var m monev.Meeting
	err := a.update(ctx, act("rapat.baru", "buat rapat", ""), func(tx store.Tx) error {
		o, err := loadOffice(tx)
		if err != nil {
			return err
		}
		n, err := tx.Next("meetings")
		if err != nil {
			return err
		}
		m = monev.NewMeeting(fmt.Sprintf("R%04d", n), o, date)
		if change != nil {
			if err := change(&m); err != nil {
				return err
			}
		}
		if err := m.Clean(); err != nil {
			return err
		}
		if err := tx.Put(store.KindMeeting, m.ID, m); err != nil {
			return err
		}
		for i := range monev.Areas {
			r := monev.AreaReview{Meeting: m.ID, Area: i, Planned: monev.DefaultMinutes}
			if err := tx.Put(store.KindArea, areaKey(m.ID, i), r); err != nil {
				return err
			}
		}
		return dropDrafts(tx, drafts)
	})
	return m, err
}

func areaKey(meeting string, area int) string { return fmt.Sprintf("%s/%d", meeting, area+1) }

func loadMeeting(r store.Reader, id string) (monev.Meeting, error) {
	m, err := store.Load[monev.Meeting](r, store.KindMeeting, id)
	if errors.Is(err, store.ErrNotFound) {
		return m, fmt.Errorf("%w: %w", monev.Refuse("rapat", "Rapat %q tidak ada; lihat daftarnya dengan monev rapat.", plain.Cut(plain.Line(id), 40)), err)
	}
	return m, err
}

// openMeeting is loadMeeting for a change: a final meeting is refused.
func openMeeting(r store.Reader, id string) (monev.Meeting, error) {
	m, err := loadMeeting(r, id)
	if err != nil {
		return m, err
	}
	return m, m.Locked()
}

// loadWalk reads the walk of a meeting as it stands.
func loadWalk(r store.Reader, m monev.Meeting) (monev.Walk, error) {
	w, err := store.Load[monev.Walk](r, store.KindWalk, m.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return w, err
	}
	return w.In(m), nil
}

// putWalk stores a walk. A walk whose clock stands counts on from now when a
// session opens.
func putWalk(tx store.Tx, w monev.Walk, now time.Time) error {
	if w.Since.IsZero() {
		w.Since = now
	}
	return tx.Put(store.KindWalk, w.Meeting, w)
}

// EditMeeting changes the record of a meeting that is not final; label says in
// Indonesian what was changed. draft, if not empty, is the key of the half-typed
// text the change came from; it goes in the same transaction.
func (a *App) EditMeeting(ctx context.Context, id, label, draft string, change func(*monev.Meeting) error) error {
	return a.update(ctx, act("rapat.ubah", label, id), func(tx store.Tx) error {
		m, err := openMeeting(tx, id)
		if err != nil {
			return err
		}
		if m.Status == monev.Draft {
			o, err := loadOffice(tx)
			if err != nil {
				return err
			}
			m.Invite(o)
		}
		if err := change(&m); err != nil {
			return err
		}
		if err := m.Clean(); err != nil {
			return err
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return tx.Put(store.KindMeeting, id, m)
	})
}

func dropDraft(tx store.Tx, key string) error {
	if key == "" {
		return nil
	}
	return tx.DropDraft(key)
}

func dropDrafts(tx store.Tx, keys []string) error {
	for _, key := range keys {
		if err := dropDraft(tx, key); err != nil {
			return err
		}
	}
	return nil
}

// DeleteMeeting removes a draft with all that belongs to it. A meeting that was
// started stays: it is part of the record.
func (a *App) DeleteMeeting(ctx context.Context, id string) error {
	return a.update(ctx, act("rapat.hapus", "hapus rapat", id), func(tx store.Tx) error {
		m, err := loadMeeting(tx, id)
		if err != nil {
			return err
		}
		if m.Status != monev.Draft {
			return monev.Refuse("", "Rapat yang sudah dimulai tidak dapat dihapus; hanya draf yang dapat.")
		}
		for i := range monev.Areas {
			if err := tx.Delete(store.KindArea, areaKey(id, i)); err != nil {
				return err
			}
		}
		return tx.Delete(store.KindMeeting, id)
	})
}

// StartMeeting opens a draft: the roster is frozen, the first session begins.
func (a *App) StartMeeting(ctx context.Context, id string) error {
	return a.sit(ctx, act("rapat.mulai", "mulai rapat", id), func(tx store.Tx, m *monev.Meeting, now time.Time) error {
		o, err := loadOffice(tx)
		if err != nil {
			return err
		}
		if err := noneLive(tx, id); err != nil {
			return err
		}
		return m.Start(o, now)
	})
}

// noneLive refuses if a session of another meeting is open: the room can only sit
// in one.
func noneLive(r store.Reader, id string) error {
	all, err := heldMeetings(r)
	for _, other := range all {
		if other.ID != id && other.Live() {
			return monev.Refuse("", "Rapat %s masih berlangsung; jeda atau kunci dulu rapat itu.", other.Period.Short())
		}
	}
	return err
}

// SetSession corrects when session i (0 is the first) of a meeting began and
// ended, and why it was interrupted.
func (a *App) SetSession(ctx context.Context, id string, i int, start, end time.Time, reason, draft string) error {
	return a.EditMeeting(ctx, id, fmt.Sprintf("waktu sesi %d", i+1), draft, func(m *monev.Meeting) error {
		return m.SetSession(i, start, end, reason, a.Now())
	})
}

// PauseMeeting ends the open session; reason may be empty. drafts as in
// CreateMeeting.
func (a *App) PauseMeeting(ctx context.Context, id, reason string, drafts ...string) error {
	return a.sit(ctx, act("rapat.jeda", "jeda rapat", id), func(tx store.Tx, m *monev.Meeting, now time.Time) error {
		if err := m.Pause(now, reason); err != nil {
			return err
		}
		return dropDrafts(tx, drafts)
	})
}

// staleAfter is how long nothing may have been recorded until an open session
// counts as left behind.
const staleAfter = 6 * time.Hour

// CloseStaleSession ends a session that nobody ended: one that is open although
// nothing was recorded for 6 hours (the laptop was shut, the program killed).
// It ends with the last thing recorded. It cannot be undone: nobody did it, and the
// first Ctrl+Z of another day would let the clock of the old session run on until
// today, into the minutes. It returns that moment, or the zero
// time if the session is not stale; then nothing is changed. In a copy for looking at
// it returns that moment with store.ErrReadOnly, and the session stays open.
func (a *App) CloseStaleSession(ctx context.Context, id string) (time.Time, error) {
	var last time.Time
	stale := func(r store.Reader, m monev.Meeting, now time.Time) (time.Time, error) {
		if !m.Live() {
			return time.Time{}, nil
		}
		at, err := lastSaid(r, m)
		if err != nil || now.Sub(at) < staleAfter {
			return time.Time{}, err
		}
		return at.In(now.Location()), nil
	}
	what := act("rapat.tutup-sesi", "tutup sesi yang tertinggal", id)
	what.Barrier = true
	err := a.sit(ctx, what, func(tx store.Tx, m *monev.Meeting, now time.Time) error {
		var err error
		if last, err = stale(tx, *m, now); err != nil || last.IsZero() {
			return err
		}
		return m.Pause(last, "")
	})
	if !errors.Is(err, store.ErrReadOnly) {
		return last, err
	}
	last, seen := view(ctx, a, func(r store.Reader) (time.Time, error) {
		m, err := openMeeting(r, id)
		if err != nil {
			return time.Time{}, err
		}
		return stale(r, m, a.Now())
	})
	return last, cmp.Or(seen, err)
}

// lastSaid is when something was recorded last in the open session of a meeting,
// at the earliest its start; what happened outside the meeting does not count.
func lastSaid(r store.Reader, m monev.Meeting) (time.Time, error) {
	began := m.Sessions[len(m.Sessions)-1].Start
	h, err := r.Head()
	for seq := h.Seq; err == nil && seq > 0; seq-- {
		var e store.Event
		if e, err = r.Event(seq); err != nil {
			break
		}
		if e.Meeting == m.ID && e.At.After(began) {
			return e.At, nil
		}
		if e.At.Before(began) {
			break
		}
	}
	return began, err
}

// ResumeMeeting opens a further session (sesi lanjutan).
func (a *App) ResumeMeeting(ctx context.Context, id string) error {
	return a.sit(ctx, act("rapat.lanjut", "buka sesi lanjutan", id), func(tx store.Tx, m *monev.Meeting, now time.Time) error {
		if err := noneLive(tx, id); err != nil {
			return err
		}
		return m.Resume(now)
	})
}

// ReviseMeeting opens a final meeting again; the sealed minutes stay. The
// reason is obligatory. It cannot be undone. drafts as in CreateMeeting.
func (a *App) ReviseMeeting(ctx context.Context, id, reason string, drafts ...string) error {
	what := act("rapat.revisi", "buka revisi", id)
	what.Barrier = true
	return a.update(ctx, what, func(tx store.Tx) error {
		m, err := loadMeeting(tx, id)
		if err != nil {
			return err
		}
		if err := m.Revise(a.Now(), reason); err != nil {
			return err
		}
		if err := m.Clean(); err != nil {
			return err
		}
		if err := dropDrafts(tx, drafts); err != nil {
			return err
		}
		return tx.Put(store.KindMeeting, id, m)
	})
}

// CloseMeeting makes a meeting final: it ends the session, locks the records
// and seals the minutes as they are, with the journal head before the seal. It
// cannot be undone; a revisi opens it again.
func (a *App) CloseMeeting(ctx context.Context, id string) error {
	what := act("rapat.final", "kunci rapat", id)
	what.Barrier, what.Keep = true, true
	return a.sit(ctx, what, func(tx store.Tx, m *monev.Meeting, now time.Time) error {
		first := m.FinalAt.IsZero()
		w, err := loadWalk(tx, *m)
		if err != nil {
			return err
		}
		if err := w.Go(monev.StageClosing, false, now); err != nil {
			return err
		}
		if err := m.Close(now); err != nil {
			return err
		}
		// Nothing is later than the first close, whatever the clock says.
		seen := *m
		if first {
			seen.FinalAt = time.Time{}
		}
		full, err := a.assemble(tx, seen, now)
		if err != nil {
			return err
		}
		full.Meeting, full.Walk = *m, w
		if err := putWalk(tx, w, now); err != nil {
			return err
		}
		if full.Head, err = headText(tx); err != nil {
			return err
		}
		if full.LKE != nil {
			if err := tx.Put(store.KindStanding, m.ID, full.LKE); err != nil {
				return err
			}
		}
		return tx.Put(store.KindSeal, sealKey(m.ID, len(m.Revisions)), full)
	})
}

func sealKey(meeting string, revision int) string { return fmt.Sprintf("%s/%d", meeting, revision) }

// sit changes the sitting of a meeting that is not final. It leaves the walk
// alone: that is silent, and Walk.In derives what a sitting means for it.
func (a *App) sit(ctx context.Context, what store.Action, change func(store.Tx, *monev.Meeting, time.Time) error) error {
	return a.update(ctx, what, func(tx store.Tx) error {
		m, err := openMeeting(tx, what.Meeting)
		if err != nil {
			return err
		}
		if err := change(tx, &m, a.Now()); err != nil {
			return err
		}
		if err := m.Clean(); err != nil {
			return err
		}
		return tx.Put(store.KindMeeting, m.ID, m)
	})
}

// GoTo moves the walk of a meeting to a stage. It is journaled, so that the
// meeting opens there again, but undo passes over it. A draft stays at
// persiapan; in a final meeting only the place is noted.
func (a *App) GoTo(ctx context.Context, id string, to monev.Stage) error {
	what := act("rapat.tahap", "pindah tahap", id)
	what.Silent = true
	return a.update(ctx, what, func(tx store.Tx) error {
		m, err := loadMeeting(tx, id)
		if err != nil {
			return err
		}
		if m.Status == monev.Draft {
			if to != monev.StagePrepare {
				return monev.Refuse("", "Rapat belum dimulai; mulai dulu di tahap Persiapan.")
			}
			return nil // it is there
		}
		w, err := loadWalk(tx, m)
		if err != nil {
			return err
		}
		now := a.Now()
		if err := w.Go(to, m.Live(), now); err != nil {
			return err
		}
		return putWalk(tx, w, now)
	})
}

// Mark notes how somebody attends the present session.
func (a *App) Mark(ctx context.Context, id, position string, p monev.Presence, deputy string) error {
	m, err := view(ctx, a, func(r store.Reader) (monev.Meeting, error) { return loadMeeting(r, id) })
	if err != nil {
		return err
	}
	label := "kehadiran"
	for _, who := range m.Attendance {
		if who.Person.Position == position {
			label += " " + who.Person.Short
		}
	}
	return a.EditMeeting(ctx, id, label, "", func(m *monev.Meeting) error {
		return m.Mark(position, p, deputy)
	})
}

// MarkRest marks everybody who has no mark yet in the present session.
func (a *App) MarkRest(ctx context.Context, id string, p monev.Presence) error {
	if !p.Valid() || p == monev.Unmarked {
		return monev.Refuse("kehadiran", "Kehadiran tidak dikenal.")
	}
	return a.EditMeeting(ctx, id, "semua "+string(p), "", func(m *monev.Meeting) error {
		m.MarkAll(p)
		return nil
	})
}
