package report

import (
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
)

// Kind is a kind of document: what it is called, which parts it has, and how it
// is built.
type Kind struct {
	Name  string // on the command line and in settings: "laporan-tl"
	Title string // in names of files and in lists: "Laporan Tindak Lanjut"
	Long  string // on the document: "Laporan Tindak Lanjut Hasil Monev"
	// Parts are what the office can leave out or order, in the usual order.
	Parts []Part

	landscape bool
	// ahead: the paper leaves the house before the meeting. Nothing that happens in
	// or after it (lock, revisi, journal) is on it, so that it stays the same file.
	ahead bool
	// version says in the name of the file which of its forms it is; nil if it has one.
	version func(monev.Minutes) string
	draft   func(monev.Minutes) bool
	head    func(*builder) // before the parts
}

// Part is one part of a document.
type Part struct {
	Name  string // in settings: "daftar-hadir"
	Title string // in lists: "Daftar hadir"
	build func(*builder)
}

// notFinal: a paper about the meeting is a draft until the meeting is locked.
func notFinal(m monev.Minutes) bool { return m.Meeting.Status != monev.Final }

// unsent: the undangan and what goes with it leave the house before the meeting.
// They are drafts as long as number or date of the letter is missing.
func unsent(m monev.Minutes) bool {
	return m.Meeting.Status == monev.Draft && (m.Meeting.Invitation == "" || m.Meeting.Letter.Date.IsZero())
}

// unsigned: the sheet to be signed by hand is never a draft, the filled one is
// until the meeting is locked.
func unsigned(m monev.Minutes) bool {
	return m.Meeting.Status != monev.Draft && notFinal(m)
}

// Kinds lists all kinds of documents, in the order in which they are bound.
func Kinds() []Kind {
	return []Kind{
		undanganKind(), agendaKind(), rollKind(), notulaKind(), matrixKind(), laporanKind(), outcomeKind(), photoKind(), lkeKind(), deadlineKind(),
	}
}

// KindOf returns the kind with that name.
func KindOf(name string) (Kind, bool) {
	all := Kinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return all[i], true
}

// Build makes the document: its head, then the parts the office wants, in its
// order. Any Input gives a whole document. The catatan fasilitator is never in
// it; every text of the records is cleaned once more by package plain.
func (k Kind) Build(in Input) Doc {
	n := newBuilder(in, k)
	if k.head != nil {
		k.head(n)
	}
	for _, p := range k.parts(in.Papers) {
		p.build(n)
	}
	return n.d
}

// parts are the parts that go in. A list that names none of them counts as not
// set.
func (k Kind) parts(p monev.Papers) []Part {
	var out []Part
	for _, name := range p.Parts[k.Name] {
		if i := slices.IndexFunc(k.Parts, func(x Part) bool { return x.Name == name }); i >= 0 {
			out = append(out, k.Parts[i])
		}
	}
	if len(out) == 0 {
		return k.Parts
	}
	return out
}

// Draft reports whether the document carries DRAF.
func (k Kind) Draft(m monev.Minutes) bool { return k.draft(m) }

// CheckPapers refuses settings that name a document or a part that does not
// exist, or one part twice.
func CheckPapers(p monev.Papers) error {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	known := func(field, name string) (Kind, error) {
		k, ok := KindOf(name)
		if !ok {
			return k, monev.Refuse(field, "Dokumen %s tidak dikenal; pilih %s.", plain.Quote(name), strings.Join(names, ", "))
		}
		return k, nil
	}
	for i, name := range p.Packet {
		if _, err := known("paket", name); err != nil {
			return err
		}
		if slices.Contains(p.Packet[:i], name) {
			return monev.Refuse("paket", "Dokumen %s tertulis dua kali dalam paket.", name)
		}
	}
	for _, name := range sortedKeys(p.Numbers) {
		if _, err := known("nomor", name); err != nil {
			return err
		}
	}
	for _, name := range sortedKeys(p.Parts) {
		k, err := known("bagian", name)
		if err != nil {
			return err
		}
		var parts []string
		for _, x := range k.Parts {
			parts = append(parts, x.Name)
		}
		for i, x := range p.Parts[name] {
			if !slices.Contains(parts, x) {
				return monev.Refuse("bagian", "Bagian %s tidak ada dalam %s; pilih %s.", plain.Quote(x), k.Title, strings.Join(parts, ", "))
			}
			if slices.Contains(p.Parts[name][:i], x) {
				return monev.Refuse("bagian", "Bagian %s tertulis dua kali dalam %s.", x, k.Title)
			}
		}
	}
	return nil
}

// Packet is the documents the office makes at Penutup, in the order of Kinds.
func Packet(p monev.Papers) []string {
	var out []string
	for _, k := range Kinds() {
		if len(p.Packet) == 0 || slices.Contains(p.Packet, k.Name) {
			out = append(out, k.Name)
		}
	}
	return out
}
