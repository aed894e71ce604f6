package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"monev/internal/app"
)

func showHelp(_ context.Context, c *call) error {
	if len(c.args) > 0 && c.args[0] == guideName {
		return c.guide(strings.Join(c.args[1:], " "))
	}
	if len(c.args) == 0 {
		c.cmd = commands()[0]
		return c.help()
	}
	cmd, rest := find(c.args)
	if cmd.name == "" || len(rest) > 0 {
		return c.wrong("Perintah %s tidak dikenal.", quote(strings.Join(c.args, " ")))
	}
	c.cmd = cmd
	return c.help()
}

// help prints the help of the present command.
func (c *call) help() error {
	if c.cmd.name == "" {
		return c.generalHelp()
	}
	t := table{}
	if c.cmd.run == nil {
		fmt.Fprintf(c.out, "monev %s: %s.\n\n", c.cmd.name, c.cmd.about)
		for _, sub := range commands() {
			if strings.HasPrefix(sub.name, c.cmd.name+" ") {
				t.row("  monev "+sub.form(), sub.about)
			}
		}
		t.print(c.out)
		return nil
	}
	fmt.Fprintf(c.out, "monev %s: %s.\n\n%s\n", c.cmd.name, c.cmd.about, c.cmd.usageLine())
	if c.cmd.more != "" {
		fmt.Fprintf(c.out, "\n%s\n", c.cmd.more)
	}
	fmt.Fprintf(c.out, "\nOpsi:\n")
	c.listOptions(&t, c.cmd.options)
	c.listOptions(&t, everywhere())
	t.print(c.out)
	return nil
}

func (c *call) listOptions(t *table, names []string) {
	for _, name := range names {
		o, _ := optionOf(name)
		form := o.String()
		if name == "help" {
			form = "-h, --help"
		}
		t.row("  "+form, o.about)
	}
}

func (c *call) generalHelp() error {
	fmt.Fprint(c.out, "monev menjalankan Rapat Monev Zona Integritas, mencatat temuan dan tindak lanjut, dan membuat notulanya.\n\n"+
		"Pemakaian: monev [--data MAP] [PERINTAH]\n\nPerintah:\n")
	var t table
	for _, cmd := range commands() {
		switch {
		case cmd.run == nil, cmd.hidden:
		case cmd.name == "":
			t.row("  (tanpa perintah)", cmd.about)
		default:
			args := cmd.args
			if cmd.may != "" {
				args = append(slices.Clone(args), "["+cmd.may+"]")
			}
			t.row("  "+cmd.name+" "+strings.Join(args, " "), cmd.about)
		}
	}
	t.print(c.out)
	fmt.Fprint(c.out, "\nOpsi untuk semua perintah:\n")
	t = table{}
	c.listOptions(&t, everywhere())
	t.print(c.out)
	fmt.Fprint(c.out, "\nTanpa --data dan MONEV_DATA, dipakai map monev-data di sebelah program bila ada; bila tidak, map data pengguna.\n"+
		"Bantuan satu perintah: monev bantuan PERINTAH. Panduan singkat: monev bantuan panduan\n"+
		"Hasil: 0 berhasil, 1 gagal, 2 salah tulis perintah.\n")
	return nil
}

func exportHelp() string {
	var usual, kinds []string
	for _, d := range app.DocumentKinds() {
		if len(d.Usual) > 2 {
			usual = append(usual, fmt.Sprintf("%s juga %s", d.Name, strings.Join(d.Usual[2:], ", ")))
		}
		kinds = append(kinds, d.Name)
	}
	return "Dokumen: " + strings.Join(kinds, ", ") + ",\natau semua (bila --dokumen tidak ditulis): paket dokumen kantor.\n" +
		"Format: " + strings.Join(app.Formats(), ", ") + ". Bila --format tidak ditulis: docx dan pdf; " + strings.Join(usual, "; ") + ".\n" +
		"Format yang tidak dikenal suatu dokumen dilewati untuk semua, dan ditolak bila dokumennya disebut.\n" +
		"Dokumen rapat final didaftarkan sebagai eviden A.I.1.iii.a–c dan A.I.1.iv.d, kecuali dengan --baca.\n" +
		"Berkas yang sudah ada di map tujuan tidak ditimpa."
}

// Version is what the program knows about its build.
type Version struct {
	Version  string `json:"versi"`
	Revision string `json:"revisi"`
	Time     string `json:"waktu"`  // of the revision, RFC 3339
	Changed  bool   `json:"diubah"` // built from changed files
	Go       string `json:"go"`     // of the compiler
	System   string `json:"sistem"` // "windows/amd64"
}

// BuildVersion reads the build information of the running program; what the
// build did not record is empty.
func BuildVersion() Version {
	v := Version{Version: "pengembangan", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if m := info.Main.Version; m != "" && m != "(devel)" {
		v.Version = m
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Changed = s.Value == "true"
		}
	}
	return v
}

func showVersion(_ context.Context, c *call) error {
	v := BuildVersion()
	if c.has("json") {
		return c.json(v)
	}
	fmt.Fprintf(c.out, "monev %s\n", v.Version)
	if v.Revision != "" {
		changed := ""
		if v.Changed {
			changed = " dengan perubahan"
		}
		fmt.Fprintf(c.out, "revisi %s%s, %s\n", v.Revision, changed, v.Time)
	}
	fmt.Fprintf(c.out, "%s, %s\n", v.Go, v.System)
	return nil
}

// json prints the one JSON value of a result.
func (c *call) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
