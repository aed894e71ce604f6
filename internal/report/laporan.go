package report

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// laporanKind is the laporan monev: cover, Kata Pengantar, Daftar Isi, BAB I to V
// (practice.md §3.8), signature, annexes.
func laporanKind() Kind {
	return Kind{Name: "laporan", Title: "Laporan Monev", Long: "Laporan Monitoring dan Evaluasi Pembangunan Zona Integritas", draft: notFinal, Parts: []Part{
		{"sampul", "Sampul", (*builder).cover},
		{"kata-pengantar", "Kata Pengantar", (*builder).preface},
		{"daftar-isi", "Daftar Isi", (*builder).contents},
		{"pendahuluan", "BAB Pendahuluan", (*builder).chapterIntro},
		{"pelaksanaan", "BAB Pelaksanaan Monev", (*builder).chapterMeeting},
		{"hasil", "BAB Hasil Monev", (*builder).chapterResults},
		{"rekomendasi", "BAB Rekomendasi dan Rencana Tindak Lanjut", (*builder).chapterPlan},
		{"penutup", "BAB Penutup", (*builder).chapterEnd},
		{"tanda-tangan", "Tanda tangan", (*builder).signHead},
		{"lampiran", "Daftar lampiran dan matriks eviden", (*builder).annexes},
	}}
}

// program is "menuju WBK" as reports call the aim.
func (n *builder) program() string {
	full := map[string]string{
		string(monev.WBK):  "Wilayah Bebas dari Korupsi (WBK)",
		string(monev.WBBM): "Wilayah Birokrasi Bersih dan Melayani (WBBM)",
		"WBK dan WBBM":     "Wilayah Bebas dari Korupsi (WBK) dan Wilayah Birokrasi Bersih dan Melayani (WBBM)",
	}
	return "menuju " + full[n.predicate()]
}

func (n *builder) office() string { return or(n.d.Author, "satuan kerja") }

func (n *builder) cover() {
	mid := func(t Text) Block { return Paragraph{Align: Center, Text: t} }
	n.add(Space{MM: 50})
	n.title("LAPORAN", "MONITORING DAN EVALUASI", "PEMBANGUNAN ZONA INTEGRITAS")
	n.add(mid(Text{Bold(strings.Replace(n.program(), " dan Wilayah", "\ndan Wilayah", 1))}), Space{MM: 12}, mid(Text{Bold(n.m.Meeting.Period.String())}))
	if s := n.number(n.lastDay()); s != "" {
		n.add(mid(Plain("Nomor " + s)))
	}
	n.add(Space{MM: 60}, mid(Text{Bold(strings.ToUpper(n.office()))}), mid(Text{Bold(fmt.Sprint(n.lastDay().Year()))}), PageBreak{})
}

func (n *builder) preface() {
	n.add(Heading{Level: 1, Text: "KATA PENGANTAR", Align: Center})
	n.para("Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena Rapat Monitoring dan Evaluasi Pembangunan Zona Integritas %s di %s dapat dilaksanakan dan laporannya dapat disusun.",
		n.m.Meeting.Period, n.office())
	n.para("Laporan ini memuat rencana dan realisasi enam area perubahan, eviden yang telah dihimpun, kendala beserta solusinya, tindak lanjut hasil monev sebelumnya, dan rekomendasi untuk periode berikutnya. Isinya disusun dari catatan rapat yang sama dengan notula dan matriks tindak lanjut, sehingga dapat ditelusuri kembali.")
	n.add(Paragraph{Keep: true, Text: Plain("Kami berterima kasih kepada seluruh divisi dan subbagian yang mengambil bagian dalam pembangunan Zona Integritas. Semoga laporan ini menjadi bahan perbaikan yang nyata.")})
	n.signHead()
	n.add(PageBreak{})
}

func (n *builder) contents() {
	n.add(Paragraph{Align: Center, Keep: true, Text: Text{Bold("DAFTAR ISI")}}, Contents{}, PageBreak{})
}

// chapter begins a BAB; its sections are lettered anew.
func (n *builder) chapter(s string) {
	n.chapters++
	n.letters = 0
	n.add(Heading{Level: 1, Text: "BAB " + tanggal.Roman(n.chapters) + " " + s, Align: Center})
}

// under begins a section of a BAB: "A. Latar Belakang".
func (n *builder) under(s string) {
	n.letters++
	n.add(Heading{Level: 2, Text: string(rune('A'+n.letters-1)) + ". " + s})
}

func (n *builder) list(items ...string) {
	l := List{Numbered: true}
	for _, s := range items {
		if s != "" {
			l.Items = append(l.Items, item(s))
		}
	}
	n.add(l)
}

