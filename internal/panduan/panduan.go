// Package panduan is the short guide to monev that the screen and the command line
// show: chapters of a few steps, Indonesian, for people who read no manual.
//
// The text names keys together with the binding they belong to ("{Home.New n}"), so
// that a test of the screens can hold each of them against the keys that are
// really bound.
package panduan

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode/utf8"

	"monev/internal/plain"
)

//go:embed panduan.txt
var source string

// A Chapter is one subject.
type Chapter struct {
	Name   string // on the command line: "rapat-pertama"
	Title  string
	Blocks []Block
}

// A Block is a paragraph, or a step or point behind its mark.
type Block struct {
	Mark string // "1.", "•", or empty
	Runs []Run
}

// A Run is a piece of text that is, or is not, a key.
type Run struct {
	Text string
	Key  bool
	// Binding is where package keys holds the key, "Home.New"; empty for those that
	// every field and list has: Enter, Tab.
	Binding string
}

// Text is the block without its mark, plain: keys of one letter stand in quotes.
func (b Block) Text() string {
	var out strings.Builder
	for _, r := range b.Runs {
		if r.Key && utf8.RuneCountInString(r.Text) == 1 {
			out.WriteString(`"` + r.Text + `"`)
			continue
		}
		out.WriteString(r.Text)
	}
	return out.String()
}

// Chapters are all chapters in the order in which they are read.
func Chapters() []Chapter {
	var out []Chapter
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "# "); ok {
			name, title, _ := strings.Cut(head, " ")
			out = append(out, Chapter{Name: name, Title: title})
			continue
		}
		if line != "" {
			c := &out[len(out)-1]
			c.Blocks = append(c.Blocks, block(line))
		}
	}
	return out
}

// Find is the chapter with that name, or the only one whose name or title begins
// with the words.
func Find(words string) (Chapter, bool) {
	want := plain.Fold(words)
	var found []Chapter
	for _, c := range Chapters() {
		name := plain.Fold(c.Name)
		if name == want {
			return c, true
		}
		if want != "" && (strings.HasPrefix(name, want) || strings.HasPrefix(plain.Fold(c.Title), want)) {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return Chapter{}, false
	}
	return found[0], true
}

var (
	marked = regexp.MustCompile(`^(-|\d+\.) +`)
	braces = regexp.MustCompile(`\{([^}]+)\}`)
)

func block(line string) Block {
	var b Block
	if m := marked.FindString(line); m != "" {
		line = line[len(m):]
		if b.Mark = strings.TrimSpace(m); b.Mark == "-" {
			b.Mark = "•"
		}
	}
	at := 0
	for _, m := range braces.FindAllStringSubmatchIndex(line, -1) {
		if m[0] > at {
			b.Runs = append(b.Runs, Run{Text: line[at:m[0]]})
		}
		run := Run{Text: line[m[2]:m[3]], Key: true}
		if binding, shown, ok := strings.Cut(run.Text, " "); ok {
			run.Binding, run.Text = binding, shown
		}
		b.Runs = append(b.Runs, run)
		at = m[1]
	}
	if at < len(line) {
		b.Runs = append(b.Runs, Run{Text: line[at:]})
	}
	return b
}
