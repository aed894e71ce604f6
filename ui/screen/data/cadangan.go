package data

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/backup"
	"monev/internal/store/datafolder"
	"monev/internal/tanggal"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/pilih"
	"monev/ui/screen/pulih"
	"monev/ui/stage"
)

// copies is what the chapter Cadangan shows.
type copies struct {
	app.Backups
	loaded bool
	asked  int
	seen   map[string]string // what reading a backup found, "" if it is whole, by seenKey
}

type (
	backupsMsg struct {
		s   *Screen
		n   int
		b   app.Backups
		err error
	}
	verifiedMsg struct {
		s   *Screen
		n   int
		key string
		why string
	}
)

// startRow is the key of the row that tells what opening the data found.
const startRow = "mulai:"

// seenKey names a backup with its copies, so that a new copy is read too.
func seenKey(b app.Backup) string { return strings.Join(b.Paths, "\n") }

// loadBackups reads the list, while the chapter is shown.
func (s *Screen) loadBackups() tea.Cmd {
	if s.now != backups {
		return nil
	}
	s.kept.asked++
	k, n := s.K, s.kept.asked
	return func() tea.Msg {
		b, err := k.App.Backups(k.Ctx)
		return backupsMsg{s, n, b, err}
	}
}

func (s *Screen) showBackups(msg backupsMsg) tea.Cmd {
	if msg.err != nil {
		return s.K.Failed("Cadangan belum dapat dibaca", msg.err)
	}
	s.kept.Backups, s.kept.loaded = msg.b, true
	s.fillBackups()
	return s.verifyNext()
}

func (s *Screen) fillBackups() {
	if s.now == backups {
		s.fill()
	}
}

// verifyNext reads one backup that was not read yet, the newest first; its answer
// begins the next one.
func (s *Screen) verifyNext() tea.Cmd {
	if s.now != backups {
		return nil
	}
	k, n := s.K, s.kept.asked
	for _, b := range s.kept.List {
		if _, ok := s.kept.seen[seenKey(b)]; !ok {
			return func() tea.Msg {
				msg := verifiedMsg{s: s, n: n, key: seenKey(b)}
				if err := k.App.VerifyBackup(k.Ctx, b); err != nil {
					msg.why = k.Sentence(err)
				}
				return msg
			}
		}
	}
	return nil
}

func (s *Screen) showVerified(msg verifiedMsg) tea.Cmd {
	if s.kept.seen == nil {
		s.kept.seen = map[string]string{}
	}
	s.kept.seen[msg.key] = msg.why
	s.fillBackups()
	if msg.n != s.kept.asked { // a later list goes on by itself
		return nil
	}
	return s.verifyNext()
}

func backupRow(w int, at, events, size, why, state, where string) string {
	return part.Columns(w,
		part.Cell{Text: at, Width: 22},
		part.Cell{Text: events, Width: 8, Right: true, Drop: 2},
		part.Cell{Text: size, Width: 9, Right: true, Drop: 1},
		part.Cell{Text: why},
		part.Cell{Text: state, Width: 12},
		part.Cell{Text: where, Width: 9, Drop: 3},
	)
}

func (s *Screen) backupItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	for i, r := range s.kept.Started {
		text := plain.Line(r.String())
		lead := st.Warn.Render("! Saat dibuka: ")
		list = append(list, stage.Item{Key: startRow + strconv.Itoa(i),
			Line: func(w int) string { return part.Cut(lead+text, w) },
			Full: func(w int) []string { return part.HangText("", "! Saat dibuka: "+text, w) }})
	}
	for _, b := range s.kept.List {
		row := func(w int) string {
			return backupRow(w, shortTime(b.At), tanggal.Thousands(int64(b.Events)), tanggal.Size(b.Size), b.Reason, s.backupState(b), whereShort(b))
		}
		it := stage.Item{Key: b.Key(), Line: row, Full: func(w int) []string {
			about := fmt.Sprintf("kejadian %s · %s · %s", tanggal.Thousands(int64(b.Events)), tanggal.Size(b.Size), where(b))
			if why := s.kept.seen[seenKey(b)]; why != "" {
				about += " · " + why
			}
			return under(row(w), w, about)
		}}
		list = append(list, it)
	}
	return list
}

// shortTime is "Kam 20-11-2025 10.00".
func shortTime(t time.Time) string {
	return tanggal.Of(t).ShortDay() + " " + tanggal.ClockOf(t).String()
}

func longTime(t time.Time) string { return tanggal.Of(t).Long() + " pukul " + tanggal.ClockWithZone(t) }