func (n *builder) chapterIntro() {
	n.chapter("PENDAHULUAN")
	n.under("Latar Belakang")
	n.para("Zona Integritas adalah sebutan bagi satuan kerja yang pimpinan dan seluruh pegawainya berkomitmen mewujudkan wilayah yang bebas dari korupsi serta birokrasi yang bersih dan melayani melalui enam area perubahan dan peningkatan kualitas pelayanan. %s membangun Zona Integritas %s.", n.office(), n.program())
	n.para("Pembangunan itu perlu dipantau dan dinilai secara berkala bersama pimpinan, agar kekurangan diketahui lebih awal, setiap catatan ditindaklanjuti, dan eviden terkumpul sejak kegiatan berlangsung. Untuk itu dilaksanakan %s.", n.d.Subject)
	n.under("Dasar Hukum")
	n.list("Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona Integritas Menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi Bersih dan Melayani di Instansi Pemerintah.",
		prefixed("Undangan rapat ", n.basis()))
	n.under("Maksud dan Tujuan")
	n.para("Laporan ini dimaksudkan sebagai pertanggungjawaban pelaksanaan monitoring dan evaluasi serta bahan penilaian mandiri. Tujuannya:")
	n.list("mengetahui capaian setiap area perubahan dan perkembangannya terhadap periode sebelumnya;",
		"mencatat eviden, kendala, dan solusi pada setiap area;",
		"memastikan tindak lanjut hasil monev sebelumnya;",
		"menetapkan area yang perlu perbaikan segera beserta rencana tindak lanjutnya.")
	n.under("Ruang Lingkup")
	n.para("Monitoring dan evaluasi mencakup enam area perubahan pada %s:", n.m.Meeting.Period)
	var names []string
	for i := range monev.Areas {
		names = append(names, plain.Line(n.m.Office.Areas[i].Name))
	}
	n.list(names...)
	n.under("Tim dan Waktu Pelaksanaan")
	t := Table{Columns: []Column{{Title: "Area", Width: 14, Align: Center}, {Title: "Nama area"}, {Title: "Penanggung jawab", Width: 60}}}
	for i := range monev.Areas {
		t.Rows = append(t.Rows, []Cell{cell(tanggal.Roman(i + 1)), cell(n.m.Office.Areas[i].Name), cell(n.areaOwner(i))})
	}
	n.table(t, "")
	n.para("Rapat dipimpin %s, dicatat %s, dan dilaksanakan pada %s.", or(n.m.Meeting.Chair.String(), "pimpinan rapat"), or(n.m.Meeting.Notary.String(), "notulis"), n.days())
}

func (n *builder) chapterMeeting() {
	n.chapter("PELAKSANAAN MONEV")
	n.under("Waktu, Tempat, dan Peserta")
	n.add(Pairs{Label: 36, Rows: []Pair{
		pair("Hari, tanggal", n.days()),
		{Label: "Waktu", Values: n.hours()},
		pair("Tempat", n.m.Meeting.Place),
		pair("Peserta", n.presence()),
	}})
	if len(n.m.Meeting.Sessions) > 1 {
		n.rollTotals()
	}
	n.under("Metode")
	n.para("Setiap tindak lanjut yang masih terbuka ditinjau lebih dahulu: penanggung jawab melaporkan keadaannya, dan yang selesai diterima bersama buktinya. Sesudah itu setiap area dipaparkan dan dibahas: status dan capaian, eviden, kendala, temuan, usulan peserta, serta tindak lanjut dengan penanggung jawab dan tenggat. Capaian dibandingkan dengan rapat sebelumnya, dan nilai Lembar Kerja Evaluasi dihitung dari jawaban yang tercatat.")
	n.under("Susunan Acara")
	n.list(n.events()...)
}

// events is the agenda line by line.
func (n *builder) events() []string {
	var out []string
	for _, a := range n.m.Meeting.Agenda {
		if a = plain.Line(a); a != "" {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return []string{"Susunan acara belum diisi."}
	}
	return out
}

func (n *builder) chapterPlan() {
	n.chapter("REKOMENDASI DAN RENCANA TINDAK LANJUT")
	n.under("Rekomendasi")
	t := Table{Columns: []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Area", Width: 13, Align: Center}, {Title: "Temuan"}, {Title: "Rekomendasi"}, {Title: "Tingkat", Width: 22}}}
	for i, a := range n.m.Areas {
		for _, f := range a.Findings {
			t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(len(t.Rows) + 1)), cell(tanggal.Roman(i + 1)), cell(f.Text),
				n.recommended(a, f), cell(or(string(f.Level), string(monev.Medium)))})
		}
	}
	n.table(t, "Rapat ini tidak mencatat temuan.")
	n.under("Rencana Tindak Lanjut")
	n.newTable()
	n.under("Tindak Lanjut Rapat Sebelumnya yang Masih Terbuka")
	open := Table{Columns: []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Area", Width: 13, Align: Center}, {Title: "Uraian"},
		{Title: "Penanggung jawab", Width: 32}, {Title: "Tenggat", Width: 24}, {Title: "Status", Width: 30}}}
	for _, l := range n.m.Old() {
		if l.Status.Open() {
			open.Rows = append(open.Rows, []Cell{cell(fmt.Sprint(len(open.Rows) + 1)), cell(tanggal.Roman(l.Origin.Area + 1)), cell(l.Text), cell(n.owner(l.Owner)), dueCell(l.Due), state(l)})
			open.Tones = append(open.Tones, []Tone{None, None, None, None, None, tone(l)})
		}
	}
	n.table(open, "Tidak ada tindak lanjut rapat sebelumnya yang masih terbuka.")
	n.totals()
}

