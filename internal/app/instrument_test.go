package app_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/lke/lketest"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// layered answers a few questions on all layers, in two years.
func layered(w *world) {
	w.t.Helper()
	w.answer("A.I.1.i.a", "Ya")
	w.answer("A.I.1.i.b", "B")
	w.answer("A.I.1.ii.a", "Ya")
	w.answer("A.I.1.ii.b", "A")
	w.answer("A.II.4.i", "4 2")
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.b", lke.Answer{Choice: "C", Note: "belum ada SK"}, ""))
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.a", lke.Answer{Choice: "Ya"}, ""))
	w.ok(w.Answer(w.ctx, year, lke.TPN, "A.I.1.ii.b", lke.Answer{Choice: "B"}, ""))
	w.ok(w.Answer(w.ctx, year, lke.TPN, "A.I.1.ii.a", lke.Answer{Choice: "Tidak", Note: "belum ditetapkan"}, ""))
	w.ok(w.Answer(w.ctx, year-1, lke.Unit, "A.I.1.i.b", lke.Answer{Choice: "A"}, ""))
	w.ok(w.SetEffort(w.ctx, year, "A.I.1.i.b", 4))
	w.ok(w.SetEffort(w.ctx, year, "A.I.1.i.a", 2))
	w.ok(w.SetPolicy(w.ctx, year, "ketat"))
}

// given lists a year's answers: "unit A.I.1.i.a=Ya".
func (w *world) given(year int) string {
	w.t.Helper()
	s, err := w.Worksheet(w.ctx, year)
	w.ok(err)
	var out []string
	for _, l := range lke.Layers() {
		if len(s.Sheets[l].Answers) > 0 && !s.Sheets[l].Given(s.Instrument) {
			w.t.Errorf("%s of %d are not bound to %s", l, year, s.Instrument.Code)
		}
		for _, it := range s.Instrument.Items() {
			if a, ok := s.Sheets[l].Answers[it.Code]; ok {
				out = append(out, fmt.Sprintf("%s %s=%s", l, it.Code, it.Text(a)))
			}
		}
	}
	return strings.Join(out, ", ")
}

func TestPlanInstrument(t *testing.T) {
	w := ready(t)
	layered(w)
	before := w.export()
	p, err := w.PlanInstrument(w.ctx, lketest.Next(), 0)
	w.ok(err)
	if !bytes.Equal(w.export(), before) {
		t.Error("a plan changed the store")
	}
	if p.Year != year || p.Old != lke.Default() || p.New.Code != lketest.NextCode || p.Same() || p.Touched != 5 {
		t.Errorf("%d %s → %s, %d touched", p.Year, p.Old.Code, p.New.Code, p.Touched)
	}
	var asks []string
	for _, c := range p.Asks() {
		asks = append(asks, c.Code+" "+p.Given(c.Code))
	}
	percent, _ := p.Old.Item("A.II.4.i")
	if got, want := strings.Join(asks, "; "), "A.I.1.i.b Unit B, TPI C; A.I.1.ii.b Unit A, TPN B; A.II.4.i Unit "+percent.Text(w.parse("A.II.4.i", "4 2")); got != want {
		t.Errorf("asks\n%s, want\n%s", got, want)
	}
	if len(p.Changes) != 9 || len(p.Minima) != 1 || p.Minima[0] != "WBK Nilai total: minimum berubah dari 75,00 menjadi 76,00." {
		t.Errorf("%d changes, %q", len(p.Changes), p.Minima)
	}
	if p.Given("A.I.1.i.x") != "" || p.Given("B.I.a") != "" {
		t.Error("an answer nobody gave")
	}
}

