package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
	"monev/internal/tanggal"
)

// Recovery tells of a file that opening a data folder had to make anew. Wrong, Used
// and Missing are sentences.
type Recovery struct {
	Wrong   string // what was wrong
	Used    string // what the file was made of
	Missing string // what was found nowhere; says so if that is nothing
	Kept    string // path of the file that was there before; empty if there was none
}

// String is all of it on one line.
func (r Recovery) String() string {
	text := r.Wrong + " " + r.Used + " " + r.Missing
	if r.Kept != "" {
		text += " Berkas lama tetap ada di " + r.Kept + "."
	}
	return text
}

// Recovered tells what opening the data folder found and did; nothing if all was well.
func (a *App) Recovered(ctx context.Context) []Recovery {
	if a.keep.Folder == nil {
		return nil
	}
	o := a.keep.Folder.Outcome()
	var out []Recovery
	if wrong := wrongs()[o.Trouble]; wrong != "" {
		r := Recovery{Wrong: wrong, Missing: "Tidak ada isian tersimpan yang hilang.", Kept: shortPath(o.Kept),
			Used: fmt.Sprintf("Data dibuat lagi dari %s: %d kejadian.", cmp.Or(sources(o.Sources, "sisa berkas data lama"), "awal"), o.Events)}
		if o.First > 0 {
			r.Missing = missing(o.First, o.Last) + a.lastFound(ctx, o.Events)
		}
		out = append(out, r)
	}
	if wrong := journalWrongs()[o.Journal]; wrong != "" {
		r := Recovery{Wrong: wrong, Used: "Salinan itu dibuat lagi dari berkas data.",
			Missing: "Tidak ada isian tersimpan yang hilang.", Kept: shortPath(o.JournalKept)}
		if o.First > 0 {
			r.Missing = "Selain kejadian yang sudah disebut, tidak ada yang hilang."
		}
		if o.Journal == datafolder.JournalOther { // nobody knows which of the two is the user's
			r.Missing = "Isian yang hanya ada di salinan itu tidak dipakai; bila yang tampil bukan data terakhir, jangan mengisi dulu dan mintalah bantuan."
		}
		out = append(out, r)
	}
	return out
}

// missing says which events are known to have existed and were found nowhere.
func missing(first, last uint64) string {
	if first == last {
		return fmt.Sprintf("Kejadian %d tidak ditemukan di berkas mana pun; periksa isian terakhir.", first)
	}
	return fmt.Sprintf("Kejadian %d sampai %d tidak ditemukan di berkas mana pun; periksa isian terakhir.", first, last)
}

// lastFound says of when the last event that was found is, and what it was; empty if
// that cannot be read.
func (a *App) lastFound(ctx context.Context, seq uint64) string {
	e, err := view(ctx, a, func(r store.Reader) (store.Event, error) { return r.Event(seq) })
	if err != nil {
		return ""
	}
	at := e.At.In(a.zone.Load())
	return fmt.Sprintf(" Isian terakhir yang ada: %s pukul %s (%s).", tanggal.Of(at).Long(), tanggal.ClockWithZone(at), plain.Cut(plain.Line(e.Label), 60))
}

// CopyRead says what a copy that is read was made from and what it lacks, one or two
// sentences; empty of a copy without events.
func CopyRead(c datafolder.Copy) string {
	if c.Head.Seq == 0 && c.First == 0 {
		return ""
	}
	text := "Yang dibaca adalah salinannya"
	if from := sources(c.Sources, "berkas data"); from != "" {
		text += " dari " + from
	}
	text += fmt.Sprintf(", sampai kejadian %d.", c.Head.Seq)
	if c.First > 0 {
		text += " " + missing(c.First, c.Last)
	}
	return text
}

func wrongs() map[datafolder.Trouble]string {
	return map[datafolder.Trouble]string{
		datafolder.Missing: "Berkas data tidak ada.",
		datafolder.Damaged: "Berkas data rusak.",
		datafolder.Records: "Isi berkas data tidak cocok dengan jurnalnya.",
		datafolder.Behind:  "Berkas data lebih tua daripada jurnal salinannya.",
		datafolder.Failing: "Penyimpanan sempat gagal.",
	}
}

func journalWrongs() map[datafolder.JournalTrouble]string {
	return map[datafolder.JournalTrouble]string{
		datafolder.JournalLost:    "Jurnal salinan, salinan kedua setiap isian, tidak ada atau terpotong.",
		datafolder.JournalDamaged: "Jurnal salinan, salinan kedua setiap isian, rusak di tengah.",
		datafolder.JournalOther:   "Jurnal salinan, salinan kedua setiap isian, bukan milik berkas data ini.",
	}
}

