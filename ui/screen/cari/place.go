package cari

import (
	"strings"

	"monev/internal/app"
	"monev/internal/plain"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
	"monev/ui/screen/foto"
	"monev/ui/screen/lke"
	"monev/ui/screen/rapat"
	"monev/ui/screen/tindaklanjut"
	"monev/ui/stage"
)

// place is where a hit leads. Screens of lists are always opened anew: one that is
// open already has other rows and filters by now.
func (s *Screen) place(h app.Hit) kit.Place {
	k := s.k
	switch {
	case h.Evidence != "":
		return kit.Place{Open: func() kit.Screen {
			return eviden.New(k, eviden.At{Year: h.Year, Evidence: h.Evidence})
		}}
	case h.Item != "":
		return kit.Place{ID: "lke." + h.Item, Target: lke.At(h.Item), Open: func() kit.Screen { return lke.New(k, h.Item) }}
	case h.FollowUp != "":
		return kit.Place{Open: func() kit.Screen { return tindaklanjut.NewAt(k, h.FollowUp) }}
	case h.Photo != 0:
		return kit.Place{Open: func() kit.Screen { return foto.NewAt(k, h.Meeting, h.Photo) }}
	}
	to := stage.GoMsg{Meeting: h.Meeting, Stage: h.Stage, Key: h.Row}
	return kit.Place{Target: to, Open: func() kit.Screen { return rapat.NewTo(k, to) }}
}

// tries are searches that would find something where words found nothing: each
// of several words alone, and the longest beginning of each that begins a word
// somewhere. count says how many texts a search finds.
func tries(words string, count func(string) (int, error)) ([]try, error) {
	const shortest, most = 3, 6
	whole := plain.Fold(words)
	all := strings.Fields(whole)
	var out []try
	seen := map[string]bool{whole: true}
	for _, w := range all[:min(len(all), most)] {
		for r := []rune(w); len(r) >= shortest; r = r[:len(r)-1] {
			if seen[string(r)] {
				continue
			}
			n, err := count(string(r))
			if err != nil {
				return nil, err
			}
			if n > 0 {
				seen[string(r)] = true
				out = append(out, try{string(r), n})
				break
			}
		}
	}
	return out, nil
}
