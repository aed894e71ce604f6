package lke

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/lke"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// proposals is the screen of the answers the office's own records speak for.
type proposals struct {
	*stage.Base
	b    *book
	list []lke.Proposal
	err  string // why nothing can be shown
	n    int
	year int // of the load begun last
	read bool
}

type proposedMsg struct {
	s    *proposals
	n    int
	list []lke.Proposal
	err  error
}

const reading = "Membaca catatan monev …"

func newProposals(b *book) *proposals {
	s := &proposals{Base: stage.NewBase(b.k), b: b}
	s.List.Empty = reading
	s.Detail = s.detail
	return s
}

// Init is kit.Screen.
func (s *proposals) Init() tea.Cmd { return s.load() }

func (s *proposals) load() tea.Cmd {
	s.n++
	s.year = s.b.w.Year
	k, n, year := s.K, s.n, s.year
	return func() tea.Msg {
		list, err := k.App.Propose(k.Ctx, year)
		return proposedMsg{s, n, list, err}
	}
}

// Title is kit.Screen.
func (s *proposals) Title() string { return fmt.Sprintf("Usulan jawaban LKE %d", s.b.w.Year) }

// Explain is kit.Explainer.
func (s *proposals) Explain() string {
	return "Jawaban butir tentang monev yang diturunkan dari catatan rapat sendiri, dengan alasan dan buktinya. Enter menerima usulan: " +
		"jawabannya tersimpan sebagai jawaban unit dengan alasannya sebagai catatan. Yang tidak diterima tidak berubah."
}

func (s *proposals) show() {
	st := s.K.Styles
	switch {
	case s.err != "":
		s.List.Empty = s.err
	case s.read:
		s.List.Empty = "Tidak ada usulan dari catatan tahun ini."
	}
	var items []stage.Item
	for _, p := range s.list {
		it, ok := s.b.w.Instrument.Item(p.Item)
		if !ok {
			continue
		}
		items = append(items, stage.Item{Key: p.Item,
			Line: func(w int) string {
				word, style := s.word(it, p)
				return part.Columns(w, part.Cell{Text: word, Width: 22, Style: style},
					part.Cell{Text: p.Item, Width: 12}, part.Cell{Text: it.Question})
			},
			Full: func(w int) []string {
				word, style := s.word(it, p)
				out := []string{style.Render(word) + "  " + p.Item}
				for _, t := range s.facts(it, p) {
					out = append(out, indented(t, w, st.Text.Render)...)
				}
				return out
			}})
	}
	s.SetItems(items)
}

func indented(text string, w int, paint func(...string) string) []string {
	var out []string
	for _, t := range part.Wrap(text, max(w-2, 10)) {
		out = append(out, "  "+paint(t))
	}
	return out
}

// facts are the question, the answer with its criterion, the reason and the
// proof.
func (s *proposals) facts(it *lke.Item, p lke.Proposal) []string {
	out := []string{it.Question}
	if p.Choice != "" {
		c, _ := it.Choice(p.Choice)
		out = append(out, "Usulan "+p.Choice+": "+c.Criterion)
	}
	now := s.b.w.Unit().Answers[p.Item]
	out = append(out, "Jawaban sekarang: "+short(it, now), "Alasan: "+p.Reason)
	for _, t := range p.Proof {
		out = append(out, "· "+t)
	}
	return out
}

func (s *proposals) word(it *lke.Item, p lke.Proposal) (string, *lipgloss.Style) {
	st, now := s.K.Styles, s.b.w.Unit().Answers[p.Item]
	switch {
	case p.Choice == "":
		return "· belum cukup catatan", &st.Muted
	case now.Choice == p.Choice:
		return "✓ sudah " + p.Choice, &st.Good
	}
	return short(it, now) + " → " + p.Choice, &st.Accent
}

func (s *proposals) detail(key string, w int) []string {
	p, it := s.proposal(key)
	if it == nil {
		return nil
	}
	word, style := s.word(it, p)
	out := []string{s.K.Styles.Accent.Render(p.Item) + "  " + style.Render(word), ""}
	for _, t := range s.facts(it, p) {
		out = append(out, part.Wrap(t, w)...)
	}
	return out
}

func (s *proposals) proposal(code string) (lke.Proposal, *lke.Item) {
	for _, p := range s.list {
		if p.Item == code {
			it, _ := s.b.w.Instrument.Item(code)
			return p, it
		}
	}
	return lke.Proposal{}, nil
}

// Actions is kit.Screen.
func (s *proposals) Actions() []kit.Action {
	accept := kit.Action{ID: "usulan.terima", Key: s.K.Keys.List.Open, Changes: true, Run: s.accept}
	accept.Key.SetHelp("Enter", "terima usulan")
	p, it := s.proposal(s.Selected())
	switch {
	case it == nil:
		accept.Reason = "Tidak ada usulan yang dipilih."
	case p.Choice == "":
		accept.Reason = "Catatan belum cukup untuk mengusulkan jawaban butir ini."
	case s.b.w.Unit().Answers[p.Item].Choice == p.Choice:
		accept.Reason = "Jawaban unit sudah sama dengan usulan."
	}
	return []kit.Action{accept, {ID: "usulan.pilih", Key: s.K.Keys.List.Move}}
}

// accept answers the question for the unit, with the reason as its note.
func (s *proposals) accept() tea.Cmd {
	p, it := s.proposal(s.Selected())
	if it == nil {
		return nil
	}
	a := s.b.w.Unit().Answers[p.Item]
	a.Choice = p.Choice
	reason := "Dari catatan monev: " + p.Reason
	if len(p.Proof) > 0 {
		reason += " Bukti: " + strings.Join(p.Proof, "; ") + "."
	}
	if !strings.Contains(a.Note, reason) {
		a.Note = strings.TrimSpace(a.Note + "\n" + reason)
	}
	if err := it.Clean(&a); err != nil {
		return kit.Notify(kit.Warn, s.K.Sentence(err))
	}
	layer := s.b.layer
	s.b.layer = lke.Unit
	cmd := s.b.put(it, a)
	s.b.layer = layer
	s.b.refresh()
	s.show()
	return tea.Batch(cmd, kit.Notify(kit.Good, fmt.Sprintf("Usulan %s diterima: %s. Ctrl+Z mengembalikannya.", it.Code, p.Choice)))
}

// Update is kit.Screen.
func (s *proposals) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		if s.b.w.Year == s.year {
			s.show()
			return nil
		}
		s.list, s.read = nil, false // the LKE was turned to another year meanwhile
		s.List.Empty = reading
		s.show()
		return s.load()
	case proposedMsg:
		if msg.s == s && msg.n == s.n {
			return s.take(msg)
		}
		return nil
	}
	return s.Base.Update(msg)
}

// take shows what was read.
func (s *proposals) take(msg proposedMsg) tea.Cmd {
	switch {
	case msg.err != nil && s.read: // what was read stays
		return s.K.Failed("Usulan jawaban belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.K.Sentence(msg.err)
	default:
		s.list, s.err, s.read = msg.list, "", true
	}
	s.show()
	return nil
}

// View is kit.Screen.
func (s *proposals) View() string {
	text := "Catatan rapat menjawab butir tentang monev. Terima yang benar; yang lain dibiarkan."
	var head []string
	for _, l := range part.Wrap(text, max(s.W-2, 1)) {
		head = append(head, " "+s.K.Styles.Muted.Render(l))
	}
	return s.Draw(append(head, ""))
}
