package monev

import (
	"slices"

	"monev/internal/plain"
)

// Areas is the number of areas of change; they are fixed in order and number.
const Areas = 6

// Target is the predicate the office is working towards.
type Target string

// The two predicates.
const (
	WBK  Target = "WBK"
	WBBM Target = "WBBM"
)

// Valid reports whether t is one of the two predicates.
func (t Target) Valid() bool { return t == WBK || t == WBBM }

// Office is the satker that meets: its letterhead, units, roster and areas.
// There is exactly one in a data folder.
type Office struct {
	Name       string         `json:"name"`
	Short      string         `json:"short"`      // for title lines
	Letterhead []string       `json:"letterhead"` // kop: lines from top to bottom
	City       string         `json:"city"`       // where documents are signed
	Place      string         `json:"place"`      // usual meeting place
	Zone       string         `json:"zone"`       // WIB, WITA or WIT
	Target     Target         `json:"target"`
	Year       int            `json:"year"`
	Units      []Unit         `json:"units"`
	Positions  []Position     `json:"positions"`
	Areas      [Areas]AreaDef `json:"areas"`
	Signers    []Signer       `json:"signers"` // 1 to 3, left to right
	Papers     Papers         `json:"papers,omitzero"`
	Deadlines  []Deadline     `json:"deadlines,omitempty"` // by date
	// Practice: everything about this office is for practising. It lies in the data,
	// so that no copy, backup or command can lose it.
	Practice bool `json:"practice,omitempty"`
}

// What marks screens, documents and files made of practice data.
const (
	PracticeStamp = "LATIHAN"
	PracticeMark  = PracticeStamp + " – bukan dokumen resmi"
)

// Marked is text with PracticeMark before it if the office is one for practising.
func (o Office) Marked(text string) string {
	switch {
	case !o.Practice:
		return text
	case text == "":
		return PracticeMark
	}
	return PracticeMark + " · " + text
}

// UnitKind tells a division of the commission from a sub-section of the
// secretariat.
type UnitKind string

// The kinds of units of a KPU office.
const (
	Leadership UnitKind = "pimpinan"
	Division   UnitKind = "divisi"
	Subsection UnitKind = "subbag"
)

// Unit is a divisi or subbag.
type Unit struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Short string   `json:"short"`
	Kind  UnitKind `json:"kind"`
}

// Position is a jabatan on the roster. A position answers, its holder is
// written down: meetings freeze the holder's name.
type Position struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Short  string `json:"short"`
	Unit   string `json:"unit"`             // ID of a Unit, empty if none
	Holder string `json:"holder,omitempty"` // name with degrees; empty until the office fills it
	NIP    string `json:"nip,omitempty"`
	Leader bool   `json:"leader,omitempty"` // pimpinan: Ketua, Anggota, Sekretaris
	Chair  bool   `json:"chair,omitempty"`  // the Ketua
	// Retired positions are no longer invited; old records keep naming them.
	Retired bool `json:"retired,omitempty"`
}

// AreaDef is how the office names an area of change and who owns it.
type AreaDef struct {
	Name  string `json:"name"`
	Short string `json:"short"`
	Owner string `json:"owner"` // ID of a Unit or Position, empty if none
}

// Signer is one signature block of a document.
type Signer struct {
	Caption  string `json:"caption"`            // "Notulis", "Pimpinan Rapat", "Mengetahui"
	Role     string `json:"role"`               // SignNotary, SignChair or SignPosition
	Position string `json:"position,omitempty"` // ID, for SignPosition
}

// Who a Signer is: taken from the meeting or a fixed position.
const (
	SignNotary   = "notulis"
	SignChair    = "pimpinan"
	SignPosition = "jabatan"
)

