package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"monev/internal/app"
)

// command is one thing the command line can do.
type command struct {
	name    string   // its words
	args    []string // its arguments, all of them obligatory
	may     string   // one more argument that may be missing
	many    string   // any number of these, none too
	rest    bool     // takes any number of arguments
	options []string // besides those of every command
	needs   []string // the obligatory ones among them
	changes bool     // changes data
	hidden  bool     // for scripts of our own: in no help
	about   string   // one line
	more    string   // further lines of its help
	run     func(context.Context, *call) error
}

// practiceName is the command that opens the practice.
const practiceName = "latihan"

// commands lists all commands in the order of the help. One without run is
// only the first word of others.
func commands() []*command {
	return []*command{
		{name: "", changes: true, about: "membuka program di layar", run: openScreens},
		{name: practiceName, changes: true, about: "membuka latihan: data contoh untuk mencoba, terpisah dari data kantor", run: openScreens,
			more: "Sama dengan tombol latihan di Beranda. Data latihan ada di map latihan dalam map data; semua layar dan dokumennya bertanda LATIHAN."},
		{name: "proyektor", about: "jendela kedua untuk proyektor: mengikuti rapat yang dijalankan di laptop ini", run: openProjector,
			more: "Jalankan di terminal kedua yang digeser ke layar proyektor, sebelum atau sesudah monev dibuka. Hanya menampilkan;\n" +
				"b membekukan gambar, F7 menampilkan kartu uji, F8 mengganti warna, q menutup. Tidak memakai jaringan."},
		{name: "contoh", changes: true, about: "mengisi map data yang kosong dengan data contoh", run: fillSample},
		{name: "rapat", options: []string{"json"}, about: "daftar rapat, terbaru lebih dulu", run: listMeetings},
		{name: "rapat lihat", args: []string{"ID"}, options: []string{"json"}, about: "satu rapat selengkapnya", run: showMeeting},
		{name: "tindak-lanjut", options: []string{"terbuka", "terlambat", "saringan", "area", "pj", "pada", "json"},
			about: "daftar tindak lanjut dari semua rapat", run: listFollowUps,
			more: "Tanpa --terbuka, --terlambat, atau --saringan, yang sudah selesai ikut ditampilkan.\n" +
				"Saringan adalah yang bernama di layar Tindak Lanjut (s), juga yang bawaan: \"Jatuh tempo 30 hari\" atau 30-hari,\n\"Poin LKE terbesar\" atau poin; Tab menyebut semuanya."},
		{name: "cari", many: "TEKS", options: []string{"json"}, about: "mencari kata di semua rapat, tindak lanjut, butir LKE, dan eviden",
			run: searchAll, more: "Setiap kata cukup awalnya, urutannya bebas, huruf besar dan kecil sama. Catatan fasilitator tidak ikut dicari."},
		{name: "lke", about: "nilai LKE dan jalan menuju WBK atau WBBM"},
		{name: "lke nilai", options: []string{"jawaban", "tahun", "json"}, about: "nilai LKE, klaim dan berbukti, dan syarat WBK dan WBBM",
			run: scoreLKE, more: "Tanpa --tahun dipakai tahun kantor. Dengan --jawaban yang dinilai adalah berkas itu,\n" +
				"menurut instrumen LKE --tahun, atau instrumen yang disebut berkas itu, atau instrumen bawaan; tidak ada yang disimpan.\n" +
				"Butir yang belum dijawab bernilai 0. Angka JSON dibulatkan ke delapan desimal; terpenuhi atau tidak diputus sebelum pembulatan."},
		{name: "lke jalan", options: []string{"target", "tahun", "hemat", "pengungkit", "json"}, needs: []string{"target"},
			about: "butir yang perlu dinaikkan supaya predikat tercapai", run: showPath,
			more: "Tanpa --hemat dicari butir paling sedikit."},
		{name: "lke impor", args: []string{"BERKAS"}, options: []string{"tahun", "unit-lain"}, changes: true,
			about: "mengambil jawaban LKE dari JSON PortalRB, formulir Excel Kementerian PANRB, atau buku kerja monev", run: importLKE,
			more: "Formulir Excel kementerian tidak menyebut tahun; tanpa --tahun dipakai tahun kantor. Isian kosong di berkas tidak menghapus jawaban yang ada.\n" +
				"Dari buku kerja monev diambil jawaban, catatan, dan bukti dukung unit; kolom Eviden tidak dibaca.\n" +
				"Catatan TPI ditampilkan; satu kesalahan saja membuat berkas ditolak seluruhnya."},
		{name: "lke ekspor", options: []string{"format", "templat", "ke", "tahun"}, needs: []string{"format"},
			about: "menulis jawaban LKE sebagai JSON PortalRB atau buku kerja Excel", run: exportLKE,
			more: "Format: portal, xlsx. Dengan --templat, kolom unit pada salinan formulir itu diisi; sel lain tidak berubah.\n" +
				"Tanpa --ke hasilnya ditulis ke keluaran standar."},
		{name: "lke instrumen", may: "BERKAS", options: []string{"tahun", "terima", "json"},
			about: "instrumen LKE yang dipakai tiap tahun, atau menggantinya dengan instrumen dari berkas", run: instruments,
			more: "Tanpa BERKAS: daftar instrumen yang dipakai tiap tahun. Dengan BERKAS (YAML atau JSON, bersusunan sama dengan instrumen bawaan):\n" +
				"LKE tahun itu memakai instrumen dalam berkas; jawaban yang masih cocok dari unit, TPI, dan TPN ikut. Tahun lain tidak berubah.\n" +
				"Bila ada jawaban yang tidak cocok lagi, hanya rencananya ditampilkan dan tidak ada yang diubah, kecuali dengan --terima: jawaban itu\n" +
				"tidak ikut dan tetap ada di riwayat. BERKAS berisi kata nasional berarti kembali ke instrumen bawaan. Tanpa --tahun dipakai tahun kantor."},
		{name: "eviden", about: "daftar eviden: melampirkan, memeriksa, mengemas"},
		{name: "eviden daftar", options: []string{"tahun", "area", "butir", "status", "json"}, about: "eviden yang terdaftar, menurut butir",
			run: listEvidence, more: "Dengan --status belum ada ditampilkan butir yang belum punya eviden. Tanpa --tahun dipakai tahun kantor."},
		{name: "eviden tambah", many: "BERKAS", options: []string{"butir", "map", "judul", "status", "catatan", "di-tempat", "coba", "tahun", "json"}, changes: true,
			about: "melampirkan berkas sebagai eviden", run: addEvidence,
			more: "Berkas disalin ke map data (eviden/tahun/area/aspek/kode judul); dengan --di-tempat berkas hanya didaftarkan di tempatnya.\n" +
				"Tanpa --butir, butir dibaca dari awal nama berkas: A.I.1.iii.b, A.1.I.iii.b, 1.iii.b, A-I-3-b, PPB3B1. Nama map (AREA I, Reform)\n" +
				"menentukan area dan aspek bila kode saja belum cukup. Dengan --map, berkas yang butirnya tidak pasti dilewati dan ditampilkan;\n" +
				"berkas yang ditulis satu per satu harus pasti semua, atau tidak ada yang diambil."},
		{name: "eviden periksa", options: []string{"tahun", "json"}, about: "membaca ulang semua berkas eviden: yang hilang, pindah, berubah, tak terdaftar",
			run: checkEvidence, more: "Status keluar 1 bila ada yang perlu dibenahi."},
		{name: "eviden kurang", options: []string{"tahun", "area", "pj", "ke", "json"}, about: "butir yang evidennya belum lengkap, menurut area dan penanggung jawab",
			run: missingEvidence, more: "Dengan --ke seluruh daftar ditulis sebagai dokumen; bentuknya menurut akhir nama berkas: " + strings.Join(app.Formats(), ", ") + ".\n" +
				"Di map yang sudah ada ditulis DOCX dan PDF."},
		{name: "eviden paket", options: []string{"ke", "nama-sederhana", "tahun", "json"}, needs: []string{"ke"},
			about: "satu berkas ZIP berisi eviden menurut area dan butir, dengan indeks", run: packEvidence,
			more: "TUJUAN berakhir .zip, atau map yang sudah ada: di sana paketnya bernama Eviden ZI TAHUN.zip. Berkas yang sudah ada tidak ditimpa."},
		{name: "ekspor", about: "menulis dokumen atau seluruh data"},
		{name: "ekspor rapat", args: []string{"ID"}, options: []string{"dokumen", "format", "ke", "json"}, needs: []string{"ke"},
			about: "menulis dokumen rapat dan mencetak letak berkasnya", run: exportMeeting, more: exportHelp()},
		{name: "ekspor data", options: []string{"ke"}, needs: []string{"ke"},
			about: "menulis seluruh data menjadi satu berkas JSON", run: exportData},
		{name: "impor", about: "mengambil data dari berkas"},
		{name: "impor data", args: []string{"BERKAS"}, changes: true,
			about: "mengisi map data yang kosong dari hasil ekspor data", run: importData},
		{name: "impor tindak-lanjut", args: []string{"BERKAS"}, options: []string{"json"}, changes: true,
			about: "mengambil tindak lanjut dari daftar CSV atau Excel", run: importFollowUps,
			more: "Kolom dicari menurut judulnya: Tindak lanjut (Uraian, Rekomendasi), Area, Butir, Penanggung jawab (PJ, PIC), Tenggat (Batas waktu),\n" +
				"Prioritas, Status, Keterangan; urutannya bebas. Baris yang ditolak dicetak dengan alasannya; yang lain diambil sekaligus.\n" +
				"Matriks XLSX dari monev ekspor rapat dapat diambil juga. Hanya yang masih terbuka yang diambil."},
		{name: "cadangkan", options: []string{"ke", "sandi", "json"}, about: "membuat cadangan data yang sudah diperiksa dan mencetak letaknya", run: makeBackup,
			more: "Tanpa --ke cadangan ditaruh di map cadangan dalam map data. Dengan --ke BERKAS cadangan dapat dibuat juga ketika data sedang dibuka;\n" +
				"dengan --sandi cadangan itu dikunci (format age). Tanpa kata sandinya cadangan tidak dapat dibuka oleh siapa pun.\n" +
				app.NotInBackups + " Salin map-map itu dari map data; eviden dapat dikemas dengan monev eviden paket."},
		{name: "pulihkan", args: []string{"BERKAS"}, options: []string{"sandi", "json"}, about: "memulihkan cadangan ke map baru di sebelah map data", run: restoreBackup,
			more: "Data yang sekarang tidak pernah ditimpa. Bila map data masih kosong, cadangan dipulihkan ke map itu.\n" +
				app.NotInBackups + " Salin map-map itu dari map data yang lama ke map data hasil pemulihan."},
		{name: "periksa", options: []string{"json"}, about: "memeriksa seluruh data: berkas, rantai kejadian, catatan, jurnal salinan, cadangan", run: checkAll,
			more: "Tidak ada yang diubah. Bila ada temuan, hasilnya 1 dan tiap temuan menyebut kejadiannya."},
		{name: "versi", options: []string{"json"}, about: "versi dan keterangan program", run: showVersion},
		{name: "lengkapi", args: []string{"SHELL"}, about: "skrip pelengkapan tombol Tab untuk suatu shell, atau halaman manual", run: printCompletion,
			more: "Shell: " + strings.Join(shellNames(), ", ") + ". Cara memasangnya ada di baris pertama hasilnya.\n" +
				"Dengan man sebagai SHELL, hasilnya halaman manual: monev lengkapi man > monev.1, lalu man -l monev.1."},
		{name: "lengkapi saran", rest: true, hidden: true, about: "lanjutan yang cocok, untuk skrip pelengkapan", run: printSuggestions},
		{name: "bantuan", rest: true, about: "bantuan umum, bantuan satu perintah, atau panduan", run: showHelp,
			more: "monev bantuan panduan mencetak panduan singkat; satu bab saja: monev bantuan panduan BAB.\nBab: " + strings.Join(chapterNames(), ", ") + "."},
	}
}

