package app

import (
	"os"
	"os/exec"
	"runtime"
	"strings"

	"monev/internal/monev"
)

// DocumentsThere is how many files lie in the folder of a meeting's documents, by
// whomever they were put there; hidden ones and folders are not counted. What cannot
// be read counts as none.
func (a *App) DocumentsThere(meeting string) int {
	if a.dir == "" {
		return 0
	}
	list, err := os.ReadDir(a.DocumentDir(meeting))
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range list {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
			n++
		}
	}
	return n
}

// OpenFolder shows a folder in the system's file manager, a program of its own
// that stays when this one ends. Where there is none (a terminal without a
// desktop) or the folder is not there it is refused with where the folder is.
func (a *App) OpenFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return monev.Refuse("map", "Map dokumen belum ada: %s. Buat dulu dokumennya.", dir)
	}
	no := monev.Refuse("map", "Pengelola berkas tidak dapat dibuka di sini; mapnya: %s.", dir)
	name := fileManager(runtime.GOOS, os.Getenv)
	if name == "" {
		return no
	}
	cmd := exec.Command(name, dir)
	detach(cmd)
	if cmd.Start() != nil {
		return no
	}
	go func() { _ = cmd.Wait() }() // no zombie; its exit status says nothing (explorer always fails)
	return nil
}

// fileManager is the command that shows a folder, empty if there is no desktop to
// show it on: some of these commands would then take over the terminal.
func fileManager(system string, env func(string) string) string {
	switch {
	case system == "windows":
		return "explorer.exe"
	case system == "darwin":
		return "open"
	case env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != "":
		return "xdg-open"
	}
	return ""
}
