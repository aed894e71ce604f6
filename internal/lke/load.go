package lke

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the instrument and the layout of the forms
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// The national instrument, and its twin: the same as JSON of the raw types, because
// reading YAML took longer at each start than all else of the first screen. A test
// keeps the two together; its flag -update writes the twin anew.
var (
	//go:embed data/lke-permenpanrb-90-2021.yaml
	national []byte
	//go:embed data/lke-permenpanrb-90-2021.json
	twin []byte
)

// Invalid is an instrument file that cannot be used: every fault found, with
// its place. It is also a *monev.Refusal of the field "instrumen".
type Invalid struct {
	Problems []Problem
}

// Problem is one fault of an instrument file.
type Problem struct {
	Place  string // code of a sub or item, or a part of the file
	Reason string // Indonesian, no full stop; what it quotes of the file is harmless
}

// String is "place: reason".
func (p Problem) String() string { return p.Place + ": " + p.Reason }

// Error names the first three faults and how many there are.
func (e *Invalid) Error() string {
	var b strings.Builder
	b.WriteString("Berkas instrumen tidak dapat dipakai: ")
	for i, p := range e.Problems {
		if i == 3 {
			fmt.Fprintf(&b, "; dan %d lagi", len(e.Problems)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(p.String())
	}
	return b.String() + "."
}

// Unwrap is the Refusal for the user.
func (e *Invalid) Unwrap() error { return monev.Refuse("instrumen", "%s", e.Error()) }

// Default is the national instrument, parsed on the first call. It is always
// the same pointer.
func Default() *Instrument { return loadNational() }

var loadNational = sync.OnceValue(func() *Instrument {
	var raw rawFile
	err := json.Unmarshal(twin, &raw)
	var in *Instrument
	if err == nil {
		in, err = finish(&raw, national)
	}
	if err != nil {
		panic("embedded LKE: " + err.Error()) // the tests load it
	}
	return in
})

// National is the file of the national instrument, as a pattern for others and
// for the way back to it. The slice is the caller's own.
func National() []byte { return bytes.Clone(national) }

// Load reads an instrument from a file in the format of the embedded one and
// checks it throughout: weights add up on every level, questions are as many as
// the file says, every scale is as declared, every code and PortalRB number
// stands once, every minimum is what it is derived from. If the file claims to
// fit the PortalRB forms of 2026, each row of these must be mapped exactly once.
// The error is an *Invalid, which is also a *monev.Refusal.
func Load(data []byte) (*Instrument, error) {
	var raw rawFile
	if err := decode(data, &raw); err != nil {
		return nil, &Invalid{[]Problem{{"berkas", err.Error()}}}
	}
	return finish(&raw, data)
}

// finish makes an instrument of what stands in data.
func finish(raw *rawFile, data []byte) (*Instrument, error) {
	sum := sha256.Sum256(data)
	in, problems := build(raw, hex.EncodeToString(sum[:8]))
	if len(problems) == 0 && len(in.Areas) != 6 {
		problems = append(problems, Problem{"pengungkit", fmt.Sprintf("%d area, seharusnya 6", len(in.Areas))})
	}
	if len(problems) == 0 && raw.Instrument.Portal != nil {
		p := Portal2026()
		if problems = p.check(in); len(problems) == 0 {
			in.Portal = p
		}
	}
	if len(problems) > 0 {
		return nil, &Invalid{problems}
	}
	return in, nil
}

// builder makes an Instrument of a file and gathers what is wrong with it.
type builder struct {
	in       *Instrument
	raw      *rawFile
	scales   map[string][]Choice // Key and Score only
	zero     map[string]bool     // items whose 0/0 the file names on its own
	seen     map[string]bool     // codes of subs ("sub …") and items
	soal     map[int]string
	problems []Problem
}

func build(raw *rawFile, digest string) (*Instrument, []Problem) {
	r := &raw.Instrument
	in := &Instrument{
		Code: label(r.Code), Digest: digest, Year: r.Year, Name: label(r.Name), Basis: label(r.Basis), Note: label(r.Note),
		Weight: r.Weight.Num, Sources: map[string]string{}, codes: map[string]int{},
	}
	b := &builder{in: in, raw: raw, scales: map[string][]Choice{}, zero: map[string]bool{}, seen: map[string]bool{}, soal: map[int]string{}}
	for k, v := range raw.Sources {
		in.Sources[label(k)] = label(v)
	}
	for _, z := range raw.Rules.Zero {
		b.zero[z.Item] = true
	}
	if in.Code == "" {
		b.fault("instrumen", "kode belum diisi")
	}
	if in.Year == 0 {
		in.Year = yearOf(in.Code)
	}
	for name, t := range raw.Scales {
		b.scale(name, t.Score)
	}
	b.lever()
	b.outcome()
	b.checkWeights()
	b.checkCounts()
	b.minima(WBK, &raw.Minima.WBK)
	b.minima(WBBM, &raw.Minima.WBBM)
	in.index()
	return in, b.problems
}

func (b *builder) fault(place, format string, args ...any) {
	b.problems = append(b.problems, problem(place, format, args...))
}

// problem is a fault with what it quotes of the file made harmless and short.
func problem(place, format string, args ...any) Problem {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = clip(s)
		}
	}
	return Problem{clip(place), plain.Line(fmt.Sprintf(format, args...))}
}

