package sample

import (
	"fmt"
	"slices"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
)

// lkeAnswers is what the office answered before each of its three meetings: by
// question, as it would be typed. "-" is not answered.
const lkeAnswers = `
A.I.1.i.a   Ya    Ya    Ya
A.I.1.i.b   B     A     A
A.I.1.ii.a  Ya    Ya    Ya
A.I.1.ii.b  B     B     A
A.I.1.ii.c  B     A     A
A.I.1.iii.a C     B     B
A.I.1.iii.b D     B     B
A.I.1.iii.c -     C     B
A.I.1.iv.a  Tidak Tidak Tidak
A.I.1.iv.b  -     B     B
A.I.1.iv.c  B     B     B
A.I.1.iv.d  C     B     B
A.II.1.i.a  -     4/2   4/4
A.II.1.i.b  -     2/0   4/1
A.II.1.ii   C     C     B
A.II.1.iii  C     B     B
A.I.2.i.a   B     B     B
A.I.2.i.b   C     C     C
A.I.2.i.c   D     D     D
A.I.2.ii.a  B     B     B
A.I.2.ii.b  A     A     A
A.I.2.ii.c  B     B     B
A.I.2.ii.d  -     C     C
A.I.2.iii.a B     B     A
A.I.2.iii.b B     B     B
A.II.2.i    B     B     B
A.II.2.ii.a -     B     B
A.II.2.ii.b B     B     B
A.II.2.iii.a C    C     C
A.II.2.iii.b -    C     C
A.II.2.iii.c D    C     C
A.I.3.i.a   Ya    Ya    Ya
A.I.3.i.b   -     -     -
A.I.3.i.c   -     -     -
A.I.3.ii.a  Ya    Ya    Ya
A.I.3.ii.b  C     C     C
A.I.3.ii.c  -     Tidak Tidak
A.I.3.iii.a Ya    Ya    Ya
A.I.3.iii.b C     C     C
A.I.3.iii.c -     -     C
A.I.3.iii.d C     B     B
A.I.3.iii.e C     B     B
A.I.3.iii.f -     C     B
A.I.3.iv.a  C     B     B
A.I.3.iv.b  C     B     B
A.I.3.iv.c  B     B     B
A.I.3.iv.d  Tidak Tidak Tidak
A.I.3.v.a   B     B     B
A.I.3.vi.a  B     A     A
A.II.3.i.a  B     B     B
A.II.3.ii.a C     C     B
A.II.3.iii.a 0/0/0 0/0/0 0/0/0
A.I.4.i.a   B     A     A
A.I.4.i.b   B     A     A
A.I.4.i.c   C     B     B
A.I.4.ii.a  Ya    Ya    Ya
A.I.4.ii.b  Ya    Ya    Ya
A.I.4.ii.c  Ya    Ya    Ya
A.I.4.ii.d  -     C     C
A.I.4.ii.e  Ya    Ya    Ya
A.I.4.ii.f  B     B     B
A.I.4.ii.g  Tidak Ya    Ya
A.I.4.ii.h  C     C     C
A.II.4.i    5/3   5/3   5/4
A.II.4.ii   C     C     C
A.II.4.iii  C     B     B
A.I.5.i.a   C     A     A
A.I.5.i.b   C     C     C
A.I.5.ii.a  C     C     C
A.I.5.ii.b  -     D     D
A.I.5.ii.c  B     B     B
A.I.5.ii.d  B     B     B
A.I.5.iii.a A     A     A
A.I.5.iii.b Ya    Ya    Ya
A.I.5.iii.c B     B     B
A.I.5.iii.d -     B     B
A.I.5.iv.a  B     B     B
A.I.5.iv.b  -     C     C
A.I.5.iv.c  -     -     -
A.I.5.v.a   D     C     B
A.I.5.v.b   D     D     D
A.I.5.v.c   D     D     C
A.I.5.v.d   -     C     C
A.I.5.v.e   -     -     -
A.II.5.i    C     B     B
A.II.5.ii   2/1/1 2/0/2 2/0/2
A.II.5.iii.a 1/1/4/4 1/1/4/6 1/1/4/6
A.II.5.iii.b 0/4/20/16 0/4/20/20 0/4/20/22
A.I.6.i.a   B     B     B
A.I.6.i.b   C     B     B
A.I.6.i.c   D     D     C
A.I.6.i.d   Tidak Ya    Ya
A.I.6.ii.a  C     C     C
A.I.6.ii.b  B     B     B
A.I.6.ii.c  -     D     D
A.I.6.ii.d  -     D     D
A.I.6.ii.e  D     D     D
A.I.6.ii.f  D     C     C
A.I.6.iii.a C     C     B
A.I.6.iii.b B     A     A
A.I.6.iii.c -     C     B
A.I.6.iv.a  D     C     C
A.I.6.iv.b  C     B     A
A.I.6.iv.c  -     C     C
A.I.6.v.a   C     C     C
A.I.6.v.b   Tidak Tidak Tidak
A.I.6.v.c   -     B     B
A.II.6.i.a  C     C     B
A.II.6.i.b  -     3/1   3/2
A.II.6.ii   C     B     B
B.I.a       -     3,62  3,62
B.I.b       C     C     C
B.II.a      -     3,34  3,34
`

