package eviden

import (
	"cmp"
	"fmt"
	"strconv"

	"monev/internal/app"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/stage"
)

// The groups of the table, in their order.
const (
	groupReady = iota
	groupChoice
	groupNone
	groupKnown
	groupRefused
)

var groupWords = []string{"SIAP DIAMBIL", "PERLU DIPILIH BUTIRNYA", "TANPA KODE BUTIR", "SUDAH TERDAFTAR", "TIDAK DAPAT DIAMBIL"}

func group(c app.Candidate) int {
	switch {
	case c.Refuse != "":
		return groupRefused
	case c.Known != "":
		return groupKnown
	case c.Item != "":
		return groupReady
	case len(c.Items) > 1:
		return groupChoice
	}
	return groupNone
}

// arrange makes the rows again.
func (s *intake) arrange() {
	st := s.K.Styles
	var rows []stage.Item
	head := func(text string, n int) {
		rows = append(rows, stage.Item{Header: true, Line: func(w int) string {
			return part.Cut(" "+st.Heading.Render(fmt.Sprintf("%s (%s)", text, tanggal.Thousands(int64(n)))), w)
		}})
	}
	if s.taken != nil {
		var good, bad, undone []int
		for i, t := range s.taken {
			switch {
			case t.Refused != "":
				bad = append(bad, i)
			case s.undone(t):
				undone = append(undone, i)
			default:
				good = append(good, i)
			}
		}
		for _, g := range []struct {
			text string
			list []int
		}{{"TIDAK TERCATAT", bad}, {"DIURUNGKAN", undone}, {"TERCATAT", good}} {
			if len(g.list) == 0 {
				continue
			}
			head(g.text, len(g.list))
			for _, i := range g.list {
				rows = append(rows, s.result(i))
			}
		}
	} else {
		for g, text := range groupWords {
			var list []int
			for i, c := range s.list {
				if group(c) == g {
					list = append(list, i)
				}
			}
			if len(list) == 0 {
				continue
			}
			head(text, len(list))
			for _, i := range list {
				rows = append(rows, s.row(i))
			}
		}
	}
	s.List.Empty = "Tidak ada berkas di sini. Esc kembali; pilih map lain."
	s.SetItems(rows)
}

// row is a file and what it would become.
func (s *intake) row(i int) stage.Item {
	st := s.K.Styles
	line := func(w int) string {
		c := s.list[i]
		box := "[ ]"
		switch {
		case c.Refuse != "":
			box = " ✗ "
		case s.on[i]:
			box = "[✓]"
		}
		code := c.Item
		if code == "" && c.Refuse == "" {
			code = "pilih butir"
		}
		title := part.Cell{Text: c.Title}
		if c.Note != "" && c.Item != "" { // said in full where it is selected
			title = part.Cell{Text: "! " + c.Title, Style: &st.Warn}
		}
		name := part.Cell{Text: c.Name, Drop: 2, Style: &st.Muted}
		if why := cmp.Or(c.Refuse, c.Known); why != "" && w >= 110 { // why not is worth more than its title
			title, name = part.Cell{Text: c.Name}, part.Cell{Text: why, Drop: 2, Style: &st.Warn}
		}
		return part.Columns(w,
			part.Cell{Text: box, Width: 3},
			part.Cell{Text: code, Width: 13, Style: &st.Accent},
			title,
			name,
			part.Cell{Text: tanggal.Size(c.Size), Width: 8, Right: true, Drop: 1})
	}
	return stage.Item{Key: strconv.Itoa(i), Line: once(line), Full: func(w int) []string {
		c := s.list[i]
		d := &sheet{w: w, in: 5, most: 2}
		d.add(line(w))
		d.under("Berkas: ", c.Name, nil)
		if it := s.reg.item(c.Item); it != nil {
			d.under(c.Item+"  ", it.Item.Question, &st.Muted)
		}
		if s.keep && c.Target != "" && c.Refuse == "" {
			d.under("Disalin ke: ", c.Target, &st.Muted)
		}
		for _, t := range []string{c.Refuse, c.Known, c.Note} {
			if t != "" {
				d.under("! ", t, &st.Warn)
			}
		}
		return d.out
	}}
}

// undone tells whether what was taken is gone from the register again.
func (s *intake) undone(t app.Taken) bool {
	_, there := s.reg.byID[t.Evidence.ID]
	return s.listed && !there
}

// result is what became of a file.
func (s *intake) result(i int) stage.Item {
	st, t := s.K.Styles, s.taken[i]
	mark, style := "✓", &st.Good
	switch {
	case t.Refused != "":
		mark, style = "✗", &st.Bad
	case s.undone(t):
		mark, style = "○", &st.Muted
	}
	line := func(w int) string {
		code, title := t.Evidence.Item, t.Evidence.Title
		if t.Refused != "" {
			code, title = t.Candidate.Item, t.Candidate.Name
		}
		cells := []part.Cell{{Text: mark, Width: 1, Style: style}, {Text: code, Width: 13}, {Text: title}}
		if t.Refused != "" {
			cells = append(cells, part.Cell{Text: t.Refused, Style: &st.Warn, Drop: 1})
		}
		return part.Columns(w, cells...)
	}
	return stage.Item{Key: strconv.Itoa(i), Line: once(line), Full: func(w int) []string {
		d := &sheet{w: w, in: 3, most: 2}
		d.add(line(w))
		if t.Refused != "" {
			d.under("! ", t.Refused, &st.Warn)
		}
		d.under("Berkas: ", t.Candidate.Name, nil)
		if f := t.Evidence.File; f != nil && f.Kept {
			d.under("Disalin ke: ", f.Path, &st.Muted)
		}
		return d.out
	}}
}
