package lke

import (
	"context"
	"fmt"
	"path/filepath"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/screen/pilih"
)

const (
	place      = "lke" // under which the folder of chosen files is remembered
	maxLKEFile = 64 << 20
)

// choice is an answer to a dialog, with what it does.
func choice(k key.Binding, about string, run func() tea.Cmd) kit.Choice {
	k.SetHelp(k.Help().Key, about)
	return kit.Choice{Key: k, Run: run}
}

// openFiles asks what is done with a file of answers.
func (s *Screen) openFiles() tea.Cmd {
	k, year := s.k.Keys.LKEFiles, s.b.w.Year
	return kit.Ask(kit.Dialog{
		Title: fmt.Sprintf("Berkas LKE %d", year),
		Text: "Dapat diambil: JSON PortalRB, formulir Excel kementerian, buku kerja monev. " +
			"Yang ditulis masuk ke map dokumen; buku kerja dapat diisi lalu diambil lagi.",
		Choices: []kit.Choice{
			choice(k.Take, "ambil jawaban dari berkas", func() tea.Cmd {
				return s.pickFile("Ambil jawaban LKE · pilih berkas", []string{".json", ".xlsx", ".xlsm"}, func(path string) tea.Cmd { return s.takeFile(year, path, false) })
			}),
			choice(k.Portal, "tulis JSON PortalRB", func() tea.Cmd { return s.writeFile(year, "portal", "") }),
			choice(k.Book, "tulis buku kerja Excel", func() tea.Cmd { return s.writeFile(year, "xlsx", "") }),
			choice(k.Form, "isi salinan formulir Excel kementerian", func() tea.Cmd {
				return s.pickFile("Isi formulir LKE · pilih formulir", []string{".xlsx", ".xlsm"}, func(path string) tea.Cmd { return s.writeFile(year, "xlsx", path) })
			}),
		},
	})
}

func (s *Screen) pickFile(title string, endings []string, then func(path string) tea.Cmd) tea.Cmd {
	return kit.Push(pilih.New(s.k, pilih.Spec{Title: title, What: pilih.File, Endings: endings, Kind: "berkas LKE", Place: place,
		Done: func(paths []string) tea.Cmd { return then(paths[0]) }}))
}

// takeFile takes the answers of a file for a year; those of another unit only if
// foreign.
func (s *Screen) takeFile(year int, path string, foreign bool) tea.Cmd {
	k := s.k
	return s.job.Start(job.Spec{Doing: "Mengambil jawaban", What: "Jawaban belum diambil", Stopped: "Dihentikan; tidak ada jawaban yang berubah.",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			data, err := app.ReadFile(path, "berkas LKE", maxLKEFile)
			if err != nil {
				return nil, err
			}
			in, err := k.App.ImportLKE(ctx, data, year, foreign)
			if r, told := monev.AsRefusal(err); told && r.Field == app.OtherUnit {
				return func() tea.Cmd { return s.askForeign(year, path, r.Reason) }, nil
			}
			if err != nil {
				return nil, err
			}
			text := fmt.Sprintf("%d jawaban unit dan %d jawaban TPI berubah", in.Unit, in.TPI)
			if n := len(in.Notes); n > 0 {
				text += fmt.Sprintf("; %d catatan TPI, m membukanya", n)
			}
			return func() tea.Cmd { return kit.Notify(kit.Good, text+".") }, nil
		}})
}

// askForeign asks whether the answers of another unit are taken all the same.
func (s *Screen) askForeign(year int, path, why string) tea.Cmd {
	keys := s.k.Keys.Dialog
	return kit.Ask(kit.Dialog{Title: "Berkas milik unit lain", Text: why + "\n\nJawabannya menggantikan jawaban yang sekarang; Ctrl+Z mengembalikannya.",
		Choices: []kit.Choice{{Key: keys.Cancel}, choice(keys.Yes, "ambil juga", func() tea.Cmd { return s.takeFile(year, path, true) })}})
}

// writeFile writes the answers of a year into the folder of documents; form is the file
// of the ministry that a copy is filled in of, empty for none.
func (s *Screen) writeFile(year int, format, form string) tea.Cmd {
	k := s.k
	return s.job.Start(job.Spec{Doing: "Menulis", What: "Berkas LKE belum ditulis",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			var data []byte
			if form != "" {
				var err error
				if data, err = app.ReadFile(form, "berkas LKE", maxLKEFile); err != nil {
					return nil, err
				}
			}
			to, out, err := k.App.SaveLKE(ctx, year, format, data)
			if err != nil {
				return nil, err
			}
			text := filepath.Base(to) + " ditulis ke " + filepath.Dir(to)
			if n := len(out.Left); n > 0 {
				text += fmt.Sprintf("; %d hal tidak termuat", n)
			}
			return func() tea.Cmd { return kit.Notify(kit.Good, text+".") }, nil
		}})
}
