package lke

import (
	"context"
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
)

// What is done with a file of answers.
const (
	takeFile   = "ambil"
	writeJSON  = "portal"
	writeBook  = "xlsx"
	fillForm   = "formulir"
	fieldJob   = "kerja"
	fieldUnit  = "unit"
	maxLKEFile = 64 << 20
)

// openFiles asks for a file of answers to take in or to make.
func (b *book) openFiles(in *input) tea.Cmd {
	year, draft, said := b.w.Year, fmt.Sprintf("lke/%d/berkas", b.w.Year), ""
	return in.open(entry.Spec{
		Name: "berkas", Draft: draft, What: "Berkas LKE", Quiet: true,
		Form: func() *part.Form {
			f := part.NewForm(b.k.Styles, fmt.Sprintf("BERKAS LKE %d", year),
				part.Field{Name: fieldJob, Label: "Yang dikerjakan", Kind: part.Choice, Value: takeFile, Required: true, Options: []part.Option{
					{Key: takeFile, Label: "Ambil jawaban", Hint: "dari JSON PortalRB, formulir Excel kementerian, atau buku kerja monev"},
					{Key: writeJSON, Label: "Tulis PortalRB", Hint: "JSON jawaban unit dan TPI ke map dokumen"},
					{Key: writeBook, Label: "Tulis Excel", Hint: "buku kerja dengan rumus ke map dokumen; dapat diisi lalu diambil lagi"},
					{Key: fillForm, Label: "Isi formulir", Hint: "kolom unit pada salinan formulir Excel kementerian"},
				}},
				part.Field{Name: fieldFile, Label: "Berkas", Hint: "yang diambil, atau formulir yang diisi"},
				part.Field{Name: fieldUnit, Label: "Milik unit lain", Kind: part.Choice, Value: "tolak", Required: true, Options: []part.Option{
					{Key: "tolak", Label: "Tolak"}, {Key: takeFile, Label: "Ambil juga"}}},
			)
			f.Help = "kerjakan"
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			job, path, foreign := v(fieldJob), v(fieldFile), v(fieldUnit) == takeFile
			if path == "" && (job == takeFile || job == fillForm) {
				return nil, monev.Refuse(fieldFile, "Tulis nama berkasnya.")
			}
			return func(ctx context.Context) error {
				var err error
				if said, err = exchangeFile(ctx, b.k.App, year, job, path, foreign); err == nil {
					return b.k.App.SetDraft(ctx, draft, "")
				}
				if r, ok := monev.AsRefusal(err); ok { // whatever it is about, it is in that file
					return monev.Refuse(fieldFile, "%s", r.Reason)
				}
				return err
			}, nil
		},
		Done: func() tea.Cmd { return tea.Batch(kit.Changed(), kit.Notify(kit.Good, said)) },
	})
}

// exchangeFile does what was asked and says what came of it.
func exchangeFile(ctx context.Context, a *app.App, year int, job, path string, foreign bool) (string, error) {
	var data []byte
	if job == takeFile || job == fillForm {
		var err error
		if data, err = app.ReadFile(app.TypedPath(path), "berkas LKE", maxLKEFile); err != nil {
			return "", err
		}
	}
	if job == takeFile {
		in, err := a.ImportLKE(ctx, data, year, foreign)
		if err != nil {
			return "", err
		}
		text := fmt.Sprintf("%d jawaban unit dan %d jawaban TPI berubah", in.Unit, in.TPI)
		if n := len(in.Notes); n > 0 {
			text += fmt.Sprintf("; %d catatan TPI, m membukanya", n)
		}
		return text + ".", nil
	}
	format := job
	if job == fillForm {
		format = writeBook
	}
	to, out, err := a.SaveLKE(ctx, year, format, data)
	if err != nil {
		return "", err
	}
	text := filepath.Base(to) + " ditulis ke " + filepath.Dir(to)
	if n := len(out.Left); n > 0 {
		text += fmt.Sprintf("; %d hal tidak termuat", n)
	}
	return text + ".", nil
}
