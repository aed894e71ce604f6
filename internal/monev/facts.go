package monev

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"monev/internal/tanggal"
)

// A Fact is one thing a record says, as a reader of its history sees it. Key is
// the same in every image of the record, so that two images can be compared; Name
// and Value are Indonesian. What a record does not say is no Fact.
type Fact struct{ Key, Name, Value string }

// facts gathers what is not empty. loc is the zone moments are written in.
type facts struct {
	loc  *time.Location
	list []Fact
}

func (f *facts) add(key, name, value string) {
	if value != "" {
		f.list = append(f.list, Fact{key, name, value})
	}
}

func (f *facts) date(key, name string, d tanggal.Date) {
	if !d.IsZero() {
		f.add(key, name, d.Long())
	}
}

func (f *facts) moment(key, name string, t time.Time) {
	if !t.IsZero() {
		t = t.In(f.loc)
		f.add(key, name, tanggal.Of(t).Short()+" "+tanggal.ClockOf(t).String())
	}
}

func (f *facts) number(key, name string, n int) {
	if n != 0 {
		f.add(key, name, strconv.Itoa(n))
	}
}

func (f *facts) flag(key, name string, on bool) {
	if on {
		f.add(key, name, "ya")
	}
}

func (f *facts) person(key, name string, p Person) {
	text := p.String()
	if p.NIP != "" {
		text += ", NIP " + p.NIP
	}
	f.add(key, name, text)
}

func (f *facts) file(key, name string, x *File) {
	if x == nil {
		return
	}
	text := x.Path
	if x.Name != "" && !strings.HasSuffix(x.Path, x.Name) {
		text = x.Name + " di " + x.Path
	}
	if x.Size > 0 {
		text += ", " + tanggal.Thousands(x.Size) + " bita"
	}
	if !x.Kept {
		text += ", di luar map data"
	}
	if len(x.SHA256) > 12 {
		text += ", sidik " + x.SHA256[:12]
	}
	f.add(key, name, text)
}

func areaWord(area int) string { return "Area " + tanggal.Roman(area+1) }

// Facts are what a follow-up says; moments are written in loc.
func (f FollowUp) Facts(loc *time.Location) []Fact {
	out := facts{loc: loc}
	out.add("uraian", "Uraian", f.Text)
	out.add("area", "Area", areaWord(f.Origin.Area))
	out.add("status", "Status", string(f.Status))
	out.add("pj", "Penanggung jawab", f.Owner.String())
	out.date("tenggat", "Tenggat", f.Due)
	out.add("prioritas", "Prioritas", string(f.Priority))
	out.add("butir", "Butir LKE", f.Item)
	out.add("temuan", "Dari temuan", f.Origin.Finding)
	out.add("usulan", "Dari usulan", f.Origin.Proposal)
	for i, s := range f.Steps {
		n := strconv.Itoa(i)
		out.flag("buka/"+n, "Dibuka kembali", s.Reopened)
		out.add("catatan/"+n, "Catatan", s.Note)
		out.add("bukti/"+n, "Bukti", s.Proof)
		if s.By != nil {
			out.person("diterima/"+n, "Diterima", *s.By)
		}
	}
	return out.list
}

// Facts are what a finding says.
func (f Finding) Facts() []Fact {
	var out facts
	out.add("temuan", "Temuan", f.Text)
	out.add("area", "Area", areaWord(f.Area))
	out.add("tingkat", "Tingkat", string(f.Level))
	out.add("butir", "Butir LKE", f.Item)
	out.add("penyebab", "Penyebab", f.Cause)
	out.add("rekomendasi", "Rekomendasi", f.Recommendation)
	out.add("asal", "Asal", f.Source)
	return out.list
}

// Facts are what a proposal says.
func (p Proposal) Facts() []Fact {
	var out facts
	out.add("usulan", "Usulan", p.Text)
	out.add("area", "Area", areaWord(p.Area))
	out.person("oleh", "Pengusul", p.By)
	out.add("putusan", "Putusan", string(p.Verdict))
	out.add("alasan", "Alasan", p.Note)
	return out.list
}

