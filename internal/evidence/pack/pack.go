// Package pack puts the evidence of a year into one ZIP file, by area and question,
// with an index as HTML and XLSX.
//
// Equal records and files make equal bytes: entries stand in the order of the
// register, their times come from the records. Memory does not grow with the files.
// Names are marked as UTF-8 where they need it, and Windows takes every one of them.
package pack

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"monev/internal/evidence"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/vault"
)

// Register is what goes into a pack.
type Register struct {
	Office string
	Year   int
	AsOf   string // "20 November 2025 pukul 14.05 WIB"; may be empty
	Rows   []Row  // in the order in which they stand in pack and index
}

// Row is one line of the index.
type Row struct {
	Area     string // "I Manajemen Perubahan": a folder of the pack
	Item     string // code: a folder in it; empty for evidence without question
	Question string
	Status   string          // a word of the register; of the question if there is no evidence
	Evidence *monev.Evidence // nil: the question has none
}

// With is the row for one piece of evidence.
func (r Row) With(e monev.Evidence, year int) Row {
	if r.Evidence, r.Status = &e, string(e.Status); e.Expired(year) {
		r.Status = evidence.Expired
	}
	return r
}

// State is what became of the file of a row.
type State int

// The states of a row.
const (
	NoFile  State = iota // no evidence, or evidence without a file: link, binder
	Packed               // in the pack, with the content that was registered
	Changed              // in the pack, but with another content than was registered
	Missing              // not in the pack: not there, or it cannot be opened
)

// Entry is what became of a row.
type Entry struct {
	Row
	State  State
	Name   string // in the pack, divided by "/"; empty unless Packed or Changed
	Size   int64  // as it is in the pack
	SHA256 string
}

// Remark is the state in words; empty if there is nothing to say.
func (e Entry) Remark() string {
	switch e.State {
	case Changed:
		return "Isi berkas berubah sejak didaftarkan"
	case Missing:
		return "Berkas tidak ada ketika paket dibuat"
	}
	return ""
}

// Options say how a pack is made.
type Options struct {
	// ASCII writes all names without marks and signs that old programs garble.
	ASCII bool
}

// Names of the two indexes.
const (
	IndexHTML = "index.html"
	IndexXLSX = "index.xlsx"
)

const (
	maxFolder = 44
	maxName   = 110
)

