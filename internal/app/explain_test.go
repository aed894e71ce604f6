package app_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/datafolder"
	"monev/internal/tanggal"
)

func TestExplain(t *testing.T) {
	if app.Explain(nil) != "" {
		t.Error("no error needs words")
	}
	_, date := tanggal.ParseDue("kemarin lusa\x1b[2J", day("2025-11-20"))
	secret := errors.New("read findings \"R1\": RAHASIA of the meeting")
	wrap := func(err error) error { return fmt.Errorf("temuan.tambah: %w: %w", err, secret) }
	seen := map[string]string{}
	for name, c := range map[string]struct {
		err  error
		word string
	}{
		"refusal":       {fmt.Errorf("temuan.tambah: %w", monev.Refuse("x", "Uraian belum diisi.")), "Uraian belum diisi."},
		"date":          {fmt.Errorf("x: %w", date), "Tenggat"},
		"locked":        {wrap(store.ErrLocked), "dibuka oleh monev lain"},
		"locked by":     {fmt.Errorf("open: %w", &store.LockedError{PID: 77, Host: "pc\x1b[2J", Since: at("2025-11-20 09:00")}), "proses 77 di pc sejak 09.00 WIB"},
		"newer":         {wrap(store.ErrNewer), "lebih baru"},
		"held":          {fmt.Errorf("recover: %w: %w", datafolder.ErrHeld, fs.ErrPermission), "dipegang program lain"},
		"damaged":       {wrap(store.ErrDamaged), "rusak"},
		"not empty":     {wrap(store.ErrNotEmpty), "sudah berisi"},
		"not found":     {wrap(store.ErrNotFound), "tidak ada"},
		"nothing":       {wrap(store.ErrNothing), "atau diulangi"},
		"barrier":       {wrap(store.ErrBarrier), "terkunci"},
		"closed":        {wrap(store.ErrClosed), "sudah ditutup"},
		"uncertain":     {wrap(store.ErrUncertain), "belum pasti"},
		"stored before": {wrap(datafolder.ErrStoredBefore), "ternyata berhasil"},
		"disk full":     {wrap(&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}), "penuh"},
		"permission":    {wrap(fs.ErrPermission), "tidak boleh ditulisi"},
		"no such file":  {wrap(fs.ErrNotExist), "tidak ada"},
		"cancelled":     {wrap(context.Canceled), "dihentikan"},
		"timeout":       {wrap(context.DeadlineExceeded), "dihentikan"},
		"other":         {secret, "tak terduga"},
	} {
		got := app.Explain(c.err)
		if !strings.Contains(got, c.word) {
			t.Errorf("%s: %q, want something about %q", name, got, c.word)
		}
		if strings.Contains(got, "RAHASIA") || strings.Contains(got, "temuan.tambah") {
			t.Errorf("%s quotes what is for the log: %q", name, got)
		}
		if strings.ContainsFunc(got, unicode.IsControl) || !strings.HasSuffix(got, ".") {
			t.Errorf("%s is no sentence: %q", name, got)
		}
		if other, twice := seen[got]; twice && !(strings.Contains(name+other, "cancelled") || strings.Contains(name+other, "timeout")) {
			t.Errorf("%s and %s are told alike", name, other)
		}
		seen[got] = name
	}
}

// Real errors of the program, wrapped as they come, are told without the text of
// the record they are about.
func TestRefusalsDoNotQuoteRecords(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.finding(id, 0, "RAHASIA")
	up, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "RAHASIA", Origin: monev.Origin{Meeting: id, Finding: f.ID}}, "")
	w.ok(err)
	w.ok(w.EditArea(w.ctx, id, 0, "x", "", func(a *monev.AreaReview) error { a.Private = "RAHASIA"; return nil }))
	for _, err := range []error{
		w.DropFinding(w.ctx, id, f.ID),
		w.ReportFollowUp(w.ctx, up.ID, id, app.Report{Status: monev.Done}, ""),
		w.DropFollowUp(w.ctx, "R9", up.ID),
	} {
		if got := app.Explain(err); got == "" || strings.Contains(got, "RAHASIA") {
			t.Errorf("%q", got)
		}
	}
}
