// Command release builds what an office downloads: for every system one archive
// with the program, the licence and BACA-SAYA.txt, and the SHA-256 sums of all.
// It works on the source tree it is started in; .ci/release gives it a clean
// clone of one commit. The same commit and Go version give the same bytes, on
// whatever machine and in whatever folder they are built.
package main

import (
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// targets are the systems a release is for, windows/amd64 first: most offices
// need no other.
var targets = [...]target{
	{"windows", "amd64"}, {"windows", "arm64"},
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "arm64"}, {"darwin", "amd64"},
}

type target struct{ system, arch string }

func (t target) String() string { return t.system + "-" + t.arch }

// program is the name of the program's file on the system.
func (t target) program() string {
	if t.system == "windows" {
		return "monev.exe"
	}
	return "monev"
}

func main() {
	out := flag.String("o", "", "`folder` for the archives; made if missing, refused if not empty")
	flag.Parse()
	if err := release(*out, flag.NArg()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(out string, rest int) (err error) {
	if out == "" || rest > 0 {
		return errors.New("usage: go run ./cmd/release -o FOLDER")
	}
	if old, err := os.ReadDir(out); err == nil && len(old) > 0 {
		return fmt.Errorf("%s is not empty", out)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "monev-release-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()

	built, err := build(work)
	if err != nil {
		return err
	}
	license, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, t := range targets {
		binary, err := os.ReadFile(filepath.Join(work, t.String()))
		if err != nil {
			return err
		}
		text, err := readme(t, built)
		if err != nil {
			return err
		}
		archive, err := pack(t, built.time, []file{
			{name: t.program(), mode: 0o755, data: binary},
			{name: "BACA-SAYA.txt", mode: 0o644, data: endings(t, text)},
			{name: "LICENSE", mode: 0o644, data: endings(t, license)},
		})
		if err != nil {
			return err
		}
		name := archiveName(t, built)
		if err := os.WriteFile(filepath.Join(out, name), archive, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum(archive), name)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// build is the program for every target, named like the target, in the folder.
func build(work string) (edition, error) {
	// The first one is for a system whose file carries nothing of its own: it
	// tells the version that Go derives from the commit and its tags.
	first := target{"linux", "amd64"}
	if err := compile(first, filepath.Join(work, first.String())); err != nil {
		return edition{}, err
	}
	built, err := editionOf(filepath.Join(work, first.String()))
	if err != nil {
		return edition{}, err
	}
	for _, t := range targets {
		if t == first {
			continue
		}
		if err := compileWith(t, built, filepath.Join(work, t.String())); err != nil {
			return edition{}, err
		}
	}
	return built, nil
}

// compileWith compiles with the resources that a Windows file carries. They
// lie in the source tree only for that moment, and git ignores them there.
func compileWith(t target, built edition, to string) (err error) {
	if t.system == "windows" {
		object := filepath.Join("cmd", "monev", "rsrc_windows_"+t.arch+".syso")
		data, err := resources(t.arch, built)
		if err != nil {
			return err
		}
		if err := os.WriteFile(object, data, 0o644); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.Remove(object)) }()
	}
	return compile(t, to)
}

func compile(t target, to string) error {
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-s -w", "-o", to, "./cmd/monev")
	// What a machine may have set otherwise and what changes the bytes.
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.system, "GOARCH="+t.arch, "GOAMD64=v1", "GOARM64=v8.0",
		"GOFLAGS=-mod=readonly", "GOWORK=off", "GOFIPS140=off")
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("build for %s: %w", t, err)
	}
	return nil
}

// edition is what a built program says about itself.
type edition struct {
	version string    // "v1.2.0", or a pseudo-version if the commit has no tag
	time    time.Time // of the commit
}

// number is the version without its v.
func (e edition) number() string { return strings.TrimPrefix(e.version, "v") }

// editionOf reads a built program. One from changed files, or from no commit,
// is refused: nobody could build it again.
func editionOf(path string) (edition, error) {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return edition{}, err
	}
	e := edition{version: info.Main.Version}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.time":
			if e.time, err = time.Parse(time.RFC3339, s.Value); err != nil {
				return edition{}, err
			}
		case s.Key == "vcs.modified" && s.Value != "false":
			return edition{}, errors.New("the source tree is changed; use .ci/release, which builds the commit")
		}
	}
	if e.time.IsZero() || !strings.HasPrefix(e.version, "v") {
		return edition{}, fmt.Errorf("built from no commit (version %q)", e.version)
	}
	e.time = e.time.UTC()
	return e, nil
}
