package rapat_test

import (
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/ui/stagetest"
)

func TestTheClockTicksOnlyInAnOpenSession(t *testing.T) {
	w := withDraft(t)
	do(t, w.PauseMeeting(t.Context(), stagetest.Meeting, "")) // only one may run
	p, _ := open(t, w, draftID)
	p.Pass(5 * time.Second)
	p.Has("draf")
	p.Key("m", "y")
	p.Pass(61 * time.Second)
	p.Has("00:01:01")
	p.Key("z", "enter")
	p.Has("dijeda sejak 10.01 WIB")
	p.Pass(time.Hour)
	p.Key("z")
	p.Has("00:01:01", "Sesi 2 dibuka; catat kehadirannya di Pembukaan.")
	p.Pass(2 * time.Second)
	p.Has("00:01:03")
	p.Key("8", "f", "y")
	p.Has("✓ final")
	p.Pass(3 * time.Second)
	p.Has("✓ final")
	p.Key("esc")
	p.Has("n rapat baru")
	p.Pass(time.Minute) // nothing ticks for a screen that is not there
	if at := p.Record(draftID).Meeting.Elapsed(w.Now()); at != 63*time.Second {
		t.Errorf("elapsed %v", at)
	}
}

// One timer runs, however often a session is opened and the meeting loaded.
func TestOneTimerOnly(t *testing.T) {
	w := world(t)
	p, s := open(t, w, stagetest.Meeting)
	for range 3 {
		p.Key("z", "enter", "z", "4", "5")
	}
	before := s.Status()
	p.World.Add(20 * time.Minute)
	p.After(20 * time.Minute) // the driver gives up at 10,000 timers
	if s.Status() == before {
		t.Error("the clock stands")
	}
}

func TestAreaTimerSaysHowFarItIs(t *testing.T) {
	w := world(t)
	p, s := open(t, w, stagetest.Meeting)
	p.Key("4")
	for _, c := range []struct {
		pass time.Duration
		want string
		tone string
	}{
		{8*time.Minute + 59*time.Second, "area ini 08:59/10:00", s.Status()[:0]},
		{time.Second, "area ini 09:00/10:00 hampir", "warn"},
		{time.Minute, "area ini 10:00/10:00 hampir", "warn"},
		{time.Second, "area ini 10:01/10:00 lewat", "bad"},
	} {
		p.World.Add(c.pass - time.Second)
		p.Pass(time.Second)
		if !strings.HasSuffix(p.Line(0), c.want) {
			t.Errorf("want %q at the end of %q", c.want, p.Line(0))
		}
		st := p.Kit.Styles
		look := map[string]string{"": c.want, "warn": st.Warn.Render(c.want), "bad": st.Bad.Render(c.want)}[c.tone]
		if !strings.Contains(s.Status(), look) {
			t.Errorf("%s in the wrong colour: %q", c.want, s.Status())
		}
	}
	p.Key("5", "4") // what was used before counts
	p.Has("area ini 10:01/10:00 lewat")
	p.Key("z", "enter")
	p.Pass(time.Hour)
	p.Key("z")
	p.Has("area ini 10:01/10:00 lewat") // the pause does not
}

func TestTheTitleLineKeepsTheEssential(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	for _, c := range []struct {
		w    int
		want string
	}{
		{60, "01:00:00 · 19:00/10:00 lewat"},
		{80, "01:00:00 · area ini 19:00/10:00 lewat"},
		{160, "01:00:00 · area ini 19:00/10:00 lewat"},
	} {
		p.Resize(c.w, 24)
		if l := p.Line(0); !strings.HasPrefix(l, " Monev ZI TW IV 2025 ") || !strings.HasSuffix(l, " "+c.want) {
			t.Errorf("%d: %q", c.w, l)
		}
	}
	p.Resize(60, 18)
	p.World.Add(105 * time.Minute)
	p.Pass(time.Second)
	if l := p.Line(0); !strings.HasPrefix(l, " Monev ZI TW IV 2025 ") || !strings.HasSuffix(l, "124:01/10:00 lewat") {
		t.Errorf("%q", l)
	}
	p.Key("z", "enter")
	if l := p.Line(0); !strings.HasSuffix(l, "dijeda sejak 11.45 WIB") {
		t.Errorf("%q", l)
	}
	p.World.Add(24 * time.Hour)
	p.Resize(61, 18)
	if l := p.Line(0); !strings.HasSuffix(l, "dijeda sejak 20-11-2025") {
		t.Errorf("%q", l)
	}
}

func TestALongPeriodIsNotPushedOut(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	err := w.EditMeeting(t.Context(), stagetest.Meeting, "periode", "", func(m *monev.Meeting) error {
		var err error
		m.Period, err = monev.ParsePeriod("Insidental 2025", m.Date)
		return err
	})
	do(t, err)
	p.Key("esc", "enter")
	for _, width := range []int{60, 80, 160} {
		p.Resize(width, 24)
		if l := p.Line(0); !strings.HasPrefix(l, " Monev ZI Insidental 2025 ") || !strings.HasSuffix(l, "19:00/10:00 lewat") {
			t.Errorf("%q", l)
		}
	}
}