// DefaultOffice fits KPU Kabupaten Pamekasan: positions and units of a KPU
// kabupaten as its pages name them, no personal names. The owners of areas are
// a proposal that the office edits.
func DefaultOffice(year int) Office {
	return Office{
		Name:  "KPU Kabupaten Pamekasan",
		Short: "KPU Kabupaten Pamekasan",
		Letterhead: []string{
			"KOMISI PEMILIHAN UMUM",
			"KABUPATEN PAMEKASAN",
		},
		City: "Pamekasan", Place: "Aula KPU Kabupaten Pamekasan", Zone: "WIB",
		Target: WBK, Year: year,
		Units: []Unit{
			{ID: "kul-div", Name: "Divisi Keuangan, Umum, Logistik dan Rumah Tangga", Short: "Divisi KUL", Kind: Division},
			{ID: "teknis-div", Name: "Divisi Teknis Penyelenggaraan", Short: "Divisi Teknis", Kind: Division},
			{ID: "rendatin-div", Name: "Divisi Perencanaan, Data dan Informasi", Short: "Divisi Rendatin", Kind: Division},
			{ID: "hukum-div", Name: "Divisi Hukum dan Pengawasan", Short: "Divisi Hukum", Kind: Division},
			{ID: "sosdiklih-div", Name: "Divisi Sosialisasi, Pendidikan Pemilih, Partisipasi Masyarakat dan SDM", Short: "Divisi Parmas & SDM", Kind: Division},
			{ID: "sekretariat", Name: "Sekretariat", Short: "Sekretariat", Kind: Leadership},
			{ID: "teknis-hukum", Name: "Subbagian Teknis Penyelenggaraan Pemilu dan Hukum", Short: "Teknis & Hukum", Kind: Subsection},
			{ID: "parmas-sdm", Name: "Subbagian Partisipasi, Hubungan Masyarakat dan SDM", Short: "Parmas & SDM", Kind: Subsection},
			{ID: "kul", Name: "Subbagian Keuangan, Umum dan Logistik", Short: "KUL", Kind: Subsection},
			{ID: "rendatin", Name: "Subbagian Perencanaan, Data dan Informasi", Short: "Rendatin", Kind: Subsection},
		},
		Positions: []Position{
			{ID: "ketua", Title: "Ketua", Short: "Ketua", Unit: "kul-div", Leader: true, Chair: true},
			{ID: "anggota-teknis", Title: "Anggota Divisi Teknis Penyelenggaraan", Short: "Anggota Div. Teknis", Unit: "teknis-div", Leader: true},
			{ID: "anggota-rendatin", Title: "Anggota Divisi Perencanaan, Data dan Informasi", Short: "Anggota Div. Rendatin", Unit: "rendatin-div", Leader: true},
			{ID: "anggota-hukum", Title: "Anggota Divisi Hukum dan Pengawasan", Short: "Anggota Div. Hukum", Unit: "hukum-div", Leader: true},
			{ID: "anggota-sosdiklih", Title: "Anggota Divisi Sosialisasi, Pendidikan Pemilih, Partisipasi Masyarakat dan SDM", Short: "Anggota Div. Parmas & SDM", Unit: "sosdiklih-div", Leader: true},
			{ID: "sekretaris", Title: "Sekretaris", Short: "Sekretaris", Unit: "sekretariat", Leader: true},
			{ID: "kasubbag-teknis-hukum", Title: "Kepala Subbagian Teknis Penyelenggaraan Pemilu dan Hukum", Short: "Kasubbag Teknis & Hukum", Unit: "teknis-hukum"},
			{ID: "kasubbag-parmas-sdm", Title: "Kepala Subbagian Partisipasi, Hubungan Masyarakat dan SDM", Short: "Kasubbag Parmas & SDM", Unit: "parmas-sdm"},
			{ID: "kasubbag-kul", Title: "Kepala Subbagian Keuangan, Umum dan Logistik", Short: "Kasubbag KUL", Unit: "kul"},
			{ID: "kasubbag-rendatin", Title: "Kepala Subbagian Perencanaan, Data dan Informasi", Short: "Kasubbag Rendatin", Unit: "rendatin"},
			{ID: "staf-teknis-hukum", Title: "Staf Subbagian Teknis Penyelenggaraan Pemilu dan Hukum", Short: "Staf Teknis & Hukum", Unit: "teknis-hukum"},
		},
		Areas: [Areas]AreaDef{
			{Name: "Manajemen Perubahan", Short: "MP", Owner: "parmas-sdm"},
			{Name: "Penataan Tata Laksana", Short: "TTL", Owner: "rendatin"},
			{Name: "Penataan Sistem Manajemen SDM", Short: "SDM", Owner: "parmas-sdm"},
			{Name: "Penguatan Akuntabilitas", Short: "AK", Owner: "rendatin"},
			{Name: "Penguatan Pengawasan", Short: "PW", Owner: "teknis-hukum"},
			{Name: "Peningkatan Kualitas Pelayanan Publik", Short: "PP", Owner: "parmas-sdm"},
		},
		Signers: []Signer{
			{Caption: "Notulis", Role: SignNotary},
			{Caption: "Pimpinan Rapat", Role: SignChair},
		},
	}
}

