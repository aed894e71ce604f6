package data

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/backup"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
)

// The fields of the form for a passphrase.
const (
	fieldName  = "nama"
	fieldPass  = "sandi"
	fieldAgain = "ulang"
)

// passphrase is the screen that asks for the passphrase of a backup and stays until
// the backup was made, or opened. Nothing that is typed there goes to the disk: it
// keeps no draft.
type passphrase struct {
	k     *kit.Kit
	title string
	about string // what it is for, above the form
	form  *part.Form
	job   *job.Job
	spec  job.Spec // Run is set when the form is submitted
	// run is the work; it is called in a command. What it returns is called when the
	// screen has gone.
	run func(ctx context.Context, name, pass string) (func() tea.Cmd, error)

	w, h  int
	formY int
}

// newSealing asks under which name and passphrase a backup is put into a folder;
// made is called when that is done.
func newSealing(k *kit.Kit, dir string, made func(backup.Info) tea.Cmd) *passphrase {
	s := &passphrase{k: k, title: "Cadangan berkata sandi", job: job.New(k),
		about: "Cadangan ini dapat dibawa keluar: tanpa kata sandinya tidak seorang pun dapat membukanya, juga bukan pembuatnya. " +
			"Simpan kata sandinya di tempat lain.\n\nMap tujuan: " + plain.Line(dir),
		spec: job.Spec{Doing: "Mencadangkan", What: "Cadangan belum dibuat", Reads: true, Stopped: "Dihentikan; cadangan tidak jadi dibuat."}}
	s.form = part.NewForm(k.Styles, "",
		part.Field{Name: fieldName, Label: "Nama berkas", Value: app.SealedName(k.App.Now()), Required: true, Limit: 100, Size: 60, Check: checkName},
		part.Field{Name: fieldPass, Label: "Kata sandi", Secret: true, Required: true, Replace: true, Limit: passLimit,
			Hint: "sedikitnya 8 huruf, mis. beberapa kata"},
		part.Field{Name: fieldAgain, Label: "Sekali lagi", Secret: true, Required: true, Replace: true, Limit: passLimit})
	s.form.Help = "buat cadangan"
	s.form.Focus(fieldPass)
	s.run = func(ctx context.Context, name, pass string) (func() tea.Cmd, error) {
		if !strings.EqualFold(filepath.Ext(name), app.SealedEnding) {
			name += app.SealedEnding
		}
		info, err := k.App.BackUp(ctx, app.BackupTo{File: filepath.Join(dir, name), Passphrase: pass})
		return func() tea.Cmd { return made(info) }, err
	}
	return s
}

// newUnsealing asks for the passphrase of a sealed backup, and restores it; restored
// is called when that is done.
func newUnsealing(k *kit.Kit, path string, restored func(app.Restored) tea.Cmd) *passphrase {
	s := &passphrase{k: k, title: "Cadangan berkata sandi", job: job.New(k),
		about: "Cadangan ini dikunci dengan kata sandi.\n\nBerkas: " + plain.Line(path),
		spec:  job.Spec{Doing: "Memulihkan", What: "Cadangan belum dipulihkan", Reads: true, Stopped: "Dihentikan; data yang sekarang tidak diubah."}}
	s.form = part.NewForm(k.Styles, "",
		part.Field{Name: fieldPass, Label: "Kata sandi", Secret: true, Required: true, Replace: true, Limit: passLimit})
	s.form.Help = "pulihkan"
	s.run = func(ctx context.Context, _, pass string) (func() tea.Cmd, error) {
		r, err := k.App.Restore(ctx, path, pass)
		return func() tea.Cmd { return restored(r) }, err
	}
	return s
}

// checkName refuses what cannot be the name of a file on every computer.
func checkName(text string) (string, string, error) {
	if fits := plain.FileName(text, 120); fits != text {
		return "", "", monev.Refuse(fieldName, "Nama itu tidak dapat dipakai; yang dapat: %s", fits)
	}
	return text, "", nil
}

// passLimit is the most letters of a passphrase.
const passLimit = 200

// Init is kit.Screen.
func (s *passphrase) Init() tea.Cmd { return nil }

// SetSize is kit.Screen.
func (s *passphrase) SetSize(w, h int) { s.w, s.h = w, h }

