package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
)

// Limits. A filled LKE has about 0.4 MB in 20 parts.
const (
	maxFile  = 64 << 20  // the file
	maxPart  = 64 << 20  // one part, unpacked
	maxTotal = 256 << 20 // all parts, unpacked
	maxParts = 5_000
)

// Book is an opened workbook. It is read only and may be shared.
type Book struct {
	zip      *zip.Reader
	parts    map[string]*zip.File // by lower-case name
	workbook string               // names of parts
	sheets   []sheetRef
	shared   []string
	formats  []format // of cellXfs
	date1904 bool
}

type sheetRef struct{ name, part string }

func refuse(format string, args ...any) error { return monev.Refuse("berkas", format, args...) }

func damaged(what string) error {
	return refuse("Berkas Excel rusak: %s. Buka dan simpan ulang di Excel, lalu coba lagi.", what)
}

// The first bytes of an Excel file, and of an old or encrypted one.
const (
	headNew = "PK"
	headOld = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// Sniff tells by its first bytes whether data means to be a workbook; what Open then
// does not take it refuses in words for such a file.
func Sniff(data []byte) bool {
	return bytes.HasPrefix(data, []byte(headNew)) || bytes.HasPrefix(data, []byte(headOld))
}

// Open checks a file and reads what all sheets share.
func Open(data []byte) (b *Book, err error) {
	defer guard(&err)
	b = &Book{parts: map[string]*zip.File{}}
	if err := b.unpack(data); err != nil {
		return nil, err
	}
	if err := b.readWorkbook(); err != nil {
		return nil, err
	}
	return b, nil
}

// guard turns a panic into a refusal: a file must never end the program.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = damaged("susunannya tidak terbaca")
	}
}

func (b *Book) unpack(data []byte) error {
	switch {
	case len(data) == 0:
		return refuse("Berkas kosong.")
	case len(data) > maxFile:
		return refuse("Berkas lebih dari 64 MiB.")
	case bytes.HasPrefix(data, []byte(headOld)):
		if bytes.Contains(data, utf16le("EncryptedPackage")) {
			return refuse("Berkas terkunci kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan.")
		}
		return refuse("Berkas ini Excel lama (.xls). Buka di Excel, lalu simpan sebagai .xlsx.")
	case !bytes.HasPrefix(data, []byte(headNew)):
		return refuse("Berkas ini bukan berkas Excel (.xlsx).")
	}
	var err error
	if b.zip, err = zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
		return damaged("arsipnya tidak utuh")
	}
	if len(b.zip.File) > maxParts {
		return refuse("Berkas memuat lebih dari %d bagian.", maxParts)
	}
	var total uint64
	for _, f := range b.zip.File {
		if f.Flags&1 != 0 {
			return refuse("Berkas terkunci kata sandi. Simpan tanpa kata sandi, lalu coba lagi.")
		}
		if f.UncompressedSize64 > maxPart {
			return refuse("Bagian %s dari berkas lebih dari 64 MiB.", clip(f.Name))
		}
		if total += f.UncompressedSize64; total > maxTotal {
			return refuse("Isi berkas lebih dari 256 MiB.")
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			return damaged("bagian " + clip(f.Name) + " dimampatkan dengan cara yang tidak dikenal")
		}
		key := partKey(f.Name)
		if b.parts[key] != nil {
			return damaged("bagian " + clip(f.Name) + " ada dua kali")
		}
		if b.parts[key] = f; strings.HasPrefix(key, "_xmlsignatures/") {
			return refuse("Berkas bertanda tangan digital; mengisinya akan membatalkan tanda tangan itu.")
		}
	}
	for _, f := range b.zip.File {
		if err := verify(f); err != nil {
			return err
		}
	}
	return nil
}

func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// verify unpacks a part into nothing: size and checksum must be as declared.
func verify(f *zip.File) error {
	r, err := f.Open()
	if err == nil {
		_, err = io.Copy(io.Discard, io.LimitReader(r, maxPart+1))
		err = errors.Join(err, r.Close())
	}
	if err != nil {
		return damaged("bagian " + clip(f.Name) + " tidak utuh")
	}
	return nil
}