// Unit returns the unit with that ID.
func (o Office) Unit(id string) (Unit, bool) {
	i := slices.IndexFunc(o.Units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return Unit{}, false
	}
	return o.Units[i], true
}

// Position returns the position with that ID, retired ones included.
func (o Office) Position(id string) (Position, bool) {
	i := slices.IndexFunc(o.Positions, func(p Position) bool { return p.ID == id })
	if i < 0 {
		return Position{}, false
	}
	return o.Positions[i], true
}

// Active returns the positions that are still invited, in roster order.
func (o Office) Active() []Position {
	var out []Position
	for _, p := range o.Positions {
		if !p.Retired {
			out = append(out, p)
		}
	}
	return out
}

// Owner is who answers for something: a unit or a position, with the name and
// the holder as they were when it was written down.
type Owner struct {
	ID     string `json:"id"`               // of a Unit or a Position
	Name   string `json:"name"`             // short name, frozen
	Holder string `json:"holder,omitempty"` // frozen; empty for an unnamed position
}

// IsZero reports whether nobody answers yet.
func (w Owner) IsZero() bool { return w.ID == "" }

// String is the owner as lists show it: the short name, with the holder if known.
func (w Owner) String() string {
	if w.Holder == "" {
		return w.Name
	}
	return w.Name + " (" + w.Holder + ")"
}

// Owner freezes the unit or position with that ID. A unit's holder is the
// first active position of the unit.
func (o Office) Owner(id string) (Owner, error) {
	if u, ok := o.Unit(id); ok {
		w := Owner{ID: u.ID, Name: u.Short}
		for _, p := range o.Active() {
			if p.Unit == id {
				w.Holder = p.Holder
				break
			}
		}
		return w, nil
	}
	if p, ok := o.Position(id); ok && !p.Retired {
		return Owner{ID: p.ID, Name: p.Short, Holder: p.Holder}, nil
	}
	return Owner{}, Refuse("pj", "Penanggung jawab tidak ada di daftar unit dan jabatan; pilih salah satu dari daftar.")
}

// Owners lists everyone who can answer for a follow-up, sub-sections first,
// then divisions, then positions.
func (o Office) Owners() []Owner {
	var out []Owner
	for _, kind := range []UnitKind{Subsection, Division, Leadership} {
		for _, u := range o.Units {
			if u.Kind == kind {
				w, _ := o.Owner(u.ID)
				out = append(out, w)
			}
		}
	}
	for _, p := range o.Active() {
		out = append(out, Owner{ID: p.ID, Name: p.Short, Holder: p.Holder})
	}
	return out
}

