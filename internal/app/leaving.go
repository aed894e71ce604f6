package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/vault"
)

// What matters when data leave the laptop: the passphrase of a backup, and the
// files that are in none.

// minPassphrase is how many letters a passphrase has at least.
const minPassphrase = 8

// CheckPassphrase refuses, about the field "sandi", a passphrase that is too short
// for a sealed backup.
func CheckPassphrase(text string) error {
	if utf8.RuneCountInString(strings.TrimSpace(text)) < minPassphrase {
		return monev.Refuse("sandi", "Kata sandi terlalu pendek; pakai paling sedikit %d huruf, misalnya beberapa kata.", minPassphrase)
	}
	return nil
}

// SealedEnding is how the names of sealed backups end.
const SealedEnding = ".age"

// SealedName is what a sealed backup made at that moment is called, if the user
// wants nothing else.
func SealedName(at time.Time) string {
	return "cadangan-monev-" + at.Format("20060102-1504") + SealedEnding
}

// OpenWith is the command that opens a data folder, its path in quotation marks where a
// shell would take it apart.
func OpenWith(dir string) string {
	dir = plain.Line(dir)
	if strings.ContainsAny(dir, " '()&;") {
		dir = `"` + dir + `"`
	}
	return "monev --data " + dir
}

// NotInBackups says what backups do not hold.
const NotInBackups = "Berkas eviden, foto, logo, dan dokumen tidak ada di dalam cadangan."

// FilesBeside names the folders of a data folder that hold files which are in no
// backup, in the order in which NotInBackups names them; none if all is in backups.
func FilesBeside(dir string) []string {
	var out []string
	for _, name := range vault.Folders() {
		if list, err := fs.ReadDir(os.DirFS(filepath.Join(dir, name)), "."); err == nil && len(list) > 0 {
			out = append(out, name)
		}
	}
	return out
}

// CarryToo says what to copy besides a backup, so that nothing stays behind; empty
// if the data folder has no files but what is in backups.
func CarryToo(dir string) string {
	folders := FilesBeside(dir)
	if len(folders) == 0 {
		return ""
	}
	text := "Salin juga map " + inWords(folders) + " dari " + shortPath(dir)
	if folders[0] == vault.Folders()[0] {
		text += "; eviden dapat juga dikemas menjadi satu ZIP (layar Eviden, tombol z, atau perintah monev eviden paket)"
	}
	return text + "."
}

// CopyAfter says which folders to copy into the data folder to that a backup was
// restored to; from is the data folder that was there before, to itself if there was
// none. It is empty if from has no files that could be copied.
func CopyAfter(from, to string) string {
	if from == to { // on another laptop: nobody knows what the old folder has
		return "Salin map " + inWords(vault.Folders()) + " dari map data yang lama ke " + shortPath(to) + "."
	}
	folders := FilesBeside(from)
	if len(folders) == 0 {
		return ""
	}
	return "Salin map " + inWords(folders) + " dari " + shortPath(from) + " ke " + shortPath(to) + "."
}

// inWords is "a, b, dan c".
func inWords(words []string) string {
	switch n := len(words); n {
	case 0, 1:
		return strings.Join(words, "")
	case 2:
		return words[0] + " dan " + words[1]
	default:
		return strings.Join(words[:n-1], ", ") + ", dan " + words[n-1]
	}
}