func (b *Book) part(name string) ([]byte, error) {
	f := b.parts[partKey(name)]
	if f == nil {
		return nil, damaged("bagian " + clip(name) + " tidak ada")
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged("bagian " + clip(name) + " tidak terbaca")
	}
	defer func() { _ = r.Close() }() // read to its end below
	data, err := io.ReadAll(io.LimitReader(r, maxPart))
	if err != nil {
		return nil, damaged("bagian " + clip(name) + " tidak terbaca")
	}
	return data, nil
}

// relation is one target of a .rels part.
type relation struct{ kind, target string }

// relations reads the .rels part of a part ("" is the package).
func (b *Book) relations(of string) (map[string]relation, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	data, err := b.part(name)
	if err != nil {
		return nil, err
	}
	out := map[string]relation{}
	s := newScan(name, data)
	err = s.walk(func(depth int, e element) error {
		if depth != 1 || e.local != "Relationship" || strings.EqualFold(e.attr("TargetMode"), "External") {
			return nil
		}
		target := e.attr("Target")
		if strings.HasPrefix(target, "/") {
			target = path.Clean(target)[1:]
		} else {
			target = path.Join(path.Dir(of), target)
		}
		kind := e.attr("Type")
		out[e.attr("Id")] = relation{kind[strings.LastIndexByte(kind, '/')+1:], target}
		return nil
	})
	return out, err
}

func (b *Book) readWorkbook() error {
	if f := b.parts["mimetype"]; f != nil {
		if m, err := b.part("mimetype"); err == nil && bytes.Contains(m, []byte("opendocument")) {
			return refuse("Berkas ini OpenDocument (.ods). Simpan sebagai .xlsx, lalu coba lagi.")
		}
	}
	if b.parts["_rels/.rels"] == nil {
		return refuse("Berkas ini arsip, tetapi bukan berkas Excel (.xlsx).")
	}
	root, err := b.relations("")
	if err != nil {
		return err
	}
	for _, r := range root {
		if r.kind == "officeDocument" {
			b.workbook = r.target
		}
	}
	switch {
	case strings.HasSuffix(b.workbook, ".bin"):
		return refuse("Berkas ini Excel biner (.xlsb). Buka di Excel, lalu simpan sebagai .xlsx.")
	case b.workbook == "":
		return damaged("bagian utamanya tidak ada")
	}
	rels, err := b.relations(b.workbook)
	if err != nil {
		return err
	}
	if err := b.readSheets(rels); err != nil {
		return err
	}
	for _, r := range rels {
		switch r.kind {
		case "sharedStrings":
			err = b.readShared(r.target)
		case "styles":
			err = b.readStyles(r.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Book) readSheets(rels map[string]relation) error {
	data, err := b.part(b.workbook)
	if err != nil {
		return err
	}
	s := newScan(b.workbook, data)
	err = s.walk(func(depth int, e element) error {
		switch {
		case depth == 0 && e.local != "workbook":
			return refuse("Berkas ini bukan berkas Excel (.xlsx).")
		case depth == 1 && e.local == "workbookPr":
			b.date1904 = e.flag("date1904")
		case depth == 2 && e.local == "sheet":
			name := e.attr("name")
			if slices.ContainsFunc(b.sheets, func(s sheetRef) bool { return strings.EqualFold(s.name, name) }) {
				return damaged("dua lembar bernama " + clip(name))
			}
			b.sheets = append(b.sheets, sheetRef{name, rels[e.attrOf("id")].target})
		}
		return nil
	})
	if err == nil && len(b.sheets) == 0 {
		err = damaged("tidak ada lembar")
	}
	return err
}

// Sheets are the names of the sheets in their order.
func (b *Book) Sheets() []string {
	var out []string
	for _, s := range b.sheets {
		out = append(out, s.name)
	}
	return out
}

func (b *Book) readShared(name string) error {
	data, err := b.part(name)
	if err != nil {
		return err
	}
	s := newScan(name, data)
	return s.walk(func(depth int, e element) error {
		if depth != 1 || e.local != "si" {
			return nil
		}
		text, err := s.richText()
		b.shared = append(b.shared, text)
		return err
	})
}

func utf16le(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

func clip(s string) string { return fmt.Sprintf("%q", plain.Cut(plain.Line(s), 60)) }
