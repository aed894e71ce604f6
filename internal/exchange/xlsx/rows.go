package xlsx

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Look is what a cell of a workbook of ours looks like: Arial, black, bordered in
// grey, at the top of its row, unless a field says otherwise.
type Look struct {
	Fill   string // colour of the ground, six hexadecimal digits
	Format string // number format
	Bold   bool
	White  bool // white letters
	Wrap   bool
	Center bool    // between left and right
	Middle bool    // between top and bottom
	Bare   bool    // without border
	Size   float64 // points; 0 is the size of the workbook
	Indent int
}

// Entry is one cell to write.
type Entry struct {
	V       any    // string, int, float64 or nil; the result of Formula if there is one
	Formula string // without "="
	Look    Look
}

// Sheets writes the rows of a workbook's sheets; cells that look alike share a
// style.
type Sheets struct {
	file  *excelize.File
	size  float64
	known map[Look]int
}

// NewSheets writes into a file; size is that of the letters in points.
func NewSheets(f *excelize.File, size float64) *Sheets {
	return &Sheets{file: f, size: size, known: map[Look]int{}}
}

func (w *Sheets) style(l Look) (int, error) {
	if id, ok := w.known[l]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Family: "Arial", Size: cmp.Or(l.Size, w.size), Bold: l.Bold, Color: "000000"},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.Wrap, Indent: l.Indent}}
	if l.White {
		s.Font.Color = "FFFFFF"
	}
	if l.Middle {
		s.Alignment.Vertical = "center"
	}
	if l.Center {
		s.Alignment.Horizontal = "center"
	}
	if l.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.Fill}}
	}
	if !l.Bare {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "A6A6A6", Style: 1})
		}
	}
	if l.Format != "" {
		s.CustomNumFmt = &l.Format
	}
	id, err := w.file.NewStyle(s)
	w.known[l] = id
	return id, err
}

// Rows writes the rows of one sheet from the top. After an error nothing more is
// written; Err keeps the first.
type Rows struct {
	Stream *excelize.StreamWriter
	Row    int // the last one written; 0 before the first
	Err    error

	w *Sheets
}

// Begin begins a sheet that exists, with columns of these widths in characters.
func (w *Sheets) Begin(name string, widths []float64) (*Rows, error) {
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, x := range widths {
		if err := stream.SetColWidth(i+1, i+1, x); err != nil {
			return nil, err
		}
	}
	return &Rows{w: w, Stream: stream}, nil
}

// Put writes the next row, height in points; 0 leaves it to the program. Text is
// written through Safe and never as a formula.
func (r *Rows) Put(height float64, values ...Entry) {
	r.Row++
	if r.Err != nil {
		return
	}
	cells := make([]any, len(values))
	for i, v := range values {
		id, err := r.w.style(v.Look)
		if err != nil {
			r.Err = err
			return
		}
		x := v.V
		if t, ok := x.(string); ok {
			if x = any(Safe(t)); t == "" && v.Formula == "" {
				x = nil
			}
		}
		cells[i] = excelize.Cell{StyleID: id, Formula: v.Formula, Value: x}
	}
	var opts []excelize.RowOpts
	if height > 0 {
		opts = append(opts, excelize.RowOpts{Height: height})
	}
	r.Err = r.Stream.SetRow(fmt.Sprintf("A%d", r.Row), cells, opts...)
}
