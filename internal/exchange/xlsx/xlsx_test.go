package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"monev/internal/exchange/xlsx"
	"monev/internal/monev"
)

const (
	ns    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// book is a small workbook of parts; sheet is the XML of its only sheet.
func book(sheet string, more ...[2]string) [][2]string {
	return append([][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + types + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + ns + ` xmlns:r="urn:r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="` + types + `worksheet" Target="sheet.xml"/></Relationships>`},
		{"xl/sheet.xml", sheet},
	}, more...)
}

func data(rows string) string {
	return `<worksheet ` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`
}

func pack(t testing.TB, parts [][2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		to, err := w.Create(p[0])
		if err == nil {
			_, err = io.WriteString(to, p[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a workbook with a part that says it unpacks to size bytes.
func bomb(t testing.TB, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range book(data("")) {
		to, _ := w.Create(p[0])
		_, _ = io.WriteString(to, p[1])
	}
	to, err := w.CreateRaw(&zip.FileHeader{Name: "xl/media/bomb.bin", Method: zip.Deflate, CompressedSize64: 3, UncompressedSize64: size})
	if err == nil {
		_, err = io.WriteString(to, "xyz")
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(b []byte) (*xlsx.Sheet, error) {
	k, err := xlsx.Open(b)
	if err != nil {
		return nil, err
	}
	return k.Sheet("s")
}

func TestRefused(t *testing.T) {
	good := pack(t, book(data(`<row r="1"><c r="A1"><v>1</v></c></row>`)))
	if _, err := open(good); err != nil {
		t.Fatal(err)
	}
	broken := bytes.Clone(good)
	broken[bytes.Index(broken, []byte("xl/sheet.xml"))+14] ^= 0xff
	locked := bytes.Clone(good)
	for i := 0; ; {
		j := bytes.Index(locked[i:], []byte("PK\x01\x02"))
		if j < 0 {
			break
		}
		i += j + 4
		locked[i+4] |= 1
	}
	liar := bytes.Clone(good) // the directory tells another size
	at := bytes.LastIndex(liar, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(liar[at+24:], 20)
	dtd := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":            {nil, "kosong"},
		"text":             {[]byte("soal,jawaban\n"), "bukan berkas Excel"},
		"old xls":          {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "Excel lama"},
		"encrypted":        {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...), "kata sandi"},
		"encrypted parts":  {locked, "kata sandi"},
		"cut":              {good[:len(good)-30], "arsipnya tidak utuh"},
		"bytes changed":    {broken, "tidak utuh"},
		"false size":       {liar, "tidak utuh"},
		"65 MiB part":      {bomb(t, 65<<20), `"xl/media/bomb.bin" dari berkas lebih dari 64 MiB`},
		"64 MiB + 1":       {bomb(t, 64<<20+1), "lebih dari 64 MiB"},
		"1 TiB":            {bomb(t, 1<<40), "lebih dari 64 MiB"},
		"false 64 MiB":     {bomb(t, 64<<20), "tidak utuh"},
		"any archive":      {pack(t, [][2]string{{"a.txt", "x"}}), "bukan berkas Excel"},
		"ods":              {pack(t, [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "OpenDocument"},
		"part twice":       {pack(t, book(data(""), [2]string{"XL/sheet.xml", "x"})), "dua kali"},
		"signed":           {pack(t, book(data(""), [2]string{"_xmlsignatures/sig1.xml", "x"})), "tanda tangan"},
		"no sheet part":    {pack(t, book(data(""))[:3]), "tidak ada"},
		"DTD":              {pack(t, book(dtd+data(""))), "DTD"},
		"entity":           {pack(t, book(data("<row r='1'><c r='A1' t='str'><v>&a;</v></c></row>"))), "bukan XML"},
		"not nested":       {pack(t, book(`<worksheet><sheetData></worksheet></sheetData>`)), "bukan XML"},
		"cut XML":          {pack(t, book(`<worksheet><sheetData><row r="1">`)), "bukan XML"},
		"deep XML":         {pack(t, book(`<worksheet>`+strings.Repeat("<a>", 100_000))), "bukan XML"},
		"UTF-16":           {pack(t, book("<?xml version='1.0' encoding='UTF-16'?>"+data(""))), "bukan XML"},
		"two roots":        {pack(t, book(data("")+"<x/>")), "tidak sah"},
		"chart sheet":      {pack(t, book(`<chartsheet/>`)), "bukan lembar kerja"},
		"no data":          {pack(t, book(`<worksheet/>`)), "datanya tidak ada"},
		"rows backwards":   {pack(t, book(data(`<row r="2"/><row r="1"/>`))), "urutan baris"},
		"row twice":        {pack(t, book(data(`<row r="1"/><row r="1"/>`))), "urutan baris"},
		"row 1,048,577":    {pack(t, book(data(`<row r="1048577"/>`))), "urutan baris"},
		"cells backwards":  {pack(t, book(data(`<row r="1"><c r="B1"/><c r="A1"/></row>`))), "urutan sel"},
		"cell elsewhere":   {pack(t, book(data(`<row r="1"><c r="A2"/></row>`))), "urutan sel"},
		"column XFE":       {pack(t, book(data(`<row r="1"><c r="XFE1"/></row>`))), "urutan sel"},
		"no shared string": {pack(t, book(data(`<row r="1"><c r="A1" t="s"><v>3</v></c></row>`))), "teks sel A1"},
		"bad number":       {pack(t, book(data(`<row r="1"><c r="A1"><v>satu</v></c></row>`))), "angka sel A1"},
		"bad kind":         {pack(t, book(data(`<row r="1"><c r="A1" t="zz"><v>1</v></c></row>`))), "jenis sel A1"},
	} {
		_, err := open(c.data)
		if r, ok := monev.AsRefusal(err); !ok || r.Field != "berkas" || !strings.Contains(r.Reason, c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func TestFarCell(t *testing.T) {
	s, err := open(pack(t, book(data(`<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>jauh</t></is></c></row>`))))
	if err != nil || s.At(xlsx.Ref{Col: 16384, Row: 1048576}).Text != "jauh" {
		t.Error(err)
	}
}

// Any values put into any places are there afterwards, and everything else is as
// it was; another library reads the same.
func TestEdit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows strings.Builder
		was := map[xlsx.Ref]string{}
		for n := 1; n < 8; n++ {
			kind := rapid.IntRange(0, 3).Draw(t, "row")
			if kind == 0 {
				continue
			}
			if kind == 1 {
				fmt.Fprintf(&rows, `<row r="%d" spans="1:2" />`, n)
				continue
			}
			fmt.Fprintf(&rows, `<row spans='1:2' r="%d">`, n)
			for col := 1; col < 7; col++ {
				if rapid.Bool().Draw(t, "cell") {
					r := xlsx.Ref{Col: col, Row: n}
					was[r] = fmt.Sprint(n*10 + col)
					fmt.Fprintf(&rows, `<c r="%s" s="0"><v>%s</v></c>`, r, was[r])
				}
			}
			rows.WriteString("</row>\n")
		}
		sheet := data(rows.String())
		if rows.Len() == 0 {
			sheet = `<worksheet ` + ns + `><sheetData/></worksheet>`
		}
		s, err := open(pack2(book(sheet)))
		if err != nil {
			t.Fatal(err)
		}
		values := map[xlsx.Ref]xlsx.Value{}
		for range rapid.IntRange(1, 12).Draw(t, "values") {
			r := xlsx.Ref{Col: rapid.IntRange(1, 9).Draw(t, "col"), Row: rapid.IntRange(1, 10).Draw(t, "num")}
			if rapid.Bool().Draw(t, "number") {
				values[r] = xlsx.Value{Number: "7"}
			} else {
				values[r] = xlsx.Value{Text: rapid.SampledFrom([]string{"a", " <&> ", "_x0041_", "=1", "b\nc", "😀"}).Draw(t, "text")}
			}
		}
		out, err := s.Edit(values)
		if err != nil {
			t.Fatal(err)
		}
		g, err := open(out)
		if err != nil {
			t.Fatal(err)
		}
		for r, v := range values {
			if c := g.At(r); c.Text != v.Number+v.Text {
				t.Fatalf("%s is %+v, want %+v", r, c, v)
			}
		}
		cells := 0
		for r := range g.Refs {
			cells++
			if _, ours := values[r]; !ours && !g.At(r).Equal(s.At(r)) {
				t.Fatalf("%s changed", r)
			}
		}
		for r := range was {
			if _, ours := values[r]; !ours {
				cells--
			}
		}
		if cells != len(values) {
			t.Fatalf("%d cells too many", cells-len(values))
		}
	})
}

func pack2(parts [][2]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		to, _ := w.Create(p[0])
		_, _ = io.WriteString(to, p[1])
	}
	_ = w.Close()
	return b.Bytes()
}

func TestEditRefuses(t *testing.T) {
	s, err := open(pack(t, book(`<worksheet `+ns+`><sheetData><row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f t="array" ref="B1:C2">1</f><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="E1:F2"/></mergeCells></worksheet>`)))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []xlsx.Ref{{Col: 1, Row: 1}, {Col: 3, Row: 2}, {Col: 6, Row: 2}} {
		if _, err := s.Edit(map[xlsx.Ref]xlsx.Value{r: {Text: "x"}}); err == nil {
			t.Errorf("%s was filled", r)
		}
	}
	if _, err := s.Edit(map[xlsx.Ref]xlsx.Value{{Col: 5, Row: 1}: {Text: "x"}}); err != nil {
		t.Errorf("the first cell of a merged block: %v", err)
	}
}

func TestClip(t *testing.T) {
	for _, s := range []string{"", "a", strings.Repeat("a", xlsx.CellLimit), strings.Repeat("é", xlsx.CellLimit)} {
		if xlsx.Clip(s) != s {
			t.Errorf("%d bytes that fit are cut", len(s))
		}
	}
	for _, s := range []string{strings.Repeat("a", xlsx.CellLimit+1), strings.Repeat("😀", 20_000)} {
		got := xlsx.Clip(s)
		units := 0
		for _, r := range got {
			units++
			if r > 0xffff {
				units++
			}
		}
		if units > xlsx.CellLimit || units < xlsx.CellLimit-20 || !strings.HasSuffix(got, "(dipotong)") || strings.Contains(got, "\ufffd") {
			t.Errorf("cut to %d units", units)
		}
	}
}

func TestEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a<>&"_x0-9A-F]|_x00[0-9]{2}_|é){0,12}`).Draw(t, "text")
		s, err := open(pack2(book(data(`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">` + xlsx.Encode(text) + `</t></is></c></row>`))))
		if err != nil || s.At(xlsx.Ref{Col: 1, Row: 1}).Text != text {
			t.Fatalf("%v: %q became %q", err, text, s.At(xlsx.Ref{Col: 1, Row: 1}).Text)
		}
	})
}

