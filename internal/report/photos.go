package report

import (
	"fmt"

	"monev/internal/plain"
)

// photoKind is the pictures of the meeting with their captions, two on a page.
func photoKind() Kind {
	return Kind{Name: "lampiran-foto", Title: "Lampiran Foto", Long: "Lampiran Foto Rapat", draft: notFinal, head: (*builder).photoHead, Parts: []Part{
		{"foto", "Foto dengan keterangan", (*builder).pictures},
	}}
}

func (n *builder) photoHead() {
	n.title("DOKUMENTASI FOTO")
	n.add(Pairs{Label: 36, Rows: []Pair{pair("Nama rapat", n.d.Subject), pair("Hari, tanggal", n.days()), pair("Tempat", n.m.Meeting.Place)}})
}

// photoHeight is the greatest height of a picture in mm, so that two stand on a
// page of either paper, below the head too.
const photoHeight = 78

func (n *builder) pictures() {
	if len(n.Photos) == 0 {
		n.para("Belum ada foto rapat yang disimpan.")
		return
	}
	for i, p := range n.Photos {
		caption := n.photoCaption(i)
		if p.Image == nil {
			n.para("%s – %s", caption, or(p.Problem, "berkas foto tidak dapat dibuka"))
			continue
		}
		img := *p.Image
		if img.Alt == "" {
			img.Alt = caption
		}
		n.add(Picture{Image: img, MaxHeight: photoHeight, Caption: Plain(caption)})
	}
}

// photoCaption is "Foto 2. Pembukaan oleh Ketua".
func (n *builder) photoCaption(i int) string {
	s := fmt.Sprintf("Foto %d", i+1)
	if c := plain.Line(n.Photos[i].Caption); c != "" {
		s += ". " + c
	}
	return s
}

// photoList names the pictures under the notula; they stand in Lampiran Foto.
func (n *builder) photoList() {
	if len(n.Photos) == 0 {
		return
	}
	var items []Item
	for _, p := range n.Photos {
		items = append(items, item(or(p.Caption, "tanpa keterangan")))
	}
	n.add(Heading{Level: 1, Text: "Lampiran: Daftar Foto"},
		Paragraph{Keep: true, Text: Plain("Gambarnya ada di dokumen Lampiran Foto.")}, List{Numbered: true, Items: items})
}
