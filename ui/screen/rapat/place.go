package rapat

import (
	"encoding/json"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
)

// PlaceKey is the draft under which the place to come back to is kept; see Place.
const PlaceKey = "tempat"

// Place is where the user was when the program ended: a meeting, and in its
// stage the open form and the selected row. Where a meeting stands is in its
// walk; Stage is what Form and Row belong to, and where a final meeting, whose
// walk is over, was being read.
type Place struct {
	Meeting string      `json:"rapat"`
	Stage   monev.Stage `json:"tahap"`
	Form    string      `json:"isian,omitempty"`
	Row     string      `json:"baris,omitempty"`
}

// ParsePlace reads a kept place; ok is false for an empty or unreadable one.
func ParsePlace(s string) (p Place, ok bool) {
	err := json.Unmarshal([]byte(s), &p)
	return p, err == nil && p.Meeting != ""
}

// String is the place as it is kept; ParsePlace reads it back.
func (p Place) String() string {
	b, _ := json.Marshal(p) // strings always marshal
	return string(b)
}

// placeRest is how old a place gets at most before it is on disk.
const placeRest = 250 * time.Millisecond

// remember starts the timer that keeps the place if it changed.
func (s *Screen) remember() tea.Cmd {
	if s.resting || s.leaving || s.place() == s.kept {
		return nil
	}
	s.resting = true
	return s.k.After(placeRest, placeMsg{s})
}

func (s *Screen) place() string {
	st := s.stage()
	if st == nil {
		return s.kept
	}
	form, row := st.Place()
	if s.ask.Active() {
		form = s.ask.Name()
	}
	return Place{s.id, s.now, form, row}.String()
}

func (s *Screen) keepPlace() tea.Cmd {
	p := s.place()
	if p == s.kept || s.leaving {
		return nil
	}
	s.kept = p
	return s.setPlace(p)
}

func (s *Screen) setPlace(p string) tea.Cmd {
	k := s.k
	return k.Writes.Add(func() tea.Msg {
		// Losing the place loses no record; the next one will be kept.
		_ = k.App.SetDraft(k.Ctx, PlaceKey, p)
		return nil
	})
}

// goBack shows the place the program ended at.
func (s *Screen) goBack() tea.Cmd {
	p := *s.back
	s.back = nil
	if p.Stage != s.now {
		return nil // what is left of the place is not about this stage
	}
	if p.Form == formPause {
		cmd := s.stage().Return("", p.Row)
		if s.m.Meeting.Live() {
			cmd = tea.Batch(cmd, s.pause())
		}
		return cmd
	}
	return s.stage().Return(p.Form, p.Row)
}

// Leave is kit.Leaver: half-typed text and the place go to disk; on the way back
// to Beranda the place is forgotten.
func (s *Screen) Leave() tea.Cmd {
	cmds := []tea.Cmd{s.ask.Leave()}
	if st := s.stage(); st != nil {
		cmds = append(cmds, st.Leave())
	}
	if s.forget {
		s.forget, s.leaving, s.kept, s.room.on = false, true, "", false
		s.farewell()
		return tea.Batch(append(cmds, s.setPlace(""))...)
	}
	s.leaving = false
	if s.stage() != nil {
		cmds = append(cmds, s.keepPlace())
	}
	return tea.Batch(cmds...)
}
