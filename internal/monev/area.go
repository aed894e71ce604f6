package monev

import (
	"regexp"
	"strings"
)

// AreaStatus says how far an area's plan is; empty means nobody has said yet.
type AreaStatus string

// The status words of an area (glossary §3, rencana aksi).
const (
	AreaUnset     AreaStatus = ""
	AreaNotBegun  AreaStatus = "Belum"
	AreaProgress  AreaStatus = "Proses"
	AreaDone      AreaStatus = "Selesai"
	AreaPostponed AreaStatus = "Tertunda"
)

// AreaStatuses lists the words in the order in which they are offered.
func AreaStatuses() []AreaStatus {
	return []AreaStatus{AreaNotBegun, AreaProgress, AreaDone, AreaPostponed}
}

// Level is how grave a finding or how urgent a follow-up is.
type Level string

// The levels, rising (practice.md §4).
const (
	Low    Level = "Rendah"
	Medium Level = "Sedang"
	High   Level = "Tinggi"
	Urgent Level = "Mendesak"
)

// Levels lists the levels, rising.
func Levels() []Level { return []Level{Low, Medium, High, Urgent} }

// Rank is the place of l among Levels, 0 to 3, and -1 for an unknown word.
func (l Level) Rank() int {
	for i, v := range Levels() {
		if v == l {
			return i
		}
	}
	return -1
}

// AreaReview is what one meeting says about one area.
type AreaReview struct {
	Meeting string     `json:"meeting"`
	Area    int        `json:"area"` // 0 to 5
	Status  AreaStatus `json:"status,omitempty"`
	// Progress is the capaian in percent, 0 to 100; nil if not given.
	Progress  *int   `json:"progress,omitempty"`
	Summary   string `json:"summary,omitempty"`   // uraian
	Obstacles string `json:"obstacles,omitempty"` // kendala
	// Private is the catatan fasilitator: never projected, never in a document.
	Private string `json:"private,omitempty"`
	Planned int    `json:"planned,omitempty"` // minutes; the time used is in Walk
}

// DefaultMinutes is the time planned for an area unless the office says else.
const DefaultMinutes = 10

// Clean makes the texts safe and refuses what is impossible.
func (a *AreaReview) Clean() error {
	ok := a.Status == AreaUnset
	for _, s := range AreaStatuses() {
		ok = ok || a.Status == s
	}
	if !ok {
		return Refuse("status", "Status area harus Belum, Proses, Selesai, atau Tertunda.")
	}
	if a.Progress != nil && (*a.Progress < 0 || *a.Progress > 100) {
		return Refuse("capaian", "Capaian harus 0 sampai 100 persen.")
	}
	if a.Planned < 0 || a.Planned > 600 {
		return Refuse("menit", "Waktu rencana harus 0 sampai 600 menit.")
	}
	if err := text("uraian", "Uraian", &a.Summary, false); err != nil {
		return err
	}
	if err := text("kendala", "Kendala", &a.Obstacles, false); err != nil {
		return err
	}
	return text("catatan", "Catatan fasilitator", &a.Private, false)
}

// Finding is a temuan: a gap stated in the meeting.
type Finding struct {
	ID             string `json:"id"` // "R001/3/0002": meeting, area number, number in order of entry
	Meeting        string `json:"meeting"`
	Area           int    `json:"area"` // 0 to 5
	Text           string `json:"text"`
	Level          Level  `json:"level"`
	Item           string `json:"item,omitempty"` // LKE code
	Cause          string `json:"cause,omitempty"`
	Recommendation string `json:"recommendation,omitempty"`
	// Source is where it comes from when it was not first said in the room:
	// "Catatan TPI LKE 2025 (A.I.3.iv.b)". Nobody types it.
	Source string `json:"source,omitempty"`
}

// Clean makes the texts safe and refuses what is impossible.
func (f *Finding) Clean() error {
	if err := sentence("uraian", "Uraian temuan", &f.Text, true); err != nil {
		return err
	}
	if f.Level == "" {
		f.Level = Medium
	}
	if f.Level.Rank() < 0 {
		return Refuse("tingkat", "Tingkat harus Rendah, Sedang, Tinggi, atau Mendesak.")
	}
	item, err := ParseItem(f.Item)
	if err != nil {
		return err
	}
	f.Item = item
	if err := sentence("sebab", "Akar masalah", &f.Cause, false); err != nil {
		return err
	}
	if err := line("asal", "Asal temuan", &f.Source, false); err != nil {
		return err
	}
	return sentence("rekomendasi", "Rekomendasi", &f.Recommendation, false)
}

// Verdict is what became of a proposal; empty means not decided yet.
type Verdict string

// The verdicts on a proposal.
const (
	Undecided Verdict = ""
	Accepted  Verdict = "diterima"
	Rejected  Verdict = "tidak diterima"
)

// Proposal is a usulan from somebody in the room (scored under A.I.1.iv.d).
type Proposal struct {
	ID      string  `json:"id"` // as Finding.ID
	Meeting string  `json:"meeting"`
	Area    int     `json:"area"`
	By      Person  `json:"by"`
	Text    string  `json:"text"`
	Verdict Verdict `json:"verdict,omitempty"`
	Note    string  `json:"note,omitempty"` // why
}

// Clean makes the texts safe and refuses what is impossible.
func (p *Proposal) Clean() error {
	if err := sentence("uraian", "Uraian usulan", &p.Text, true); err != nil {
		return err
	}
	if p.By.Position == "" {
		return Refuse("pengusul", "Pengusul belum dipilih dari daftar jabatan.")
	}
	if p.Verdict != Undecided && p.Verdict != Accepted && p.Verdict != Rejected {
		return Refuse("putusan", "Putusan usulan harus diterima atau tidak diterima.")
	}
	return sentence("catatan", "Catatan usulan", &p.Note, false)
}

var itemForm = regexp.MustCompile(`^(A\.(I|II)\.[1-6](\.[ivx]+)?(\.[a-z])?|B\.(I|II)(\.[a-z])?)$`)

// ParseItem makes the canonical code of an LKE question out of what was typed
// ("a.i.3.iv.b" → "A.I.3.iv.b"); empty stays empty. Whether the code is in the
// instrument is not checked here.
func ParseItem(s string) (string, error) {
	if err := line("butir", "Kode butir", &s, false); err != nil || s == "" {
		return "", err
	}
	parts := strings.Split(strings.Trim(strings.ReplaceAll(s, " ", ""), "."), ".")
	for i, p := range parts {
		if i < 2 {
			parts[i] = strings.ToUpper(p)
		} else {
			parts[i] = strings.ToLower(p)
		}
	}
	code := strings.Join(parts, ".")
	if !itemForm.MatchString(code) {
		return "", Refuse("butir", "Kode butir LKE tidak dikenal; tulis seperti A.I.3.iv.b atau kosongkan.")
	}
	return code, nil
}
