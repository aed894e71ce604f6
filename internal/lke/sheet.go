package lke

import (
	"maps"

	"monev/internal/monev"
)

// Layer is who answers. The layers stand side by side; none overwrites another (§8).
type Layer string

// The layers.
const (
	Unit Layer = "unit" // the office itself
	TPI  Layer = "tpi"  // Tim Penilai Internal
	TPN  Layer = "tpn"  // Tim Penilai Nasional
)

// Layers lists them in the order in which they work.
func Layers() []Layer { return []Layer{Unit, TPI, TPN} }

// String is the name shown.
func (l Layer) String() string {
	switch l {
	case TPI:
		return "TPI"
	case TPN:
		return "TPN"
	}
	return "Unit"
}

// Sheet is one layer's answers for one year, bound to the instrument version
// under which they were given.
type Sheet struct {
	Instrument string            `json:"instrument"` // Instrument.Code
	Digest     string            `json:"digest,omitempty"`
	Layer      Layer             `json:"layer"`
	Year       int               `json:"year"` // evaluation year
	Answers    map[string]Answer `json:"answers,omitempty"`
}

// NewSheet is an empty sheet of this instrument.
func NewSheet(in *Instrument, layer Layer, year int) Sheet {
	return Sheet{Instrument: in.Code, Digest: in.Digest, Layer: layer, Year: year}
}

// With returns s with one answer set after it was cleaned; s itself stays as it
// was, so that "what if" leaves no trace. A blank answer without note takes the
// answer away. The error is a *monev.Refusal naming the item.
func (s Sheet) With(in *Instrument, code string, a Answer) (Sheet, error) {
	if err := s.fits(in); err != nil {
		return s, err
	}
	it, ok := in.Item(code)
	if !ok {
		return s, monev.Refuse(clip(code), "Butir %q tidak ada pada %s.", clip(code), in.Code)
	}
	a.Counts = maps.Clone(a.Counts)
	if err := it.Clean(&a); err != nil {
		return s, err
	}
	s.Answers = maps.Clone(s.Answers)
	if s.Answers == nil {
		s.Answers = map[string]Answer{}
	}
	if s.Answers[code] = a; a.IsBlank() && a.Note == "" && a.Proof == "" {
		delete(s.Answers, code)
	}
	return s, nil
}

// Given tells whether the answers were given under exactly this file: same code
// and, where the sheet kept it, same digest. If not, Compare and Carry help.
func (s Sheet) Given(in *Instrument) bool {
	return s.Instrument == in.Code && (s.Digest == "" || s.Digest == in.Digest)
}

// fits refuses a sheet of another instrument.
func (s Sheet) fits(in *Instrument) error {
	if s.Instrument != in.Code {
		return monev.Refuse("instrumen", "Jawaban ini diisi menurut instrumen %s, bukan %s.", clip(s.Instrument), in.Code)
	}
	return nil
}