func (s *Screen) backupState(b app.Backup) string {
	st := s.K.Styles
	switch why, ok := s.kept.seen[seenKey(b)]; {
	case !ok:
		return st.Muted.Render("· diperiksa…")
	case why != "":
		return st.Bad.Render("▲ rusak")
	}
	return st.Good.Render("✓ utuh")
}

func whereShort(b app.Backup) string {
	switch {
	case b.First && b.Second:
		return "keduanya"
	case b.Second:
		return "map kedua"
	}
	return "map data"
}

func where(b app.Backup) string {
	switch {
	case b.First && b.Second:
		return "di map data dan map kedua"
	case b.Second:
		return "hanya di map kedua"
	}
	return "di map data"
}

// backupNote says how old the last backup is and what it does not hold yet.
func (s *Screen) backupNote() string {
	note := s.listNote()
	if a := s.kept.Away; a != nil && s.kept.loaded {
		how := ""
		if a.Sealed {
			how = "berkata sandi, "
		}
		note = strings.TrimSpace(note + " Di luar daftar ini: " + plain.Line(a.Path) + " (" + how + age(s.K.App.Now(), a.At) + ").")
	}
	return note
}

// listNote is that of the backups in the list.
func (s *Screen) listNote() string {
	last := s.kept.Latest()
	switch {
	case !s.kept.loaded:
		return "Membaca daftar cadangan …"
	case s.kept.Dir == "":
		return "Data ini hanya di memori; tidak ada cadangan."
	case last == nil:
		return "" // the list says so
	}
	text := "Cadangan terakhir " + age(s.K.App.Now(), last.At)
	if held := s.kept.List[0].Events; held < s.kept.Events {
		return fmt.Sprintf("%s; %s kejadian sesudahnya belum dicadangkan.", text, tanggal.Thousands(int64(s.kept.Events-held)))
	}
	return text + "; isinya sampai isian terakhir."
}

