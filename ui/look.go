package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"monev/internal/look"
	"monev/ui/kit"
	"monev/ui/theme"
)

// textLook is said when a choice holds now but not at the next start.
const textLook = "Pilihan tampilan belum tersimpan"

// WithLook gives the look chosen before on this computer and what keeps a
// change of it; signs is the set for "otomatis". keep runs in the write queue.
func WithLook(l look.Look, signs theme.Signs, keep func(func(*look.Look)) error) Option {
	return func(r *Root) {
		r.look, r.keepLook, r.autoSigns, r.signs = l, keep, signs, signs
		if s, ok := theme.SignsByName(l.Signs); ok {
			r.signs = s
		}
		if p, ok := theme.ByName(l.Colours); ok {
			WithPalette(p)(r)
		}
		*r.k.Room = *theme.New(roomPalette(l.Room))
	}
}

// roomPalette is the palette of the projected view: light unless somebody chose
// another one.
func roomPalette(name string) theme.Palette {
	p, ok := theme.ByName(name)
	if !ok {
		p = theme.Light()
	}
	return theme.Projection(p, name == "gelap")
}

// colours are the palettes in the order of the key that changes them.
func colours() []struct{ name, word string } {
	return []struct{ name, word string }{
		{"otomatis", "menurut terminal"},
		{"terang", "latar terang"},
		{"gelap", "latar gelap"},
		{"kontras", "kontras tinggi"},
		{"polos", "tanpa warna"},
	}
}

// lookActions are the choices of colours and signs.
func (r *Root) lookActions() []kit.Action {
	next := r.k.Keys.Global.Colours
	out := []kit.Action{{ID: "warna", Key: next, Hidden: true, Typing: true, Run: r.nextColours}}
	add := func(id, help string, run func() tea.Cmd) {
		out = append(out, kit.Action{ID: id, Hidden: true, Key: key.NewBinding(key.WithHelp("", help)), Run: run})
	}
	for _, c := range colours() {
		add("warna."+c.name, "warna: "+c.word, func() tea.Cmd { return r.chooseColours(c.name) })
	}
	for _, c := range colours()[1:] {
		add("warna-proyeksi."+c.name, "warna proyeksi: "+c.word, func() tea.Cmd { return r.chooseRoom(c.name) })
	}
	for _, c := range []struct{ name, word string }{
		{"otomatis", "menurut terminal"}, {"lengkap", "lengkap"}, {"sederhana", "untuk konsol Windows lama"}, {"ascii", "ASCII saja"},
	} {
		add("tanda."+c.name, "tanda layar: "+c.word, func() tea.Cmd { return r.chooseSigns(c.name) })
	}
	return out
}

// nextColours goes on to the next palette of what is seen: the projected view
// or the working screens.
func (r *Root) nextColours() tea.Cmd {
	all, now := colours(), r.look.Colours
	room := fills(r.top())
	if room {
		if all, now = all[1:], r.look.Room; now == "" {
			now = all[0].name
		}
	}
	next := all[0]
	for i, c := range all {
		if c.name == now || now == "" && i == 0 {
			next = all[(i+1)%len(all)]
		}
	}
	if room {
		return tea.Batch(r.chooseRoom(next.name), kit.Notify(kit.Info, "Warna proyeksi: "+next.word+"."))
	}
	return tea.Batch(r.chooseColours(next.name), kit.Notify(kit.Info, "Warna: "+next.word+"."))
}

func (r *Root) chooseColours(name string) tea.Cmd {
	r.look.Colours = name
	keep := r.keep(func(l *look.Look) { l.Colours = name })
	p, ok := theme.ByName(name)
	r.auto = !ok
	if !ok {
		p, r.background = theme.Neutral(), ""
		if r.bare {
			p = theme.None()
		}
		return tea.Batch(r.setPalette(p), tea.RequestBackgroundColor, keep)
	}
	return tea.Batch(r.setPalette(p), keep)
}

func (r *Root) chooseRoom(name string) tea.Cmd {
	r.look.Room = name
	*r.k.Room = *theme.New(roomPalette(name))
	return tea.Batch(r.toAll(kit.ThemeMsg{}), r.keep(func(l *look.Look) { l.Room = name }))
}

func (r *Root) chooseSigns(name string) tea.Cmd {
	r.look.Signs = name
	r.signs = r.autoSigns
	if s, ok := theme.SignsByName(name); ok {
		r.signs = s
	}
	return tea.Batch(tea.ClearScreen, r.keep(func(l *look.Look) { l.Signs = name }))
}

// keep puts a change of the look on disk behind the waiting writes.
func (r *Root) keep(change func(*look.Look)) tea.Cmd {
	if r.keepLook == nil {
		return nil
	}
	k, keep := r.k, r.keepLook
	return k.Writes.Add(func() tea.Msg {
		if err := keep(change); err != nil {
			return kit.NotifyMsg{Text: textLook + ": " + k.Sentence(err), Tone: kit.Bad}
		}
		return nil
	})
}

// profile takes what the terminal says of its colours: without any, only bold,
// reverse and underline are left.
func (r *Root) profile(p colorprofile.Profile) tea.Cmd {
	if p > colorprofile.ASCII {
		return nil
	}
	r.bare, r.auto = true, false // there are no colours to choose from
	*r.k.Room = *theme.New(theme.None())
	return r.setPalette(theme.None())
}
