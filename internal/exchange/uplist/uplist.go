// Package uplist reads follow-ups out of a list that somebody keeps: CSV as any
// program writes it, or an Excel workbook, our own matrix included.
package uplist

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"monev/internal/exchange/xlsx"
	"monev/internal/monev"
	"monev/internal/plain"
)

// The limits of a list; more is refused, never cut off.
const (
	MaxBytes = 32 << 20
	maxRows  = 5000
	maxCols  = 256
	headIn   = 30 // the headings stand in one of the first rows
)

// Row is one line of the list as it was written, cleaned but not understood yet.
type Row struct {
	Line     int // in the file, 1 first
	Text     string
	Area     string
	Item     string
	Owner    string
	Due      string
	Priority string
	Status   string
	Note     string
}

// Read reads the rows under the headings of a list. Columns are found by their
// Indonesian headings, in any order, however they are capitalised or abbreviated;
// columns nobody knows are passed over, in a workbook all beyond the 256th, and so
// are rows without any content. A file that is no list, or has more than 5,000 rows,
// is refused with a *monev.Refusal.
func Read(data []byte) ([]Row, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, monev.Refuse("berkas", "Berkas itu kosong; tidak ada yang diambil.")
	case xlsx.Sniff(data):
		return fromWorkbook(data)
	}
	return fromCSV(data)
}

// table is a list of lines, each with its number in the file.
type table struct {
	lines [][]string
	nums  []int
}

func fromWorkbook(data []byte) ([]Row, error) {
	b, err := xlsx.Open(data)
	if err != nil {
		return nil, err
	}
	var none error
	for _, name := range b.Sheets() {
		s, err := b.Sheet(name)
		if err != nil {
			return nil, err
		}
		var t table
		last := 0
		for ref := range s.Refs {
			text := s.String(s.At(ref))
			if ref.Col > maxCols || strings.TrimSpace(text) == "" { // a cell may stand anywhere in 16,384 columns
				continue
			}
			if ref.Row != last {
				if len(t.lines) > maxRows+headIn { // too many if this is the list, else no matter
					break
				}
				last = ref.Row
				t.lines, t.nums = append(t.lines, nil), append(t.nums, ref.Row)
			}
			line := &t.lines[len(t.lines)-1]
			for len(*line) < ref.Col {
				*line = append(*line, "")
			}
			(*line)[ref.Col-1] = text
		}
		rows, err := t.rows()
		if err == nil {
			return rows, nil
		}
		if !errors.Is(err, errHeadings) {
			return nil, err
		}
		none = err
	}
	if none == nil {
		none = headings()
	}
	return nil, none
}

// errHeadings: no row of headings was found.
var errHeadings = errors.New("no headings")

func headings() error {
	return fmt.Errorf("%w: %w", monev.Refuse("berkas",
		"Judul kolom tidak ditemukan; baris judul harus memuat Tindak lanjut dan Area atau Butir, misalnya: Area; Tindak lanjut; Penanggung jawab; Tenggat; Prioritas."), errHeadings)
}

func fromCSV(data []byte) ([]Row, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	var t table
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, errors.Join(monev.Refuse("berkas", "Berkas itu bukan daftar CSV yang dapat dibaca; simpan lagi dari Excel sebagai CSV atau XLSX."), err)
		}
		line, _ := r.FieldPos(0)
		for i := range rec {
			rec[i] = unguard(rec[i])
		}
		t.lines, t.nums = append(t.lines, rec), append(t.nums, line)
		if len(t.lines) > maxRows+headIn {
			return nil, tooMany()
		}
	}
	return t.rows()
}

func tooMany() error {
	return monev.Refuse("berkas", "Daftar itu lebih dari %d baris; bagi menjadi beberapa berkas.", maxRows)
}

// decode makes UTF-8 of what Excel and other programs write: UTF-8 or UTF-16 with
// or without their mark, else Windows-1252.
func decode(data []byte) (string, error) {
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\ufeff"), nil
	}
	var t transform.Transformer = charmap.Windows1252.NewDecoder()
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		t = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	out, _, err := transform.Bytes(t, data)
	if err != nil {
		return "", errors.Join(monev.Refuse("berkas", "Huruf di berkas itu tidak dapat dibaca; simpan lagi sebagai CSV UTF-8 atau XLSX."), err)
	}
	return strings.TrimPrefix(string(out), "\ufeff"), nil
}

