// Package paper makes the documents of a meeting on a screen: with progress while
// they are made, and afterwards a list of what there is and where it is.
package paper

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Row is how the keys of the rows of Items begin; the name of the document
// follows.
const Row = "dokumen:"

// Maker makes documents of one meeting in a job of the screen it belongs to.
type Maker struct {
	k       *kit.Kit
	job     *job.Job
	meeting string
	// made are the documents made since the screen was opened, those of one
	// document together.
	made []app.Document
	// there is how many files the folder held when it was looked at.
	there int
	// Shown, if set, is called from Update when there are new documents, with the
	// key of the row of the first of them, or with "" when older ones were found in
	// the folder: time to list them.
	Shown func(first string)
}

// New is a Maker for a meeting that works in j.
func New(k *kit.Kit, j *job.Job, meeting string) *Maker {
	return &Maker{k: k, job: j, meeting: meeting}
}

type thereMsg struct {
	m *Maker
	n int
}

// Look looks whether documents made before lie in the folder; Update takes the answer.
func (m *Maker) Look() tea.Cmd {
	k, id := m.k, m.meeting
	return func() tea.Msg { return thereMsg{m, k.App.DocumentsThere(id)} }
}

// Update takes the answer of Look.
func (m *Maker) Update(msg tea.Msg) {
	if there, ok := msg.(thereMsg); ok && there.m == m && there.n != m.there {
		m.there = there.n
		if m.Shown != nil && !m.Made() {
			m.Shown("")
		}
	}
}

// Packet makes the documents the office wants for every meeting, each in its
// usual formats. It goes through the queue, so that what was typed just before is
// in them.
func (m *Maker) Packet() tea.Cmd { return m.start(nil, nil) }

// Make makes single documents in the formats that are given.
func (m *Maker) Make(names, formats []string) tea.Cmd { return m.start(names, formats) }

func (m *Maker) start(names, formats []string) tea.Cmd {
	k, id := m.k, m.meeting
	return m.job.Start(job.Spec{
		Doing: "Membuat", What: "Dokumen belum dibuat",
		Stopped: "Dihentikan; dokumen yang sudah jadi tetap ada.",
		Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			tell(job.Progress{Name: "Catatan rapat sedang dibaca."})
			docs, err := k.App.MakeDocuments(ctx, id, names, formats, k.App.DocumentDir(id), func(done, total int, name string) {
				tell(job.Progress{Done: done, Total: total, Name: short(name)})
			})
			return func() tea.Cmd { return m.take(docs, err) }, err
		},
	})
}

// short is a step as the progress names it: "Laporan Monev (PDF)" for a
// document's file, a picture as it is.
func short(file string) string {
	ext := filepath.Ext(file)
	if ext == "" {
		return file
	}
	title, _, _ := strings.Cut(strings.TrimSuffix(file, ext), " - ")
	return title + " (" + FormatWord(strings.TrimPrefix(ext, ".")) + ")"
}

// take lists what was made, in the place of what was made of the same document in
// the same format before.
func (m *Maker) take(docs []app.Document, err error) tea.Cmd {
	for _, d := range docs {
		m.made = slices.DeleteFunc(m.made, func(x app.Document) bool { return x.Name == d.Name && x.Format == d.Format })
	}
	m.made = append(m.made, docs...)
	if m.Shown != nil && len(docs) > 0 {
		m.Shown(Row + docs[0].Name)
	}
	if err != nil || len(docs) == 0 {
		return nil
	}
	noted := 0
	for _, d := range docs {
		if d.Note != "" {
			noted++
		}
	}
	if noted > 0 {
		return kit.Notify(kit.Warn, fmt.Sprintf("%d dokumen dibuat; %d dengan catatan, lihat daftar DOKUMEN.", len(docs), noted))
	}
	return kit.Notify(kit.Good, fmt.Sprintf("%d dokumen dibuat di %s", len(docs), filepath.Dir(docs[0].Path)))
}

// Items are the rows of what was made, document by document in the order in which
// they are bound, with the folder above; before anything was made only the folder,
// and how many files of earlier days it holds.
func (m *Maker) Items() []stage.Item {
	st := m.k.Styles
	title := "DOKUMEN"
	if n := len(m.made); n > 0 {
		title = fmt.Sprintf("DOKUMEN (%d berkas)", n)
	}
	list := []stage.Item{{Key: "#" + title, Header: true, Line: func(w int) string {
		return st.Heading.Render(part.Cut(" "+title, w))
	}}}
	dir := "di " + m.Dir()
	switch {
	case m.Made():
	case m.there > 0:
		dir = fmt.Sprintf("%d berkas sudah ada di %s; b membuka mapnya, c membuat paketnya lagi", m.there, m.Dir())
	default:
		dir = "c membuat paket dokumen di " + m.Dir()
	}
	list = append(list, stage.Item{Key: "#map", Header: true, Brief: func(w int) []string { return part.HangText("  ", dir, w) }})
	few := len(m.made) <= 6
	for _, k := range app.DocumentKinds() {
		var of []app.Document
		for _, d := range m.made {
			if d.Name == k.Name {
				of = append(of, d)
			}
		}
		if len(of) > 0 {
			list = append(list, m.item(k, of, few))
		}
	}
	return list
}

// item is the row of one document: its formats, and its files when it is selected
// or there are few.
func (m *Maker) item(k app.DocumentKind, of []app.Document, few bool) stage.Item {
	st := m.k.Styles
	var words []string
	sign := st.Good.Render("✓")
	for _, d := range of {
		if w := FormatWord(d.Format); !slices.Contains(words, w) {
			words = append(words, w)
		}
		if d.Note != "" {
			sign = st.Warn.Render("!")
		}
	}
	row := func(w int) string {
		return part.Columns(w, part.Cell{Text: sign, Width: 1}, part.Cell{Text: k.Title}, part.Cell{Text: strings.Join(words, " · "), Width: 24})
	}
	full := func(w int) []string {
		out := []string{row(w)}
		for _, d := range of {
			out = append(out, part.HangText("     ", filepath.Base(d.Path), w)...)
			if d.Note != "" {
				out = append(out, part.HangText(st.Warn.Render("     ! "), d.Note, w)...)
			}
		}
		return out
	}
	it := stage.Item{Key: Row + k.Name, Line: row, Full: full}
	if few {
		it.Brief = full
	}
	return it
}

// Dir is the folder of the documents.
func (m *Maker) Dir() string {
	if len(m.made) > 0 {
		return filepath.Dir(m.made[len(m.made)-1].Path)
	}
	return m.k.App.DocumentDir(m.meeting)
}

// Made reports whether a document was made since the screen was opened.
func (m *Maker) Made() bool { return len(m.made) > 0 }

// Any reports whether the folder holds documents, of now or of earlier days.
func (m *Maker) Any() bool { return m.Made() || m.there > 0 }

// OpenFolder shows the folder in the system's file manager where that is possible,
// otherwise it says where it is.
func (m *Maker) OpenFolder() tea.Cmd {
	k, dir := m.k, m.Dir()
	return func() tea.Msg {
		if err := k.App.OpenFolder(dir); err != nil {
			return kit.NotifyMsg{Tone: kit.Warn, Text: k.Sentence(err)}
		}
		return kit.NotifyMsg{Tone: kit.Info, Text: "Map dibuka: " + dir}
	}
}

// FormatWord is a format as lists write it: "DOCX".
func FormatWord(format string) string {
	if format == "md" {
		return "Markdown"
	}
	return strings.ToUpper(format)
}
