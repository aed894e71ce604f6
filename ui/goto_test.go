package ui_test

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/uitest"
)

// host is a meeting: it may be there once only.
type host struct {
	*fake
	at string
}

func (h *host) View() string { return "  rapat di " + h.at }

func (h *host) Visit(target any) (tea.Cmd, func() tea.Cmd, bool) {
	to, ok := target.(string)
	from := h.at
	if ok {
		h.at = to
	}
	return nil, func() tea.Cmd { h.at = from; return nil }, ok
}

// atlas is places for tests.
type atlas struct {
	k    *kit.Kit
	list []kit.Place
}

func (a *atlas) List(context.Context) ([]kit.Place, error) { return a.list, nil }

func (a *atlas) Search() kit.Screen { return &fake{k: a.k, name: "Cari", typing: true} }

func world(t *testing.T) (*uitest.Driver, *fake, *atlas, func(string) kit.Place) {
	k := uitest.Kit(nil)
	f, a := &fake{k: k, name: "Beranda"}, &atlas{k: k}
	d := uitest.New(t, ui.New(k, f, ui.WithPlaces(func(*kit.Kit) kit.Places { return a })), 80, 24)
	return d, f, a, func(at string) kit.Place {
		return kit.Place{ID: "rapat " + at, Name: "Rapat " + at, Target: at, Open: func() kit.Screen {
			return &host{&fake{k: k, name: "Rapat"}, at}
		}}
	}
}

func TestGoingToAMeetingThatIsOpen(t *testing.T) {
	d, f, a, meeting := world(t)
	d.Send(kit.GoMsg{Place: meeting("area II")})
	d.Has("rapat di area II")
	d.Send(kit.PushMsg{Screen: &fake{k: f.k, name: "LKE"}})
	d.Key("ctrl+f")
	d.Has("isi Cari")
	d.Send(kit.GoMsg{Place: meeting("area V")})
	d.Has("rapat di area V")
	// and once more from there
	d.Send(kit.PushMsg{Screen: a.Search()}, kit.GoMsg{Place: meeting("simpulan")})
	d.Has("rapat di simpulan")
	for _, want := range []string{"isi Cari", "rapat di area V", "isi Cari", "isi LKE", "rapat di area II", "isi Beranda"} {
		d.Send(kit.PopMsg{})
		d.Has(want)
	}
}

func TestHomeFromAnywhere(t *testing.T) {
	d, f, a, meeting := world(t)
	a.list = []kit.Place{{ID: "beranda", Name: "Beranda"}, meeting("area II")}
	d.Key(":")
	d.Hasnt("Beranda   ") // one is there
	d.Type("area ii\n")
	d.Has("rapat di area II")
	d.Send(kit.PushMsg{Screen: &fake{k: f.k, name: "LKE"}}, kit.GoMsg{Place: meeting("area V")})
	d.Key(":")
	d.Type("beranda\n")
	d.Has("isi Beranda")
	d.Key("esc")
	d.Has("isi Beranda")
	d.Key(":")
	d.Has("TERAKHIR DIPILIH", "▸ Rapat area II")
}

func TestSearchKeyYieldsToTheScreen(t *testing.T) {
	d, f, _, _ := world(t)
	d.Key("/")
	d.Has("isi Cari")
	d.Send(kit.PopMsg{})
	f.actions = []kit.Action{act("saring", "/", "kata", func() tea.Cmd { return kit.Notify(kit.Info, "saringan sendiri") })}
	d.Key("/")
	d.Has("saringan sendiri")
	d.Key("?")
	d.Has("/         kata", "Ctrl+F    cari di semua data")
	d.Key("esc")
	f.typing = true
	d.Key("ctrl+f")
	d.Has("isi Cari")
}

func TestKeysOfTheRoomSayWhereTheyWork(t *testing.T) {
	d, f, _, _ := world(t)
	d.Key("f5")
	d.Has("! Ini ada di dalam rapat")
	f.actions = []kit.Action{act("sendiri", "f5", "proyeksi", func() tea.Cmd { return kit.Notify(kit.Info, "tayang") })}
	d.Key("f5")
	d.Has("tayang")
	d.Key("?")
	d.Type("proyek")
	d.Has("DI MANA SAJA", "f5        proyeksi", "F7        uji proyektor")
	d.Hasnt("DI LAYAR INI")
}

// The palette finds by words in any order, what is called just like that first.
func TestPaletteFindsPlaces(t *testing.T) {
	d, _, a, meeting := world(t)
	a.list = []kit.Place{meeting("TW IV 2025 · area II"), meeting("TW II 2025"), {ID: "data.7", Name: "Data: Cadangan", Also: "backup", Key: "Beranda: d",
		Reason: "Data sedang dibaca saja.", Open: func() kit.Screen { return nil }}}
	d.Key("ctrl+p")
	d.Has("TEMPAT", "Data: Cadangan (Data sedang dibaca saja.)", "Beranda: d")
	d.Type("tw ii 2025")
	d.Has("▸ Rapat TW II 2025", "  Rapat TW IV 2025 · area II")
	d.Key("ctrl+u")
	d.Type("BÁCK")
	d.Has("▸ Data: Cadangan", "! Data sedang dibaca saja.")
	d.Key("enter")
	d.Has("isi Beranda", "! Data sedang dibaca saja.")
}
