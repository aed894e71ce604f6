package part

import (
	"strings"

	"monev/ui/theme"
)

// DigitLines is the height of block digits.
const DigitLines = 5

// Digits draws text in block digits, two cells to a dot, as DigitLines lines of
// equal width in the style Accent. It knows 0-9 , . % + - / and the blank;
// every other character is left out.
func Digits(st *theme.Styles, text string) []string {
	rows := make([]strings.Builder, DigitLines)
	first := true
	for _, r := range text {
		g := glyph(r)
		if g == "" {
			continue
		}
		w := len(g) / DigitLines
		for y := range rows {
			if !first {
				rows[y].WriteString("  ")
			}
			for _, dot := range []byte(g[y*w : (y+1)*w]) {
				if dot == '#' {
					rows[y].WriteString("██")
				} else {
					rows[y].WriteString("  ")
				}
			}
		}
		first = false
	}
	out := make([]string, DigitLines)
	for y := range rows {
		out[y] = paint(st.Accent, rows[y].String())
	}
	return out
}

// DigitsWidth is how many cells Digits takes for text.
func DigitsWidth(text string) int {
	w := 0
	for _, r := range text {
		if g := glyph(r); g != "" {
			w += 2*len(g)/DigitLines + 2
		}
	}
	return max(0, w-2)
}

// glyph returns the dots of r, row by row; "" if it has none.
func glyph(r rune) string {
	switch r {
	case '0':
		return "###" + "#.#" + "#.#" + "#.#" + "###"
	case '1':
		return ".#." + "##." + ".#." + ".#." + "###"
	case '2':
		return "###" + "..#" + "###" + "#.." + "###"
	case '3':
		return "###" + "..#" + "###" + "..#" + "###"
	case '4':
		return "#.#" + "#.#" + "###" + "..#" + "..#"
	case '5':
		return "###" + "#.." + "###" + "..#" + "###"
	case '6':
		return "###" + "#.." + "###" + "#.#" + "###"
	case '7':
		return "###" + "..#" + "..#" + "..#" + "..#"
	case '8':
		return "###" + "#.#" + "###" + "#.#" + "###"
	case '9':
		return "###" + "#.#" + "###" + "..#" + "###"
	case ',':
		return ".." + ".." + ".." + ".#" + "#."
	case '.':
		return "." + "." + "." + "." + "#"
	case '%':
		return "#.#" + "..#" + ".#." + "#.." + "#.#"
	case '+':
		return "..." + ".#." + "###" + ".#." + "..."
	case '-':
		return "..." + "..." + "###" + "..." + "..."
	case '/':
		return "..#" + "..#" + ".#." + "#.." + "#.."
	case ' ':
		return "." + "." + "." + "." + "."
	}
	return ""
}
