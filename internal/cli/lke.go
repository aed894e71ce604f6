package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/plain"
	"monev/internal/store"
)

// number is an exact figure as a JSON number: eight decimals, a half rounded
// away from zero, no zeros at the end.
type number string

const decimals = 8

// MarshalJSON is json.Marshaler.
func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }

func num(x lke.Num) number { return plainDecimal(x.Decimal(decimals)) }

// numUp is num rounded away from zero: what is missing is never 0.
func numUp(x lke.Num) number { return plainDecimal(x.DecimalUp(decimals)) }

func plainDecimal(s string) number {
	s = strings.ReplaceAll(s, ".", "")
	s = strings.Replace(s, ",", ".", 1)
	return number(strings.TrimSuffix(strings.TrimRight(s, "0"), "."))
}

type scoreShape struct {
	Year       int                `json:"tahun"`
	Instrument string             `json:"instrumen"`
	Policy     string             `json:"kebijakan"` // for zero divisors
	Claim      figuresShape       `json:"klaim"`
	Proven     figuresShape       `json:"berbukti"`
	Filled     int                `json:"terisi"`
	Items      int                `json:"dari"`
	Surveys    []string           `json:"survei_belum_ada"`
	Notes      []noteShape        `json:"catatan"`
	WBK        verdictShape       `json:"wbk"`
	WBBM       verdictShape       `json:"wbbm"`
	ByProof    provenVerdictShape `json:"menurut_bukti"`
}

// provenVerdictShape is what the requirements are on the proven score.
type provenVerdictShape struct {
	WBK  verdictShape `json:"wbk"`
	WBBM verdictShape `json:"wbbm"`
}

type figuresShape struct {
	Total   number            `json:"total"`
	Lever   number            `json:"pengungkit"`
	Fulfil  number            `json:"pemenuhan"`
	Reform  number            `json:"reform"`
	Outcome number            `json:"hasil"`
	Areas   []areaFigureShape `json:"area"`
	Subs    map[string]number `json:"sub"`
	Items   map[string]number `json:"butir"`
}

type areaFigureShape struct {
	Number  int    `json:"nomor"`
	Value   number `json:"nilai"`
	Weight  number `json:"bobot"`
	Percent number `json:"persen"`
	Fulfil  number `json:"pemenuhan"`
	Reform  number `json:"reform"`
}

type verdictShape struct {
	Met          bool               `json:"memenuhi"`
	Requirements []requirementShape `json:"syarat"`
}

type requirementShape struct {
	Code    string `json:"kode"`
	Label   string `json:"uraian"`
	Value   number `json:"nilai"`
	Minimum number `json:"minimum"`
	Short   number `json:"kurang"`
	Met     bool   `json:"memenuhi"`
	Waits   bool   `json:"menunggu_survei"`
}

type noteShape struct {
	Item string `json:"nomor"`
	Text string `json:"catatan"`
}

func shapeScore(year int, r *lke.Result) scoreShape {
	out := scoreShape{
		Year: year, Instrument: r.Instrument.Code, Policy: r.Policy.Code,
		Claim: shapeFigures(r, lke.ByClaim), Proven: shapeFigures(r, lke.ByProof),
		Filled: r.Total.Filled, Items: r.Total.Items, Surveys: []string{}, Notes: []noteShape{},
		WBK: shapeVerdict(r.Verdict(lke.WBK, lke.ByClaim)), WBBM: shapeVerdict(r.Verdict(lke.WBBM, lke.ByClaim)),
		ByProof: provenVerdictShape{shapeVerdict(r.Verdict(lke.WBK, lke.ByProof)), shapeVerdict(r.Verdict(lke.WBBM, lke.ByProof))},
	}
	for _, it := range r.SurveysMissing() {
		out.Surveys = append(out.Surveys, it.Code)
	}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, noteShape{n.Item.Code, n.Text})
	}
	return out
}

func shapeFigures(r *lke.Result, b lke.Basis) figuresShape {
	of := func(f lke.Figure) number { return num(b.Of(f)) }
	out := figuresShape{
		Total: of(r.Total), Lever: of(r.Lever), Fulfil: of(r.Aspects[lke.Fulfilment]), Reform: of(r.Aspects[lke.Reform]),
		Outcome: of(r.Outcome), Subs: map[string]number{}, Items: map[string]number{},
	}
	for i, a := range r.Areas {
		percent := a.Percent()
		if b == lke.ByProof {
			percent = a.ProvenPercent()
		}
		out.Areas = append(out.Areas, areaFigureShape{i + 1, of(a.Figure), num(a.Weight), num(percent),
			of(a.Aspects[lke.Fulfilment]), of(a.Aspects[lke.Reform])})
	}
	for _, s := range r.Instrument.Subs() {
		out.Subs[s.Code] = of(r.Subs[s.Index])
	}
	for _, it := range r.Instrument.Items() {
		f := r.Item(it)
		score := f.Score
		if b == lke.ByProof && f.Proved == 0 {
			score = lke.Num{}
		}
		out.Items[it.Code] = num(score)
	}
	return out
}

