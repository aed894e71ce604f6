package screen_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"monev/internal/panduan"
	"monev/ui/keys"
	"monev/ui/kit"
	"monev/ui/screen/proyektor"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

// binding finds "Home.New" among the keys.
func binding(m keys.Map, name string) (key.Binding, bool) {
	group, field, _ := strings.Cut(name, ".")
	g := reflect.ValueOf(m).FieldByName(group)
	if !g.IsValid() {
		return key.Binding{}, false
	}
	b := g.FieldByName(field)
	if !b.IsValid() {
		return key.Binding{}, false
	}
	return b.Interface().(key.Binding), true
}

// written is how a key is written for the user.
func written(k string) string {
	switch k {
	case "enter", "esc", "tab":
		return strings.ToUpper(k[:1]) + k[1:]
	}
	return k
}

var unmarked = regexp.MustCompile(`\b(F\d+|Ctrl\+\S+|Esc|Enter|Tab|PgUp|PgDn)\b|"."`)

// Every key the panduan names is the key that is bound, and some screen offers it.
func TestGuideKeys(t *testing.T) {
	m := keys.Default()
	used := map[string][]string{} // keys of bindings that actions have, and where
	note := func(name string, actions []kit.Action) {
		for _, a := range actions {
			k := fmt.Sprint(a.Key.Keys())
			used[k] = append(used[k], name+" "+a.ID)
		}
	}
	more := places
	for _, p := range []struct {
		name string
		keys []string
	}{
		{"rapat draf", []string{"n", "enter"}}, {"proyeksi", []string{"enter", "3", "f5"}}, {"latihan", []string{"b"}},
		{"data cadangan", []string{"d", "shift+tab", "shift+tab"}}, {"dijeda", []string{"enter", "z", "enter"}},
	} {
		more = append(more[:len(more):len(more)], p)
	}
	dir := t.TempDir()
	for _, place := range more {
		note(place.name, visit(t, dir, 80, 24, place.keys).Offered())
	}
	note("proyektor", proyektor.New(uitest.Kit(nil), nil, stagetest.Now).Actions())

	named := 0
	for _, c := range panduan.Chapters() {
		for _, b := range c.Blocks {
			for _, r := range b.Runs {
				switch {
				case !r.Key:
					if found := unmarked.FindString(r.Text); found != "" {
						t.Errorf("%s: %q is a key that is not marked in %q", c.Name, found, r.Text)
					}
					continue
				case r.Binding == "":
					if r.Text != "Enter" && r.Text != "Tab" {
						t.Errorf("%s: key %q without its binding", c.Name, r.Text)
					}
					continue
				}
				named++
				k, ok := binding(m, r.Binding)
				if !ok {
					t.Errorf("%s: no binding %s", c.Name, r.Binding)
					continue
				}
				if r.Text != k.Help().Key && !slices.ContainsFunc(k.Keys(), func(s string) bool { return written(s) == r.Text }) {
					t.Errorf("%s: %s is %q %v, the guide says %q", c.Name, r.Binding, k.Help().Key, k.Keys(), r.Text)
				}
				if !strings.HasPrefix(r.Binding, "Form.") && len(used[fmt.Sprint(k.Keys())]) == 0 { // forms have no actions
					t.Errorf("%s: no screen offers %s %v", c.Name, r.Binding, k.Keys())
				}
			}
		}
	}
	if named < 60 {
		t.Errorf("only %d keys are named", named)
	}
}
