package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"monev/internal/panduan"
	"monev/internal/plain"
)

// guideName is what follows bantuan to print the panduan.
const guideName = "panduan"

func chapterNames() []string {
	var out []string
	for _, c := range panduan.Chapters() {
		out = append(out, c.Name)
	}
	return out
}

func chapterSuggestions() []suggestion {
	var out []suggestion
	for _, c := range panduan.Chapters() {
		out = append(out, suggestion{c.Name, c.Title})
	}
	return out
}

// guide prints the panduan, or one chapter of it.
func (c *call) guide(words string) error {
	chapters := panduan.Chapters()
	if words != "" {
		one, ok := panduan.Find(words)
		if !ok {
			return c.wrong("Bab %s tidak ada dalam panduan; pilih %s.", quote(words), strings.Join(chapterNames(), ", "))
		}
		chapters = []panduan.Chapter{one}
	}
	const least, usual, most = 30, 78, 90
	width := usual
	if c.prog.Width != nil && c.prog.Width() > 0 {
		width = min(max(c.prog.Width()-1, least), most)
	}
	for i, ch := range chapters {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		for _, l := range wrap(strings.ToUpper(ch.Title)+"  ("+ch.Name+")", width) {
			fmt.Fprintln(c.out, l)
		}
		fmt.Fprintln(c.out)
		for i, b := range ch.Blocks {
			if i > 0 && b.Mark == "" {
				fmt.Fprintln(c.out)
			}
			lead := ""
			if b.Mark != "" {
				lead = fmt.Sprintf("%3s ", b.Mark)
			}
			room := utf8.RuneCountInString(lead)
			for j, l := range wrap(b.Text(), width-room) {
				if j > 0 {
					lead = strings.Repeat(" ", room)
				}
				fmt.Fprintln(c.out, lead+l)
			}
		}
	}
	return nil
}

// wrap breaks a text of narrow letters into lines at blanks.
func wrap(text string, width int) []string {
	var out []string
	line := ""
	for word := range strings.FieldsSeq(plain.Line(text)) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			out = append(out, line)
			line = word
		}
	}
	return append(out, line)
}
