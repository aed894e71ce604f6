package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// AddFollowUp decides a follow-up in the meeting and area of f.Origin; the owner
// is frozen from the office by f.Owner.ID. It returns it with its ID.
func (a *App) AddFollowUp(ctx context.Context, f monev.FollowUp, draft string) (monev.FollowUp, error) {
	err := a.inMeeting(ctx, act("tl.tambah", "tambah tindak lanjut", f.Origin.Meeting), draft, func(tx store.Tx, _ monev.Meeting) error {
		if f.Origin.Finding != "" {
			if _, err := findingOf(tx, f.Origin.Meeting, f.Origin.Finding); err != nil {
				return err
			}
		}
		if f.Origin.Proposal != "" {
			if _, err := proposalOf(tx, f.Origin.Meeting, f.Origin.Proposal); err != nil {
				return err
			}
		}
		if err := freezeOwner(tx, &f.Owner); err != nil {
			return err
		}
		n, err := tx.Next("followups")
		if err != nil {
			return err
		}
		if f, err = monev.NewFollowUp(fmt.Sprintf("TL-%05d", n), f, a.Now()); err != nil {
			return err
		}
		return tx.Put(store.KindFollowUp, f.ID, f)
	})
	return f, err
}

func freezeOwner(tx store.Tx, w *monev.Owner) error {
	if w.ID == "" {
		*w = monev.Owner{}
		return nil
	}
	o, err := loadOffice(tx)
	if err != nil {
		return err
	}
	*w, err = o.Owner(w.ID)
	return err
}

// RewriteFollowUp corrects a follow-up that was born in a meeting which is not
// final yet.
func (a *App) RewriteFollowUp(ctx context.Context, to monev.FollowUp, draft string) error {
	return a.inMeeting(ctx, act("tl.ubah", "ubah tindak lanjut", to.Origin.Meeting), draft, func(tx store.Tx, m monev.Meeting) error {
		f, err := loadFollowUp(tx, to.ID)
		if err != nil {
			return err
		}
		if f.Origin.Meeting != to.Origin.Meeting {
			return monev.Refuse("", "Tindak lanjut ini berasal dari rapat lain; uraiannya tidak dapat diubah.")
		}
		if seen, ok := seenIn(f, m); ok {
			// What was left as a revisi shows it stays as it is now.
			if to.Owner.ID == seen.Owner.ID {
				to.Owner = f.Owner
			}
			if to.Due == seen.Due {
				to.Due = f.Due
			}
			if to.Priority == seen.Priority {
				to.Priority = f.Priority
			}
		}
		if to.Owner.ID == f.Owner.ID {
			to.Owner = f.Owner
		} else if err := freezeOwner(tx, &to.Owner); err != nil {
			return err
		}
		if f, err = f.Rewrite(to, a.Now()); err != nil {
			return err
		}
		return tx.Put(store.KindFollowUp, f.ID, f)
	})
}

// seenIn is a follow-up as a meeting in revision shows it, and false for one
// that shows follow-ups as they are.
func seenIn(f monev.FollowUp, m monev.Meeting) (monev.FollowUp, bool) {
	if m.FinalAt.IsZero() {
		return f, false
	}
	return f.AsOf(m.ID, m.FinalAt)
}

// DropFollowUp removes a follow-up that was born in this meeting and that no
// other meeting has touched. One that stood in final minutes stays: a revisi
// closes it with a reason instead.
func (a *App) DropFollowUp(ctx context.Context, meeting, id string) error {
	return a.inMeeting(ctx, act("tl.hapus", "hapus tindak lanjut", meeting), "", func(tx store.Tx, m monev.Meeting) error {
		f, err := loadFollowUp(tx, id)
		if err != nil {
			return err
		}
		if f.Origin.Meeting != meeting || len(f.TouchedIn(meeting)) != len(f.Steps) {
			return monev.Refuse("", "Tindak lanjut dari rapat lain tidak dapat dihapus; tutup dengan status dan alasan.")
		}
		if !m.FinalAt.IsZero() && !f.Born().After(m.FinalAt) {
			return monev.Refuse("", "Tindak lanjut ini sudah tercatat di notula final; tutup dengan status dan alasan.")
		}
		return tx.Delete(store.KindFollowUp, id)
	})
}

// Report is what is said of a follow-up: a status with note and proof, and a new
// owner or due date if these change.
type Report struct {
	Status monev.FollowUpStatus
	Note   string
	Proof  string
	// By is the ID of the position that accepts it as Tuntas.
	By    string
	Owner string       // ID; empty keeps the present one
	Due   tanggal.Date // zero keeps the present one
	// Priority is empty to keep the present one.
	Priority monev.Level
}

