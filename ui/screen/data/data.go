// Package data is where the office keeps its own data: its name and letterhead,
// the roster, the units, the six areas, who signs, how documents look and which
// dates it has to keep; and where it makes and restores backups and sees in which
// folder all records are.
package data

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// chapter is one part of the screen.
type chapter int

const (
	office chapter = iota
	roster
	units
	areas
	signers
	papers
	deadlines
	backups
	place
	chapters // how many there are
)

func (c chapter) String() string {
	return [chapters]string{"Kantor", "Jabatan", "Unit", "Area", "Penanda tangan", "Dokumen", "Tenggat", "Cadangan", "Tempat"}[c]
}

// short is the name where all of them together need the room.
func (c chapter) short() string {
	if c == signers {
		return "Tanda tangan"
	}
	return c.String()
}

// Screen is Data.
type Screen struct {
	*stage.Base
	o     monev.Office
	rec   app.Records
	kept  copies
	now   chapter
	lists [chapters]*part.List // one each, so that each keeps its selection

	loaded bool
	asked  int
	shown  int
	want   string // key to select as soon as it is listed
}

type loadedMsg struct {
	s   *Screen
	n   int
	o   monev.Office
	rec app.Records
	err error
}

// New is Data with the office itself in front.
func New(k *kit.Kit) *Screen {
	s := &Screen{Base: stage.NewBase(k)}
	s.Detail, s.Fill = s.detail, s.fill
	for i := range s.lists {
		s.lists[i] = part.NewList(k.Styles)
	}
	s.List = s.lists[office]
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return tea.Batch(s.load(), s.loadBackups()) }

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n := s.K, s.asked
	return func() tea.Msg {
		o, err := k.App.Office(k.Ctx)
		if err != nil {
			return loadedMsg{s: s, n: n, err: err}
		}
		rec, err := k.App.Records(k.Ctx)
		return loadedMsg{s, n, o, rec, err}
	}
}

// Title is kit.Screen.
func (s *Screen) Title() string {
	if !s.loaded {
		return "DATA"
	}
	return "DATA · " + s.o.Short
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Data kantor dalam sembilan bagian; Tab atau panah kanan ke bagian berikut. " + [chapters]string{
		"Kantor: nama, kop naskah, tempat, zona waktu, target predikat, dan tahun.",
		"Jabatan: siapa yang diundang rapat. Isi nama pejabat beserta gelarnya; jabatan yang tidak dipakai lagi dinonaktifkan, tidak dihapus.",
		"Unit: divisi dan subbag, yang menjadi penanggung jawab tindak lanjut.",
		"Area: nama keenam area perubahan dan penanggung jawabnya; nomor dan urutannya tetap.",
		"Penanda tangan: satu sampai tiga, dari kiri ke kanan seperti di dokumen.",
		"Dokumen: kertas, huruf, margin, logo, nomor, dan isi paket dokumen rapat.",
		"Tenggat: kalender tenggat kantor, misalnya laporan, LKE ke TPI, dan survei; ikut masuk ke rencana tenggat.",
		"Cadangan: salinan data yang dibuat sendiri oleh monev, membuat satu sekarang (juga dengan kata sandi, untuk dibawa keluar), memeriksa seluruh data, dan memulihkan sebuah cadangan ke map baru; data yang sekarang tidak pernah ditimpa.",
		"Tempat: di mana data tersimpan dan berapa banyaknya.",
	}[s.now]
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return tea.Batch(s.load(), s.loadBackups())
	case loadedMsg:
		if msg.s == s && msg.n > s.shown {
			return s.show(msg)
		}
		return nil
	case backupsMsg:
		if msg.s == s && msg.n == s.kept.asked {
			return s.showBackups(msg)
		}
		return nil
	case verifiedMsg:
		if msg.s == s {
			return s.showVerified(msg)
		}
		return nil
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft && msg.Y == 0 && !s.Entry.Active() {
			if c, ok := s.bar().At(msg.X); ok {
				return s.turn(chapter(c))
			}
			return nil
		}
	}
	return s.Base.Update(msg)
}

func (s *Screen) show(msg loadedMsg) tea.Cmd {
	s.shown = msg.n
	if msg.err != nil {
		return s.K.Failed("Data belum dapat dibaca", msg.err)
	}
	s.o, s.rec, s.loaded = msg.o, msg.rec, true
	s.fill()
	if s.want != "" && s.List.SelectKey(s.want) {
		s.want = ""
	}
	return nil
}

// turn goes to a chapter.
func (s *Screen) turn(c chapter) tea.Cmd {
	s.now, s.want = c, ""
	s.List = s.lists[c]
	s.fill()
	return s.loadBackups()
}

// fill puts the chapter's rows into the list.
func (s *Screen) fill() {
	if !s.loaded {
		return
	}
	var list []stage.Item
	switch s.now {
	case office:
		list = s.officeItems()
	case roster:
		list = s.rosterItems()
	case units:
		list = s.unitItems()
	case areas:
		list = s.areaItems()
	case signers:
		list = s.signerItems()
	case papers:
		list = s.paperItems()
	case deadlines:
		list = s.deadlineItems()
	case backups:
		list = s.backupItems()
	case place:
		list = s.placeItems()
	}
	s.List.Empty = "Belum ada isi di bagian ini. Tekan n untuk menambah."
	if s.now == backups {
		s.List.Empty = s.noBackups()
	}
	s.SetItems(list)
}

// View is kit.Screen.
func (s *Screen) View() string {
	if !s.loaded {
		return ""
	}
	return s.Draw(s.head())
}

