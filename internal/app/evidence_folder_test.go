package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
)

func TestScanFolderShowsAndTakesNothing(t *testing.T) {
	w, dir := kept(t)
	away := t.TempDir()
	put(t, away, "AREA I/Pemenuhan/1.i.a SK TIM.pdf", "sk")
	put(t, away, "AREA I/Reform/1.i.a Agen.pdf", "agen")
	put(t, away, "AREA I/1.i.b Berita acara.pdf", "ba")
	put(t, away, "AREA II/1.iii.a Undangan.pdf", "undangan")
	put(t, away, "1.i.a Mendua.pdf", "dua")
	put(t, away, "foto.jpg", "foto")
	put(t, away, "1.iii.c kosong.pdf", "")
	put(t, away, "~$1.iii.c buka.docx", "x")
	put(t, away, ".rahasia/1.iii.c x.pdf", "x")
	put(t, away, "Thumbs.db", "x")
	link := os.Symlink(filepath.Join(away, "foto.jpg"), filepath.Join(away, "1.iii.b tautan.jpg")) == nil
	if info, err := os.Lstat(filepath.Join(away, "1.iii.b tautan.jpg")); err != nil || info.Mode()&os.ModeSymlink == 0 {
		link = false // Wine knows no links
	}
	_ = os.Symlink(away, filepath.Join(away, "lingkaran"))
	e, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.ii.a", Title: "Undangan lama"}, put(t, t.TempDir(), "u.pdf", "undangan"), true, "", nil)
	w.ok(err)
	before := vaultFiles(t, dir)

	list, err := w.ScanFolder(w.ctx, 0, away)
	w.ok(err)
	got := map[string]app.Candidate{}
	for _, c := range list {
		got[c.Name] = c
	}
	for _, c := range []struct{ name, item, target, says string }{
		{"AREA I/Pemenuhan/1.i.a SK TIM.pdf", "A.I.1.i.a", "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.i.a SK TIM.pdf", ""},
		{"AREA I/Reform/1.i.a Agen.pdf", "A.II.1.i.a", "eviden/2025/I Manajemen Perubahan/Reform/A.II.1.i.a Agen.pdf", ""},
		{"AREA II/1.iii.a Undangan.pdf", "A.I.1.iii.a", "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.iii.a Undangan.pdf", "Area II"},
		{"1.i.a Mendua.pdf", "", "", "A.I.1.i.a, A.II.1.i.a; pilih satu"},
		{"foto.jpg", "", "", "tidak diawali kode"},
		{"1.iii.c kosong.pdf", "A.I.1.iii.c", "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.iii.c kosong.pdf", "0 byte"},
		{"1.iii.b tautan.jpg", "A.I.1.iii.b", "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.iii.b tautan.jpg", "tautan"},
	} {
		if strings.Contains(c.name, "tautan") && !link {
			continue
		}
		g, ok := got[c.name]
		if !ok || g.Item != c.item || g.Target != c.target || !strings.Contains(g.Note+g.Refuse, c.says) {
			t.Errorf("%s: %+v", c.name, g)
		}
	}
	if known := got["AREA II/1.iii.a Undangan.pdf"].Known; !strings.Contains(known, "A.I.1.ii.a") || !strings.Contains(known, "Undangan lama") {
		t.Errorf("known: %q", known)
	}
	for _, c := range list {
		for _, bad := range []string{"~$", ".rahasia", "Thumbs"} {
			if strings.Contains(c.Name, bad) {
				t.Errorf("offered: %s", c.Name)
			}
		}
	}
	if vaultFiles(t, dir) != before || len(w.book().All()) != 1 {
		t.Error("looking took something")
	}

	// The choice made, all of them are taken in one event.
	for i, c := range list {
		if c.Name == "1.i.a Mendua.pdf" {
			list[i] = c.With(w.book(), "A.I.1.i.a")
		}
	}
	var done, total int64
	taken, err := w.AttachAll(w.ctx, 0, list, true, func(d, n int64) { done, total = d, n })
	w.ok(err)
	n := 0
	for _, x := range taken {
		if x.Refused == "" {
			n++
		} else if x.Evidence.ID != "" {
			t.Errorf("refused and recorded: %+v", x)
		}
	}
	if n != 4 || len(w.book().All()) != 5 || done != total {
		t.Errorf("%d taken, %d recorded, %d of %d", n, len(w.book().All()), done, total)
	}
	label, err := w.Undo(w.ctx)
	w.ok(err)
	if b := w.book(); len(b.All()) != 1 || b.All()[0].ID != e.ID || !strings.Contains(label, "4 berkas") {
		t.Errorf("%q leaves %d", label, len(b.All()))
	}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func TestScanFolderRefusals(t *testing.T) {
	w, _ := kept(t)
	away := t.TempDir()
	file := put(t, away, "x.pdf", "x")
	for name, word := range map[string]string{filepath.Join(away, "tidak"): "tidak ada", file: "bukan map"} {
		_, err := w.ScanFolder(w.ctx, 0, name)
		w.told(err, "map", word)
	}
	if link := filepath.Join(t.TempDir(), "AREA II"); os.Symlink(away, link) == nil && isFolder(link) {
		list, err := w.ScanFolder(w.ctx, 0, link)
		w.ok(err)
		if len(list) != 1 || list[0].Name != "x.pdf" {
			t.Errorf("a folder behind a link: %+v", list)
		}
	}
	deep := strings.Repeat("d/", 14) + "1.iii.b x.pdf"
	put(t, away, deep, "x")
	list, err := w.ScanFolder(w.ctx, 0, away)
	w.ok(err)
	if len(list) != 2 || !strings.Contains(list[0].Refuse, "terlalu dalam") {
		t.Errorf("%+v", list)
	}
	stopped, stop := context.WithCancel(w.ctx)
	stop()
	if _, err := w.ScanFolder(stopped, 0, away); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestAttachAllIsAllOrNothingWhenStopped(t *testing.T) {
	w, dir := kept(t)
	away := t.TempDir()
	for _, name := range []string{"1.iii.a a.pdf", "1.iii.b b.pdf", "1.iii.c c.pdf"} {
		put(t, away, name, name)
	}
	list, err := w.ScanFolder(w.ctx, 0, away)
	w.ok(err)
	ctx, stop := context.WithCancel(w.ctx)
	_, err = w.AttachAll(ctx, 0, list, true, func(d, n int64) {
		if d > 15 { // the second file
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got := vaultFiles(t, dir); got != "" || len(w.book().All()) != 0 {
		t.Errorf("left behind:\n%s", got)
	}
}

func TestAttachAllPassesOverWhatCannotBeTaken(t *testing.T) {
	w, dir := kept(t)
	away := t.TempDir()
	put(t, away, "1.iii.a a.pdf", "sama")
	put(t, away, "1.iii.a b.pdf", "sama") // the same content for the same question
	gone := put(t, away, "1.iii.b b.pdf", "b")
	list, err := w.ScanFolder(w.ctx, 0, away)
	w.ok(err)
	w.ok(os.Remove(gone))
	taken, err := w.AttachAll(w.ctx, 0, list, true, nil)
	w.ok(err)
	var words []string
	for _, x := range taken {
		words = append(words, x.Refused)
	}
	if len(words) != 3 || words[0] != "" || !strings.Contains(words[1], "sudah terdaftar") || !strings.Contains(words[2], "tidak ada") {
		t.Errorf("%q", words)
	}
	if got := vaultFiles(t, dir); strings.Contains(got, "\n") {
		t.Errorf("files:\n%s", got)
	}
}

func TestCandidatesForOneQuestion(t *testing.T) {
	w, _ := kept(t)
	src := put(t, t.TempDir(), "Surat Keputusan.pdf", "sk")
	list, err := w.Candidates(w.ctx, 0, "A.1.I.iii.b", []string{src})
	w.ok(err)
	if len(list) != 1 || list[0].Item != "A.I.1.iii.b" || list[0].Title != "Surat Keputusan" || !list[0].Ready() {
		t.Errorf("%+v", list)
	}
	for _, code := range []string{"1.i.a", "A.I.9.x", "surat"} {
		_, err = w.Candidates(w.ctx, 0, code, []string{src})
		w.told(err, "butir", "butir")
	}
}

// Numbers in names are in the order people expect, and a name that is only a code
// shows the title it will get, also for another question.
func TestScanOrderAndTitles(t *testing.T) {
	w, _ := kept(t)
	away := t.TempDir()
	for _, n := range []string{"1.i.a Foto 10.jpg", "1.i.a Foto 9.jpg", "1.iii.c.pdf"} {
		put(t, away, n, n)
	}
	list, err := w.ScanFolder(w.ctx, 0, filepath.Join(away))
	w.ok(err)
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, "|"); got != "1.i.a Foto 9.jpg|1.i.a Foto 10.jpg|1.iii.c.pdf" {
		t.Error(got)
	}
	c := list[2]
	if c.Title != "Eviden A.I.1.iii.c" {
		t.Errorf("%+v", c)
	}
	if c = c.With(w.book(), "A.I.1.iii.b"); c.Title != "Eviden A.I.1.iii.b" || !strings.HasSuffix(c.Target, "/A.I.1.iii.b Eviden A.I.1.iii.b.pdf") {
		t.Errorf("%+v", c)
	}
	if c = c.With(w.book(), ""); c.Title != "" {
		t.Errorf("%+v", c)
	}
}
