package sample

import "monev/internal/monev"

// quarterII is the first monev of the year: much is missing.
func quarterII() sitting {
	return sitting{
		prepared: "2025-05-14", date: "2025-05-21",
		invitation: "CONTOH-01/ZI-Und/V/2025",
		marks: map[string]mark{
			"anggota-sosdiklih": {monev.OfficialTrip, ""},
			"kasubbag-kul":      {monev.Represented, "Staf Subbagian Keuangan, Umum dan Logistik"},
		},
		remarks: []remark{
			{"ketua", "Pembangunan ZI adalah pekerjaan seluruh kantor, bukan pekerjaan satu subbagian."},
			{"ketua", "Setiap area diminta membawa bukti, bukan hanya laporan lisan."},
			{"anggota-hukum", "Eviden disusun mengikuti nomor butir LKE supaya mudah diperiksa tim penilai."},
		},
		areas: []talk{{
			clock: "09.20", status: monev.AreaProgress, progress: 60,
			summary:   "Rencana pembangunan ZI sudah ditetapkan dan disosialisasikan; tim kerja sudah berjalan.",
			obstacles: "Susunan tim belum menyesuaikan perpindahan pegawai pada awal tahun.",
			findings: []finding{{
				text: "SK tim kerja belum memuat pegawai yang baru bertugas.", item: "A.I.1.i.a", level: monev.Medium,
				cause:          "SK disusun sebelum ada perpindahan pegawai.",
				recommendation: "Perbarui SK tim kerja sebelum akhir triwulan.",
				ups: []up{{name: "sk", text: "Perbarui SK tim kerja ZI dan simpan salinannya di map eviden area I", item: "A.I.1.i.a",
					level: monev.High, owner: "teknis-hukum", due: "2025-06-13"}},
			}},
			proposals: []proposal{{
				by: "sekretaris", text: "Lima menit apel Senin dipakai untuk menyampaikan perkembangan ZI.",
				verdict: monev.Accepted, note: "Dimulai Juni 2025.",
				ups: []up{{name: "apel", text: "Masukkan perkembangan ZI ke susunan apel Senin", item: "A.I.1.ii.c",
					level: monev.Low, owner: "sekretaris", due: "2025-06-30"}},
			}},
		}, {
			clock: "09.45", status: monev.AreaProgress, progress: 45,
			summary:   "Sepuluh SOP kegiatan utama tersedia; tujuh sudah mengacu pada peta proses bisnis.",
			obstacles: "Peta proses bisnis terbaru baru diterima pada April 2025.",
			findings: []finding{{
				text: "Tiga SOP kegiatan utama belum mengacu pada peta proses bisnis.", item: "A.I.2.i.a", level: monev.High,
				cause:          "SOP lama belum ditinjau sesudah peta proses bisnis berubah.",
				recommendation: "Tinjau ketiga SOP bersama subbagian pemilik kegiatan.",
				ups: []up{{name: "sop", text: "Sesuaikan tiga SOP kegiatan utama dengan peta proses bisnis", item: "A.I.2.i.a",
					level: monev.High, owner: "rendatin", due: "2025-07-31"}},
			}},
			proposals: []proposal{{
				by: "anggota-rendatin", text: "Setiap SOP ditempel ringkas satu halaman di meja pelaksana.",
				verdict: monev.Accepted, note: "Dikerjakan bersama penyesuaian SOP.",
			}},
		}, {
			clock: "10.10", status: monev.AreaProgress, progress: 40,
			summary:   "Analisis beban kerja tersedia; SKP disusun seluruh pegawai.",
			obstacles: "Sebagian SKP belum diturunkan dari perjanjian kinerja.",
			findings: []finding{{
				text: "SKP lima pegawai belum diturunkan dari perjanjian kinerja kantor.", item: "A.I.3.iv.a", level: monev.High,
				cause:          "Perjanjian kinerja disahkan sesudah SKP diisi.",
				recommendation: "Susun ulang SKP secara berjenjang mulai dari Sekretaris.",
				ups: []up{{name: "skp", text: "Tetapkan SKP berjenjang untuk seluruh pegawai", item: "A.I.3.iv.a",
					level: monev.High, owner: "kul", due: "2025-06-30"}},
			}},
			proposals: []proposal{{
				by: "kasubbag-rendatin", text: "Pegawai yang selesai diklat membagikan materinya dalam forum singkat.",
				verdict: monev.Accepted, note: "Jadwal diatur Subbagian Parmas dan SDM.",
			}},
		}, {
			clock: "10.35", status: monev.AreaProgress, progress: 55,
			summary:   "Dokumen perencanaan lengkap; laporan kinerja disampaikan tepat waktu.",
			obstacles: "Pemantauan capaian oleh pimpinan belum terjadwal.",
			findings: []finding{{
				text: "Pemantauan capaian kinerja belum dilakukan pimpinan secara berkala.", item: "A.I.4.i.c", level: monev.Medium,
				recommendation: "Tetapkan jadwal pemantauan setiap akhir triwulan.",
				ups: []up{{name: "jadwal", text: "Susun jadwal pemantauan capaian kinerja setiap akhir triwulan", item: "A.I.4.i.c",
					level: monev.Medium, owner: "rendatin", due: "2025-06-30"}},
			}},
			proposals: []proposal{{
				by: "anggota-teknis", text: "Capaian indikator kinerja utama dipasang di papan ruang tunggu.",
				verdict: monev.Accepted, note: "Dipasang sesudah angka triwulan II tersedia.",
				ups: []up{{name: "papan", text: "Pasang papan capaian indikator kinerja utama di ruang tunggu", item: "A.I.4.ii.g",
					level: monev.Low, owner: "kul", due: "2025-08-29"}},
			}},
		}, {
			clock: "11.00", status: monev.AreaProgress, progress: 50,
			summary:   "Unit pengendalian gratifikasi dan kanal pengaduan tersedia.",
			obstacles: "Pelaporan harta kekayaan belum lengkap; benturan kepentingan belum dipetakan.",
			private:   "Catatan fasilitator: ingatkan Sekretaris secara pribadi soal LHKPN, jangan di forum.",
			findings: []finding{{
				text: "Dua wajib lapor belum menyampaikan LHKPN tahun berjalan.", item: "A.II.5.iii.a", level: monev.Urgent,
				cause:          "Berkas pendukung belum lengkap.",
				recommendation: "Dampingi pengisian sampai tanda terima terbit.",
				ups: []up{{name: "lhkpn", text: "Dampingi dua wajib lapor sampai tanda terima LHKPN terbit", item: "A.II.5.iii.a",
					level: monev.Urgent, owner: "sekretaris", due: "2025-05-30"}},
			}, {
				text: "Potensi benturan kepentingan pada tugas utama belum dipetakan.", item: "A.I.5.v.a", level: monev.High,
				recommendation: "Petakan per subbagian dengan satu format.",
				ups: []up{{name: "benturan", text: "Petakan potensi benturan kepentingan setiap subbagian", item: "A.I.5.v.a",
					level: monev.High, owner: "teknis-hukum", due: "2025-07-31"}},
			}},
			proposals: []proposal{{
				by: "anggota-hukum", text: "Pengingat larangan gratifikasi dipasang di meja layanan menjelang hari raya.",
				verdict: monev.Accepted, note: "Desain dibuat Subbagian Parmas dan SDM.",
			}},
		}, {
			clock: "11.25", status: monev.AreaProgress, progress: 48,
			summary:   "Standar pelayanan informasi dan layanan pindah memilih sudah ditetapkan.",
			obstacles: "Survei baru terlaksana satu kali; ruang layanan masih menyatu dengan ruang tamu.",
			findings: []finding{{
				text: "Survei persepsi kualitas pelayanan dan antikorupsi baru dilakukan satu kali.", item: "A.I.6.iv.a", level: monev.Medium,
				recommendation: "Jadwalkan survei sekurang-kurangnya tiga kali setahun.",
				ups: []up{{name: "survei", text: "Laksanakan survei IPKP dan IPAK putaran kedua dan ketiga", item: "A.I.6.iv.a",
					level: monev.High, owner: "parmas-sdm", due: "2025-09-30"}},
			}},
			proposals: []proposal{{
				by: "kasubbag-parmas-sdm", text: "Maklumat pelayanan ditampilkan di website dan di pintu masuk.",
				verdict: monev.Accepted,
				ups: []up{{name: "maklumat", text: "Tampilkan maklumat pelayanan di website dan di pintu masuk", item: "A.I.6.i.d",
					level: monev.Medium, owner: "parmas-sdm", due: "2025-06-30"}},
			}},
			ups: []up{{name: "loket", text: "Bangun ruang layanan terpadu yang terpisah dari ruang tamu", item: "A.I.6.ii.e",
				level: monev.Medium, owner: "kul", due: "2025-12-31"}},
		}},
		conclusion: "Keenam area sudah berjalan dengan capaian antara 40 dan 60 persen.\n" +
			"Yang perlu segera diperbaiki adalah SKP berjenjang dan pelaporan harta kekayaan.",
		decisions: []string{
			"Rapat monev ZI dilaksanakan setiap triwulan dan dihadiri pimpinan.",
			"Setiap subbagian menunjuk satu pegawai sebagai pengumpul eviden.",
		},
		closing: "Rapat ditutup Ketua dengan permintaan agar setiap tindak lanjut selesai sebelum tenggatnya.",
	}
}

func (t *tale) betweenIIAndIII() {
	t.at("2025-05-28", "10.15")
	t.say("", word{up: "lhkpn", status: monev.Done, by: "anggota-hukum", note: "Kedua laporan sudah diterima.",
		proof: "Tanda terima LHKPN dua wajib lapor, map eviden A.II.5.iii.a"})
	t.at("2025-06-12", "15.40")
	t.say("", word{up: "sk", status: monev.Done, by: "sekretaris", proof: "SK tim kerja ZI tahun 2025 hasil perubahan, map eviden A.I.1.i.a"})
	t.at("2025-06-27", "09.05")
	t.say("", word{up: "maklumat", status: monev.Done, by: "sekretaris", proof: "Tangkapan layar website dan foto pintu masuk, map eviden A.I.6.i.d"})
	t.at("2025-07-07", "08.20")
	t.say("", word{up: "apel", status: monev.Done, by: "sekretaris",
		note: "Berjalan setiap Senin; tidak ada dokumen tersendiri karena dicatat di agenda apel."})
}