// Title is kit.Screen.
func (s *passphrase) Title() string { return s.title }

// Explain is kit.Explainer.
func (s *passphrase) Explain() string {
	return "Kata sandi diketik tanpa terlihat dan tidak disimpan di mana pun. Enter ke isian berikut, di isian terakhir mulai bekerja; Esc kembali."
}

// Capturing is kit.Capturer.
func (s *passphrase) Capturing() bool { return true }

// Leave is kit.Leaver.
func (s *passphrase) Leave() tea.Cmd { return s.job.Leave() }

// Actions is kit.Screen.
func (s *passphrase) Actions() []kit.Action {
	if s.job.Running() {
		return s.job.Actions()
	}
	return nil
}

// Handle is kit.Handler.
func (s *passphrase) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if cmd, used := s.job.Update(msg); used {
		return cmd, true
	}
	if kit.Reserved(s.k, msg) {
		return nil, false
	}
	cmd, ev := s.form.Update(msg)
	return tea.Batch(cmd, s.formed(ev)), true
}

// Update is kit.Screen.
func (s *passphrase) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := s.job.Update(msg); used {
		return cmd
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		cmd, ev := s.form.Update(msg)
		return tea.Batch(cmd, s.formed(ev))
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft && msg.Y >= s.formY {
			return s.formed(s.form.Click(msg.X-1, msg.Y-s.formY))
		}
	}
	return nil
}

func (s *passphrase) formed(ev part.Event) tea.Cmd {
	switch ev {
	case part.Cancelled:
		return kit.Pop()
	case part.Submitted:
		return s.submit()
	}
	return nil
}

func (s *passphrase) submit() tea.Cmd {
	pass := s.form.Typed(fieldPass) // with its blanks: they count
	if s.form.Has(fieldAgain) {
		if r, short := monev.AsRefusal(app.CheckPassphrase(pass)); short {
			return s.refuse(fieldPass, r.Reason)
		}
		if s.form.Typed(fieldAgain) != pass {
			return s.refuse(fieldAgain, "Tidak sama dengan kata sandi di atas; ketik sekali lagi.")
		}
	}
	name, named, spec := s.form.Value(fieldName), s.form.Has(fieldName), s.spec
	spec.Run = func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
		done, err := s.run(ctx, name, pass)
		if r, told := monev.AsRefusal(err); told && ctx.Err() == nil {
			field, why := fieldName, r.Reason
			if !named {
				field = fieldPass
			}
			if errors.Is(err, backup.ErrPassphrase) { // which file it is stands above
				why = "Kata sandi salah, atau berkasnya rusak; tidak ada yang diubah. Huruf besar dan kecil dibedakan."
			}
			return func() tea.Cmd { return s.refuse(field, why) }, nil
		}
		if err != nil {
			return nil, err
		}
		return func() tea.Cmd { return kit.PopThen(done) }, nil
	}
	return s.job.Start(spec)
}

// refuse says beside a field what is wrong with it; what was typed stays, and the
// next letter begins anew.
func (s *passphrase) refuse(field, why string) tea.Cmd {
	s.form.Focus(field)
	s.form.SetError(field, why)
	return nil
}

// View is kit.Screen.
func (s *passphrase) View() string {
	st := s.k.Styles
	var lines []string
	for _, l := range part.Wrap(s.about, max(s.w-2, 10)) {
		lines = append(lines, st.Text.Render(part.Cut(" "+l, s.w)))
	}
	form := strings.Split(s.form.View(s.w-2, max(s.h-2, 3)), "\n")
	if room := max(s.h-len(form)-1, 0); len(lines) > room { // the form needs it
		lines = lines[:room]
	}
	lines = append(lines, "")
	s.formY = len(lines)
	for _, l := range form {
		lines = append(lines, " "+l)
	}
	return s.job.Over(strings.Join(lines, "\n"), s.w, s.h)
}

var (
	_ kit.Screen    = (*passphrase)(nil)
	_ kit.Capturer  = (*passphrase)(nil)
	_ kit.Handler   = (*passphrase)(nil)
	_ kit.Leaver    = (*passphrase)(nil)
	_ kit.Explainer = (*passphrase)(nil)
)
