package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// scan reads XML and knows where in the bytes everything stands. It checks what
// the decoder's raw form does not: that elements nest, and that there is no DTD.
type scan struct {
	name  string
	data  []byte
	dec   *xml.Decoder
	stack []xml.Name
	start int64 // of the token last read
}

// element is the start of an element.
type element struct {
	local, prefix string
	attrs         []xml.Attr
	start, end    int64 // of its start tag
	empty         bool  // <x/>
}

func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Space == "" && a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// attrOf finds an attribute in any namespace but none.
func (e element) attrOf(local string) string {
	for _, a := range e.attrs {
		if a.Name.Space != "" && a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (e element) flag(local string) bool {
	v := e.attr(local)
	return v == "1" || v == "true" || v == "on"
}

const maxDepth = 200

func newScan(name string, data []byte) *scan {
	s := &scan{name: name, data: data, dec: xml.NewDecoder(bytes.NewReader(data))}
	return s
}

func (s *scan) bad() error { return damaged("bagian " + clip(s.name) + " bukan XML yang sah") }

// next returns an element, an xml.EndElement, an xml.CharData or io.EOF. Text is
// valid until the next call.
func (s *scan) next() (any, error) {
	for {
		s.start = s.dec.InputOffset()
		t, err := s.dec.RawToken()
		if errors.Is(err, io.EOF) && len(s.stack) == 0 {
			return nil, io.EOF
		}
		if err != nil {
			return nil, s.bad()
		}
		switch t := t.(type) {
		case xml.StartElement:
			if s.stack = append(s.stack, t.Name); len(s.stack) > maxDepth {
				return nil, s.bad()
			}
			end := s.dec.InputOffset()
			return element{t.Name.Local, t.Name.Space, t.Attr, s.start, end, s.data[end-2] == '/'}, nil
		case xml.EndElement:
			n := len(s.stack) - 1
			if n < 0 || s.stack[n] != t.Name {
				return nil, s.bad()
			}
			s.stack = s.stack[:n]
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			return nil, refuse("Berkas memuat DTD (bagian %s). Berkas seperti itu tidak dibuka.", clip(s.name))
		}
	}
}

// walk calls on for every element in order, with its depth (the root is 0). on
// may read the element's content itself, up to its end.
func (s *scan) walk(on func(depth int, e element) error) error {
	roots := 0
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			if roots != 1 {
				return s.bad()
			}
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(element); ok {
			depth := len(s.stack) - 1
			if depth == 0 {
				roots++
			}
			if err := on(depth, e); err != nil {
				return err
			}
		}
	}
}

// children calls on for every child of the element just begun, and reads up to
// its end. on must not leave a child half read: what it does not read is skipped.
func (s *scan) children(on func(e element) error) error {
	depth := len(s.stack)
	for {
		t, err := s.next()
		if err != nil {
			return s.ended(err)
		}
		switch t := t.(type) {
		case element:
			if err := on(t); err != nil {
				return err
			}
			if err := s.close(depth); err != nil {
				return err
			}
		case xml.EndElement:
			if len(s.stack) < depth {
				return nil
			}
		}
	}
}

// close reads on until only depth elements are open.
func (s *scan) close(depth int) error {
	for len(s.stack) > depth {
		if _, err := s.next(); err != nil {
			return s.ended(err)
		}
	}
	return nil
}

func (s *scan) ended(err error) error {
	if errors.Is(err, io.EOF) {
		return s.bad()
	}
	return err
}

// text reads the characters of the element just begun, up to its end.
func (s *scan) text() (string, error) {
	depth := len(s.stack)
	var b strings.Builder
	for {
		t, err := s.next()
		if err != nil {
			return "", s.ended(err)
		}
		if c, ok := t.(xml.CharData); ok && len(s.stack) == depth {
			b.Write(c)
		}
		if len(s.stack) < depth {
			return b.String(), nil
		}
	}
}

// richText reads a shared or inline string: its runs without phonetic help.
func (s *scan) richText() (string, error) {
	var b strings.Builder
	take := func() error {
		t, err := s.text()
		b.WriteString(t)
		return err
	}
	err := s.children(func(e element) error {
		switch e.local {
		case "t":
			return take()
		case "r":
			return s.children(func(e element) error {
				if e.local == "t" {
					return take()
				}
				return nil
			})
		}
		return nil
	})
	return decode(b.String()), err
}

// decode undoes _xHHHH_, Excel's way to write a character XML has no place for.
func decode(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if r, ok := escaped(s[i:]); ok {
			b.WriteRune(r)
			i += 7
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

func escaped(s string) (rune, bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[2:6]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// Encode is text as it stands in the XML of a cell: escaped, forbidden characters
// replaced, and _xHHHH_ kept from being read as an escape.
func Encode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j := strings.Index(s[i:], "_x")
		if j < 0 {
			b.WriteString(s[i:])
			break
		}
		b.WriteString(s[i : i+j])
		i += j
		if _, ok := escaped(s[i:]); ok {
			b.WriteString("_x005F")
		}
		b.WriteByte('_')
		i++
	}
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(b.String())) // a Buffer takes everything
	return out.String()
}
