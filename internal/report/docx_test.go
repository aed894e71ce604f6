package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"testing"

	"monev/internal/monev"
)

func unzip(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z := must(zip.NewReader(bytes.NewReader(b), int64(len(b))))
	out := map[string]string{}
	for _, f := range z.File {
		r := must(f.Open())
		out[f.Name] = string(must(io.ReadAll(r)))
		check(t, r.Close())
	}
	return out
}

func allParts(t testing.TB, b []byte) string {
	var s []string
	for name, p := range unzip(t, b) {
		s = append(s, name+p)
	}
	sort.Strings(s)
	return strings.Join(s, "\n")
}

// wellFormed parses every part, and returns the text of document.xml.
func wellFormed(t testing.TB, b []byte) string {
	t.Helper()
	text := ""
	for name, p := range unzip(t, b) {
		d := xml.NewDecoder(strings.NewReader(p))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if c, ok := tok.(xml.CharData); ok && name == "word/document.xml" {
				text += string(c)
			}
		}
	}
	return text
}

var hostile = []string{
	"", " ", "\x00NUL\x00", "\x1b[31mESC\x1b]0;judul\x07", "]]>", "<w:t>&amp;</w:t>", "&#0;", "\ufffe\uffffx", "\xff\xfe\x80rusak",
	"\u202eterbalik\u202c", "\u2066ltr\u2069", "a\r\nb\rc\nd\te", "\"'<>&", "😀𝕏", "\ud7ff\ue000", "e\u0301\u0301", "_x0041_",
	"| tabel | ** __ `kode` [a](b) <script>", strings.Repeat("temuan ", 2900),
}

func TestDOCXHostile(t *testing.T) {
	for i, s := range hostile {
		m := sample(t, func(m *monev.Meeting) {
			m.Title, m.Place, m.Invitation, m.Conclusion, m.Closing = s, s, s, s, s
			m.Agenda = []string{s, s}
			m.Remarks[0].Text, m.Decisions[0].Text, m.Chair.Title, m.Notary.Holder, m.Notary.NIP = s, s, s, s, s
			m.Revisions = []monev.Revision{{At: at(2025, 12, 3, 8, 0), Reason: s}}
			m.Attendance[0].Person.Holder, m.Attendance[0].Deputy, m.Attendance[0].UnitName = s, s, s
			m.Sessions[0].Reason = s
		})
		m.Office.Name, m.Office.Letterhead, m.Office.City, m.Head = s, []string{s, s}, s, s
		m.Office.Areas[2].Name = s
		m.BeforePeriod = s
		m.Areas[1].Review.Summary, m.Areas[1].Review.Obstacles = s, s
		m.Areas[1].Findings[0].Text, m.Areas[1].Findings[0].Cause, m.Areas[1].Findings[0].Item = s, s, s
		m.Areas[5].Proposals[0].Note, m.Areas[5].Proposals[0].By.Title = s, s
		m.Areas[1].New[0].Text, m.Areas[1].New[0].Owner.Name = s, s
		m.Areas[2].Old[0].Text, m.Areas[2].Old[0].From = s, s
		m.Areas[2].Old[0].Steps[2].Note, m.Areas[2].Old[0].Steps[2].Proof = s, s
		d := Notula(m, Options{Font: s})
		wellFormed(t, must(DOCX(d)))
		Markdown(d)
		if strings.ContainsRune(string(Markdown(d)), 0x1b) {
			t.Errorf("hostile %d: ESC in Markdown", i)
		}
	}
	// the renderer is safe without the builder too
	for _, s := range hostile {
		d := Doc{Title: s, Subject: s, Author: s, Font: s, Letterhead: []string{s}, Header: s, Footer: Footer{s, s}, Draft: true,
			Blocks: []Block{Heading{Level: 1, Text: s}, Paragraph{Text: Plain(s)}, List{true, []Item{{Plain(s), []Text{Plain(s)}}}},
				Pairs{30, []Pair{{s, []Text{Plain(s)}, true}, {s, nil, false}}},
				Table{Columns: []Column{{s, 20, Right}, {s, 0, Left}}, Rows: [][]Cell{{{Plain(s)}}, nil}},
				Table{}, Signatures{s, []Signature{{s, s, s, s}}}, PageBreak{}}}
		wellFormed(t, must(DOCX(d)))
		Markdown(d)
	}
}

