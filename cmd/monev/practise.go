package main

import (
	"context"
	"time"

	"monev/internal/practice"
	"monev/internal/slide"
	"monev/ui/kit"
)

// practising is kit.Practice over a data folder of its own. Further windows show it
// through the server of the office's data, as they show a meeting.
type practising struct {
	home practice.Home
	own  *kit.Kit    // of the office's data
	wait slide.State // what windows show when the practice is over
}

// Open is kit.Practice.
func (p *practising) Open(ctx context.Context, afresh bool) (*kit.Kit, error) {
	o, err := p.home.Open(ctx, afresh)
	if err != nil {
		return nil, err
	}
	k := *p.own
	k.App, k.Practice, k.Practising, k.Folders = o.App, nil, true, new(kit.Folders)
	if p.own.Projector != nil {
		k.Projector = shifted{p.own.Projector, o.Lag}
		k.Projector.Show(waiting(ctx, o.App, true))
	}
	return &k, nil
}

// Close is kit.Practice.
func (p *practising) Close() error {
	if p.own.Projector != nil {
		p.own.Projector.Show(p.wait)
	}
	return p.home.Close()
}

// shifted is a Projector for records whose clock is behind the one of the windows.
type shifted struct {
	kit.Projector
	lag time.Duration
}

// Show is kit.Projector.
func (s shifted) Show(state slide.State) {
	state.Clock, state.Area = s.shift(state.Clock), s.shift(state.Area)
	s.Projector.Show(state)
}

func (s shifted) shift(t *slide.Timer) *slide.Timer {
	if t == nil || t.Since.IsZero() {
		return t
	}
	out := *t
	out.Since = t.Since.Add(s.lag)
	return &out
}
