package riwayat_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/beranda"
	"monev/ui/screen/riwayat"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

// One key shows the history of whatever is selected.
func TestOneKeyOnEveryRecord(t *testing.T) {
	for _, c := range []struct {
		keys  string
		title string
		has   string
	}{
		{"h", "Riwayat rapat TW IV 2025", "Status"},
		{"down h", "Riwayat rapat TW III 2025", "kunci rapat"},
		{"d h", "Riwayat data kantor", "isi data awal"},
		{"t h", "Riwayat TL-00006", "tambah tindak lanjut"},
		{"e down h", "Riwayat eviden", "Judul: "},
		{"l right right right h", "Riwayat jawaban A.I.1.i.b", "Jawaban: B → A"},
		{"enter h", "Riwayat TL-", "perbarui"},                       // area III: a follow-up of before
		{"enter end h", "Riwayat TL-", "Uraian: "},                   // one decided here
		{"enter 1 h", "Riwayat TL-", "Uraian: "},                     // another area
		{"enter 7 h", "Riwayat catatan area I", "Status"},            // simpulan: the notes on an area
		{"enter 7 end h", "Riwayat rapat TW IV 2025", "mulai rapat"}, // and of the meeting
		{"enter 8 h", "Riwayat rapat TW IV 2025", "mulai rapat"},
		{"enter 9 h", "Riwayat TL-", "Uraian: "},
	} {
		t.Run(c.keys, func(t *testing.T) {
			p := stagetest.Start(t, stagetest.NewWorld(t, false), 120, 40, func(k *kit.Kit) kit.Screen { return beranda.New(k, nil) })
			p.Key(strings.Fields(c.keys)...)
			p.Has(c.title, c.has)
			p.Key("end", "home", "esc")
			p.Hasnt(c.title)
		})
	}
}

func show(t *testing.T, a *app.App, w, h int, title string, rec app.Record) *uitest.Driver {
	t.Helper()
	k := uitest.Kit(a)
	k.Say = app.Explain
	s := riwayat.New(k, title, rec)
	r := ui.New(k, s, ui.WithUndo(a.Undo, a.Redo))
	uitest.CheckActions(t, s, r.Actions())
	return uitest.New(t, r, w, h)
}

func TestPictures(t *testing.T) {
	a := stagetest.App(t)
	ctx := context.Background()
	f, err := a.AddFinding(ctx, monev.Finding{Meeting: stagetest.Meeting, Area: 2, Text: "SKP belum ditandatangani"}, "")
	edit := func(change func(*monev.Finding)) {
		if err == nil {
			change(&f)
			err = a.EditFinding(ctx, f, "")
		}
	}
	edit(func(f *monev.Finding) {
		f.Level, f.Cause = monev.High, strings.Repeat("penandatangan dinas luar sejak Agustus ", 12)
	})
	edit(func(f *monev.Finding) { f.Text = "keliru" })
	if err == nil {
		_, err = a.Undo(ctx)
	}
	edit(func(f *monev.Finding) {
		f.Text = "SKP belum ditandatangani oleh dua pegawai"
		f.Cause, f.Recommendation = "", "Tetapkan jadwal"
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d := show(t, a, size[0], size[1], "Riwayat temuan", app.FindingRecord(f.ID))
		d.Golden(name)
		d.Key("down")
		d.Golden(name, "urung")
		d.Key("end", "up")
		d.Golden(name, "panjang")
	}
}

// A long history comes a page at a time, and undo is seen at once.
func TestLongHistory(t *testing.T) {
	a := stagetest.App(t)
	ctx := context.Background()
	f, err := a.AddFinding(ctx, monev.Finding{Meeting: stagetest.Meeting, Area: 2, Text: "0"}, "")
	for i := 1; i < 250 && err == nil; i++ {
		f.Text = fmt.Sprint(i)
		err = a.EditFinding(ctx, f, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	d := show(t, a, 80, 24, "Riwayat temuan", app.FindingRecord(f.ID))
	d.Has("100 perubahan terbaru", "248 → 249")
	d.Key("end")
	d.Has("200 perubahan terbaru")
	d.Key("end")
	d.Has("250 perubahan")
	d.Hasnt("terbaru")
	d.Key("end")
	d.Has("tambah temuan")
	d.Key("ctrl+z")
	d.Has("250 perubahan · 1 diurungkan")
	d.Key("home", "down")
	d.Has("✗ diurungkan: ubah temuan · Temuan: 248 → 249")
	d.Key("ctrl+y")
	d.Hasnt("diurungkan")
}

// A page that cannot be read leaves what was read; the end asks for it again.
func TestAPageThatCannotBeRead(t *testing.T) {
	a, b := stagetest.BrokenApp(t)
	f, err := a.AddFinding(t.Context(), monev.Finding{Meeting: stagetest.Meeting, Area: 2, Text: "0"}, "")
	for i := 1; i < 120 && err == nil; i++ {
		f.Text = fmt.Sprint(i)
		err = a.EditFinding(t.Context(), f, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	d := show(t, a, 80, 24, "Riwayat temuan", app.FindingRecord(f.ID))
	b.Blind = store.ErrDamaged
	d.Key("end")
	d.Has("Riwayat belum terbaca", "100 perubahan terbaru")
	d.Key("f1", "esc") // the sentence goes with a key
	d.Send(kit.ThemeMsg{})
	d.Hasnt("Riwayat belum terbaca")
	b.Blind = nil
	d.Key("end")
	d.Has("120 perubahan")
}

func TestNothingAndTrouble(t *testing.T) {
	d := show(t, stagetest.App(t), 60, 18, "Riwayat temuan", app.FindingRecord("R0009/1/00001"))
	d.Has("Belum ada yang tercatat di sini. Esc kembali.")
	a, b := stagetest.BrokenApp(t)
	b.Blind = store.ErrDamaged
	d = show(t, a, 60, 18, "Riwayat TL-00006", app.FollowUpRecord("TL-00006"))
	d.Has("rusak")
}
