package cli

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"monev/internal/app"
	"monev/internal/exchange/uplist"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
)

// maxLKEFile is the greatest file of LKE answers that is read.
const maxLKEFile = 64 << 20

// readFile reads a file the user named; what says in the message which kind of
// file is wanted.
func readFile(name, what string, most int64) ([]byte, error) { return app.ReadFile(name, what, most) }

func importLKE(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	data, err := readFile(c.args[0], "berkas jawaban LKE", maxLKEFile)
	if err != nil {
		return err
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		in, err := a.ImportLKE(ctx, data, year, c.has("unit-lain"))
		if r, told := monev.AsRefusal(err); told && r.Field == app.OtherUnit {
			return plainly(r.Reason+" Bila memang itu yang dimaksud, tulis --unit-lain.", err)
		}
		if err != nil {
			return err
		}
		p := printer{c.out}
		p.line("LKE tahun %d: %d jawaban unit dan %d jawaban TPI berubah.", in.Year, in.Unit, in.TPI)
		if len(in.Notes) == 0 {
			return nil
		}
		p.head("CATATAN TPI (%d)", len(in.Notes))
		var t table
		t.row("  BUTIR", "UNIT", "TPI", "CATATAN", "ASAL")
		for _, n := range in.Notes {
			t.row("  "+n.Item, dash(n.Unit), dash(n.TPI), n.Text, n.Origin)
		}
		t.print(c.out)
		notes, err := a.EvaluatorNotes(ctx, in.Year)
		if err != nil {
			return err
		}
		waiting := 0
		for _, n := range notes {
			if n.Taken == "" {
				waiting++
			}
		}
		fmt.Fprintln(c.out)
		if waiting == 0 {
			p.line("Semua catatan penilai sudah menjadi temuan.")
		} else {
			p.line("%d catatan penilai belum menjadi temuan; ambil dari layar LKE (catatan penilai) selama rapat berlangsung.", waiting)
		}
		return nil
	})
}

func exportLKE(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	format := strings.ToLower(c.flags["format"])
	if !slices.Contains(app.LKEFormats(), format) {
		return c.wrong("Format %s tidak dikenal; tulis %s.", quote(c.flags["format"]), strings.Join(app.LKEFormats(), " atau "))
	}
	var template []byte
	if c.has("templat") {
		if format != "xlsx" {
			return c.wrong("Opsi --templat hanya berlaku untuk --format xlsx.")
		}
		if template, err = readFile(c.flags["templat"], "formulir LKE", maxLKEFile); err != nil {
			return err
		}
	}
	if !c.has("ke") && format == "xlsx" && c.prog.Terminal != nil && c.prog.Terminal() {
		return plainly("Buku kerja tidak dapat ditampilkan di terminal; tulis berkas tujuannya dengan --ke.", nil)
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		out, err := a.ExportLKE(ctx, year, format, template)
		if err != nil {
			return err
		}
		if !c.has("ke") {
			_, err := c.out.Write(out.Data)
			return err
		}
		to := c.flags["ke"]
		if err := writeNew(to, func(f *os.File) error { _, err := f.Write(out.Data); return err }); err != nil {
			return err
		}
		fmt.Fprintln(c.out, plain.Line(to))
		return nil
	})
}

// importFollowUps takes follow-ups out of a list and says what became of each row.
func importFollowUps(ctx context.Context, c *call) error {
	data, err := app.ReadFile(c.args[0], "daftar tindak lanjut", uplist.MaxBytes)
	if err != nil {
		return err
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		in, err := a.ImportFollowUps(ctx, data)
		if err != nil {
			return err
		}
		if c.has("json") {
			return c.json(struct {
				Taken   int              `json:"diterima"`
				Refused []app.RefusedRow `json:"ditolak"`
			}{in.Taken, append([]app.RefusedRow{}, in.Refused...)})
		}
		fmt.Fprintf(c.out, "%d tindak lanjut diambil, %d baris ditolak.\n", in.Taken, len(in.Refused))
		for _, r := range in.Refused {
			fmt.Fprintf(c.out, "Baris %d: %s\n", r.Line, plain.Line(r.Reason))
		}
		return nil
	})
}