func TestDOCXText(t *testing.T) {
	long := strings.Repeat("Temuan panjang sekali. ", 870) // 20.000 characters
	d := Doc{Blocks: []Block{Paragraph{Text: Plain("a]]>b\xffc\x00d\ufffee<f>&\"g")}, Paragraph{Text: Plain(long)}}}
	text := wellFormed(t, must(DOCX(d)))
	wants(t, text, "a]]>b\ufffdcde<f>&\"g", long)
}

func TestDOCXManyRows(t *testing.T) {
	tab := Table{Columns: []Column{{Title: "No", Width: 10}, {Title: "Uraian", Width: 100}}}
	for i := range 500 {
		tab.Rows = append(tab.Rows, []Cell{cell(fmt.Sprint(i + 1)), cell("Baris")})
	}
	tab.Rows = append(tab.Rows, []Cell{cell("501"), cell(strings.Repeat("kata ", 4000))})
	b := must(DOCX(Doc{Blocks: []Block{tab}}))
	wellFormed(t, b)
	doc := unzip(t, b)["word/document.xml"]
	if n := strings.Count(doc, "<w:cantSplit/>"); n != 501 { // head and 500 rows, not the tall one
		t.Errorf("%d unsplittable rows", n)
	}
	if n := strings.Count(doc, "<w:tblHeader/>"); n != 1 {
		t.Errorf("%d header rows", n)
	}
}

func TestDOCXStructure(t *testing.T) {
	b := must(DOCX(Notula(sample(t, nil), Options{Paper: F4, Font: "Bookman Old Style"})))
	parts := unzip(t, b)
	wants(t, parts["word/document.xml"], `<w:titlePg/>`, `w:w="12189" w:h="18709"`, `<w:noBreakHyphen/>`, `<w:numPr>`,
		`w:left="1701"`, `w:right="1134"`, `w:top="1134"`, `w:bottom="1417"`)
	wants(t, parts["word/styles.xml"], `w:ascii="Bookman Old Style"`, `w:val="id-ID"`)
	wants(t, parts["word/header1.xml"], "KOMISI PEMILIHAN UMUM")
	wants(t, parts["word/header2.xml"], "Notula Rapat Monev ZI menuju WBK TW IV 2025")
	wants(t, parts["word/footer1.xml"], " PAGE ", " NUMPAGES ", "Jejak 000123·a1b2c3d4e5f60718")
	wants(t, parts["docProps/core.xml"], "2025-11-20T02:00:00Z", "2025-11-20T04:40:00Z", "KPU Kabupaten Pamekasan")
	if strings.Contains(parts["word/document.xml"], "tblLook") {
		t.Error("tblLook")
	}
	if strings.Contains(parts["word/document.xml"], "\u2011") {
		t.Error("non-breaking Hyphen as a character")
	}
}

func TestDeterminism(t *testing.T) {
	want := must(DOCX(Notula(sample(t, nil), Options{})))
	for range 5 {
		if !bytes.Equal(must(DOCX(Notula(sample(t, nil), Options{}))), want) {
			t.Fatal("equal minutes, different bytes")
		}
	}
}

func TestUnknownBlock(t *testing.T) {
	if _, err := DOCX(Doc{Blocks: []Block{nil}}); err == nil {
		t.Error("a nil block is rendered")
	}
}