// age says how long ago something was.
func age(now, at time.Time) string {
	switch d := now.Sub(at); {
	case d < 0:
		return longTime(at) // the clock was set back
	case d < time.Minute:
		return "baru saja"
	case d < time.Hour:
		return fmt.Sprintf("%d menit lalu", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d jam lalu", int(d.Hours()))
	}
	return tanggal.Ago(tanggal.Of(now).DaysSince(tanggal.Of(at)))
}

func (s *Screen) noBackups() string {
	switch {
	case !s.kept.loaded:
		return "Membaca daftar cadangan …"
	case s.kept.Dir == "":
		return "Data ini hanya di memori. Buka monev dengan --data supaya tersimpan."
	}
	if s.kept.Second != "" {
		return "Belum ada cadangan di map data dan map kedua; yang ditaruh di map lain tidak tampil di sini. monev membuatnya sendiri; tekan n untuk membuat satu sekarang."
	}
	return "Belum ada cadangan di map data; yang ditaruh di map lain tidak tampil di sini. monev membuatnya sendiri; tekan n untuk membuat satu sekarang."
}

func (s *Screen) backupAt(key string) (app.Backup, bool) {
	for _, b := range s.kept.List {
		if b.Key() == key {
			return b, true
		}
	}
	return app.Backup{}, false
}

func (s *Screen) backupDetail(key string, w int) []string {
	if t, ok := strings.CutPrefix(key, startRow); ok {
		if i, ok := index(t, len(s.kept.Started)); ok {
			return append(s.heading("SAAT DATA DIBUKA", w), part.Wrap(plain.Text(pulih.Text(s.kept.Started[i])), w)...)
		}
	}
	b, ok := s.backupAt(key)
	if !ok {
		return nil
	}
	out := s.heading("CADANGAN", w)
	ps := []pair{
		{"Waktu", longTime(b.At)},
		{"Isi", "sampai kejadian " + tanggal.Thousands(int64(b.Events))},
		{"Kepala", b.Head},
		{"Ukuran", tanggal.Size(b.Size)},
		{"Sebab", b.Reason},
		{"Keadaan", s.backupState(b)},
	}
	for _, p := range b.Paths {
		ps = append(ps, pair{"Berkas", plain.Line(p)})
	}
	out = append(out, s.pairs(w, ps)...)
	if why := s.kept.seen[seenKey(b)]; why != "" {
		out = append(append(out, ""), part.Wrap(why, w)...)
	}
	return append(append(out, ""), part.Wrap("Enter memulihkannya ke map baru di sebelah map data. "+app.NotInBackups, w)...)
}

// backupActions are those of the chapter.
func (s *Screen) backupActions() []kit.Action {
	k := s.K.Keys.Data
	restore := kit.Action{ID: "data.pulihkan", Key: s.K.Keys.List.Edit, Run: s.restoreSelected}
	restore.Key.SetHelp("Enter", "pulihkan")
	create := kit.Action{ID: "data.cadangkan", Key: k.New, About: "cadangkan, juga dengan kata sandi", Run: s.askBackup}
	create.Key.SetHelp("n", "cadangkan")
	check := kit.Action{ID: "data.periksa", Key: k.Check, About: "periksa seluruh data", Run: s.check}
	file := kit.Action{ID: "data.pulihkan-berkas", Key: k.File, About: "pulihkan dari berkas cadangan", Run: s.pickBackup}
	if _, ok := s.backupAt(s.Selected()); !ok {
		restore.Reason, restore.Hidden = "Pilih dulu sebuah cadangan.", true
	}
	if s.kept.loaded && s.kept.Dir == "" {
		for _, a := range []*kit.Action{&restore, &create, &check, &file} {
			a.Reason, a.Hidden = "Data ini hanya di memori.", true
		}
	}
	return []kit.Action{restore, create, file, check}
}

// askBackup asks where a backup goes, then makes it.
func (s *Screen) askBackup() tea.Cmd {
	keys := s.K.Keys
	folder := func(done func(dir string) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			return kit.Push(pilih.New(s.K, pilih.Spec{Title: "Cadangan · pilih map", What: pilih.Folder, Place: "tujuan",
				Done: func(paths []string) tea.Cmd { return done(paths[0]) }}))
		}
	}
	here := kit.Choice{Key: keys.Dialog.OK, Run: func() tea.Cmd { return s.backUp(app.BackupTo{}) }}
	here.Key.SetHelp(here.Key.Help().Key, "simpan di sana")
	other := kit.Choice{Key: keys.Data.Other, Run: folder(func(dir string) tea.Cmd { return s.backUp(app.BackupTo{Dir: dir}) })}
	other.Key.SetHelp(other.Key.Help().Key, "pilih map lain, misalnya flash disk")
	sealed := kit.Choice{Key: keys.Data.Seal, Run: folder(func(dir string) tea.Cmd {
		return kit.Push(newSealing(s.K, dir, func(info backup.Info) tea.Cmd {
			return tea.Batch(s.loadBackups(), kit.Notify(kit.Good, "Cadangan berkata sandi dibuat dan sudah dibaca ulang: "+plain.Line(info.Path)))
		}))
	})}
	sealed.Key.SetHelp(sealed.Key.Help().Key, "pilih map dan kunci dengan kata sandi")

	text := "Semua catatan disalin menjadi satu berkas, lalu dibaca ulang.\n\nTujuan: " + plain.Line(s.kept.Dir)
	if s.kept.Second != "" {
		text += "\ndan " + plain.Line(s.kept.Second)
	}
	choices := []kit.Choice{here, other, sealed}
	if s.kept.ReadOnly {
		text, choices = "Semua catatan disalin menjadi satu berkas, lalu dibaca ulang.\n\nData dibuka untuk dibaca saja; cadangannya ditaruh di map lain.", choices[1:]
	}
	text += "\n\n" + app.NotInBackups
	if s.kept.Carry != "" {
		text += " " + s.kept.Carry
	}
	return kit.Ask(kit.Dialog{Title: "Cadangkan sekarang", Text: text, Choices: choices})
}

func (s *Screen) backUp(to app.BackupTo) tea.Cmd {
	k := s.K
	return s.Job.Start(job.Spec{Doing: "Mencadangkan", What: "Cadangan belum dibuat", Reads: true, Stopped: "Dihentikan; cadangan tidak jadi dibuat.",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			info, err := k.App.BackUp(ctx, to)
			if err != nil && !errors.Is(err, datafolder.ErrNoSecond) {
				return nil, err
			}
			tone, text := kit.Good, "Cadangan dibuat dan sudah dibaca ulang: "+plain.Line(info.Path)
			if err != nil {
				tone, text = kit.Warn, k.Sentence(err)
			}
			return func() tea.Cmd { return tea.Batch(kit.Notify(tone, text), s.loadBackups()) }, nil
		}})
}

// check reads everything that is kept and tells what it found.
func (s *Screen) check() tea.Cmd {
	k := s.K
	return s.Job.Start(job.Spec{Doing: "Memeriksa data", What: "Data belum diperiksa", Reads: true, Stopped: "Pemeriksaan dihentikan; tidak ada yang berubah.",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			c, err := k.App.CheckData(ctx)
			if err != nil {
				return nil, err
			}
			return func() tea.Cmd {
				s.kept.seen = nil // what was read before may have changed
				return tea.Batch(kit.Ask(kit.Dialog{Title: "Hasil pemeriksaan", Text: checkText(c)}), s.loadBackups())
			}, nil
		}})
}

