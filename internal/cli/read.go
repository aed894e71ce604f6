package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report/out"
	"monev/internal/store"
	"monev/internal/tanggal"
)

func listMeetings(ctx context.Context, c *call) error {
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		list, err := a.Meetings(ctx)
		if err != nil {
			return err
		}
		if c.has("json") {
			out := []meetingShape{}
			for _, m := range list {
				out = append(out, shapeMeeting(m.Meeting, m.Stage))
			}
			return c.json(out)
		}
		if len(list) == 0 {
			fmt.Fprintln(c.out, "Belum ada rapat.")
			return nil
		}
		var t table
		t.row("ID", "TANGGAL", "PERIODE", "JUDUL", "STATUS", "TAHAP")
		for _, m := range list {
			t.row(m.ID, m.Date.ShortDay(), m.Period.Short(), m.Title, status(m.Meeting), m.Stage.Name())
		}
		t.print(c.out)
		return nil
	})
}

func status(m monev.Meeting) string {
	if n := len(m.Revisions); n > 0 {
		return fmt.Sprintf("%s, revisi %d", m.Status, n)
	}
	return string(m.Status)
}

func showMeeting(ctx context.Context, c *call) error {
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		m, err := a.Minutes(ctx, meetingID(c.args[0]))
		if err != nil {
			return err
		}
		if c.has("json") {
			var points map[string]lke.Num
			if m.Meeting.Status != monev.Final {
				if points, err = a.Points(ctx); err != nil {
					return err
				}
			}
			return c.json(shapeMinutes(m, points))
		}
		printMinutes(c.out, m)
		return nil
	})
}

func listFollowUps(ctx context.Context, c *call) error {
	f := app.Filter{Which: app.WhichAll, Owner: plain.Line(c.flags["pj"])}
	if c.has("pj") && f.Owner == "" {
		return c.wrong("Nilai opsi --pj tidak berisi huruf yang dapat dicari.")
	}
	if c.has("area") {
		n, err := strconv.Atoi(c.flags["area"])
		if err != nil || n < 1 || n > monev.Areas {
			return c.wrong("Area %s tidak ada; tulis 1 sampai 6.", quote(c.flags["area"]))
		}
		f.Area = n
	}
	if c.has("saringan") && (c.has("terbuka") || c.has("terlambat")) {
		return c.wrong("Opsi --saringan sudah menentukan yang ditampilkan; jangan dipakai bersama --terbuka atau --terlambat.")
	}
	switch {
	case c.has("terlambat"):
		f.Which = app.WhichLate
	case c.has("terbuka"):
		f.Which = app.WhichOpen
	}
	if c.has("pada") { // a date is read before the data is touched
		today := tanggal.Of(c.prog.Now())
		d, err := tanggal.ParseDue(c.flags["pada"], today)
		if err != nil {
			return c.wrong("Tanggal %s tidak dikenal; tulis misalnya 2025-11-20 atau 20-11-2025.", quote(c.flags["pada"]))
		}
		f.On = d
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		if c.has("saringan") {
			saved, err := a.FilterNamed(ctx, c.flags["saringan"])
			if err != nil {
				return err
			}
			f.By = &saved.Filter
		}
		list, err := a.Register(ctx, f)
		if err != nil {
			return err
		}
		points, err := a.Points(ctx)
		if err != nil {
			return err
		}
		if f.By != nil && f.By.Order == monev.ByPoints {
			slices.SortStableFunc(list, func(x, y monev.FollowUpLine) int { return points[y.Item].Cmp(points[x.Item]) })
		}
		if c.has("json") {
			return c.json(shapeFollowUps(list, points))
		}
		if len(list) == 0 {
			fmt.Fprintln(c.out, "Tidak ada tindak lanjut yang cocok.")
			return nil
		}
		var t table
		t.row("ID", "AREA", "TENGGAT", "KETERANGAN", "STATUS", "PRIORITAS", "PENANGGUNG JAWAB", "ASAL", "URAIAN")
		for _, l := range list {
			t.row(l.ID, tanggal.Roman(l.Origin.Area+1), dash(l.Due.Short()), dash(lateness(l)), string(l.Status), string(l.Priority),
				dash(l.Owner.String()), dash(l.From), l.Text)
		}
		t.print(c.out)
		return nil
	})
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// lateness is what is derived about an open follow-up, in few words.
func lateness(l monev.FollowUpLine) string {
	var parts []string
	if l.LateDays > 0 {
		parts = append(parts, fmt.Sprintf("terlambat %d hari", l.LateDays))
	}
	if l.Status.Open() && l.Carried > 0 {
		parts = append(parts, fmt.Sprintf("rapat ke-%d", l.Meetings()))
	}
	return strings.Join(parts, ", ")
}

func exportMeeting(ctx context.Context, c *call) error {
	documents, err := c.chosen("dokumen", app.Documents())
	if err != nil {
		return err
	}
	formats, err := c.chosen("format", app.Formats())
	if err != nil {
		return err
	}
	to := c.flags["ke"]
	if !out.Usable(to) {
		return plainly(unwritable(to), nil)
	}
	if info, err := os.Stat(to); err == nil && !info.IsDir() {
		return plainly(fmt.Sprintf("%s bukan map; pilih map tujuan lain dengan --ke.", place(to)), nil)
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, dir string) error {
		a.WithDir(dir)
		make := a.MakeDocuments
		if c.has("baca") { // the register of evidence is not to change
			make = a.ExportDocuments
		}
		docs, err := make(ctx, meetingID(c.args[0]), documents, formats, to, nil)
		if err != nil {
			return about(err, unwritable(to))
		}
		if c.has("json") {
			return c.json(append([]app.Document{}, docs...))
		}
		for _, d := range docs {
			fmt.Fprintln(c.out, plain.Line(d.Path))
			if d.Note != "" {
				c.note(filepath.Base(d.Path) + ": " + d.Note)
			}
		}
		return nil
	})
}

// chosen reads a list of names out of an option, each once, in the order of
// what there is to choose from; nil without the option or for semua.
func (c *call) chosen(name string, from []string) ([]string, error) {
	if !c.has(name) {
		return nil, nil
	}
	asked := map[string]bool{}
	for _, s := range strings.Split(c.flags[name], ",") {
		s = strings.ToLower(strings.TrimSpace(s))
		switch {
		case s == app.All:
			return nil, nil
		case !slices.Contains(from, s):
			return nil, c.wrong("%s tidak dikenal untuk --%s; pilih %s, atau semua.", quote(s), name, strings.Join(from, ", "))
		}
		asked[s] = true
	}
	return slices.DeleteFunc(slices.Clone(from), func(s string) bool { return !asked[s] }), nil
}
