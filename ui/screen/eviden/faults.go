package eviden

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// faults is the check of the evidence files: what is missing, moved, changed, or
// lies in the data folder without a record. Nothing is mended without a key.
type faults struct {
	*stage.Base
	reg   *Screen
	check app.EvidenceCheck // its Faults are those that are not mended
	found []app.Fault       // all of them
	done  bool
}

func newFaults(reg *Screen) *faults {
	s := &faults{Base: stage.NewBase(reg.K), reg: reg}
	s.List.Empty = "Memeriksa berkas eviden …"
	return s
}

// Init is kit.Screen.
func (s *faults) Init() tea.Cmd { return s.run() }

// run reads every file again.
func (s *faults) run() tea.Cmd {
	k, year := s.K, s.reg.book.Year
	s.done = false
	s.List.Empty = "Memeriksa berkas eviden …"
	s.SetItems(nil)
	var names []string
	var sizes []int64
	for _, e := range s.reg.book.All() {
		if e.File != nil {
			names, sizes = append(names, e.Title), append(sizes, e.File.Size)
		}
	}
	return s.Job.Start(job.Spec{Doing: "Memeriksa", What: "Berkas belum dapat diperiksa", Reads: true, Stopped: "Pemeriksaan dihentikan; tidak ada yang berubah.",
		Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			check, err := k.App.CheckEvidence(ctx, year, counted(tell, names, sizes))
			if err != nil {
				return func() tea.Cmd {
					s.List.Empty = "Pemeriksaan belum selesai. u memeriksa lagi."
					return nil
				}, err
			}
			return func() tea.Cmd { s.check, s.found, s.done = check, check.Faults, true; s.arrange(); return nil }, nil
		}})
}

// faultKinds are the groups of the list, in their order.
var faultKinds = []app.FaultKind{app.FaultMissing, app.FaultMoved, app.FaultChanged, app.FaultOrphan}

func (s *faults) sign(kind app.FaultKind) (string, *lipgloss.Style) {
	st := s.K.Styles
	switch kind {
	case app.FaultMissing:
		return "✗", &st.Bad
	case app.FaultMoved:
		return "→", &st.Accent
	case app.FaultChanged:
		return "!", &st.Warn
	}
	return "?", &st.Muted
}

func (s *faults) arrange() {
	st := s.K.Styles
	var rows []stage.Item
	for _, kind := range faultKinds {
		var list []int
		for i, f := range s.check.Faults {
			if f.Kind == kind {
				list = append(list, i)
			}
		}
		if len(list) == 0 {
			continue
		}
		rows = append(rows, stage.Item{Header: true, Line: func(w int) string {
			return part.Cut(" "+st.Heading.Render(fmt.Sprintf("%s (%d)", strings.ToUpper(string(kind)), len(list))), w)
		}})
		for _, i := range list {
			rows = append(rows, s.row(i))
		}
	}
	s.List.Empty = "Semua berkas eviden ada dan tidak berubah."
	if s.check.Files == 0 {
		s.List.Empty = "Belum ada eviden yang berupa berkas, dan tidak ada berkas yang tak terdaftar."
	}
	s.SetItems(rows)
}

func (s *faults) row(i int) stage.Item {
	st, f := s.K.Styles, s.check.Faults[i]
	mark, style := s.sign(f.Kind)
	code, text := f.Evidence.Item, f.Evidence.Title
	if f.Kind == app.FaultOrphan {
		code, text = f.Item, path.Base(f.File.Path)
	}
	line := func(w int) string {
		return part.Columns(w, part.Cell{Text: mark, Width: 1, Style: style}, part.Cell{Text: code, Width: 13}, part.Cell{Text: text})
	}
	return stage.Item{Key: strconv.Itoa(i), Line: line, Full: func(w int) []string {
		d := &sheet{w: w, in: 3}
		d.add(line(w))
		d.under("", f.Text, nil)
		if f.Kind == app.FaultOrphan { // the sentence may have cut it
			d.under("Di map data: ", f.File.Path, &st.Muted)
		}
		d.under("Enter: ", remedy(f), &st.Muted)
		return d.out
	}}
}

// remedy is what Enter offers.
func remedy(f app.Fault) string {
	switch f.Kind {
	case app.FaultMissing:
		return "memilih berkasnya lagi"
	case app.FaultMoved:
		return "memperbarui letaknya"
	case app.FaultChanged:
		return "menerima isinya sebagai versi baru"
	}
	if f.Item != "" {
		return "mendaftarkannya pada " + f.Item
	}
	return "memilih butirnya, lalu mendaftarkannya"
}

func (s *faults) selected() (app.Fault, bool) {
	i, err := strconv.Atoi(s.Selected())
	if err != nil || i < 0 || i >= len(s.check.Faults) {
		return app.Fault{}, false
	}
	return s.check.Faults[i], true
}

