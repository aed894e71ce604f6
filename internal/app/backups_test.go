package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/portal"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
)

// keptFolder is an office in a data folder of its own.
func keptFolder(t *testing.T, second string) (*world, string) {
	t.Helper()
	w := &world{t: t, ctx: context.Background(), now: at("2025-11-20 10:00")}
	dir := filepath.Join(t.TempDir(), "data")
	o := datafolder.Options{Second: second, Options: boltstore.Options{Options: ledger.Options{Now: func() time.Time { return w.now }}}}
	f, err := datafolder.Open(w.ctx, dir, o)
	w.ok(err)
	t.Cleanup(func() { _ = f.Close() })
	w.store = f
	w.App = app.New(f, func() time.Time { return w.now }).WithDir(dir).WithKeeping(app.Keeping{Folder: f, Options: o})
	w.ok(w.SetUp(w.ctx, monev.DefaultOffice(2025)))
	return w, dir
}

func refusal(err error) string {
	r, _ := monev.AsRefusal(err)
	if r == nil {
		return ""
	}
	return r.Reason
}

func TestBackups(t *testing.T) {
	second := filepath.Join(t.TempDir(), "flash")
	w, dir := keptFolder(t, second)
	if _, err := w.BackUp(w.ctx, app.BackupTo{}); !errors.Is(err, datafolder.ErrNoSecond) {
		t.Fatalf("second folder is missing: %v", err)
	}
	b, err := w.Backups(w.ctx)
	w.ok(err)
	if len(b.List) != 1 || !b.List[0].First || b.List[0].Second || b.List[0].Reason != "diminta" || b.List[0].Events != b.Events ||
		!b.List[0].At.Equal(w.now) || b.List[0].Size == 0 {
		t.Errorf("%+v", b)
	}
	if len(b.Warnings) != 1 || !strings.Contains(b.Warnings[0], "Map cadangan kedua tidak dapat dijangkau") {
		t.Errorf("warnings %q", b.Warnings)
	}
	w.ok(os.Mkdir(second, 0o700))
	w.minutes(5)
	w.draft("2025-12-15")
	_, err = w.BackUp(w.ctx, app.BackupTo{})
	w.ok(err)
	b, err = w.Backups(w.ctx)
	w.ok(err)
	if len(b.List) != 2 || !b.List[0].Second || len(b.List[0].Paths) != 2 || b.List[0].Events <= b.List[1].Events || len(b.Warnings) != 0 {
		t.Errorf("%+v", b)
	}
	w.ok(w.VerifyBackup(w.ctx, b.List[0]))
	w.ok(os.WriteFile(b.List[0].Paths[1], []byte("bukan"), 0o600))
	if r := refusal(w.VerifyBackup(w.ctx, b.List[0])); !strings.Contains(r, "Cadangan ini rusak: "+second) {
		t.Errorf("damaged copy: %q", r)
	}

	// Into a chosen folder, and into one that is not there.
	to := t.TempDir()
	info, err := w.BackUp(w.ctx, app.BackupTo{Dir: to})
	w.ok(err)
	if filepath.Dir(info.Path) != to {
		t.Errorf("backup at %s", info.Path)
	}
	if _, err := w.BackUp(w.ctx, app.BackupTo{Dir: filepath.Join(to, "tiada")}); !strings.Contains(refusal(err), "tidak ada; buat dulu") {
		t.Errorf("no folder: %v", err)
	}

	// Beside the present data, which stay as they are.
	before, err := w.Records(w.ctx)
	w.ok(err)
	r, err := w.Restore(w.ctx, b.List[1].Paths[0], "")
	w.ok(err)
	if r.Dir == dir || !strings.HasPrefix(r.Dir, dir+"-pulih-") || r.Info.Head.Seq != b.List[1].Events {
		t.Errorf("%+v", r)
	}
	if after, err := w.Records(w.ctx); err != nil || after != before {
		t.Errorf("%+v, %+v, %v", before, after, err)
	}
	if _, err := w.Restore(w.ctx, b.List[0].Paths[1], ""); !strings.Contains(refusal(err), "bukan cadangan monev, atau rusak; tidak ada yang diubah") {
		t.Errorf("damaged: %v", err)
	}

	// Stopped on its way: no half folder that looks like data.
	w.ok(os.RemoveAll(r.Dir))
	for calls := range 1000 {
		r, err := w.Restore(&stopping{Context: w.ctx, after: calls}, b.List[1].Paths[0], "")
		if err == nil {
			if calls == 0 {
				t.Error("nothing was stopped")
			}
			break
		}
		if left, _ := filepath.Glob(dir + "-pulih-*"); r.Dir != "" || len(left) > 0 {
			t.Fatalf("stopped at %d: %v, left %v", calls, err, left)
		}
	}
}

