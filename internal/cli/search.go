package cli

import (
	"context"
	"fmt"
	"strings"

	"monev/internal/app"
	"monev/internal/plain"
	"monev/internal/store"
)

// searchLimit is how many hits of one section are printed for a person.
const searchLimit = 20

// sectionShape is one section of what monev cari found, as JSON.
type sectionShape struct {
	Section string     `json:"bagian"`
	Total   int        `json:"jumlah"`
	Hits    []hitShape `json:"hasil"`
}

// hitShape is one found text. Empty fields do not apply.
type hitShape struct {
	Where    string `json:"letak"`
	Text     string `json:"teks"`
	Meeting  string `json:"rapat,omitempty"`
	FollowUp string `json:"tindak_lanjut,omitempty"`
	Item     string `json:"butir,omitempty"`
	Evidence string `json:"eviden,omitempty"`
}

// searchAll prints where words stand. Private notes are never printed: the
// output may go anywhere.
func searchAll(ctx context.Context, c *call) error {
	words := strings.Join(c.args, " ")
	switch {
	case len(c.args) == 0:
		return c.wrong("TEKS belum ditulis.")
	case plain.Fold(words) == "":
		return c.wrong("TEKS %s tidak berisi huruf atau angka yang dapat dicari.", quote(words))
	}
	limit := searchLimit
	if c.has("json") {
		limit = 1_000_000
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		found, err := a.Search(ctx, words, limit, false)
		if err != nil {
			return err
		}
		if c.has("json") {
			out := []sectionShape{}
			for _, h := range found {
				s := sectionShape{Section: strings.ToLower(h.Section.String()), Total: h.Total}
				for _, x := range h.Hits {
					s.Hits = append(s.Hits, hitShape{x.Where, x.Text, x.Meeting, x.FollowUp, x.Item, x.Evidence})
				}
				out = append(out, s)
			}
			return c.json(out)
		}
		if len(found) == 0 {
			fmt.Fprintln(c.out, "Tidak ada yang cocok.")
			return nil
		}
		for i, h := range found {
			if i > 0 {
				fmt.Fprintln(c.out)
			}
			fmt.Fprintf(c.out, "%s (%d)\n", h.Section, h.Total)
			var t table
			for _, x := range h.Hits {
				t.row("  "+dash(x.Where), x.Text)
			}
			t.print(c.out)
			if rest := h.Total - len(h.Hits); rest > 0 {
				fmt.Fprintf(c.out, "  … dan %d lagi; --json mencetak semuanya.\n", rest)
			}
		}
		return nil
	})
}
