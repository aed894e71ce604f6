package app_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

// A figure is the same wherever it stands in a packet: scores, counts, per cent,
// totals and dates are read back out of the documents and compared with each other
// and with the records.
func TestFiguresAgree(t *testing.T) {
	w, id := november(t, 2)
	in := must(w.Input(w.ctx, id))
	text := map[string]string{}
	var book *excelize.File
	var ics string
	for _, d := range must(w.ExportDocuments(w.ctx, id, nil, []string{"md", "xlsx", "ics"}, t.TempDir(), nil)) {
		switch data := must(os.ReadFile(d.Path)); d.Format {
		case "xlsx":
			book = must(excelize.OpenFile(d.Path))
			defer book.Close()
		case "ics":
			ics = strings.ReplaceAll(string(data), "\r\n ", "")
		default:
			// emphasis and escapes are no part of a figure
			text[d.Name] = strings.NewReplacer("**", "", `\`, "", "\u00a0", " ", "\u2011", "-").Replace(string(data))
		}
	}
	// find is what a pattern says in a document; it must be there.
	find := func(doc, pattern string) []string {
		t.Helper()
		m := regexp.MustCompile(pattern).FindStringSubmatch(text[doc])
		if m == nil {
			t.Fatalf("%s has no %s", doc, pattern)
		}
		return m[1:]
	}
	agree := func(what, want string, docs map[string]string) {
		t.Helper()
		for doc, pattern := range docs {
			if got := strings.Join(find(doc, pattern), " "); got != want {
				t.Errorf("%s: %s says %q, the records %q", what, doc, got, want)
			}
		}
	}

	// LKE: total, pengungkit, proven total, filled; each area.
	r := in.LKE.Result
	two := func(v interface{ Decimal(int) string }) string { return v.Decimal(2) }
	agree("LKE total", two(r.Total.Claim), map[string]string{"notula": `Nilai LKE: (\S+) dari 100`, "laporan": `Nilai LKE: (\S+) dari 100`, "rekap-lke": `Nilai seluruhnya \| 100,00 \| (\S+) `})
	agree("trend's LKE", two(r.Total.Claim), map[string]string{"laporan": `\| Nilai LKE \|.* (\S+) \|`})
	agree("pengungkit", two(r.Lever.Claim), map[string]string{"notula": `Pengungkit (\S+) dari`, "laporan": `Pengungkit (\S+) dari`, "rekap-lke": `A\. Pengungkit \| \S+ \| (\S+) `})
	agree("berbukti", two(r.Total.Proven), map[string]string{"notula": `ada dan sesuai\) (\S+) dari`, "laporan": `ada dan sesuai\) (\S+) dari`, "rekap-lke": `Nilai seluruhnya \|(?: \S+ \|){3} (\S+) \|`})
	agree("terisi", fmt.Sprintf("%d %d", r.Total.Filled, r.Total.Items), map[string]string{"notula": `terisi (\d+) dari (\d+) butir`, "laporan": `terisi (\d+) dari (\d+) butir`, "rekap-lke": `Terisi (\d+) dari (\d+) butir`})
	for i, a := range r.Areas {
		name := regexp.QuoteMeta(tanggal.Roman(i+1) + ". " + in.Minutes.Office.Areas[i].Name)
		agree(name, two(a.Claim), map[string]string{"notula": name + ` \| (\d+,\d\d) \|`, "laporan": name + ` \| (\d+,\d\d) \|`, "rekap-lke": name + ` \| \S+ \| (\d+,\d\d) \|`})
	}

	// Capaian of each area and their mean.
	mean, _ := in.Minutes.Progress()
	agree("mean", tanggal.Percent(mean, 2), map[string]string{"notula": `rata-rata (\S+):`, "laporan": `Rata-rata capaian (\S+)\.\n`})
	for i, a := range in.Minutes.Areas {
		name := regexp.QuoteMeta(tanggal.Roman(i+1) + ". " + in.Minutes.Office.Areas[i].Name)
		want := fmt.Sprintf("%d%%", *a.Review.Progress)
		agree(name+" capaian", want, map[string]string{"notula": name + ` \| \S+ \| (\d+%) \|`, "laporan": name + ` \| \S+ \| 100% \| (\d+%) \|`})
		agree(name+" trend", want, map[string]string{"laporan": name + ` \| \d+% \| \d+% \| (\d+%) \|`})
	}

	// Follow-ups: all, by status, late; what was there before; what is new.
	all := tallyOf(in.Register)
	before, born := tallyOf(in.Minutes.Old()), len(in.Minutes.New())
	agree("all", all.text(), map[string]string{"matriks": `Tahun ini tercatat (\d+) tindak lanjut: (\d+) Tuntas, (\d+) Dalam Proses, (\d+) Belum Ditindaklanjuti, (\d+) Tidak Dapat Ditindaklanjuti; (\d+) terlambat`})
	agree("all below", fmt.Sprint(all.total), map[string]string{"matriks": `Matriks ini memuat (\d+) tindak`})
	agree("carried", before.text(), map[string]string{
		"notula":  `rapat sebelumnya (\d+) tindak lanjut: (\d+) Tuntas, (\d+) Dalam Proses, (\d+) Belum Ditindaklanjuti, (\d+) Tidak Dapat Ditindaklanjuti; (\d+) terlambat`,
		"laporan": `rapat sebelumnya (\d+) tindak lanjut: (\d+) Tuntas, (\d+) Dalam Proses, (\d+) Belum Ditindaklanjuti, (\d+) Tidak Dapat Ditindaklanjuti; (\d+) terlambat`,
	})
	earlier := all.total - born
	agree("recommendations", fmt.Sprint(earlier), map[string]string{"laporan-tl": `Tercatat (\d+) tindak`})
	agree("new", fmt.Sprint(born), map[string]string{"laporan-tl": `menetapkan (\d+) tindak lanjut baru`})
	open := all.by[monev.InProgress] + all.by[monev.NotBegun]
	agree("open", fmt.Sprintf("%d %d", open, all.late), map[string]string{
		"notula": `masih terbuka (\d+) tindak.*; (\d+) terlambat\.`, "laporan": `masih terbuka (\d+) tindak.*; (\d+) terlambat\.`})
	agree("open before", fmt.Sprintf("%d %d", open-born, all.late), map[string]string{"laporan-tl": `Masih terbuka (\d+) rekomendasi dari rapat sebelumnya, (\d+) di`})
	agree("progress", tanggal.Percent(100*float64(all.by[monev.Done])/float64(all.total), 2), map[string]string{"matriks": `Progres (\S+) \(bagian`})

	// The workbook: rows of the matrix, totals of the summary.
	sheet := must(book.GetRows("Matriks", excelize.Options{RawCellValue: true}))
	rows := 0
	for _, row := range sheet {
		if len(row) > 0 && row[0] == strconv.Itoa(rows+1) {
			rows++
		}
	}
	totals := 0
	for _, row := range must(book.GetRows("Ringkasan", excelize.Options{RawCellValue: true})) {
		if len(row) > 6 && row[0] == "Jumlah" {
			totals++
			if got := strings.Join(row[1:7], " "); got != all.text() {
				t.Errorf("workbook says %q, the records %q", got, all.text())
			}
		}
	}
	if rows != all.total || totals != 2 {
		t.Errorf("workbook has %d rows and %d totals", rows, totals)
	}

	// Dates: the day of the meeting on every paper, the due dates in the calendar.
	for name, s := range text {
		if !strings.Contains(s, in.Minutes.Meeting.Date.Long()) && name != "lampiran-foto" {
			t.Errorf("%s does not say %s", name, in.Minutes.Meeting.Date.Long())
		}
	}
	for _, l := range in.Due() {
		stamp := strings.ReplaceAll(l.Due.String(), "-", "")
		if event := regexp.MustCompile(`(?s)DTSTART;VALUE=DATE:(\d+).{0,400}?UID:` + l.ID + `\.`).FindStringSubmatch(ics); event == nil || event[1] != stamp {
			t.Errorf("calendar: %s is due %s: %q", l.ID, stamp, event)
		}
		line := regexp.MustCompile(`\|[^\n]*` + regexp.QuoteMeta(l.ID) + `[^\n]*\|`).FindString(text["tenggat"])
		if !strings.Contains(line, l.Due.Long()) {
			t.Errorf("tenggat: %s is due %s: %s", l.ID, l.Due.Long(), line)
		}
	}
	// Presence: the same words in notula, laporan and daftar hadir.
	n := in.Minutes.Meeting.Count()[monev.Present]
	agree("presence", fmt.Sprint(n), map[string]string{"notula": `\(hadir (\d+) dari`, "laporan": `hadir (\d+) dari`, "daftar-hadir": `Jumlah: hadir (\d+) orang`})
	if got := strings.Count(text["daftar-hadir"], "| hadir |\n"); got != n {
		t.Errorf("daftar hadir lists %d present of %d", got, n)
	}
}

// tally counts follow-ups on its own, without the report.
type tally struct {
	total, late int
	by          map[monev.FollowUpStatus]int
}

func tallyOf(list []monev.FollowUpLine) tally {
	out := tally{by: map[monev.FollowUpStatus]int{}}
	for _, l := range list {
		out.total++
		out.by[l.Status]++
		if l.LateDays > 0 {
			out.late++
		}
	}
	return out
}

func (c tally) text() string {
	return fmt.Sprint(c.total, c.by[monev.Done], c.by[monev.InProgress], c.by[monev.NotBegun], c.by[monev.Impossible], c.late)
}
