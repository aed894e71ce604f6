package cli

import (
	"slices"
	"strings"
)

// An option means the same in every command that has it, so one table serves
// all and options may stand anywhere in the line.
type option struct {
	name  string
	value string // placeholder in the usage; empty for a switch
	about string
}

func options() []option {
	return []option{
		{"data", "MAP", "map data yang dipakai (juga lewat MONEV_DATA)"},
		{"baca", "", "hanya membaca; perintah yang mengubah data ditolak"},
		{"help", "", "tampilkan bantuan ini"},
		{"json", "", "cetak satu nilai JSON untuk program lain"},
		{"terbuka", "", "hanya yang belum selesai"},
		{"terlambat", "", "hanya yang lewat tenggat"},
		{"saringan", "NAMA", "saringan bernama dari daftar tindak lanjut"},
		{"area", "N", "hanya area 1 sampai 6"},
		{"pj", "TEKS", "hanya yang penanggung jawabnya memuat TEKS"},
		{"pada", "TANGGAL", "hitung keterlambatan pada tanggal itu, misalnya 2025-11-20"},
		{"jawaban", "BERKAS", "nilai berkas jawaban (YAML atau JSON), bukan data yang tersimpan"},
		{"tahun", "TAHUN", "tahun penilaian, misalnya 2025"},
		{"target", "PREDIKAT", "wbk atau wbbm"},
		{"templat", "BERKAS", "formulir Excel yang diisi"},
		{"terima", "", "ganti juga bila ada jawaban yang tidak cocok lagi dan tidak ikut"},
		{"unit-lain", "", "ambil juga berkas milik unit lain"},
		{"hemat", "", "cari jumlah beban paling kecil, bukan butir paling sedikit"},
		{"pengungkit", "", "hanya syarat pengungkit dan area, selama nilai survei belum ada"},
		{"dokumen", "NAMA", "dokumen yang dibuat, dipisah koma, atau semua"},
		{"format", "FORMAT", "bentuk berkas, dipisah koma"},
		{"sandi", "BERKAS", "berkas yang baris pertamanya kata sandi cadangan"},
		{"ke", "TUJUAN", "map atau berkas tujuan"},
		{"butir", "KODE", "butir LKE, misalnya A.I.1.iii.b atau 1.iii.b"},
		{"status", "STATUS", "status eviden: belum ada, belum diperiksa, perlu perbaikan, atau sesuai"},
		{"judul", "TEKS", "judul eviden; tanpa ini diambil dari nama berkas"},
		{"catatan", "TEKS", "apa yang perlu diperbaiki"},
		{"di-tempat", "", "daftarkan berkas di tempatnya, tanpa menyalin ke map data"},
		{"map", "MAP", "ambil semua berkas di map itu yang namanya diawali kode butir"},
		{"coba", "", "hanya tampilkan apa yang akan diambil"},
		{"nama-sederhana", "", "nama berkas dalam paket tanpa huruf dan tanda khusus"},
	}
}

// everywhere are the options that every command takes.
func everywhere() []string { return []string{"data", "baca", "help"} }

func optionOf(name string) (option, bool) {
	all := options()
	i := slices.IndexFunc(all, func(o option) bool { return o.name == name })
	if i < 0 {
		return option{}, false
	}
	return all[i], true
}

func (o option) String() string {
	if o.value == "" {
		return "--" + o.name
	}
	return "--" + o.name + " " + o.value
}

// parse splits the line into command, options and arguments. Options may stand
// before, between and after the words; -- ends them.
func (c *call) parse(args []string) error {
	c.flags = map[string]string{}
	var words []string
	var wrong string // the first thing that is wrong; told when the command is known
	blame := func(s string) {
		if wrong == "" {
			wrong = s
		}
	}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			words = append(words, args[i+1:]...)
			break
		}
		if arg == "-h" {
			arg = "--help"
		}
		if len(arg) < 2 || arg[0] != '-' {
			words = append(words, arg)
			continue
		}
		name, value, given := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		if name == "bantuan" {
			name = "help"
		}
		o, ok := optionOf(name)
		switch {
		case !ok || !strings.HasPrefix(arg, "--"):
			blame("Opsi " + quote(arg) + " tidak dikenal.")
			continue
		case o.value == "" && given:
			blame("Opsi --" + o.name + " tidak memakai nilai.")
		case o.value != "" && !given && (i+1 == len(args) || strings.HasPrefix(args[i+1], "--")):
			blame("Opsi --" + o.name + " memerlukan nilai: " + o.String() + ".")
		case o.value != "" && !given:
			i++
			value = args[i]
		}
		if o.value != "" && value == "" {
			blame("Nilai opsi --" + o.name + " kosong; tulis " + o.String() + ".")
		}
		if _, twice := c.flags[name]; twice && o.value != "" {
			blame("Opsi --" + o.name + " ditulis dua kali.")
		}
		c.flags[name] = value
	}
	c.cmd, c.args = find(words)
	if wrong != "" && !c.has("help") {
		return c.wrong("%s", wrong)
	}
	return nil
}

// check holds the parsed line against what the command takes.
func (c *call) check() error {
	cmd := c.cmd
	if cmd.run == nil {
		if len(c.args) == 0 {
			return c.wrong("Perintah %s belum lengkap.", cmd.name)
		}
		return c.wrong("Perintah %s tidak dikenal.", quote(strings.TrimSpace(cmd.name+" "+c.args[0])))
	}
	for _, o := range options() { // in a fixed order, so that the message is
		if c.has(o.name) && !slices.Contains(cmd.options, o.name) && !slices.Contains(everywhere(), o.name) {
			return c.wrong("Opsi --%s tidak berlaku untuk perintah ini.", o.name)
		}
	}
	for _, name := range cmd.needs {
		if !c.has(name) {
			o, _ := optionOf(name)
			return c.wrong("Opsi %s belum ditulis.", o)
		}
	}
	takes := cmd.args
	if cmd.may != "" {
		takes = append(slices.Clone(takes), cmd.may)
	}
	if cmd.many != "" {
		takes = slices.Repeat([]string{cmd.many}, len(c.args))
	}
	switch {
	case cmd.rest:
	case len(c.args) < len(cmd.args):
		return c.wrong("%s belum ditulis.", cmd.args[len(c.args)])
	case len(c.args) > len(takes):
		if cmd.name == "" {
			return c.wrong("Perintah %s tidak dikenal.", quote(c.args[0]))
		}
		if len(takes) == 0 && cmd.hasMore() {
			return c.wrong("Perintah %s tidak dikenal.", quote(cmd.name+" "+c.args[0]))
		}
		return c.wrong("%s tidak diperlukan oleh perintah ini.", quote(c.args[len(takes)]))
	}
	if !cmd.rest {
		for i, a := range c.args {
			if a == "" {
				return c.wrong("%s kosong.", takes[i])
			}
		}
	}
	return nil
}
