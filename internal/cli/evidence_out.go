package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/app"
	"monev/internal/evidence"
	"monev/internal/evidence/pack"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
)

type faultsShape struct {
	Good   bool         `json:"baik"`
	Year   int          `json:"tahun"`
	Files  int          `json:"berkas"`
	Bytes  int64        `json:"ukuran"`
	Faults []faultShape `json:"temuan"`
}

type faultShape struct {
	Kind  string `json:"jenis"` // "hilang", "pindah", "berubah", "tak terdaftar"
	ID    string `json:"id"`
	Item  string `json:"butir"`
	Title string `json:"judul"`
	Place string `json:"lokasi"`
	Found string `json:"ditemukan"` // where it is now; "" if nowhere
	Text  string `json:"keterangan"`
}

func checkEvidence(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		b, err := c.book(ctx, a, year)
		if err != nil {
			return err
		}
		r, err := a.CheckEvidence(ctx, b.Year, nil)
		if err != nil {
			return err
		}
		out := faultsShape{Good: len(r.Faults) == 0, Year: r.Year, Files: r.Files, Bytes: r.Bytes, Faults: []faultShape{}}
		for _, f := range r.Faults {
			s := faultShape{Kind: string(f.Kind), ID: f.Evidence.ID, Item: f.Evidence.Item, Title: f.Evidence.Title, Found: f.File.Path, Text: f.Text}
			if f.Evidence.File != nil {
				s.Place = f.Evidence.File.Path
			}
			if f.Kind == app.FaultOrphan {
				s.Item = f.Item
			}
			out.Faults = append(out.Faults, s)
		}
		if c.has("json") {
			err = c.json(out)
		} else {
			p := printer{c.out}
			p.line("Eviden tahun %d: %d berkas dibaca ulang (%s byte).", r.Year, r.Files, tanggal.Thousands(r.Bytes))
			var t table
			for _, f := range r.Faults {
				t.row("  "+string(f.Kind), f.Text)
			}
			t.print(c.out)
		}
		if err == nil && !out.Good {
			err = plainly(fmt.Sprintf("%d hal pada eviden perlu dibenahi; buka layar Eviden, lalu pilih periksa.", len(r.Faults)), nil)
		}
		return err
	})
}

type needShape struct {
	Item     string   `json:"butir"`
	Area     int      `json:"area"` // 0 hasil
	Question string   `json:"pertanyaan"`
	Status   string   `json:"status"` // also "Kedaluwarsa"
	Answered bool     `json:"dijawab"`
	Expected []string `json:"diharapkan"`
	Owners   []string `json:"pj"`
	Notes    []string `json:"catatan"`
}

func missingEvidence(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	area, err := c.area()
	if err != nil {
		return err
	}
	if c.has("ke") && (c.has("area") || c.has("pj") || c.has("json")) {
		return c.wrong("Dengan --ke ditulis seluruh daftar; --area, --pj, dan --json tidak berlaku.")
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		b, err := c.book(ctx, a, year)
		if err != nil {
			return err
		}
		if c.has("ke") {
			paths := []string{c.flags["ke"]}
			if folderAt(paths[0]) {
				paths, err = a.MissingListInto(ctx, b.Year, paths[0])
			} else {
				err = a.WriteMissingList(ctx, b.Year, paths[0])
			}
			if err != nil {
				return err
			}
			for _, p := range paths {
				fmt.Fprintln(c.out, plain.Line(p))
			}
			return nil
		}
		l, err := a.MissingList(ctx, b.Year)
		if err != nil {
			return err
		}
		lacking := len(l.Needs)
		who := plain.Fold(c.flags["pj"])
		needs := slices.DeleteFunc(l.Needs, func(n evidence.Need) bool {
			return area != 0 && area != n.Item.Area() ||
				c.has("pj") && !slices.ContainsFunc(n.Owners, func(w monev.Owner) bool { return plain.Matches(plain.Fold(w.String()), who) })
		})
		if c.has("json") {
			out := []needShape{}
			for _, n := range needs {
				s := needShape{Item: n.Item.Code, Area: n.Item.Area(), Question: n.Item.Question, Status: n.Word(), Answered: n.Answered,
					Expected: append([]string{}, n.Item.Evidence...), Owners: []string{}, Notes: append([]string{}, n.Notes()...)}
				for _, w := range n.Owners {
					s.Owners = append(s.Owners, w.String())
				}
				out = append(out, s)
			}
			return c.json(out)
		}
		c.printNeeds(l, lacking, needs)
		return nil
	})
}

// printNeeds prints what is left of lacking questions after the filters.
func (c *call) printNeeds(l app.MissingList, lacking int, needs []evidence.Need) {
	p := printer{c.out}
	if c.has("area") || c.has("pj") {
		p.line("Eviden tahun %d: %d butir cocok, dari %d butir yang belum lengkap.", l.Year, len(needs), lacking)
	} else {
		p.line("Eviden tahun %d: %d dari %d butir belum lengkap.", l.Year, len(needs), l.Items)
	}
	for _, g := range evidence.ByArea(needs) {
		name := "HASIL"
		if g.Area > 0 {
			name = tanggal.Roman(g.Area) + ". " + strings.ToUpper(l.Office.Areas[g.Area-1].Name)
		}
		p.head("%s (%d)", name, len(g.Needs))
		var t table
		for _, n := range g.Needs {
			var who []string
			for _, w := range n.Owners {
				who = append(who, w.Name)
			}
			state := n.Word()
			if n.Answered {
				state += " (terjawab)"
			}
			t.row("  "+n.Item.Code, state, dash(strings.Join(who, ", ")), dash(strings.Join(n.Item.Evidence, "; ")))
		}
		t.print(c.out)
	}
	owners := evidence.ByOwner(needs)
	if len(owners) == 0 {
		return
	}
	p.head("PENANGGUNG JAWAB")
	var t table
	for _, g := range owners {
		name := "belum ada"
		if !g.Owner.IsZero() {
			name = g.Owner.String()
		}
		var codes []string
		for _, n := range g.Needs {
			codes = append(codes, n.Item.Code)
		}
		t.row("  "+name, fmt.Sprint(len(codes)), strings.Join(codes, " "))
	}
	t.print(c.out)
}

type packShape struct {
	Path   string   `json:"path"`
	SHA256 string   `json:"sha256"`
	Size   int64    `json:"ukuran"`
	Files  int      `json:"berkas"`
	Faults []string `json:"kurang"`
}

// folderAt reports whether a folder is there.
func folderAt(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func packEvidence(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	to := c.flags["ke"]
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		b, err := c.book(ctx, a, year)
		if err != nil {
			return err
		}
		o := pack.Options{ASCII: c.has("nama-sederhana")}
		var r app.Packed
		switch {
		case folderAt(to):
			r, err = a.PackInto(ctx, b.Year, to, o, nil)
		case !strings.EqualFold(filepath.Ext(to), ".zip"):
			return monev.Refuse("ke", "Akhiri nama paket dengan .zip, atau tulis map yang sudah ada.")
		default:
			r, err = a.Pack(ctx, b.Year, to, o, nil)
		}
		if err != nil {
			return err
		}
		if c.has("json") {
			return c.json(packShape{plain.Line(r.Path), r.SHA256, r.Size, r.Files, append([]string{}, r.Faults...)})
		}
		p := printer{c.out}
		p.line("%s", plain.Line(r.Path))
		p.line("%d berkas eviden, SHA-256 %s", r.Files, r.SHA256)
		for _, f := range r.Faults {
			p.line("  %s", f)
		}
		return nil
	})
}
