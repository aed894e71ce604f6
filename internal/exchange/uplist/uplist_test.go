package uplist

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"monev/internal/monev"
	"monev/internal/plain"
)

func TestReadCSV(t *testing.T) {
	want := Row{Line: 2, Text: "Perbarui SOP é", Area: "III", Owner: "KUL", Due: "5/12/2025"}
	for name, data := range map[string]string{
		"semicolons, BOM, CRLF": "\ufeffTindak Lanjut;Area;PJ;Tenggat\r\nPerbarui SOP é;III;KUL;5/12/2025\r\n",
		"commas":                "AREA,PIC,Deadline,Uraian\nIII,KUL,5/12/2025,Perbarui SOP é\n",
		"tabs":                  "Area\tPenanggung Jawab\tBatas Waktu\tRekomendasi\nIII\tKUL\t5/12/2025\tPerbarui SOP é",
		"Windows-1252":          "Tindak lanjut;area;pj;tenggat\nPerbarui SOP \xe9;III;KUL;5/12/2025\n",
		"UTF-16":                utf16("Tindak lanjut\tarea\tpj\ttenggat\nPerbarui SOP é\tIII\tKUL\t5/12/2025\n"),
	} {
		rows, err := Read([]byte(data))
		if err != nil || len(rows) != 1 || rows[0] != want {
			t.Errorf("%s: %+v %v", name, rows, err)
		}
	}
	// Headings further down, unknown columns, blank rows, guarded formulas.
	rows, err := Read([]byte("Daftar\n\n;No.;Tindak-lanjut;Butir;P.J. (unit);Lain\n;1;'=1+1;A.I.3.iv.b;KUL;x\n;;;;;\n;2;'kutip;A.I.1.i.a;;\n"))
	if err != nil || len(rows) != 2 || rows[0].Text != "=1+1" || rows[0].Item != "A.I.3.iv.b" || rows[1].Text != "'kutip" || rows[1].Line != 6 {
		t.Errorf("%+v %v", rows, err)
	}
}

func utf16(s string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestRefusedLists(t *testing.T) {
	for _, data := range []string{"", "  \n", "a;b\n1;2\n", "Tindak lanjut;Area\n", "Tindak lanjut;Tenggat\nx;5/12\n", "PK\x03\x04 rusak",
		"Tindak lanjut;Area\n" + strings.Repeat("a;1\n", maxRows+1)} {
		if _, err := Read([]byte(data)); err == nil {
			t.Errorf("%.20q is taken", data)
		} else if r, ok := monev.AsRefusal(err); !ok || r.Field != "berkas" {
			t.Errorf("%.20q: %v", data, err)
		}
	}
}

func TestReadWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	_, _ = f.NewSheet("Data")
	for i, row := range [][]any{{"x"}, {"No", "Area", "Uraian", "Tenggat"}, {1, 3, "Perbarui SOP", 45996.0}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Data", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	style, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	_ = f.SetCellStyle("Data", "D3", "D3", style)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := Read(b.Bytes())
	if err != nil || len(rows) != 1 || rows[0] != (Row{Line: 3, Text: "Perbarui SOP", Area: "3", Due: "05-12-2025"}) {
		t.Errorf("%+v %v", rows, err)
	}
}

// A long sheet that is no list hides none behind it, and a cell far out costs
// nothing.
func TestReadLargeWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	for i := 1; err == nil && i < maxRows+100; i++ {
		err = w.SetRow("A"+strconv.Itoa(i), []any{"catatan"})
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.NewSheet("Data")
	for cell, text := range map[string]string{"A1": "Area", "B1": "Uraian", "A2": "3", "B2": "Perbarui SOP", "XFD2": "jauh", "XFD40": "jauh"} {
		if err := f.SetCellStr("Data", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := Read(b.Bytes())
	if err != nil || len(rows) != 1 || rows[0] != (Row{Line: 2, Text: "Perbarui SOP", Area: "3"}) {
		t.Errorf("%+v %v", rows, err)
	}
}

func TestReadNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _ = Read([]byte("Tindak lanjut;Area\n" + rapid.String().Draw(t, "text")))
		_, _ = Read(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
	})
}

// Whatever the file, a list comes out whose texts the terminal can show, in the
// order of the file, or a refusal.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\ufeffTindak Lanjut;Area;PJ;Tenggat\r\nPerbarui SOP é;III;KUL;5/12/2025\r\n"))
	f.Add([]byte("AREA,PIC,Deadline,Uraian\nIII,\"KUL\n\",5/12/2025,\x1b[2Jx\n"))
	f.Add([]byte(utf16("Tindak lanjut\tarea\na\tb\n")))
	f.Add([]byte("Tindak lanjut;area\n\"a\n;\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := Read(data)
		if err != nil {
			if _, ok := monev.AsRefusal(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		last := 0
		for _, r := range rows {
			if r.Line <= last {
				t.Fatalf("line %d after %d", r.Line, last)
			}
			last = r.Line
			for _, s := range []string{r.Text, r.Area, r.Item, r.Owner, r.Due, r.Priority, r.Status, r.Note} {
				if s != plain.Text(s) {
					t.Fatalf("%q is not fit to be shown", s)
				}
			}
		}
	})
}
