package pdf

import (
	"cmp"
	"strings"

	"monev/internal/report"
)

func (l *layout) picture(v report.Picture) {
	small := l.d.TableSize(false)
	var caption float64 // room for it, at most a third of the page
	if len(v.Caption) > 0 {
		n := len(l.wrap(l.words(v.Caption, italic), small, l.width()))
		caption = min(float64(n)*lead(small, 1), l.frame.body()/3)
	}
	wide, high := v.Fit(l.width(), l.frame.body()-caption-8)
	n, ok := l.take(v.Image)
	if ok {
		l.add(box{before: l.gap(pt(6)), height: high, keep: len(v.Caption) > 0,
			ops: []op{{kind: opPicture, x: (l.width() - wide) / 2, w: wide, h: high, number: n}}})
		l.after = pt(3)
	} else { // what cannot be shown is told
		l.para(report.Text{report.Italic("[" + cmp.Or(report.OneLine(v.Image.Alt), "gambar") + "]")},
			paraStyle{align: report.Center, before: 6, after: 3, keep: len(v.Caption) > 0})
	}
	if len(v.Caption) > 0 {
		l.para(v.Caption, paraStyle{face: italic, size: small, factor: 1, align: report.Center, after: 8})
	}
}

func (l *layout) bars(v report.Bars) {
	if len(v.Rows) == 0 {
		return
	}
	if v.Title != "" {
		l.para(report.Plain(v.Title), paraStyle{face: bold, keep: true, before: 4, after: 3})
	}
	size := l.d.TableSize(false)
	tiny := l.d.TableSize(true) - 0.5
	high, low := lead(size, 1), lead(tiny, 1)
	label, value := l.width()*0.28, l.width()*0.27
	from, length := label, l.width()-label-value
	scales := v.Scales()
	for i, r := range v.Rows {
		keep := i < len(v.Rows)-1 && len(v.Rows) <= 15
		if scales[i] {
			b := box{before: l.gap(0), height: low, keep: true}
			left := from
			for _, m := range r.Marks {
				ln := l.fit(m.Label, bold, tiny, length)
				wide := ln.width * tiny * mmPoint / 1000
				x := max(from+report.Within(m.Share)*length-wide, left) // never over the one before
				b.ops = l.draw(b.ops, ln, x, 0, wide, tiny, low, report.Left, false, 0)
				left = x + wide + 0.8
			}
			l.add(b)
		}
		labels := l.few(4, l.words(report.Plain(report.OneLine(r.Label)), 0), size, label-2)
		values := l.few(4, l.words(report.Plain(report.OneLine(r.Value)), 0), size, value-3)
		b := box{before: l.gap(0), height: max(float64(max(len(labels), len(values)))*high+1.4, 6), keep: keep}
		put := func(lines []line, x, width float64) {
			y := (b.height - float64(len(lines))*high) / 2
			for _, ln := range lines {
				b.ops = l.draw(b.ops, ln, x, y, width, size, high, report.Left, false, 0)
				y += high
			}
		}
		put(labels, 0, label-2)
		put(values, from+length+3, value-3)
		b.ops = append(b.ops, op{kind: opBox, x: from, y: 0.7, w: length, h: b.height - 1.4, color: report.Rest},
			op{kind: opBox, x: from, y: 0.7, w: report.Within(r.Share) * length, h: b.height - 1.4, color: r.Tone.Ink()})
		for _, m := range r.Marks {
			b.ops = append(b.ops, op{kind: opLine, x: from + report.Within(m.Share)*length, h: b.height, size: 0.5})
		}
		l.add(b)
	}
	l.after = pt(8)
}

// signatures are one box: captions, then names, each on one height.
func (l *layout) signatures(v report.Signatures) {
	n := len(v.Signers)
	if n == 0 {
		return
	}
	size := l.size
	if n > 2 {
		size = max(size-2, l.d.TableSize(false))
	}
	high := lead(size, 1)
	wide := l.width() / float64(n)
	room := wide - 3
	set := func(s string, style face) []line {
		if s == "" {
			return nil
		}
		return l.few(5, l.words(report.Text{{Text: report.OneLine(s), Underline: style&bold != 0}}, style), size, room)
	}
	b := box{before: l.gap(pt(10))}
	y := 0.0
	put := func(i int, lines []line, y float64) float64 {
		for _, ln := range lines {
			b.ops = l.draw(b.ops, ln, float64(i)*wide+1.5, y, room, size, high, report.Center, false, 0)
			y += high
		}
		return y
	}
	if v.Place != "" {
		y = put(n-1, set(v.Place, 0), y)
	}
	top := y
	for i, s := range v.Signers {
		if s == (report.Signature{}) {
			continue
		}
		at := put(i, set(s.Caption+",", 0), top)
		y = max(y, put(i, set(s.Title, 0), at))
	}
	y += pt(55) // room to sign
	low := y
	for i, s := range v.Signers {
		if s == (report.Signature{}) {
			continue
		}
		name := set(s.Name, bold)
		if s.Name == "" {
			name = set(report.Dots, 0)
		}
		at := put(i, name, low)
		if s.NIP != "" {
			at = put(i, set(strings.ReplaceAll("NIP "+s.NIP, " ", "\u00a0"), 0), at)
		}
		y = max(y, at)
	}
	b.height = y
	l.add(b)
	l.after = pt(8)
}
