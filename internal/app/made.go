package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// proves says which questions of the LKE a document of a meeting proves
// (practice.md §2.4):
//
//	A.I.1.iii.a  activities went as planned: the laporan, with plan and realisation
//	A.I.1.iii.b  there is monev with the leaders: undangan, daftar hadir, notula,
//	             photos, laporan
//	A.I.1.iii.c  its results are followed up: the laporan tindak lanjut
//	A.I.1.iv.d   members take part and their proposals are decided on: notula,
//	             daftar hadir
//
// Other documents repeat what these say and prove nothing more.
func proves(document string) []string {
	return map[string][]string{
		"undangan":      {"A.I.1.iii.b"},
		"daftar-hadir":  {"A.I.1.iii.b", "A.I.1.iv.d"},
		"notula":        {"A.I.1.iii.b", "A.I.1.iv.d"},
		"lampiran-foto": {"A.I.1.iii.b"},
		"laporan":       {"A.I.1.iii.a", "A.I.1.iii.b"},
		"laporan-tl":    {"A.I.1.iii.c"},
	}[document]
}

// registerMade enters the papers of a final meeting into the register of
// evidence, in one change: the PDF of each, else its DOCX, as "Ada, belum
// diperiksa". What was registered for the same meeting and question before is
// replaced, with a higher version if it is another content; the same content
// changes nothing. A file outside the data folder never replaces one inside, nor
// a DOCX a PDF. A meeting that is not final has only drafts: they are no
// evidence. Undo passes over a change in which all evidence is new.
func (a *App) registerMade(ctx context.Context, m monev.Minutes, docs []Document) error {
	if m.Meeting.Status != monev.Final {
		return nil
	}
	best := map[string]Document{}
	for _, d := range docs {
		was, ok := best[d.Name]
		switch {
		case len(proves(d.Name)) == 0 || d.Format != "pdf" && d.Format != "docx":
		case d.Name == "lampiran-foto" && len(m.Meeting.Photos) == 0:
		case !ok || was.Format != "pdf":
			best[d.Name] = d
		}
	}
	if len(best) == 0 {
		return nil
	}
	plan := func(r store.Reader) (puts []monev.Evidence, fresh bool, err error) {
		return a.planMade(r, m, best)
	}
	var fresh bool
	if err := a.store.View(ctx, func(r store.Reader) (err error) {
		_, fresh, err = plan(r)
		return err
	}); err != nil {
		return err
	}
	// Nobody asked for it, so undo passes over it. It must not if it changes what an
	// undoable action left.
	what := act("eviden.dokumen", "daftarkan dokumen rapat sebagai eviden", m.Meeting.ID)
	if what.Silent = fresh; !fresh {
		what.Label = "daftarkan lagi dokumen rapat sebagai eviden, dengan versi baru"
	}
	return a.update(ctx, what, func(tx store.Tx) error {
		puts, still, err := plan(tx)
		if err != nil {
			return err
		}
		if fresh && !still {
			return errors.New("the evidence of the meeting changed meanwhile")
		}
		for i := range puts {
			if err := storeEvidence(tx, &puts[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// planMade is the evidence that registerMade stores; fresh says that all of it is new.
func (a *App) planMade(r store.Reader, m monev.Minutes, best map[string]Document) (puts []monev.Evidence, fresh bool, err error) {
	year := m.Meeting.Period.Year
	_, in, err := loadHead(r, year)
	if err != nil {
		return nil, false, err
	}
	all, err := store.All[monev.Evidence](r, store.KindEvidence, sheetKey(year)+"/")
	if err != nil {
		return nil, false, err
	}
	fresh = true
	for _, kind := range DocumentKinds() {
		d, ok := best[kind.Name]
		if !ok {
			continue
		}
		file, err := a.madeFile(d)
		if err != nil {
			return nil, false, err
		}
		for _, item := range proves(d.Name) {
			if _, ok := in.Item(item); !ok { // another instrument
				continue
			}
			e := monev.Evidence{Year: year, Item: item, Meeting: m.Meeting.ID, Made: d.Name}
			i := slices.IndexFunc(all, func(x monev.Evidence) bool { return x.Made == d.Name && x.Meeting == m.Meeting.ID && x.Item == item })
			if i >= 0 {
				e = all[i]
			}
			if !betters(e.File, file) {
				continue
			}
			fresh = fresh && i < 0
			e.Title, e.Date, e.Status, e.Note = kind.Title+" "+m.Meeting.Name(), documentDate(m, d.Name), monev.EvidenceUnchecked, ""
			e.Unit = madeUnit(m.Office)
			if e.Place = ""; !file.Kept {
				e.Place = file.Path
			}
			e.Replace(file)
			puts = append(puts, e)
		}
	}
	return puts, fresh, nil
}

// betters reports whether a made file takes the place of what is registered.
func betters(was *monev.File, now monev.File) bool {
	switch {
	case was == nil:
		return true
	case was.SHA256 == now.SHA256, was.Kept && !now.Kept:
		return false
	}
	return strings.EqualFold(filepath.Ext(now.Path), ".pdf") || !strings.EqualFold(filepath.Ext(was.Path), ".pdf")
}

// madeFile describes a document that was written.
func (a *App) madeFile(d Document) (monev.File, error) {
	f := monev.File{Name: filepath.Base(d.Path), SHA256: d.SHA256}
	info, err := os.Stat(d.Path)
	if err != nil {
		return f, err
	}
	f.Size = info.Size()
	if a.files != nil {
		if rel, ok := a.files.Inside(d.Path); ok {
			f.Path, f.Kept = rel, true
			return f, f.Clean()
		}
	}
	f.Path, err = filepath.Abs(d.Path)
	return f, errors.Join(err, f.Clean())
}

// documentDate is the day a document speaks of: that of the letter for the
// undangan, else that of the meeting.
func documentDate(m monev.Minutes, document string) tanggal.Date {
	if document == "undangan" && !m.Meeting.Letter.Date.IsZero() {
		return m.Meeting.Letter.Date
	}
	return m.Meeting.Date
}

// madeUnit is who provides the papers of the meeting: who answers for area I.
func madeUnit(o monev.Office) monev.Owner {
	w, err := o.Owner(o.Areas[0].Owner)
	if err != nil {
		return monev.Owner{}
	}
	return w
}
