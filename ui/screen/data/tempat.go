package data

import (
	"path/filepath"
	"strconv"
	"strings"

	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/stage"
)

// placeRows are where the records are and how many.
func (s *Screen) placeRows() []pair {
	r := s.rec
	dir, documents := "hanya di memori; hilang bila program ditutup", ""
	if r.Dir != "" {
		dir, documents = r.Dir, filepath.Join(r.Dir, "dokumen")
	}
	rows := []pair{{"Map data", dir}}
	if documents != "" {
		rows = append(rows, pair{"Map dokumen", documents})
	}
	return append(rows,
		pair{"Rapat", tanggal.Thousands(int64(r.Meetings))},
		pair{"Tindak lanjut", tanggal.Thousands(int64(r.FollowUps))},
		pair{"Kejadian", tanggal.Thousands(int64(r.Events)) + " dalam jurnal"},
		pair{"Ujung jurnal", r.Head},
		pair{"Susunan data", "versi " + strconv.Itoa(r.Schema)},
	)
}

func (s *Screen) placeItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	for _, p := range s.placeRows() {
		lead := st.Label.Render(part.Fit(p.label, 14)) + "  "
		list = append(list, stage.Item{Key: p.label,
			Line:  func(w int) string { return part.Cut(lead+p.text, w) },
			Whole: true,
			Full:  func(w int) []string { return part.HangText(lead, p.text, w) }})
	}
	return list
}

// placeDetail says how to take the records along.
func (s *Screen) placeDetail(w int) []string {
	out := s.heading("MENYIMPAN SALINAN", w)
	text := "Semua data ada di map data. Bagian Cadangan membuat salinannya. Eviden, foto, dan dokumen ikut bila seluruh map itu disalin ke diska lepas sesudah monev ditutup."
	if s.rec.Dir == "" {
		text = "Data ini hanya di memori dan tidak tersimpan di diska."
	}
	out = append(out, part.Wrap(text, w)...)
	if key := s.Selected(); key != "" { // a long path in full
		for _, p := range s.placeRows() {
			if p.label == key {
				out = append(append(append(out, ""), s.K.Styles.Heading.Render(strings.ToUpper(key))), part.Wrap(p.text, w)...)
			}
		}
	}
	return out
}
