// Package reporttest has documents that every renderer must survive and show
// well: one with every block in it, and one of hostile text. Tests only.
package reporttest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"time"

	"monev/internal/report"
)

// Image is a picture of so many pixels, a coloured field with a diagonal.
// kind is "png" or "jpeg". Equal arguments give equal bytes.
func Image(kind string, width, height int) report.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(60 + x*120/width), uint8(90 + y*120/height), 170, 255}
			if d := x*height - y*width; d > -3*height && d < 3*height {
				c = color.RGBA{255, 255, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	var err error
	if kind == "png" {
		err = png.Encode(&b, m)
	} else {
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		panic(err)
	}
	return report.Image{Data: b.Bytes(), Type: kind, Width: width, Height: height, Alt: "Bidang berwarna dengan garis miring"}
}

const text = "Rapat menyepakati bahwa seluruh dokumen eviden dikumpulkan paling lambat tanggal 30 November 2025, diperiksa oleh Tim Penilai Internal, " +
	"dan disimpan dengan nama sesuai kode butir agar mudah ditelusuri kembali pada evaluasi berikutnya."

// All is a document with every block in every form, of about ten pages.
func All() report.Doc {
	logo := Image("png", 300, 340)
	logo.Alt = "Logo"
	plain := report.Plain
	cell := func(s string) report.Cell { return report.Cell{plain(s)} }
	d := report.Doc{Title: "Contoh Semua Bagian", Subject: "Rapat Monev ZI menuju WBK TW IV 2025", Author: "KPU Kabupaten Pamekasan", Draft: true,
		Letterhead: []string{"KOMISI PEMILIHAN UMUM", "KABUPATEN PAMEKASAN", "Jalan Contoh Nomor 1, Pamekasan 69317", "Surel: contoh@example.go.id"},
		Logo:       &logo, Header: "Contoh Semua Bagian · Rapat Monev ZI menuju WBK TW IV 2025",
		Footer:  report.Footer{Text: "Rapat Monev ZI menuju WBK TW IV 2025", Trace: "Jejak 000123·a1b2c3d4e5f60718"},
		Created: time.Date(2025, 11, 20, 2, 0, 0, 0, time.UTC), Modified: time.Date(2025, 11, 20, 4, 40, 0, 0, time.UTC)}
	add := func(b ...report.Block) { d.Blocks = append(d.Blocks, b...) }
	add(report.Letter{Place: "Pamekasan, 13 November 2025",
		Rows: []report.Pair{{Label: "Nomor", Values: []report.Text{plain("2410/PW.02-Und/12/2025")}}, {Label: "Sifat", Values: []report.Text{plain("Biasa")}},
			{Label: "Lampiran", Values: []report.Text{plain("1 (satu) berkas")}},
			{Label: "Hal", Values: []report.Text{plain("Undangan Rapat Monitoring dan Evaluasi Pembangunan Zona Integritas menuju WBK Triwulan IV Tahun 2025")}}},
		To: []report.Text{plain("Yth. Para Anggota KPU Kabupaten Pamekasan"), plain("Sekretaris KPU Kabupaten Pamekasan"), plain("di Pamekasan")}},
		report.Paragraph{Text: plain(text + " " + text)},
		report.Paragraph{Text: report.Text{{Text: "Teks biasa, "}, report.Bold("tebal"), {Text: ", "}, report.Italic("miring"), {Text: ", "},
			{Text: "tebal miring", Bold: true, Italic: true}, {Text: " dan "}, {Text: "bergaris bawah beberapa kata", Underline: true}, {Text: "."}}},
		report.Paragraph{Text: plain("Rata tengah"), Align: report.Center}, report.Paragraph{Text: plain("Rata kanan"), Align: report.Right},
		report.Paragraph{Text: plain("Baris pertama\nbaris kedua (–, —, …, ·, •, ≤, ≥, →, ✓, ✗, ▲, ▼, □, ■, ●, ◐, ○, ☐, ☑)"), Align: report.Left},
		report.PageBreak{}, report.Heading{Level: 1, Text: "DAFTAR ISI"}, report.Contents{},
		report.PageBreak{}, report.Heading{Text: "CONTOH SEMUA BAGIAN"},
		report.Heading{Level: 1, Text: "BAB I PENDAHULUAN"}, report.Heading{Level: 2, Text: "A. Latar Belakang"}, report.Paragraph{Text: plain(text)},
		report.Heading{Level: 2, Text: "B. Daftar"},
		report.List{Numbered: true, Items: []report.Item{{Text: plain(text), More: []report.Text{plain("Rekomendasi: " + text)}}, {Text: plain("Pendek.")}}},
		report.List{Items: []report.Item{{Text: plain("Butir dengan bulatan.")}, {Text: plain(text)}}},
		report.Heading{Level: 2, Text: "C. Pasangan"},
		report.Pairs{Label: 36, Rows: []report.Pair{{Label: "Nama rapat", Values: []report.Text{plain(d.Subject)}},
			{Label: "Acara", Numbered: true, Values: []report.Text{plain("Pembukaan"), plain(text), plain("Penutup")}}, {Label: "Kosong"}}},
		report.Heading{Level: 1, Text: "BAB II HASIL"}, report.Heading{Level: 3, Text: "Bagan enam area"})
	bars := report.Bars{Title: "Capaian enam area perubahan"}
	for i, s := range []float64{0.888, 0.579, 0.712, 0.70, 0.533, 0.61} {
		tone := report.Good
		if s < 0.6 {
			tone = report.Bad
		}
		bars.Rows = append(bars.Rows, report.Bar{Label: fmt.Sprintf("Area %d Penguatan Pengawasan", i+1), Share: s, Tone: tone,
			Value: fmt.Sprintf("%.1f%% dari bobot", s*100), Marks: []report.Mark{{Share: 0.6, Label: "WBK"}, {Share: 0.75, Label: "WBBM"}}})
	}
	bars.Rows = append(bars.Rows, report.Bar{Label: "Tanpa nilai", Value: "belum ada"}, report.Bar{Label: "Penuh", Share: 1, Tone: report.Muted, Value: "100%"})
	add(bars, report.Heading{Level: 2, Text: "A. Rekapitulasi"})
	tab := report.Table{Total: true, Columns: []report.Column{{Title: "No", Width: 10, Align: report.Center}, {Title: "Uraian", Width: 90}, {Title: "Status", Width: 30}, {Title: "Nilai", Width: 30, Align: report.Right}}}
	for i := range 30 {
		tab.Rows = append(tab.Rows, []report.Cell{cell(fmt.Sprint(i + 1)), cell(text[:60+i*6]), {{report.Bold([]string{"✓ Tuntas", "◐ Proses", "▲ Terlambat", "– Belum"}[i%4])}}, cell("7,12")})
		tab.Tones = append(tab.Tones, []report.Tone{2: report.Tone(1 + i%4)})
	}
	tab.Rows = append(tab.Rows, []report.Cell{nil, cell("Jumlah"), nil, cell("213,60")})
	add(tab, report.Paragraph{Text: plain(text)},
		report.Table{Columns: []report.Column{{Title: "Sel tinggi", Width: 60}, {Title: "Kosong", Width: 40}, {Title: "Ganjil", Width: 60}},
			Rows: [][]report.Cell{{cell(strings.Repeat(text+" ", 60)), nil, cell("sebaris")}, {cell("sesudahnya")}}},
		report.Heading{Level: 2, Text: "B. Daftar hadir"})
	present := report.Table{RowHeight: 11, Columns: []report.Column{{Title: "No", Width: 10, Align: report.Center}, {Title: "Jabatan", Width: 70}, {Title: "Tanda tangan", Width: 80}}}
	for i := range 8 {
		present.Rows = append(present.Rows, []report.Cell{cell(fmt.Sprint(i + 1)), cell("Kepala Subbagian"), cell(strings.Repeat("\u00a0", i%2*30) + fmt.Sprint(i+1, " ……………"))})
	}
	small := report.Table{Small: true}
	for i := range 12 {
		small.Columns = append(small.Columns, report.Column{Title: fmt.Sprintf("Kolom %d", i+1), Width: d.TextWidth() / 12})
	}
	for range 4 {
		var row []report.Cell
		for i := range 12 {
			row = append(row, cell([]string{"kata", "dua kata", "20\u201111\u20112025", "Sekretaris"}[i%4]))
		}
		small.Rows = append(small.Rows, row)
	}
	photo := Image("jpeg", 1200, 800)
	add(present, report.Heading{Level: 2, Text: "C. Matriks"}, small, report.Heading{Level: 1, Text: "BAB III FOTO"},
		report.Picture{Image: photo, Caption: plain("Foto 1. Pembukaan rapat")}, report.Picture{Image: photo, Width: 80, MaxHeight: 60, Caption: plain("Foto 2. Foto yang sama, kecil")},
		report.Picture{Image: Image("png", 60, 40)}, report.Picture{Image: report.Image{Alt: "Foto yang hilang"}, Caption: plain("Foto 3. Tidak ada gambarnya")},
		report.Space{MM: 20}, report.Heading{Level: 1, Text: "BAB IV PENUTUP"}, report.Paragraph{Text: plain(text), Keep: true},
		report.Signatures{Place: "Pamekasan, 20 November 2025", Signers: []report.Signature{{Caption: "Mengetahui", Title: "Ketua KPU Kabupaten Pamekasan"},
			{Caption: "Notulis", Title: "Kepala Subbagian Parmas dan SDM", Name: "Pejabat Contoh", NIP: "19800101 200501 1 001"}}},
		report.Signatures{Place: "Pamekasan, 20 November 2025", Signers: []report.Signature{{Caption: "Mengetahui", Title: "Ketua KPU Kabupaten Pamekasan"},
			{Caption: "Pimpinan Rapat", Title: "Sekretaris"}, {Caption: "Notulis", Title: "Kepala Subbagian Parmas dan SDM", Name: "Pejabat Contoh", NIP: "19800101 200501 1 001"}}})
	return d
}

// Hostile are texts that break what is careless: controls, markup of every
// format, bytes that are no text, other scripts, endless words.
func Hostile() []string {
	return []string{"", " ", "\x00NUL\x00", "\x1b[31mESC\x1b]0;judul\x07", "]]>", "<w:t>&amp;</w:t>", "</style><script>alert(1)</script>", "&#0;", "\ufffe\uffffx",
		"\xff\xfe\x80rusak", "\u202eterbalik\u202c", "\u2066ltr\u2069", "a\r\nb\rc\nd\te", "\"'<>&", "😀𝕏", "\ud7ff\ue000", "e\u0301\u0301", "_x0041_",
		"| tabel | ** __ `kode` [a](javascript:b) <script>", "مرحبا بالعالم", "会议记录", "(a) Tj \\ ) ET endstream", strings.Repeat("temuan ", 1430), strings.Repeat("x", 3000)}
}

// Nasty is a document of one hostile text in every place a text can stand.
func Nasty(s string) report.Doc {
	t := report.Plain(s)
	i := report.Image{Data: []byte(s), Type: "png", Width: 10, Height: 10, Alt: s}
	return report.Doc{Title: s, Subject: s, Author: s, Font: s, Letterhead: []string{s, s}, Header: s, Footer: report.Footer{Text: s, Trace: s}, Draft: true, Logo: &i,
		Blocks: []report.Block{report.Contents{}, report.Heading{Level: 1, Text: s}, report.Heading{Level: 2, Text: s}, report.Paragraph{Text: t},
			report.List{Numbered: true, Items: []report.Item{{Text: t, More: []report.Text{t}}}},
			report.Pairs{Label: 30, Rows: []report.Pair{{Label: s, Values: []report.Text{t}, Numbered: true}, {Label: s}}},
			report.Table{Columns: []report.Column{{Title: s, Width: 20, Align: report.Right}, {Title: s, Align: report.Left}}, Rows: [][]report.Cell{{{t}}, nil}, Tones: [][]report.Tone{{99}}, Total: true},
			report.Table{}, report.Bars{Title: s, Rows: []report.Bar{{Label: s, Value: s, Share: -3, Marks: []report.Mark{{Share: 7, Label: s}}}}}, report.Bars{},
			report.Letter{Place: s, Rows: []report.Pair{{Label: s, Values: []report.Text{t}}}, To: []report.Text{t}}, report.Letter{},
			report.Picture{Image: i, Caption: t}, report.Space{MM: 1e9}, report.Space{MM: -1},
			report.Signatures{Place: s, Signers: []report.Signature{{Caption: s, Title: s, Name: s, NIP: s}}}, report.PageBreak{}}}
}
