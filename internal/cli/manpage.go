package cli

import (
	"fmt"
	"slices"
	"strings"

	"monev/internal/plain"
)

// manualPage prints monev(1) in the man macros, from the same table as the help.
func (c *call) manualPage() {
	v := BuildVersion()
	day, _, _ := strings.Cut(v.Time, "T")
	p := func(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }
	p(`.TH MONEV 1 "%s" "monev %s" "Perintah pengguna"`, roff(day), roff(v.Version))
	p(".nh\n.SH NAMA\nmonev \\- Rapat Monev Zona Integritas dari persiapan sampai notula")
	p(".SH RINGKASAN\n.B monev\n[\\fB\\-\\-data\\fR \\fIMAP\\fR] [\\fIPERINTAH\\fR]")
	p(".SH KETERANGAN\nTanpa perintah, monev membuka program di layar. Segala yang menghasilkan berkas atau angka juga dapat dijalankan\n" +
		"sebagai perintah. Keluaran standar hanya berisi hasil; pesan ditulis ke keluaran galat.")
	p(".SH PERINTAH")
	for _, cmd := range commands() {
		if cmd.run == nil || cmd.hidden || cmd.name == "" {
			continue
		}
		p(".TP\n.B monev %s\n%s.", roff(cmd.form()), roff(upper(cmd.about)))
		if cmd.more == "" {
			continue
		}
		for line := range strings.SplitSeq(cmd.more, "\n") {
			p(".br\n%s", roff(line))
		}
	}
	p(".SH OPSI")
	for _, o := range options() {
		form := `\fB\-\-` + roff(o.name) + `\fR`
		if o.name == "help" {
			form = `\fB\-h\fR, ` + form
		}
		if o.value != "" {
			form += ` \fI` + roff(o.value) + `\fR`
		}
		where := "Untuk semua perintah."
		if !slices.Contains(everywhere(), o.name) {
			where = "Untuk: " + strings.Join(takers(o.name), ", ") + "."
		}
		p(".TP\n%s\n%s. %s", form, roff(upper(o.about)), roff(where))
	}
	p(".SH LINGKUNGAN\n.TP\n.B MONEV_DATA\nMap data bila \\-\\-data tidak ditulis.")
	p(".TP\n.B NO_COLOR\nBila berisi, layar tanpa warna.")
	p(".TP\n.B TERM\nBila dumb, layar tidak dibuka; perintah tetap dapat dijalankan.")
	p(".SH BERKAS\n.TP\n.I monev\\-data\nMap di sebelah program; dipakai bila ada, misalnya di flash disk.")
	p(".TP\n.I %%LOCALAPPDATA%%\\emonev\nMap data pengguna di Windows.")
	p(".TP\n.I ~/Library/Application Support/monev\nMap data pengguna di macOS.")
	p(".TP\n.I ~/.local/share/monev\nMap data pengguna di Linux, atau monev dalam XDG_DATA_HOME.")
	p(".SH \"STATUS KELUAR\"\n.TP\n.B 0\nBerhasil.\n.TP\n.B 1\nTidak dapat dilakukan; alasannya di keluaran galat.\n.TP\n.B 2\nSalah tulis perintah.")
	p(".SH CONTOH\n.nf\nmonev \\-\\-data coba contoh\nmonev \\-\\-data coba\nmonev rapat \\-\\-json\n.fi")
}

// takers are the commands that have an option of their own.
func takers(option string) []string {
	var out []string
	for _, cmd := range commands() {
		if slices.Contains(cmd.options, option) {
			out = append(out, cmd.name)
		}
	}
	return out
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// roff makes a text harmless in the man macros: nothing in it is a request or
// an escape, and every minus can be copied.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(plain.Line(s))
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