// lkeProofs is the eviden that was filed, by question: when it came to the
// register (before which meeting), its state, its title.
const lkeProofs = `
A.I.1.i.a 2 ok SK tim kerja ZI tahun 2025 hasil perubahan
A.I.1.i.b 2 ok Berita acara pemilihan anggota tim kerja
A.I.1.ii.a 1 ok Rencana kerja pembangunan ZI tahun 2025
A.I.1.ii.b 2 ? Matriks target prioritas
A.I.1.ii.c 2 ok Foto apel Senin dan tangkapan layar media sosial
A.I.1.iii.b 2 ok Notula monev triwulan II dan III
A.I.1.iii.c 3 ok Laporan tindak lanjut hasil monev triwulan II
A.I.1.iv.b 3 ok SK penetapan empat agen perubahan
A.I.1.iv.c 2 ! Dokumentasi kegiatan budaya kerja
A.I.1.iv.d 3 ? Daftar hadir kegiatan ZI
A.II.1.i.a 3 ok Rencana perubahan empat agen perubahan
A.II.1.ii 2 ? Cuplikan renstra dan perjanjian kinerja
A.I.2.i.a 2 ok Peta proses bisnis dan daftar SOP
A.I.2.i.b 3 ! Catatan penerapan SOP
A.I.2.ii.a 1 ok Tangkapan layar aplikasi kinerja
A.I.2.ii.b 1 ok Tangkapan layar aplikasi kepegawaian
A.I.2.ii.c 3 ? Tangkapan layar laman PPID
A.I.2.iii.a 3 ok Daftar informasi publik per 1 November 2025
A.II.2.ii.b 3 ? Bukti pemakaian aplikasi persuratan
A.I.3.i.a 1 ok Analisis beban kerja dan peta jabatan
A.I.3.ii.a 2 ? Surat keputusan mutasi
A.I.3.iii.a 2 ok Analisis kebutuhan pelatihan
A.I.3.iii.d 3 ok Daftar jam diklat pegawai per 31 Oktober 2025
A.I.3.iv.a 2 ! Rekap SKP seluruh pegawai
A.I.3.iv.c 3 ? Penilaian kinerja triwulan I dan II
A.I.3.v.a 1 ok Pakta integritas dan kode perilaku
A.I.3.vi.a 2 ok Cetakan data kepegawaian
A.II.3.iii.a 3 ok Surat keterangan tanpa pelanggaran disiplin
A.I.4.i.a 2 ok Notula penyusunan rencana kerja
A.I.4.i.b 2 ok Notula penyusunan perjanjian kinerja
A.I.4.i.c 2 ok Jadwal pemantauan capaian kinerja tahun 2025
A.I.4.ii.a 1 ok Renstra, rencana kerja, dan perjanjian kinerja
A.I.4.ii.b 1 ok Pohon kinerja
A.I.4.ii.c 1 ok Penetapan indikator kinerja utama
A.I.4.ii.e 1 ok Tanda terima laporan kinerja
A.I.4.ii.f 2 ? Laporan kinerja tahun 2024
A.I.4.ii.g 3 ? Rancangan papan capaian kinerja
A.II.4.i 3 ok Capaian sasaran strategis
A.I.5.i.a 2 ok Foto kampanye antigratifikasi di ruang layanan
A.I.5.iii.a 1 ok SOP penanganan pengaduan
A.I.5.iii.b 2 ok Rekap pengaduan dan jawabannya
A.I.5.iv.a 2 ? Laman pelaporan pelanggaran
A.I.5.v.a 3 ! Formulir pemetaan tiga subbagian
A.II.5.ii 2 ok Rekap penyelesaian pengaduan
A.II.5.iii.a 2 ok Tanda terima LHKPN
A.II.5.iii.b 3 ok Rekap laporan harta kekayaan pegawai
A.I.6.i.a 1 ok Penetapan standar pelayanan
A.I.6.i.b 2 ok Maklumat pelayanan di laman kantor
A.I.6.i.d 2 ok Tangkapan layar website dan foto pintu masuk
A.I.6.iii.b 2 ? SK petugas pengaduan dan konsultasi
A.I.6.iv.a 3 ? Laporan survei putaran pertama dan kedua
A.I.6.iv.b 3 ok Publikasi hasil survei
A.II.6.ii 3 ? Rekap kanal pengaduan layanan
B.I.a 2 ok Laporan survei IPAK
B.II.a 2 ok Laporan survei IPKP
B.I.b 2 ok Perbandingan capaian kinerja dua tahun
`

