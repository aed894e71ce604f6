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

	"monev/internal/plain"
)

// Settle puts the parts of a workbook into a fixed order: the library's depends
// on a map. The times of the parts are dropped.
func Settle(data []byte) ([]byte, error) {
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
