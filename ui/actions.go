package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

const (
	textQuitAgain = "Tekan Ctrl+C sekali lagi untuk keluar."
	textUndone    = "Tidak ada yang dapat diurungkan."
	textRedone    = "Tidak ada yang dapat diulangi."
	textTyping    = "Enter ke isian berikut, di isian terakhir menyimpan; di teks panjang Enter membuat baris baru.\n" +
		"Tab dan Shift+Tab pindah isian. Ctrl+S menyimpan dari isian mana pun. Ctrl+R membuang yang diketik.\n" +
		"Ctrl+Z mengurungkan ketikan di isian ini, kata demi kata; Ctrl+Y mengulanginya.\n" +
		"Esc menutup; yang belum disimpan tetap ada bila isian dibuka lagi, teks panjang langsung tersimpan.\n" +
		"Daftar pilihan: ketik sebagian nama, ↑↓ memilih, Enter menerima. Pilihan dalam kurung: ←→.\n" +
		"Tanggal: 5/12, 5 des, jumat, jumat depan, besok, +2 minggu, akhir bulan, akhir triwulan."
	textUndoFailed = "Belum dapat diurungkan"
	textRedoFailed = "Belum dapat diulangi"
)

// Actions returns what the root itself offers now: help, palette, undo, back or
// quit. While text is being typed Help is bound to F1 only.
func (r *Root) Actions() []kit.Action {
	g := &r.k.Keys.Global
	var out []kit.Action
	if len(r.stack) > 1 {
		out = append(out, kit.Action{ID: "kembali", Key: g.Back, Run: kit.Pop})
	} else {
		out = append(out, kit.Action{ID: "keluar", Key: g.Quit, Run: func() tea.Cmd { return r.quit(false) }})
	}
	resting := ""
	if f, ok := r.top().Screen.(kit.Freezer); ok {
		resting = f.Frozen()
	}
	frozen := cmp.Or(r.locked, resting)
	undo, redo := r.undo, r.redo
	if k := r.apart(); k != nil {
		undo, redo = k.App.UndoSaid, k.App.RedoSaid
	}
	switch {
	case r.capturing(): // the field has its own
		out = append(out,
			kit.Action{ID: "urungkan", Key: g.Undo, Hidden: true, Typing: true, Reason: resting, About: "urungkan ketikan di isian ini"},
			kit.Action{ID: "ulangi", Key: g.Redo, Hidden: true, Typing: true, Reason: resting, About: "ulangi ketikan di isian ini"})
	case undo != nil && redo != nil:
		out = append(out,
			kit.Action{ID: "urungkan", Key: g.Undo, Hidden: true, Changes: true, Reason: frozen, Run: func() tea.Cmd {
				return r.turn(undo, textUndone, textUndoFailed)
			}},
			kit.Action{ID: "ulangi", Key: g.Redo, Hidden: true, Changes: true, Reason: frozen, Run: func() tea.Cmd {
				return r.turn(redo, textRedone, textRedoFailed)
			}})
	}
	palette := kit.Action{ID: "palet", Key: g.Palette, Hidden: true, Run: r.openPalette, About: "tempat dan perintah menurut nama (juga :)"}
	if r.capturing() {
		palette.Key, palette.Typing = g.PaletteTyping, true
	}
	out = append(out, r.searchActions()...)
	out = append(out, palette,
		kit.Action{ID: "gambar-ulang", Key: g.Redraw, Hidden: true, Typing: true, Run: func() tea.Cmd {
			return tea.Batch(tea.ClearScreen, tea.RequestWindowSize)
		}},
		kit.Action{ID: "keluar-paksa", Key: g.ForceQuit, Hidden: true, Typing: true},
	)
	if r.leads() {
		out = append(out, r.roomActions()...)
	}
	if r.guide != nil {
		if _, open := r.top().Screen.(interface{ Guide() }); !open {
			out = append(out, kit.Action{ID: "panduan", Key: g.Guide, Typing: true, Run: func() tea.Cmd { return kit.Push(r.guide()) }})
		}
	}
	out = append(out, r.lookActions()...)
	help := kit.Action{ID: "bantuan", Key: g.Help, About: "bantuan layar ini (F1 juga saat mengetik)", Run: func() tea.Cmd {
		r.menu = &menu{}
		return nil
	}}
	if r.capturing() {
		help.Key, help.Typing = g.HelpTyping, true
	}
	return append(out, help)
}

// searchActions is the search of everything, with the keys that the top screen
// leaves to it.
func (r *Root) searchActions() []kit.Action {
	g := &r.k.Keys.Global
	if !r.leads() {
		return nil
	}
	a := kit.Action{ID: "cari", Key: g.Search, Hidden: len(r.stack) > 1, About: "cari di semua data (Ctrl+F di mana pun)",
		Run: func() tea.Cmd { return r.push(r.around().Search()) }}
	own := r.top().Actions()
	switch {
	case takes(own, g.SearchTyping):
		return nil // it is the search
	case r.capturing():
		a.Key, a.Typing = g.SearchTyping, true
	case takes(own, g.Search):
		a.Key = g.SearchTyping
	}
	return []kit.Action{a}
}

