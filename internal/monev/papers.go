package monev

import (
	"maps"
	"slices"
	"strings"

	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Papers is how the documents of the office look and what goes into them. The
// zero Papers are A4, Arial 11, the margins of the naskah dinas rules
// (practice.md §3.2), no logo, every part in its usual order.
type Papers struct {
	Paper string  `json:"paper,omitempty"` // PaperA4 or PaperF4; empty is A4
	Font  string  `json:"font,omitempty"`  // FontArial or FontBookman; empty is Arial
	Size  float64 `json:"size,omitempty"`  // body text in points, 9 to 14; 0 is 11
	// The margins in mm, 10 to 60; 0 is the default of that edge.
	Left   float64 `json:"left,omitempty"`
	Right  float64 `json:"right,omitempty"`
	Top    float64 `json:"top,omitempty"`
	Bottom float64 `json:"bottom,omitempty"`
	Logo   *File   `json:"logo,omitempty"` // kept in the data folder
	// Numbers are templates of document numbers by the name of the document
	// ("undangan"): {nomor}, {bulan} (Roman), {mm} and {tahun} are filled in.
	Numbers map[string]string `json:"numbers,omitempty"`
	// Parts are the parts of a document that go in, in their order, by the name of
	// the document; a document without an entry has all its parts in the usual
	// order. The names of parts are the report's.
	Parts map[string][]string `json:"parts,omitempty"`
	// Packet lists the documents made at Penutup; empty is all of them.
	Packet    []string `json:"packet,omitempty"`
	SpareRows *int     `json:"spare_rows,omitempty"` // blank rows of the daftar hadir, 0 to 30; nil is 5
}

// Clone is a copy that shares nothing with p.
func (p Papers) Clone() Papers {
	p.Numbers, p.Parts = maps.Clone(p.Numbers), maps.Clone(p.Parts)
	for name, list := range p.Parts {
		p.Parts[name] = slices.Clone(list)
	}
	p.Packet = slices.Clone(p.Packet)
	if p.Logo != nil {
		logo := *p.Logo
		p.Logo = &logo
	}
	if p.SpareRows != nil {
		n := *p.SpareRows
		p.SpareRows = &n
	}
	return p
}

// The papers and fonts an office can choose.
const (
	PaperA4     = "A4"
	PaperF4     = "F4"
	FontArial   = "Arial"
	FontBookman = "Bookman Old Style"
)

// DefaultSpareRows is the number of blank rows under the roster on the daftar
// hadir.
const DefaultSpareRows = 5

// Spare is the number of blank rows on the daftar hadir.
func (p Papers) Spare() int {
	if p.SpareRows == nil {
		return DefaultSpareRows
	}
	return *p.SpareRows
}

func (p *Papers) clean() error {
	if !slices.Contains([]string{"", PaperA4, PaperF4}, p.Paper) {
		return Refuse("kertas", "Kertas harus A4 atau F4.")
	}
	if !slices.Contains([]string{"", FontArial, FontBookman}, p.Font) {
		return Refuse("huruf", "Jenis huruf harus Arial atau Bookman Old Style.")
	}
	if p.Size != 0 && (p.Size < 9 || p.Size > 14) {
		return Refuse("ukuran", "Ukuran huruf harus 9 sampai 14 poin.")
	}
	for _, m := range []struct {
		field, name string
		mm          float64
	}{{"kiri", "kiri", p.Left}, {"kanan", "kanan", p.Right}, {"atas", "atas", p.Top}, {"bawah", "bawah", p.Bottom}} {
		if m.mm != 0 && (m.mm < 10 || m.mm > 60) {
			return Refuse(m.field, "Margin %s harus 1 sampai 6 cm.", m.name)
		}
	}
	if p.Logo != nil {
		if err := p.Logo.Clean(); err != nil {
			return err
		}
	}
	for name, text := range p.Numbers {
		if err := line("nomor", "Pola nomor", &text, false); err != nil {
			return err
		}
		if text == "" {
			delete(p.Numbers, name)
			continue
		}
		if err := NumberTemplate(text); err != nil {
			return err
		}
		p.Numbers[name] = text
	}
	if p.SpareRows != nil && (*p.SpareRows < 0 || *p.SpareRows > 30) {
		return Refuse("baris", "Baris kosong daftar hadir harus 0 sampai 30.")
	}
	return nil
}

// Number fills in the template of a document's number: the serial number as
// given (dots to write on if empty), the month in Roman and in two digits, and the
// year. It is empty if the office has no template for the document.
func (p Papers) Number(document, serial string, on tanggal.Date) string {
	t := p.Numbers[document]
	if t == "" {
		return ""
	}
	if serial == "" {
		serial = "……"
	}
	month, mm, year := "……", "……", "……"
	if !on.IsZero() {
		iso := on.String() // 2025-11-20
		month, mm, year = tanggal.Roman(int(on.Month())), iso[5:7], iso[:4]
	}
	return strings.NewReplacer("{nomor}", serial, "{bulan}", month, "{mm}", mm, "{tahun}", year).Replace(t)
}

// Deadline is a date the office must keep: a report due, the LKE, the TPI.
type Deadline struct {
	ID   string       `json:"id"` // never used again
	Date tanggal.Date `json:"date"`
	Text string       `json:"text"`
	Note string       `json:"note,omitempty"`
	Done bool         `json:"done,omitempty"`
}

func (o *Office) cleanDeadlines() error {
	o.Deadlines = slices.Clone(o.Deadlines)
	seen := map[string]bool{}
	for i := range o.Deadlines {
		d := &o.Deadlines[i]
		if err := sentence("uraian", "Uraian tenggat", &d.Text, true); err != nil {
			return err
		}
		if err := sentence("catatan", "Catatan tenggat", &d.Note, false); err != nil {
			return err
		}
		if d.Date.IsZero() {
			return Refuse("tanggal", "Tanggal tenggat belum diisi.")
		}
		if d.ID == "" || seen[d.ID] {
			return Refuse("uraian", "Tenggat %s tercatat dua kali atau tanpa tanda pengenal.", d.Text)
		}
		seen[d.ID] = true
	}
	slices.SortStableFunc(o.Deadlines, func(a, b Deadline) int { return a.Date.Compare(b.Date) })
	return nil
}

// DeadlineAt is the place of a tenggat in Deadlines; it refuses an ID that is not
// there.
func (o Office) DeadlineAt(id string) (int, error) {
	i := slices.IndexFunc(o.Deadlines, func(d Deadline) bool { return d.ID == id })
	if i < 0 {
		return i, Refuse("", "Tenggat itu sudah tidak ada; daftarnya sudah berubah.")
	}
	return i, nil
}

// DueWithin lists the deadlines that are not done and due in so many days from
// today, or past already; by date.
func (o Office) DueWithin(today tanggal.Date, days int) []Deadline {
	var out []Deadline
	for _, d := range o.Deadlines {
		if !d.Done && d.Date.DaysSince(today) <= days {
			out = append(out, d)
		}
	}
	return out
}

// NumberTemplate refuses a template of document numbers with a place to fill in
// that Number does not know.
func NumberTemplate(text string) error {
	for rest := text; ; {
		_, after, open := strings.Cut(rest, "{")
		if !open {
			return nil
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed || !slices.Contains([]string{"nomor", "bulan", "mm", "tahun"}, name) {
			return Refuse("nomor", "Isian {%s} tidak dikenal; yang ada {nomor}, {bulan}, {mm}, dan {tahun}.", plain.Cut(name, 20))
		}
		rest = tail
	}
}
