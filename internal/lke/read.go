package lke

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"monev/internal/monev"
)

// ReadAnswers reads a file of answers in YAML or JSON as the published cases
// are written: `jawaban` maps a code to Ya, A … E, an index, or the counts of a
// percentage question; `jawaban_baku` gives an answer for every question of a
// kind within `cakupan` (pemenuhan, reform, hasil; all if absent), where a
// percentage is 0 or 1. `tahun` is the year; `instrumen`, if there, must be
// this one. Every answer must be possible: the error is a *monev.Refusal that
// names the question.
func (in *Instrument) ReadAnswers(data []byte, layer Layer) (Sheet, error) {
	var file struct {
		Instrument string               `yaml:"instrumen"`
		Year       int                  `yaml:"tahun"`
		Answers    map[string]yaml.Node `yaml:"jawaban"`
		Standard   map[string]yaml.Node `yaml:"jawaban_baku"`
		Scope      []string             `yaml:"cakupan"`
	}
	if err := decode(data, &file); err != nil {
		return Sheet{}, monev.Refuse("berkas", "Berkas jawaban tidak terbaca: %s.", err)
	}
	s := NewSheet(in, layer, file.Year)
	if file.Instrument != "" {
		s.Instrument = label(file.Instrument)
		if err := s.fits(in); err != nil {
			return Sheet{}, err
		}
	}
	if len(file.Answers)+len(file.Standard) == 0 {
		return Sheet{}, monev.Refuse("jawaban", "Berkas tidak memuat jawaban.")
	}
	s.Answers = map[string]Answer{}
	for _, it := range in.items {
		n, ok := file.Standard[string(it.Kind)]
		if !ok || len(file.Scope) > 0 && !slices.Contains(file.Scope, it.part()) {
			continue
		}
		if it.Kind == Percent && n.Value == "1" {
			s.Answers[it.Code] = it.Best(Answer{})
		} else if err := s.read(it, n); err != nil {
			return Sheet{}, err
		}
	}
	for _, code := range slices.Sorted(maps.Keys(file.Answers)) {
		n := file.Answers[code]
		it, ok := in.Item(code)
		if !ok {
			return Sheet{}, monev.Refuse(clip(code), "Baris %d: butir %q tidak ada pada %s.", n.Line, clip(code), in.Code)
		}
		if err := s.read(it, n); err != nil {
			return Sheet{}, err
		}
	}
	return s, nil
}

// NamedInstrument is the code of the instrument a file of answers names, "" if it
// names none or cannot be read; ReadAnswers says what is wrong with it.
func NamedInstrument(data []byte) string {
	var file struct {
		Instrument string `yaml:"instrumen"`
	}
	if decode(data, &file) != nil {
		return ""
	}
	return label(file.Instrument)
}

// part is the word for the part of the LKE the question belongs to.
func (it *Item) part() string {
	if it.Area() == 0 {
		return "hasil"
	}
	return strings.ToLower(it.Sub.Aspect.String())
}

// read sets one answer from its node.
func (s Sheet) read(it *Item, n yaml.Node) error {
	var a Answer
	switch {
	case n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == ""):
		return nil
	case n.Kind == yaml.ScalarNode && it.Kind != Percent:
		var err error
		if a, err = it.Parse(n.Value); err != nil {
			return err
		}
	case n.Kind == yaml.MappingNode:
		a.Counts = map[string]int64{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, v := n.Content[i].Value, n.Content[i+1]
			if v.Tag == "!!null" {
				continue
			}
			c, err := strconv.ParseInt(v.Value, 10, 64)
			if err != nil || v.Kind != yaml.ScalarNode {
				return monev.Refuse(it.Code, "%s: %s harus bilangan bulat, bukan %q (baris %d).", it.Code, clip(k), clip(v.Value), v.Line)
			}
			if _, twice := a.Counts[k]; twice {
				return monev.Refuse(it.Code, "%s: masukan %s diisi dua kali (baris %d).", it.Code, clip(k), v.Line)
			}
			a.Counts[k] = c
		}
		if err := it.Clean(&a); err != nil {
			return err
		}
	default:
		return monev.Refuse(it.Code, "%s", fmt.Sprintf("%s: bentuk jawaban tidak dikenal (baris %d).", it.Code, n.Line))
	}
	s.Answers[it.Code] = a
	return nil
}