func shapeVerdict(v lke.Verdict) verdictShape {
	out := verdictShape{Met: v.Met, Requirements: []requirementShape{}}
	for _, q := range v.Requirements {
		out.Requirements = append(out.Requirements, requirementShape{q.Code, q.Label, num(q.Value), num(q.Points), numUp(q.Short), q.Met, q.Waits})
	}
	return out
}

func scoreLKE(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	if c.has("jawaban") {
		r, given, err := c.scoreFile(ctx, c.flags["jawaban"], year)
		if err != nil {
			return err
		}
		if year == 0 {
			year = given
		}
		return c.printScore(year, r)
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		w, err := worksheet(ctx, a, year)
		if err != nil {
			return err
		}
		return c.printScore(w.Year, w.Result)
	})
}

// worksheet reads the LKE of a year; 0 is the office's, which must be known then.
func worksheet(ctx context.Context, a *app.App, year int) (app.Worksheet, error) {
	if year == 0 {
		if _, err := a.Office(ctx); err != nil {
			return app.Worksheet{}, err
		}
	}
	return a.Worksheet(ctx, year)
}

// year is the option --tahun, 0 if it is not written.
func (c *call) year() (int, error) {
	if !c.has("tahun") {
		return 0, nil
	}
	n, err := strconv.Atoi(c.flags["tahun"])
	if err != nil || n < 2000 || n > 2100 {
		return 0, c.wrong("Tahun %s tidak dikenal; tulis misalnya 2025.", quote(c.flags["tahun"]))
	}
	return n, nil
}

// scoreFile scores a file of answers under the recommended policy. The instrument
// is that of year if it is not 0, else the one the file names, else the national
// one; for the last no data folder is looked at. It also returns the year the file
// is about, 0 if it does not say.
func (c *call) scoreFile(ctx context.Context, name string, year int) (*lke.Result, int, error) {
	data, err := readFile(name, "berkas jawaban", 4<<20)
	if err != nil {
		return nil, 0, err
	}
	in, err := c.instrumentFor(ctx, lke.NamedInstrument(data), year)
	if err != nil {
		return nil, 0, err
	}
	s, err := in.ReadAnswers(data, lke.Unit)
	if err != nil {
		return nil, 0, err
	}
	r, err := in.Score(s, lke.Options{})
	return r, s.Year, err
}

// instrumentFor finds the instrument a year uses, or one that was loaded by its
// code; without data the national one is all there is.
func (c *call) instrumentFor(ctx context.Context, code string, year int) (in *lke.Instrument, err error) {
	in = lke.Default()
	if year == 0 && (code == "" || code == in.Code) {
		return in, nil
	}
	err = c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		if year != 0 {
			in, err = a.Instrument(ctx, year)
			return err
		}
		uses, err := a.Instruments(ctx)
		if err != nil {
			return err
		}
		for _, u := range uses { // newest year first
			if u.Instrument.Code == code {
				in = u.Instrument
				return nil
			}
		}
		return unknownInstrument(code)
	})
	if errors.Is(err, fs.ErrNotExist) { // there is no data at all
		if code != "" && code != in.Code {
			return nil, unknownInstrument(code)
		}
		return lke.Default(), nil
	}
	return in, err
}

func unknownInstrument(code string) error {
	return plainly(fmt.Sprintf("Berkas jawaban memakai instrumen %s, yang tidak dipakai LKE tahun mana pun di map data; muat dulu dengan monev lke instrumen.", quote(code)), nil)
}

// printScore prints figures as JSON or as tables.
func (c *call) printScore(year int, r *lke.Result) error {
	if c.has("json") {
		return c.json(shapeScore(year, r))
	}
	p := printer{c.out}
	head := "Nilai LKE"
	if year > 0 {
		head += fmt.Sprintf(" tahun %d", year)
	}
	p.line("%s · terisi %d dari %d butir · %s", head, r.Total.Filled, r.Total.Items, r.Instrument.Code)
	fmt.Fprintln(c.out)
	var t table
	t.row("BAGIAN", "BOBOT", "KLAIM", "%", "BERBUKTI", "PEMENUHAN", "REFORM")
	row := func(name string, f lke.Figure, aspects ...lke.Figure) {
		cells := []string{name, f.Weight.Decimal(2), f.Claim.Decimal(2), f.Percent().Decimal(1), f.Proven.Decimal(2)}
		for _, a := range aspects {
			cells = append(cells, a.Claim.Decimal(2))
		}
		t.row(cells...)
	}
	row("Total", r.Total)
	row("Pengungkit", r.Lever, r.Aspects[lke.Fulfilment], r.Aspects[lke.Reform])
	for i, a := range r.Areas {
		row("  "+r.Instrument.Areas[i].Label(), a.Figure, a.Aspects[lke.Fulfilment], a.Aspects[lke.Reform])
	}
	row("Hasil", r.Outcome)
	t.print(c.out)
	for _, pr := range lke.Predicates() {
		c.printVerdict(r.Verdict(pr, lke.ByClaim))
	}
	if len(r.Notes) > 0 {
		p.head("CATATAN")
		for _, n := range r.Notes {
			p.line("  %s: %s", n.Item.Code, n.Text)
		}
	}
	return nil
}

