package data

import (
	"monev/ui/kit"
)

// Chapters are the names of the parts of Data, in their order.
func Chapters() []string {
	out := make([]string, chapters)
	for i := range out {
		out[i] = chapter(i).String()
	}
	return out
}

// NewAt is Data with the chapter of that number in front; see Chapters.
func NewAt(k *kit.Kit, n int) *Screen {
	s := New(k)
	s.now = chapter(n)
	s.List = s.lists[n]
	return s
}
