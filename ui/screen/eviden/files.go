package eviden

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/evidence"
	"monev/internal/folder"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/screen/pilih"
)

const place = "eviden" // under which the folder is remembered

// counted tells a job's progress of files that are worked at one after another:
// the app counts bytes over all of them.
func counted(tell func(job.Progress), names []string, sizes []int64) func(done, total int64) {
	return func(done, total int64) {
		i, upTo := 0, int64(0)
		for i < len(sizes) && upTo+sizes[i] <= done {
			upTo += sizes[i]
			i++
		}
		p := job.Progress{Done: i, Total: len(sizes), Bytes: done, Size: total}
		if i < len(names) {
			p.Name = names[i]
		}
		tell(p)
	}
}

// pick chooses files for what is selected.
func (s *Screen) pick() tea.Cmd {
	e := s.base(monev.EvidenceFile)
	return kit.Push(pilih.New(s.K, pilih.Spec{
		Title: "Pilih berkas eviden " + subject(e), What: pilih.Files, Place: place,
		Done: func(paths []string) tea.Cmd { return s.picked(e, paths) },
	}))
}

// picked asks how one file, or files that prove no question alone, are taken;
// several files of a question are shown in a table first.
func (s *Screen) picked(e monev.Evidence, paths []string) tea.Cmd {
	in := s.book.Instrument
	if len(paths) > 1 && !s.scoped() && e.Item != "" {
		return kit.Push(newIntake(s, e.Item, func(ctx context.Context) ([]app.Candidate, error) {
			list, err := s.K.App.Candidates(ctx, e.Year, e.Item, paths)
			for i, c := range list {
				list[i].Note = cmp.Or(otherCode(in, e.Item, c.Name), c.Note)
			}
			return list, err
		}))
	}
	text := folder.Shown(filepath.Base(paths[0])) + "\nuntuk " + subject(e)
	if n := len(paths); n > 1 {
		text = folder.Shown(filepath.Base(paths[0])) + " dan " + plural(n-1, "berkas lain") + "\nuntuk " + subject(e)
	}
	for _, p := range paths {
		if note := otherCode(in, e.Item, filepath.Base(p)); note != "" {
			text += "\n\n! " + note
			break
		}
	}
	return s.askWay("Ambil berkas eviden", text, func(keep bool) tea.Cmd { return s.attach(e, paths, keep) })
}

// otherCode says that the name of a file begins with the code of another question
// than the one it is chosen for; empty if it does not.
func otherCode(in *lke.Instrument, item, name string) string {
	it := evidence.FromName(in, folder.Shown(name)).Sure()
	if it == nil || item == "" || it.Code == item {
		return ""
	}
	return "Nama berkas menunjuk butir " + it.Code + "; pastikan butirnya benar."
}

// askWay asks whether files are copied or registered where they are.
func (s *Screen) askWay(title, text string, then func(keep bool) tea.Cmd) tea.Cmd {
	copied, stays := s.K.Keys.Dialog.OK, s.K.Keys.Intake.Take
	copied.SetHelp(copied.Help().Key, "salin ke map data (aman bila flash disk dicabut)")
	stays.SetHelp(stays.Help().Key, "daftarkan di tempatnya, tanpa menyalin")
	return kit.Ask(kit.Dialog{Title: title, Text: text, Choices: []kit.Choice{
		{Key: copied, Run: func() tea.Cmd { return then(true) }},
		{Key: stays, Run: func() tea.Cmd { return then(false) }},
	}})
}

// attach takes files one after another. Each is evidence of its own; the ones
// that were taken stay when a later one fails.
func (s *Screen) attach(e monev.Evidence, paths []string, keep bool) tea.Cmd {
	k := s.K
	s.touched[e.Item] = true
	return s.Job.Start(job.Spec{Doing: doing(keep), What: "Eviden belum tercatat",
		Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			var ids []string
			for i, p := range paths {
				name := folder.Shown(filepath.Base(p))
				got, err := k.App.AttachFile(ctx, e, p, keep, "", func(done, total int64) {
					tell(job.Progress{Done: i, Total: len(paths), Bytes: done, Size: total, Name: name})
				})
				if err != nil && len(ids) > 0 { // those before it are recorded
					why := k.Sentence(err)
					if errors.Is(err, context.Canceled) {
						why = "dihentikan."
					}
					return func() tea.Cmd {
						s.want = evidenceKey(ids[0])
						return kit.Notify(kit.Bad, plural(len(ids), "eviden")+" tercatat, sisanya belum: "+why)
					}, nil
				}
				if err != nil {
					return nil, err
				}
				ids = append(ids, got.ID)
			}
			return func() tea.Cmd {
				s.want = evidenceKey(ids[0])
				if len(ids) == 1 {
					s.opens = ids[0]
				}
				return kit.Notify(kit.Good, plural(len(ids), "eviden")+" tercatat, belum diperiksa.")
			}, nil
		}})
}

func doing(keep bool) string {
	if keep {
		return "Menyalin"
	}
	return "Membaca"
}

// replace gives the selected evidence another file.
func (s *Screen) replace() tea.Cmd {
	_, e := s.selected()
	if e == nil {
		return nil
	}
	return s.replaceOf(*e, s.Job, func() {})
}

// replaceOf chooses another file for evidence; the work runs as a job of the
// screen that asks, and then is called from Update when it is done.
func (s *Screen) replaceOf(e monev.Evidence, j *job.Job, then func()) tea.Cmd {
	keep := e.File == nil || e.File.Kept
	return kit.Push(pilih.New(s.K, pilih.Spec{
		Title: "Pilih berkas pengganti", What: pilih.File, Place: place,
		Done: func(paths []string) tea.Cmd {
			s.touched[e.Item] = true
			k, name := s.K, folder.Shown(filepath.Base(paths[0]))
			e.Status = monev.EvidenceUnchecked
			return j.Start(job.Spec{Doing: doing(keep), What: "Berkas belum diganti",
				Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
					_, err := k.App.AttachFile(ctx, e, paths[0], keep, "", func(done, total int64) {
						tell(job.Progress{Total: 1, Bytes: done, Size: total, Name: name})
					})
					if err != nil {
						return nil, err
					}
					return func() tea.Cmd {
						then()
						return kit.Notify(kit.Good, "Berkas diganti; berkas lama tetap di tempatnya, dan eviden perlu diperiksa lagi.")
					}, nil
				}})
		},
	}))
}

// openFolder chooses a folder whose files are shown before they are taken.
func (s *Screen) openFolder() tea.Cmd {
	year := s.book.Year
	return kit.Push(pilih.New(s.K, pilih.Spec{
		Title: "Pilih map berisi eviden", What: pilih.Folder, Place: place,
		Done: func(paths []string) tea.Cmd {
			return kit.Push(newIntake(s, folder.Shown(filepath.Base(paths[0])), func(ctx context.Context) ([]app.Candidate, error) {
				return s.K.App.ScanFolder(ctx, year, paths[0])
			}))
		},
	}))
}
