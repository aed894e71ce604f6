package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report"
	"monev/internal/report/book"
	"monev/internal/report/calendar"
	"monev/internal/report/html"
	"monev/internal/report/out"
	"monev/internal/report/pdf"
)

// Document is one document that was written.
type Document struct {
	Name   string `json:"dokumen"`
	Format string `json:"format"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	// Note says in Indonesian what the user should know: that the file has another
	// name than usual, that letters are missing.
	Note string `json:"catatan,omitempty"`
}

// DocumentKind is a kind of document as one chooses it.
type DocumentKind struct {
	Name    string // "laporan-tl"
	Title   string // "Laporan Tindak Lanjut"
	Formats []string
	Usual   []string      // formats it is made in unless somebody says else
	Parts   []report.Part // what the office can leave out or order
}

// All stands for every document of the office's packet.
const All = "semua"

// DocumentKinds lists what documents of a meeting there are, in the order in
// which they are bound, and the formats each can take.
func DocumentKinds() []DocumentKind {
	var list []DocumentKind
	for _, k := range report.Kinds() {
		d := DocumentKind{Name: k.Name, Title: k.Title, Formats: DocFormats(), Usual: []string{"docx", "pdf"}, Parts: k.Parts}
		switch k.Name {
		case "matriks":
			d.Formats, d.Usual = append(d.Formats, "xlsx"), append(d.Usual, "xlsx")
		case "tenggat":
			d.Formats, d.Usual = append(d.Formats, "ics"), append(d.Usual, "ics")
		}
		list = append(list, d)
	}
	return list
}

// Documents lists the names of the documents of a meeting.
func Documents() []string {
	var names []string
	for _, d := range DocumentKinds() {
		names = append(names, d.Name)
	}
	return names
}

// Formats lists the file formats documents can be written in.
func Formats() []string { return append(DocFormats(), "xlsx", "ics") }

// Progress is told how many steps of how many are done and what was finished last:
// a picture made ready ("Foto 3") or the name of a file that was written. Pictures
// come first and count like files. It is called by one goroutine at a time.
type Progress func(done, total int, name string)

// MakeDocuments writes documents of a meeting into a folder and returns them,
// documents in order, each in every format asked for that it takes.
//
// names nil or "semua" is the office's packet, formats nil the usual ones of each
// document. Of the packet a document that does not take a format is passed over;
// of documents named one by one every format must fit at least one of them and
// every document at least one format. A document of a meeting that is not final
// carries DRAF (the undangan until it has number and date, the sheet to sign
// never). Nothing that is already there is overwritten: a file of that name, also
// one that is open in Word, gets a neighbour with a number and a Note. The same
// records give the same bytes.
//
// An ended ctx stops after the files under way; those that were finished stay and
// are returned with the error. After success the papers of a final meeting are in
// the register of evidence (see made).
func (a *App) MakeDocuments(ctx context.Context, meeting string, names, formats []string, dir string, progress Progress) ([]Document, error) {
	list, in, err := a.makeDocuments(ctx, meeting, names, formats, dir, progress)
	if err != nil {
		return list, err
	}
	return list, a.registerMade(ctx, in.Minutes, list)
}

// ExportDocuments is MakeDocuments that leaves the register of evidence alone.
func (a *App) ExportDocuments(ctx context.Context, meeting string, names, formats []string, dir string, progress Progress) ([]Document, error) {
	list, _, err := a.makeDocuments(ctx, meeting, names, formats, dir, progress)
	return list, err
}

// job is one file to make.
type job struct {
	kind   report.Kind
	format string
	name   string // of the file
}

func (a *App) makeDocuments(ctx context.Context, meeting string, names, formats []string, dir string, progress Progress) ([]Document, report.Input, error) {
	in, err := a.Input(ctx, meeting)
	if err != nil {
		return nil, in, err
	}
	jobs, err := plan(in, names, formats)
	if err != nil {
		return nil, in, err
	}
	pictures := 0
	if slices.ContainsFunc(jobs, func(j job) bool { return j.kind.Name == "lampiran-foto" }) {
		pictures = len(in.Minutes.Meeting.Photos)
	}
	if progress == nil {
		progress = func(int, int, string) {}
	}
	total := pictures + len(jobs)
	err = a.illustrate(ctx, &in, pictures > 0, func(ready int) { progress(ready, total, fmt.Sprintf("Foto %d", ready)) })
	if err != nil {
		return nil, in, err
	}
	list, err := makeAll(ctx, in, jobs, dir, func(done, _ int, name string) { progress(pictures+done, total, name) })
	return list, in, err
}

// plan says which files to make.
func plan(in report.Input, names, formats []string) ([]job, error) {
	packet := len(names) == 0 || slices.Contains(names, All)
	if packet {
		names = report.Packet(in.Papers)
	}
	for _, f := range formats {
		if !slices.Contains(Formats(), f) {
			return nil, monev.Refuse("format", "Format %s tidak dikenal; pilih %s.", plain.Quote(f), strings.Join(Formats(), ", "))
		}
	}
	for _, name := range names {
		if !slices.Contains(Documents(), name) {
			return nil, monev.Refuse("dokumen", "Dokumen %s tidak dikenal; pilih %s.", plain.Quote(name), strings.Join(Documents(), ", "))
		}
	}
	var jobs []job
	fits := map[string]bool{}
	for _, d := range DocumentKinds() {
		if !slices.Contains(names, d.Name) {
			continue
		}
		want := formats
		if len(want) == 0 {
			want = d.Usual
		}
		k, _ := report.KindOf(d.Name)
		some := false
		for _, f := range Formats() {
			if slices.Contains(want, f) && slices.Contains(d.Formats, f) && !(f == "ics" && empty(in)) {
				some, fits[f] = true, true
				jobs = append(jobs, job{k, f, report.FileName(in.Minutes, k, f)})
			}
		}
		if !some && !packet {
			return nil, monev.Refuse("format", "%s tidak tersedia dalam format %s; pilih %s.", d.Title, strings.Join(want, ", "), strings.Join(d.Formats, ", "))
		}
	}
	for _, f := range formats {
		if !packet && !fits[f] {
			return nil, monev.Refuse("format", "Format %s tidak berlaku untuk dokumen yang dipilih.", f)
		}
	}
	if len(jobs) == 0 {
		return nil, monev.Refuse("format", "Tidak ada dokumen dalam paket kantor yang memakai format %s.", strings.Join(formats, ", "))
	}
	return jobs, nil
}

// empty reports that a calendar would have no date in it.
func empty(in report.Input) bool {
	_, err := calendar.Render(in)
	_, refused := monev.AsRefusal(err)
	return refused
}

// workers is how many files are made at once.
const workers = 2

// makeAll makes the files, several at once; the first failure stops the rest.
func makeAll(ctx context.Context, in report.Input, jobs []job, dir string, progress Progress) ([]Document, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type result struct {
		at  int
		doc Document
		err error
	}
	next := make(chan int)
	results := make(chan result)
	docs := documentsOf(in)
	var group sync.WaitGroup
	for range min(workers, len(jobs)) {
		group.Go(func() {
			for i := range next {
				d, err := makeOne(ctx, in, jobs[i], docs[jobs[i].kind.Name], dir)
				results <- result{i, d, err}
			}
		})
	}
	go func() {
		defer close(next)
		for i := range jobs {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { group.Wait(); close(results) }()

	made := make([]*Document, len(jobs))
	var failed error
	done := 0
	for r := range results {
		if r.err != nil {
			if failed == nil {
				failed = r.err
			}
			stop()
			continue
		}
		made[r.at] = &r.doc
		done++
		progress(done, len(jobs), filepath.Base(r.doc.Path))
	}
	var list []Document
	for _, d := range made {
		if d != nil {
			list = append(list, *d)
		}
	}
	if failed == nil && len(list) < len(jobs) {
		failed = context.Cause(ctx)
	}
	return list, failed
}

// documentsOf builds each document once, whoever asks first.
func documentsOf(in report.Input) map[string]func() (report.Doc, error) {
	all := map[string]func() (report.Doc, error){}
	for _, k := range report.Kinds() {
		all[k.Name] = sync.OnceValues(func() (report.Doc, error) { return pdf.Paginate(k.Build(in)) })
	}
	return all
}

func makeOne(ctx context.Context, in report.Input, j job, doc func() (report.Doc, error), dir string) (Document, error) {
	d := Document{Name: j.kind.Name, Format: j.format}
	if err := ctx.Err(); err != nil {
		return d, err
	}
	data, lost, err := render(in, j.format, doc)
	if err != nil {
		return d, fmt.Errorf("render %s as %s: %w", j.kind.Name, j.format, err)
	}
	if err := ctx.Err(); err != nil {
		return d, err
	}
	if d.Path, err = out.WriteFile(dir, j.name, data); err != nil {
		return d, fmt.Errorf("write %s: %w", j.kind.Name, err)
	}
	var notes []string
	if got := filepath.Base(d.Path); got != j.name {
		notes = append(notes, fmt.Sprintf("Berkas bernama sama sudah ada dengan isi lain dan tidak diubah; pakai %s.", got))
	}
	if len(lost) > 0 {
		notes = append(notes, lostLetters(lost))
	}
	d.Note = strings.Join(notes, " ")
	sum := sha256.Sum256(data)
	d.SHA256 = hex.EncodeToString(sum[:])
	return d, nil
}

// lostLetters says which letters a PDF shows as boxes, and what to do.
func lostLetters(lost []rune) string {
	const most = 5
	var some []string
	for _, r := range lost[:min(most, len(lost))] {
		some = append(some, plain.Line(string(r)))
	}
	text := strings.Join(slices.DeleteFunc(some, func(s string) bool { return s == "" }), " ")
	if n := len(lost) - most; n > 0 {
		text += fmt.Sprintf(" dan %d lagi", n)
	}
	return fmt.Sprintf("Di PDF tampil sebagai kotak: %s (emoji atau aksara lain). Ganti dengan kata bila perlu, atau cetak dari DOCX.", text)
}

// render returns a document in a format, and the characters the format has no
// letters for.
func render(in report.Input, format string, doc func() (report.Doc, error)) (data []byte, lost []rune, err error) {
	switch format {
	case "xlsx":
		data, err = book.Render(in)
		return data, nil, err
	case "ics":
		data, err = calendar.Render(in)
		return data, nil, err
	}
	d, err := doc()
	if err != nil {
		return nil, nil, err
	}
	return renderDoc(d, format)
}

// DocFormats lists the formats that every document takes.
func DocFormats() []string { return []string{"docx", "pdf", "html", "md"} }

func renderDoc(d report.Doc, format string) (data []byte, lost []rune, err error) {
	switch format {
	case "md":
		data = report.Markdown(d)
	case "html":
		data, err = html.Render(d)
	case "pdf":
		data, lost, err = pdf.Render(d)
	default:
		data, err = report.DOCX(d)
	}
	return data, lost, err
}
