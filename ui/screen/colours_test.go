package screen_test

import (
	"strings"
	"testing"
	"time"
)

// A palette chosen while a screen is open is the one it would have begun with: no
// line keeps colours of before, which a projector may not show.
func TestColoursChangeOnOpenScreens(t *testing.T) {
	at := func(colours, keys string) string {
		d := whole(t, colours, 112, 30)
		d.Key(strings.Fields(keys)...)
		if colours != "kontras" {
			d.Key("f8")
		}
		d.After(6 * time.Second) // the notice goes
		return d.Raw()
	}
	for _, keys := range []string{
		"enter 0 [", "enter 9", "enter 3", "enter 7", "enter 8", "enter 8 p", "enter f7 f7", "t s", "l u", "l m", "e", "e y",
		"d", "d tab", "d tab tab", "d tab tab tab", "d tab tab tab tab tab", "d tab tab tab tab tab tab tab", "d tab tab tab tab tab tab tab tab",
		"h", "p enter", "/ p e t a",
	} {
		got, want := strings.Split(at("gelap", keys), "\n"), strings.Split(at("kontras", keys), "\n")
		for i := range got {
			if i >= len(want) || got[i] != want[i] {
				t.Errorf("%s, line %d:\n%q, would be\n%q", keys, i, got[i], want[i])
				break
			}
		}
	}
}