// recommended is the recommendation of a finding, else what was decided on it.
func (n *builder) recommended(a monev.AreaPart, f monev.Finding) Cell {
	c := lines(f.Recommendation)
	if len(c) > 0 {
		return c
	}
	for _, l := range a.FollowUpOf(f.ID) {
		c = append(c, lines(l.Text)...)
	}
	if len(c) == 0 {
		return Cell{Plain("belum ada")}
	}
	return c
}

func (n *builder) chapterEnd() {
	n.chapter("PENUTUP")
	n.under("Simpulan")
	if len(lines(n.m.Meeting.Conclusion)) == 0 {
		n.para("Tidak ada simpulan yang dicatat.")
	}
	n.paras(n.m.Meeting.Conclusion)
	if len(n.m.Meeting.Decisions) > 0 {
		n.add(Paragraph{Keep: true, Text: Plain("Keputusan rapat:")})
		var items []string
		for _, d := range n.m.Meeting.Decisions {
			items = append(items, plain.Line(d.Text))
		}
		n.list(items...)
	}
	n.under("Saran")
	var items []string
	for _, i := range n.m.NeedRepair() {
		items = append(items, n.area(i)+" diperbaiki segera, dimulai dari tindak lanjut yang sudah ditetapkan.")
	}
	late, unproven := 0, n.unproven()
	for _, l := range n.m.Old() {
		if l.LateDays > 0 {
			late++
		}
	}
	if late > 0 {
		items = append(items, fmt.Sprintf("%d tindak lanjut yang terlambat diselesaikan, atau tenggatnya ditetapkan kembali oleh pimpinan.", late))
	}
	if unproven > 0 {
		items = append(items, fmt.Sprintf("Eviden %d butir LKE yang sudah dijawab dilengkapi sampai berstatus Sesuai.", unproven))
	}
	if len(items) == 0 {
		n.para("Capaian yang ada dipertahankan dan eviden tetap dihimpun sejak kegiatan berlangsung.")
	} else {
		n.list(items...)
	}
	n.add(Paragraph{Keep: true, Text: Plain("Demikian laporan ini disusun untuk dipergunakan sebagaimana mestinya.")})
}

// unproven is how many questions are answered without proof.
func (n *builder) unproven() int {
	if n.LKE == nil {
		return 0
	}
	t := n.LKE.Result.Total
	return t.Filled - t.Proved
}

func (n *builder) annexes() {
	n.add(PageBreak{}, Heading{Level: 1, Text: "LAMPIRAN", Align: Center})
	n.list("Undangan", "Daftar hadir", "Notula", "Matriks tindak lanjut", fmt.Sprintf("Foto kegiatan (%d foto)", len(n.Photos)), "Matriks eviden")
	n.add(Heading{Level: 2, Text: "Matriks Eviden"})
	t := Table{Columns: []Column{{Title: "Butir", Width: 26}, {Title: "Eviden"}, {Title: "Letak", Width: 52}, {Title: "Status", Width: 32}}}
	for _, e := range n.Evidence {
		where := e.Place
		if e.File != nil {
			where = e.File.Path
		}
		t.Rows = append(t.Rows, []Cell{cell(or(e.Item, "–")), cell(e.Title), cell(or(where, "–")), cell(string(e.Status))})
		t.Tones = append(t.Tones, []Tone{None, None, None, evidenceTone(e.Status)})
	}
	n.table(t, "Belum ada eviden yang didaftarkan untuk tahun ini.")
}

func evidenceTone(s monev.EvidenceStatus) Tone {
	switch s {
	case monev.EvidenceAccepted:
		return Good
	case monev.EvidenceFaulty:
		return Bad
	case monev.EvidenceUnchecked:
		return Warn
	}
	return None
}
