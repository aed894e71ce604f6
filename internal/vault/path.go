package vault

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"monev/internal/plain"
)

const (
	maxFolder = 44  // bytes of one folder name: "III Penataan Sistem Manajemen SDM" and room
	maxName   = 110 // bytes of a file name
	maxPath   = 240 // bytes of a whole path; Windows takes 260, some are left for " (2)" and copies
	minName   = 32  // bytes a file name keeps, however long the path of the data folder is
)

// Path is where evidence goes in the data folder, divided by "/":
//
//	eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.iii.a Undangan.pdf
//
// Empty parts are left out; without a title the code is the name. Every part is a
// name that Windows takes, and the path has at most 220 bytes. ext may begin with a
// dot; one that is no plain extension of at most 8 letters and digits is left out.
func Path(year int, area, aspek, code, title, ext string) string {
	parts := []string{"eviden", strconv.Itoa(year)}
	for _, folder := range []string{area, aspek} {
		if folder = plain.Line(folder); folder != "" {
			parts = append(parts, plain.FileName(folder, maxFolder))
		}
	}
	name := plain.Line(strings.Join([]string{plain.Line(code), plain.Line(title)}, " "))
	ext = Ext("." + strings.TrimPrefix(ext, "."))
	parts = append(parts, plain.FileName(plain.FileName(name, maxName-len(ext))+ext, maxName))
	return strings.Join(parts, "/")
}

// Ext is the extension of a file's name with its dot, in lower case: at most 8
// letters and digits, else "".
func Ext(name string) string {
	ext := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	if len(ext) == len(name) || ext == "" || len(ext) > 8 || strings.Trim(ext, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return "." + ext
}

// fit shortens the name at the end of rel so that the whole path below dir stays
// one that Windows programs open.
func fit(dir, rel string) string {
	folder, name := path.Split(rel)
	room := maxPath - len(dir) - 1 - len(folder)
	return folder + plain.FileName(name, max(room, minName))
}

// Fold is a name as Windows compares it: two names with one Fold cannot stand in
// one folder there.
func Fold(name string) string { return strings.ToLower(strings.ToUpper(norm.NFC.String(name))) }
