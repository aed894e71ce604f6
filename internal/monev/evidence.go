package monev

import "monev/internal/tanggal"

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

// Evidence is one proof of an LKE answer: what it is and where it is kept.
type Evidence struct {
	ID     string         `json:"id"` // "2025/A.I.1.i.a/00001"
	Year   int            `json:"year"`
	Item   string         `json:"item"` // LKE code
	Title  string         `json:"title"`
	Place  string         `json:"place"` // file, link, or binder
	Date   tanggal.Date   `json:"date,omitzero"`
	Status EvidenceStatus `json:"status"`
	Note   string         `json:"note,omitempty"` // what needs repair
}

// Clean makes the texts safe and refuses what is impossible: a status that is
// no word for evidence, and Perlu Perbaikan without a note.
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
	known := false
	for _, s := range EvidenceStatuses() {
		known = known || s == e.Status
	}
	switch {
	case !known:
		return Refuse("status", "Status eviden harus Ada, belum diperiksa; Perlu Perbaikan; atau Sesuai.")
	case e.Status == EvidenceFaulty && e.Note == "":
		return Refuse("catatan", "Perlu Perbaikan memerlukan catatan apa yang diperbaiki.")
	}
	return nil
}