// Write writes the pack. open opens a file; one it cannot open is listed as missing,
// one that fails while it is read ends the work with a *monev.Refusal. It returns
// the rows in order with what became of each.
func Write(ctx context.Context, w io.Writer, r Register, open func(monev.File) (io.ReadCloser, error), o Options, progress vault.Progress) ([]Entry, error) {
	z := zip.NewWriter(w)
	p := packer{ctx: ctx, zip: z, open: open, o: o, taken: map[string]bool{}, buf: make([]byte, 1<<20)}
	for _, row := range r.Rows {
		if e := row.Evidence; e != nil && e.File != nil {
			p.total += e.File.Size
		}
	}
	if p.progress = progress; p.progress == nil {
		p.progress = func(_, _ int64) {}
	}
	out := make([]Entry, 0, len(r.Rows))
	for _, row := range r.Rows {
		e, err := p.add(row, r.Year)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	book, err := workbook(r, out)
	if err != nil {
		return nil, err
	}
	for _, index := range []struct {
		name string
		data []byte
	}{{IndexHTML, page(r, out)}, {IndexXLSX, book}} {
		to, err := p.entry(index.name, zip.Deflate, stamp(r.Year, nil))
		if err == nil {
			_, err = to.Write(index.data)
		}
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", index.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("finish pack: %w", err)
	}
	p.progress(p.total, p.total)
	return out, nil
}

type packer struct {
	ctx         context.Context
	zip         *zip.Writer
	open        func(monev.File) (io.ReadCloser, error)
	o           Options
	taken       map[string]bool // names as Windows compares them
	buf         []byte
	done, total int64
	progress    vault.Progress
}

func (p *packer) add(row Row, year int) (Entry, error) {
	out := Entry{Row: row}
	if row.Evidence == nil || row.Evidence.File == nil {
		return out, nil
	}
	e := *row.Evidence
	from, err := p.open(*e.File)
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return out, err
		}
		out.State = Missing
		p.done += e.File.Size
		return out, nil
	}
	defer from.Close()
	out.Name = p.name(row)
	to, err := p.entry(out.Name, method(out.Name), stamp(year, &e))
	if err != nil {
		return out, fmt.Errorf("begin entry: %w", err)
	}
	sum := sha256.New()
	before := p.done
	for {
		if err := p.ctx.Err(); err != nil {
			return out, fmt.Errorf("pack evidence: %w", err)
		}
		n, err := from.Read(p.buf)
		if n > 0 {
			sum.Write(p.buf[:n])
			if _, err := to.Write(p.buf[:n]); err != nil {
				return out, fmt.Errorf("write entry: %w", err)
			}
			out.Size += int64(n)
			p.progress(min(before+out.Size, p.total), p.total)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return out, errors.Join(monev.Refuse("berkas",
				"Berkas %s berhenti terbaca di tengah jalan; periksa flash disk atau sambungannya, lalu ulangi. Paket tidak jadi dibuat.",
				plain.Quote(path.Base(strings.ReplaceAll(e.File.Path, `\`, "/")))), err)
		}
	}
	p.done = before + e.File.Size
	out.SHA256 = hex.EncodeToString(sum.Sum(nil))
	if out.State = Packed; out.SHA256 != e.File.SHA256 || out.Size != e.File.Size {
		out.State = Changed
	}
	return out, nil
}

func (p *packer) entry(name string, how uint16, at time.Time) (io.Writer, error) {
	h := &zip.FileHeader{Name: name, Method: how, Modified: at}
	h.SetMode(fs.FileMode(0o644))
	return p.zip.CreateHeader(h)
}

// stamp is the time of an entry: the day of the document, else the first of the
// year.
func stamp(year int, e *monev.Evidence) time.Time {
	t := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC)
	if e != nil && !e.Date.IsZero() && e.Date.Time(time.UTC).Year() >= 1980 {
		t = e.Date.Time(time.UTC).Add(12 * time.Hour)
	}
	return t
}

// method stores what is compressed already.
func method(name string) uint16 {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip", ".rar", ".7z", ".gz",
		".mp3", ".mp4", ".m4a", ".mov", ".avi", ".mkv":
		return zip.Store
	}
	return zip.Deflate
}

// name is where a file stands in the pack: area, question, title.
func (p *packer) name(row Row) string {
	f := row.Evidence.File
	ext := vault.Ext(f.Name)
	if ext == "" {
		ext = vault.Ext(f.Path)
	}
	clean := func(s string, most int) string {
		if p.o.ASCII {
			s = ascii(s)
		}
		return plain.FileName(s, most)
	}
	folder := clean(row.Area, maxFolder) + "/"
	if row.Item != "" {
		folder += clean(row.Item, maxFolder) + "/"
	}
	title := clean(row.Evidence.Title, maxName-len(ext))
	for n := 1; ; n++ {
		name := plain.FileName(title+ext, maxName)
		if n > 1 {
			name = plain.FileName(fmt.Sprintf("%s (%d)%s", title, n, ext), maxName+6)
		}
		if key := vault.Fold(folder + name); !p.taken[key] {
			p.taken[key] = true
			return folder + name
		}
	}
}

// ascii is s without marks; what has no plain letter becomes a hyphen.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(plain.Line(s)) {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case unicode.Is(unicode.M, r):
		case strings.ContainsRune("‘’", r):
			b.WriteByte('\'')
		default:
			b.WriteByte('-')
		}
	}
	return b.String()
}

// Check reads a pack again and holds every entry against what was written. It fails
// if one byte is not what it was.
func Check(ctx context.Context, from io.ReaderAt, size int64, entries []Entry, progress vault.Progress) error {
	z, err := zip.NewReader(from, size)
	if err != nil {
		return fmt.Errorf("open pack again: %w", err)
	}
	want := map[string]string{}
	var done, total int64
	for _, e := range entries {
		if e.Name != "" {
			want[e.Name] = e.SHA256
			total += e.Size
		}
	}
	buf := make([]byte, 1<<20)
	found := 0
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return fmt.Errorf("read pack again: %w", err)
		}
		sum := sha256.New()
		for {
			if err := ctx.Err(); err != nil {
				return errors.Join(fmt.Errorf("check pack: %w", err), in.Close())
			}
			n, err := in.Read(buf)
			sum.Write(buf[:n])
			if want[f.Name] != "" && progress != nil {
				done += int64(n)
				progress(min(done, total), total)
			}
			if err == io.EOF {
				break
			}
			if err != nil { // its checksum too
				return errors.Join(fmt.Errorf("read pack again: %w", err), in.Close())
			}
		}
		if err := in.Close(); err != nil {
			return fmt.Errorf("read pack again: %w", err)
		}
		if sha, ok := want[f.Name]; ok {
			if found++; sha != hex.EncodeToString(sum.Sum(nil)) {
				return fmt.Errorf("pack holds another %q than was written", f.Name)
			}
		}
	}
	if found != len(want) || len(z.File) != len(want)+2 {
		return fmt.Errorf("pack holds %d of %d files", found, len(want))
	}
	return nil
}
