package app

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"

	"monev/internal/monev"
	"monev/internal/photo"
	"monev/internal/plain"
	"monev/internal/report"
	"monev/internal/store"
	"monev/internal/vault"
)

// AddPhotos copies pictures into the data folder (foto/<meeting>/) and puts them
// behind those a meeting that is not final has, in the order of paths. A file that
// cannot be read, is no picture, or that the meeting has already, is passed over;
// refused says why, one Indonesian sentence with the name for each. If nothing is
// left, the first of these is the error. If the data folder cannot take them, the
// work is stopped or recording fails, none is added and no copy stays. progress
// counts bytes of the present file.
func (a *App) AddPhotos(ctx context.Context, meeting string, paths []string, progress vault.Progress) (refused []string, err error) {
	v, err := a.vault()
	if err != nil {
		return nil, err
	}
	m, err := view(ctx, a, func(r store.Reader) (monev.Meeting, error) { return openMeeting(r, meeting) })
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, monev.Refuse("foto", "Belum ada foto yang dipilih.")
	}
	var taken []monev.File
	undo := func() {
		for _, f := range taken {
			_ = v.Remove(f)
		}
	}
	var first error
	for _, p := range paths {
		f, err := a.takePhoto(ctx, m, p, taken, progress)
		switch r, ok := monev.AsRefusal(err); {
		case err == nil:
			taken = append(taken, f)
		case ok && (r.Field == "foto" || r.Field == "berkas") && ctx.Err() == nil:
			refused = append(refused, r.Reason)
			if first == nil {
				first = err
			}
		default:
			undo()
			return nil, err
		}
	}
	if len(taken) == 0 {
		return nil, first
	}
	err = a.EditMeeting(ctx, meeting, "tambah foto", "", func(m *monev.Meeting) error {
		for _, f := range taken {
			m.LastID++
			m.Photos = append(slices.Clone(m.Photos), monev.Photo{ID: m.LastID, File: f})
		}
		return nil
	})
	if err != nil && !errors.Is(err, store.ErrUncertain) {
		undo()
	}
	return refused, err
}

// takePhoto copies one picture into the data folder, unless it has the content of
// one that was taken before or that the meeting has.
func (a *App) takePhoto(ctx context.Context, m monev.Meeting, path string, taken []monev.File, progress vault.Progress) (monev.File, error) {
	name := plain.Quote(filepath.Base(path))
	if err := checkPicture(path); err != nil {
		return monev.File{}, err
	}
	f, err := a.files.Take(ctx, path, "foto/"+m.ID+"/"+plain.FileName(filepath.Base(path), 100), progress)
	if err != nil {
		return monev.File{}, err
	}
	same := func(x monev.File) bool { return x.SHA256 == f.SHA256 }
	twin := slices.IndexFunc(taken, same)
	known := slices.ContainsFunc(m.Photos, func(x monev.Photo) bool { return same(x.File) })
	if twin < 0 && !known {
		return f, nil
	}
	if err := a.files.Remove(f); err != nil {
		return monev.File{}, err
	}
	if known {
		return monev.File{}, monev.Refuse("foto", "Foto %s sudah ada di rapat ini.", name)
	}
	return monev.File{}, monev.Refuse("foto", "Foto %s isinya sama dengan %s.", name, plain.Quote(taken[twin].Name))
}

// SetCaption writes what a picture shows. draft is dropped with it.
func (a *App) SetCaption(ctx context.Context, meeting string, id int, caption, draft string) error {
	return a.editPhotos(ctx, meeting, "keterangan foto", draft, id, func(photos []monev.Photo, i int) []monev.Photo {
		photos[i].Caption = caption
		return photos
	})
}

// MovePhoto moves a picture by so many places, up if negative; it stops at the
// ends.
func (a *App) MovePhoto(ctx context.Context, meeting string, id, by int) error {
	return a.editPhotos(ctx, meeting, "urutan foto", "", id, func(photos []monev.Photo, i int) []monev.Photo {
		p := photos[i]
		photos = slices.Delete(photos, i, i+1)
		return slices.Insert(photos, min(max(i+by, 0), len(photos)), p)
	})
}