// TestColumnsFitWords measures the longest words of the tables in Arial
// (Helvetica metrics), 9 points, against the room in their columns.
func TestColumnsFitWords(t *testing.T) {
	m := sample(t, nil)
	for _, opt := range []Options{{}, {Paper: F4}} {
		for _, bl := range Notula(m, opt).Blocks {
			tab, ok := bl.(Table)
			if !ok {
				continue
			}
			for c, col := range tab.Columns {
				words := strings.Fields(col.Title)
				for _, r := range tab.Rows {
					for _, l := range r[c] {
						for _, run := range l {
							words = append(words, strings.Fields(run.Text)...)
						}
					}
				}
				if col.Title == "Status" && len(tab.Columns) == 7 {
					words = append(words, "Ditindaklanjuti")
				}
				for _, w := range words {
					if got, room := wordWidth(w, 9), col.Width-2.5-0.4; got > room {
						t.Errorf("%q is %.1f mm wide, column %q has %.1f", w, got, col.Title, room)
					}
				}
			}
		}
	}
}

// wordWidth is the width of a word in mm in bold Helvetica.
func wordWidth(s string, points float64) float64 {
	const widths = "278333474556556889722238333333389584278333278278556556556556556556556556556556333333584584584611975" +
		"722722722722667611778722278556722611833722778667778722667611722667944667667611333278333584556333" +
		"556611556611556333611611278278556278889611611611611389556333611556778556556500389280389584"
	sum := 0
	for _, r := range s {
		if r == Hyphen {
			r = '-'
		}
		w := 600
		if i := int(r-' ') * 3; i >= 0 && i+3 <= len(widths) {
			if _, err := fmt.Sscanf(widths[i:i+3], "%d", &w); err != nil {
				panic(err)
			}
		}
		sum += w
	}
	return float64(sum) / 1000 * points * 25.4 / 72
}

// TestWriteSample writes the samples to the folder in MONEV_SAMPLES, to be
// looked at and validated; without it, nothing happens.
func TestWriteSample(t *testing.T) {
	dir := os.Getenv("MONEV_SAMPLES")
	if dir == "" {
		t.Skip("MONEV_SAMPLES is not set")
	}
	put := func(name string, d Doc) { check(t, os.WriteFile(dir+"/"+name, must(DOCX(d)), 0o644)) }
	put("final.docx", Notula(sample(t, nil), Options{}))
	draft := sample(t, func(m *monev.Meeting) {
		m.Status = monev.Running
		m.Sessions = []monev.Session{{Start: at(2025, 11, 20, 9, 0), End: at(2025, 11, 20, 11, 40), Reason: "waktu habis"}, {Start: at(2025, 11, 27, 13, 15)}}
		for i := range m.Attendance {
			m.Attendance[i].Marks = append(m.Attendance[i].Marks, monev.Absent)
		}
		m.Revisions = []monev.Revision{{At: at(2025, 12, 3, 8, 0), Reason: "Capaian Area II keliru dan daftar hadir sesi kedua belum lengkap."}}
	})
	draft.Office.Positions[5].Holder, draft.Office.Positions[5].NIP = "Pejabat Contoh", "198001012005011001"
	draft.Office.Signers = append([]monev.Signer{{Caption: "Mengetahui", Role: monev.SignPosition, Position: "sekretaris"}}, draft.Office.Signers...)
	draft.Meeting.Attendance[5].Person.Holder, draft.Meeting.Attendance[5].Person.NIP = "Pejabat Contoh", "198001012005011001"
	put("draft-f4.docx", Notula(draft, Options{Paper: F4, Font: "Bookman Old Style"}))
	empty := sample(t, nil)
	empty.Areas = [monev.Areas]monev.AreaPart{}
	put("empty.docx", Notula(empty, Options{}))
	long := sample(t, nil)
	long.Areas[1].Findings[0].Text = strings.Repeat("Temuan yang panjang sekali. ", 700)
	long.Areas[2].Old[0].Text = long.Areas[1].Findings[0].Text
	long.Meeting.Remarks[0].Text = strings.Join(hostile, " ")
	put("long.docx", Notula(long, Options{}))
}

func BenchmarkNotulaDOCX(b *testing.B) {
	m := sample(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DOCX(Notula(m, Options{})); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNotulaMarkdown(b *testing.B) {
	m := sample(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		Markdown(Notula(m, Options{}))
	}
}
