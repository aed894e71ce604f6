package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// WithPlaces gives where one can go from every screen, by search and palette: of
// makes the places of the records of a Kit.
func WithPlaces(of func(*kit.Kit) kit.Places) Option {
	return func(r *Root) {
		r.placesOf = of
		r.places = of(r.k)
	}
}

// around is the places of the records that the top screen is over, nil without any.
func (r *Root) around() kit.Places {
	k := r.apart()
	switch {
	case k == nil || r.placesOf == nil:
		return r.places
	case r.otherKit != k:
		r.otherKit, r.others = k, r.placesOf(k)
	}
	return r.others
}

// ground is the lowest entry on the stack that one can go to from the top: the
// screens below are over other records.
func (r *Root) ground() int {
	k := r.apart()
	return max(slices.IndexFunc(r.stack, func(e *entry) bool {
		a, ok := e.Screen.(kit.Apart)
		return ok && k != nil && a.Apart() == k
	}), 0)
}

// A visit is how a screen that was put on top from further down goes back.
type visit struct {
	at   int // where on the stack it stood
	back func() tea.Cmd
}

// leads reports whether one can go from here to any place.
func (r *Root) leads() bool {
	e, ok := r.top().Screen.(kit.Encloser)
	return r.places != nil && !(ok && e.Enclosed())
}

// goTo does what kit.GoMsg says.
func (r *Root) goTo(p kit.Place) tea.Cmd {
	switch {
	case r.settle != nil:
		return nil
	case p.Reason != "":
		return r.notify(kit.NotifyMsg{Text: p.Reason, Tone: kit.Warn})
	case p.Open == nil:
		return r.home()
	}
	r.menu = nil
	ground := r.ground()
	for i, e := range slices.Backward(r.stack) {
		if i < ground {
			break
		}
		var cmd tea.Cmd
		var back func() tea.Cmd
		h, ok := e.Screen.(kit.Host)
		if ok = ok && p.Target != nil; ok {
			if cmd, back, ok = h.Visit(p.Target); !ok {
				continue // though it was that place once
			}
		}
		if !ok && (p.ID == "" || e.place != p.ID) {
			continue
		}
		if i < len(r.stack)-1 {
			e.visits = append(e.visits, visit{i, back})
			r.stack = append(slices.Delete(r.stack, i, i+1), e)
			r.layout()
		}
		return cmd
	}
	cmd := r.push(p.Open())
	r.top().place = p.ID
	return cmd
}

// unvisit puts the top screen back where it stood before it was visited; then, if
// not nil, is called.
func (r *Root) unvisit(then func() tea.Cmd) tea.Cmd {
	e := r.top()
	v := e.visits[len(e.visits)-1]
	e.visits = e.visits[:len(e.visits)-1]
	r.stack = slices.Insert(r.stack[:len(r.stack)-1], min(v.at, len(r.stack)-1), e)
	r.menu = nil
	r.layout()
	var cmds []tea.Cmd
	if v.back != nil {
		cmds = append(cmds, v.back())
	}
	cmds = append(cmds, r.top().Update(kit.ChangedMsg{}))
	if then != nil {
		cmds = append(cmds, then())
	}
	return tea.Batch(cmds...)
}

// home goes back to Beranda, in a practice to that of the practice; each screen
// above is left in turn.
func (r *Root) home() tea.Cmd {
	r.menu = nil
	if len(r.stack) == r.ground()+1 {
		return nil
	}
	for _, e := range r.stack[r.ground():] {
		e.visits = nil
	}
	top := r.top().Screen
	if e, ok := top.(kit.Ender); ok {
		e.End()
	}
	return r.leave(&settling{screen: top, after: r.home}, top)
}
