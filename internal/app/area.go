package app

import (
	"context"
	"fmt"

	"monev/internal/monev"
	"monev/internal/store"
)

// EditArea changes what a meeting says about an area (0 to 5). draft, if not
// empty, is the key of the half-typed text it came from, dropped with the change.
func (a *App) EditArea(ctx context.Context, id string, area int, label, draft string, change func(*monev.AreaReview) error) error {
	return a.inMeeting(ctx, act("area.ubah", label, id), draft, func(tx store.Tx, _ monev.Meeting) error {
		if area < 0 || area >= monev.Areas {
			return monev.Refuse("area", "Area harus I sampai VI.")
		}
		r, err := store.Load[monev.AreaReview](tx, store.KindArea, areaKey(id, area))
		if err != nil {
			return err
		}
		if err := change(&r); err != nil {
			return err
		}
		r.Meeting, r.Area = id, area
		if err := r.Clean(); err != nil {
			return err
		}
		return tx.Put(store.KindArea, areaKey(id, area), r)
	})
}

// inMeeting runs a change that belongs to a meeting which is not final.
func (a *App) inMeeting(ctx context.Context, what store.Action, draft string, change func(store.Tx, monev.Meeting) error) error {
	return a.update(ctx, what, func(tx store.Tx) error {
		m, err := openMeeting(tx, what.Meeting)
		if err != nil {
			return err
		}
		if m.Status == monev.Draft {
			return monev.Refuse("", "Rapat belum dimulai; mulai dulu di tahap Persiapan.")
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return change(tx, m)
	})
}

// recordID is the next ID of a finding or proposal. Follow-ups name both by it, so
// no finding has the ID of a proposal.
func recordID(tx store.Tx, sequence, meeting string, area int) (string, error) {
	if area < 0 || area >= monev.Areas {
		return "", monev.Refuse("area", "Area harus I sampai VI.")
	}
	for {
		n, err := tx.Next(sequence)
		if err != nil {
			return "", err
		}
		id := fmt.Sprintf("%s/%d/%05d", meeting, area+1, n)
		used := false
		for _, kind := range []store.Kind{store.KindFinding, store.KindProposal} {
			seq, err := tx.LastChange(kind, id)
			if err != nil {
				return "", err
			}
			_, err = tx.Get(kind, id)
			used = used || seq > 0 || err == nil
		}
		if !used {
			return id, nil
		}
	}
}

// AddFinding notes a temuan in f.Meeting and f.Area and returns it with its ID.
func (a *App) AddFinding(ctx context.Context, f monev.Finding, draft string) (monev.Finding, error) {
	err := a.inMeeting(ctx, act("temuan.tambah", "tambah temuan", f.Meeting), draft, func(tx store.Tx, _ monev.Meeting) error {
		var err error
		if err = f.Clean(); err != nil {
			return err
		}
		if f.ID, err = recordID(tx, "findings", f.Meeting, f.Area); err != nil {
			return err
		}
		return tx.Put(store.KindFinding, f.ID, f)
	})
	return f, err
}

// EditFinding changes a temuan; its ID, meeting, area and source stay.
func (a *App) EditFinding(ctx context.Context, f monev.Finding, draft string) error {
	return a.inMeeting(ctx, act("temuan.ubah", "ubah temuan", f.Meeting), draft, func(tx store.Tx, _ monev.Meeting) error {
		old, err := findingOf(tx, f.Meeting, f.ID)
		if err != nil {
			return err
		}
		f.Area, f.Source = old.Area, old.Source
		if err := f.Clean(); err != nil {
			return err
		}
		return tx.Put(store.KindFinding, f.ID, f)
	})
}

// DropFinding removes a temuan that no follow-up names.
func (a *App) DropFinding(ctx context.Context, meeting, id string) error {
	return a.inMeeting(ctx, act("temuan.hapus", "hapus temuan", meeting), "", func(tx store.Tx, _ monev.Meeting) error {
		if _, err := findingOf(tx, meeting, id); err != nil {
			return err
		}
		if err := unlinked(tx, meeting, id, "Temuan"); err != nil {
			return err
		}
		return tx.Delete(store.KindFinding, id)
	})
}

// findingOf reads a temuan of a meeting; one of another meeting counts as
// missing, so that the lock of that meeting holds.
func findingOf(r store.Reader, meeting, id string) (monev.Finding, error) {
	f, err := store.Load[monev.Finding](r, store.KindFinding, id)
	if err == nil && f.Meeting != meeting {
		err = fmt.Errorf("finding %q of meeting %q: %w", id, meeting, store.ErrNotFound)
	}
	return f, err
}

// proposalOf is findingOf for a usulan.
func proposalOf(r store.Reader, meeting, id string) (monev.Proposal, error) {
	p, err := store.Load[monev.Proposal](r, store.KindProposal, id)
	if err == nil && p.Meeting != meeting {
		err = fmt.Errorf("proposal %q of meeting %q: %w", id, meeting, store.ErrNotFound)
	}
	return p, err
}

// unlinked refuses if a follow-up of the meeting names the record.
func unlinked(tx store.Tx, meeting, id, what string) error {
	ups, err := followUpsOf(tx, meeting)
	if err != nil {
		return err
	}
	for _, f := range ups {
		if f.Origin.Finding == id || f.Origin.Proposal == id {
			return monev.Refuse("", "%s ini menjadi asal %s; hapus dulu tindak lanjutnya.", what, f.ID)
		}
	}
	return nil
}

// AddProposal notes a usulan in p.Meeting and p.Area and returns it with its ID.
func (a *App) AddProposal(ctx context.Context, p monev.Proposal, draft string) (monev.Proposal, error) {
	err := a.inMeeting(ctx, act("usulan.tambah", "tambah usulan", p.Meeting), draft, func(tx store.Tx, _ monev.Meeting) error {
		var err error
		if err = p.Clean(); err != nil {
			return err
		}
		if p.ID, err = recordID(tx, "proposals", p.Meeting, p.Area); err != nil {
			return err
		}
		return tx.Put(store.KindProposal, p.ID, p)
	})
	return p, err
}

// EditProposal changes a usulan; its ID, meeting and area stay.
func (a *App) EditProposal(ctx context.Context, p monev.Proposal, draft string) error {
	return a.inMeeting(ctx, act("usulan.ubah", "ubah usulan", p.Meeting), draft, func(tx store.Tx, _ monev.Meeting) error {
		old, err := proposalOf(tx, p.Meeting, p.ID)
		if err != nil {
			return err
		}
		p.Area = old.Area
		if err := p.Clean(); err != nil {
			return err
		}
		return tx.Put(store.KindProposal, p.ID, p)
	})
}

// DropProposal removes a usulan that no follow-up names.
func (a *App) DropProposal(ctx context.Context, meeting, id string) error {
	return a.inMeeting(ctx, act("usulan.hapus", "hapus usulan", meeting), "", func(tx store.Tx, _ monev.Meeting) error {
		if _, err := proposalOf(tx, meeting, id); err != nil {
			return err
		}
		if err := unlinked(tx, meeting, id, "Usulan"); err != nil {
			return err
		}
		return tx.Delete(store.KindProposal, id)
	})
}