// scale reads one declared scale; the computed kinds have a sentence there.
func (b *builder) scale(name string, node yaml.Node) {
	if node.Kind != yaml.MappingNode {
		return
	}
	var s []Choice
	keys := map[string]bool{"": true}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := label(node.Content[i].Value)
		v, err := ParseNum(node.Content[i+1].Value)
		switch {
		case err != nil:
			b.fault("tipe_jawaban "+name, "skor %s %s", key, noNumber)
			return
		case keys[key]:
			b.fault("tipe_jawaban "+name, "kunci pilihan kosong atau dipakai dua kali")
			return
		}
		keys[key] = true
		s = append(s, Choice{Key: key, Score: v})
	}
	ok := len(s) >= 2 && s[0].Score.Cmp(Int(1)) == 0 && s[len(s)-1].Score.Sign() == 0
	for i := 1; i < len(s); i++ {
		ok = ok && s[i].Score.Cmp(s[i-1].Score) < 0
	}
	if !ok {
		b.fault("tipe_jawaban "+name, "skor harus turun dari 1 sampai 0")
	}
	b.scales[name] = s
}

func (b *builder) lever() {
	r := &b.raw.Components.Lever
	b.in.Lever = Group{Code: label(r.Code), Weight: r.Weight.Num}
	b.in.Aspects = [2]Num{r.Aspects.Fulfilment.Num, r.Aspects.Reform.Num}
	for n := range r.Areas {
		ra := &r.Areas[n]
		if ra.Number != n+1 {
			b.fault(fmt.Sprintf("area %d", ra.Number), "nomor area harus urut dari 1")
		}
		a := Area{Number: n + 1, Name: label(ra.Name), Weight: ra.Weight.Num}
		for asp, rp := range [2]*rawAspect{&ra.Fulfilment, &ra.Reform} {
			code := fmt.Sprintf("%s.%s.%d", b.in.Lever.Code, tanggal.Roman(asp+1), n+1)
			a.Aspects[asp] = AreaAspect{Code: code, Weight: rp.Weight.Num, Subs: b.subs(rp.Subs, code, n+1, Aspect(asp))}
		}
		b.in.Areas = append(b.in.Areas, a)
	}
}

func (b *builder) outcome() {
	r := &b.raw.Components.Outcome
	g := Group{Code: label(r.Code), Weight: r.Weight.Num}
	g.Subs = b.subs(r.Subs, g.Code, 0, Fulfilment)
	b.in.Outcome = g
}

func (b *builder) subs(raw []rawSub, under string, area int, asp Aspect) []*Sub {
	var out []*Sub
	for i := range raw {
		r := &raw[i]
		s := &Sub{Code: label(r.Code), Name: label(r.Name), Weight: r.Weight.Num, Area: area, Aspect: asp, Index: len(b.in.subs)}
		if !strings.HasPrefix(s.Code, under+".") || b.seen["sub "+s.Code] {
			b.fault(s.Code, "kode sub harus diawali %s. dan hanya sekali", under)
		}
		b.seen["sub "+s.Code] = true
		b.in.subs = append(b.in.subs, s)
		for j := range r.Items {
			b.item(s, &r.Items[j])
		}
		b.shares(s)
		out = append(out, s)
	}
	return out
}

var codeForm = regexp.MustCompile(`^(A\.(I|II)\.[1-6](\.[ivx]+)(\.[a-z])?|B\.(I|II)(\.[a-z])?)$`)

