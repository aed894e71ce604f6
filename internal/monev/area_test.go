package monev_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/monev"
)

func number(n int) *int { return &n }

func TestAreaReviewClean(t *testing.T) {
	long := strings.Repeat("é", monev.TextLimit+1)
	for name, c := range map[string]struct {
		a     monev.AreaReview
		field string // empty: accepted
	}{
		"nothing said":       {monev.AreaReview{}, ""},
		"all":                {monev.AreaReview{Status: monev.AreaDone, Progress: number(100), Summary: "a\n\nb", Planned: 600}, ""},
		"zero percent":       {monev.AreaReview{Progress: number(0)}, ""},
		"unknown status":     {monev.AreaReview{Status: "Beres"}, "status"},
		"below zero":         {monev.AreaReview{Progress: number(-1)}, "capaian"},
		"over hundred":       {monev.AreaReview{Progress: number(101)}, "capaian"},
		"negative minutes":   {monev.AreaReview{Planned: -1}, "menit"},
		"too many minutes":   {monev.AreaReview{Planned: 601}, "menit"},
		"summary too long":   {monev.AreaReview{Summary: long}, "uraian"},
		"obstacles too long": {monev.AreaReview{Obstacles: long}, "kendala"},
		"private too long":   {monev.AreaReview{Private: long}, "catatan"},
		"longest allowed":    {monev.AreaReview{Summary: long[:2*monev.TextLimit]}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.a.Clean()
			if c.field == "" {
				ok(t, err)
			} else {
				refused(t, err, c.field)
			}
		})
	}
	for _, s := range monev.AreaStatuses() {
		a := monev.AreaReview{Status: s}
		ok(t, a.Clean())
	}
}

func TestAreaReviewCleanMakesTextsSafe(t *testing.T) {
	a := monev.AreaReview{Summary: "satu\r\n\x1b]0;x\x07dua\x00", Obstacles: " \n\t\n ", Private: "\n\n  rahasia \n"}
	ok(t, a.Clean())
	if a.Summary != "satu\ndua" || a.Obstacles != "" || a.Private != "rahasia" {
		t.Errorf("cleaned to %q, %q, %q", a.Summary, a.Obstacles, a.Private)
	}
}

func TestFindingClean(t *testing.T) {
	f := monev.Finding{Text: dirty, Item: "a.i.3.iv.b", Cause: dirty, Recommendation: "a\nb", Source: dirty}
	ok(t, f.Clean())
	if f.Source != clean || f.Text != clean || f.Cause != clean || f.Recommendation != "a b" || f.Item != "A.I.3.iv.b" {
		t.Errorf("cleaned to %+v", f)
	}
	if f.Level != monev.Medium {
		t.Errorf("level of a finding without one is %q", f.Level)
	}
	long := strings.Repeat("a", monev.TextLimit+1)
	for field, f := range map[string]monev.Finding{
		"uraian":      {Text: "\x1b[2J \u200b"},
		"tingkat":     {Text: "a", Level: "Gawat"},
		"butir":       {Text: "a", Item: "C.I"},
		"sebab":       {Text: "a", Cause: long},
		"rekomendasi": {Text: "a", Recommendation: long},
		"asal":        {Text: "a", Source: strings.Repeat("a", monev.NameLimit+1)},
	} {
		refused(t, f.Clean(), field)
	}
	tooLong := monev.Finding{Text: long}
	refused(t, tooLong.Clean(), "uraian")
}

func TestProposalClean(t *testing.T) {
	by := *person("ketua")
	p := monev.Proposal{By: by, Text: dirty, Note: dirty, Verdict: monev.Accepted}
	ok(t, p.Clean())
	if p.Text != clean || p.Note != clean {
		t.Errorf("cleaned to %q, %q", p.Text, p.Note)
	}
	for field, p := range map[string]monev.Proposal{
		"uraian":   {By: by},
		"pengusul": {Text: "a"},
		"putusan":  {By: by, Text: "a", Verdict: "mungkin"},
		"catatan":  {By: by, Text: "a", Note: strings.Repeat("a", monev.TextLimit+1)},
	} {
		refused(t, p.Clean(), field)
	}
}

func TestLevelsRise(t *testing.T) {
	for i, l := range monev.Levels() {
		if l.Rank() != i {
			t.Errorf("%s has rank %d, want %d", l, l.Rank(), i)
		}
	}
	if monev.Level("Gawat").Rank() != -1 {
		t.Error("an unknown level has a rank")
	}
}

func TestParseItem(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  ": "",
		"A.I.3.iv.b":     "A.I.3.iv.b",
		"a.i.3.iv.b":     "A.I.3.iv.b",
		"A.I.3.IV.B":     "A.I.3.iv.b",
		" a. i. 1 .iii.": "A.I.1.iii",
		"a.ii.6":         "A.II.6",
		"a.ii.2.i":       "A.II.2.i",
		"B.i.a":          "B.I.a",
		"b.ii":           "B.II",
		"A\x1b[31m.I.1":  "A.I.1",
	} {
		got, err := monev.ParseItem(in)
		if err != nil || got != want {
			t.Errorf("ParseItem(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"A", "A.I", "A.I.7", "A.I.0", "A.III.1", "C.I.1", "A.I.1.iii.ab", "A.I.1.iii.b.c", "B.I.1",
		"A I 3", "A..I.1", "ini bukan kode", "A.I.1.iii.b;", "А.I.1" /* Cyrillic */, strings.Repeat("A.", 300)} {
		got, err := monev.ParseItem(in)
		if got != "" {
			t.Errorf("ParseItem(%q) = %q with an error", in, got)
		}
		refused(t, err, "butir")
	}
}

func TestParseItemIsIdempotent(t *testing.T) {
	gen := rapid.OneOf(rapid.String(), rapid.StringMatching(` ?[AaBb]\.[Ii]{1,2}(\.[1-7])?(\.[ivxIVX]{1,3})?(\.[a-fA-F])?\.? ?`))
	rapid.Check(t, func(t *rapid.T) {
		once, err := monev.ParseItem(gen.Draw(t, "code"))
		if err != nil {
			return
		}
		if twice, err := monev.ParseItem(once); err != nil || twice != once {
			t.Fatalf("%q becomes %q, %v", once, twice, err)
		}
	})
}

// What was cleaned once stays as it is and is still accepted, and never holds
// what a terminal would obey.
func TestCleanIsIdempotent(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom([]rune("a b\n\r\t\x1b[0m]\x07\u200b\u202eé́")), 0, 40, -1))
	rapid.Check(t, func(t *rapid.T) {
		f := monev.Finding{Text: text.Draw(t, "text"), Cause: text.Draw(t, "cause"), Recommendation: text.Draw(t, "rec")}
		a := monev.AreaReview{Summary: text.Draw(t, "summary"), Obstacles: text.Draw(t, "obstacles")}
		if f.Clean() != nil || a.Clean() != nil {
			return
		}
		g, b := f, a
		if err := g.Clean(); err != nil || g != f {
			t.Fatalf("%+v becomes %+v, %v", f, g, err)
		}
		if err := b.Clean(); err != nil || b != a {
			t.Fatalf("%+v becomes %+v, %v", a, b, err)
		}
		for _, s := range []string{f.Text, f.Cause, f.Recommendation, a.Summary, a.Obstacles} {
			if strings.ContainsAny(s, "\x00\x07\x1b\r\u202e") {
				t.Fatalf("control character in %q", s)
			}
		}
	})
}
