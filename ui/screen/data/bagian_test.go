package data

import (
	"testing"

	"monev/internal/report"
	"monev/ui"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

func TestKeysOfParts(t *testing.T) {
	k := uitest.Kit(stagetest.App(t))
	kind, _ := report.KindOf("notula")
	s := newParts(k, kind)
	r := ui.New(k, s)
	uitest.CheckActions(t, s, r.Actions())
	d := uitest.New(t, r, 80, 24)
	for _, key := range []string{"down", "space", "end", "a", "b", "*"} {
		d.Key(key)
		uitest.CheckActions(t, s, r.Actions())
	}
}
