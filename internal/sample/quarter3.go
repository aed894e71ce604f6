package sample

import "monev/internal/monev"

// quarterIII has a break and carries over what quarterII left open.
func quarterIII() sitting {
	return sitting{
		prepared: "2025-08-12", date: "2025-08-19",
		invitation: "CONTOH-02/ZI-Und/VIII/2025",
		marks: map[string]mark{
			"sekretaris":        {monev.Excused, ""},
			"kasubbag-rendatin": {monev.Sick, ""},
		},
		remarks: []remark{
			{"ketua", "Tindak lanjut rapat triwulan II ditinjau satu per satu sebelum membahas hal baru."},
			{"anggota-hukum", "Laporan perkembangan ZI kepada Sekretariat Jenderal disiapkan sebelum akhir September."},
		},
		review: []word{
			{up: "sop", status: monev.InProgress, note: "Satu SOP selesai disesuaikan, dua masih dibahas dengan subbagian pemilik.", due: "2025-09-30"},
			{up: "skp", status: monev.Done, by: "ketua", proof: "Rekap SKP seluruh pegawai, map eviden A.I.3.iv.a"},
			{up: "jadwal", status: monev.Done, by: "ketua", proof: "Jadwal pemantauan capaian kinerja tahun 2025"},
			{up: "papan", status: monev.InProgress, note: "Rancangan papan sudah ada, menunggu pengadaan bahan.", due: "2025-10-31"},
			{up: "benturan", status: monev.InProgress, note: "Format pemetaan sudah dibagikan, dua subbagian belum mengisi.", due: "2025-10-31"},
			{up: "survei", status: monev.InProgress, note: "Putaran kedua berjalan bulan Agustus.", due: "2025-11-25"},
			{up: "loket", status: monev.Impossible, note: "Anggaran tahun berjalan tidak tersedia; diusulkan kembali pada rencana tahun 2026."},
		},
		breakAfter: 5,
		areas: []talk{{
			clock: "09.35", status: monev.AreaProgress, progress: 72,
			summary:   "SK tim kerja diperbarui; perkembangan ZI disampaikan setiap apel Senin.",
			obstacles: "Agen perubahan belum mempunyai rencana tertulis.",
			findings: []finding{{
				text: "Hasil monev triwulan II belum disertai laporan tindak lanjut tersendiri.", item: "A.I.1.iii.c", level: monev.Medium,
				recommendation: "Susun laporan tindak lanjut hasil monev terpisah dari notula.",
				ups: []up{{name: "laporan", text: "Susun laporan tindak lanjut hasil monev triwulan II", item: "A.I.1.iii.c",
					level: monev.Medium, owner: "teknis-hukum", due: "2025-09-30"}},
			}, {
				text: "Agen perubahan belum menyusun rencana perubahan tahun berjalan.", item: "A.II.1.i.a", level: monev.Medium,
				cause: "Penetapan agen perubahan baru selesai pada Juli 2025.",
				ups: []up{{name: "agen", text: "Susun rencana perubahan masing-masing agen perubahan", item: "A.II.1.i.a",
					level: monev.Medium, owner: "parmas-sdm", due: "2025-10-31"}},
			}},
			proposals: []proposal{{
				by: "anggota-sosdiklih", text: "Role model ditetapkan dengan kriteria tertulis dan diumumkan.",
				verdict: monev.Accepted, note: "Kriteria dibahas dalam rapat pleno.",
				ups: []up{{name: "rolemodel", text: "Tetapkan kriteria dan penetapan role model pimpinan", item: "A.I.1.iv.a",
					level: monev.Medium, owner: "sekretaris", due: "2025-11-24"}},
			}},
		}, {
			clock: "10.05", status: monev.AreaProgress, progress: 55,
			summary:   "Delapan SOP sudah mengacu pada peta proses bisnis; aplikasi internal dipakai untuk surat dan presensi.",
			obstacles: "Daftar informasi publik belum mutakhir.",
			findings: []finding{{
				text: "Daftar informasi publik PPID belum diperbarui sejak awal tahun.", item: "A.I.2.iii.a", level: monev.Medium,
				recommendation: "Perbarui daftar dan tetapkan jadwal peninjauan setiap triwulan.",
				ups: []up{{name: "dip", text: "Perbarui daftar informasi publik di laman PPID", item: "A.I.2.iii.a",
					level: monev.Medium, owner: "parmas-sdm", due: "2025-09-30"}},
			}},
			proposals: []proposal{{
				by: "anggota-rendatin", text: "Menu ZI di website memuat rencana kerja, laporan monev, dan hasil survei.",
				verdict: monev.Accepted,
				ups: []up{{name: "web", text: "Lengkapi menu ZI di website dengan rencana kerja dan laporan monev", item: "A.I.1.ii.c",
					level: monev.Low, owner: "rendatin", due: "2025-11-15"}},
			}},
		}, {
			clock: "10.30", status: monev.AreaProgress, progress: 55,
			summary:   "SKP berjenjang tersusun; tujuh dari tiga belas pegawai sudah mencapai diklat 20 JP.",
			obstacles: "Belum ada peta kompetensi sebagai dasar rencana pengembangan.",
			findings: []finding{{
				text: "Peta kompetensi pegawai belum disusun.", item: "A.I.3.iii.c", level: monev.High,
				recommendation: "Bandingkan kompetensi pegawai dengan standar jabatannya.",
				ups: []up{{name: "peta", text: "Susun peta kompetensi pegawai", item: "A.I.3.iii.c",
					level: monev.High, owner: "parmas-sdm", due: "2025-11-15"}},
			}},
			proposals: []proposal{{
				by: "kasubbag-kul", text: "Pegawai teladan diberi penghargaan berupa uang setiap triwulan.",
				verdict: monev.Rejected, note: "Tidak ada dasar anggaran; penghargaan diberikan dalam bentuk piagam.",
			}},
			ups: []up{{name: "diklat", text: "Catat jam diklat 20 JP setiap pegawai dalam satu daftar", item: "A.I.3.iii.d",
				level: monev.Medium, owner: "parmas-sdm", due: "2025-10-31"}},
		}, {
			clock: "10.55", status: monev.AreaProgress, progress: 66,
			summary:   "Pemantauan capaian triwulan II dipimpin Ketua dan terdokumentasi.",
			obstacles: "Dua indikator belum dapat diukur dengan jelas.",
			findings: []finding{{
				text: "Dua indikator kinerja belum memenuhi kriteria SMART.", item: "A.I.4.ii.d", level: monev.Medium,
				cause: "Target ditulis tanpa satuan ukuran.",
				ups: []up{{name: "iku", text: "Rumuskan ulang dua indikator kinerja agar terukur", item: "A.I.4.ii.d",
					level: monev.Medium, owner: "rendatin", due: "2025-12-12"}},
			}},
			proposals: []proposal{{
				by: "kasubbag-teknis-hukum", text: "Pengelola kinerja mengikuti bimbingan teknis SAKIP bersama KPU Provinsi.",
				verdict: monev.Accepted, note: "Menunggu jadwal KPU Provinsi.",
			}},
		}, {
			clock: "11.20", status: monev.AreaProgress, progress: 63,
			summary:   "Pelaporan harta kekayaan seratus persen; kampanye antigratifikasi dipasang di ruang layanan.",
			obstacles: "Daftar risiko belum dibahas bersama pimpinan.",
			findings: []finding{{
				text: "Daftar risiko SPIP belum dibahas dan disetujui pimpinan.", item: "A.I.5.ii.b", level: monev.High,
				recommendation: "Bahas daftar risiko dalam rapat pleno.",
				ups: []up{{name: "risiko", text: "Bahas daftar risiko SPIP dengan pimpinan dan tetapkan pengendaliannya", item: "A.I.5.ii.b",
					level: monev.High, owner: "teknis-hukum", due: "2025-11-28"}},
			}},
			proposals: []proposal{{
				by: "anggota-hukum", text: "Sosialisasi gratifikasi dan pelaporan pelanggaran digabung dalam satu kegiatan.",
				verdict: monev.Accepted,
				ups: []up{{name: "sosialisasi", text: "Laksanakan sosialisasi pengendalian gratifikasi dan WBS", item: "A.I.5.i.b",
					level: monev.Medium, owner: "teknis-hukum", due: "2025-10-15"}},
			}},
		}, {
			clock: "13.01", status: monev.AreaProgress, progress: 61,
			summary:   "Maklumat pelayanan tayang di website; survei putaran kedua sedang berjalan.",
			obstacles: "Ruang layanan terpadu tidak dapat dibangun tahun ini.",
			findings: []finding{{
				text: "Standar pelayanan informasi belum ditinjau bersama pengguna layanan.", item: "A.I.6.i.c", level: monev.Medium,
				ups: []up{{name: "standar", text: "Tinjau standar pelayanan informasi bersama pengguna layanan", item: "A.I.6.i.c",
					level: monev.Medium, owner: "parmas-sdm", due: "2025-11-27"}},
			}},
			proposals: []proposal{{
				by: "kasubbag-parmas-sdm", text: "Tautan survei dipasang sebagai kode QR di meja layanan.",
				verdict: monev.Accepted,
				ups: []up{{name: "qr", text: "Pasang kode QR survei di meja layanan", item: "A.I.6.v.a",
					level: monev.Low, owner: "kul", due: "2025-09-30"}},
			}},
		}},
		conclusion: "Capaian seluruh area naik dibandingkan triwulan II.\n" +
			"Penataan Tata Laksana dan Penataan Sistem Manajemen SDM masih paling tertinggal.",
		decisions: []string{
			"Laporan perkembangan ZI disampaikan kepada Sekretariat Jenderal sebelum 30 September 2025.",
			"Ruang layanan terpadu diusulkan dalam rencana anggaran tahun 2026.",
		},
		closing: "Rapat ditutup Ketua; rapat berikut direncanakan pada November 2025.",
	}
}

func (t *tale) betweenIIIAndIV() {
	t.at("2025-09-18", "13.30")
	t.say("", word{up: "skp", status: monev.InProgress, due: "2025-11-30",
		note: "Dibuka kembali: dua SKP ternyata belum ditandatangani pejabat penilai."})
	t.at("2025-09-26", "16.10")
	t.say("", word{up: "laporan", status: monev.Done, by: "sekretaris", proof: "Laporan tindak lanjut hasil monev triwulan II, map eviden A.I.1.iii.c"})
	t.at("2025-09-29", "11.00")
	t.say("", word{up: "qr", status: monev.Done, by: "sekretaris", proof: "Foto kode QR di meja layanan"})
	t.at("2025-10-14", "09.30")
	t.say("", word{up: "sop", status: monev.InProgress, note: "SOP kedua selesai; SOP ketiga menunggu masukan divisi.", due: "2025-12-15"})
	t.at("2025-10-20", "10.45")
	t.say("", word{up: "iku", status: monev.InProgress, note: "Dialihkan karena indikatornya milik Subbagian Teknis dan Hukum.", owner: "teknis-hukum"})
}
