package sample

import "monev/internal/monev"

// quarterIV is running: it stands at area III, begun at 09.41.
func quarterIV() sitting {
	return sitting{
		prepared: "2025-11-13", date: "2025-11-20",
		invitation: "CONTOH-03/ZI-Und/XI/2025",
		remarks: []remark{
			{"ketua", "Rapat ini mengukur sejauh mana pembangunan ZI dan menentukan area yang perlu segera diperbaiki."},
			{"ketua", "Dokumentasi yang lengkap adalah bukti fisik; kumpulkan sejak kegiatan berlangsung, bukan sesudahnya."},
			{"ketua", "Seluruh divisi dan subbagian ikut bertanggung jawab menuju WBK dan WBBM."},
		},
		review: []word{
			{up: "agen", status: monev.Done, by: "ketua", proof: "Rencana perubahan empat agen perubahan, map eviden A.II.1.i.a"},
			{up: "dip", status: monev.Done, by: "ketua", proof: "Daftar informasi publik per 1 November 2025 di laman PPID"},
			{up: "diklat", status: monev.Done, by: "ketua", proof: "Daftar jam diklat pegawai per 31 Oktober 2025"},
			{up: "benturan", status: monev.InProgress, note: "Tiga subbagian sudah mengisi, satu subbagian belum."},
			{up: "peta", status: monev.InProgress, note: "Rancangan peta selesai, belum dibahas dengan pimpinan."},
			{up: "survei", status: monev.InProgress, note: "Putaran ketiga berjalan; hasil dihitung sesudah 22 November 2025."},
			{up: "sosialisasi", status: monev.Impossible, note: "Digabung dengan kegiatan KPU Provinsi pada Desember 2025 sehingga tidak dilaksanakan tersendiri."},
		},
		areas: []talk{{
			clock: "09.20", status: monev.AreaDone, progress: 92,
			summary:   "Tim kerja, rencana kerja, dan monev berjalan teratur; agen perubahan sudah mempunyai rencana.",
			obstacles: "Penetapan role model menunggu rapat pleno.",
			private:   "Catatan fasilitator: tanyakan jadwal pleno kepada Sekretaris sesudah rapat.",
			findings: []finding{{
				text: "Hasil pengukuran perubahan oleh agen perubahan belum tercatat.", item: "A.II.1.i.b", level: monev.Low,
				recommendation: "Catat satu perubahan nyata untuk setiap agen.",
				ups: []up{{name: "ukur", text: "Catat perubahan nyata yang dihasilkan setiap agen perubahan", item: "A.II.1.i.b",
					level: monev.Low, owner: "parmas-sdm", due: "2025-12-19"}},
			}},
			proposals: []proposal{{
				by: "anggota-sosdiklih", text: "Perkembangan ZI disampaikan juga melalui media sosial kantor setiap bulan.",
				verdict: monev.Accepted, note: "Dimulai Desember 2025.",
			}},
		}, {
			clock: "09.31", status: monev.AreaProgress, progress: 60,
			summary:   "Sembilan dari sepuluh SOP sudah mengacu pada peta proses bisnis; daftar informasi publik mutakhir.",
			obstacles: "Satu SOP lintas divisi belum disepakati.",
			findings: []finding{{
				text: "Evaluasi penerapan SOP belum dilakukan tahun ini.", item: "A.I.2.i.c", level: monev.Medium,
				ups: []up{{name: "evaluasi-sop", text: "Evaluasi penerapan SOP kegiatan utama dan catat hasilnya", item: "A.I.2.i.c",
					level: monev.Medium, owner: "rendatin", due: "2025-12-15"}},
			}, {
				text: "Pemakaian aplikasi internal belum dipantau.", item: "A.I.2.ii.d", level: monev.Low,
			}},
			proposals: []proposal{{
				by: "kasubbag-kul", text: "Peminjaman ruang dan kendaraan dicatat lewat satu formulir daring.",
			}},
			ups: []up{{name: "formulir", text: "Susun daftar layanan internal yang akan dibuat daring", level: monev.Low, owner: "kul"}},
		}, {
			clock: "09.41", status: monev.AreaProgress, progress: 70,
			summary:   "Rancangan peta kompetensi selesai; diklat 20 JP dicapai sembilan dari tiga belas pegawai.",
			obstacles: "Sebagian sertifikat diklat belum dikumpulkan.",
			findings: []finding{{
				text: "Penilaian kinerja triwulan III belum ditandatangani.", item: "A.I.3.iv.c", level: monev.High,
				cause:          "Pejabat penilai bertugas di luar kantor pada akhir triwulan.",
				recommendation: "Tandatangani sebelum akhir November 2025.",
			}},
			ups: []up{{name: "sertifikat", text: "Lengkapi sertifikat diklat empat pegawai", item: "A.I.3.iii.d",
				level: monev.High, owner: "parmas-sdm", due: "2025-12-05"}},
		}},
	}
}