func (c *call) printVerdict(v lke.Verdict) {
	p := printer{c.out}
	word := "belum memenuhi"
	switch {
	case v.Met:
		word = "semua nilai minimum terpenuhi"
	case len(v.Missing) > 0 && v.LeverMet:
		word = "pengungkit memenuhi; nilai survei belum ada"
	case len(v.Missing) > 0:
		word += "; nilai survei belum ada"
	}
	p.head("%s: %s", v.Predicate, word)
	var t table
	for _, q := range v.Requirements {
		mark := "memenuhi"
		if !q.Met {
			mark = "kurang " + q.Short.Missing(2)
		}
		t.row("  "+q.Label, q.Value.Decimal(2), "minimum "+q.Points.Decimal(2), mark)
	}
	t.print(c.out)
}

type pathShape struct {
	Target  string      `json:"target"`
	Basis   string      `json:"lingkup"` // "semua" or "pengungkit"
	Steps   []stepShape `json:"butir"`
	Gain    number      `json:"tambah"`
	Total   number      `json:"total_sesudah"`
	Lever   number      `json:"pengungkit_sesudah"`
	Effort  int         `json:"beban"`
	Reached bool        `json:"tercapai"`
	Reason  string      `json:"alasan"` // why there is no path; "" if there is
}

type stepShape struct {
	Item   string `json:"nomor"`
	From   string `json:"dari"` // "" if not answered
	To     string `json:"ke"`
	Gain   number `json:"tambah"`
	Effort int    `json:"beban"`
}

func showPath(ctx context.Context, c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	var target lke.Predicate
	switch strings.ToLower(c.flags["target"]) {
	case "wbk":
		target = lke.WBK
	case "wbbm":
		target = lke.WBBM
	default:
		return c.wrong("Target %s tidak dikenal; tulis wbk atau wbbm.", quote(c.flags["target"]))
	}
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		w, err := worksheet(ctx, a, year)
		if err != nil {
			return err
		}
		o := lke.PathOptions{LeverOnly: c.has("pengungkit")}
		if c.has("hemat") {
			o.Efforts = w.Efforts
			if o.Efforts == nil {
				o.Efforts = map[string]int{}
			}
		}
		path, err := w.Path(target, o)
		if err != nil {
			return err
		}
		if !path.Found { // the figures stay what they are
			path.Total, path.Lever = w.Result.Total.Claim, w.Result.Lever.Claim
		}
		if c.has("json") {
			return c.json(shapePath(target, path, c.has("pengungkit")))
		}
		c.printPath(target, path, c.has("hemat"))
		return nil
	})
}

func shapePath(target lke.Predicate, path lke.Path, lever bool) pathShape {
	out := pathShape{Target: strings.ToLower(target.String()), Basis: "semua", Steps: []stepShape{}, Gain: num(path.Gain),
		Total: num(path.Total), Lever: num(path.Lever), Effort: path.Effort, Reached: path.Found, Reason: path.Reason}
	if lever {
		out.Basis = "pengungkit"
	}
	for _, s := range path.Steps {
		out.Steps = append(out.Steps, stepShape{s.Item.Code, answerText(s.Item, s.From), s.Item.Text(s.To), num(s.Gain), s.Effort})
	}
	return out
}

func answerText(it *lke.Item, a lke.Answer) string {
	if a.IsBlank() {
		return ""
	}
	return it.Text(a)
}

func (c *call) printPath(target lke.Predicate, path lke.Path, efforts bool) {
	p := printer{c.out}
	switch {
	case !path.Found:
		p.line("Jalan ke %s tidak ada: %s", target, path.Reason)
		return
	case len(path.Steps) == 0:
		p.line("Semua nilai minimum %s yang diminta sudah terpenuhi; total %s, pengungkit %s.", target, path.Total.Decimal(2), path.Lever.Decimal(2))
		return
	}
	kind, sum := "terpendek", fmt.Sprintf("%d butir", len(path.Steps))
	if efforts {
		kind = "teringan"
		sum += fmt.Sprintf(" (jumlah beban %d)", path.Effort)
	}
	p.line("Jalan %s ke %s: %s, total menjadi %s (+%s), pengungkit %s.", kind, target, sum,
		path.Total.Decimal(2), path.Gain.Decimal(2), path.Lever.Decimal(2))
	fmt.Fprintln(c.out)
	var t table
	t.row("BUTIR", "DARI", "KE", "TAMBAH", "PERTANYAAN")
	for _, s := range path.Steps {
		t.row(s.Item.Code, dash(answerText(s.Item, s.From)), s.Item.Text(s.To), "+"+s.Gain.Decimal(2), plain.Line(s.Item.Question))
	}
	t.print(c.out)
}

var _ json.Marshaler = number("")