// The same values as another library reads.
func TestReadsLikeExcelize(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "teks", "B2": 1.5, "C3": true, "D4": time.Date(2026, 10, 19, 0, 0, 0, 0, time.UTC), "F6": "a\nb", "G7": 0.5} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	id, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
	_ = f.SetCellStyle("Sheet1", "G7", "G7", id)
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b, err := xlsx.Open(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Sheet("sheet1")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"A1": "teks", "B2": "1,5", "C3": "TRUE", "D4": "19-10-2026", "F6": "a\nb", "G7": "0,5"}
	for cell, w := range want {
		r, _ := xlsx.ParseRef(cell)
		if got := s.String(s.At(r)); got != w {
			t.Errorf("%s is %q, want %q", cell, got, w)
		}
	}
	if r, _ := xlsx.ParseRef("G7"); !s.At(r).Percent {
		t.Error("a percentage is not seen")
	}
}

func TestRefs(t *testing.T) {
	for s, want := range map[string]xlsx.Ref{"A1": {Col: 1, Row: 1}, "$K$6": {Col: 11, Row: 6}, "XFD1048576": {Col: 16384, Row: 1048576}, "aa10": {Col: 27, Row: 10}} {
		if got, ok := xlsx.ParseRef(s); !ok || got != want {
			t.Errorf("%s is %v", s, got)
		}
	}
	for _, s := range []string{"", "A", "1", "A0", "A01x", "XFE1", "A1048577", "A-1", "Á1", "A1:B2", "ZZZZZZZZZZZZ1"} {
		if got, ok := xlsx.ParseRef(s); ok {
			t.Errorf("%q is %v", s, got)
		}
	}
	for n := 1; n <= 16384; n++ {
		if xlsx.ColumnNumber(xlsx.Column(n)) != n {
			t.Fatal(n)
		}
	}
}

