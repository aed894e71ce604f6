package theme

import (
	"image/color"
	"math"
	"reflect"
	"testing"

	"charm.land/lipgloss/v2"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func set(c color.Color) bool {
	if c == nil {
		return false
	}
	_, none := c.(lipgloss.NoColor)
	return !none
}

func TestContrast(t *testing.T) {
	white, black, grey := lipgloss.Color("#ffffff"), lipgloss.Color("#000000"), lipgloss.Color("#1e1e1e")
	for _, c := range []struct {
		name  string
		p     Palette
		backs []color.Color
		want  float64
	}{
		{"terang", Light(), []color.Color{white}, 4.5},
		{"netral", Neutral(), []color.Color{white, black}, 4.5},
		{"gelap", Dark(), []color.Color{black, grey}, 4.5},
		{"kontras", HighContrast(), []color.Color{HighContrast().Back}, 7},
		{"proyeksi terang", Projection(Light(), false), []color.Color{Projection(Light(), false).Back}, 4.5},
		{"proyeksi gelap", Projection(Dark(), true), []color.Color{Projection(Dark(), true).Back}, 4.5},
		{"proyeksi kontras", Projection(HighContrast(), true), []color.Color{HighContrast().Back}, 7},
	} {
		s := reflect.ValueOf(*New(c.p))
		for i := range s.NumField() {
			name := s.Type().Field(i).Name
			style, ok := s.Field(i).Interface().(lipgloss.Style)
			if !ok || name == "Box" || name == "BoxDanger" {
				continue
			}
			want := c.want
			if name == "Rule" || name == "BarOff" {
				want = 3 // lines, not text
			}
			fg, back := style.GetForeground(), style.GetBackground()
			backs := c.backs
			if set(back) {
				backs = []color.Color{back}
				if !set(fg) {
					t.Errorf("%s %s: background without a foreground", c.name, name)
				}
			}
			if !set(fg) {
				continue // the terminal's own text on the terminal's own background
			}
			for _, b := range backs {
				if got := contrast(fg, b); got < want {
					t.Errorf("%s %s: %.2f:1 on %v, want %.1f", c.name, name, got, b, want)
				}
			}
		}
	}
}

func TestTextIsTheTerminalsOwn(t *testing.T) {
	for name, p := range map[string]Palette{"terang": Light(), "gelap": Dark(), "netral": Neutral(), "polos": None()} {
		if p.Text != nil || p.Back != nil {
			t.Errorf("%s paints its text or background", name)
		}
	}
}

func TestNoneHasNoColour(t *testing.T) {
	s := reflect.ValueOf(*New(None()))
	for i := range s.NumField() {
		style, ok := s.Field(i).Interface().(lipgloss.Style)
		if !ok {
			continue
		}
		if set(style.GetForeground()) || set(style.GetBackground()) || set(style.GetBorderTopForeground()) {
			t.Errorf("%s has a colour", s.Type().Field(i).Name)
		}
	}
	if !New(None()).Selected.GetReverse() {
		t.Error("the selected line cannot be told without colour")
	}
}

func TestSelectedIsBold(t *testing.T) {
	for _, name := range []string{"terang", "gelap", "kontras", "polos"} {
		p, ok := ByName(name)
		if !ok || !New(p).Selected.GetBold() {
			t.Errorf("%s: selected line not bold", name)
		}
	}
	if _, ok := ByName("otomatis"); ok {
		t.Error("otomatis is not a palette")
	}
}
