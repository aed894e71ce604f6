package tindaklanjut

import (
	"monev/internal/monev"
	"monev/ui/kit"
)

// NewAt is the register of all follow-ups, also those that are done, with one of
// them selected.
func NewAt(k *kit.Kit, id string) *Screen {
	s := New(k)
	s.view.Which, s.want = monev.WhichAll, id
	return s
}