// lkeReview is what Tim Penilai Internal answered before the meeting of
// triwulan IV, where it answered at all, with its note.
const lkeReview = `
A.I.1.i.a Ya
A.I.1.iii.c C Laporan tindak lanjut baru memuat triwulan II.
A.I.2.i.b D Catatan penerapan SOP belum ada untuk semua kegiatan utama.
A.I.3.iv.a C Dua SKP belum ditandatangani pejabat penilai.
A.I.4.i.c B
A.I.5.v.a C Satu subbagian belum mengisi formulir pemetaan.
A.I.6.iv.a C Laporan survei putaran kedua belum disertai data responden.
A.II.5.iii.a 1/1/4/6
`

// lkeNotes are notes of the office itself.
func lkeNotes() map[string]lke.Answer {
	return map[string]lke.Answer{
		"A.I.2.i.a":   {Note: "Sembilan dari sepuluh SOP sudah mengacu pada peta proses bisnis.", Proof: "Map eviden A.I.2.i.a"},
		"A.I.3.iii.c": {Note: "Dihitung dari rancangan peta kompetensi."},
		"A.I.3.iii.d": {Note: "Sembilan dari tiga belas pegawai mencapai 20 JP."},
		"A.I.6.iv.a":  {Note: "Putaran ketiga sedang berjalan."},
	}
}

// answer records what the LKE gained before a meeting, 1 to 3 of the year:
// answers that changed, and eviden that came in.
func (t *tale) answer(meeting int) {
	in := lke.Default()
	for fields := range table(lkeAnswers) {
		if len(fields) != 4 {
			t.fail(fmt.Errorf("sample answer %q", fields))
			return
		}
		now, was := fields[meeting], "-"
		if meeting > 1 {
			was = fields[meeting-1]
		}
		if now != was {
			t.put(in, lke.Unit, fields[0], now, lkeNotes()[fields[0]])
		}
	}
	when := fmt.Sprint(meeting)
	for fields := range table(lkeProofs) {
		if fields[1] != when {
			continue
		}
		e := monev.Evidence{Year: Year, Item: fields[0], Title: strings.Join(fields[3:], " "), Kind: monev.EvidenceBinder,
			Place: "Map eviden " + fields[0]}
		switch fields[2] {
		case "ok":
			e.Status = monev.EvidenceAccepted
		case "!":
			e.Status, e.Note = monev.EvidenceFaulty, "Belum lengkap; tambahkan tanda tangan dan tanggal."
		}
		t.do(20, func() error { return t.app.PutEvidence(t.ctx, e, "") })
	}
}

// reviewed records what Tim Penilai Internal answered.
func (t *tale) reviewed() {
	for fields := range table(lkeReview) {
		t.put(lke.Default(), lke.TPI, fields[0], fields[1], lke.Answer{Note: strings.Join(fields[2:], " ")})
	}
}

// put answers one question; more gives note and proof.
func (t *tale) put(in *lke.Instrument, l lke.Layer, code, text string, more lke.Answer) {
	t.do(20, func() error {
		it, ok := in.Item(code)
		if !ok {
			return fmt.Errorf("no question %s", code)
		}
		a, err := it.Parse(text)
		if err != nil {
			return err
		}
		a.Note, a.Proof = more.Note, more.Proof
		return t.app.Answer(t.ctx, Year, l, code, a, "")
	})
}

// table yields the fields of every line.
func table(text string) func(func([]string) bool) {
	var rows [][]string
	for line := range strings.Lines(text) {
		if f := strings.Fields(line); len(f) > 0 {
			rows = append(rows, f)
		}
	}
	return slices.Values(rows)
}