// A backup is known by what it holds, whatever it is called.
func TestBackupsByContent(t *testing.T) {
	w, _ := keptFolder(t, "")
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	_, err := w.BackUp(w.ctx, app.BackupTo{File: at("cadangan Maret")})
	w.ok(err)
	for name, text := range map[string]string{"terkunci.bak": "age-encryption.org/v1\n-> scrypt", "kosong.db": "", "surat.db": strings.Repeat("surat ", 2000)} {
		w.ok(os.WriteFile(at(name), []byte(text), 0o600))
	}
	for name, want := range map[string]bool{"cadangan Maret": true, "terkunci.bak": true, "kosong.db": false, "surat.db": false, "tiada": false, ".": false} {
		if got := backup.Is(at(name)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// stopping is a context that is done once it was asked some times.
type stopping struct {
	context.Context
	after int
}

func (s *stopping) Err() error {
	if s.after--; s.after < 0 {
		return context.Canceled
	}
	return nil
}

func TestCheckData(t *testing.T) {
	w, dir := keptFolder(t, "")
	w.draft("2025-12-15")
	_, err := w.BackUp(w.ctx, app.BackupTo{})
	w.ok(err)
	c, err := w.CheckData(w.ctx)
	w.ok(err)
	if len(c.Findings) != 0 || c.Events == 0 || c.Copy {
		t.Errorf("%+v", c)
	}
	w.draft("2025-12-16") // still writes
	b, err := w.Backups(w.ctx)
	w.ok(err)
	w.ok(os.WriteFile(b.List[0].Paths[0], []byte("bukan"), 0o600))

	// A digit of the second event in the text journal.
	path := filepath.Join(dir, datafolder.JournalName)
	text, err := os.ReadFile(path)
	w.ok(err)
	lines := strings.SplitAfter(string(text), "\n")
	lines[1] = strings.Replace(lines[1], "2025", "2024", 1)
	w.ok(os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600))
	c, err = w.CheckData(w.ctx)
	w.ok(err)
	got := strings.Join(c.Findings, "\n")
	if !strings.Contains(got, "Jurnal salinan tidak sama dengan berkas data pada kejadian 2.") || !strings.Contains(got, "Cadangan rusak: ") {
		t.Errorf("findings:\n%s", got)
	}
}

func TestNoBackupsInMemory(t *testing.T) {
	w := ready(t)
	if b, err := w.Backups(w.ctx); err != nil || b.Dir != "" || len(b.List) > 0 {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := w.Restore(w.ctx, "x.db", ""); refusal(err) == "" {
		t.Error(err)
	}
	if _, err := w.CheckData(w.ctx); refusal(err) == "" {
		t.Error(err)
	}
}

// Before answers or follow-ups are taken in from a file there is a backup, wherever
// the user does it.
func TestBackupBeforeImport(t *testing.T) {
	w, _ := keptFolder(t, "")
	unit, tpi := exchangetest.Sheets(lke.Default(), 1)
	unit.Year, tpi.Year = 2025, 2025
	data, err := portal.Render(lke.Default(), "1", "KPU Kabupaten Pamekasan", unit, tpi)
	w.ok(err)
	before, err := w.Records(w.ctx)
	w.ok(err)
	_, err = w.ImportLKE(w.ctx, data, 2025, false)
	w.ok(err)
	w.minutes(1)
	_, err = w.ImportFollowUps(w.ctx, []byte("Tindak lanjut;Area\nSusun SK tim;1\n"))
	w.ok(err)
	b, err := w.Backups(w.ctx)
	w.ok(err)
	if len(b.List) != 2 || b.List[0].Reason != "sebelum impor" || b.List[1].Reason != "sebelum impor" || b.List[1].Events != before.Events || b.List[0].Events != before.Events+1 {
		t.Errorf("%d events before: %+v", before.Events, b.List)
	}
}
