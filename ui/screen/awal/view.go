package awal

import (
	"strings"

	"monev/ui/part"
)

// blockWidth is how wide the block in the middle gets at most.
const blockWidth = 76

// formRows is the room kept for the form, so that nothing jumps when a hint or
// a refusal appears: three fields, their hints, and the line of keys.
const formRows = 6

// logo is MONEV in block letters, two cells to a dot.
var logo = [5]string{
	"#...#.####.#...#.####.#...#",
	"##.##.#..#.##..#.#....#...#",
	"#.#.#.#..#.#.#.#.###..#...#",
	"#...#.#..#.#..##.#.....#.#.",
	"#...#.####.#...#.####...#..",
}

const logoWidth = 2 * 27

// View is kit.Screen: one block, in the middle of the room there is.
func (s *Screen) View() string {
	st := s.k.Styles
	w := min(s.w-4, blockWidth)
	if w < 20 || s.h < 4 {
		return ""
	}
	x := (s.w - w) / 2

	words := part.Wrap("Memandu Rapat Monev Zona Integritas dari undangan sampai notula dan tindak lanjutnya. "+
		"Data hanya tersimpan di laptop ini, tanpa internet.", w)
	ask := "Bila ketiga isian ini benar, tekan Enter tiga kali."
	switch {
	case s.saving:
		ask = "Data awal sedang disimpan …"
	case !s.entry.Active():
		ask = "Isian belum selesai. Tekan Enter untuk melanjutkan."
	}

	var head []string
	if room := s.h - formRows - len(words) - 3; room >= len(logo)+3 && w >= logoWidth {
		for _, row := range logo {
			row = strings.NewReplacer("#", "██", ".", "  ").Replace(row)
			head = append(head, center(st.Accent.Render(strings.TrimRight(row, " ")), w, logoWidth))
		}
		head = append(head, "", center(st.Title.Render(welcome), w, part.Width(welcome)), "")
	} else {
		head = append(head, center(st.Title.Render(welcome), w, part.Width(welcome)), "")
	}
	head = append(head, words...)
	head = append(head, "", st.Heading.Render(part.Cut(ask, w)), "")

	lines := make([]string, 0, s.h)
	if gap := (s.h - len(head) - formRows) / 2; gap > 0 {
		lines = append(lines, make([]string, gap)...)
	}
	need := 5
	if s.entry.Active() {
		need = max(need, s.entry.Form().Height(w))
	}
	for len(head) > 1 && len(head)+need > s.h { // the form wins
		head = head[1:]
	}
	lines = append(lines, head...)
	s.formX, s.formY = x, len(lines)
	if s.entry.Active() {
		lines = append(lines, strings.Split(s.entry.Form().View(w, max(s.h-len(lines), 1)), "\n")...)
	}
	for i, l := range lines {
		if l != "" {
			lines[i] = strings.Repeat(" ", x) + l
		}
	}
	return strings.Join(lines, "\n")
}

const welcome = "Selamat datang di MONEV ZI"

// center puts a styled line of n cells into the middle of w.
func center(line string, w, n int) string { return strings.Repeat(" ", max(w-n, 0)/2) + line }
