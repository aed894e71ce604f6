package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
)

type evidenceShape struct {
	ID      string `json:"id"` // "" for a question without evidence
	Item    string `json:"butir"`
	Title   string `json:"judul"`
	Status  string `json:"status"`
	Kind    string `json:"jenis"`
	Place   string `json:"lokasi"` // path, address or binder
	SHA256  string `json:"sha256"`
	There   bool   `json:"ada"` // the file is where it should be; false where there is no evidence
	Area    int    `json:"area"`
	Date    string `json:"tanggal"`
	Size    int64  `json:"ukuran"`
	Version int    `json:"versi"`
	Until   *int   `json:"berlaku"`
	Note    string `json:"catatan"`
}

func shapeEvidence(a *app.App, b app.EvidenceBook, e monev.Evidence) evidenceShape {
	out := evidenceShape{ID: e.ID, Item: e.Item, Title: e.Title, Status: string(e.Status), Kind: string(e.Kind), Place: e.Place,
		There: a.Present(e), Area: e.Area, Date: e.Date.String(), Version: e.Version, Note: e.Note}
	if it, ok := b.Instrument.Item(e.Item); ok {
		out.Area = it.Area()
	}
	if e.File != nil {
		out.Place, out.SHA256, out.Size = a.FileOf(e), e.File.SHA256, e.File.Size
	}
	if e.Until > 0 {
		out.Until = &e.Until
	}
	return out
}

// area is the option --area, 0 if it is not written.
func (c *call) area() (int, error) {
	if !c.has("area") {
		return 0, nil
	}
	n, err := strconv.Atoi(c.flags["area"])
	if err != nil || n < 1 || n > monev.Areas {
		return 0, c.wrong("Area %s tidak ada; tulis 1 sampai 6.", quote(c.flags["area"]))
	}
	return n, nil
}

// status is the option --status, "" if it is not written.
func (c *call) status() (monev.EvidenceStatus, error) {
	if !c.has("status") {
		return "", nil
	}
	word := strings.Join(strings.FieldsFunc(strings.ToLower(c.flags["status"]), func(r rune) bool { return r == ' ' || r == '-' || r == ',' }), " ")
	switch word {
	case "belum ada":
		return monev.EvidenceMissing, nil
	case "belum diperiksa", "ada belum diperiksa":
		return monev.EvidenceUnchecked, nil
	case "perlu perbaikan":
		return monev.EvidenceFaulty, nil
	case "sesuai":
		return monev.EvidenceAccepted, nil
	}
	return "", c.wrong("Status %s tidak dikenal; tulis belum ada, belum diperiksa, perlu perbaikan, atau sesuai.", quote(c.flags["status"]))
}

func (c *call) book(ctx context.Context, a *app.App, year int) (app.EvidenceBook, error) {
	if year == 0 {
		if _, err := a.Office(ctx); err != nil {
			return app.EvidenceBook{}, err
		}
	}
	return a.EvidenceBook(ctx, year)
}

func listEvidence(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	f := app.BookFilter{Item: plain.Line(c.flags["butir"])}
	if f.Area, err = c.area(); err != nil {
		return err
	}
	if f.Status, err = c.status(); err != nil {
		return err
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		b, err := c.book(ctx, a, year)
		if err != nil {
			return err
		}
		list := []evidenceShape{}
		status := f.Status
		if f.Status = ""; status == monev.EvidenceMissing {
			f.Status = status
		}
		for _, it := range b.Filter(f) {
			if f.Status == monev.EvidenceMissing && len(it.Given) == 0 {
				list = append(list, evidenceShape{Item: it.Item.Code, Status: string(it.Status), Area: it.Item.Area()})
			}
			for _, e := range it.Given {
				if status == "" || status == e.Status || f.Status != "" {
					list = append(list, shapeEvidence(a, b, e))
				}
			}
		}
		for _, e := range b.Loose {
			if f.Item == "" && f.Status == "" && (f.Area == 0 || f.Area == e.Area) && (status == "" || status == e.Status) {
				list = append(list, shapeEvidence(a, b, e))
			}
		}
		if c.has("json") {
			return c.json(list)
		}
		c.printEvidence(b, list)
		return nil
	})
}

func (c *call) printEvidence(b app.EvidenceBook, list []evidenceShape) {
	p := printer{c.out}
	n := b.Counts()
	p.line("Eviden tahun %d · butir: Sesuai %d, Belum diperiksa %d, Perlu Perbaikan %d, Belum Ada %d", b.Year,
		n[monev.EvidenceAccepted], n[monev.EvidenceUnchecked], n[monev.EvidenceFaulty], n[monev.EvidenceMissing])
	if len(list) == 0 {
		p.line("Tidak ada eviden yang cocok.")
		return
	}
	fmt.Fprintln(c.out)
	var t table
	t.row("BUTIR", "JUDUL", "STATUS", "JENIS", "LOKASI")
	for _, e := range list {
		place := e.Place
		if e.ID != "" && !e.There {
			place += " (tidak ada)"
		}
		t.row(dash(e.Item), dash(e.Title), e.Status, dash(e.Kind), dash(strings.TrimSpace(place)))
	}
	t.print(c.out)
}