// separator is the one of ; , and tab that stands most often in the first lines,
// outside quotation marks.
func separator(text string) rune {
	count := map[rune]int{}
	quoted, lines := false, 0
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == ';' || r == ',' || r == '\t':
			count[r]++
		case r == '\n':
			lines++
		}
		if lines == headIn {
			break
		}
	}
	best := ';'
	for _, r := range []rune{',', '\t'} {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// unguard takes away the apostrophe that keeps spreadsheets from reading a text as
// a formula.
func unguard(s string) string {
	rest, ok := strings.CutPrefix(s, "'")
	if t := strings.TrimLeft(rest, " "); ok && t != "" && strings.ContainsAny(t[:1], "=+-@\t\r") {
		return rest
	}
	return s
}

// names are the headings that mean a column, folded; the first that stands in a
// list counts.
func names() map[string][]string {
	return map[string][]string{
		"text":     {"tindak lanjut", "uraian tindak lanjut", "rencana tindak lanjut", "uraian", "rekomendasi", "rtl", "kegiatan"},
		"area":     {"area", "area perubahan", "no area", "nomor area", "pilar"},
		"item":     {"butir", "kode butir", "butir lke", "kode lke", "kode"},
		"owner":    {"penanggung jawab unit", "penanggung jawab", "pj", "pic unit", "pic", "pengampu", "unit", "pelaksana"},
		"due":      {"tenggat", "tenggat waktu", "batas waktu", "deadline", "target waktu", "jatuh tempo", "target"},
		"priority": {"prioritas", "tingkat"},
		"status":   {"status", "status tindak lanjut"},
		"note":     {"keterangan", "catatan", "deskripsi", "perkembangan"},
	}
}

// columns finds the columns of a row of headings; nil if it is none: it must name
// the text and say which area a row belongs to, by itself, a question, or the
// description of our own matrix.
func columns(line []string) map[string]int {
	at := map[string]int{}
	for i, h := range line {
		h = plain.Fold(strings.Map(func(r rune) rune {
			switch {
			case r == '.': // P.J.
				return -1
			case strings.ContainsRune("():/*-_", r):
				return ' '
			}
			return r
		}, plain.Line(plain.Cut(h, 60))))
		h = strings.Join(strings.Fields(h), " ")
		if _, twice := at["="+h]; !twice && h != "" {
			at["="+h] = i
		}
	}
	out := map[string]int{}
	for col, list := range names() {
		for _, n := range list {
			if i, ok := at["="+n]; ok {
				out[col] = i
				break
			}
		}
	}
	_, text := out["text"]
	_, area := out["area"]
	_, item := out["item"]
	_, note := out["note"]
	if !text || !(area || item || note) {
		return nil
	}
	return out
}

func (t table) rows() ([]Row, error) {
	var cols map[string]int
	head := 0
	for ; head < min(len(t.lines), headIn); head++ {
		if cols = columns(t.lines[head]); cols != nil {
			break
		}
	}
	if cols == nil {
		return nil, headings()
	}
	var out []Row
	for i := head + 1; i < len(t.lines); i++ {
		cell := func(col string) string {
			if at, ok := cols[col]; ok && at < len(t.lines[i]) {
				s := plain.Line(t.lines[i][at])
				if s == "–" || s == "-" {
					return ""
				}
				return s
			}
			return ""
		}
		r := Row{Line: t.nums[i], Text: cell("text"), Area: cell("area"), Item: cell("item"), Owner: cell("owner"), Due: cell("due"),
			Priority: cell("priority"), Status: cell("status"), Note: cell("note")}
		if (r == Row{Line: r.Line}) {
			continue
		}
		if out = append(out, r); len(out) > maxRows {
			return nil, tooMany()
		}
	}
	if len(out) == 0 {
		return nil, monev.Refuse("berkas", "Di bawah judul kolom tidak ada baris yang berisi; tidak ada yang diambil.")
	}
	return out, nil
}
