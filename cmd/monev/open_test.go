package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
)

func TestTheLogGetsFailuresAndNoUsersText(t *testing.T) {
	const secret = "Ketua tersangka"
	dir := t.TempDir()
	_, date := tanggal.ParseISO(secret)
	_, num := strconv.Atoi(secret)
	_, clock := time.Parse(time.RFC3339, secret)
	for _, c := range []struct {
		err  error
		want string // in the log; empty means nothing is logged
	}{
		{nil, ""},
		{monev.Refuse("judul", "Judul %q terlalu panjang.", secret), ""},
		{fmt.Errorf("rapat.ubah: %w", monev.Refuse("judul", "%s", secret)), ""},
		{date, ""},
		{fmt.Errorf("commit: %w", &fs.PathError{Op: "write", Path: filepath.Join(dir, "monev.db"), Err: syscall.ENOSPC}), "monev.db: no space left"},
		{fmt.Errorf("write notula: %w", &fs.PathError{Op: "open", Path: filepath.Join(dir, "dokumen", "Notula - "+secret+".docx"), Err: fs.ErrPermission}), "*.docx: permission denied"},
		{fmt.Errorf("write notula: %w", &os.LinkError{Op: "rename", Old: filepath.Join(dir, ".monev-1.tmp"), New: filepath.Join(dir, secret+".md"), Err: syscall.EIO}), "*.md: input/output error"},
		{fmt.Errorf("read meetings \"R0001\": %w", errors.Join(date, num, clock)), "not a date"},
		{fmt.Errorf("%w: event 7", store.ErrDamaged), "store is damaged: event 7"},
	} {
		log := filepath.Join(dir, logName)
		before, _ := os.ReadFile(log)
		say, done := explainer(dir)
		if got, want := say(c.err), app.Explain(c.err); got != want {
			t.Errorf("%v: says %q, want %q", c.err, got, want)
		}
		done()
		after, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		line := strings.TrimPrefix(string(after), string(before))
		if strings.Contains(line, secret) {
			t.Errorf("the user's text is logged: %s", line)
		}
		if (line == "") != (c.want == "") || !strings.Contains(line, c.want) {
			t.Errorf("%v: logged %q, want %q", c.err, line, c.want)
		}
		if n := strings.Count(line, "\n"); n > 1 {
			t.Errorf("%d lines: %s", n, line)
		}
	}
	again, done := explainer(dir) // a second run adds to the first
	before, _ := os.ReadFile(filepath.Join(dir, logName))
	again(store.ErrClosed)
	done()
	if after, _ := os.ReadFile(filepath.Join(dir, logName)); !strings.HasPrefix(string(after), string(before)) || len(after) <= len(before) {
		t.Error("the log does not grow")
	}
}

func TestWithoutALog(t *testing.T) {
	say, done := explainer(filepath.Join(t.TempDir(), "no such folder"))
	defer done()
	if got := say(store.ErrClosed); got != app.Explain(store.ErrClosed) {
		t.Errorf("says %q", got)
	}
}

func TestUndoInWords(t *testing.T) {
	s := memstore.New(ledger.Options{Now: now})
	a := app.New(s, now)
	undo := a.UndoSaid
	ctx := t.Context()
	if text, err := undo(ctx); text != "" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if err := a.SetUp(ctx, monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	if _, err := undo(ctx); !errors.Is(err, store.ErrBarrier) {
		t.Errorf("%v", err)
	}
	if _, err := a.CreateMeeting(ctx, a.Today(), nil); err != nil {
		t.Fatal(err)
	}
	if text, err := undo(ctx); text != "Diurungkan: buat rapat." || err != nil {
		t.Errorf("%q, %v", text, err)
	}

	// A meeting is named; what was done before this start of the program is said to be.
	m, err := a.CreateMeeting(ctx, a.Today(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.StartMeeting(ctx, m.ID); err != nil {
		t.Fatal(err)
	}
	if text, err := undo(ctx); text != "Diurungkan: mulai rapat ("+m.Period.Short()+")." || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := a.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	next := app.New(s, now)
	text, err := next.UndoSaid(ctx)
	if !strings.HasPrefix(text, "Diurungkan: mulai rapat ("+m.Period.Short()+"). Itu diisi ") || !strings.HasSuffix(text, ", sebelum monev dibuka; Ctrl+Y mengembalikannya.") || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}