func addEvidence(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	record := monev.Evidence{Note: c.flags["catatan"]}
	if record.Status, err = c.status(); err != nil {
		return err
	}
	switch {
	case record.Status == monev.EvidenceMissing:
		return c.wrong("Berkas yang dilampirkan ada; tulis belum diperiksa, perlu perbaikan, atau sesuai.")
	case record.Status == monev.EvidenceFaulty && plain.Line(record.Note) == "":
		return c.wrong("Perlu perbaikan memerlukan --catatan: apa yang diperbaiki.")
	case c.has("map") == (len(c.args) > 0):
		return c.wrong("Tulis berkasnya, atau satu map dengan --map.")
	case c.has("map") && (c.has("butir") || c.has("judul")):
		return c.wrong("Dengan --map, butir dan judul dibaca dari nama berkas.")
	case c.has("judul") && len(c.args) > 1:
		return c.wrong("Opsi --judul hanya untuk satu berkas.")
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		b, err := c.book(ctx, a, year)
		if err != nil {
			return err
		}
		var list []app.Candidate
		if c.has("map") {
			list, err = a.ScanFolder(ctx, b.Year, app.TypedPath(c.flags["map"]))
		} else {
			list, err = a.Candidates(ctx, b.Year, c.flags["butir"], c.args)
		}
		if err != nil {
			return err
		}
		var take []app.Candidate
		for i := range list {
			x := &list[i]
			x.Record = record
			if t := plain.Line(c.flags["judul"]); t != "" {
				x.Title = t
				*x = x.With(b, x.Item)
			}
			if x.Ready() {
				take = append(take, *x)
			} else if !c.has("map") && !c.has("coba") {
				return plainly(fmt.Sprintf("%s tidak dapat diambil: %s Tidak ada yang diambil.", quote(x.Name), why(*x)), nil)
			}
		}
		if c.has("coba") && c.has("json") {
			return c.json(shapeCandidates(list))
		}
		if c.has("coba") {
			c.printCandidates(list, nil)
			return nil
		}
		taken, err := a.AttachAll(ctx, b.Year, take, !c.has("di-tempat"), nil)
		if err != nil {
			return err
		}
		if c.has("json") {
			out := []evidenceShape{}
			for _, t := range taken {
				if t.Refused == "" {
					out = append(out, shapeEvidence(a, b, t.Evidence))
				}
			}
			return c.json(out)
		}
		c.printCandidates(list, taken)
		return nil
	})
}

type candidateShape struct {
	Name   string   `json:"berkas"` // below the folder, divided by "/"
	Item   string   `json:"butir"`
	Items  []string `json:"pilihan"` // the questions its name can mean
	Title  string   `json:"judul"`
	Size   int64    `json:"ukuran"`
	Target string   `json:"tujuan"` // where a copy would go; "" without question
	Taken  bool     `json:"diambil"`
	Why    string   `json:"sebab"` // why it is not taken
}

func shapeCandidates(list []app.Candidate) []candidateShape {
	out := []candidateShape{}
	for _, x := range list {
		s := candidateShape{Name: x.Name, Item: x.Item, Items: append([]string{}, x.Items...), Title: x.Title, Size: x.Size, Target: x.Target, Taken: x.Ready()}
		if !s.Taken {
			s.Why = why(x)
		}
		out = append(out, s)
	}
	return out
}

// why says why a candidate is not taken.
func why(x app.Candidate) string {
	for _, s := range []string{x.Refuse, x.Known, x.Note} {
		if s != "" {
			return s
		}
	}
	return "Butirnya belum pasti."
}

// printCandidates shows what is, or would be, taken and what is not.
func (c *call) printCandidates(list []app.Candidate, taken []app.Taken) {
	p := printer{c.out}
	var t, not table
	t.row("BUTIR", "JUDUL", "DARI", "MENJADI")
	n, skipped := 0, 0
	not.row("DILEWATI", "SEBAB")
	done := func(x app.Candidate) (app.Taken, bool) {
		i := slices.IndexFunc(taken, func(y app.Taken) bool { return y.Candidate.Path == x.Path })
		if i < 0 {
			return app.Taken{}, false
		}
		return taken[i], true
	}
	for _, x := range list {
		y, tried := done(x)
		switch {
		case !x.Ready():
			skipped++
			not.row(x.Name, why(x))
		case tried && y.Refused != "":
			skipped++
			not.row(x.Name, y.Refused)
		default:
			n++
			to := x.Target
			if tried {
				to = y.Evidence.File.Path
			} else if c.has("di-tempat") {
				to = "tetap di tempatnya"
			}
			t.row(x.Item, x.Title, x.Name, to)
		}
	}
	word := "diambil"
	if taken == nil && c.has("coba") {
		word = "akan diambil"
	}
	p.line("%d berkas %s, %d dilewati.", n, word, skipped)
	if n > 0 {
		fmt.Fprintln(c.out)
		t.print(c.out)
	}
	if skipped > 0 {
		fmt.Fprintln(c.out)
		not.print(c.out)
	}
}