// Facts are what a meeting noted about an area. The catatan fasilitator is told
// by its length only: a history may be seen by the room.
func (a AreaReview) Facts() []Fact {
	var out facts
	out.add("area", "Area", areaWord(a.Area))
	out.add("status", "Status", string(a.Status))
	if a.Progress != nil {
		out.add("capaian", "Capaian", strconv.Itoa(*a.Progress)+"%")
	}
	out.add("uraian", "Uraian", a.Summary)
	out.add("kendala", "Kendala", a.Obstacles)
	if n := len([]rune(a.Private)); n > 0 {
		out.add("catatan", "Catatan fasilitator", fmt.Sprintf("%d huruf", n))
	}
	if a.Planned > 0 {
		out.add("waktu", "Waktu rencana", fmt.Sprintf("%d menit", a.Planned))
	}
	return out.list
}

// Facts are what a piece of evidence says.
func (e Evidence) Facts() []Fact {
	var out facts
	out.add("judul", "Judul", e.Title)
	out.add("butir", "Butir LKE", e.Item)
	if e.Area > 0 {
		out.add("area", "Area", areaWord(e.Area-1))
	}
	out.add("status", "Status", string(e.Status))
	out.add("catatan", "Catatan", e.Note)
	out.add("jenis", "Jenis", string(e.Kind))
	out.add("letak", "Letak", e.Place)
	out.file("berkas", "Berkas", e.File)
	out.number("versi", "Versi", e.Version)
	out.date("tanggal", "Tanggal dokumen", e.Date)
	out.add("pj", "Penyedia", e.Unit.String())
	out.number("berlaku", "Berlaku sampai tahun", e.Until)
	out.number("tahun", "Tahun", e.Year)
	out.add("tl", "Tindak lanjut", e.FollowUp)
	out.add("rapat", "Rapat", e.Meeting)
	out.add("dokumen", "Dokumen monev", e.Made)
	for i, p := range e.Past {
		out.file("lama/"+strconv.Itoa(i), fmt.Sprintf("Berkas versi lama %d", i+1), &p)
	}
	return out.list
}