// ReportFollowUp notes where a follow-up stands, in a meeting that is not final
// or, with an empty meeting, outside one.
func (a *App) ReportFollowUp(ctx context.Context, id, meeting string, r Report, draft string) error {
	return a.update(ctx, act("tl.status", "perbarui tindak lanjut", meeting), func(tx store.Tx) error {
		f, err := loadFollowUp(tx, id)
		if err != nil {
			return err
		}
		now := a.Now()
		if meeting != "" {
			m, err := openMeeting(tx, meeting)
			if err != nil {
				return err
			}
			if m.Status == monev.Draft {
				meeting = ""
			}
			// What is said in a session is not said before it, whatever the clock says.
			if n := len(m.Sessions); n > 0 && now.Before(m.Sessions[n-1].Start) {
				now = m.Sessions[n-1].Start
			}
			if seen, ok := seenIn(f, m); ok && seen.Status != f.Status {
				return monev.Refuse("status", "Setelah rapat ini final, %s menjadi %s; perbarui lewat daftar Tindak Lanjut.", f.ID, f.Status)
			}
		}
		if f, err = applyReport(tx, f, meeting, r, now); err != nil {
			return err
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return tx.Put(store.KindFollowUp, f.ID, f)
	})
}

func applyReport(tx store.Tx, f monev.FollowUp, meeting string, r Report, now time.Time) (monev.FollowUp, error) {
	o, err := loadOffice(tx)
	if err != nil {
		return f, err
	}
	return r.apply(f, o, meeting, now)
}

// Check returns the refusal that ReportFollowUp would give, without storing
// anything, for a follow-up and office as they were read.
func (r Report) Check(f monev.FollowUp, o monev.Office, now time.Time) error {
	_, err := r.apply(f, o, "", now)
	return err
}

func (r Report) apply(f monev.FollowUp, o monev.Office, meeting string, now time.Time) (monev.FollowUp, error) {
	var err error
	var by *monev.Person
	if r.By != "" {
		p, ok := o.Position(r.By)
		if !ok || p.Retired {
			return f, monev.Refuse("diterima", "Jabatan yang menerima tidak ada di daftar.")
		}
		person := p.Freeze()
		by = &person
	}
	owner := f.Owner
	if r.Owner != "" && r.Owner != f.Owner.ID {
		if owner, err = o.Owner(r.Owner); err != nil {
			return f, err
		}
	}
	due := f.Due
	if !r.Due.IsZero() {
		due = r.Due
	}
	priority := f.Priority
	if r.Priority != "" {
		priority = r.Priority
	}
	moved := owner.ID != f.Owner.ID || due != f.Due || priority != f.Priority
	// A reopened follow-up gets its new date after it is open again.
	said := r.Status != f.Status || r.Proof != "" || (r.Note != "" && !moved)
	g := f
	if said || !moved {
		if g, err = g.Report(r.Status, r.Note, r.Proof, by, meeting, now); err != nil {
			return f, err
		}
		r.Note = "" // said already
	}
	if moved {
		if g, err = g.Reassign(owner, due, priority, r.Note, meeting, now); err != nil {
			return f, err
		}
	}
	return g, nil
}

func loadFollowUp(r store.Reader, id string) (monev.FollowUp, error) {
	f, err := store.Load[monev.FollowUp](r, store.KindFollowUp, id)
	if errors.Is(err, store.ErrNotFound) {
		return f, fmt.Errorf("%w: %w", monev.Refuse("", "Tindak lanjut %q tidak ada; lihat daftarnya dengan monev tindak-lanjut.", plain.Cut(plain.Line(id), 40)), err)
	}
	return f, err
}

// followUpsOf reads the follow-ups that were born or touched in a meeting.
func followUpsOf(r store.Reader, meeting string) ([]monev.FollowUp, error) {
	set := followUpSet{r: r, seen: map[string]bool{}}
	err := set.index(store.IndexMeeting, meeting+"/")
	return set.list, err
}

// followUpSet gathers follow-ups by index entries, each once.
type followUpSet struct {
	r    store.Reader
	seen map[string]bool
	list []monev.FollowUp
	// take, if set, is given each follow-up instead of list.
	take func(monev.FollowUp)
}

func (s *followUpSet) index(ix store.Index, prefix string) error {
	return s.r.ScanIndex(ix, prefix, func(entry string) error { return s.add(entry) })
}

func (s *followUpSet) add(entry string) error {
	key := entry[strings.LastIndexByte(entry, '/')+1:]
	if s.seen[key] {
		return nil
	}
	f, err := loadFollowUp(s.r, key)
	if err != nil {
		return err
	}
	s.seen[key] = true
	if s.take != nil {
		s.take(f)
	} else {
		s.list = append(s.list, f)
	}
	return nil
}

// closedSince adds what was closed from one day to another, both included. Only
// those days are looked at, so that it costs nothing for years gone by.
func (s *followUpSet) closedSince(from, to tanggal.Date) error {
	for d := from; !d.After(to); d = d.AddDays(1) {
		if err := s.index(store.IndexClosed, d.String()+"/"); err != nil {
			return err
		}
	}
	return nil
}

// Which is a standing filter of the register.
type Which = monev.Which

// The standing filters, as in monev.
const (
	WhichOpen    = monev.WhichOpen
	WhichLate    = monev.WhichLate
	WhichSoon    = monev.WhichSoon
	WhichLeaders = monev.WhichLeaders
	WhichClosed  = monev.WhichClosed
	WhichAll     = monev.WhichAll
)

// Filter chooses follow-ups; the zero Filter is every open one of every area.
type Filter struct {
	Which Which
	Area  int    // 1 to 6; 0 is every area
	Owner string // part of the owner's name, any case
	Text  string // words that all begin a word of text, owner, item or ID
	On    tanggal.Date
	// By is a filter of the register that must hold too; its standing filter stands
	// in the place of Which. Nil is none.
	By *monev.FollowUpFilter
}

// Register lists follow-ups of all meetings, most urgent first, as they are now
// with lateness on the filter's day (today if zero).
func (a *App) Register(ctx context.Context, f Filter) ([]monev.FollowUpLine, error) {
	on := f.On
	if on.IsZero() {
		on = a.Today()
	}
	if f.By != nil {
		f.Which = f.By.Standing()
	}
	return view(ctx, a, func(r store.Reader) ([]monev.FollowUpLine, error) {
		starts, periods, err := meetingTimes(r)
		if err != nil {
			return nil, err
		}
		var out []monev.FollowUpLine
		words := plain.Fold(f.Text)
		take := func(u monev.FollowUp) {
			if l := u.Line(on, starts, periods[u.Origin.Meeting]); f.takes(l, on, words) {
				out = append(out, l)
			}
		}
		set := followUpSet{r: r, seen: map[string]bool{}, take: take}
		switch f.Which {
		case WhichAll:
			var n int
			if n, err = r.Count(store.KindFollowUp); err == nil {
				out = make([]monev.FollowUpLine, 0, n) // growing would take twice the memory
				err = store.Each(r, store.KindFollowUp, "", func(u monev.FollowUp) {
					u.Steps = slices.Clone(u.Steps) // decoding leaves room for four
					take(u)
				})
			}
		case WhichClosed:
			err = set.index(store.IndexClosed, "")
		default:
			err = set.index(store.IndexOpen, "")
		}
		if err != nil {
			return nil, err
		}
		monev.SortUrgent(out)
		return out, nil
	})
}

func (f Filter) takes(l monev.FollowUpLine, on tanggal.Date, words string) bool {
	if f.Owner != "" && !strings.Contains(strings.ToLower(l.Owner.String()), strings.ToLower(f.Owner)) {
		return false
	}
	folded := "" // made only for those who look for words
	if words != "" || f.By != nil && f.By.Words != "" {
		folded = l.Folded()
	}
	if f.By != nil && !f.By.Takes(l, on, folded, plain.Fold(f.By.Words)) {
		return false
	}
	return monev.FollowUpFilter{Which: f.Which, Area: f.Area}.Takes(l, on, folded, words)
}

// FollowUp returns one follow-up with what is derived today.
func (a *App) FollowUp(ctx context.Context, id string) (monev.FollowUpLine, error) {
	return view(ctx, a, func(r store.Reader) (monev.FollowUpLine, error) {
		f, err := loadFollowUp(r, id)
		if err != nil {
			return monev.FollowUpLine{}, err
		}
		starts, periods, err := meetingTimes(r)
		return f.Line(a.Today(), starts, periods[f.Origin.Meeting]), err
	})
}

// meetingTimes reads the start of every meeting that began, and the short
// period of every meeting by ID.
func meetingTimes(r store.Reader) (starts []time.Time, periods map[string]string, err error) {
	periods = map[string]string{}
	all, err := heldMeetings(r)
	for _, m := range all {
		periods[m.ID] = m.Period.Short()
		if start, ok := m.Started(); ok {
			starts = append(starts, start)
		}
	}
	return starts, periods, err
}

// heldMeetings reads of every meeting what the others need to know.
func heldMeetings(r store.Reader) ([]monev.Held, error) {
	return store.All[monev.Held](r, store.KindMeeting, "")
}
