package lke_test

import (
	"context"
	"strings"
	"testing"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui/kit"
	"monev/ui/stagetest"
)

// A reload that fails leaves what was read, and says so.
func TestProposalsThatCannotBeReadAgain(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := over(t, w, "", 80, 24)
	d.Key("u")
	d.Has("A.I.1.iii.b", "Usulan")
	w.Store.Blind = context.DeadlineExceeded
	d.Send(kit.ChangedMsg{})
	d.Has("A.I.1.iii.b", "Usulan jawaban belum dapat dibaca lagi")
	w.Store.Blind = nil
}

// A note that has no room for the reason: nothing is taken, and nobody says it was.
func TestProposalThatHasNoRoomInTheNote(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	full := strings.Repeat("panjang ", monev.TextLimit/8)
	if err := w.Answer(context.Background(), year, lke.Unit, "A.I.1.iii.b", lke.Answer{Choice: "D", Note: full}, ""); err != nil {
		t.Fatal(err)
	}
	d := over(t, w, "", 80, 24)
	d.Key("u", "home", "down")
	d.Has("▸ ", "A.I.1.iii.b")
	d.Key("enter")
	d.Has("catatan atau bukti dukung terlalu panjang")
	d.Hasnt("diterima")
	if got := d.answer(lke.Unit, "A.I.1.iii.b"); got.Choice != "D" {
		t.Errorf("stored %q", got.Choice)
	}
}

// reader is a store in which something happens before each read.
type reader struct {
	store.Store
	before func()
}

func (r *reader) View(ctx context.Context, read func(store.Reader) error) error {
	r.before()
	return r.Store.View(ctx, read)
}

// Until the proposals are read nobody says that there are none, although the LKE below
// was read again.
func TestProposalsBeforeTheyAreRead(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := over(t, w, "", 80, 24)
	reads := 0
	w.Store.Store = &reader{w.Store.Store, func() {
		switch reads++; reads {
		case 1: // of the proposals
			d.Send(kit.ChangedMsg{})
		case 3: // of the proposals, behind that of the LKE
			d.Has("Membaca catatan monev")
		}
	}}
	d.Key("u")
	d.Has("A.I.1.iii.b")
	if reads != 3 {
		t.Errorf("%d reads", reads)
	}
}

// Proposals are of the year that stands above them, also when the LKE is turned to
// another one while they open.
func TestProposalsOfTheYearTheLKEIsTurnedTo(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := over(t, w, "", 80, 24)
	once := false
	w.Store.Store = &reader{w.Store.Store, func() {
		if !once {
			once = true
			d.Key("u") // before the other year is read
		}
	}}
	d.Key("<")
	d.Has("Usulan jawaban LKE 2024", "Belum ada catatan tentang area.")
	d.Hasnt("Notula")
	d.Key("esc")
	d.Has("LKE 2024")
}

// The files of the year that was asked about.
func TestFilesOfTheYearAskedAbout(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := over(t, w, "", 80, 24)
	once := false
	w.Store.Store = &reader{w.Store.Store, func() {
		if !once {
			once = true
			d.Key("g")
		}
	}}
	d.Key("<")
	d.Has("Berkas LKE 2025")
	d.Key("x")
	d.Has("2025")
	d.Hasnt("2024.xlsx")
}
