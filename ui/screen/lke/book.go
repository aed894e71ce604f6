package lke

import (
	"context"
	"fmt"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/ui/kit"
)

// book is the worksheet as it is shown: what is stored, with the answers that
// are still on their way to the disk and, in what-if mode, the supposed ones.
// The screens of this package share one; the main screen looks after it.
type book struct {
	k      *kit.Kit
	year   int // 0 is the office's
	w      app.Worksheet
	loaded bool
	err    string // why nothing can be shown

	layer    lke.Layer // the one that is shown and answered
	sheet    lke.Sheet // of layer, with the supposed answers
	res      *lke.Result
	stored   *lke.Result    // without the supposed answers
	verdicts [2]lke.Verdict // of res by claim, by lke.Predicate
	notes    map[string]string

	whatIf  bool
	suppose map[string]lke.Answer // the supposed answers, by code

	asked   int // number of the last load
	serial  int
	pending []pending
}

// pending is an answer that is shown and not stored yet.
type pending struct {
	n, year int
	layer   lke.Layer
	code    string
	answer  lke.Answer
}

type (
	loadedMsg struct {
		b   *book
		n   int
		w   app.Worksheet
		err error
	}
	answeredMsg struct {
		b    *book
		n    int
		code string
		err  error
	}
)

func newBook(k *kit.Kit) *book { return &book{k: k, layer: lke.Unit} }

func (b *book) load() tea.Cmd {
	b.asked++
	k, n, year := b.k, b.asked, b.year
	return func() tea.Msg {
		w, err := k.App.Worksheet(k.Ctx, year)
		return loadedMsg{b, n, w, err}
	}
}

// take shows what was loaded, and reports whether it did: a load that was
// overtaken by a change is passed over, another one follows.
func (b *book) take(msg loadedMsg) (cmd tea.Cmd, changed bool) {
	switch {
	case msg.b != b || msg.n != b.asked:
		return nil, false
	case msg.err != nil && b.loaded: // what was read stays
		b.year = b.w.Year
		return b.k.Failed("LKE belum dapat dibaca lagi", msg.err), true
	case msg.err != nil:
		b.err = b.k.Sentence(msg.err)
		return nil, true
	}
	other := b.w.Instrument != msg.w.Instrument
	b.w, b.year, b.loaded, b.err = msg.w, msg.w.Year, true, ""
	if other {
		b.renew()
	}
	for _, p := range b.pending {
		b.overlay(p)
	}
	b.refresh()
	return nil, true
}

// overlay puts a pending answer into the loaded sheets.
func (b *book) overlay(p pending) {
	if p.year != b.w.Year {
		return
	}
	if s, err := b.w.Sheets[p.layer].With(b.w.Instrument, p.code, p.answer); err == nil {
		b.w.Sheets[p.layer] = s
	}
}

// refresh computes every figure again.
func (b *book) refresh() {
	b.sheet = b.w.Sheets[b.layer]
	res, err := b.w.Score(b.sheet)
	if err != nil {
		b.err = b.k.Sentence(err)
		return
	}
	b.stored, b.res = res, res
	if b.whatIf {
		answers := maps.Clone(b.sheet.Answers)
		if answers == nil {
			answers = map[string]lke.Answer{}
		}
		for code, a := range b.suppose {
			if old := b.sheet.Answers[code]; old.Same(a) {
				delete(b.suppose, code)
				continue
			}
			answers[code] = a
		}
		b.sheet.Answers = answers
		if b.res, err = b.w.Score(b.sheet); err != nil {
			b.res = b.stored
		}
	}
	for _, p := range lke.Predicates() {
		b.verdicts[p] = b.res.Verdict(p, lke.ByClaim)
	}
	b.notes = map[string]string{}
	for _, n := range b.res.Notes {
		b.notes[n.Item.Code] = n.Text
	}
}

// verdict is that of the predicate the office strives for.
func (b *book) verdict() lke.Verdict { return b.verdicts[b.w.Target] }

func (b *book) answer(code string) lke.Answer { return b.sheet.Answers[code] }

// differs tells whether TPI or TPN answered a question otherwise than the unit.
// A layer that left it blank does not differ.
func (b *book) differs(code string, l lke.Layer) bool {
	unit, other := b.w.Sheets[lke.Unit].Answers[code], b.w.Sheets[l].Answers[code]
	return !unit.IsBlank() && !other.IsBlank() && !unit.Same(other)
}

// put answers a question of the layer that is shown: at once on the screen, and
// through the queue on the disk; in what-if mode only on the screen.
func (b *book) put(it *lke.Item, a lke.Answer) tea.Cmd {
	if err := it.Clean(&a); err != nil {
		return kit.Notify(kit.Warn, b.k.Sentence(err))
	}
	if b.whatIf {
		b.suppose[it.Code] = a
		b.refresh()
		return nil
	}
	b.serial++
	p := pending{b.serial, b.w.Year, b.layer, it.Code, a}
	b.pending = append(b.pending, p)
	b.overlay(p)
	b.refresh()
	k := b.k
	return k.Writes.Add(func() tea.Msg {
		return answeredMsg{b, p.n, p.code, k.App.Answer(k.Ctx, p.year, p.layer, p.code, p.answer, "")}
	})
}

// answered takes an answer off the pending ones. The worksheet is loaded again
// when nothing is on its way any more, so that a burst of keys costs one load.
func (b *book) answered(msg answeredMsg) tea.Cmd {
	b.pending = slices.DeleteFunc(b.pending, func(p pending) bool { return p.n == msg.n })
	b.asked++ // what is being read may be from before
	if msg.err != nil {
		return tea.Batch(kit.Changed(), b.k.Failed(fmt.Sprintf("Jawaban %s belum tersimpan", msg.code), msg.err))
	}
	if len(b.pending) > 0 {
		return nil
	}
	return kit.Changed()
}

// write runs another change in the queue.
func (b *book) write(what string, do func(context.Context) error) tea.Cmd {
	k := b.k
	return k.Writes.Add(func() tea.Msg { return wroteMsg{b, what, do(k.Ctx)} })
}

type wroteMsg struct {
	b    *book
	what string
	err  error
}

// update takes the book's own messages; changed means that the figures did.
func (b *book) update(msg tea.Msg) (cmd tea.Cmd, changed bool) {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return b.load(), false
	case loadedMsg:
		return b.take(msg)
	case answeredMsg:
		if msg.b == b {
			return b.answered(msg), false
		}
	case wroteMsg:
		if msg.b == b {
			return tea.Batch(kit.Changed(), b.k.Failed(msg.what+" belum tersimpan", msg.err)), false
		}
	}
	return nil, false
}

// noStore says why nothing can be stored now; empty if it can.
func (b *book) noStore() string {
	switch {
	case !b.loaded:
		return "LKE belum terbaca."
	case b.whatIf:
		return "Dalam mode bila tidak ada yang disimpan; w menutupnya."
	}
	return ""
}

// figure is what a node is worth.
func (b *book) figure(n *node) lke.Figure {
	switch n.kind {
	case areaNode:
		if n.area == 0 {
			return b.res.Outcome
		}
		return b.res.Areas[n.area-1].Figure
	case aspectNode:
		return b.res.Areas[n.area-1].Aspects[n.aspect]
	case subNode:
		return b.res.Subs[n.sub.Index]
	case itemNode:
		return b.res.Item(n.item).Figure
	}
	return b.res.Total
}
