package report

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
)

// FileName is the name of a document of a meeting, for example
//
//	Notula - Rapat Monev ZI menuju WBK TW IV 2025 - 2025-11-20.docx
//
// with DRAF behind the document's name if it is a draft, LATIHAN before it if it
// was made for practice, and the number of the revision if there is one (never on
// the undangan and susunan acara, which a revisi does not touch). The sheet to sign
// is "Daftar Hadir Kosong". It is one path element of at most 120 bytes that
// Windows takes; document, date and extension survive the cut of a long title.
func FileName(m monev.Minutes, k Kind, ext string) string {
	const most = 120
	head := k.Title
	if k.version != nil {
		if v := k.version(m); v != "" {
			head += " " + v
		}
	}
	if n := len(m.Meeting.Revisions); n > 0 && !k.ahead {
		head += fmt.Sprintf(" Revisi %d", n)
	}
	if k.draft(m) {
		head += " DRAF"
	}
	if m.Office.Practice {
		head = monev.PracticeStamp + " " + head
	}
	tail := ""
	if !m.Meeting.Date.IsZero() {
		tail = " - " + m.Meeting.Date.String()
	}
	if ext = strings.TrimPrefix(ext, "."); ext != "" {
		tail += "." + ext
	}
	title := plain.FileName(m.Meeting.Name(), most-len(head)-len(" - ")-len(tail))
	return plain.FileName(head+" - "+title+tail, most)
}
