package part_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/ui/part"
)

// A field with its own search shows what that finds, in its order, and takes the
// only thing found.
func TestFormCompleteWithSearch(t *testing.T) {
	asked := 0
	form := func() *part.Form {
		return part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: part.Complete, Options: units(),
			Search: func(text string) []int {
				asked++
				switch text {
				case "dua":
					return []int{3, 0}
				case "satu":
					return []int{2}
				}
				return nil
			}})
	}
	f := form()
	typeText(f, "dua")
	view := f.View(80, 12)
	if a, b := strings.Index(view, "Parmas & SDM"), strings.Index(view, "Subbag KUL"); a < 0 || b < 0 || a > b {
		t.Errorf("not in the order of the search:\n%s", view)
	}
	press(f, tea.KeyDown, tea.KeyEnter)
	if got := f.Value("a"); got != "kul" {
		t.Errorf("took %q", got)
	}
	f = form()
	typeText(f, "satu")
	ctrl(f, 's')
	if got := f.Value("a"); got != "rd" {
		t.Errorf("took %q", got)
	}
	f = form()
	typeText(f, "subbag kul") // a label typed in full needs no search
	ctrl(f, 's')
	if got := f.Value("a"); got != "kul" {
		t.Errorf("took %q", got)
	}
	f = form()
	typeText(f, "tiga")
	if ev := ctrl(f, 's'); ev == part.Submitted {
		t.Error("took what is not there")
	}
	if asked == 0 {
		t.Error("the search was not asked")
	}
}