// DropPhoto takes a picture out of the meeting. Its file stays in the data folder,
// so that undo brings it back.
func (a *App) DropPhoto(ctx context.Context, meeting string, id int) error {
	return a.editPhotos(ctx, meeting, "keluarkan foto", "", id, func(photos []monev.Photo, i int) []monev.Photo {
		return slices.Delete(photos, i, i+1)
	})
}

func (a *App) editPhotos(ctx context.Context, meeting, label, draft string, id int, change func([]monev.Photo, int) []monev.Photo) error {
	return a.EditMeeting(ctx, meeting, label, draft, func(m *monev.Meeting) error {
		i := slices.IndexFunc(m.Photos, func(p monev.Photo) bool { return p.ID == id })
		if i < 0 {
			return monev.Refuse("foto", "Foto itu tidak ada lagi di rapat ini.")
		}
		m.Photos = change(slices.Clone(m.Photos), i)
		return nil
	})
}

// SetLogo copies a picture into the data folder (logo/) and makes it the logo of
// the kop; an empty path takes the logo away.
func (a *App) SetLogo(ctx context.Context, path string) error {
	if path == "" {
		return a.EditOffice(ctx, "hapus logo", func(o *monev.Office) error { o.Papers.Logo = nil; return nil })
	}
	v, err := a.vault()
	if err != nil {
		return err
	}
	if err := checkPicture(path); err != nil {
		return err
	}
	f, err := v.Take(ctx, path, "logo/"+plain.FileName(filepath.Base(path), 100), nil)
	if err != nil {
		return err
	}
	err = a.EditOffice(ctx, "logo kop", func(o *monev.Office) error { o.Papers.Logo = &f; return nil })
	if err != nil && !errors.Is(err, store.ErrUncertain) {
		_ = v.Remove(f)
	}
	return err
}

// The room of a picture on paper in mm: photos are at most 78 high, two on a page;
// the logo stands beside the kop.
const (
	photoWidth = 120
	logoWidth  = 30
)

// illustrate fills in logo and pictures as the documents need them. What cannot be
// shown is said in the document; it does not stop the packet. ready is told how many
// pictures are done.
func (a *App) illustrate(ctx context.Context, in *report.Input, pictures bool, ready func(int)) error {
	if f := in.Papers.Logo; f != nil && a.files != nil {
		if data, err := a.files.Read(*f, photo.MaxBytes); err == nil {
			if img, err := photo.Make(data, photo.Edge(logoWidth)); err == nil {
				img.Alt = "Logo"
				in.Logo = &img
			}
		}
	}
	list := in.Minutes.Meeting.Photos
	var sources []photo.Source
	for _, p := range list {
		in.Photos = append(in.Photos, report.Photo{Caption: p.Caption})
		sources = append(sources, func() (io.ReadCloser, error) {
			v, err := a.vault()
			if err != nil {
				return nil, err
			}
			return v.Open(p.File)
		})
	}
	if !pictures {
		return ctx.Err()
	}
	for i, r := range photo.All(ctx, photo.Edge(photoWidth), sources, ready) {
		if r.Err != nil {
			in.Photos[i].Problem = Explain(r.Err)
			continue
		}
		in.Photos[i].Image = &r.Image
	}
	return ctx.Err()
}

// checkPicture refuses a file that cannot be shown as a picture.
func checkPicture(path string) error {
	data, err := ReadFile(path, "gambar", photo.MaxBytes)
	if err != nil {
		return err
	}
	if _, err = photo.Make(data, photo.Edge(10)); err != nil {
		if r, ok := monev.AsRefusal(err); ok {
			return monev.Refuse("foto", "%s: %s", plain.Quote(filepath.Base(path)), r.Reason)
		}
	}
	return err
}
