package simpulan_test

import (
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui/stagetest"
)

// answered is a fresh office with one running meeting and these answers.
func answered(t *testing.T, answers map[string]string) (*app.App, string) {
	t.Helper()
	a := app.New(memstore.New(ledger.Options{Now: stagetest.Now}), stagetest.Now)
	ok := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(a.SetUp(t.Context(), monev.DefaultOffice(2025)))
	for code, text := range answers {
		it, _ := lke.Default().Item(code)
		ans, err := it.Parse(text)
		ok(err)
		ok(a.Answer(t.Context(), 2025, lke.Unit, code, ans, ""))
	}
	m, err := a.CreateMeeting(t.Context(), a.Today(), nil)
	ok(err)
	ok(a.StartMeeting(t.Context(), m.ID))
	return a, m.ID
}

// Without answers the meeting is what it was before the LKE was there.
func TestWithoutLKE(t *testing.T) {
	a, id := answered(t, nil)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: id})
	d.Has("CAPAIAN", "LALU", "TL BARU")
	d.Hasnt("NILAI", "Jalan", "kurang")
}

// Before the surveys the way is the one to what pengungkit must reach.
func TestSurveysMissing(t *testing.T) {
	a, id := answered(t, map[string]string{"A.I.1.i.a": "Ya", "A.I.1.i.b": "B"})
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: id})
	d.Has("survei belum ada", "Jalan ke batas pengungkit WBK: ", " butir: ", "… (+", "VI (kurang 6,00)", "0,38    4,7  ✗")
	for _, size := range [][2]int{{60, 18}, {110, 30}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Has("batas pengungkit WBK", "(+")
	}
}

// No path: the reason is said.
func TestNoWay(t *testing.T) {
	a, id := answered(t, map[string]string{"B.I.a": "2", "B.II.a": "3"})
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: id, W: 160, H: 50})
	d.Has("Jalan terpendek ke WBK: ", "paling tinggi")
}
