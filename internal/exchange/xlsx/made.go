package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"monev/internal/monev"
	"monev/internal/plain"
)

// Make makes a workbook with the library: fill writes into a new one that has the
// sheet Sheet1. title stands in its properties as XML, with monev as author and no time;
// what ("Buku kerja matriks") is what a user reads that it cannot be made, a
// *monev.Refusal, if the library panics. Equal content makes equal bytes.
func Make(title, what string, fill func(*excelize.File) error) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // excelize meets something it does not expect
			data, err = nil, monev.Refuse("berkas", "%s tidak dapat dibuat. Laporkan hal ini kepada pembuat monev.", what)
		}
	}()
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	f.Pkg.Store("docProps/core.xml", fmt.Appendf(nil, coreProperties, title))
	f.Pkg.Store("docProps/app.xml", []byte(appProperties))
	if err := fill(f); err != nil {
		return nil, err
	}
	buf, err := f.WriteToBuffer() // one object, one write
	if err != nil {
		return nil, err
	}
	return settle(buf.Bytes())
}

const coreProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:creator>monev</dc:creator></cp:coreProperties>`

const appProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>monev</Application></Properties>`

// settle puts the parts of a workbook into a fixed order: the library's depends
// on a map. The times of the parts are dropped.
func settle(data []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open rendered workbook: %w", err)
	}
	rank := func(f *zip.File) int {
		return slices.Index([]string{"xl/workbook.xml", "_rels/.rels", "[Content_Types].xml"}, f.Name)
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int {
		return cmp.Or(rank(b)-rank(a), strings.Compare(a.Name, b.Name))
	})
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("reorder rendered workbook: %w", err)
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err == nil {
			_, err = io.Copy(to, from)
		}
		if err = errors.Join(err, from.Close()); err != nil {
			return nil, fmt.Errorf("reorder rendered workbook: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("reorder rendered workbook: %w", err)
	}
	return out.Bytes(), nil
}

var surrogate = regexp.MustCompile(`_x([dD][89a-fA-F][0-9a-fA-F]{2}_)`)

// Safe is text of a user as a cell of excelize takes it: harmless, clipped to what
// a cell holds. The library escapes XML and _xHHHH_, except where HHHH is half a
// character.
func Safe(s string) string {
	return Clip(surrogate.ReplaceAllString(strings.TrimSpace(plain.Text(s)), "_X$1"))
}