// repair offers what mends the selected fault.
func (s *faults) repair() tea.Cmd {
	f, ok := s.selected()
	if !ok {
		return nil
	}
	k := s.K
	ask := func(title, yes string, what string, do func(context.Context) error) tea.Cmd {
		key := k.Keys.Dialog.Yes
		key.SetHelp(key.Help().Key, yes)
		return kit.Ask(kit.Dialog{Title: title, Text: f.Text, Choices: []kit.Choice{
			{Key: k.Keys.Dialog.Cancel},
			{Key: key, Run: func() tea.Cmd { return s.mend(f, what, do) }},
		}})
	}
	switch f.Kind {
	case app.FaultMissing:
		return s.reg.replaceOf(f.Evidence, s.Job, func() { s.drop(f) })
	case app.FaultMoved:
		return ask("Perbarui letak", "perbarui", "Letak", func(ctx context.Context) error { return k.App.RelinkEvidence(ctx, f.Evidence.ID, f.File) })
	case app.FaultChanged:
		return ask("Terima perubahan", "terima sebagai versi baru, belum diperiksa", "Versi baru", func(ctx context.Context) error {
			return k.App.AcceptChange(ctx, f.Evidence.ID)
		})
	}
	if f.Item != "" {
		return ask("Daftarkan berkas", "daftarkan pada "+f.Item, "Eviden", s.adopt(f, f.Item))
	}
	item := followup.Item(s.reg.book.Instrument, "")
	item.Required, item.Hint = true, "bagian kode atau kata"
	form := part.NewForm(k.Styles, "DAFTARKAN BERKAS", item)
	form.Help = "daftarkan"
	return s.Ask.Open(form, func(form *part.Form) tea.Cmd {
		return s.mend(f, "Eviden", s.adopt(f, form.Value("butir")))
	})
}

// adopt is the write that registers a file as evidence of a question.
func (s *faults) adopt(f app.Fault, item string) func(context.Context) error {
	k, e := s.K, monev.Evidence{Year: s.reg.book.Year, Item: item, Status: monev.EvidenceUnchecked}
	return func(ctx context.Context) error {
		_, err := k.App.AdoptOrphan(ctx, e, f.File)
		return err
	}
}

type mendedMsg struct {
	s    *faults
	f    app.Fault
	what string
	err  error
}

// mend stores the repair; the fault goes off the list when it is stored.
func (s *faults) mend(f app.Fault, what string, do func(context.Context) error) tea.Cmd {
	k := s.K
	return k.Writes.Add(func() tea.Msg { return mendedMsg{s, f, what, do(k.Ctx)} })
}

func (s *faults) mended(msg mendedMsg) tea.Cmd {
	if msg.err != nil {
		return s.K.Failed(msg.what+" belum tersimpan", msg.err)
	}
	s.drop(msg.f)
	return tea.Batch(kit.Changed(), kit.Notify(kit.Good, msg.what+" tersimpan."))
}

func (s *faults) drop(f app.Fault) {
	s.check.Faults = slices.DeleteFunc(slices.Clone(s.check.Faults), func(o app.Fault) bool {
		return o.Kind == f.Kind && o.Evidence.ID == f.Evidence.ID && o.File.Path == f.File.Path
	})
	s.arrange()
}

// again lists what the records, as they were read again, leave of what was found:
// a repair may have been undone.
func (s *faults) again() {
	s.check.Faults = slices.DeleteFunc(slices.Clone(s.found), s.mendedBy)
	s.arrange()
}

// mendedBy tells whether the register says otherwise than when the files were checked.
func (s *faults) mendedBy(f app.Fault) bool {
	if f.Kind == app.FaultOrphan {
		return slices.ContainsFunc(s.reg.book.All(), func(e monev.Evidence) bool { return e.File != nil && e.File.Path == f.File.Path })
	}
	e, there := s.reg.byID[f.Evidence.ID]
	return !there || e.File == nil || f.Evidence.File == nil || e.File.Path != f.Evidence.File.Path || e.File.SHA256 != f.Evidence.File.SHA256
}

// Title is kit.Screen.
func (s *faults) Title() string { return fmt.Sprintf("Periksa berkas eviden %d", s.reg.book.Year) }

// Explain is kit.Explainer.
func (s *faults) Explain() string {
	return "Setiap berkas eviden dibaca lagi dan dibandingkan dengan sidik yang tercatat: yang hilang, pindah, berubah, dan berkas di map eviden yang tak terdaftar. " +
		"Tidak ada yang diperbaiki sendiri; Enter menawarkan perbaikan untuk baris yang dipilih."
}

// Actions is kit.Screen.
func (s *faults) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k := s.K.Keys.Faults
	repair := kit.Action{ID: "periksa.perbaiki", Key: k.Repair, Changes: true, Run: s.repair}
	if _, ok := s.selected(); !ok {
		repair.Reason, repair.Hidden = "Tidak ada yang perlu diperbaiki.", true
	}
	return []kit.Action{repair, {ID: "periksa.ulang", Key: k.Again, Run: s.run}, {ID: "periksa.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
}

// Update is kit.Screen.
func (s *faults) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case mendedMsg:
		if msg.s == s {
			return s.mended(msg)
		}
		return nil
	case loadedMsg: // the register, which is below, has it already
		if msg.s == s.reg && msg.err == nil && s.done {
			s.again()
		}
		return nil
	}
	return s.Base.Update(msg)
}

// View is kit.Screen.
func (s *faults) View() string {
	st := s.K.Styles
	head := []string{""}
	if s.done {
		head = []string{" " + st.Muted.Render(part.Cut(fmt.Sprintf("%s dibaca · %s · %s", plural(s.check.Files, "berkas"), tanggal.Size(s.check.Bytes),
			plural(len(s.check.Faults), "perlu dilihat")), s.W-2)), ""}
	}
	return s.Draw(head)
}

var (
	_ kit.Screen    = (*faults)(nil)
	_ kit.Capturer  = (*faults)(nil)
	_ kit.Handler   = (*faults)(nil)
	_ kit.Leaver    = (*faults)(nil)
	_ kit.Explainer = (*faults)(nil)
)
