package pilih

import (
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/folder"
	"monev/ui/kit"
	"monev/ui/part"
)

const (
	letak     = "letak" // field of the form, and of folder's refusals
	pathLimit = 20_000
)

// openPath opens the line where a path is typed.
func (s *Screen) openPath(text string) {
	s.path = part.NewForm(s.k.Styles, "TULIS ATAU TEMPEL LETAK", part.Field{
		Name: letak, Label: "Letak", Value: text, Limit: pathLimit, Rows: 3, Required: true,
		Hint: `mis. D:\Eviden ZI, atau beberapa: "D:\a.pdf" "D:\b.pdf"`})
	s.path.Help = "buka"
}

// pasted puts a paste on that line; several paths, one a line, become quoted
// ones beside each other. Nothing is opened before Enter.
func (s *Screen) pasted(msg tea.PasteMsg) tea.Cmd {
	if s.path == nil {
		s.openPath("")
	}
	if list := folder.Split(msg.Content); len(list) > 1 && s.path.Typed(letak) == "" {
		for i, p := range list {
			if p[0] != '"' && p[0] != '\'' {
				list[i] = `"` + p + `"`
			}
		}
		msg.Content = strings.Join(list, " ")
	}
	cmd, ev := s.path.Update(msg)
	return tea.Batch(cmd, s.pathed(ev))
}

// pathed follows an event of that line.
func (s *Screen) pathed(ev part.Event) tea.Cmd {
	switch ev {
	case part.Cancelled:
		s.path = nil
	case part.Submitted:
		list := folder.Split(s.path.Value(letak))
		s.asked++
		n, base, spec := s.asked, s.at.Path, s.spec
		return func() tea.Msg {
			var out []folder.Found
			is := map[string]bool{}
			for _, p := range list {
				f, err := folder.Find(base, app.TypedPath(p))
				if err != nil {
					return foundMsg{s, n, nil, nil, err}
				}
				out = append(out, f)
				is[f.Path] = !f.Dir && spec.Is != nil && spec.Is(f.Path)
			}
			return foundMsg{s, n, out, is, nil}
		}
	}
	return nil
}

// found goes to a folder that was named, or takes the files.
func (s *Screen) found(msg foundMsg) tea.Cmd {
	no := func(reason string) tea.Cmd {
		if s.path == nil {
			return kit.Notify(kit.Warn, reason)
		}
		s.path.SetError(letak, reason)
		return nil
	}
	if msg.err != nil {
		return no(s.k.Sentence(msg.err))
	}
	if len(msg.found) == 1 && (msg.found[0].Dir || s.spec.What == Folder) {
		f := msg.found[0]
		s.path = nil
		if f.Dir {
			return s.open(f.Path, "")
		}
		return s.open(filepath.Dir(f.Path), filepath.Base(f.Path))
	}
	if s.spec.What != Files && len(msg.found) > 1 {
		return no("Di sini hanya satu yang dapat dipilih; sisakan satu letak.")
	}
	var files []mark
	for _, f := range msg.found {
		name := folder.Shown(filepath.Base(f.Path))
		switch {
		case f.Dir:
			return no("“" + part.Cut(name, 40) + "” adalah map; di antara beberapa letak semuanya harus berkas.")
		case !(folder.Entry{Name: f.Path}).Has(s.spec.Endings) && !msg.is[f.Path]:
			return no("“" + part.Cut(name, 40) + "” bukan " + s.kind() + " (" + strings.Join(s.spec.Endings, " ") + ").")
		}
		if s.markOf(f.Path) < 0 && !slices.ContainsFunc(files, func(m mark) bool { return m.path == f.Path }) {
			files = append(files, mark{f.Path, f.Size})
		}
	}
	s.path = nil
	if s.spec.What != Files {
		return s.take([]string{msg.found[0].Path})
	}
	s.marked = append(s.marked, files...)
	return s.take(s.paths())
}

// kind is what the files that can be chosen are called.
func (s *Screen) kind() string {
	if s.spec.Kind != "" {
		return s.spec.Kind
	}
	return "berkas"
}
