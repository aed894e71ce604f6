package cli

import (
	"context"
	"fmt"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/store"
)

// national stands for the file of the instrument that comes with the program.
const national = "nasional"

type instrumentShape struct {
	Code    string `json:"instrumen"`
	Digest  string `json:"sidik"` // tells two files of one code apart
	Version int    `json:"versi"` // its year; 0 if the file does not say
	Name    string `json:"nama"`
	BuiltIn bool   `json:"bawaan"`
	Items   int    `json:"butir"`
}

type instrumentUseShape struct {
	Year int `json:"tahun"`
	instrumentShape
	Answers map[lke.Layer]int `json:"jawaban"`
}

type instrumentPlanShape struct {
	Year    int             `json:"tahun"`
	Old     instrumentShape `json:"lama"`
	New     instrumentShape `json:"baru"`
	Taken   bool            `json:"diganti"`
	Touched int             `json:"jawaban_tersentuh"`
	Changes []changeShape   `json:"perubahan"`
	Minima  []string        `json:"nilai_minimum"`
}

type changeShape struct {
	Item  string `json:"nomor"`
	Kind  string `json:"jenis"`
	Text  string `json:"uraian"`
	Given string `json:"jawaban"` // that the change touches; "" if none
}

func shapeInstrument(in *lke.Instrument) instrumentShape {
	return instrumentShape{in.Code, in.Digest, in.Year, in.Name, in == lke.Default(), len(in.Items())}
}

func shapePlan(p app.InstrumentPlan, taken bool) instrumentPlanShape {
	out := instrumentPlanShape{Year: p.Year, Old: shapeInstrument(p.Old), New: shapeInstrument(p.New), Taken: taken,
		Touched: p.Touched, Changes: []changeShape{}, Minima: append([]string{}, p.Minima...)}
	for _, c := range p.Changes {
		s := changeShape{Item: c.Code, Kind: c.Kind.String(), Text: c.Text}
		if c.Given {
			s.Given = p.Given(c.Code)
		}
		out.Changes = append(out.Changes, s)
	}
	return out
}

// instruments lists the instruments in use, or puts the LKE of a year under the
// one in a file.
func instruments(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	if len(c.args) > 0 {
		return c.loadInstrument(ctx, year)
	}
	for _, o := range []string{"tahun", "terima"} {
		if c.has(o) {
			return c.wrong("Opsi --%s hanya berlaku bersama BERKAS.", o)
		}
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		list, err := a.Instruments(ctx)
		if err != nil {
			return err
		}
		if c.has("json") {
			out := []instrumentUseShape{}
			for _, u := range list {
				s := instrumentUseShape{u.Year, shapeInstrument(u.Instrument), map[lke.Layer]int{}}
				for _, l := range lke.Layers() {
					s.Answers[l] = u.Answers[l]
				}
				out = append(out, s)
			}
			return c.json(out)
		}
		var t table
		t.row("TAHUN", "INSTRUMEN", "SIDIK", "BUTIR", "UNIT", "TPI", "TPN", "NAMA")
		for _, u := range list {
			in := u.Instrument
			t.row(fmt.Sprint(u.Year), in.Code, in.Digest, fmt.Sprint(len(in.Items())), fmt.Sprint(u.Answers[lke.Unit]),
				fmt.Sprint(u.Answers[lke.TPI]), fmt.Sprint(u.Answers[lke.TPN]), in.Name)
		}
		t.print(c.out)
		return nil
	})
}

func (c *call) loadInstrument(ctx context.Context, year int) error {
	if c.has("baca") {
		return c.readOnly()
	}
	data := lke.National()
	if c.args[0] != national {
		var err error
		if data, err = readFile(c.args[0], "berkas instrumen", app.MaxInstrumentFile); err != nil {
			return err
		}
	}
	choice := app.KeepInstrument
	if c.has("terima") {
		choice = app.TakeInstrument
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		p, taken, err := a.LoadInstrument(ctx, data, year, choice)
		if err != nil {
			return err
		}
		if c.has("json") {
			if err := c.json(shapePlan(p, taken)); err != nil {
				return err
			}
		} else {
			c.printPlan(p, taken)
		}
		if p.Touched > 0 && !taken {
			return plainly(fmt.Sprintf("%d jawaban tahun %d tidak cocok dengan instrumen %s, maka instrumennya belum diganti; "+
				"ulangi dengan --terima untuk menggantinya tanpa jawaban itu.", p.Touched, p.Year, p.New.Code), nil)
		}
		return nil
	})
}

func (c *call) printPlan(p app.InstrumentPlan, taken bool) {
	out := printer{c.out}
	switch {
	case p.Same():
		out.line("LKE tahun %d sudah memakai instrumen %s (%s); tidak ada yang berubah.", p.Year, p.New.Code, p.New.Digest)
		return
	case taken:
		out.line("Instrumen LKE tahun %d diganti: %s → %s (%s).", p.Year, p.Old.Code, p.New.Code, p.New.Digest)
	default:
		out.line("Instrumen LKE tahun %d belum diganti: %s → %s (%s).", p.Year, p.Old.Code, p.New.Code, p.New.Digest)
	}
	left, word := p.Asks(), "yang tidak akan ikut"
	if taken {
		word = "yang tidak ikut; semuanya tetap ada di riwayat"
	}
	if len(left) > 0 {
		out.head("JAWABAN TERSENTUH (%d), %s", p.Touched, word)
		var t table
		for _, x := range left {
			t.row("  "+x.Code, p.Given(x.Code), x.Text)
		}
		t.print(c.out)
	}
	var rest table
	for _, x := range p.Changes {
		if !x.Given {
			rest.row("  "+x.Code, x.Text)
		}
	}
	if n := len(rest.rows); n > 0 {
		out.head("PERUBAHAN LAIN (%d)", n)
		rest.print(c.out)
	}
	if len(p.Minima) > 0 {
		out.head("NILAI MINIMUM")
		for _, m := range p.Minima {
			out.line("  %s", m)
		}
	}
}