// Clean makes every text of the office safe and says what is missing or
// contradictory. It is called before an office is stored.
func (o *Office) Clean() error {
	if err := line("nama", "Nama satuan kerja", &o.Name, true); err != nil {
		return err
	}
	if err := line("pendek", "Nama pendek", &o.Short, false); err != nil {
		return err
	}
	if o.Short == "" {
		o.Short = o.Name
	}
	for _, f := range []struct {
		name, label string
		s           *string
	}{{"kota", "Kota", &o.City}, {"tempat", "Tempat rapat", &o.Place}} {
		if err := line(f.name, f.label, f.s, false); err != nil {
			return err
		}
	}
	if o.Zone != "WIB" && o.Zone != "WITA" && o.Zone != "WIT" {
		return Refuse("zona", "Zona waktu %q tidak dikenal; pilih WIB, WITA, atau WIT.", plain.Cut(plain.Line(o.Zone), 20))
	}
	if !o.Target.Valid() {
		return Refuse("target", "Target predikat harus WBK atau WBBM.")
	}
	if o.Year < 2000 || o.Year > 2199 {
		return Refuse("tahun", "Tahun %d tidak mungkin; tulis empat angka, misalnya 2025.", o.Year)
	}
	var kop []string
	for _, l := range o.Letterhead {
		if err := line("kop", "Baris kop", &l, false); err != nil {
			return err
		}
		if l != "" {
			kop = append(kop, l)
		}
	}
	if len(kop) > LetterheadLimit {
		return Refuse("kop", "Kop paling banyak %d baris, ini %d; gabungkan beberapa, misalnya alamat dengan telepon.", LetterheadLimit, len(kop))
	}
	o.Letterhead = kop
	if err := o.cleanUnits(); err != nil {
		return err
	}
	if err := o.cleanPositions(); err != nil {
		return err
	}
	for i := range o.Areas {
		a := &o.Areas[i]
		if err := line("area", "Nama area", &a.Name, true); err != nil {
			return err
		}
		if err := line("area", "Singkatan area", &a.Short, false); err != nil {
			return err
		}
		if a.Owner != "" {
			if _, err := o.Owner(a.Owner); err != nil {
				return Refuse("area", "Penanggung jawab area %s tidak ada lagi di daftar unit dan jabatan; pilih yang lain dulu.", a.Name)
			}
		}
	}
	if err := o.Papers.clean(); err != nil {
		return err
	}
	if err := o.cleanDeadlines(); err != nil {
		return err
	}
	if n := len(o.Signers); n < 1 || n > 3 {
		return Refuse("penanda", "Penanda tangan harus satu sampai tiga.")
	}
	for i := range o.Signers {
		s := &o.Signers[i]
		if err := line("penanda", "Sebutan penanda tangan", &s.Caption, true); err != nil {
			return err
		}
		switch s.Role {
		case SignNotary, SignChair:
		case SignPosition:
			if _, ok := o.Position(s.Position); !ok {
				return Refuse("penanda", "Jabatan penanda tangan %s tidak ada di daftar jabatan.", s.Caption)
			}
		default:
			return Refuse("penanda", "Penanda tangan %s harus notulis, pimpinan rapat, atau sebuah jabatan.", s.Caption)
		}
	}
	return nil
}

func (o *Office) cleanUnits() error {
	seen := map[string]bool{}
	for i := range o.Units {
		u := &o.Units[i]
		if err := line("unit", "Nama unit", &u.Name, true); err != nil {
			return err
		}
		if err := line("unit", "Nama pendek unit", &u.Short, false); err != nil {
			return err
		}
		if u.Short == "" {
			u.Short = u.Name
		}
		if u.Kind != Leadership && u.Kind != Division && u.Kind != Subsection {
			return Refuse("unit", "Jenis unit %s harus pimpinan, divisi, atau subbag.", u.Short)
		}
		if u.ID != plain.Line(u.ID) || u.ID == "" || seen[u.ID] {
			return Refuse("unit", "Unit %s tercatat dua kali atau tanpa tanda pengenal.", u.Short)
		}
		seen[u.ID] = true
	}
	return nil
}

func (o *Office) cleanPositions() error {
	seen := map[string]bool{}
	chairs := 0
	for i := range o.Positions {
		p := &o.Positions[i]
		if err := line("jabatan", "Jabatan", &p.Title, true); err != nil {
			return err
		}
		for _, s := range []*string{&p.Short, &p.Holder, &p.NIP} {
			if err := line("jabatan", "Isian jabatan", s, false); err != nil {
				return err
			}
		}
		if p.Short == "" {
			p.Short = p.Title
		}
		if p.ID != plain.Line(p.ID) || p.ID == "" || seen[p.ID] {
			return Refuse("jabatan", "Jabatan %s tercatat dua kali atau tanpa tanda pengenal.", p.Short)
		}
		if _, ok := o.Unit(p.ID); ok { // an Owner is found by ID alone
			return Refuse("jabatan", "Tanda pengenal %s dipakai unit dan jabatan sekaligus.", p.Short)
		}
		seen[p.ID] = true
		if p.Chair && !p.Retired {
			chairs++
		}
		if p.Unit != "" {
			if _, ok := o.Unit(p.Unit); !ok {
				return Refuse("jabatan", "Unit dari %s tidak ada di daftar unit.", p.Short)
			}
		}
	}
	if len(o.Active()) == 0 {
		return Refuse("jabatan", "Daftar jabatan tidak boleh kosong.")
	}
	if chairs > 1 {
		return Refuse("jabatan", "Hanya satu jabatan yang dapat menjadi Ketua.")
	}
	return nil
}
