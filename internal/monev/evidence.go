package monev

import (
	"slices"

	"monev/internal/tanggal"
)

// EvidenceStatus is what is known about a piece of evidence.
type EvidenceStatus string

// The words of the glossary (§3, eviden). A butir without evidence is Belum Ada.
const (
	EvidenceMissing   EvidenceStatus = "Belum Ada"
	EvidenceUnchecked EvidenceStatus = "Ada, belum diperiksa"
	EvidenceFaulty    EvidenceStatus = "Perlu Perbaikan"
	EvidenceAccepted  EvidenceStatus = "Sesuai"
)

// EvidenceStatuses lists the words evidence can have, in the order in which they
// are offered.
func EvidenceStatuses() []EvidenceStatus {
	return []EvidenceStatus{EvidenceUnchecked, EvidenceFaulty, EvidenceAccepted}
}

// EvidenceKind is in which form evidence exists.
type EvidenceKind string

// The kinds of evidence.
const (
	EvidenceFile   EvidenceKind = "berkas" // a file on this laptop or a drive
	EvidenceLink   EvidenceKind = "tautan" // an address
	EvidenceBinder EvidenceKind = "ordner" // paper in a binder
)

// EvidenceKinds lists the kinds in the order in which they are offered.
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{EvidenceFile, EvidenceLink, EvidenceBinder}
}

// Evidence is one proof: of an LKE answer, of a follow-up, of a meeting, or of
// several of them at once; what it is and where it is kept.
type Evidence struct {
	ID       string         `json:"id"` // "2025/A.I.1.i.a/00001"; "-" stands for no question
	Year     int            `json:"year"`
	Item     string         `json:"item"`               // LKE code; empty if it proves no question
	Area     int            `json:"area,omitempty"`     // 1 to 6 where there is no question; 0 none
	FollowUp string         `json:"followup,omitempty"` // ID
	Meeting  string         `json:"meeting,omitempty"`  // ID
	Title    string         `json:"title"`
	Kind     EvidenceKind   `json:"kind,omitempty"`
	Place    string         `json:"place"`             // link, binder, or where a file without File is
	File     *File          `json:"file,omitempty"`    // of a berkas that was attached
	Date     tanggal.Date   `json:"date,omitzero"`     // of the document
	Unit     Owner          `json:"unit,omitzero"`     // who has to provide it
	Version  int            `json:"version,omitempty"` // 1 first; raised when its file gets another content
	Past     []File         `json:"past,omitempty"`    // files it had before, oldest first; they stay where they are
	Until    int            `json:"until,omitempty"`   // last year in which it counts; 0 no end
	Status   EvidenceStatus `json:"status"`
	Note     string         `json:"note,omitempty"` // what needs repair
	// Made names the document of Meeting that monev made and registered itself
	// ("notula"), so that making it again replaces it.
	Made string `json:"made,omitempty"`
}

// Expired reports whether the evidence no longer counts in a year.
func (e Evidence) Expired(year int) bool { return e.Until != 0 && e.Until < year }

// Replace gives the evidence another file. What it had before goes to Past; another
// content raises Version.
func (e *Evidence) Replace(f File) {
	e.Version = max(e.Version, 1)
	if old := e.File; old != nil && *old != f {
		if old.SHA256 != f.SHA256 {
			e.Version++
		}
		if old.Path != f.Path || old.SHA256 != f.SHA256 {
			e.Past = append(slices.Clone(e.Past), *old)
		}
	}
	e.File, e.Kind = &f, EvidenceFile
}

// Clean makes the texts safe and refuses what is impossible: a status that is
// no word for evidence, Perlu Perbaikan without a note, a file of a kind that is
// no file.
func (e *Evidence) Clean() error {
	if err := sentence("judul", "Judul eviden", &e.Title, true); err != nil {
		return err
	}
	if err := sentence("tempat", "Tempat eviden", &e.Place, false); err != nil {
		return err
	}
	if err := sentence("catatan", "Catatan eviden", &e.Note, false); err != nil {
		return err
	}
	if e.Status == "" {
		e.Status = EvidenceUnchecked
	}
	if e.File != nil {
		if err := e.File.Clean(); err != nil {
			return err
		}
		e.Kind = EvidenceFile
	}
	for i := range e.Past {
		if err := e.Past[i].Clean(); err != nil {
			return err
		}
	}
	switch {
	case !slices.Contains(EvidenceStatuses(), e.Status):
		return Refuse("status", "Status eviden harus Ada, belum diperiksa; Perlu Perbaikan; atau Sesuai.")
	case e.Status == EvidenceFaulty && e.Note == "":
		return Refuse("catatan", "Perlu Perbaikan memerlukan catatan apa yang diperbaiki.")
	case e.Kind != "" && !slices.Contains(EvidenceKinds(), e.Kind):
		return Refuse("jenis", "Jenis eviden harus berkas, tautan, atau ordner.")
	case e.Area < 0 || e.Area > Areas:
		return Refuse("area", "Area eviden harus I sampai VI.")
	case e.Until != 0 && (e.Until < 2000 || e.Until > 2199):
		return Refuse("berlaku", "Tahun berlaku %d tidak mungkin; tulis empat angka, misalnya 2027.", e.Until)
	case e.Version < 0:
		return Refuse("versi", "Versi eviden tidak sah.")
	}
	return nil
}
