package rapat

import (
	"context"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/eviden"
	"monev/ui/screen/foto"
	"monev/ui/screen/riwayat"
)

// byDigit is the stage behind a key 0 to 9: the areas have their own numbers.
func byDigit(d string) monev.Stage {
	switch d {
	case "0":
		return monev.StageOpening
	case "7":
		return monev.StageConclusion
	case "8":
		return monev.StageClosing
	case "9":
		return monev.StageReview
	}
	return monev.StageArea + monev.Stage(d[0]-'1')
}

// Digit is the key that leads to a stage within the meeting; empty for Persiapan.
func Digit(to monev.Stage) string {
	for d := '0'; d <= '9'; d++ {
		if byDigit(string(d)) == to {
			return string(d)
		}
	}
	return ""
}

// mainActions is after how many of a stage's actions the way to the next stage
// stands on the key line.
const mainActions = 5

const notStarted = "Rapat belum dimulai; mulai dulu di tahap Persiapan."

// Actions is kit.Screen: those of the stage, then those of every stage.
func (s *Screen) Actions() []kit.Action {
	st := s.stage()
	back := kit.Action{ID: "rapat.kembali", Key: s.k.Keys.Global.Back, Hidden: st != nil, Run: s.home}
	if s.room.on {
		back.Run = s.project
	}
	if st == nil {
		return []kit.Action{back}
	}
	if st.Busy() {
		return st.Actions()
	}
	keys, m := s.k.Keys.Meeting, s.m.Meeting
	out := st.Actions()
	for i, a := range out {
		if a.ID == "area.lke" { // what is looked at here is what the room sees
			out[i].Run = func() tea.Cmd {
				s.showLKE()
				return a.Run()
			}
		}
	}
	next := kit.Action{ID: "rapat.berikut", Keep: true, About: "ke tahap berikut", Key: keys.NextStage, Run: func() tea.Cmd { return s.goTo(s.now + 1) }}
	prev := kit.Action{ID: "rapat.sebelum", About: "ke tahap sebelumnya", Key: keys.PrevStage, Hidden: true, Run: func() tea.Cmd { return s.goTo(s.now - 1) }}
	if m.Status == monev.Draft {
		next.Reason, next.Hidden = notStarted, true
	}
	if int(s.now)+1 >= monev.Stages {
		next.Reason, next.Hidden = "Ini tahap terakhir.", true
	}
	if s.now == 0 {
		prev.Reason = "Ini tahap pertama."
	}
	out = slices.Insert(out, min(mainActions, len(out)), next)
	out = append(out, prev)
	if _, area := s.now.Area(); !area && s.now != monev.StageReview { // there e is about the area or the follow-up
		out = append(out, kit.Action{ID: "rapat.eviden", Key: keys.Evidence, Hidden: s.now != monev.StageClosing, Run: func() tea.Cmd {
			return kit.Push(eviden.New(s.k, eviden.At{Year: m.Period.Year, Meeting: m.ID, Name: m.Name()}))
		}})
	}
	past := kit.Action{ID: "rapat.riwayat", Key: key.NewBinding(key.WithHelp("", "riwayat rapat")), Hidden: true, Run: func() tea.Cmd {
		return kit.Push(riwayat.New(s.k, "Riwayat rapat "+m.Period.Short(), app.MeetingRecord(m.ID)))
	}}
	if s.now == monev.StagePrepare || s.now == monev.StageClosing { // elsewhere h is about the row
		past.Key = s.k.Keys.Home.History
	}
	out = append(out, past)
	for _, d := range keys.Stage.Keys() {
		to := byDigit(d)
		b := key.NewBinding(key.WithKeys(d), key.WithHelp(d, "ke "+s.stageName(to)))
		jump := kit.Action{ID: "rapat.tahap." + d, Key: b, Hidden: true, Run: func() tea.Cmd { return s.goTo(to) }}
		if m.Status == monev.Draft {
			jump.Reason = notStarted
		}
		out = append(out, jump)
	}
	out = append(out, kit.Action{ID: "rapat.foto", Key: keys.Photos, Hidden: true,
		Run: func() tea.Cmd { return kit.Push(foto.New(s.k, s.id)) }})
	if m.Live() {
		out = append(out, kit.Action{ID: "rapat.jeda", Key: keys.Pause, Hidden: true, Changes: true, Run: s.pause})
	}
	if m.Paused() && len(m.Revisions) == 0 {
		b := keys.Pause
		b.SetHelp(b.Help().Key, "sesi lanjutan")
		// First: while the clock stands it is what the room waits for.
		out = slices.Insert(out, 0, kit.Action{ID: "rapat.lanjut", Key: b, Changes: true, Run: s.resume})
	}
	return append(s.roomActions(out), back)
}

func (s *Screen) stageName(st monev.Stage) string {
	if n, ok := st.Area(); ok {
		return "area " + tanggal.Roman(n+1) + " " + s.m.Office.Areas[n].Short
	}
	return st.Name()
}

// home goes back to Beranda; the next start begins there too.
func (s *Screen) home() tea.Cmd {
	s.forget = true
	return kit.Pop()
}

// formPause is the name of the question before a pause, among the forms of the
// stages.
const formPause = "jeda"

// pause asks for the reason, which may stay empty; Enter ends the session.
func (s *Screen) pause() tea.Cmd {
	k, id, draft := s.k, s.id, s.id+"/"+formPause
	cmd := s.ask.Open(entry.Spec{
		Name: formPause, Draft: draft, What: "Jeda rapat", Quiet: true,
		Form: func() *part.Form {
			f := part.NewForm(k.Styles, "JEDA · sesi diakhiri sekarang; z membuka sesi lanjutan",
				part.Field{Name: "alasan", Label: "Alasan jeda", Hint: "boleh kosong", Limit: monev.TextLimit})
			f.Help = "jeda sekarang"
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			reason := v("alasan")
			return func(ctx context.Context) error { return k.App.PauseMeeting(ctx, id, reason, draft) }, nil
		},
		Done: func() tea.Cmd {
			return kit.Notify(kit.Good, "Rapat dijeda; z membuka sesi lanjutan.")
		},
	})
	s.layout()
	return tea.Batch(cmd, s.remember())
}

// resume opens the next session.
func (s *Screen) resume() tea.Cmd {
	k, id := s.k, s.id
	said := fmt.Sprintf("Sesi %d dibuka; catat kehadirannya di Pembukaan.", len(s.m.Meeting.Sessions)+1)
	return k.Writes.Add(func() tea.Msg { return resumedMsg{s, said, k.App.ResumeMeeting(k.Ctx, id)} })
}
