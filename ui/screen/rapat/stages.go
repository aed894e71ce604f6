package rapat

import (
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/screen/area"
	"monev/ui/screen/pembukaan"
	"monev/ui/screen/penutup"
	"monev/ui/screen/persiapan"
	"monev/ui/screen/simpulan"
	"monev/ui/screen/tinjauan"
	"monev/ui/stage"
)

// enter makes sure the present stage exists and shows the meeting.
func (s *Screen) enter() tea.Cmd {
	var cmd tea.Cmd
	if s.stages[s.now] == nil {
		s.stages[s.now] = s.make(s.now)
		s.stages[s.now].SetSize(s.w, s.below())
		cmd = s.stages[s.now].Init()
	}
	st := s.stages[s.now]
	stage.Give(st, s.m, s.in)
	if s.jump != "" {
		cmd = tea.Batch(cmd, st.Return("", s.jump))
		s.jump = ""
	}
	return cmd
}

func (s *Screen) make(at monev.Stage) stage.Stage {
	if n, ok := at.Area(); ok {
		return area.New(s.k, s.id, n)
	}
	switch at {
	case monev.StagePrepare:
		return persiapan.New(s.k, s.id)
	case monev.StageOpening:
		return pembukaan.New(s.k, s.id)
	case monev.StageReview:
		return tinjauan.New(s.k, s.id)
	case monev.StageConclusion:
		return simpulan.New(s.k, s.id)
	default:
		return penutup.New(s.k, s.id)
	}
}

func (s *Screen) stage() stage.Stage {
	if !s.loaded {
		return nil
	}
	return s.stages[s.now]
}

// arrive goes to a stage and selects the row with its key there.
func (s *Screen) arrive(to stage.GoMsg) tea.Cmd {
	s.jump = to.Key
	return s.goTo(to.Stage)
}

// Visit is kit.Host: a place in this meeting. Forms that are open stay so in
// their stages.
func (s *Screen) Visit(target any) (cmd tea.Cmd, back func() tea.Cmd, ok bool) {
	to, ok := target.(stage.GoMsg)
	if !ok || to.Meeting != s.id {
		return nil, nil, false
	}
	if !s.loaded {
		s.to = &to
		return nil, nil, true
	}
	from := stage.GoMsg{Meeting: s.id, Stage: s.now}
	_, from.Key = s.stage().Place()
	return s.arrive(to), func() tea.Cmd {
		s.forget = false // it is not left for Beranda
		return s.arrive(from)
	}, true
}

// End is kit.Ender.
func (s *Screen) End() { s.forget = true }

// goTo shows a stage at once and has it noted behind the waiting writes.
func (s *Screen) goTo(to monev.Stage) tea.Cmd {
	if !s.loaded || to < 0 || int(to) >= monev.Stages {
		return nil
	}
	if s.m.Meeting.Status == monev.Draft && to != monev.StagePrepare {
		s.jump = ""
		return kit.Notify(kit.Warn, notStarted)
	}
	var cmds []tea.Cmd
	if st := s.stage(); st != nil && to != s.now {
		cmds = append(cmds, st.Leave())
	}
	moved := to != s.now
	s.now = to
	cmds = append(cmds, s.enter())
	if moved && s.m.Meeting.Status == monev.Running {
		_ = s.m.Walk.Go(to, s.m.Meeting.Live(), s.k.App.Now()) // shown at once; the store does the same
		k, id := s.k, s.id
		cmds = append(cmds, k.Writes.Add(func() tea.Msg { return wentMsg{s, k.App.GoTo(k.Ctx, id, to)} }))
	}
	s.show()
	return tea.Batch(append(cmds, s.remember())...)
}
