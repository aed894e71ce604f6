package paper

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

const rowFormat = "bentuk:" // and the format

// Choose is a checklist of single documents and formats.
type Choose struct {
	*stage.Base
	maker          *Maker
	names, formats []string // what is marked
}

// Choose is the checklist whose choice this Maker makes when it has gone.
func (m *Maker) Choose() *Choose {
	s := &Choose{Base: stage.NewBase(m.k), maker: m, formats: []string{"docx", "pdf"}}
	s.Fill = s.fill
	s.fill()
	return s
}

// Init is kit.Screen.
func (s *Choose) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Choose) Title() string { return "Pilih dokumen" }

// Explain is kit.Explainer.
func (s *Choose) Explain() string {
	return "Tandai dokumen dan bentuk berkasnya dengan Spasi, lalu Enter membuatnya. Bentuk yang tidak dimiliki sebuah dokumen dilewati."
}

func (s *Choose) fill() {
	st := s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	row := func(key, text, aside string, on bool) {
		mark := st.Muted.Render("·")
		if on {
			mark = st.Good.Render("✓")
		}
		list = append(list, stage.Item{Key: key, Line: func(w int) string {
			return part.Columns(w, part.Cell{Text: mark, Width: 1}, part.Cell{Text: text}, part.Cell{Text: aside, Width: 28})
		}})
	}
	head(fmt.Sprintf("DOKUMEN (%d ditandai)", len(s.names)))
	for _, k := range app.DocumentKinds() {
		var words []string
		for _, f := range k.Formats {
			words = append(words, FormatWord(f))
		}
		row(Row+k.Name, k.Title, strings.Join(words, " "), slices.Contains(s.names, k.Name))
	}
	head(fmt.Sprintf("BENTUK (%d ditandai)", len(s.formats)))
	for _, f := range app.Formats() {
		row(rowFormat+f, FormatWord(f), formatUse(f), slices.Contains(s.formats, f))
	}
	s.SetItems(list)
}

// formatUse says what a format is for.
func formatUse(format string) string {
	return map[string]string{
		"docx": "untuk disunting di Word", "pdf": "untuk dicetak dan dikirim", "xlsx": "tabel untuk Excel",
		"ics": "kalender", "html": "untuk peramban", "md": "teks biasa",
	}[format]
}

// View is kit.Screen.
func (s *Choose) View() string {
	return s.Draw([]string{s.K.Styles.Title.Render(" PILIH DOKUMEN"), s.K.Styles.Muted.Render(part.Cut(" "+s.sum(), s.W)), ""})
}

// sum says what Enter will make.
func (s *Choose) sum() string {
	n, _, _ := s.files()
	if n == 0 {
		return nothing
	}
	return fmt.Sprintf("Enter membuat %d berkas.", n)
}

const nothing = "Belum ada yang ditandai."

// files is how many files the choice makes, the documents that take one of the
// formats, and the formats one of the documents takes.
func (s *Choose) files() (n int, names, formats []string) {
	for _, k := range app.DocumentKinds() {
		some := false
		for _, f := range k.Formats {
			if !slices.Contains(s.names, k.Name) || !slices.Contains(s.formats, f) {
				continue
			}
			n, some = n+1, true
			if !slices.Contains(formats, f) {
				formats = append(formats, f)
			}
		}
		if some {
			names = append(names, k.Name)
		}
	}
	return n, names, formats
}

// Actions is kit.Screen.
func (s *Choose) Actions() []kit.Action {
	k := s.K.Keys.Papers
	make := kit.Action{ID: "dokumen.buat", Key: k.Make, Run: s.make}
	if s.sum() == nothing {
		make.Reason = "Tandai dulu dokumen dan bentuknya dengan Spasi."
	}
	return []kit.Action{
		make,
		{ID: "dokumen.tandai", Key: k.Mark, Run: s.toggle},
		{ID: "dokumen.semua", Key: k.All, Run: s.all},
		{ID: "dokumen.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

func (s *Choose) toggle() tea.Cmd {
	key := s.Selected()
	if name, ok := strings.CutPrefix(key, Row); ok {
		s.names = turned(s.names, name)
	}
	if f, ok := strings.CutPrefix(key, rowFormat); ok {
		s.formats = turned(s.formats, f)
	}
	s.fill()
	return nil
}

// turned is list without what it has and with what it has not.
func turned(list []string, what string) []string {
	if i := slices.Index(list, what); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), what)
}

// all marks every document, or none if every one is marked.
func (s *Choose) all() tea.Cmd {
	all := app.Documents()
	if len(s.names) == len(all) {
		all = nil
	}
	s.names = all
	s.fill()
	return nil
}

func (s *Choose) make() tea.Cmd {
	_, names, formats := s.files()
	return kit.PopThen(func() tea.Cmd { return s.maker.Make(names, formats) })
}
