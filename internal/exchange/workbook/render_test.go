package workbook_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/workbook"
	"monev/internal/lke"
	"monev/internal/monev"
)

// readable makes the input of Render; every third answered question is proven.
func readable(t testing.TB, seed uint64, p lke.Policy, edit func(*lke.Sheet)) workbook.Readable {
	t.Helper()
	in := lke.Default()
	unit, _ := exchangetest.Sheets(in, seed)
	if edit != nil {
		edit(&unit)
	}
	r, err := in.Score(unit, lke.Options{Policy: p, Proven: func(it *lke.Item) bool { return it.Index%3 == int(seed%3) }})
	if err != nil {
		t.Fatal(err)
	}
	return workbook.Readable{Office: "KPU Kabupaten Contoh =1+1", AsOf: "keadaan 20 November 2026", Sheet: unit, Result: r}
}

func render(t testing.TB, b workbook.Readable) []byte {
	t.Helper()
	data, err := workbook.Render(b)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func near(t *testing.T, where, got string, want lke.Num) {
	t.Helper()
	x, err := strconv.ParseFloat(got, 64)
	if err != nil || math.Abs(x-want.Float()) > 1e-9 {
		t.Errorf("%s is %q, want %v", where, got, want)
	}
}

// The stored result of every formula is our own figure.
func TestRenderFigures(t *testing.T) {
	in := lke.Default()
	for seed := range uint64(6) {
		b := readable(t, seed, lke.Policies()[seed%3], nil)
		g := readGrid(t, render(t, b))
		checkFigures(t, g, b)
		items, subs := 0, 0
		for key, c := range g {
			if strings.HasPrefix(key, "LKE!A") && c.Value != "" {
				if _, ok := in.Item(c.Value); ok {
					items++
				}
				if _, ok := in.Sub(c.Value); ok {
					subs++
				}
			}
		}
		if items < 113 || subs < len(in.Subs()) {
			t.Errorf("%d questions, %d subs", items, subs)
		}
	}
}

// checkFigures compares the figures of both sheets with the result.
func checkFigures(t *testing.T, g grid, b workbook.Readable) {
	t.Helper()
	in := b.Result.Instrument
	rows := 0
	for n := 6; n < 400; n++ {
		at := func(col string) string { return g[fmt.Sprintf("LKE!%s%d", col, n)].Value }
		code := at("A")
		if code == "" && at("B") == "NILAI EVALUASI ZONA INTEGRITAS" {
			code = "total"
		}
		if code == "" {
			continue
		}
		rows++
		f, ok := b.Result.Figure(code)
		if it, is := in.Item(code); is && at("B") == it.Question {
			i := b.Result.Item(it)
			f = i.Figure
			near(t, code+" skor", at("D"), i.Score)
		}
		if !ok && code != "" {
			t.Fatalf("row %d: code %q", n, code)
		}
		near(t, code+" bobot", at("E"), f.Weight)
		near(t, code+" nilai", at("F"), f.Claim)
		near(t, code+" persen", at("G"), f.Percent().Div(lke.Int(100)))
		near(t, code+" terisi", at("H"), lke.Int(int64(f.Filled)))
		near(t, code+" butir", at("I"), lke.Int(int64(f.Items)))
		near(t, code+" berbukti", at("K"), f.Proven)
	}
	if want := 113 + len(in.Subs()) + 12 + 2 + 2 + 1; rows != want {
		t.Errorf("%d rows with figures, want %d", rows, want)
	}
	seen := 0
	claim := map[string]lke.Verdict{"WBK": b.Result.Verdict(lke.WBK, lke.ByClaim), "WBBM": b.Result.Verdict(lke.WBBM, lke.ByClaim)}
	proof := map[string]lke.Verdict{"WBK": b.Result.Verdict(lke.WBK, lke.ByProof), "WBBM": b.Result.Verdict(lke.WBBM, lke.ByProof)}
	for n := 1; n < 120; n++ {
		at := func(col string) string { return g[fmt.Sprintf("Ringkasan!%s%d", col, n)].Value }
		if a, err := strconv.Atoi(at("A")); err == nil && n < 15 {
			f := b.Result.Areas[a-1]
			near(t, "area", at("F"), f.Claim)
			near(t, "area pemenuhan", at("D"), f.Aspects[0].Claim)
			near(t, "area berbukti", at("J"), f.Proven)
			q, _ := claim["WBK"].Requirement(fmt.Sprintf("area-%d", a))
			near(t, "area kurang", at("L"), q.Short)
			seen++
		}
		v, ok := claim[at("A")]
		if !ok {
			continue
		}
		for i, q := range v.Requirements {
			if q.Label != at("B") {
				continue
			}
			seen++
			near(t, q.Label+" minimum", at("C"), q.Points)
			near(t, q.Label+" nilai", at("D"), q.Value)
			near(t, q.Label+" kurang", at("E"), q.Short)
			near(t, q.Label+" berbukti", at("G"), proof[at("A")].Requirements[i].Value)
			near(t, q.Label+" kurang berbukti", at("H"), proof[at("A")].Requirements[i].Short)
			want := "Kurang"
			if q.Met {
				want = "Terpenuhi"
			} else if q.Waits {
				want = "Menunggu survei"
			}
			if at("F") != want {
				t.Errorf("%s %s is %q, want %q", at("A"), q.Label, at("F"), want)
			}
		}
		if s := at("B"); strings.HasSuffix(s, "emenuhi syarat nilai") && strings.HasPrefix(s, "Memenuhi") != v.Met {
			t.Errorf("%s: %q", at("A"), s)
		}
	}
	if want := 6 + len(claim["WBK"].Requirements) + len(claim["WBBM"].Requirements); seen != want {
		t.Errorf("%d rows of the summary, want %d", seen, want)
	}
}

func TestRenderForm(t *testing.T) {
	b := readable(t, 2, lke.Recommended(), func(s *lke.Sheet) {
		s.Answers["A.I.1.i.a"] = lke.Answer{Choice: "Ya", Note: "=HYPERLINK(\"http://x\")\n_x0041_ & <b>", Proof: "@SUM(A1)"}
		s.Answers["A.I.1.i.b"] = lke.Answer{Choice: "B", Note: strings.Repeat("é😀", 9_000) + strings.Repeat("b", 2_000)}
	})
	data := render(t, b)
	if again := render(t, b); !bytes.Equal(data, again) {
		t.Error("equal input, other bytes")
	}
	parts := readParts(t, data)
	lkeXML, book, core := string(parts["xl/worksheets/sheet2.xml"]), string(parts["xl/workbook.xml"]), string(parts["docProps/core.xml"])
	for what, ok := range map[string]bool{
		"frozen panes":  strings.Contains(lkeXML, `<pane activePane="bottomRight" state="frozen" topLeftCell="C6" xSplit="2" ySplit="5"`),
		"A4 landscape":  strings.Contains(lkeXML, `orientation="landscape"`) && strings.Contains(lkeXML, `paperSize="9"`) && strings.Contains(lkeXML, `fitToHeight="0"`) && strings.Contains(lkeXML, "fitToPage"),
		"repeated head": strings.Contains(book, `_xlnm.Print_Titles`) && strings.Contains(book, "LKE!$5:$5"),
		"lists":         strings.Contains(lkeXML, "Ya,Tidak") && strings.Contains(lkeXML, "A,B,C,D,E"),
		"colours":       strings.Count(lkeXML, "<cfRule") == 3,
		"hidden column": strings.Contains(lkeXML, `<col min="14" max="14" width="9" customWidth="1" hidden="1"/>`),
		"no stranger":   !strings.Contains(core, "xuri") && !strings.Contains(string(parts["docProps/app.xml"]), "xcelize"),
	} {
		if !ok {
			t.Errorf("%s missing", what)
		}
	}
	g := readGrid(t, data)
	for key, c := range g {
		switch {
		case c.Formula != "" && c.Value == "":
			t.Errorf("%s has no stored result", key)
		case c.Formula != "" && regexp.MustCompile(`HYPERLINK|http|SUM\(A1`).MatchString(c.Formula):
			t.Errorf("%s: text of a user in the formula %s", key, c.Formula)
		case c.Formula != "" && c.Type == "str" && strings.Trim(c.Value, "0123456789.") == "":
			t.Errorf("%s: a number stored as text", key)
		}
	}
	found := 0
	for n := 6; n < 20; n++ {
		switch g[fmt.Sprintf("LKE!A%d", n)].Value {
		case "A.I.1.i.a":
			c := g[fmt.Sprintf("LKE!L%d", n)]
			if c.Formula != "" || c.Value != "=HYPERLINK(\"http://x\")\n_x0041_ & <b>" || g[fmt.Sprintf("LKE!M%d", n)].Value != "@SUM(A1)" {
				t.Errorf("note %+v", c)
			}
			found++
		case "A.I.1.i.b":
			if c := g[fmt.Sprintf("LKE!L%d", n)].Value; strings.HasSuffix(c, "(dipotong)") {
				t.Error("a note that fits is cut")
			}
			found++
		}
	}
	if found != 2 {
		t.Errorf("%d of 2 rows", found)
	}
	if g["Ringkasan!A2"].Formula != "" || !strings.HasPrefix(g["Ringkasan!A2"].Value, "KPU Kabupaten Contoh =1+1") {
		t.Errorf("%+v", g["Ringkasan!A2"])
	}
}

func TestRenderRefuses(t *testing.T) {
	b := readable(t, 1, lke.Recommended(), nil)
	other := readable(t, 3, lke.Recommended(), nil)
	b.Result = other.Result
	if _, err := workbook.Render(b); err == nil {
		t.Error("a result of another sheet was taken")
	}
	b = readable(t, 1, lke.Recommended(), nil)
	b.Sheet.Answers["A.I.1.i.a"] = lke.Answer{Choice: "Z"}
	if _, ok := monev.AsRefusal(second(workbook.Render(b))); !ok {
		t.Error("an answer off its scale was taken")
	}
}

func second(_ []byte, err error) error { return err }

// An empty sheet, one without surveys, and every zero divisor at once.
func corners() map[string]func(*lke.Sheet) {
	in := lke.Default()
	zero := func(part int64, halves bool) func(*lke.Sheet) {
		return func(s *lke.Sheet) {
			for _, it := range in.Items() {
				if it.Kind != lke.Percent || !halves && it.Code == "A.II.5.iii.a" {
					continue
				}
				counts := map[string]int64{}
				for i, c := range it.Inputs {
					if counts[c.Key] = 0; i == it.Formula.Part && it.Formula.Kind == lke.Decline {
						counts[c.Key] = part
					}
				}
				s.Answers[it.Code] = lke.Answer{Counts: counts}
			}
		}
	}
	return map[string]func(*lke.Sheet){
		"empty":      func(s *lke.Sheet) { clear(s.Answers) },
		"no surveys": func(s *lke.Sheet) { delete(s.Answers, "B.I.a"); delete(s.Answers, "B.II.a") },
		"zeros":      zero(3, true),
		"one half":   zero(0, false),
		"best": func(s *lke.Sheet) {
			for _, it := range in.Items() {
				s.Answers[it.Code] = it.Best(s.Answers[it.Code])
			}
		},
		"typed whole": func(s *lke.Sheet) {
			s.Answers["A.II.5.iii.b"] = lke.Answer{Counts: map[string]int64{"administrator": 1, "pengawas": 2, "fungsional_pelaksana": 3, "sudah_lapor": 7, "wajib_diketik": 9}}
		},
	}
}

func TestRenderCorners(t *testing.T) {
	for name, edit := range corners() {
		for _, p := range lke.Policies() {
			t.Run(name+" "+p.Code, func(t *testing.T) {
				b := readable(t, 5, p, edit)
				checkFigures(t, readGrid(t, render(t, b)), b)
			})
		}
	}
}

// soffice converts a workbook with everything computed anew.
func soffice(t *testing.T, files map[string][]byte) (map[string][]byte, time.Duration) {
	t.Helper()
	bin, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed: formulas are not recalculated independently")
	}
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		t.Fatal(err)
	}
	always := `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(always), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Dir(profile), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out")}
	for name, data := range files {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, p)
	}
	start := time.Now()
	out, err := exec.Command(bin, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	took := time.Since(start)
	if made, _ := filepath.Glob(filepath.Join(dir, "out", "*")); len(made) == 0 {
		t.Skipf("LibreOffice is installed without Calc: formulas are not recalculated independently (%s)", bytes.TrimSpace(out))
	}
	res := map[string][]byte{}
	for name := range files {
		b, err := os.ReadFile(filepath.Join(dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		res[name] = b
	}
	return res, took
}

var stored = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// withoutResults takes every stored result out of a workbook, so that what comes
// back from LibreOffice is its own.
func withoutResults(t *testing.T, data []byte) []byte {
	t.Helper()
	var out []part
	for name, b := range readParts(t, data) {
		if strings.HasPrefix(name, "xl/worksheets/") {
			b = stored.ReplaceAll(b, []byte("$1"))
			b = bytes.ReplaceAll(b, []byte(` t="str"`), nil)
		}
		out = append(out, part{name, string(b)})
	}
	return zipOf(t, out)
}

// LibreOffice, computing every formula itself, comes to our figures.
func TestLibreOfficeAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("short: LibreOffice is not started")
	}
	books, files := map[string]workbook.Readable{}, map[string][]byte{}
	add := func(name string, b workbook.Readable) {
		books[name], files[name] = b, withoutResults(t, render(t, b))
	}
	for i, p := range lke.Policies() {
		for name, edit := range corners() {
			if i > 0 && name != "zeros" {
				continue // the policies differ in zero divisors alone
			}
			add(fmt.Sprintf("%s-%d.xlsx", strings.ReplaceAll(name, " ", "-"), i), readable(t, 5, p, edit))
		}
		add(fmt.Sprintf("any-%d.xlsx", i), readable(t, uint64(20+i), p, nil))
	}
	in := lke.Default()
	unit, _ := exchangetest.Sheets(in, 3)
	filled, err := workbook.Fill(in, ministryBook(t, nil), unit)
	if err != nil {
		t.Fatal(err)
	}
	files["ministry.xlsx"] = filled.Data
	for name, p := range map[string]string{"hand.xlsx": "", "prefix.xlsx": "x"} {
		f, err := workbook.Fill(in, zipOf(t, handParts(t, p)), unit)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = f.Data
	}
	got, took := soffice(t, files)
	t.Logf("LibreOffice recalculated and converted %d workbooks in %v", len(files), took)
	cells := 0
	for name, b := range books {
		theirs, ours := readGrid(t, got[name]), readGrid(t, render(t, b))
		checkFigures(t, theirs, b)
		for key, c := range ours {
			if c.Formula == "" {
				continue
			}
			cells++
			x, err := strconv.ParseFloat(c.Value, 64)
			y, err2 := strconv.ParseFloat(theirs[key].Value, 64)
			if err != nil && c.Value != theirs[key].Value || err == nil && (err2 != nil || math.Abs(x-y) > 1e-9) {
				t.Errorf("%s %s: stored %q, LibreOffice has %q for %s", name, key, c.Value, theirs[key].Value, c.Formula)
			}
		}
	}
	t.Logf("%d formula cells compared", cells)
	// A filled form of the ministry opens there, and its formulas see the answers.
	for _, name := range []string{"ministry.xlsx", "hand.xlsx", "prefix.xlsx"} {
		theirs, ours := readGrid(t, got[name]), readGrid(t, files[name])
		for _, r := range in.Portal.Rows {
			for _, col := range []string{"K", "L", "M"} {
				key := fmt.Sprintf("Jawaban!%s%d", col, r.Row)
				a, b := ours[key].Value, theirs[key].Value
				x, err := strconv.ParseFloat(a, 64)
				y, err2 := strconv.ParseFloat(b, 64)
				if a != b && (err != nil || err2 != nil || x != y) {
					t.Errorf("%s %s: %q, LibreOffice reads %q", name, key, a, b)
				}
			}
			if key := fmt.Sprintf("Jawaban!R%d", r.Row); name == "ministry.xlsx" {
				want := "0"
				if v := ours[fmt.Sprintf("Jawaban!K%d", r.Row)]; v.Value == "A" {
					want = "1"
				} else if v.Type == "" && v.Value != "" {
					want = v.Value
				}
				if theirs[key].Value != want {
					t.Errorf("%s %s: %q, want %q", name, key, theirs[key].Value, want)
				}
			}
		}
	}
}

// How long LibreOffice takes for one of our workbooks, beside our own benchmark.
func TestLibreOfficeTime(t *testing.T) {
	if testing.Short() {
		t.Skip("short: LibreOffice is not started")
	}
	data := render(t, readable(t, 1, lke.Recommended(), nil))
	_, took := soffice(t, map[string][]byte{"lke.xlsx": data})
	t.Logf("LibreOffice headless, fresh profile, one workbook: %v", took)
}

func TestExcelizeReads(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(render(t, readable(t, 1, lke.Recommended(), nil))))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); len(got) != 2 || got[0] != "Ringkasan" || got[1] != "LKE" {
		t.Errorf("%q", got)
	}
}

func BenchmarkRender(b *testing.B) {
	in := readable(b, 1, lke.Recommended(), nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := workbook.Render(in); err != nil {
			b.Fatal(err)
		}
	}
}
