package eviden

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/evidence"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// lacking is the list of questions whose evidence is not there and Sesuai, by
// area or by who has to see to it.
type lacking struct {
	*stage.Base
	reg     *Screen
	list    app.MissingList
	byOwner bool
	loaded  bool
	err     string
	n       int
}

type lackingMsg struct {
	s    *lacking
	n    int
	list app.MissingList
	err  error
}

func newLacking(reg *Screen) *lacking {
	s := &lacking{Base: stage.NewBase(reg.K), reg: reg}
	s.List.Empty = "Memuat daftar …"
	return s
}

// Init is kit.Screen.
func (s *lacking) Init() tea.Cmd { return s.load() }

func (s *lacking) load() tea.Cmd {
	s.n++
	k, n, year := s.K, s.n, s.reg.book.Year
	return func() tea.Msg {
		list, err := k.App.MissingList(k.Ctx, year)
		return lackingMsg{s, n, list, err}
	}
}

func (s *lacking) arrange() {
	st := s.K.Styles
	var rows []stage.Item
	head := func(name string, n int) {
		rows = append(rows, stage.Item{Header: true, Line: once(func(w int) string {
			w += part.MarkWidth // a header has none
			right := plural(n, "butir")
			return part.Two(w, " "+st.Heading.Render(part.Cut(name, max(w-part.Width(right)-3, 8))), st.Muted.Render(right))
		})})
	}
	if s.byOwner {
		for i, g := range evidence.ByOwner(s.list.Needs) {
			name := g.Owner.String()
			if g.Owner.IsZero() {
				name = "Belum ada penanggung jawab"
			}
			head(name, len(g.Needs))
			for _, n := range g.Needs {
				rows = append(rows, s.row(n, fmt.Sprintf("%d/%s", i, n.Item.Code), ""))
			}
		}
	} else {
		for _, g := range evidence.ByArea(s.list.Needs) {
			head(s.reg.areaName(g.Area), len(g.Needs))
			for _, n := range g.Needs {
				owner := ""
				if len(n.Owners) > 0 {
					owner = n.Owners[0].Name
				}
				rows = append(rows, s.row(n, "a/"+n.Item.Code, owner))
			}
		}
	}
	s.List.Empty = "Tidak ada yang kurang: setiap butir berisi eviden yang Sesuai."
	s.SetItems(rows)
}

func (s *lacking) row(n evidence.Need, key, owner string) stage.Item {
	st := s.K.Styles
	mark, _, style := Sign(st, n.Status)
	line := func(w int, question string) string {
		cells := []part.Cell{
			{Text: mark, Width: 1, Style: style},
			{Text: n.Item.Code, Width: 13},
			{Text: question},
			{Text: n.Word(), Width: wordWidth, Style: style},
		}
		if !s.byOwner {
			cells = append(cells, part.Cell{Text: owner, Width: 16, Drop: 1})
		}
		return part.Columns(w, cells...)
	}
	return stage.Item{Key: key, Line: once(func(w int) string { return line(w, n.Item.Question) }), Full: func(w int) []string {
		d := &sheet{w: w, in: 3}
		d.add(line(w, n.Item.Question))
		d.under("", n.Item.Question, nil)
		for _, t := range n.Item.Evidence {
			d.under("lazim · ", t, &st.Muted)
		}
		for _, t := range n.Notes() {
			d.under("! ", t, &st.Warn)
		}
		if n.Answered {
			d.under("", "Terjawab di LKE, jadi dihitung dalam klaim tetapi belum berbukti.", &st.Muted)
		}
		return d.out
	}}
}

// choose selects the first row of a question.
func (s *lacking) choose(code string) {
	if !s.byOwner {
		s.List.SelectKey("a/" + code)
		return
	}
	for i := range evidence.ByOwner(s.list.Needs) {
		if s.List.SelectKey(fmt.Sprintf("%d/%s", i, code)) {
			return
		}
	}
}

// code is the question of the selected row.
func (s *lacking) code() string {
	_, code, _ := strings.Cut(s.Selected(), "/")
	return code
}

// Title is kit.Screen.
func (s *lacking) Title() string { return fmt.Sprintf("Eviden yang belum lengkap %d", s.reg.book.Year) }

// Explain is kit.Explainer.
func (s *lacking) Explain() string {
	return "Butir yang evidennya belum ada, belum diperiksa, perlu perbaikan, atau kedaluwarsa, menurut area atau menurut siapa yang mengurusnya: " +
		"unit pada evidennya, penanggung jawab tindak lanjut butir itu, atau pengampu areanya. c membuat daftar untuk dibagikan."
}

// Actions is kit.Screen.
func (s *lacking) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k := s.K.Keys.Lacking
	open := kit.Action{ID: "belum.butir", Key: k.Go, Run: func() tea.Cmd {
		s.reg.goTo(s.code())
		return kit.Pop()
	}}
	if s.Selected() == "" {
		open.Reason, open.Hidden = "Tidak ada yang dipilih.", true
	}
	turn := kit.Action{ID: "belum.urut", Key: k.Group, Run: func() tea.Cmd {
		code := s.code()
		s.byOwner = !s.byOwner
		s.arrange()
		s.choose(code)
		return nil
	}}
	if s.byOwner {
		turn.Key.SetHelp(k.Group.Help().Key, "menurut area")
	}
	return []kit.Action{open, turn, {ID: "belum.daftar", Key: k.Write, Run: s.write}, {ID: "belum.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
}

// Update is kit.Screen.
func (s *lacking) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case kit.ThemeMsg:
		if s.loaded {
			s.arrange() // the lines hold colours
		}
	case lackingMsg:
		if msg.s != s || msg.n != s.n {
			return nil
		}
		s.loaded, s.err = true, ""
		if msg.err != nil {
			s.err = s.K.Sentence(msg.err)
			return nil
		}
		s.list = msg.list
		s.arrange()
		return nil
	}
	return s.Base.Update(msg)
}

// View is kit.Screen.
func (s *lacking) View() string {
	st := s.K.Styles
	if s.err != "" {
		return s.Draw(part.Wrap(s.err, max(s.W, 1)))
	}
	tabs := []string{" Menurut area ", " Menurut penanggung jawab "}
	now, i := 0, 1
	if s.byOwner {
		now, i = 1, 0
	}
	tabs[now] = st.Now.Render("[" + tabs[now][1:len(tabs[now])-1] + "]")
	tabs[i] = st.Next.Render(tabs[i])
	count := ""
	if s.loaded {
		count = fmt.Sprintf("%s dari %s butir", tanggal.Thousands(int64(len(s.list.Needs))), tanggal.Thousands(int64(s.list.Items)))
	}
	return s.Draw([]string{part.Two(s.W-1, " "+tabs[0]+tabs[1], st.Muted.Render(count))})
}

var (
	_ kit.Screen    = (*lacking)(nil)
	_ kit.Capturer  = (*lacking)(nil)
	_ kit.Leaver    = (*lacking)(nil)
	_ kit.Explainer = (*lacking)(nil)
)
