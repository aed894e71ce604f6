package latihan

import (
	"context"
	"errors"
	"testing"

	"monev/ui/kit"
)

// records are a practice that notes what is done to it.
type records struct {
	did []string
	err error
}

func (r *records) Open(context.Context, bool) (*kit.Kit, error) {
	r.did = append(r.did, "open")
	return nil, errors.New("uji")
}

func (r *records) Close() error { r.did = append(r.did, "close"); return r.err }

// The practice that was ended is closed before it can be begun again: the other way
// round it would be closed under the screens that show it.
func TestEndBeforeBegin(t *testing.T) {
	for _, r := range []*records{{}, {err: errors.New("media penuh")}} {
		s := New(&kit.Kit{Practice: r}, nil)
		cmds, _, _ := kit.Commands(s.End()().(kit.PopMsg).Then()())
		if s.Action().Reason == "" || s.Begin(false) != nil {
			t.Fatal("begins while the last one is being closed")
		}
		told := false
		for _, c := range cmds {
			if cmd, used := s.Update(c()); used && cmd != nil {
				told = cmd().(kit.NotifyMsg).Tone == kit.Bad
			}
		}
		if told != (r.err != nil) {
			t.Errorf("failure told: %v, closing: %v", told, r.err)
		}
		if why := s.Action().Reason; why != "" {
			t.Errorf("closed, and yet: %s", why)
		}
		if cmd := s.Begin(false); cmd == nil {
			t.Error("does not begin")
		} else if cmd(); len(r.did) != 2 || r.did[0] != "close" || r.did[1] != "open" {
			t.Errorf("did %q", r.did)
		}
	}
}
