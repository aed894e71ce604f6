package evidence

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"monev/internal/lke"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Match is what the name of a file says.
type Match struct {
	// Items are the questions its code can mean, in the order of the instrument:
	// none, the one it is, or several to choose from.
	Items []*lke.Item
	Title string // the name without code, extension and signs of copying; may be empty
	// Note is an Indonesian sentence about what does not fit: the folder says
	// another area than the code. Empty if all fits.
	Note string
}

// Sure is the only question the name can mean, nil if there is none or a choice.
func (m Match) Sure() *lke.Item {
	if len(m.Items) == 1 {
		return m.Items[0]
	}
	return nil
}

// FromName reads the code of a question at the beginning of a file's name, in the
// styles offices use (practice.md §3.9), in any case, with dots, hyphens,
// underscores or blanks between the parts, Roman or Arabic:
//
//	A.I.1.iii.a    component, aspect, area, sub, question: the instrument's own
//	A.1.I.iii.a    the same in BPS order
//	A-I-3-b        area, sub, question behind the component
//	1.iii.a        area, sub, question: the court's folders
//	PPB3B1         the code of the BPS database, with the number of a document
//	i.a            sub and question, in a folder that says the area
//
// name may have folders, divided by "/" or "\". They decide between Pemenuhan and
// Reform where the code leaves it open (AREA I, Reform, I Manajemen Perubahan); a
// file without a code takes that of the nearest folder that has one.
func FromName(in *lke.Instrument, name string) Match {
	parts := strings.Split(plain.Line(plain.Cut(strings.ReplaceAll(name, `\`, "/"), 2000)), "/")
	base, folders := parts[len(parts)-1], parts[:len(parts)-1]
	stem := base
	if ext := path.Ext(base); len(ext) <= 10 && !strings.Contains(ext, " ") {
		stem = strings.TrimSuffix(base, ext)
	}
	stem = copyHead.ReplaceAllString(stem, "")
	hint := hintOf(in, folders)
	items, rest := code(in, stem, hint)
	if len(items) == 0 { // A.II.1.ii without an extension seems to have one
		if items, rest = code(in, base, hint); len(items) > 0 && len(rest) > 0 && stem != base {
			items = nil
		}
	}
	if len(items) == 0 {
		rest = stem
		for _, f := range slices.Backward(folders) {
			if items, _ = code(in, f, hintOf(in, folders)); len(items) > 0 {
				break
			}
		}
	}
	m := Match{Items: hint.choose(items), Title: Title(rest)}
	if it := m.Sure(); it != nil && !hint.fits(it) {
		m.Note = fmt.Sprintf("Kode berkas menunjuk %s, sedangkan mapnya %s.", it.Code, hint)
	}
	return m
}

var (
	copyHead = regexp.MustCompile(`(?i)^\s*(?:copy of|salinan dari)\s+`)
	copyTail = regexp.MustCompile(`(?i)(?:[\s_-]+(?:copy|salin|salinan))?\s*\(\d{1,2}\)\s*$|\s*[_-]\s*(?:copy|salin|salinan)\s*$`)
)

// Title makes the title of evidence out of the name of a file without extension:
// blanks instead of underscores, without signs of copying (- Copy, (1), Salinan
// dari), at most 150 characters. It may be empty.
func Title(stem string) string {
	s := plain.Line(plain.Cut(stem, 2000))
	for {
		was := s
		s = copyTail.ReplaceAllString(copyHead.ReplaceAllString(s, ""), "")
		s = strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " ")
		s = strings.Trim(s, " .-–—,;")
		if s == was {
			return strings.Trim(plain.Cut(s, 150), " ")
		}
	}
}

// word is one part of a possible code.
type word struct {
	text string // lower case
	gap  string // what stands before it
	end  int    // byte behind it
}

// words are the parts at the beginning of a name, as many as a code can have.
func words(s string) []word {
	var out []word
	at := 0
	for at < len(s) && len(out) < 5 {
		from := at
		for at < len(s) && strings.IndexByte(" .-_/", s[at]) >= 0 || strings.HasPrefix(s[at:], "–") {
			_, n := utf8.DecodeRuneInString(s[at:])
			at += n
		}
		gap, begin := s[from:at], at
		for at < len(s) {
			r, n := utf8.DecodeRuneInString(s[at:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			at += n
		}
		if at == begin {
			break
		}
		out = append(out, word{strings.ToLower(s[begin:at]), gap, at})
	}
	return out
}

// code finds the questions the beginning of s can mean, and what is left of s.
func code(in *lke.Instrument, s string, h hint) ([]*lke.Item, string) {
	w := words(s)
	if len(w) == 0 {
		return nil, s
	}
	if it := database(in, w[0].text); it != nil {
		return []*lke.Item{it}, s[w[0].end:]
	}
	for n := min(5, len(w)); n >= 2; n-- {
		var items []*lke.Item
		add := func(code string) {
			if it, ok := in.Item(code); ok && !slices.Contains(items, it) {
				items = append(items, it)
			}
		}
		for _, c := range readings(w[:n], h) {
			add(c)
		}
		if n >= 3 { // a code of an instrument that is built in another way
			plainCode := joined(w[:n])
			for _, it := range in.Items() {
				if strings.EqualFold(it.Code, plainCode) {
					items = []*lke.Item{it}
				}
			}
		}
		if len(items) > 0 {
			slices.SortFunc(items, func(a, b *lke.Item) int { return a.Index - b.Index })
			return items, s[w[n-1].end:]
		}
	}
	return nil, s
}

func joined(w []word) string {
	var parts []string
	for _, x := range w {
		parts = append(parts, x.text)
	}
	return strings.Join(parts, ".")
}

// database finds a code of the BPS database, with or without a document number.
func database(in *lke.Instrument, s string) *lke.Item {
	s = strings.TrimRight(s, "0123456789")
	if len(s) < 3 {
		return nil
	}
	for _, it := range in.Items() {
		if it.BPS != "" && strings.EqualFold(it.BPS, s) {
			return it
		}
	}
	return nil
}

// readings are the codes that words can stand for; most of them do not exist.
func readings(w []word, h hint) []string {
	t := make([]string, len(w))
	for i, x := range w {
		t[i] = x.text
	}
	tight := !slices.ContainsFunc(w[1:], func(x word) bool { return strings.TrimSpace(x.gap) == "" })
	var out []string
	build := func(aspects []int, area int, sub, letter string) {
		n := number(sub)
		if area < 1 || area > 6 || n == 0 || letter != "" && (len(letter) != 1 || letter[0] < 'a' || letter[0] > 'z') {
			return
		}
		for _, a := range aspects {
			if a != 1 && a != 2 {
				continue
			}
			code := fmt.Sprintf("A.%s.%d.%s", tanggal.Roman(a), area, strings.ToLower(tanggal.Roman(n)))
			if letter != "" {
				code += "." + letter
			}
			out = append(out, code)
		}
	}
	both := []int{1, 2}
	switch len(t) {
	case 5:
		if t[0] == "a" {
			build([]int{number(t[1])}, number(t[2]), t[3], t[4])
		}
	case 4:
		if t[0] == "a" {
			build([]int{number(t[1])}, number(t[2]), t[3], "")
			build(both, number(t[1]), t[2], t[3])
		} else {
			build([]int{number(t[0])}, number(t[1]), t[2], t[3])
		}
	case 3:
		if tight || !digits(t[1]) { // "1 2 b" is no code
			build(both, number(t[0]), t[1], t[2])
			if t[0] != "a" && tight {
				build([]int{number(t[0])}, number(t[1]), t[2], "")
			}
		}
	case 2:
		if tight && !digits(t[1]) {
			build(both, number(t[0]), t[1], "")
		}
		if tight && !digits(t[0]) && h.area > 0 {
			build(both, h.area, t[0], t[1])
		}
	}
	return out
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// number is a part of a code, 1 to 10, Arabic or Roman; 0 for none.
func number(s string) int {
	for n := 1; n <= 10; n++ {
		if s == fmt.Sprint(n) || strings.EqualFold(s, tanggal.Roman(n)) {
			return n
		}
	}
	return 0
}

// hint is what the folders on the way say; zero says nothing.
type hint struct {
	area   int
	aspect int // 1 Pemenuhan, 2 Reform
}

var areaFolder = regexp.MustCompile(`\b(?:area|pilar|pokja)\s*(i{1,3}|iv|vi?|[1-6])\b`)

func hintOf(in *lke.Instrument, folders []string) hint {
	var h hint
	for _, f := range slices.Backward(folders) {
		f = plain.Fold(strings.NewReplacer("_", " ", ".", " ", "-", " ").Replace(f))
		f = strings.Join(strings.Fields(f), " ")
		if m := areaFolder.FindStringSubmatch(f); h.area == 0 && m != nil {
			h.area = number(m[1])
		}
		for i := range in.Areas {
			if h.area == 0 && strings.Contains(f, plain.Fold(in.Areas[i].Name)) {
				h.area = in.Areas[i].Number
			}
		}
		if h.aspect == 0 {
			fulfil, reform := strings.Contains(f, "pemenuhan"), strings.Contains(f, "reform")
			switch {
			case fulfil && !reform:
				h.aspect = 1
			case reform && !fulfil:
				h.aspect = 2
			}
		}
	}
	return h
}

// String is "Area II Reform".
func (h hint) String() string {
	var out []string
	if h.area > 0 {
		out = append(out, "Area "+tanggal.Roman(h.area))
	}
	if h.aspect > 0 {
		out = append(out, lke.Aspect(h.aspect-1).String())
	}
	return strings.Join(out, " ")
}

func (h hint) fits(it *lke.Item) bool {
	return (h.area == 0 || h.area == it.Area()) && (h.aspect == 0 || it.Area() > 0 && int(it.Sub.Aspect) == h.aspect-1)
}

// choose leaves out what the folders speak against, unless nothing is left then.
func (h hint) choose(items []*lke.Item) []*lke.Item {
	var out []*lke.Item
	for _, it := range items {
		if h.fits(it) {
			out = append(out, it)
		}
	}
	if len(out) == 0 {
		return items
	}
	return out
}
