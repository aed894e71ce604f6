package monev

import (
	"strconv"
	"strings"
	"unicode"

	"monev/internal/plain"
)

// OfficeNamed is DefaultOffice for an office of another name: letterhead, city
// and meeting place follow the name as far as it tells them. "KPU Kabupaten
// Sampang" gives the kop KOMISI PEMILIHAN UMUM / KABUPATEN SAMPANG, the city
// Sampang and the place Aula KPU Kabupaten Sampang. A name typed all in small or
// all in capital letters is written as names are. What the name does not tell
// (where a province is governed from) stays empty.
func OfficeNamed(name string, target Target, year int) Office {
	o := DefaultOffice(year)
	o.Target = target
	n := parseName(name)
	o.Name, o.Short, o.City = n.full, n.full, n.city
	o.Letterhead = n.kop
	o.Place = ""
	if n.full != "" {
		o.Place = "Aula " + n.full
	}
	return o
}

// satker is what the name of an office tells.
type satker struct {
	full, city string
	kop        []string
}

// bodies are the ways to begin the name of an office, the longest first of
// those that begin alike.
var bodies = []struct{ begin, short, kop string }{
	{"komisi pemilihan umum", "KPU", "KOMISI PEMILIHAN UMUM"},
	{"komisi independen pemilihan", "KIP", "KOMISI INDEPENDEN PEMILIHAN"},
	{"kpu", "KPU", "KOMISI PEMILIHAN UMUM"},
	{"kip", "KIP", "KOMISI INDEPENDEN PEMILIHAN"},
}

func parseName(name string) satker {
	words := strings.Fields(plain.Line(name))
	lower := strings.ToLower(strings.Join(words, " "))
	for _, b := range bodies {
		rest, ok := strings.CutPrefix(lower, b.begin)
		if !ok || rest != "" && rest[0] != ' ' {
			continue
		}
		region := properly(words[len(strings.Fields(b.begin)):])
		if len(region) == 0 {
			return satker{full: b.short, kop: []string{b.kop}}
		}
		where := strings.Join(region, " ")
		below := strings.ToUpper(where)
		if below == "RI" {
			below = "REPUBLIK INDONESIA"
		}
		return satker{full: b.short + " " + where, city: seat(region), kop: []string{b.kop, below}}
	}
	full := strings.Join(words, " ")
	if full == "" {
		return satker{}
	}
	return satker{full: full, kop: []string{strings.ToUpper(full)}}
}

// properly spells the words of a region as names are spelt and writes out the
// usual abbreviations.
func properly(words []string) []string {
	out := make([]string, len(words))
	all := strings.Join(words, "")
	shout := all == strings.ToUpper(all) || all == strings.ToLower(all)
	for i, w := range words {
		if shout && !(len(w) <= 3 && (strings.EqualFold(w, "DKI") || strings.EqualFold(w, "RI"))) {
			w = title(w)
		} else if shout {
			w = strings.ToUpper(w)
		}
		if i == 0 {
			switch strings.ToLower(w) {
			case "kab.", "kab":
				w = "Kabupaten"
			case "prov.", "prov", "propinsi":
				w = "Provinsi"
			case "kabupaten", "kota", "provinsi":
				w = title(w)
			}
		}
		out[i] = w
	}
	return out
}

// title writes a word with a capital at its beginning and after each hyphen.
func title(w string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = unicode.ToUpper(r)
		} else {
			r = unicode.ToLower(r)
		}
		up = r == '-' || r == '/'
		return r
	}, w)
}

// seat is where the office of a region signs, empty if the region's name does
// not tell.
func seat(region []string) string {
	switch strings.ToLower(region[0]) {
	case "kabupaten", "kota":
		region = region[1:]
		if len(region) > 1 && strings.EqualFold(region[0], "administrasi") {
			region = region[1:]
		}
	case "provinsi", "daerah", "di", "dki":
		return ""
	case "ri", "republik":
		return "Jakarta"
	}
	return strings.Join(region, " ")
}

// idLimit is how long an ID made from a short name gets, in bytes.
const idLimit = 40

// NewID makes an ID for a new unit or position from its short name: small
// letters and digits with hyphens, used by no unit and no position yet.
func (o Office) NewID(short string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(plain.Fold(short)) {
		w = strings.Map(func(r rune) rune { // IDs stay ASCII
			if r < 0x80 {
				return r
			}
			return -1
		}, w)
		if w == "" || b.Len() > 0 && b.Len()+1+len(w) > idLimit {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w[:min(len(w), idLimit)])
	}
	slug := b.String()
	if slug == "" {
		slug = "baru"
	}
	id := slug
	for n := 2; ; n++ {
		_, unit := o.Unit(id)
		_, position := o.Position(id)
		if !unit && !position {
			return id
		}
		id = slug + "-" + strconv.Itoa(n)
	}
}

// ParseNIP reads a NIP in whatever groups it was typed and returns it as
// XXXXXXXX XXXXXX X XXX.
func ParseNIP(s string) (string, error) {
	var d []byte
	for _, r := range plain.Line(s) {
		switch {
		case r >= '0' && r <= '9':
			d = append(d, byte(r))
		case unicode.IsSpace(r) || r == '.' || r == '-':
		default:
			return "", Refuse("nip", "NIP hanya berisi angka.")
		}
	}
	if len(d) != 18 {
		return "", Refuse("nip", "NIP berisi 18 angka; yang tertulis %d.", len(d))
	}
	return string(d[:8]) + " " + string(d[8:14]) + " " + string(d[14:15]) + " " + string(d[15:]), nil
}

// PositionsOf are the positions that belong to a unit, retired ones included.
func (o Office) PositionsOf(unit string) []Position {
	var out []Position
	for _, p := range o.Positions {
		if p.Unit == unit && unit != "" {
			out = append(out, p)
		}
	}
	return out
}

// AreasOf are the areas (0 to 5) that a unit or position owns.
func (o Office) AreasOf(owner string) []int {
	var out []int
	for i, a := range o.Areas {
		if a.Owner == owner && owner != "" {
			out = append(out, i)
		}
	}
	return out
}

// Unnamed counts the active positions without a holder, and all active ones.
func (o Office) Unnamed() (empty, all int) {
	for _, p := range o.Active() {
		all++
		if p.Holder == "" {
			empty++
		}
	}
	return empty, all
}

// Clone is a copy that shares nothing with o.
func (o Office) Clone() Office {
	o.Letterhead = append([]string(nil), o.Letterhead...)
	o.Units = append([]Unit(nil), o.Units...)
	o.Positions = append([]Position(nil), o.Positions...)
	o.Signers = append([]Signer(nil), o.Signers...)
	o.Deadlines = append([]Deadline(nil), o.Deadlines...)
	o.Papers = o.Papers.Clone()
	return o
}

// Name is how documents call the meeting: its title and, unless the title ends
// with it already, the short period.
func (m Meeting) Name() string {
	p := m.Period.Short()
	if m.Period.Year == 0 || strings.HasSuffix(m.Title, p) {
		return m.Title
	}
	return strings.TrimSpace(m.Title + " " + p)
}
