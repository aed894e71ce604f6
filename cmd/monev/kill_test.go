//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
	"monev/internal/store/storefile"
)

// meeting makes a data folder with a meeting that stands in area III.
func meeting(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	f := openFolder(t, data)
	if err := sample.Fill(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	x := open(t, data, later, 100, 30)
	x.wait("Enter lanjutkan", "berlangsung")
	x.press(enter, "SISTEM MANAJEMEN SDM")
	x.press("t", "TEMUAN BARU")
	x.press("awal", "awal")
	if err := x.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	x.exit()
	return data
}

const later = "2025-11-20T10:30:00+07:00"

func openFolder(t *testing.T, data string) *datafolder.Folder {
	t.Helper()
	f, err := datafolder.Open(t.Context(), data, datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// findings are the texts of all findings on disk; the folder must be whole.
func findings(t *testing.T, data string) map[string]bool {
	t.Helper()
	f := openFolder(t, data)
	defer func() { _ = f.Close() }()
	if o := f.Outcome(); !o.OK() {
		t.Errorf("after a kill: %v", o)
	}
	out := map[string]bool{}
	if err := f.View(t.Context(), func(r store.Reader) error {
		all, err := store.All[monev.Finding](r, store.KindFinding, "")
		for _, f := range all {
			out[f.Text] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestKill kills the program at random moments while findings are typed, and
// starts it again on the same data: what was shown as stored is there, and what
// was half typed and on disk, as it is 0.3 s after a key, is in the form again.
// MONEV_PENUH=1 makes it 500 rounds.
func TestKill(t *testing.T) {
	rounds := 30
	if os.Getenv("MONEV_PENUH") != "" {
		rounds = 500
	}
	if testing.Short() {
		rounds = 3
	}
	data := meeting(t)
	rnd := rand.New(rand.NewPCG(5, 6))
	saved := 0
	half := "awal"           // must come back
	var ages []time.Duration // of half-typed text when it was on disk
	for round := range rounds {
		x := open(t, data, later, 100, 30)
		x.wait("SISTEM MANAJEMEN SDM")
		if half == "" {
			x.wait("Kendala  Sebagian")
			if !strings.Contains(x.screen(), "TEMUAN BARU") {
				x.press("t", "TEMUAN BARU")
			}
		} else {
			x.wait("TEMUAN BARU", half)
		}
		var shown []string
		for i := range rnd.IntN(3) {
			text := fmt.Sprintf("putaran %d temuan %d", round, i)
			x.press("\x15"+text, text)
			x.keys(ctrlS)
			x.wait(text + " ") // in the list, once the form is empty again
			x.stored(text)
			shown = append(shown, text)
		}
		half = fmt.Sprintf("setengah %d jadi", round)
		x.press("\x15"+half, half)
		typed := time.Now()
		switch rnd.IntN(3) {
		case 0:
			x.keys(ctrlS) // in the middle of storing
			half = ""
			<-time.After(time.Duration(rnd.IntN(4000)) * time.Microsecond)
		case 1:
			half = "" // perhaps too young
			<-time.After(time.Duration(rnd.IntN(300)) * time.Millisecond)
		case 2:
			x.kept(data, half)
			ages = append(ages, time.Since(typed))
		}
		x.kill()
		on := findings(t, data)
		for _, text := range shown {
			if !on[text] {
				t.Fatalf("round %d: %q was shown as stored and is gone", round, text)
			}
			saved++
		}
	}
	slices.Sort(ages)
	if n := len(ages); n > 0 {
		t.Logf("half-typed text was on disk after %v (median), %v (at most), %d times", ages[n/2], ages[n-1], n)
	}
	t.Logf("%d rounds, %d findings shown as stored, all there", rounds, saved)
}

// stored waits until the form is empty again, which is when a finding is stored.
func (x *terminal) stored(text string) {
	x.t.Helper()
	end := time.Now().Add(patience)
	for strings.Count(x.screen(), text) > 1 || !strings.Contains(x.screen(), "TEMUAN BARU") {
		if time.Now().After(end) {
			x.t.Fatalf("%q was not stored; the screen is\n%s", text, x.screen())
		}
		<-time.After(5 * time.Millisecond)
	}
}

// TestSignals: each signal ends the program in order, and half-typed text is back
// at the next start.
func TestSignals(t *testing.T) {
	data := meeting(t)
	for i, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		text := fmt.Sprintf("kalimat %d belum sel", i)
		x := open(t, data, later, 100, 30)
		x.wait("SISTEM MANAJEMEN SDM")
		x.wait("TEMUAN BARU")
		if i > 0 {
			x.wait(fmt.Sprintf("kalimat %d belum sel", i-1))
		}
		x.press("\x15"+text, text)
		if err := x.cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		x.exit()
		if _, err := os.Stat(filepath.Join(data, boltstore.LockFileName)); !os.IsNotExist(err) {
			t.Errorf("%v: the store was not closed: %v", sig, err)
		}
	}
	x := open(t, data, later, 100, 30)
	x.wait("TEMUAN BARU", "kalimat 2 belum sel")
}

// TestTwoPrograms: a second one says who has the data within two seconds, can look,
// and works as soon as the first is gone, however it went.
func TestTwoPrograms(t *testing.T) {
	data := meeting(t)
	x := open(t, data, later, 100, 30)
	x.wait("SISTEM MANAJEMEN SDM")
	run := func(args ...string) (string, time.Duration, error) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
		cmd.Env = append(os.Environ(), envNow+"="+later, "MONEV_DATA="+data, envArgs+"="+strings.Join(args, "\n"))
		from := time.Now()
		out, err := cmd.CombinedOutput()
		return string(out), time.Since(from), err
	}
	out, took, err := run("contoh")
	if err == nil || !strings.Contains(out, "sedang dibuka oleh monev lain (proses "+fmt.Sprint(x.cmd.Process.Pid)) || took > 2*time.Second {
		t.Errorf("second program: %s, %v after %v", out, err, took)
	}
	if out, _, err := run("rapat"); err != nil || !strings.Contains(out, "R0003") {
		t.Errorf("looking: %s, %v", out, err)
	}
	x.kill()
	if out, _, err := run("rapat"); err != nil || strings.Contains(out, "sedang dibuka") {
		t.Errorf("after the kill: %s, %v", out, err)
	}
}

// TestReadOnlyFolder: data that cannot be written to can be looked at, be it the whole
// folder or only the file of the store, as from a copy off a disc.
func TestReadOnlyFolder(t *testing.T) {
	data := meeting(t)
	for _, dir := range []string{filepath.Dir(filepath.Dir(data)), filepath.Dir(data)} {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := filepath.WalkDir(data, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.Chmod(path, 0o555)
		}
		return os.Chmod(path, 0o444)
	}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(data, 0o755); _ = os.Chmod(filepath.Join(data, "journal"), 0o755) })
	exe := filepath.Join(filepath.Dir(data), "monev-uji")
	b, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(exe, b, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		cmd := exec.Command(exe, "-test.run=^TestChild$")
		cmd.Dir = "/"
		cmd.Env = append(os.Environ(), envNow+"="+later, "MONEV_DATA="+data, envArgs+"="+strings.Join(args, "\n"))
		if os.Getuid() == 0 { // for whom modes mean nothing
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	look := func(what string) {
		if out, err := run("rapat"); err != nil || !strings.Contains(out, "R0003") || !strings.Contains(out, "tidak boleh ditulisi") {
			t.Errorf("%s: looking: %s, %v", what, out, err)
		}
		if out, err := run("contoh"); err == nil || !strings.Contains(out, "periksa nama dan izinnya") {
			t.Errorf("%s: changing: %s, %v", what, out, err)
		}
	}
	look("folder")
	if err := filepath.WalkDir(data, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.Name() == boltstore.FileName {
			return err
		}
		return os.Chmod(path, 0o777)
	}); err != nil {
		t.Fatal(err)
	}
	look("file")
}

// kept waits until half-typed text is in the store: not only in its file, where it
// is a moment before it counts.
func (x *terminal) kept(data, text string) {
	x.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); <-time.After(10 * time.Millisecond) {
		r, err := storefile.Rescue(filepath.Join(data, boltstore.FileName), func([]byte) {})
		if err != nil {
			x.t.Fatal(err)
		}
		for _, d := range r.Drafts {
			if strings.Contains(string(d), text) {
				return
			}
		}
	}
	x.t.Fatalf("%q was never on disk", text)
}
