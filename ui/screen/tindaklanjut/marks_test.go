package tindaklanjut_test

import (
	"context"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/stagetest"
)

func TestSeveralInOneChange(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("space", "space", "down", "space")
	d.Has("3 ditandai", "b ubah 3", "Esc lepas tanda", "●  TL-00008")
	d.Key("b")
	d.Has("UBAH 3 TINDAK LANJUT BERSAMA", "[tetap]")
	d.Key("ctrl+s")
	d.Has("Tidak ada yang berubah")
	d.Key("shift+tab")
	d.Type("t") // Tuntas
	d.Key("ctrl+s")
	d.Has("Tuntas memerlukan bukti")
	d.Type("SK 12/2025")
	d.Key("ctrl+s")
	d.Has("3 tindak lanjut diubah; Ctrl+Z mengembalikannya.", "12 terbuka")
	d.Hasnt("ditandai")
	d.Key("ctrl+z")
	d.Has("Diurungkan: ubah 3 tindak lanjut.", "15 terbuka")
	d.Key("ctrl+y")
	d.Has("Diulangi: ubah 3 tindak lanjut.", "12 terbuka")
	if l, err := a.FollowUp(context.Background(), "TL-00006"); err != nil || l.Status != monev.Done {
		t.Errorf("%v %+v", err, l)
	}
}

// What does not take the change is told before anything is stored, and stays marked.
func TestSomeDoNotTakeTheChange(t *testing.T) {
	d, a := show(t, 80, 24)
	ctx := context.Background()
	d.Key("left", "a")
	d.Has("27 ditandai", "b ubah 27")
	d.Key("b", "tab", "tab", "tab", "tab", "tab", "tab")
	d.Type("m")
	d.Key("ctrl+s")
	d.Has("12 dari 27 tidak dapat diubah", "buka kembali dulu", "Belum ada yang disimpan", "ubah 15 yang lain")
	d.Golden("tolak")
	d.Key("enter") // back to the form
	d.Has("UBAH 27 TINDAK LANJUT BERSAMA", "[Mendesak]")
	if l, err := a.FollowUp(ctx, "TL-00006"); err != nil || l.Priority == monev.Urgent {
		t.Errorf("%v %+v", err, l)
	}
	d.Key("ctrl+s", "y")
	d.Has("15 tindak lanjut diubah; Ctrl+Z mengembalikannya. 12 lainnya tetap bertanda.", "12 ditandai")
	if l, err := a.FollowUp(ctx, "TL-00006"); err != nil || l.Priority != monev.Urgent {
		t.Errorf("%v %+v", err, l)
	}
	d.Key("esc")
	d.Hasnt("ditandai")
	d.Key("ctrl+z")
	if l, err := a.FollowUp(ctx, "TL-00006"); err != nil || l.Priority == monev.Urgent {
		t.Errorf("one undo did not take all back: %v %+v", err, l)
	}
}

// Some are Tuntas already, the others only lack what the form asks for: that is said
// first, beside its field, or nobody would see that they can be done.
func TestTuntasForSomeThatAreAlready(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("left", "a", "b")
	d.Type("t")
	d.Key("ctrl+s")
	d.Has("▸ Bukti", "! Belum ada yang diubah. 17 dari 27: Tuntas memerlukan bukti;", "10 dari 27:", "Sudah Tuntas; tidak ada yang berubah.")
	d.Type("SK 12/2025")
	d.Key("ctrl+s")
	d.Has("10 dari 27 tidak dapat diubah", "ubah 17 yang lain")
}

func TestMarks(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("space", "end", "v")
	d.Has("15 ditandai")
	d.Key("a")
	d.Hasnt("ditandai")
	d.Key("3", "a", "0")
	d.Has("3 ditandai")
	d.Key("1")
	d.Has("3 ditandai (3 tidak tampil)")
	d.Key("b")
	d.Has("UBAH 3 TINDAK LANJUT BERSAMA · 3 TIDAK TAMPIL")
	d.Key("esc", "/")
	d.Type("a\n")
	d.Key("esc") // first the marks, then the words, then the screen
	d.Hasnt("ditandai")
	d.Has("kata “a”")
	d.Key("esc")
	d.Hasnt("kata “a”")
	// One that is closed elsewhere is no longer there to be changed.
	d.Key("0", "home", "space")
	d.Has("1 ditandai")
	if err := a.ReportFollowUp(context.Background(), "TL-00006", "", app.Report{Status: monev.Impossible, Note: "x"}, ""); err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Hasnt("ditandai")
}

func TestHalfTypedChangeOfSeveralComesBack(t *testing.T) {
	a := stagetest.App(t)
	d, _, _ := over(t, a, 80, 24)
	d.Key("a", "b", "tab")
	d.Type("dibagi ulang")
	d.After(1e9)
	d, _, _ = over(t, a, 80, 24)
	d.Key("a", "b")
	d.Has("dibagi ulang")
}

// What is half typed about some follow-ups comes back with them, not with others.
func TestHalfTypedChangeStaysWithItsFollowUps(t *testing.T) {
	a := stagetest.App(t)
	d, _, _ := over(t, a, 80, 24)
	d.Key("down", "space", "space", "b", "tab")
	d.Type("setengah jadi")
	d.Has("UBAH 2 TINDAK LANJUT BERSAMA", "setengah jadi")
	d.Key("esc")                 // it is kept
	d, _, _ = over(t, a, 80, 24) // after a restart
	d.Key("b")
	d.Has("UBAH TL-00006")
	d.Hasnt("setengah jadi")
	d.Key("esc", "down", "space", "space", "b")
	d.Has("UBAH 2 TINDAK LANJUT BERSAMA", "setengah jadi")
}
