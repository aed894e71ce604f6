package job_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/uitest"
)

// screen runs a job when it is shown or when s is pressed.
type screen struct {
	k    *kit.Kit
	j    *job.Job
	spec job.Spec
	w, h int
	keys string
	got  string
}

func (s *screen) Init() tea.Cmd { return nil }
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := s.j.Update(msg); used {
		return cmd
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		s.keys += k.Text
		if k.Text == "s" {
			return s.j.Start(s.spec)
		}
	}
	return nil
}
func (s *screen) View() string     { return s.j.Over("isi layar "+s.got, s.w, s.h) }
func (s *screen) SetSize(w, h int) { s.w, s.h = w, h }
func (s *screen) Title() string    { return "Uji" }
func (s *screen) Capturing() bool  { return s.j.Running() }
func (s *screen) Leave() tea.Cmd   { return s.j.Leave() }
func (s *screen) Actions() []kit.Action {
	if s.j.Running() {
		return s.j.Actions()
	}
	return nil
}

func start(t *testing.T, spec func(*uitest.Driver, *screen) job.Spec) (*uitest.Driver, *screen) {
	t.Helper()
	k := uitest.Kit(nil)
	s := &screen{k: k, j: job.New(k)}
	d := uitest.New(t, ui.New(k, s), 80, 24)
	s.spec = spec(d, s)
	return d, s
}

func TestProgress(t *testing.T) {
	d, s := start(t, func(d *uitest.Driver, s *screen) job.Spec {
		return job.Spec{Doing: "Menyalin", What: "Eviden belum tersalin", Run: func(_ context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			d.Hasnt("Menyalin") // nothing flashes
			tell(job.Progress{Done: 2, Total: 12, Bytes: 459, Size: 1000, Name: "A.I.1.i.a SK Tim Kerja.pdf"})
			d.After(job.Pause)
			d.Has("Menyalin 3 dari 12 · 45% · 459 B dari 1.000 B", "A.I.1.i.a SK Tim Kerja.pdf", "Esc hentikan", "isi layar")
			d.Golden("berjalan")
			d.Type("x")
			tell(job.Progress{Done: 12, Total: 12})
			d.Hasnt("12 dari 12") // only at the next look
			d.After(job.Pause)
			d.Has("Menyalin 12 dari 12 · 100%")
			d.Resize(60, 18)
			d.Has("Menyalin 12 dari 12")
			return func() tea.Cmd { s.got = "selesai"; return kit.Notify(kit.Good, "12 eviden tercatat.") }, nil
		}}
	})
	d.Type("s")
	d.Has("isi layar selesai", "12 eviden tercatat.")
	d.Hasnt("Menyalin", "Esc hentikan")
	if s.keys != "s" {
		t.Errorf("keys reached the screen while the job ran: %q", s.keys)
	}
	d.Type("y")
	if s.keys != "sy" {
		t.Error("keys do not reach the screen after the job")
	}
}

func TestUnknownTotal(t *testing.T) {
	d, _ := start(t, func(d *uitest.Driver, _ *screen) job.Spec {
		return job.Spec{Doing: "Memeriksa", Reads: true, Run: func(_ context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			d.After(job.Pause)
			d.Has("Memeriksa …")
			tell(job.Progress{Done: 1234})
			d.After(job.Pause)
			d.Has("Memeriksa 1.234")
			d.Hasnt("%", "█", "░")
			return nil, nil
		}}
	})
	d.Type("s")
	d.Hasnt("Memeriksa")
}

func TestEscStops(t *testing.T) {
	d, s := start(t, func(d *uitest.Driver, s *screen) job.Spec {
		return job.Spec{Doing: "Menyalin", Stopped: "Dihentikan sesudah 1 berkas.", Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			d.After(job.Pause)
			d.Key("esc")
			d.Has("Menghentikan …")
			if ctx.Err() == nil {
				t.Error("the work was not told to stop")
			}
			d.Key("esc") // again: nothing happens
			tell(job.Progress{Done: 9, Total: 9})
			d.After(job.Pause)
			d.Hasnt("9 dari 9")
			return func() tea.Cmd { s.got = "satu"; return nil }, ctx.Err()
		}}
	})
	d.Type("s")
	d.Has("isi layar satu", "Dihentikan sesudah 1 berkas.")
	if s.j.Running() {
		t.Error("still running")
	}
}

func TestRefusalAndFailure(t *testing.T) {
	for want, err := range map[string]error{
		"Eviden belum tersalin: Media penuh.": monev.Refuse("", "Media penuh."),
		"Eviden belum tersalin: rusak":        errors.New("rusak"),
	} {
		d, _ := start(t, func(d *uitest.Driver, _ *screen) job.Spec {
			return job.Spec{What: "Eviden belum tersalin", Run: func(context.Context, func(job.Progress)) (func() tea.Cmd, error) { return nil, err }}
		})
		d.Type("s")
		d.Has(want)
	}
}

// A job is a write: it runs after the ones before it, and leaving stops it.
func TestOrderAndLeaving(t *testing.T) {
	var order []string
	d, s := start(t, func(d *uitest.Driver, s *screen) job.Spec {
		return job.Spec{Doing: "Menyalin", Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			order = append(order, "job")
			s.Leave()
			if ctx.Err() == nil {
				t.Error("leaving does not stop the work")
			}
			return nil, ctx.Err()
		}}
	})
	late := s.k.Writes.Add(func() tea.Msg { order = append(order, "before"); return nil })
	d.Type("s")
	d.Send(late())
	if got := strings.Join(order, " "); got != "before job" {
		t.Errorf("order: %s", got)
	}
}
