package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// draft makes the screen write something when it is left.
func (f *fake) draft(did *[]string, err *error) {
	f.leave = func() tea.Cmd {
		return f.k.Writes.Add(func() tea.Msg {
			*did = append(*did, "draf "+f.name)
			return savedMsg{*err}
		})
	}
}

func TestQuitLeavesScreensAndDrainsTheQueue(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	g := &fake{k: f.k, name: "Rapat"}
	d.Send(kit.PushMsg{Screen: g})
	var did []string
	var err error
	f.draft(&did, &err)
	g.draft(&did, &err)
	lost := f.k.Writes.Add(func() tea.Msg { did = append(did, "antre"); return savedMsg{} })
	d.Key("ctrl+c", "ctrl+c")
	if got := strings.Join(did, ", "); !d.Quit() || got != "antre, draf Rapat, draf Beranda" {
		t.Errorf("quit %v, did %s", d.Quit(), got)
	}
	if lost() != nil || f.k.Writes.Busy() {
		t.Error("the queue was not empty")
	}
	if s := g.saw(); strings.Count(s, "saved <nil>") != 3 {
		t.Errorf("answers: %q", s)
	}
}

func TestFailureIsShownInsteadOfQuitting(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	var did []string
	err := errDisk
	f.draft(&did, &err)
	d.Key("q")
	if d.Quit() {
		t.Fatal("quit although the draft was not written")
	}
	d.Has("! Belum semua tersimpan", "Temuan belum tersimpan: media penyimpanan penuh")
	d.Key("y") // too soon
	d.After(time.Second)
	d.Has("▸ Enter  kembali")
	d.Key("enter")
	d.Has("isi Beranda")
	d.Key("q")
	d.After(time.Second)
	d.Key("y")
	if !d.Quit() {
		t.Error("cannot quit with a full disk")
	}
	if len(did) != 2 {
		t.Errorf("did %v", did)
	}
}

func TestPopWaitsForTheLastWrite(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	g := &fake{k: f.k, name: "Rapat"}
	d.Send(kit.PushMsg{Screen: g})
	var did []string
	var err error
	g.draft(&did, &err)
	d.Key("esc")
	d.Has("isi Beranda")
	if len(did) != 1 || !strings.Contains(g.saw(), "saved <nil>") {
		t.Errorf("did %v", did)
	}

	d.Send(kit.PushMsg{Screen: g})
	err = errDisk
	d.Key("esc")
	d.Has("isi Rapat", "Belum semua tersimpan")
	d.After(time.Second)
	d.Key("esc")
	d.Has("isi Rapat")
	err = nil
	d.Key("esc")
	d.Has("isi Beranda")
	d.Send(kit.PushMsg{Screen: g})
	err = errDisk
	d.Key("esc")
	d.After(time.Second)
	d.Key("y")
	d.Has("isi Beranda")
}

// A write that is on its way when the screen goes must still be heard, and keys
// typed meanwhile belong to the screen below.
func TestPopWaitsForAnAnswerOnItsWay(t *testing.T) {
	d, f, r := start(t, 80, 24)
	g := &fake{k: f.k, name: "Rapat"}
	d.Send(kit.PushMsg{Screen: g})
	cmd := f.k.Writes.Add(func() tea.Msg { return savedMsg{errDisk} })
	answer := cmd() // has run, its message is not delivered yet

	_, next := r.Update(kit.PopMsg{})
	r.Update(tea.KeyPressMsg{Code: 'j', Text: "j"})
	drained := next()
	_, next = r.Update(drained)
	if !strings.Contains(r.View().Content, "isi Rapat") {
		t.Fatal("the screen went before its answer came")
	}
	r.Update(answer)
	d.Send(next()) // drains again, hears the failure, asks
	d.Has("isi Rapat", "Belum semua tersimpan", "media penyimpanan penuh")
	d.After(time.Second)
	d.Key("y")
	d.Has("isi Beranda")
	if s := f.saw(); strings.Contains(s, "key") {
		t.Errorf("a key meant for the dialog went to %q", s)
	}
}

func TestSimpleQuitIsImmediate(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	d.Key("q")
	if !d.Quit() {
		t.Error("q does not quit")
	}
}

// What is to follow a screen begins only when it has gone and its writes are
// stored, so that nobody waits for it.
func TestPopThen(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	g := &fake{k: f.k, name: "Pilih"}
	d.Send(kit.PushMsg{Screen: g})
	var did []string
	var err error
	g.draft(&did, &err)
	d.Send(kit.PopThen(func() tea.Cmd {
		if f.k.Writes.Busy() {
			t.Error("begun before the writes were stored")
		}
		did = append(did, "lalu")
		return f.k.Writes.Add(func() tea.Msg { did = append(did, "kerja"); return savedMsg{} })
	})())
	if got := strings.Join(did, ", "); got != "draf Pilih, lalu, kerja" {
		t.Errorf("did %s", got)
	}
	d.Has("isi Beranda")
	// a screen that stays because something failed: nothing follows
	d.Send(kit.PushMsg{Screen: g})
	err = errDisk
	called := false
	d.Send(kit.PopThen(func() tea.Cmd { called = true; return nil })())
	d.Has("Belum semua tersimpan")
	if called {
		t.Error("went on although the screen is still there")
	}
}
