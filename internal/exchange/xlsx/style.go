package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is what matters of a number format.
type format byte

const (
	plainNumber format = iota
	dateNumber
	percentNumber
)

func (b *Book) readStyles(name string) error {
	data, err := b.part(name)
	if err != nil {
		return err
	}
	codes := map[string]string{}
	s := newScan(name, data)
	var parent [2]string
	var ids []string
	err = s.walk(func(depth int, e element) error {
		switch {
		case depth == 1:
			parent[0] = e.local
		case depth == 2 && parent[0] == "numFmts":
			codes[e.attr("numFmtId")] = e.attr("formatCode")
		case depth == 2 && parent[0] == "cellXfs" && e.local == "xf":
			ids = append(ids, e.attr("numFmtId"))
		}
		return nil
	})
	for _, id := range ids {
		b.formats = append(b.formats, formatOf(id, codes[id]))
	}
	return err
}

// formatOf knows the built-in formats and reads the code of own ones.
func formatOf(id, code string) format {
	n, _ := strconv.Atoi(id)
	switch {
	case code == "" && (n == 9 || n == 10):
		return percentNumber
	case code == "" && (n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58):
		return dateNumber
	}
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
			if i+1 < len(code) && strings.IndexByte("hHmMsS", code[i+1]) >= 0 {
				return dateNumber // elapsed time
			}
		case c == ']':
			bracket = false
		case bracket:
		case c == '%':
			return percentNumber
		case strings.IndexByte("dDmMyYhHsS", c) >= 0:
			return dateNumber
		case c == 'G' || c == 'g':
			i += len("eneral")
		}
	}
	return plainNumber
}

// date is a serial number as dd-mm-yyyy, with the time if it has one.
func (b *Book) date(serial float64) string {
	if math.IsNaN(serial) || serial < 0 || serial > 2_958_466 {
		return ""
	}
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.date1904 {
		day = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if serial < 60 {
		day = day.AddDate(0, 0, 1) // Excel counts a 29-02-1900 that never was
	}
	t := day.Add(time.Duration(math.Round(serial*86400)) * time.Second)
	switch {
	case serial < 1:
		return t.Format("15:04")
	case t.Hour() == 0 && t.Minute() == 0:
		return t.Format("02-01-2006")
	}
	return t.Format("02-01-2006 15:04")
}
