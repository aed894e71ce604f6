package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/theme"
	"monev/ui/uitest"
)

// picture is a screen that looks a little like Beranda.
func picture(t testing.TB, w, h int, opts ...ui.Option) (*uitest.Driver, *fake) {
	k := uitest.Kit(nil)
	f := &fake{k: k, name: "MONEV ZI · KPU Kabupaten Pamekasan", status: "Menuju WBK · Tahun 2025",
		explain: "Beranda menunjukkan nilai LKE, tindak lanjut yang terbuka dan semua rapat."}
	none := func() tea.Cmd { return nil }
	off := act("rapat.hapus", "x", "hapus", none)
	off.Reason = "Rapat final tidak dapat dihapus, hanya dibatalkan dengan alasan."
	f.actions = []kit.Action{
		act("rapat.buka", "enter", "lanjutkan", none), act("rapat.baru", "n", "rapat baru", none),
		off, act("lke", "l", "LKE", none), act("eviden", "e", "eviden", none),
	}
	f.view = func(w, h int) string {
		s := k.Styles
		lines := []string{
			"  Nilai LKE   71,42  " + s.BarOn.Render(strings.Repeat("█", 20)) + s.BarOff.Render(strings.Repeat("░", 10)),
			"  Tindak lanjut  12 terbuka · " + s.Bad.Render("▲ 3 Terlambat") + " · " + s.Good.Render("✓ 4 Tuntas"),
			"",
			"  " + s.Heading.Render("RAPAT"),
			s.Selected.Render("▸ Monev ZI Triwulan IV 2025      Kam 20-11-2025     berlangsung"),
			"  Monev ZI Triwulan III 2025     Sel 19-08-2025     final",
		}
		for len(lines) < h {
			lines = append(lines, s.Muted.Render(strings.Repeat("·", w)))
		}
		return strings.Join(lines, "\n")
	}
	return uitest.New(t, ui.New(k, f, opts...), w, h), f
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := picture(t, size[0], size[1])
		d.Golden(name)
		d.Send(kit.NotifyMsg{Text: "Temuan belum tersimpan: media penyimpanan penuh. Kosongkan ruang, lalu simpan lagi; isian tetap ada di layar.", Tone: kit.Bad})
		d.Golden(name, "notice")
		got := ""
		d.Send(kit.DialogMsg{Dialog: deletion(&got)})
		d.Golden(name, "dialog")
		d.Key("esc", "?")
		d.Golden(name, "help")
		d.Key("esc", "ctrl+p")
		d.Golden(name, "palette")
	}
}

func TestColours(t *testing.T) {
	for _, name := range []string{"terang", "gelap", "kontras", "polos"} {
		p, _ := theme.ByName(name)
		d, _ := picture(t, 60, 18, ui.WithPalette(p))
		d.Send(kit.NotifyMsg{Text: "Temuan tersimpan.", Tone: kit.Good})
		d.GoldenRaw(name)
	}
}

func TestActionsOfTheRoot(t *testing.T) {
	_, f, r := start(t, 80, 24)
	uitest.CheckActions(t, f, r.Actions())
	f.typing = true
	uitest.CheckActions(t, f, r.Actions())
}
