package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Fill gives every cell of a picture of w by h cells that has no colour of its
// own those of the palette; a palette without Back changes nothing.
func Fill(p Palette, content string, w, h int) string {
	if p.Back == nil || w <= 0 || h <= 0 {
		return content
	}
	c := lipgloss.NewCanvas(w, h)
	c.Compose(lipgloss.NewLayer(content))
	for y := range h {
		for x := range w {
			cell := c.CellAt(x, y)
			if cell == nil || cell.Width == 0 {
				continue // the right half of a wide character
			}
			if cell.Style.Bg == nil {
				cell.Style.Bg = p.Back
			}
			if cell.Style.Fg == nil {
				cell.Style.Fg = p.Text
			}
		}
	}
	return strings.TrimSuffix(c.Render(), "\n")
}

// Projection is the palette as the room sees it: with a background of its own,
// whatever the terminal has, so that the picture is the same on every projector.
func Projection(p Palette, dark bool) Palette {
	if p.Back != nil || p.Plain {
		return p
	}
	p.Text, p.Back = lipgloss.Color("232"), lipgloss.Color("231")
	if dark {
		p.Text, p.Back = lipgloss.Color("231"), lipgloss.Color("233")
	}
	return p
}