// takes reports whether an action uses a key of b.
func takes(actions []kit.Action, b key.Binding) bool {
	return slices.ContainsFunc(actions, func(a kit.Action) bool {
		return a.Key.Enabled() && slices.ContainsFunc(a.Key.Keys(), func(k string) bool { return slices.Contains(b.Keys(), k) })
	})
}

// roomActions stand for the keys of the room where there is no meeting that it
// could see.
func (r *Root) roomActions() []kit.Action {
	const why = "Ini ada di dalam rapat; buka dulu rapatnya dari Beranda."
	k, own := r.k.Keys.Room, r.top().Actions()
	var out []kit.Action
	for _, a := range []kit.Action{
		{ID: "proyeksi", Key: k.Project, About: "proyeksi: yang dilihat ruang rapat"},
		{ID: "layar-jeda", Key: k.Blank, About: "layar jeda untuk ruang rapat"},
		{ID: "uji-proyektor", Key: k.Test, About: "uji proyektor sebelum rapat"},
	} {
		if !takes(own, a.Key) {
			a.Hidden, a.Reason = true, why
			out = append(out, a)
		}
	}
	return out
}

// screenActions returns the top screen's actions; those that change something
// have a reason if the screen is locked.
func (r *Root) screenActions() []kit.Action {
	actions := r.top().Actions()
	if r.locked != "" {
		actions = slices.Clone(actions)
		for i := range actions {
			if actions[i].Stores && actions[i].Reason == "" {
				actions[i].Reason = r.locked
			}
		}
	}
	why := r.locked
	if l, ok := r.top().Screen.(kit.Locker); ok && why == "" {
		why = l.Locked()
	}
	if why == "" {
		return actions
	}
	out := make([]kit.Action, len(actions))
	for i, a := range actions {
		if a.Changes && a.Reason == "" {
			a.Reason = why
		}
		out[i] = a
	}
	return out
}

// rootActions returns the root's actions that the screen's own leave a key.
func (r *Root) rootActions(screen []kit.Action) []kit.Action {
	taken := map[string]bool{}
	for _, a := range screen {
		if a.Key.Enabled() {
			for _, k := range a.Key.Keys() {
				taken[k] = true
			}
		}
	}
	var out []kit.Action
	for _, a := range r.Actions() {
		keys := a.Key.Keys()
		free := len(keys) == 0
		for _, k := range keys {
			free = free || !taken[k]
		}
		if free {
			out = append(out, a)
		}
	}
	return out
}

// find returns the action a key means now. A screen's action without Run only
// explains a key: it takes the key from the root, and the screen gets it.
func (r *Root) find(msg tea.KeyPressMsg) (kit.Action, bool) {
	typing := r.capturing()
	a, ok := r.match(msg, typing)
	switch {
	case ok:
	case typing && msg.Code >= tea.KeyF1 && msg.Code <= tea.KeyF12: // no field wants it: it is not swallowed
		if a, ok = r.match(msg, false); ok && a.Reason == "" {
			a.Reason = textClose
		}
	case !typing:
		if low, changed := lower(msg); changed {
			a, ok = r.match(low, false)
		}
	}
	return a, ok && (a.Run != nil || a.Reason != "")
}

// match is the action of a key; while text is typed only one that works then.
func (r *Root) match(msg tea.KeyPressMsg, typing bool) (kit.Action, bool) {
	for _, list := range [2]func() []kit.Action{r.screenActions, r.Actions} {
		for _, a := range list() {
			if (!typing || a.Typing) && key.Matches(msg, a.Key) {
				return a, true
			}
		}
	}
	return kit.Action{}, false
}

// lower turns a capital into its small letter, so that letters work with caps
// lock on. G means something of its own in lists.
func lower(msg tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	c, n := utf8.DecodeRuneInString(msg.Text)
	if n != len(msg.Text) || !unicode.IsUpper(c) || msg.Text == "G" {
		return msg, false
	}
	msg.Text = strings.ToLower(msg.Text)
	return msg, true
}

// run does an action, or says why it cannot be done.
func (r *Root) run(a kit.Action) tea.Cmd {
	if a.Reason != "" {
		return r.notify(kit.NotifyMsg{Text: a.Reason, Tone: kit.Warn})
	}
	if a.Run == nil {
		return nil
	}
	return a.Run()
}

// turn undoes or redoes, behind the writes that are still waiting.
func (r *Root) turn(f func(context.Context) (string, error), none, failed string) tea.Cmd {
	ctx := r.k.Ctx
	return r.k.Writes.Add(func() tea.Msg {
		text, err := f(ctx)
		return undoneMsg{text: text, none: none, failed: failed, err: err}
	})
}

func (r *Root) undone(msg undoneMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		return r.k.Failed(msg.failed, msg.err)
	case msg.text == "":
		return kit.Notify(kit.Info, msg.none)
	}
	return tea.Batch(r.toAll(kit.ChangedMsg{}), kit.Notify(kit.Good, msg.text))
}
