package workbook

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// Names of the sheets of our own workbook.
const (
	sheetLKE     = "LKE"
	sheetSummary = "Ringkasan"
)

// Readable is what goes into our own workbook.
type Readable struct {
	Office string // name of the unit
	AsOf   string // "keadaan 20 November 2025 pukul 14.05 WIB"; may be empty
	Sheet  lke.Sheet
	Result *lke.Result // of Sheet, without SkipBlank: blanks count 0
}

// Render makes the readable workbook: a sheet LKE with every component, aspect,
// area, sub-component, question and count, and a sheet Ringkasan with the areas,
// totals and requirements. Scores, weights and points are formulas over the
// answer cells; the result stored with each is our own score, so that programs
// that do not compute show it too. Evidence is as good as in Result: what counts
// as proven is marked Sesuai. Text of users is only ever text. Equal input makes
// equal bytes. Answers off their scale, or a result of another sheet, are refused.
func Render(b Readable) ([]byte, error) {
	if b.Result == nil {
		return nil, errors.New("render workbook: no result")
	}
	data, err := xlsx.Make("Lembar Kerja Evaluasi Zona Integritas", "Buku kerja LKE", func(f *excelize.File) error {
		if err := b.check(); err != nil {
			return err
		}
		w, err := newWriter(b, f)
		if err != nil {
			return err
		}
		return w.write()
	})
	if err != nil {
		return nil, fmt.Errorf("render workbook: %w", err)
	}
	return data, nil
}

// check makes sure that the result is the result of the sheet.
func (b Readable) check() error {
	in := b.Result.Instrument
	for _, it := range in.Items() {
		if a, ok := b.Sheet.Answers[it.Code]; ok {
			if err := cleaned(it, &a); err != nil {
				return err
			}
		}
	}
	r, err := in.Score(b.Sheet, lke.Options{Policy: b.Result.Policy})
	if err != nil {
		return err
	}
	for i := range r.Items {
		x, y := r.Items[i], b.Result.Items[i]
		if x.State != y.State || x.Claim.Cmp(y.Claim) != 0 || x.Weight.Cmp(y.Weight) != 0 {
			return monev.Refuse("berkas", "Nilai %s tidak cocok dengan jawabannya; hitung ulang, lalu ekspor lagi.", in.Items()[i].Code)
		}
	}
	return nil
}

// cleaned cleans a copy of an answer.
func cleaned(it *lke.Item, a *lke.Answer) error {
	m := make(map[string]int64, len(a.Counts))
	for k, v := range a.Counts {
		m[k] = v
	}
	if a.Counts = m; len(m) == 0 {
		a.Counts = nil
	}
	return it.Clean(a)
}

// writer holds what the two sheets share.
type writer struct {
	Readable
	in     *lke.Instrument
	file   *excelize.File
	sheets *xlsx.Sheets
	f      formulas
	nodes  []*node
	byCode map[string]*node // subs and above
	items  map[*lke.Item]*node
	areas  []int // rows of the areas on Ringkasan
}

const headRow = 5 // of the sheet LKE

func newWriter(b Readable, f *excelize.File) (*writer, error) {
	in := b.Result.Instrument
	w := &writer{Readable: b, in: in, file: f, sheets: xlsx.NewSheets(f, 10), byCode: map[string]*node{}, items: map[*lke.Item]*node{}}
	var err error
	if w.f.zero, err = zeros(in, b.Sheet, b.Result.Policy); err != nil {
		return nil, err
	}
	_, w.nodes = tree(b.Result, b.Sheet, headRow+1)
	for _, n := range w.nodes {
		if n.level == levelItem {
			w.items[n.item] = n
		} else if n.level < levelItem {
			w.byCode[n.code] = n
		}
	}
	return w, nil
}

func (w *writer) write() error {
	if err := w.file.SetSheetName("Sheet1", sheetSummary); err != nil {
		return err
	}
	if _, err := w.file.NewSheet(sheetLKE); err != nil {
		return err
	}
	w.file.SetActiveSheet(0)
	if err := w.lke(); err != nil {
		return err
	}
	return w.summary()
}

func text(s string, l xlsx.Look) xlsx.Entry { return xlsx.Entry{V: s, Look: l} }

func live(formula string, result lke.Num, l xlsx.Look) xlsx.Entry {
	return xlsx.Entry{V: result.Float(), Formula: formula, Look: l}
}

// height is what a text needs in a column of so many characters.
func height(texts map[int]string) float64 {
	lines := 1
	for width, t := range texts {
		n := 0
		for line := range strings.SplitSeq(plain.Text(t), "\n") {
			n += 1 + max(0, utf8.RuneCountInString(line)-1)*9/(width*10) // letters are narrower than the digits widths count
		}
		lines = max(lines, n)
	}
	return min(409, float64(lines)*13.5+3)
}

func ptr[T any](v T) *T { return &v }

// page sets up a sheet for A4 landscape, one page wide, its head repeated.
func (w *writer) page(name, repeat string) error {
	return errors.Join(
		w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}),
		w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: ptr(9), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0)}),
		w.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.6), Bottom: ptr(0.6), Header: ptr(0.3), Footer: ptr(0.3)}),
		w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8" + name + "&R&8Halaman &P dari &N"}),
		w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: name + "!" + repeat, Scope: name}),
	)
}
