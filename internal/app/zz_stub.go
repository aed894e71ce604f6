package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"monev/internal/monev"
)

type DocumentProgress struct {
	Done, Total         int
	Name, Title, Format string
}

func FormatsOf(name string) []string { return []string{"docx", "md"} }

func (a *App) MakeDocuments(ctx context.Context, id string, names, formats []string, dir string, tell func(DocumentProgress)) ([]Document, error) {
	if names == nil {
		names = Documents()
	}
	if formats == nil {
		formats = Formats()
	}
	tell(DocumentProgress{0, len(names) * len(formats), names[0], "Notula", formats[0]})
	return a.ExportMeeting(ctx, id, names, formats, dir)
}

func (a *App) AddPhotos(ctx context.Context, meeting string, paths []string) error {
	return a.EditMeeting(ctx, meeting, "tambah foto", "", func(m *monev.Meeting) error {
		for _, p := range paths {
			info, err := os.Stat(p)
			if err != nil {
				return err
			}
			m.LastID++
			m.Photos = append(slices.Clone(m.Photos), monev.Photo{ID: m.LastID, File: monev.File{Path: "foto/" + filepath.Base(p), Kept: true, Name: filepath.Base(p), Size: info.Size()}})
		}
		return nil
	})
}

func (a *App) SetCaption(ctx context.Context, meeting string, id int, caption, draft string) error {
	return a.EditMeeting(ctx, meeting, "keterangan foto", draft, func(m *monev.Meeting) error {
		m.Photos = slices.Clone(m.Photos)
		for i := range m.Photos {
			if m.Photos[i].ID == id {
				m.Photos[i].Caption = caption
			}
		}
		return nil
	})
}

func (a *App) MovePhoto(ctx context.Context, meeting string, id, by int) error {
	return a.EditMeeting(ctx, meeting, "pindah foto", "", func(m *monev.Meeting) error {
		m.Photos = slices.Clone(m.Photos)
		i := slices.IndexFunc(m.Photos, func(p monev.Photo) bool { return p.ID == id })
		if j := i + by; i >= 0 && j >= 0 && j < len(m.Photos) {
			m.Photos[i], m.Photos[j] = m.Photos[j], m.Photos[i]
		}
		return nil
	})
}

func (a *App) DropPhoto(ctx context.Context, meeting string, id int) error {
	return a.EditMeeting(ctx, meeting, "hapus foto", "", func(m *monev.Meeting) error {
		m.Photos = slices.DeleteFunc(slices.Clone(m.Photos), func(p monev.Photo) bool { return p.ID == id })
		return nil
	})
}

func (a *App) SetLogo(ctx context.Context, path string) error {
	return a.EditOffice(ctx, "ganti logo", func(o *monev.Office) error {
		if path == "" {
			o.Papers.Logo = nil
			return nil
		}
		o.Papers.Logo = &monev.File{Path: "logo/logo.png", Kept: true, Name: filepath.Base(path), Size: 24_300}
		return nil
	})
}
