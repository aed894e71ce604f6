package app

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/store/disk"
	"monev/internal/store/folder"
)

// Recovered tells what opening a data folder found and did, one text for each file
// that had to be made anew; none if all was well.
func Recovered(o folder.Outcome) []string {
	var out []string
	if wrong := wrongs()[o.Trouble]; wrong != "" {
		s := fmt.Sprintf("%s Data dibuat lagi dari %s: %d kejadian.", wrong, sources(o.Sources), o.Events)
		if o.First > 0 {
			s += fmt.Sprintf(" Kejadian %d sampai %d tidak ditemukan di berkas mana pun; periksa isian terakhir.", o.First, o.Last)
		} else {
			s += " Tidak ada isian tersimpan yang hilang."
		}
		out = append(out, s+keptAt(o.Kept))
	}
	if wrong := journalWrongs()[o.Journal]; wrong != "" {
		out = append(out, wrong+" Jurnal salinan sudah dibuat lagi dari berkas data; tidak ada yang hilang."+keptAt(o.JournalKept))
	}
	return out
}

func wrongs() map[folder.Trouble]string {
	return map[folder.Trouble]string{
		folder.Missing: "Berkas data tidak ada.",
		folder.Damaged: "Berkas data rusak.",
		folder.Records: "Isi berkas data tidak cocok dengan jurnalnya.",
		folder.Behind:  "Berkas data lebih tua daripada jurnal salinannya.",
		folder.Failing: "Penyimpanan sempat gagal.",
	}
}

func journalWrongs() map[folder.JournalTrouble]string {
	return map[folder.JournalTrouble]string{
		folder.JournalLost:    "Jurnal salinan tidak ada atau terpotong.",
		folder.JournalDamaged: "Jurnal salinan rusak di tengah.",
		folder.JournalOther:   "Jurnal salinan bukan milik berkas data ini.",
	}
}

func keptAt(path string) string {
	if path == "" {
		return ""
	}
	return fmt.Sprintf(" Berkas lama tetap ada di %s.", shortPath(path))
}

// sources names files by what they are.
func sources(paths []string) string {
	var out []string
	backups := 0
	for _, p := range paths {
		switch filepath.Base(filepath.Dir(p)) {
		case folder.BackupDir:
			backups++
		case filepath.Dir(folder.JournalName):
			out = append(out, "jurnal salinan")
		default:
			out = append(out, "sisa berkas lama")
		}
	}
	if backups > 0 {
		out = append(out, "cadangan")
	}
	if len(out) == 0 {
		return "awal"
	}
	return strings.Join(out, " dan ")
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

// FindingText is a finding of folder.Check as a user reads it, one sentence.
func FindingText(f folder.Finding) string {
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
	return "Yang tercatat tidak cocok dengan berkasnya: " + shortPath(f.File) + "."
}
