package portal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"monev/internal/exchange"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// maxSize is the greatest file read. A full one has about 100 kB.
const maxSize = 16 << 20

// Parse reads a file strictly: exactly the known keys with their types, no key
// twice, every soal_id known and given once, every answer on the scale of its
// row. Answers come out in the order of the form and as the program writes them
// ("ya" is Ya, "3,60" is 3.6). A file of another year than the layout's is taken
// only if it has every row of the layout, and never one of a year before the
// layout's questions were asked: its numbers may mean other questions. The error is a *monev.Refusal that names the row.
func Parse(in *lke.Instrument, data []byte) (File, error) {
	layout, err := exchange.Layout(in)
	if err != nil {
		return File{}, err
	}
	switch {
	case len(data) > maxSize:
		return File{}, monev.Refuse("berkas", "Berkas JSON terlalu besar, batasnya 16 MiB.")
	case !utf8.Valid(data):
		return File{}, monev.Refuse("berkas", "Berkas JSON rusak: isinya bukan UTF-8.")
	}
	p := parser{data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	p.dec = json.NewDecoder(bytes.NewReader(p.data))
	p.dec.UseNumber()
	var f File
	if err := p.file(&f); err != nil {
		return File{}, err
	}
	if err := exchange.CheckYear(f.Year, fmt.Sprintf("Berkas JSON (baris %d)", p.yearLine)); err != nil {
		return File{}, err
	}
	if n := len(f.Missing(in)); f.Year != exchange.LayoutYear && n > 0 {
		stray := ""
		for _, a := range f.Answers {
			if _, known := layout.BySoal(a.Soal); !known {
				stray = fmt.Sprintf(" (soal %d tidak ada di sana)", a.Soal)
				break
			}
		}
		return File{}, monev.Refuse("tahun", "Berkas ini untuk tahun %d dan tidak memuat %d dari %d soal tata letak PortalRB %d%s, jadi memakai tata letak lain; nomor soalnya bisa berarti pertanyaan lain.",
			f.Year, n, len(layout.Rows), exchange.LayoutYear, stray)
	}
	unit, tpi, err := f.Sheets(in)
	if err != nil {
		return File{}, err
	}
	lines, err := exchange.Lines(in, unit, tpi) // canonical
	if err != nil {
		return File{}, err
	}
	given := map[int]bool{}
	for _, l := range f.Answers {
		given[l.Soal] = true
	}
	f.Answers = f.Answers[:0]
	for _, l := range lines {
		if given[l.Soal] {
			f.Answers = append(f.Answers, l)
		}
	}
	return f, nil
}

type parser struct {
	dec      *json.Decoder
	data     []byte
	yearLine int // on which the year stands
}

func (p *parser) file(f *File) error {
	var failed bool
	var message string
	seen, err := p.object("berkas", func(key string) error {
		switch key {
		case "unit_id":
			return p.text("unit_id", &f.UnitID, false)
		case "nama_unit":
			return p.text("nama_unit", &f.UnitName, false)
		case "tahun":
			err := p.integer("tahun", &f.Year)
			p.yearLine = p.line()
			return err
		case "answers":
			return p.answers(f)
		case "error":
			t, err := p.token()
			failed = t == true
			return err
		case "message":
			return p.text("message", &message, true)
		case "code":
			return p.text("code", new(string), true)
		}
		return p.refuse("berkas", "kunci %q tidak dikenal", clip(key))
	})
	if failed && !seen["answers"] {
		return monev.Refuse("berkas", "Berkas ini bukan jawaban, melainkan pesan galat portal: %s.", clip(message))
	}
	if err != nil {
		return err
	}
	if seen["error"] || seen["message"] || seen["code"] {
		return p.refuse("berkas", "kunci error, code, dan message hanya ada pada pesan galat")
	}
	for _, key := range []string{"unit_id", "nama_unit", "tahun", "answers"} {
		if !seen[key] {
			return monev.Refuse(key, "Berkas JSON tidak memuat %q, jadi bukan berkas jawaban PortalRB.", key)
		}
	}
	if _, err := p.dec.Token(); !errors.Is(err, io.EOF) {
		return p.refuse("berkas", "masih ada isi sesudah akhir data")
	}
	if f.Year < 2000 || f.Year > 2100 {
		return monev.Refuse("tahun", "Tahun %d pada berkas tidak mungkin.", f.Year)
	}
	f.UnitID, f.UnitName = plain.Line(f.UnitID), plain.Line(f.UnitName)
	return nil
}

func (p *parser) answers(f *File) error {
	if err := p.open('[', "answers", "daftar"); err != nil {
		return err
	}
	f.Answers = []exchange.Line{}
	for n := 1; p.dec.More(); n++ {
		if n > 10_000 {
			return monev.Refuse("answers", "Berkas memuat lebih dari %s jawaban.", tanggal.Thousands(10_000))
		}
		place := fmt.Sprintf("Jawaban ke-%d", n)
		var l exchange.Line
		seen, err := p.object(place, func(key string) error {
			name := place
			if l.Soal > 0 {
				name = fmt.Sprintf("%s (soal %d)", place, l.Soal)
			}
			name += ", " + key
			switch key {
			case "soal_id":
				return p.integer(name, &l.Soal)
			case "jawaban_unit":
				return p.text(name, &l.Unit, true)
			case "jawaban_tpi":
				return p.text(name, &l.TPI, true)
			case "catatan_unit":
				return p.text(name, &l.Note, true)
			case "bukti_dukung_unit":
				return p.text(name, &l.Proof, true)
			case "catatan_tpi":
				return p.text(name, &l.TPINote, true)
			}
			return p.refuse(place, "kunci %q tidak dikenal", clip(key))
		})
		if err != nil {
			return err
		}
		for _, key := range []string{"soal_id", "jawaban_unit"} {
			if !seen[key] {
				return monev.Refuse("answers", "%s tidak memuat %q.", place, key)
			}
		}
		f.Answers = append(f.Answers, l)
	}
	_, err := p.token()
	return err
}

// object reads an object and calls value at each key; the value is then next.
func (p *parser) object(place string, value func(key string) error) (map[string]bool, error) {
	seen := map[string]bool{}
	if err := p.open('{', place, "objek"); err != nil {
		return seen, err
	}
	for p.dec.More() {
		t, err := p.token()
		if err != nil {
			return seen, err
		}
		key, _ := t.(string)
		if seen[key] {
			return seen, p.refuse(place, "kunci %q ada dua kali", clip(key))
		}
		seen[key] = true
		if err := value(key); err != nil {
			return seen, err
		}
	}
	_, err := p.token()
	return seen, err
}

func (p *parser) open(d json.Delim, place, what string) error {
	t, err := p.token()
	if err == nil && t != d {
		err = p.refuse(place, "seharusnya %s JSON", what)
	}
	return err
}

func (p *parser) text(place string, s *string, null bool) error {
	t, err := p.token()
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case string:
		*s = v
		return nil
	case nil:
		if null {
			return nil
		}
	case json.Number:
		return p.refuse(place, "berisi angka %s, seharusnya teks di antara tanda kutip", clip(v.String()))
	}
	return p.refuse(place, "seharusnya teks di antara tanda kutip")
}

func (p *parser) integer(place string, n *int) error {
	t, err := p.token()
	if err != nil {
		return err
	}
	v, ok := t.(json.Number)
	if ok {
		if *n, err = strconv.Atoi(v.String()); err == nil {
			return nil
		}
	}
	return p.refuse(place, "seharusnya bilangan bulat tanpa tanda kutip")
}

func (p *parser) token() (json.Token, error) {
	t, err := p.dec.Token()
	if err != nil {
		return nil, p.refuse("berkas", "JSON rusak atau terpotong")
	}
	return t, nil
}

// refuse names place and line.
func (p *parser) refuse(place, format string, args ...any) error {
	if place == "berkas" {
		place = "Berkas JSON"
	}
	return monev.Refuse("berkas", "%s: %s (baris %d).", place, fmt.Sprintf(format, args...), p.line())
}

// line is the line of the file that was read last.
func (p *parser) line() int {
	return 1 + bytes.Count(p.data[:min(int(p.dec.InputOffset()), len(p.data))], []byte("\n"))
}

func clip(s string) string { return plain.Cut(plain.Line(s), 60) }
