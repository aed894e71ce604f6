// Package portal reads and writes the PortalRB JSON of one unit (portalrb.md):
//
//	{"unit_id": …, "nama_unit": …, "tahun": …, "answers": [{"soal_id": …, "jawaban_unit": …, …}]}
package portal

import (
	"bytes"
	"encoding/json"

	"monev/internal/exchange"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// File is what one such file says. Answers are on the scale of their rows, each
// row at most once; Parse and New see to that.
type File struct {
	UnitID   string
	UnitName string
	Year     int
	Answers  []exchange.Line
}

// New makes a file of the sheets of the unit and of TPI (a zero tpi is empty).
// Sheets of another instrument or of different years are refused.
func New(in *lke.Instrument, unitID, unitName string, unit, tpi lke.Sheet) (File, error) {
	lines, err := exchange.Lines(in, unit, tpi)
	if err != nil {
		return File{}, err
	}
	if len(tpi.Answers) > 0 && tpi.Year != unit.Year {
		return File{}, monev.Refuse("tahun", "Jawaban unit dari tahun %d, jawaban TPI dari tahun %d.", unit.Year, tpi.Year)
	}
	return File{UnitID: plain.Line(unitID), UnitName: plain.Line(unitName), Year: unit.Year, Answers: lines}, nil
}

// Sheets are the sheets of the unit and of TPI. The error is a *monev.Refusal
// that names the rows at fault.
func (f File) Sheets(in *lke.Instrument) (unit, tpi lke.Sheet, err error) {
	return exchange.Sheets(in, f.Year, f.Answers, nil)
}

// Notes are the notes of TPI, each to be offered as a finding.
func (f File) Notes(in *lke.Instrument) []exchange.Note {
	return exchange.Notes(in, f.Year, f.Answers, func(lke.PortalRow) string { return "JSON PortalRB" })
}

// Missing are the rows of the form the file says nothing about, not even null.
func (f File) Missing(in *lke.Instrument) []int {
	if in.Portal == nil {
		return nil
	}
	given := map[int]bool{}
	for _, l := range f.Answers {
		given[l.Soal] = true
	}
	var out []int
	for _, r := range in.Portal.Rows {
		if !given[r.Soal] {
			out = append(out, r.Soal)
		}
	}
	return out
}

// Bytes is the file as PortalRB takes it, always the same for the same File.
func (f File) Bytes() []byte {
	type answer struct {
		Soal    int     `json:"soal_id"`
		Unit    *string `json:"jawaban_unit"`
		TPI     *string `json:"jawaban_tpi"`
		Note    *string `json:"catatan_unit"`
		Proof   *string `json:"bukti_dukung_unit"`
		TPINote *string `json:"catatan_tpi"`
	}
	null := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	doc := struct {
		UnitID   string   `json:"unit_id"`
		UnitName string   `json:"nama_unit"`
		Year     int      `json:"tahun"`
		Answers  []answer `json:"answers"`
	}{f.UnitID, f.UnitName, f.Year, make([]answer, len(f.Answers))}
	for i, l := range f.Answers {
		doc.Answers[i] = answer{l.Soal, null(l.Unit), null(l.TPI), null(l.Note), null(l.Proof), null(l.TPINote)}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(doc) // strings and numbers into memory cannot fail
	return b.Bytes()
}

// Render is New and Bytes.
func Render(in *lke.Instrument, unitID, unitName string, unit, tpi lke.Sheet) ([]byte, error) {
	f, err := New(in, unitID, unitName, unit, tpi)
	if err != nil {
		return nil, err
	}
	return f.Bytes(), nil
}