// sources names files by what they are, a store's file as main says; empty for none.
func sources(paths []string, main string) string {
	var out []string
	backups := 0
	for _, p := range paths {
		switch filepath.Base(filepath.Dir(p)) {
		case datafolder.BackupDir:
			backups++
		case filepath.Dir(datafolder.JournalName):
			out = append(out, "jurnal salinan")
		default:
			out = append(out, main)
		}
	}
	if backups > 0 {
		out = append(out, "cadangan")
	}
	return inWords(out)
}

func shortPath(path string) string { return plain.Cut(plain.Line(path), 200) }

// WhyCopy says in one sentence why a copy of the data is read; empty if that was
// asked for.
func WhyCopy(err error) string {
	var locked *store.LockedError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &locked) && locked.PID != 0:
		return fmt.Sprintf("Data sedang dibuka oleh monev lain (proses %d).", locked.PID)
	case errors.Is(err, store.ErrLocked):
		return "Data sedang dibuka oleh monev lain."
	case errors.Is(err, store.ErrNewer):
		return "Data ini ditulis oleh monev yang lebih baru."
	case errors.Is(err, fs.ErrPermission):
		return "Map data tidak boleh ditulisi."
	case disk.Full(err):
		return "Penyimpanan penuh, sehingga data belum dapat dibuka untuk diubah."
	}
	return "Map data tidak dapat ditulisi."
}

// PlaceWarning says what is wrong with keeping data in a place; empty if nothing is.
// Finished backups may well go there.
func PlaceWarning(p disk.Place) string {
	switch p {
	case disk.Network:
		return "Map data ini ada di jaringan, tempat isian yang sudah tersimpan dapat hilang. Pindahkan map data ke laptop; cadangannya boleh di jaringan."
	case disk.Synced:
		return "Map data ini disinkronkan (OneDrive atau sejenisnya), sehingga berkasnya dapat rusak selagi dipakai. Pindahkan map data ke luar map itu; cadangannya boleh di sana."
	case disk.Removable:
		return "Data ada di flash disk: tutup monev sebelum mencabutnya, dan simpan cadangan di laptop juga."
	}
	return ""
}

// FindingText is a finding of datafolder.Check as a user reads it, one sentence.
func FindingText(f datafolder.Finding) string {
	at := ""
	if f.Seq > 0 {
		at = fmt.Sprintf(" pada kejadian %d", f.Seq)
	}
	switch f.Where {
	case "file":
		return "Berkas data rusak atau tidak ada."
	case "chain":
		return "Rantai kejadian tidak utuh" + at + ": isinya diubah, dihapus, atau dipindah."
	case "head":
		return "Akhir jurnal tidak cocok dengan kepalanya" + at + "."
	case "record", "last":
		return "Catatan tidak sama dengan yang ditulis" + at + "."
	case "index":
		return "Daftar bantu tidak cocok dengan catatannya."
	case "count", "sequence":
		return "Hitungan atau urutan nomor tidak cocok dengan jurnalnya."
	case "draft":
		return "Ketikan yang belum disimpan tidak lagi seperti yang diketik."
	case "journal":
		return "Jurnal salinan tidak sama dengan berkas data" + at + "."
	case "backup":
		return "Cadangan rusak: " + shortPath(f.File) + "."
	}
	return f.What // a Checker's own sentence
}

// EvidenceChecker looks at the files of evidence of all years: their findings are
// called "eviden", with the sentence CheckEvidence has for them. Files that no record
// names are none: nothing that was recorded is wrong with them.
func EvidenceChecker(dir string, clock func() time.Time) datafolder.Checker {
	return func(ctx context.Context, s store.Store) ([]datafolder.Finding, error) {
		a := New(s, clock).WithDir(dir)
		years := map[int]bool{}
		if err := s.View(ctx, func(r store.Reader) error {
			return r.Scan(store.KindEvidence, "", func(key string, _ []byte) error {
				year, _, _ := strings.Cut(key, "/")
				if n, err := strconv.Atoi(year); err == nil {
					years[n] = true
				}
				return nil
			})
		}); err != nil {
			return nil, err
		}
		var out []datafolder.Finding
		for _, year := range slices.Sorted(maps.Keys(years)) {
			c, err := a.CheckEvidence(ctx, year, nil)
			if err != nil {
				return nil, err
			}
			for _, f := range c.Faults {
				if f.Kind != FaultOrphan {
					out = append(out, datafolder.Finding{Where: "eviden", File: a.FileOf(f.Evidence), What: f.Text})
				}
			}
		}
		return out, nil
	}
}
