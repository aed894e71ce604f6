package workbook_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"
)

// A reader of workbooks for tests only. It shares nothing with the code under
// test: encoding/xml into structs, every cell of every sheet.

type gridCell struct {
	Type, Value, Formula, Style string // Style is the XML of the cell's format
}

type grid map[string]gridCell // "Sheet!A1"

func readParts(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Fatalf("part %s twice", f.Name)
		}
		parts[f.Name] = b
	}
	return parts
}

type richString struct {
	T []string `xml:"t"`
	R []struct {
		T string `xml:"t"`
	} `xml:"r"`
}

func (r richString) text() string {
	s := strings.Join(r.T, "")
	for _, x := range r.R {
		s += x.T
	}
	for i := 0; i+7 <= len(s); i++ {
		var n rune
		if _, err := fmt.Sscanf(s[i:i+7], "_x%04X_", &n); err == nil && s[i+6] == '_' {
			s = s[:i] + string(n) + s[i+7:]
		}
	}
	return s
}

func readGrid(t testing.TB, data []byte) grid {
	t.Helper()
	parts := readParts(t, data)
	load := func(name string, v any) bool {
		b, ok := parts[name]
		if ok {
			if err := xml.Unmarshal(b, v); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		return ok
	}
	var shared struct {
		SI []richString `xml:"si"`
	}
	load("xl/sharedStrings.xml", &shared)
	var styles struct {
		Xfs struct {
			Xf []struct {
				Attrs []xml.Attr `xml:",any,attr"`
				Inner string     `xml:",innerxml"`
			} `xml:"xf"`
		} `xml:"cellXfs"`
	}
	load("xl/styles.xml", &styles)
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	load("xl/workbook.xml", &book)
	var rels struct {
		R []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	load("xl/_rels/workbook.xml.rels", &rels)
	out := grid{}
	for _, s := range book.Sheets {
		name := ""
		for _, r := range rels.R {
			if r.ID == s.ID {
				if name = path.Join("xl", r.Target); strings.HasPrefix(r.Target, "/") {
					name = r.Target[1:]
				}
			}
		}
		var sheet struct {
			Rows []struct {
				Cells []struct {
					R  string     `xml:"r,attr"`
					S  int        `xml:"s,attr"`
					T  string     `xml:"t,attr"`
					V  *string    `xml:"v"`
					F  *string    `xml:"f"`
					IS richString `xml:"is"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
		}
		if !load(name, &sheet) {
			t.Fatalf("sheet %s: no part %q", s.Name, name)
		}
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				g := gridCell{Type: c.T}
				if c.S < len(styles.Xfs.Xf) {
					g.Style = fmt.Sprint(styles.Xfs.Xf[c.S].Attrs, styles.Xfs.Xf[c.S].Inner)
				}
				if c.F != nil {
					g.Formula = "=" + *c.F
				}
				if c.V != nil {
					g.Value = *c.V
				}
				switch c.T {
				case "s":
					n, err := strconv.Atoi(g.Value)
					if err != nil || n >= len(shared.SI) {
						t.Fatalf("%s!%s: string %q", s.Name, c.R, g.Value)
					}
					g.Value = shared.SI[n].text()
				case "inlineStr":
					g.Value = c.IS.text()
				}
				key := s.Name + "!" + c.R
				if _, twice := out[key]; twice {
					t.Fatalf("cell %s twice", key)
				}
				out[key] = g
			}
		}
	}
	return out
}