// Damaged XML inside sound archives, and damaged archives: a refusal or a sheet,
// never a panic, and an edit of what opened opens again.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(data(`<row r="1"><c r="A1"><v>1</v></c></row>`)), true)
	f.Add([]byte(`<x:worksheet xmlns:x="a"><x:sheetData/></x:worksheet>`), true)
	f.Add([]byte(data(`<row><c><is><r><t>a</t></r></is></c></row><row r="5"/>`)), true)
	f.Add([]byte(`<worksheet><dimension ref="A1"/><cols><col min="1" max="3" style="2"/></cols><sheetData><row r="2" s="1" customFormat="1"/></sheetData></worksheet>`), true)
	f.Add(pack2(book(data(""))), false)
	f.Fuzz(func(t *testing.T, b []byte, sheet bool) {
		if sheet {
			b = pack2(book(string(b)))
		}
		s, err := open(b)
		if err != nil {
			if _, ok := monev.AsRefusal(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		out, err := s.Edit(map[xlsx.Ref]xlsx.Value{{Col: 2, Row: 2}: {Text: "x"}, {Col: 1, Row: 9}: {Number: "7"}})
		if err != nil {
			if _, ok := monev.AsRefusal(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		g, err := open(out)
		if err != nil {
			t.Fatalf("edited: %v\n%s", err, b)
		}
		if g.At(xlsx.Ref{Col: 2, Row: 2}).Text != "x" || g.At(xlsx.Ref{Col: 1, Row: 9}).Number != 7 {
			t.Fatal("the values are not there")
		}
	})
}

// Every byte of a small workbook changed in turn, packed and unpacked.
func TestDamaged(t *testing.T) {
	good := pack2(book(`<worksheet ` + ns + `><dimension ref="A1"/><sheetData><row r="1" spans="1:1"><c r="A1" t="s" s="1"><v>0</v></c></row></sheetData></worksheet>`))
	step := 1
	if testing.Short() {
		step = 5
	}
	for i := 0; i < len(good); i += step {
		for _, x := range []byte{0x00, 0xff, '<', '>'} {
			b := bytes.Clone(good)
			b[i] = x
			if _, err := open(b); err != nil {
				if _, ok := monev.AsRefusal(err); !ok {
					t.Fatalf("byte %d: %v", i, err)
				}
			}
		}
	}
	parts := book(data(`<row r="1" spans="1:1"><c r="A1" s="1"><v>0</v></c></row>`))
	for k, p := range parts {
		for i := 0; i < len(p[1]); i += step {
			for _, x := range []string{"", "<", ">", "/", `"`, "\x00", "9", "<!--"} {
				changed := append([][2]string{}, parts...)
				changed[k][1] = p[1][:i] + x + p[1][i+1:]
				s, err := open(pack2(changed))
				if err == nil {
					_, err = s.Edit(map[xlsx.Ref]xlsx.Value{{Col: 2, Row: 1}: {Text: "x"}})
				}
				if _, ok := monev.AsRefusal(err); err != nil && !ok {
					t.Fatalf("%s, byte %d, %q: %v", p[0], i, x, err)
				}
			}
		}
	}
}