func TestKeepOrTakeAnInstrument(t *testing.T) {
	w := ready(t)
	layered(w)
	before := w.records()
	p, taken, err := w.LoadInstrument(w.ctx, lketest.Next(), year, app.KeepInstrument)
	if err != nil || taken || p.Touched != 5 || w.records() != before {
		t.Errorf("kept: taken %v, %d touched, %v", taken, p.Touched, err)
	}
	events := w.head()
	p, taken, err = w.LoadInstrument(w.ctx, lketest.Next(), year, app.TakeInstrument)
	if err != nil || !taken || p.Touched != 5 {
		t.Fatalf("taken %v, %d touched, %v", taken, p.Touched, err)
	}
	if n := w.head() - events; n != 1 {
		t.Errorf("%d events", n)
	}
	s := w.sheet()
	if s.Instrument.Code != lketest.NextCode || s.Policy.Code != "ketat" || len(s.Efforts) != 1 || s.Efforts["A.I.1.i.a"] != 2 {
		t.Errorf("%s, %s, %v", s.Instrument.Code, s.Policy.Code, s.Efforts)
	}
	if got, want := w.given(year), "Unit A.I.1.i.a=Ya, Unit A.I.1.ii.a=Ya, TPI A.I.1.i.a=Ya, TPN A.I.1.ii.a=Tidak"; got != want {
		t.Errorf("carried %s\nwant %s", got, want)
	}
	if s.Sheets[lke.TPN].Answers["A.I.1.ii.a"].Note != "belum ditetapkan" {
		t.Error("a note did not come along")
	}
	w.wantTotal("0,57 0,00") // 0,2 of the lighter sub, a third of 1,1

	// What was left out stays in the history; new answers go by the new scale.
	if past := w.saidOf(lke.TPI, "A.I.1.i.b"); strings.Count(past, "→") != 2 || !strings.Contains(past, " → C") {
		t.Errorf("%q", past)
	}
	w.refused("A.I.1.ii.b", func() error { return w.Answer(w.ctx, year, lke.Unit, "A.I.1.ii.b", lke.Answer{Choice: "A"}, "") })
	w.refused("butir", func() error { return w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.b", lke.Answer{Choice: "A"}, "") })
	w.ok(w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.c", lke.Answer{Choice: "A"}, ""))

	// The other year stays under what it was given under.
	if o, err := w.Worksheet(w.ctx, year-1); err != nil || o.Instrument != lke.Default() || w.given(year-1) != "Unit A.I.1.i.b=A" {
		t.Errorf("%s, %v", w.given(year-1), err)
	}
	uses, err := w.Instruments(w.ctx)
	w.ok(err)
	var list []string
	for _, u := range uses {
		list = append(list, strings.TrimSpace(fmt.Sprintln(u.Year, u.Instrument.Code, u.BuiltIn(), []int{u.Answers[lke.Unit], u.Answers[lke.TPI], u.Answers[lke.TPN]})))
	}
	if got := strings.Join(list, "; "); got != "2025 LKE-ZI-2026 false [3 1 1]; 2024 LKE-ZI-2021 true [1 0 0]" {
		t.Error(got)
	}

	// Back to the national one, which fits what is left but the new question.
	p, taken, err = w.LoadInstrument(w.ctx, lke.National(), year, app.KeepInstrument)
	if err != nil || taken || p.Touched != 1 || p.Asks()[0].Code != "A.I.1.i.c" {
		t.Errorf("back: %v, %v", p.Asks(), err)
	}
	if _, taken, err = w.LoadInstrument(w.ctx, lke.National(), year, app.TakeInstrument); err != nil || !taken || w.sheet().Instrument != lke.Default() {
		t.Errorf("back: %v, %v", taken, err)
	}
}

func TestUndoOfAnInstrument(t *testing.T) {
	w := ready(t)
	layered(w)
	before := w.records()
	_, _, err := w.LoadInstrument(w.ctx, lketest.Next(), year, app.TakeInstrument)
	w.ok(err)
	after := w.records()
	for range 2 {
		w.undo("ganti instrumen LKE")
		if w.records() != before || w.sheet().Instrument != lke.Default() {
			t.Error("undo left a trace")
		}
		if _, err := w.Redo(w.ctx); err != nil || w.records() != after || w.sheet().Instrument.Code != lketest.NextCode {
			t.Errorf("redo: %v", err)
		}
	}
}

func TestSameInstrumentIsNoChange(t *testing.T) {
	w := ready(t)
	none := func(data []byte) {
		t.Helper()
		before := w.export()
		p, taken, err := w.LoadInstrument(w.ctx, data, year, app.TakeInstrument)
		if err != nil || taken || !p.Same() || len(p.Changes) != 0 || !bytes.Equal(w.export(), before) {
			t.Errorf("taken %v, %v", taken, err)
		}
	}
	none(lke.National()) // nothing answered, nothing chosen
	layered(w)
	none(lke.National())
	_, _, err := w.LoadInstrument(w.ctx, lketest.Next(), year, app.TakeInstrument)
	w.ok(err)
	none(lketest.Next())
}

// A year without answers takes an instrument without asking; a year after it is
// not changed with it.
func TestInstrumentOfAnEmptyYear(t *testing.T) {
	w := ready(t)
	p, taken, err := w.LoadInstrument(w.ctx, lketest.Next(), year+1, app.KeepInstrument)
	if err != nil || !taken || p.Touched != 0 || len(p.Asks()) != 0 || len(p.Changes) != 9 {
		t.Errorf("%v, %+v, %v", taken, p.Asks(), err)
	}
	for y, code := range map[int]string{year: "LKE-ZI-2021", year + 1: lketest.NextCode, year + 2: "LKE-ZI-2021"} {
		if s, err := w.Worksheet(w.ctx, y); err != nil || s.Instrument.Code != code || s.Result.Total.Items != 113 {
			t.Errorf("%d is under %s, %v", y, s.Instrument.Code, err)
		}
	}
	first := empty(t) // before the first start
	if _, err := first.PlanInstrument(first.ctx, lketest.Next(), 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("without an office: %v", err)
	}
	if list, err := first.Instruments(first.ctx); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// Two files may have one code: each year keeps its own, and a file is stored once.
func TestInstrumentsOfOneCode(t *testing.T) {
	w := ready(t)
	first := lketest.Next()
	second := bytes.Replace(first, []byte("Apakah rencana kerja ZI tertulis dan ditetapkan?"), []byte("Apakah rencana kerja ZI ditetapkan?"), 1)
	load := func(data []byte, year int) {
		t.Helper()
		if _, taken, err := w.LoadInstrument(w.ctx, data, year, app.KeepInstrument); err != nil || !taken {
			t.Fatal(taken, err)
		}
	}
	load(first, 2025)
	load(first, 2026)
	load(second, 2027)
	stored := 0
	w.ok(w.store.View(w.ctx, func(r store.Reader) error {
		var err error
		stored, err = r.Count(store.KindInstrument)
		return err
	}))
	if stored != 2 {
		t.Errorf("%d files are stored", stored)
	}
	question := func(a *app.App, year int) string {
		t.Helper()
		s, err := a.Worksheet(w.ctx, year)
		w.ok(err)
		it, _ := s.Instrument.Item("A.I.1.ii.a")
		return it.Question
	}
	w.ok(w.Answer(w.ctx, 2026, lke.Unit, "A.I.1.ii.a", lke.Answer{Choice: "Ya"}, ""))
	load(second, 2026) // other words do not touch an answer
	if w.given(2026) != "Unit A.I.1.ii.a=Ya" {
		t.Error(w.given(2026))
	}

	// All of it travels with the data.
	other := memstore.New(ledger.Options{})
	defer other.Close()
	b := app.New(other, w.Now)
	w.ok(b.ImportData(w.ctx, bytes.NewReader(w.export())))
	for _, a := range []*app.App{w.App, b} {
		if one, two, three := question(a, 2025), question(a, 2026), question(a, 2027); one == two || two != three {
			t.Errorf("%q, %q, %q", one, two, three)
		}
	}
}

func TestInstrumentRefused(t *testing.T) {
	w := ready(t)
	layered(w)
	next := string(lketest.Next())
	for what, c := range map[string][2]string{
		"weights": {strings.Replace(next, "bobot_total: 100", "bobot_total: 90", 1), "instrumen: jumlah bobot komponen 100, seharusnya 90"},
		"item":    {strings.Replace(next, `nomor: "A.I.1.i.c"`, `nomor: "A.I.1.i.a"`, 1), "A.I.1.i.a: kode butir dipakai dua kali"},
		"empty":   {"", "berkas: berkas kosong"},
		"no text": {"\xff\xfek\x00", "berkas: bukan teks UTF-8"},
		"code":    {strings.Replace(next, lketest.NextCode, strings.Repeat("x", 61), 1), "instrumen: kode lebih dari 60 huruf"},
	} {
		for _, do := range []func() error{
			func() error { _, err := w.PlanInstrument(w.ctx, []byte(c[0]), year); return err },
			func() error {
				_, taken, err := w.LoadInstrument(w.ctx, []byte(c[0]), year, app.TakeInstrument)
				if taken {
					t.Errorf("%s taken", what)
				}
				return err
			},
		} {
			w.refused("instrumen", do)
			var bad *lke.Invalid
			if err := do(); !errors.As(err, &bad) || !strings.Contains(app.Explain(err), c[1]) {
				t.Errorf("%s: %s", what, app.Explain(err))
			}
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a b.yaml")
	if err := os.WriteFile(name, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := app.ReadFile(name, "berkas", 2<<20); err != nil || len(data) != 2<<20 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "x"): "tidak ada; periksa namanya", dir: "adalah map; tulis nama berkas instrumen",
		name: "lebih dari 1 MiB; berkas instrumen tidak sebesar itu", os.DevNull: "bukan berkas biasa",
	} {
		_, err := app.ReadFile(path, "berkas instrumen", 1<<20)
		if r, ok := monev.AsRefusal(err); !ok || r.Field != "berkas" || !strings.Contains(r.Reason, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// head is how many events there are.
func (w *world) head() uint64 {
	w.t.Helper()
	r, err := w.Records(w.ctx)
	w.ok(err)
	return r.Events
}
