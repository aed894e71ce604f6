package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
)

// backupShape is a backup as other programs read it.
type backupShape struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"` // of the file
	Head   string `json:"kepala"` // as documents print it: "000123-0f1e2d3c4b5a6978"
}

func makeBackup(ctx context.Context, c *call) error {
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	if pass != "" && !c.has("ke") {
		return c.wrong("Opsi --sandi hanya untuk cadangan yang dibawa keluar; tulis juga --ke BERKAS.")
	}
	c.uncopied = !c.has("ke")
	return c.with(ctx, false, c.options(), func(a *app.App, o *opened) error {
		info, err := c.backUp(ctx, a, pass)
		if err != nil && !errors.Is(err, datafolder.ErrNoSecond) {
			return err
		}
		if err != nil {
			c.note(app.Explain(err))
		}
		if more := app.CarryToo(o.dir); more != "" {
			c.note(app.NotInBackups + " " + more)
		}
		if c.has("json") {
			return c.json(backupShape{info.Path, info.SHA256, backup.HeadText(info.Head)})
		}
		fmt.Fprintln(c.out, plain.Line(info.Path))
		return nil
	})
}

// untouched says why no backup was made in the data folder: why kept it from being
// opened, nil for --baca.
func untouched(why error) error {
	because, do := strings.TrimSuffix(app.WhyCopy(why), "."), "minta izin menulisinya"
	switch {
	case why == nil:
		because, do = "Dengan --baca map data tidak diubah", "jalankan tanpa --baca"
	case errors.Is(why, store.ErrLocked):
		do = "tutup monev itu dulu"
	case errors.Is(why, store.ErrNewer):
		do = "pakai program yang terbaru"
	case disk.Full(why):
		do = "kosongkan ruang"
	}
	return plainly(because+", sehingga cadangan di map data tidak dibuat; "+do+", atau tulis tujuannya dengan --ke BERKAS.", why)
}

func (c *call) backUp(ctx context.Context, a *app.App, pass string) (backup.Info, error) {
	to := c.flags["ke"]
	if info, err := os.Stat(to); err != nil || !info.IsDir() {
		return a.BackUp(ctx, app.BackupTo{File: to, Passphrase: pass})
	}
	if pass != "" {
		return a.BackUp(ctx, app.BackupTo{File: filepath.Join(to, app.SealedName(a.Now())), Passphrase: pass})
	}
	return a.BackUp(ctx, app.BackupTo{Dir: to})
}

// passphrase is the first line of the file that --sandi names; empty without one.
func (c *call) passphrase() (string, error) {
	if !c.has("sandi") {
		return "", nil
	}
	b, err := app.ReadFile(c.flags["sandi"], "berkas kata sandi", 1<<20)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(b), "\ufeff"), "\n")
	line = strings.TrimRight(line, "\r")
	if r, short := monev.AsRefusal(app.CheckPassphrase(line)); short {
		return "", plainly("Baris pertama "+quote(c.flags["sandi"])+": "+r.Reason, nil)
	}
	return line, nil
}

func restoreBackup(ctx context.Context, c *call) error {
	file := c.args[0]
	dir, err := c.folder()
	if err != nil {
		return err
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	made, err := app.RestoreBackup(ctx, dir, file, pass, c.options())
	if errors.Is(err, backup.ErrSealed) {
		return plainly(fmt.Sprintf("%s dikunci dengan kata sandi; tulis --sandi BERKAS yang berisi kata sandinya.", quote(file)), err)
	}
	if err != nil {
		return err
	}
	to := made.Dir
	if c.has("json") {
		return c.json(backupShape{to, made.Info.SHA256, backup.HeadText(made.Info.Head)})
	}
	fmt.Fprintf(c.out, "%s\n", plain.Line(to))
	if to != dir {
		c.note(fmt.Sprintf("Data yang sekarang tidak diubah. Untuk memakai hasil pemulihan: %s", app.OpenWith(to)))
	}
	if made.Copy != "" {
		c.note(app.NotInBackups + " " + made.Copy)
	}
	return nil
}

// checkShape is the outcome of periksa as other programs read it.
type checkShape struct {
	Good     bool           `json:"baik"`
	Events   uint64         `json:"kejadian"`
	Head     string         `json:"kepala"`
	Copy     bool           `json:"salinan"` // only the copies were looked at, for another process has the data
	Findings []findingOfAll `json:"temuan"`
}

type findingOfAll struct {
	Where string `json:"tempat"`
	Event uint64 `json:"kejadian"` // 0 if it is about none
	File  string `json:"berkas"`   // "" if it is about the store
	Text  string `json:"uraian"`
	Exact string `json:"rinci"` // for support, English
}

func checkAll(ctx context.Context, c *call) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	rep, err := datafolder.Check(ctx, dir, c.options(), app.EvidenceChecker(dir, c.prog.Now))
	if errors.Is(err, fs.ErrNotExist) {
		return plainly(fmt.Sprintf("Belum ada data monev di %s; pilih map lain dengan --data.", place(dir)), err)
	}
	if err != nil {
		return about(err, fmt.Sprintf("Map data %s tidak dapat diperiksa; periksa nama dan izinnya.", place(dir)))
	}
	if w := app.PlaceWarning(disk.PlaceOf(dir, c.env)); w != "" {
		c.note(w)
	}
	out := checkShape{Good: len(rep.Findings) == 0, Events: rep.Head.Seq, Head: backup.HeadText(rep.Head), Copy: rep.Copy,
		Findings: []findingOfAll{}}
	for _, f := range rep.Findings {
		out.Findings = append(out.Findings, findingOfAll{f.Where, f.Seq, f.File, app.FindingText(f), f.What})
	}
	if c.has("json") {
		err = c.json(out)
	} else {
		c.printCheck(out)
	}
	if err == nil && !out.Good {
		return plainly("Ada yang tidak beres pada data. Jangan hapus apa pun; buka monev supaya dipulihkan dari salinannya, atau mintalah bantuan.", nil)
	}
	return err
}

func (c *call) printCheck(r checkShape) {
	if r.Copy {
		c.note("Data sedang dibuka oleh monev lain; yang diperiksa hanya jurnal salinan dan cadangannya.")
	}
	if r.Good {
		fmt.Fprintf(c.out, "Baik: %d kejadian, kepala %s.\n", r.Events, r.Head)
		return
	}
	for _, f := range r.Findings {
		fmt.Fprintf(c.out, "%s\n", plain.Line(f.Text))
	}
}