func (b *builder) item(s *Sub, r *rawItem) {
	it := &Item{
		Code: label(r.Code), Kind: Kind(label(r.Kind)), Question: label(r.Question), Note: label(r.Note), Sub: s, Index: len(b.in.items),
		Soal: r.Ref.Soal, Row2021: r.Ref.Row, BPS: label(r.Ref.BPS), Label: label(r.Label),
		Sources: labels(b.raw.Confirmed.Sources), Confirmed: label(b.raw.Confirmed.Level), Evidence: labels(r.Evidence),
	}
	if r.Confirmed != nil {
		it.Sources, it.Confirmed = labels(r.Confirmed.Sources), label(r.Confirmed.Level)
	}
	if r.Weight != nil {
		it.Own, it.Weight = true, r.Weight.Num
	}
	switch {
	case !codeForm.MatchString(it.Code), it.Code != s.Code && !strings.HasPrefix(it.Code, s.Code+"."):
		b.fault(it.Code, "kode butir tidak sesuai sub %s", s.Code)
	case b.seen[it.Code]:
		b.fault(it.Code, "kode butir dipakai dua kali")
	case it.Question == "":
		b.fault(it.Code, "pertanyaan belum diisi")
	}
	b.seen[it.Code] = true
	b.claim(it.Soal, it.Code)
	switch {
	case it.Kind == Percent:
		b.percent(it, r)
	case it.Kind == Survey:
		if len(r.Choices)+len(r.Inputs) > 0 {
			b.fault(it.Code, "butir indeks tidak memakai pilihan atau masukan")
		}
	default:
		b.choices(it, r)
	}
	b.in.items = append(b.in.items, it)
	s.Items = append(s.Items, it)
}

// claim notes a PortalRB number, which may be used once.
func (b *builder) claim(soal int, place string) {
	if soal == 0 {
		return
	}
	if other, twice := b.soal[soal]; twice || soal < 0 {
		b.fault(place, "nomor soal PortalRB %d sudah dipakai %s", soal, other)
	}
	b.soal[soal] = place
}

func (b *builder) percent(it *Item, r *rawItem) {
	for _, ri := range r.Inputs {
		key := label(ri.Key)
		if _, twice := it.Input(key); twice || key == "" || key == typedWhole {
			b.fault(it.Code, "masukan %q kosong, dipakai dua kali, atau terlarang", key)
		}
		it.Inputs = append(it.Inputs, Input{Key: key, Label: label(ri.Label), Soal: ri.Soal, Row2021: ri.Row})
		b.claim(ri.Soal, it.Code+" "+key)
	}
	f, err := parseFormula(r.Formula, it.Inputs)
	if err != nil || len(r.Choices) > 0 || it.Soal != 0 {
		if err == nil {
			err = fmt.Errorf("butir persen tidak memakai pilihan atau nomor soal sendiri")
		}
		b.fault(it.Code, "%v", err)
	}
	it.Formula = f
	switch {
	case f.Kind == Decline:
		it.zero = CaseDecline
	case it.Own:
		it.zero = CaseHalf
	case b.zero[it.Code]:
		it.zero = CaseComplaints
	default:
		it.zero = CaseOther
	}
}

func (b *builder) choices(it *Item, r *rawItem) {
	scale, ok := b.scales[r.Kind]
	if !ok {
		b.fault(it.Code, "tipe jawaban %q tidak dikenal", r.Kind)
		return
	}
	if len(r.Inputs) > 0 {
		b.fault(it.Code, "butir pilihan tidak memakai masukan")
	}
	same := len(r.Choices) == len(scale)
	for i, c := range r.Choices {
		same = same && c.Key == scale[i].Key && c.Score.Cmp(scale[i].Score) == 0
		it.Choices = append(it.Choices, Choice{Key: label(c.Key), Score: c.Score.Num, Criterion: label(c.Criterion)})
	}
	if !same {
		b.fault(it.Code, "pilihan tidak sama dengan tipe %s", r.Kind)
	}
}

// label makes text of a file harmless; labels does so with a list.
func label(s string) string { return plain.Line(s) }

func labels(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = label(s)
	}
	return out
}

// clip shortens text quoted in a message.
func clip(s string) string {
	s = plain.Line(s)
	if utf8.RuneCountInString(s) > 80 {
		s = plain.Cut(s, 79) + "…"
	}
	return s
}

// yearOf is the year at the end of a code, "LKE-ZI-2021", or 0.
func yearOf(code string) int {
	i := strings.LastIndexByte(code, '-')
	if y, err := strconv.Atoi(code[i+1:]); err == nil && y >= 2000 && y < 2200 {
		return y
	}
	return 0
}
