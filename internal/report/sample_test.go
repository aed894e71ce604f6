package report

import (
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

var wib = time.FixedZone("WIB", 7*3600)

func at(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, wib) }

// private is the catatan fasilitator of every area of the sample.
const private = "RAHASIA-catatan-fasilitator"

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func p(n int) *int { return &n }

// sample is a whole meeting with everything that the notula can show. It is
// final unless edit, called before the meeting is put together, says else.
func sample(t testing.TB, edit func(*monev.Meeting)) monev.Minutes {
	t.Helper()
	o := monev.DefaultOffice(2025)
	o.Letterhead = append(o.Letterhead, "Jalan Contoh Nomor 1, Pamekasan · Telepon (0324) 000000")
	who := func(id string) monev.Person {
		pos, _ := o.Position(id)
		return pos.Freeze()
	}
	pj := func(id string) monev.Owner { return must(o.Owner(id)) }
	day := tanggal.MustNew

	m0 := monev.NewMeeting("R001", o, day(2025, 5, 21))
	check(t, m0.Start(o, at(2025, 5, 21, 9, 0)))
	check(t, m0.Close(at(2025, 5, 21, 11, 0)))
	m1 := monev.NewMeeting("R002", o, day(2025, 8, 19))
	check(t, m1.Start(o, at(2025, 8, 19, 9, 0)))
	check(t, m1.Close(at(2025, 8, 19, 11, 30)))

	m := monev.NewMeeting("R003", o, day(2025, 11, 20))
	m.Invitation = "812/PW.02-Und/3528/2025 tanggal 17 November 2025"
	start := at(2025, 11, 20, 9, 0)
	check(t, m.Start(o, start))
	m.MarkAll(monev.Present)
	check(t, m.Mark("anggota-teknis", monev.OfficialTrip, ""))
	check(t, m.Mark("kasubbag-kul", monev.Represented, "Staf Subbagian KUL"))
	m.AddRemark(who("ketua"), "Pembangunan ZI bukan pemenuhan administrasi semata; setiap divisi mengambil bagiannya.")
	m.AddRemark(who("ketua"), "Eviden fisik dan digital dilengkapi sebelum akhir triwulan.")
	m.AddRemark(who("anggota-hukum"), "Pengendalian gratifikasi dan penanganan benturan kepentingan dilaporkan setiap triwulan.")
	m.Conclusion = "Capaian sebagian besar area naik dibandingkan triwulan sebelumnya, tetapi belum merata.\nEviden Area II dan Area V menjadi prioritas sampai akhir tahun."
	m.AddDecision("Eviden seluruh area diunggah paling lambat 19 Desember 2025.")
	m.AddDecision("Rapat monev berikutnya dilaksanakan pada minggu ketiga Februari 2026.")
	m.Closing = "Pimpinan rapat menyampaikan terima kasih dan meminta seluruh subbagian menindaklanjuti keputusan rapat."

	up := func(id, text string, area int, from string, prio monev.Level, w monev.Owner, due tanggal.Date, born time.Time) monev.FollowUp {
		return must(monev.NewFollowUp(id, monev.FollowUp{Text: text, Origin: monev.Origin{Meeting: from, Area: area},
			Priority: prio, Owner: w, Due: due}, born))
	}
	chair := who("ketua")
	in := func(h, min int) time.Time { return at(2025, 11, 20, h, min) }

	u1 := up("TL-0001", "Susun peta kompetensi pegawai", 2, "R001", monev.High, pj("parmas-sdm"), day(2025, 7, 31), at(2025, 5, 21, 10, 0))
	u1 = must(u1.Assign(pj("parmas-sdm"), day(2025, 11, 15), "", "R002", at(2025, 8, 19, 10, 0)))
	u1 = must(u1.Report(monev.InProgress, "Draf peta kompetensi selesai, menunggu persetujuan Sekretaris.", "", nil, "R003", in(9, 20)))
	u2 := up("TL-0002", "Unggah SK Tim Kerja ZI dan rencana aksi ke folder eviden", 0, "R002", monev.Medium, pj("teknis-hukum"), day(2025, 9, 30), at(2025, 8, 19, 10, 5))
	u2 = must(u2.Report(monev.Done, "", "SK dan rencana aksi, folder A.I.1.i", &chair, "R003", in(9, 25)))
	u3 := up("TL-0003", "Tetapkan SOP pelayanan informasi publik (PPID)", 1, "R002", monev.High, pj("rendatin"), day(2025, 10, 31), at(2025, 8, 19, 10, 10))
	u3.Item = "A.I.2.i.a"
	u3 = must(u3.Assign(pj("teknis-hukum"), day(2025, 12, 12), "Dialihkan karena konsep SOP ada di Subbagian Teknis dan Hukum.", "R003", in(9, 30)))
	u4 := up("TL-0004", "Pasang papan maklumat pelayanan di ruang tamu", 5, "R002", monev.Low, pj("kul"), day(2025, 9, 15), at(2025, 8, 19, 10, 20))
	u4 = must(u4.Report(monev.Impossible, "Ruang tamu direnovasi; maklumat ditayangkan di laman resmi.", "", nil, "R003", in(9, 35)))
	u5 := up("TL-0005", "Lengkapi laporan harta kekayaan seluruh wajib lapor", 4, "R002", monev.Urgent, pj("teknis-hukum"), day(2025, 10, 31), at(2025, 8, 19, 10, 30))

	findings := []monev.Finding{
		{ID: "R003/2/0001", Meeting: "R003", Area: 1, Text: "Peta proses bisnis belum diperbarui sesuai struktur organisasi yang baru", Level: monev.Medium,
			Item: "A.I.2.i.a", Cause: "Belum ada penugasan tertulis", Recommendation: "Tetapkan petugas dan perbarui peta proses bisnis"},
		{ID: "R003/3/0002", Meeting: "R003", Area: 2, Text: "Penilaian kinerja triwulan III belum ditandatangani", Level: monev.High, Item: "A.I.3.iv.b",
			Source: "Catatan TPI LKE 2025 (A.I.3.iv.b)"},
		{ID: "R003/5/0003", Meeting: "R003", Area: 4, Text: "Laporan gratifikasi triwulan III belum disampaikan", Level: monev.Urgent,
			Recommendation: "Sampaikan laporan nihil beserta berita acaranya"},
	}
	proposals := []monev.Proposal{
		{ID: "R003/6/0001", Meeting: "R003", Area: 5, By: who("kasubbag-parmas-sdm"), Text: "Survei kepuasan memakai kode QR di loket pelayanan", Verdict: monev.Accepted},
		{ID: "R003/6/0002", Meeting: "R003", Area: 5, By: who("sekretaris"), Text: "Jam layanan ditambah pada hari Sabtu", Verdict: monev.Rejected, Note: "menunggu ketentuan jam kerja"},
		{ID: "R003/1/0003", Meeting: "R003", Area: 0, By: who("anggota-sosdiklih"), Text: "Agen perubahan dipilih ulang setiap semester"},
	}
	n1 := up("TL-0006", "Perbarui peta proses bisnis dan tetapkan dengan keputusan Sekretaris", 1, "R003", monev.High, pj("rendatin"), day(2025, 12, 5), in(10, 0))
	n1.Origin.Finding, n1.Item = "R003/2/0001", "A.I.2.i.a"
	n2 := up("TL-0007", "Sampaikan laporan gratifikasi triwulan III", 4, "R003", monev.Urgent, pj("teknis-hukum"), day(2025, 11, 28), in(10, 30))
	n2.Origin.Finding = "R003/5/0003"
	n3 := up("TL-0008", "Siapkan kode QR survei kepuasan di loket pelayanan", 5, "R003", monev.Medium, pj("parmas-sdm"), day(2025, 12, 19), in(10, 45))
	n3.Origin.Proposal = "R003/6/0001"
	n4 := up("TL-0009", "Lengkapi sertifikat diklat 4 pegawai", 2, "R003", monev.Medium, monev.Owner{}, tanggal.Date{}, in(10, 50))

	areas := []monev.AreaReview{
		{Area: 0, Status: monev.AreaDone, Progress: p(92), Summary: "Tim kerja, rencana aksi, dan media sosialisasi lengkap."},
		{Area: 1, Status: monev.AreaProgress, Progress: p(40), Summary: "SOP kegiatan utama baru 6 dari 15 dokumen.", Obstacles: "Konsep SOP tersebar di empat subbagian.\nBelum ada petugas pengendali dokumen."},
		{Area: 2, Status: monev.AreaProgress, Progress: p(70), Summary: "Peta kompetensi selesai; diklat 20 JP baru 9 dari 13 pegawai."},
		{Area: 3, Status: monev.AreaProgress, Progress: p(75)},
		{Area: 4, Status: monev.AreaPostponed, Progress: p(60), Summary: "Sosialisasi benturan kepentingan ditunda ke Desember.", Obstacles: "Narasumber dari Inspektorat belum terjadwal."},
		{Area: 5},
	}
	for i := range areas {
		areas[i].Meeting, areas[i].Private = "R003", private
	}
	check(t, m.Close(at(2025, 11, 20, 11, 40)))
	if edit != nil {
		edit(&m)
	}
	out := monev.Assemble(o, m, areas, findings, proposals, []monev.FollowUp{u1, u2, u3, u4, u5, n1, n2, n3, n4},
		[]monev.Held{m0.Held(), m1.Held(), m.Held()}, at(2025, 11, 20, 11, 40))
	out.BeforePeriod = "TW III 2025"
	for i, b := range []int{85, 40, 55, 80, 58} {
		out.Areas[i].Before = p(b)
	}
	if m.Status == monev.Final {
		out.Head = "000123·a1b2c3d4e5f60718"
	}
	return out
}

// Notula builds the minutes from a meeting alone, in a frame.
func Notula(m monev.Minutes, opt Options) Doc {
	d := notulaKind().Build(Input{Minutes: m})
	d.Paper, d.Font, d.Size, d.Margins = opt.Paper, opt.Font, opt.Size, opt.Margins
	return d
}