// Facts are what the record of a meeting says; moments are written in loc.
func (m Meeting) Facts(loc *time.Location) []Fact {
	out := facts{loc: loc}
	out.add("judul", "Judul", m.Title)
	out.add("periode", "Periode", m.Period.String())
	out.date("tanggal", "Tanggal", m.Date)
	if !m.Time.IsZero() {
		out.add("waktu", "Waktu", m.Time.String())
	}
	out.add("tempat", "Tempat", m.Place)
	out.add("undangan", "Nomor undangan", m.Invitation)
	out.date("surat/tanggal", "Tanggal surat", m.Letter.Date)
	out.add("surat/sifat", "Sifat surat", m.Letter.Nature)
	out.add("surat/lampiran", "Lampiran surat", m.Letter.Annex)
	out.add("surat/kepada", "Kepada", strings.Join(m.Letter.To, "; "))
	out.add("surat/penanda", "Penanda tangan surat", m.Letter.Signer)
	out.add("acara", "Susunan acara", strings.Join(m.Agenda, "; "))
	out.person("pimpinan", "Pimpinan rapat", m.Chair)
	out.person("notulis", "Notulis", m.Notary)
	out.add("status", "Status", string(m.Status))
	out.moment("mulai", "Mulai", m.Begun)
	for i, s := range m.Sessions {
		n, name := strconv.Itoa(i), fmt.Sprintf("Sesi %d", i+1)
		out.moment("sesi/"+n+"/mulai", name+" mulai", s.Start)
		out.moment("sesi/"+n+"/selesai", name+" selesai", s.End)
		out.add("sesi/"+n+"/alasan", name+" dijeda karena", s.Reason)
	}
	for _, a := range m.Attendance {
		key := "hadir/" + a.Person.Position + "/"
		who := a.Person.Short
		if who == "" {
			who = a.Person.Title
		}
		out.person(key+"nama", "Peserta "+who, a.Person)
		out.add(key+"unit", "Unit "+who, a.UnitName)
		out.flag(key+"pimpinan", who+" pimpinan", a.Leader)
		out.flag(key+"ketua", who+" Ketua", a.Chair)
		for i, p := range a.Marks {
			name := "Kehadiran " + who
			if len(m.Sessions) > 1 {
				name += fmt.Sprintf(" sesi %d", i+1)
			}
			out.add(key+strconv.Itoa(i), name, string(p))
		}
		out.add(key+"wakil", "Yang mewakili "+who, a.Deputy)
	}
	out.person("pembuka", "Dibuka oleh", m.OpenedBy)
	for i, r := range m.Remarks {
		key := "sambutan/" + strconv.Itoa(r.ID)
		out.add(key, fmt.Sprintf("Pokok sambutan %d", i+1), r.Text)
		out.person(key+"/oleh", fmt.Sprintf("Pokok sambutan %d oleh", i+1), r.By)
	}
	out.add("simpulan", "Simpulan", m.Conclusion)
	for i, d := range m.Decisions {
		out.add("keputusan/"+strconv.Itoa(d.ID), fmt.Sprintf("Keputusan %d", i+1), d.Text)
	}
	out.add("penutup", "Kata penutup", m.Closing)
	for i, p := range m.Photos {
		key, name := "foto/"+strconv.Itoa(p.ID), fmt.Sprintf("Foto %d", i+1)
		out.file(key, name, &p.File)
		out.add(key+"/judul", "Keterangan "+strings.ToLower(name), p.Caption)
	}
	out.moment("final", "Dikunci", m.FinalAt)
	for i, r := range m.Revisions {
		key, name := "revisi/"+strconv.Itoa(i), fmt.Sprintf("Revisi %d", i+1)
		out.moment(key, name+" dibuka", r.At)
		out.add(key+"/alasan", "Alasan "+strings.ToLower(name), r.Reason)
	}
	return out.list
}

// Facts are what the settings of the office say.
func (o Office) Facts() []Fact {
	var out facts
	out.add("nama", "Nama kantor", o.Name)
	out.add("pendek", "Nama pendek", o.Short)
	out.add("kop", "Kop", strings.Join(o.Letterhead, "; "))
	out.add("kota", "Kota", o.City)
	out.add("tempat", "Tempat rapat", o.Place)
	out.add("zona", "Zona waktu", o.Zone)
	out.add("target", "Target", string(o.Target))
	out.number("tahun", "Tahun", o.Year)
	out.flag("latihan", "Data latihan", o.Practice)
	owner := func(id string) string {
		if w, err := o.Owner(id); err == nil {
			return w.Name
		}
		return id
	}
	for i, u := range o.Units {
		key, name := "unit/"+u.ID+"/", "Unit "+u.Short
		out.add(key+"nama", name, u.Name)
		out.add(key+"pendek", name+", nama pendek", u.Short)
		out.add(key+"jenis", name+", jenis", string(u.Kind))
		out.number(key+"urutan", name+", urutan", i+1)
	}
	for i, p := range o.Positions {
		key, name := "jabatan/"+p.ID+"/", "Jabatan "+p.Short
		out.add(key+"nama", name, p.Title)
		out.add(key+"pendek", name+", nama pendek", p.Short)
		out.add(key+"unit", name+", unit", owner(p.Unit))
		out.add(key+"pejabat", name+", pejabat", p.Holder)
		out.add(key+"nip", name+", NIP", p.NIP)
		out.flag(key+"pimpinan", name+", pimpinan", p.Leader)
		out.flag(key+"ketua", name+", Ketua", p.Chair)
		out.flag(key+"nonaktif", name+", nonaktif", p.Retired)
		out.number(key+"urutan", name+", urutan", i+1)
	}
	for i, a := range o.Areas {
		key, name := "area/"+strconv.Itoa(i)+"/", areaWord(i)
		out.add(key+"nama", name, a.Name)
		out.add(key+"pendek", name+", nama pendek", a.Short)
		out.add(key+"pj", name+", penanggung jawab", owner(a.Owner))
	}
	for i, s := range o.Signers {
		key, name := "tanda/"+strconv.Itoa(i)+"/", fmt.Sprintf("Penanda tangan %d", i+1)
		out.add(key+"judul", name, s.Caption)
		out.add(key+"peran", name+", peran", s.Role)
		out.add(key+"jabatan", name+", jabatan", owner(s.Position))
	}
	o.Papers.facts(&out)
	for _, d := range o.Deadlines {
		key, name := "tenggat/"+d.ID+"/", "Tenggat kantor "+d.ID
		out.add(key+"uraian", name, d.Text)
		out.date(key+"tanggal", name+", tanggal", d.Date)
		out.add(key+"catatan", name+", catatan", d.Note)
		out.flag(key+"selesai", name+", selesai", d.Done)
	}
	return out.list
}