// head is the bar of chapters, what a change means, and the names of the
// columns.
func (s *Screen) head() []string {
	st, w := s.K.Styles, s.W
	out := []string{part.Cut(s.bar().View(), w)}
	note := "Berlaku bagi rapat baru dan draf; nama yang sudah tercatat di rapat tetap."
	switch s.now {
	case papers:
		note = "Berlaku bagi dokumen yang dibuat sesudah ini; isi rapat final tidak berubah."
	case deadlines:
		note = "Yang jatuh tempo dalam 30 hari tampil juga di Beranda."
	case backups:
		note = s.backupNote()
	case place:
		note = "Hanya untuk dilihat."
	}
	lines := part.Wrap(note, max(w-2, 10))
	if s.Entry.Active() && len(lines) > 1 {
		lines = nil // the form needs the room
	}
	for _, l := range lines {
		out = append(out, st.Muted.Render(part.Cut(" "+l, w)))
	}
	if t := s.unnamed(); t != "" && !s.Entry.Active() {
		out = append(out, st.Warn.Render(part.Cut(" ! "+t, w-1)))
	}
	if s.now == backups {
		for _, t := range s.kept.Warnings {
			for i, l := range part.Wrap(t, max(w-4, 10)) {
				out = append(out, st.Warn.Render(part.Cut([2]string{" ! ", "   "}[min(i, 1)]+l, w)))
			}
		}
	}
	out = append(out, "")
	if c := s.columns(); c != "" {
		out = append(out, st.Heading.Render("  "+c))
	}
	return out
}

// unnamed says how many holders are still missing, where that matters.
func (s *Screen) unnamed() string {
	empty, all := s.o.Unnamed()
	if empty == 0 || s.now != roster && s.now != office {
		return ""
	}
	t := "Nama pejabat belum diisi: " + count(empty) + " dari " + count(all)
	if s.now == office {
		return t + " (bagian Jabatan)"
	}
	return t + "; Enter mengisinya."
}

// columns names the columns of the chapter's rows.
func (s *Screen) columns() string {
	w := s.rowWidth()
	switch s.now {
	case roster:
		return rosterRow(w, "JABATAN", "NAMA PEJABAT", "UNIT", "PERAN")
	case units:
		return part.Columns(w, unitRow("UNIT", "NAMA LENGKAP", "JENIS", "JABATAN")...)
	case areas:
		return part.Columns(w, areaRow("", "AREA", "", "PENANGGUNG JAWAB")...)
	case signers:
		return signerRow(w, "", "SEBUTAN", "PENANDA TANGAN")
	case deadlines:
		return deadlineRow(w, "TENGGAT", "URAIAN", "KEADAAN")
	case backups:
		if len(s.kept.List) > 0 {
			return backupRow(w, "WAKTU", "KEJADIAN", "UKURAN", "SEBAB", "KEADAAN", "LETAK")
		}
	}
	return ""
}

// rowWidth is the width of a row of the list as Draw will give it.
func (s *Screen) rowWidth() int {
	w := s.W
	if left, _, ok := part.PaneWidths(s.W); ok {
		w = left
	}
	return part.RowWidth(w)
}

// bar is the chapters, the present one in brackets.
func (s *Screen) bar() part.Tabs {
	var long, short []string
	for c := range chapters {
		long = append(long, c.String())
		short = append(short, c.short())
	}
	return part.NewTabs(s.K.Styles, s.W, long, short, int(s.now))
}

// detail draws the selected row in full beside the list.
func (s *Screen) detail(key string, w int) []string {
	switch s.now {
	case office:
		return s.officeDetail(w)
	case roster:
		if p, ok := s.o.Position(key); ok {
			return s.positionDetail(p, w)
		}
	case units:
		if u, ok := s.o.Unit(key); ok {
			return s.unitDetail(u, w)
		}
	case areas:
		return s.areaDetail(key, w)
	case signers:
		return s.signerDetail(w)
	case papers:
		return s.paperDetail(key, w)
	case deadlines:
		if i, err := s.o.DeadlineAt(key); err == nil {
			return s.deadlineDetail(s.o.Deadlines[i], w)
		}
	case backups:
		return s.backupDetail(key, w)
	case place:
		return s.placeDetail(w)
	}
	return nil
}

// pair is a label and what stands behind it.
type pair struct{ label, text string }

// pairs draws labels with their texts wrapped behind them; empty texts show –.
func (s *Screen) pairs(w int, ps []pair) []string {
	st := s.K.Styles
	lw := 0
	for _, p := range ps {
		lw = max(lw, part.Width(p.label))
	}
	var out []string
	for _, p := range ps {
		text := p.text
		if text == "" {
			text = "–"
		}
		for i, l := range part.Wrap(text, max(w-lw-2, 10)) {
			label := p.label
			if i > 0 {
				label = ""
			}
			out = append(out, st.Label.Render(part.Fit(label, lw))+"  "+l)
		}
	}
	return out
}

// heading is the first line of a detail.
func (s *Screen) heading(text string, w int) []string {
	return []string{s.K.Styles.Heading.Render(part.Cut(text, w)), ""}
}

// under puts what a row had no room for below it, wrapped and set in.
func under(row string, w int, lines ...string) []string {
	out := []string{row}
	for _, t := range lines {
		if strings.Contains(row, t) {
			continue
		}
		for _, l := range part.Wrap(t, max(w-2, 10)) {
			out = append(out, "  "+l)
		}
	}
	return out
}
