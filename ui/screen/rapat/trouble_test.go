package rapat_test

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
)

var full = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}

func TestUnknownMeeting(t *testing.T) {
	p, s := open(t, world(t), "R9999")
	p.Has(" Rapat \"R9999\" tidak ada", "Esc kembali")
	p.CheckTop(s)
	p.Resize(60, 18)
	p.Has("Rapat \"R9999\" tidak ada")
	p.Key("?", "esc", "esc")
	p.Has("n rapat baru")
}

func TestAMoveThatCannotBeStoredSaysSo(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	w.Store.Err = full
	p.Key("]")
	p.Has("✗ Tahap belum tercatat: Penyimpanan penuh", names[6]) // the room goes on
	w.Store.Err = nil
	p.Key("]")
	p.Has(names[7])
	p.Hasnt("✗ Tahap")
	if st := p.Minutes().Walk.Stage; st != monev.StageArea+4 {
		t.Errorf("stored %v", st)
	}
}

func TestAPauseThatCannotBeStoredKeepsItsReason(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("z")
	p.Type("Salat")
	w.Store.Err = full
	p.Key("enter")
	p.Has("✗ Jeda rapat belum tersimpan", "JEDA", "Salat", "01:00:00")
	w.Store.Err = nil
	p.Key("enter")
	p.Has("dijeda")
	w.Store.Err = full
	p.Key("z")
	p.Has("✗ Sesi lanjutan belum dibuka: Penyimpanan penuh", "dijeda")
}

func TestALeftOpenSessionThatCannotBeClosed(t *testing.T) {
	w := world(t)
	w.Clock.Add(24 * time.Hour)
	w.Store.Err = full
	p, _ := open(t, w, stagetest.Meeting)
	p.Has("✗ Sesi yang tertinggal belum ditutup: Penyimpanan penuh", names[5])
	p.Hasnt("ditutup pada catatan")
}

// Looking at a copy: nobody can end the session there, which is no failure, and its
// clock does not run on for days.
func TestALeftOpenSessionThatIsOnlyLookedAt(t *testing.T) {
	w := world(t)
	w.Clock.Add(24 * time.Hour)
	w.Store.Err = store.ErrReadOnly
	p, _ := open(t, w, stagetest.Meeting)
	p.Has("• Sesi rapat ini belum ditutup; yang tampil berhenti pada catatan terakhirnya,", "20 November 2025 09.43 WIB.", "dijeda sejak 20-11-2025", names[5])
	p.Hasnt("✗ Sesi")
	p.Key("f5")
	p.Has("dijeda 00:43:20")
}

func TestAMeetingThatCannotBeRead(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	w.Store.Blind = errors.New("disk gone")
	p.Key("t")
	p.Type("Tetap di sini")
	p.Key("ctrl+s")
	p.Has("✗", names[5], "Uraian") // what was read stays on the screen
	w.Store.Blind = nil
	p.Key("esc", "]", "[")
	p.Choose("Tetap di sini")

	w.Store.Blind = errors.New("disk gone")
	s := rapat.New(p.Kit, stagetest.Meeting)
	p.Push(s)
	p.Has("Terjadi kesalahan tak terduga", "Esc kembali")
	p.Key("esc")
	p.Has(names[5])
}

func TestFinalMeeting(t *testing.T) {
	w := world(t)
	p, s := open(t, w, stagetest.Final)
	p.CheckTop(s)
	n := w.Events(t)
	p.Has(names[10], "Rapat final sejak")
	p.Key("3")
	for _, key := range []string{"s", "t", "l", "a", "k", "m"} {
		p.Key(key)
		p.Has("! Rapat ini sudah final dan terkunci; perbaiki lewat revisi di tahap Penutup.")
		p.Key("home")
	}
	p.Key("z")
	p.Hasnt("JEDA", "dijeda")
	p.Key("0", "h")
	p.Has("! Rapat ini sudah final")
	p.Key("8", "f")
	p.Has("! Rapat ini sudah final.")
	if w.Events(t) != n {
		t.Error("a final meeting was changed")
	}
	p.Key("v")
	p.Has("REVISI · rapat dibuka lagi, notula lama tetap disimpan")
	p.Key("enter")
	p.Has("! Wajib diisi.")
	p.Type("Salah tulis nama\n")
	p.Has("revisi", names[10], "f kunci rapat", "REVISI")
	p.CheckTop(s)
	p.Key("z")
	p.Hasnt("JEDA", "Sesi 3") // the sitting itself is over
	p.Key("3", "a")
	p.Type("Tambahan. ")
	p.Key("esc")
	p.Has("Tambahan.", "revisi")
	p.Pass(2 * time.Second)
	p.Has("revisi")
	p.Key("8", "f", "y")
	p.Has("✓ final", "dokumen dibuat")
	if m := p.Record(stagetest.Final).Meeting; m.Status != monev.Final || len(m.Revisions) != 1 || len(m.Sessions) != 1+1 {
		t.Errorf("stored %v, %d revisions, %d sessions", m.Status, len(m.Revisions), len(m.Sessions))
	}
}
