package eviden

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/evidence/pack"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/screen/pilih"
)

// askDir asks where something is written: into monev's own documents, or into a
// folder that is chosen, such as one on a flash disk.
func (s *Screen) askDir(title, text string, then func(dir string) tea.Cmd) tea.Cmd {
	k, own := s.K, s.K.App.EvidenceDir(s.book.Year)
	other := k.Keys.Evidence.Folder
	other.SetHelp(other.Help().Key, "pilih map lain, misalnya flash disk")
	pick := kit.Choice{Key: other, Run: func() tea.Cmd {
		return kit.Push(pilih.New(k, pilih.Spec{Title: title + " · pilih map", What: pilih.Folder, Place: "tujuan",
			Done: func(paths []string) tea.Cmd { return then(paths[0]) }}))
	}}
	here := kit.Choice{Key: k.Keys.Dialog.OK, Run: func() tea.Cmd { return then(own) }}
	here.Key.SetHelp(here.Key.Help().Key, "simpan di sana")
	return kit.Ask(kit.Dialog{Title: title, Text: text + "\n\nTujuan: " + plain.Line(own), Choices: []kit.Choice{here, pick}})
}

// pack makes the ZIP of the year.
func (s *Screen) pack() tea.Cmd {
	k, year := s.K, s.book.Year
	text := fmt.Sprintf("Satu berkas ZIP berisi eviden %d menurut area dan butir, dengan daftar isinya, untuk diserahkan kepada TPI.", year)
	return s.askDir("Paket eviden", text, func(dir string) tea.Cmd {
		return s.Job.Start(job.Spec{Doing: "Menyusun paket", What: "Paket belum dibuat", Stopped: "Dihentikan; paket tidak jadi dibuat.",
			Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
				p, err := k.App.PackInto(ctx, year, dir, pack.Options{}, func(done, total int64) {
					doing := "menulis"
					if done > total/2 {
						doing = "memeriksa yang ditulis"
					}
					tell(job.Progress{Bytes: done, Size: total, Name: doing})
				})
				if err != nil {
					return nil, err
				}
				return func() tea.Cmd { return packed(p) }, nil
			}})
	})
}

// packed says what became of a pack.
func packed(p app.Packed) tea.Cmd {
	const most = 12
	text := plain.Line(p.Path) + "\n\n" + plural(p.Files, "berkas") + " · " + tanggal.Size(p.Size) + " · sidik " + p.SHA256[:min(12, len(p.SHA256))]
	title := "Paket selesai"
	if n := len(p.Faults); n > 0 {
		title = "Paket selesai, " + plural(n, "eviden") + " bermasalah"
		shown := p.Faults[:min(n, most)]
		text += "\n\n" + strings.Join(shown, "\n")
		if n > most {
			text += "\ndan " + plural(n-most, "lagi") + "; semuanya ada di index.html."
		}
	}
	return kit.Ask(kit.Dialog{Title: title, Text: text, Unasked: true})
}

// write makes the list to hand out.
func (s *lacking) write() tea.Cmd {
	k, year := s.K, s.reg.book.Year
	return s.reg.askDir("Daftar eviden yang belum lengkap", "Daftar untuk dibagikan, menurut area dan penanggung jawab.", func(dir string) tea.Cmd {
		return s.Job.Start(job.Spec{Doing: "Menulis daftar", What: "Daftar belum dibuat",
			Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
				paths, err := k.App.MissingListInto(ctx, year, dir)
				if err != nil {
					return nil, err
				}
				for i := range paths {
					paths[i] = plain.Line(paths[i])
				}
				return func() tea.Cmd {
					return kit.Ask(kit.Dialog{Title: "Daftar selesai", Text: strings.Join(paths, "\n"), Unasked: true})
				}, nil
			}})
	})
}
