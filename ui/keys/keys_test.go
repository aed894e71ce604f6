package keys

import (
	"reflect"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
)

func each(t *testing.T, visit func(name string, b key.Binding)) {
	t.Helper()
	m := reflect.ValueOf(Default())
	n := 0
	for i := range m.NumField() {
		g := m.Field(i)
		for j := range g.NumField() {
			n++
			visit(m.Type().Field(i).Name+"."+g.Type().Field(j).Name, g.Field(j).Interface().(key.Binding))
		}
	}
	if n < 50 {
		t.Fatalf("only %d bindings found", n)
	}
}

func TestEveryBindingHasHelp(t *testing.T) {
	each(t, func(name string, b key.Binding) {
		if len(b.Keys()) == 0 {
			t.Errorf("%s has no key", name)
		}
		if b.Help().Key == "" || b.Help().Desc == "" {
			t.Errorf("%s has no help", name)
		}
	})
}

func TestNoForbiddenKey(t *testing.T) {
	forbidden := []string{"shift+enter", "ctrl+enter", "alt+enter", "ctrl+v", "ctrl+i", "ctrl+m", "f11", " "}
	each(t, func(name string, b key.Binding) {
		for _, k := range b.Keys() {
			for _, f := range forbidden {
				if k == f {
					t.Errorf("%s uses %q", name, k)
				}
			}
			if strings.HasPrefix(k, "ctrl+shift+") {
				t.Errorf("%s uses %q", name, k)
			}
			if k != "G" && k != strings.ToLower(k) {
				t.Errorf("%s uses a capital: %q", name, k)
			}
		}
	})
}

// Within a group the keys apply at the same time, except where one binding is
// deliberately a part or a sum of others.
func TestNoKeyTwiceInAGroup(t *testing.T) {
	may := map[string]bool{
		"Global.HelpTyping": true, "Global.SearchTyping": true, "Global.PaletteTyping": true, "List.Move": true, "List.Open": true, "List.Edit": true,
		"Dialog.OK": true,
	}
	seen := map[string]string{}
	each(t, func(name string, b key.Binding) {
		if may[name] {
			return
		}
		group, _, _ := strings.Cut(name, ".")
		for _, k := range b.Keys() {
			if other, ok := seen[group+" "+k]; ok {
				t.Errorf("%s and %s share %q", other, name, k)
			}
			seen[group+" "+k] = name
		}
	})
}
