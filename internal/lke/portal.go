package lke

import (
	"bytes"
	_ "embed" // the layout of 2026
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/portalrb-2026.csv
var portal2026 []byte

// Portal is the layout of the ministry's PortalRB forms of one year: where each
// input of the LKE stands (portalrb.md).
type Portal struct {
	Rows []PortalRow // in order of Soal

	items  map[string][]int // item code → places in Rows
	bySoal map[int]int
}

// PortalRow is one input row: a choice or survey question, or one count of a
// percentage question.
type PortalRow struct {
	Soal  int    // soal_id
	Item  string // code of the question
	Input string // key of the count; empty for a question that is its own row
	Kind  string // jenis jawaban as the portal names it
	Sheet string
	Row   int // in Sheet, from 1
	// Columns of the unit's answer, note and evidence, and of TPI's answer and note.
	UnitAnswer, UnitNote, UnitProof, TPIAnswer, TPINote string
}

// Portal2026 is the layout of 2026. It is always the same pointer.
func Portal2026() *Portal { return loadPortal() }

var loadPortal = sync.OnceValue(func() *Portal {
	p, err := ParsePortal(portal2026)
	if err != nil {
		panic("embedded PortalRB layout: " + err.Error()) // the tests load it
	}
	return p
})

// ParsePortal reads a layout in the form of the embedded one; the error names
// the line. Numbers and rows must not repeat.
func ParsePortal(data []byte) (*Portal, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = 11
	all, err := r.ReadAll()
	if err != nil || len(all) < 2 {
		return nil, fmt.Errorf("tata letak PortalRB tidak terbaca: %v", err)
	}
	p := &Portal{items: map[string][]int{}, bySoal: map[int]int{}}
	cells := map[string]bool{}
	for n, rec := range all[1:] {
		soal, err1 := strconv.Atoi(rec[0])
		row, err2 := strconv.Atoi(rec[5])
		cell := rec[4] + "\x00" + rec[5]
		if _, twice := p.bySoal[soal]; err1 != nil || err2 != nil || twice || cells[cell] || row < 1 {
			return nil, fmt.Errorf("tata letak PortalRB baris %d: nomor soal atau baris lembar salah atau berulang", n+2)
		}
		cells[cell] = true
		p.bySoal[soal] = len(p.Rows)
		p.items[rec[1]] = append(p.items[rec[1]], len(p.Rows))
		p.Rows = append(p.Rows, PortalRow{Soal: soal, Item: rec[1], Input: rec[2], Kind: rec[3], Sheet: rec[4], Row: row,
			UnitAnswer: rec[6], UnitNote: rec[7], UnitProof: rec[8], TPIAnswer: rec[9], TPINote: rec[10]})
	}
	return p, nil
}

// BySoal returns the row with this number.
func (p *Portal) BySoal(soal int) (PortalRow, bool) {
	i, ok := p.bySoal[soal]
	if !ok {
		return PortalRow{}, false
	}
	return p.Rows[i], true
}

// ByItem returns the rows of a question in the order of the form.
func (p *Portal) ByItem(code string) []PortalRow {
	var out []PortalRow
	for _, i := range p.items[code] {
		out = append(out, p.Rows[i])
	}
	return out
}

// check finds rows that are not exactly one input of the instrument, and inputs
// without a row.
func (p *Portal) check(in *Instrument) []Problem {
	var out []Problem
	fault := func(place, format string, args ...any) {
		out = append(out, problem(place, format, args...))
	}
	used := map[int]bool{}
	for _, r := range p.Rows {
		place := fmt.Sprintf("PortalRB soal %d", r.Soal)
		it, ok := in.Item(r.Item)
		if !ok {
			fault(place, "butir %s tidak ada", r.Item)
			continue
		}
		soal, kind := it.Soal, portalKind(it.Kind)
		if it.Kind == Percent {
			i, _ := it.Input(r.Input)
			soal = i.Soal
		} else if r.Input != "" {
			soal = 0
		}
		switch {
		case soal != r.Soal:
			fault(place, "%s %s pada instrumen bernomor %d", r.Item, r.Input, soal)
		case !strings.EqualFold(kind, r.Kind):
			fault(place, "jenis jawaban %s, pada instrumen %s", r.Kind, kind)
		}
		used[soal] = true
	}
	for _, it := range in.items {
		numbers := []int{it.Soal}
		if it.Kind == Percent {
			numbers = nil
			for _, i := range it.Inputs {
				numbers = append(numbers, i.Soal)
			}
		}
		if slices.ContainsFunc(numbers, func(n int) bool { return !used[n] }) {
			fault(it.Code, "tidak seluruhnya ada pada formulir PortalRB")
		}
	}
	return out
}

// portalKind is the portal's name of a kind.
func portalKind(k Kind) string {
	switch k {
	case Percent:
		return "Jumlah"
	case Survey:
		return "0-4"
	}
	return strings.ToUpper(string(k))
}
