package pdf

import (
	"strings"
	"unicode/utf8"

	"monev/internal/report"
)

// mmPoint is a point in mm.
const mmPoint = 25.4 / 72

// A span is text of one face without a place to break.
type span struct {
	text      string
	face      face
	underline bool
	width     float64 // thousandths of the size
}

// A word ends where a line may end: with a blank, or without one behind a hyphen.
type word struct {
	spans []span
	width float64 // thousandths of the size
	blank float64 // width of the blank behind it; 0 if there is none
	ends  bool    // the line ends behind it
}

// setter turns text into lines of one family.
type setter struct {
	family *family
	lost   []rune // what no font has, in order
	seen   map[rune]bool
}

// words cuts a text into words. every style is that of the run plus extra.
func (s *setter) words(t report.Text, extra face) []word {
	var out []word
	var w word
	var b strings.Builder
	style, under := face(0), false
	at := face(0) // face of what is in b
	width := 0.0
	flush := func() {
		if b.Len() > 0 {
			w.spans = append(w.spans, span{b.String(), at, under, width})
			w.width += width
			b.Reset()
			width = 0
		}
	}
	end := func(blank float64, ends bool) {
		flush()
		w.blank, w.ends = blank, ends
		out = append(out, w)
		w = word{}
	}
	for _, run := range t {
		flush()
		style, under = extra, run.Underline
		if run.Bold {
			style |= bold
		}
		if run.Italic {
			style |= italic
		}
		for i, r := range run.Text {
			switch r {
			case '\n':
				if n := len(out); b.Len() == 0 && len(w.spans) == 0 && n > 0 && out[n-1].blank > 0 {
					out[n-1].blank, out[n-1].ends = 0, true // the blank is no word: it could want a line of its own
					continue
				}
				end(0, true)
				continue
			case ' ', '\t':
				if b.Len() == 0 && len(w.spans) == 0 && len(out) > 0 && out[len(out)-1].blank > 0 {
					continue // several blanks are one
				}
				end(s.family.width(' ', style), false)
				continue
			}
			g, in, lost := s.family.glyph(r, style)
			if lost {
				s.lose(r)
			}
			if g == 0 {
				continue
			}
			if in != at {
				flush()
				at = in
			}
			b.WriteRune(g)
			width += s.family.width(g, in)
			if r == '-' && i > 0 { // between letters only: "-5" and "2024-" stay
				before, _ := utf8.DecodeLastRuneInString(run.Text[:i])
				after, _ := utf8.DecodeRuneInString(run.Text[i+1:])
				if letter(before) && letter(after) {
					end(0, false)
				}
			}
		}
	}
	flush()
	if len(w.spans) > 0 || len(out) == 0 || out[len(out)-1].ends {
		end(0, false)
	}
	return out
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r < 0x250
}

func (s *setter) lose(r rune) {
	if s.seen == nil {
		s.seen = map[rune]bool{}
	}
	if !s.seen[r] {
		s.seen[r] = true
		s.lost = append(s.lost, r)
	}
}

// A line is the words that stand on it.
type line struct {
	words []word
	width float64 // without the last blank, in thousandths of the size
	full  bool    // goes on in the next line, so it may be justified
}

// wrap breaks words into lines of at most width mm at a size in points. A word
// too long for a line is broken anywhere.
func (s *setter) wrap(words []word, size, width float64) []line {
	room := roomFor(size, width)
	var out []line
	var l line
	end := func(full bool) {
		l.full = full
		out = append(out, l)
		l = line{}
	}
	blank := 0.0
	for _, w := range words {
		if len(l.words) > 0 && l.width+blank+w.width > room+0.01 {
			end(true)
		}
		for w.width > room+0.01 {
			var head word
			head, w = s.cut(w, room)
			l.words, l.width = []word{head}, head.width
			end(true)
		}
		if len(l.words) > 0 {
			l.width += blank
		}
		l.words = append(l.words, w)
		l.width += w.width
		blank = w.blank
		if w.ends {
			end(false)
			blank = 0
		}
	}
	if len(l.words) > 0 || len(out) == 0 {
		end(false)
	}
	return out
}

// roomFor is width mm at a size in points, in thousandths of the size; at least 1 mm.
func roomFor(size, width float64) float64 { return max(width, 1) / (size * mmPoint) * 1000 }

// cut takes as many characters off a word as fit, at least one.
func (s *setter) cut(w word, room float64) (head, tail word) {
	tail = word{blank: w.blank, ends: w.ends}
	for i, sp := range w.spans {
		if head.width+sp.width <= room {
			head.spans = append(head.spans, sp)
			head.width += sp.width
			continue
		}
		used := 0.0
		for j, r := range sp.text {
			x := s.family.width(r, sp.face)
			if head.width+used+x > room && (j > 0 || len(head.spans) > 0) {
				if j > 0 {
					head.spans = append(head.spans, span{sp.text[:j], sp.face, sp.underline, used})
					head.width += used
				}
				rest := span{sp.text[j:], sp.face, sp.underline, sp.width - used}
				tail.spans = append([]span{rest}, w.spans[i+1:]...)
				for _, t := range tail.spans {
					tail.width += t.width
				}
				return head, tail
			}
			used += x
		}
		// a single character wider than the room
		head.spans = append(head.spans, sp)
		head.width += sp.width
		tail.spans = w.spans[i+1:]
		for _, t := range tail.spans {
			tail.width += t.width
		}
		return head, tail
	}
	return head, tail
}

// few is wrap with at most n lines; the last one then ends in an ellipsis.
func (s *setter) few(n int, words []word, size, width float64) []line {
	lines := s.wrap(words, size, width)
	if len(lines) <= n {
		return lines
	}
	room := roomFor(size, width)
	dots := word{spans: []span{{text: "…", width: s.family.width('…', 0)}}}
	dots.width = dots.spans[0].width
	first := lines[n-1].words[0]
	var last line
	for k := len(lines[n-1].words) - 1; k > 0; k-- {
		if last = lineOf(append(lines[n-1].words[:k:k], dots)); last.width <= room {
			return append(lines[:n-1:n-1], last)
		}
	}
	head, _ := s.cut(first, room-dots.width) // one long word
	head.blank, head.ends = 0, false
	return append(lines[:n-1:n-1], lineOf([]word{head, dots}))
}

// lineOf is a line of words that goes on nowhere.
func lineOf(words []word) line {
	l := line{words: words}
	for i, w := range words {
		l.width += w.width
		if i < len(words)-1 {
			l.width += w.blank
		}
	}
	return l
}

// fit is a text as one line that is no wider than width mm.
func (s *setter) fit(text string, style face, size, width float64) line {
	return s.few(1, s.words(report.Plain(report.OneLine(text)), style), size, width)[0]
}