func TestPauseAsksAndCanBeLeft(t *testing.T) {
	w := world(t)
	p, s := open(t, w, stagetest.Meeting)
	p.Key("z")
	p.Has("JEDA · sesi diakhiri sekarang; z membuka sesi lanjutan", "boleh kosong", "Enter jeda sekarang", "Esc tutup")
	p.CheckTop(s)
	p.Key("esc")
	p.Hasnt("JEDA", "dijeda")
	if !p.Minutes().Meeting.Live() {
		t.Fatal("paused by Esc")
	}
	p.Key("z")
	p.Type("z8 ]salat zuhur")
	p.Has("z8 ]salat zuhur", names[5]) // no letter is a key while typing
	p.Key("esc")
	p.Has("Isian belum disimpan")
	p.Key("z")
	p.Has("z8 ]salat zuhur")
	p.Key("ctrl+u", "ctrl+k")
	p.Type("Salat zuhur\n")
	p.Has("✓ Rapat dijeda; z membuka sesi lanjutan.", "dijeda sejak 10.00 WIB", "z sesi lanjutan")
	p.CheckTop(s)
	if m := p.Minutes().Meeting; !m.Paused() || m.Sessions[len(m.Sessions)-1].Reason != "Salat zuhur" {
		t.Errorf("stored %+v", m.Sessions)
	}
	p.Key("ctrl+z")
	p.Has("Diurungkan: jeda rapat (TW IV 2025).", "01:00:00")
	p.Key("z")
	p.Hasnt("Salat", "dikembalikan")
}

func TestThePauseQuestionByMouseAndInEverySize(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Key("z")
	p.Type("Saat zuhur")
	x, y := p.Find("Saat zuhur")
	p.Click(x+2, y)
	p.Type("l")
	p.Has("Salat zuhur")
	before := p.Line(10)
	p.Click(5, 15) // the list below the question is not in use
	p.Wheel(5, 10, 2)
	if p.Line(10) != before {
		t.Errorf("the list moved: %q, was %q", p.Line(10), before)
	}
	for _, size := range [][2]int{{60, 18}, {160, 50}, {80, 24}} {
		p.Resize(size[0], size[1])
		p.Has("JEDA", "Salat zuhur", "Enter jeda sekarang", names[5], "F1 bantuan")
	}
	p.Paste(strings.Repeat("sangat panjang ", 5000))
	p.Has("JEDA", "!", "Enter jeda sekarang")
}

func TestTheNextSession(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	before := p.Minutes().Meeting
	p.Key("z", "enter")
	p.World.Add(50 * time.Minute)
	p.Key("z")
	p.Has("Sesi 2 dibuka")
	m := p.Minutes().Meeting
	if len(m.Sessions) != 2 || !m.Live() {
		t.Fatalf("sessions %+v", m.Sessions)
	}
	for i, a := range m.Attendance {
		if a.Mark(0) != before.Attendance[i].Mark(0) {
			t.Errorf("%s: %v in the first session, was %v", a.Person.Title, a.Mark(0), before.Attendance[i].Mark(0))
		}
	}
	p.Key("0")
	p.Has("PEMBUKAAN · Sesi 2")
	p.Key("home", "s")
	if m = p.Minutes().Meeting; m.Attendance[0].Mark(1) != monev.Sick || m.Attendance[0].Mark(0) != monev.Present {
		t.Errorf("marked %v", m.Attendance[0].Marks)
	}
	p.Key("ctrl+z", "ctrl+z")
	p.Has("dijeda", "z sesi lanjutan")
}

func TestASessionLeftOpenIsClosedOnOpening(t *testing.T) {
	w := world(t)
	w.Clock.Add(5*time.Hour + 43*time.Minute) // the last record is of 09.43.20
	p, _ := open(t, w, stagetest.Meeting)
	p.Has("06:43:00")
	p.Key("esc")
	w.Clock.Add(15 * time.Hour)
	n := w.Events(t)
	p, _ = open(t, w, stagetest.Meeting)
	p.Has("Sesi yang tertinggal ditutup pada catatan terakhirnya, 20 November", "z membuka sesi lanjutan.", "dijeda sejak 20-11-2025")
	if e := w.Events(t) - n; e != 1 {
		t.Errorf("%d changes", e)
	}
	m := p.Minutes().Meeting
	if end := m.Sessions[len(m.Sessions)-1].End; end.Format("02 15.04") != "20 09.43" {
		t.Errorf("ended %v", end)
	}
	p.Key("z")
	p.Has("Sesi 2 dibuka")
	p.Key("esc")
	n = w.Events(t)
	p, _ = open(t, w, stagetest.Meeting)
	p.Hasnt("tertinggal")
	if w.Events(t) != n {
		t.Error("opening alone wrote something")
	}
}