// mostFindings is how many findings a dialog tells in full.
const mostFindings = 40

func checkText(c app.Checked) string {
	var b strings.Builder
	if len(c.Findings) == 0 {
		fmt.Fprintf(&b, "✓ Baik. Rantai %s kejadian utuh; catatan, jurnal salinan, cadangan, dan berkas eviden cocok.\n\nKepala: %s. Angka yang sama tercetak di kaki notula terbaru.",
			tanggal.Thousands(int64(c.Events)), c.Head)
	} else {
		fmt.Fprintf(&b, "▲ Ada %d yang tidak beres:\n\n", len(c.Findings))
		for i, f := range c.Findings {
			if i == mostFindings {
				fmt.Fprintf(&b, "… dan %d lagi; semuanya: monev periksa\n", len(c.Findings)-i)
				break
			}
			b.WriteString("• " + plain.Line(f) + "\n")
		}
		b.WriteString("\nTidak ada yang diubah. Jangan hapus apa pun; tutup lalu buka lagi monev supaya data dipulihkan dari salinannya, atau mintalah bantuan.")
	}
	if c.Copy {
		b.WriteString("\n\nYang diperiksa hanya jurnal salinan dan cadangannya: data sedang dibuka oleh monev lain.")
	}
	return b.String()
}

func (s *Screen) restoreSelected() tea.Cmd {
	b, ok := s.backupAt(s.Selected())
	if !ok {
		return nil
	}
	about := fmt.Sprintf("Cadangan %s, sampai kejadian %s (sekarang %s).", longTime(b.At), tanggal.Thousands(int64(b.Events)), tanggal.Thousands(int64(s.kept.Events)))
	return s.askRestore(about, b.Paths...)
}

// pickBackup lets the user choose a file to restore.
func (s *Screen) pickBackup() tea.Cmd {
	return kit.Push(pilih.New(s.K, pilih.Spec{Title: "Pilih berkas cadangan", What: pilih.File, Endings: []string{".db", ".age"}, Kind: "cadangan", Is: backup.Is, Place: "tujuan",
		Done: func(paths []string) tea.Cmd { return s.askRestore("Berkas "+plain.Line(paths[0])+".", paths[0]) }}))
}

// askRestore says what restoring means, then restores the first of several copies
// that can be read.
func (s *Screen) askRestore(about string, paths ...string) tea.Cmd {
	keys := s.K.Keys.Dialog
	yes := kit.Choice{Key: keys.Yes, Run: func() tea.Cmd { return s.restore(paths) }}
	yes.Key.SetHelp(yes.Key.Help().Key, "pulihkan ke map baru")
	return kit.Ask(kit.Dialog{Title: "Pulihkan cadangan", Choices: []kit.Choice{{Key: keys.Cancel}, yes},
		Text: about + "\n\nIsinya menjadi map data baru di sebelah map data yang sekarang. Data yang sekarang tidak diubah, dan monev tetap memakainya. " + app.NotInBackups})
}

func (s *Screen) restore(paths []string) tea.Cmd {
	k := s.K
	return s.Job.Start(job.Spec{Doing: "Memulihkan", What: "Cadangan belum dipulihkan", Reads: true, Stopped: "Dihentikan; data yang sekarang tidak diubah.",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			var err error
			for _, path := range paths {
				var r app.Restored
				if r, err = k.App.Restore(ctx, path, ""); err == nil {
					return func() tea.Cmd { return kit.Ask(restoredDialog(r)) }, nil
				}
				if errors.Is(err, backup.ErrSealed) {
					return func() tea.Cmd {
						return kit.Push(newUnsealing(k, path, func(r app.Restored) tea.Cmd { return kit.Ask(restoredDialog(r)) }))
					}, nil
				}
				if _, told := monev.AsRefusal(err); !told || ctx.Err() != nil {
					break
				}
			}
			return nil, err
		}})
}

// restoredDialog says where the restored data are and how to look at them.
func restoredDialog(r app.Restored) kit.Dialog {
	text := "Map data baru, sampai kejadian " + tanggal.Thousands(int64(r.Info.Head.Seq)) + ":\n" + plain.Line(r.Dir) +
		"\n\nUntuk membukanya: tutup monev, lalu di jendela terminal jalankan\n\n    " + app.OpenWith(r.Dir) +
		"\n\nData yang sekarang tidak diubah. " + app.NotInBackups
	if r.Copy != "" {
		text += " " + r.Copy
	}
	return kit.Dialog{Title: "Cadangan sudah dipulihkan", Text: text}
}
