package main

import (
	"image"
	"image/color"
)

// iconSizes are the sizes Windows asks for at 100 to 250 %.
var iconSizes = [...]int{16, 20, 24, 32, 40, 48, 64, 128, 256}

// unit is the side of the canvas that the icon is described on.
const unit = 4096

// point is a place on the canvas, or a vector.
type point struct{ x, y int64 }

// stroke is a line with round ends.
type stroke struct {
	from, to point
	half     int64 // half its width
}

// The icon is a tick over a bar that is nearly full, on a green card: how far a
// plan has come. It is no sign of any office.
var (
	card  = color.NRGBA{0x0b, 0x5d, 0x4e, 0xff}
	paper = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	gold  = color.NRGBA{0xf2, 0xb1, 0x34, 0xff}

	tick = []stroke{
		{point{1000, 1650}, point{1750, 2400}, 290},
		{point{1750, 2400}, point{3100, 950}, 290},
	}
	bar = stroke{point{850, 3300}, point{2600, 3300}, 220}
	row = stroke{point{850, 3300}, point{3250, 3300}, 220} // what the bar has left
)

// icon draws the icon with size × size pixels. It counts in whole numbers, so
// that every machine draws the same.
func icon(size int) image.Image {
	const grid = 8 // samples a pixel and direction
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for py := range size {
		for px := range size {
			var r, g, b, seen int
			for sy := range grid {
				for sx := range grid {
					at := point{sample(px, sx, size, grid), sample(py, sy, size, grid)}
					c, ok := paint(at)
					if ok {
						r, g, b, seen = r+int(c.R), g+int(c.G), b+int(c.B), seen+1
					}
				}
			}
			if seen > 0 {
				img.SetNRGBA(px, py, color.NRGBA{uint8(r / seen), uint8(g / seen), uint8(b / seen), uint8(seen * 255 / (grid * grid))})
			}
		}
	}
	return img
}

// sample is the middle of the sample s of the pixel p on the canvas.
func sample(p, s, size, grid int) int64 {
	return int64((2*(p*grid+s) + 1) * unit / (2 * size * grid))
}

// paint is the colour of the icon at a place; false outside the card.
func paint(at point) (color.NRGBA, bool) {
	const edge, corner = 128, 760
	inner := int64(edge + corner)
	near := point{min(max(at.x, inner), unit-inner), min(max(at.y, inner), unit-inner)}
	switch {
	case square(at, near) > corner*corner:
		return color.NRGBA{}, false
	case tick[0].covers(at), tick[1].covers(at):
		return paper, true
	case bar.covers(at):
		return gold, true
	case row.covers(at):
		return color.NRGBA{0x3d, 0x86, 0x78, 0xff}, true
	}
	return card, true
}

func square(a, b point) int64 { return (a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y) }

// covers reports whether the stroke covers a place.
func (s stroke) covers(p point) bool {
	along := point{s.to.x - s.from.x, s.to.y - s.from.y}
	length := along.x*along.x + along.y*along.y
	dot := (p.x-s.from.x)*along.x + (p.y-s.from.y)*along.y
	switch {
	case dot <= 0:
		return square(p, s.from) <= s.half*s.half
	case dot >= length:
		return square(p, s.to) <= s.half*s.half
	}
	cross := (p.x-s.from.x)*along.y - (p.y-s.from.y)*along.x
	return cross*cross <= s.half*s.half*length
}