// find returns the command that the first words name, the longest name first,
// and what follows. Without any it is the bare program.
func find(words []string) (*command, []string) {
	all := commands()
	for n := min(2, len(words)); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		if i := slices.IndexFunc(all, func(c *command) bool { return c.name == name }); i > 0 {
			return all[i], words[n:]
		}
	}
	return all[0], words
}

// usageLine is the one line that says how a command is written.
func (c *command) usageLine() string {
	if c.run == nil {
		var names []string
		for _, sub := range commands() {
			if strings.HasPrefix(sub.name, c.name+" ") {
				names = append(names, strings.TrimPrefix(sub.name, c.name+" "))
			}
		}
		return fmt.Sprintf("Pemakaian: monev %s %s …   (lihat: monev bantuan %s)", c.name, strings.Join(names, "|"), c.name)
	}
	if c.name == "" {
		return "Pemakaian: monev [--data MAP] [PERINTAH]   (lihat: monev bantuan)"
	}
	return "Pemakaian: monev " + c.form()
}

// hasMore reports whether other commands begin with the name of this one.
func (c *command) hasMore() bool {
	return slices.ContainsFunc(commands(), func(o *command) bool { return strings.HasPrefix(o.name, c.name+" ") })
}

// form is the name with arguments and own options.
func (c *command) form() string {
	parts := []string{c.name}
	parts = append(parts, c.args...)
	if c.may != "" {
		parts = append(parts, "["+c.may+"]")
	}
	if c.many != "" {
		parts = append(parts, "["+c.many+"…]")
	}
	if c.rest {
		parts = append(parts, "[PERINTAH]")
	}
	for _, name := range c.options {
		o, _ := optionOf(name)
		if slices.Contains(c.needs, name) {
			parts = append(parts, o.String())
		} else {
			parts = append(parts, "["+o.String()+"]")
		}
	}
	return strings.Join(parts, " ")
}