func (p Papers) facts(out *facts) {
	size := func(key, name, unit string, x float64) {
		if x != 0 {
			out.add("kertas/"+key, name, tanggal.Decimal(x, 1)+" "+unit)
		}
	}
	out.add("kertas/ukuran", "Kertas", p.Paper)
	out.add("kertas/huruf", "Huruf", p.Font)
	size("besar", "Ukuran huruf", "poin", p.Size)
	size("kiri", "Margin kiri", "mm", p.Left)
	size("kanan", "Margin kanan", "mm", p.Right)
	size("atas", "Margin atas", "mm", p.Top)
	size("bawah", "Margin bawah", "mm", p.Bottom)
	out.file("kertas/logo", "Logo", p.Logo)
	for _, name := range sortedKeys(p.Numbers) {
		out.add("nomor/"+name, "Pola nomor "+name, p.Numbers[name])
	}
	for _, name := range sortedKeys(p.Parts) {
		list := strings.Join(p.Parts[name], ", ")
		if list == "" {
			list = "tanpa bagian"
		}
		out.add("bagian/"+name, "Bagian "+name, list)
	}
	out.add("kertas/paket", "Paket dokumen", strings.Join(p.Packet, ", "))
	if p.SpareRows != nil {
		out.add("kertas/baris", "Baris kosong daftar hadir", strconv.Itoa(*p.SpareRows))
	}
}

func sortedKeys[T any](m map[string]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Facts are what a saved filter says.
func (s SavedFilter) Facts() []Fact {
	var out facts
	f := s.Filter
	out.add("nama", "Nama", s.Name)
	out.add("mana", "Tampilkan", string(f.Which))
	if f.Area > 0 {
		out.add("area", "Area", areaWord(f.Area-1))
	}
	out.add("pj", "Penanggung jawab", f.Owner)
	out.add("status", "Status", string(f.Status))
	out.add("prioritas", "Prioritas paling rendah", string(f.Priority))
	out.add("tenggat", "Tenggat", string(f.Due))
	out.add("kata", "Kata", f.Words)
	out.add("urutan", "Urutan", string(f.Order))
	return out.list
}

// A FactChange is what became of a Fact: From is empty for one that is new, To for
// one that went.
type FactChange struct{ Name, From, To string }

// DiffFacts lists what differs between two images of a record, in the order of the
// later one, then what went. A record that was not there has no facts.
func DiffFacts(before, after []Fact) []FactChange {
	was := make(map[string]string, len(before))
	for _, f := range before {
		was[f.Key] = f.Value
	}
	var out []FactChange
	still := make(map[string]bool, len(after))
	for _, f := range after {
		still[f.Key] = true
		if old := was[f.Key]; old != f.Value {
			out = append(out, FactChange{f.Name, old, f.Value})
		}
	}
	for _, f := range before {
		if !still[f.Key] {
			out = append(out, FactChange{f.Name, f.Value, ""})
		}
	}
	return out
}
