package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
)

// Filters lists the office's own saved filters of the register, oldest first.
func (a *App) Filters(ctx context.Context) ([]monev.SavedFilter, error) {
	return view(ctx, a, func(r store.Reader) ([]monev.SavedFilter, error) {
		return store.All[monev.SavedFilter](r, store.KindFilter, "")
	})
}

// FilterNamed is the saved filter of that name, a built-in one or the office's own,
// or else the built-in one whose ID or own one whose Word that is; the refusal lists
// the names there are.
func (a *App) FilterNamed(ctx context.Context, name string) (monev.SavedFilter, error) {
	own, err := a.Filters(ctx)
	if err != nil {
		return monev.SavedFilter{}, err
	}
	var names []string
	for _, f := range monev.AllFilters(own) {
		if monev.SameName(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	for _, f := range monev.BuiltInFilters() { // a name without blanks, for a command line
		if monev.SameName(f.ID, name) {
			return f, nil
		}
	}
	for _, f := range own {
		if word := f.Word(); word != "" && monev.SameName(word, name) {
			return f, nil
		}
	}
	return monev.SavedFilter{}, monev.Refuse("saringan", "Saringan %s tidak ada; yang ada: %s.", plain.Quote(plain.Cut(name, monev.FilterNameLimit)), strings.Join(names, "; "))
}

// SaveFilter keeps a filter of the register under a name: a new one if f has no
// ID, else in the place of that one. A name that is in use is refused. It returns
// the filter as it was stored; draft is dropped with it.
func (a *App) SaveFilter(ctx context.Context, f monev.SavedFilter, draft string) (monev.SavedFilter, error) {
	if err := f.Clean(); err != nil {
		return f, err
	}
	label := fmt.Sprintf("simpan saringan “%s”", f.Name)
	if f.ID != "" {
		label = fmt.Sprintf("ubah saringan “%s”", f.Name)
	}
	err := a.update(ctx, act("saringan.simpan", label, ""), func(tx store.Tx) error {
		all, err := store.All[monev.SavedFilter](tx, store.KindFilter, "")
		if err != nil {
			return err
		}
		for _, x := range monev.AllFilters(all) {
			if x.ID != f.ID && monev.SameName(x.Name, f.Name) {
				return monev.Refuse("nama", "Saringan bernama %q sudah ada; pakai nama lain.", x.Name)
			}
		}
		if f.ID == "" {
			n, err := tx.Next("filters")
			if err != nil {
				return err
			}
			f.ID = fmt.Sprintf("%05d", n)
		} else if _, err := tx.Get(store.KindFilter, f.ID); err != nil {
			return gone(err)
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return tx.Put(store.KindFilter, f.ID, f)
	})
	return f, err
}

// DropFilter removes a saved filter of the office.
func (a *App) DropFilter(ctx context.Context, id string) error {
	var name string
	err := a.store.View(ctx, func(r store.Reader) error {
		f, err := store.Load[monev.SavedFilter](r, store.KindFilter, id)
		name = f.Name
		return gone(err)
	})
	if err != nil {
		return err
	}
	return a.update(ctx, act("saringan.hapus", fmt.Sprintf("hapus saringan “%s”", name), ""), func(tx store.Tx) error {
		if _, err := tx.Get(store.KindFilter, id); err != nil {
			return gone(err)
		}
		return tx.Delete(store.KindFilter, id)
	})
}

func gone(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%w: %w", monev.Refuse("", "Saringan itu sudah dihapus."), err)
	}
	return err
}
