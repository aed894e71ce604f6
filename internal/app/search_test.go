package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// sampled is an app over the sample data.
func sampled(t testing.TB) *world {
	w := empty(t)
	w.ok(sample.Fill(w.ctx, w.store))
	w.now = at("2025-11-20 10:00")
	return w
}

func hits(t *testing.T, a *world, query string, private bool) string {
	t.Helper()
	found, err := a.Search(context.Background(), query, 5, private)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range found {
		for _, x := range h.Hits {
			out = append(out, h.Section.String()+": "+x.Where+": "+x.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestSearchFollowsChanges(t *testing.T) {
	ctx := context.Background()
	a := sampled(t)
	if got := hits(t, a, "kompetensi pet", false); !strings.Contains(got, "Tindak lanjut: TL-00017 · TW III 2025: Susun peta kompetensi pegawai") {
		t.Errorf("follow-up: %s", got)
	}
	for query, want := range map[string]string{
		"A.I.3.iii.c": "Butir LKE: A.I.3.iii.c · butir:",
		"zebra":       "",
	} {
		if got := hits(t, a, query, false); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %s", query, got)
		}
	}
	f, err := a.AddFinding(ctx, monev.Finding{Meeting: "R0003", Area: 1, Text: "Zebra di halaman"}, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := hits(t, a, "ZÉB", false); got != "Temuan: TW IV 2025 · area II · temuan: Zebra di halaman" {
		t.Errorf("added: %s", got)
	}
	found, err := a.Search(ctx, "zebra", 5, false)
	if err != nil || found[0].Hits[0].Place.Row != f.ID || found[0].Hits[0].Stage != monev.StageArea+1 {
		t.Errorf("place: %+v, %v", found, err)
	}
	if _, err := a.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := hits(t, a, "zebra", false); got != "" {
		t.Errorf("undone: %s", got)
	}
	if _, err := a.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := hits(t, a, "zebra", false); got == "" {
		t.Error("redone, not found")
	}
}

func TestSearchKeepsPrivateNotes(t *testing.T) {
	ctx := context.Background()
	a := sampled(t)
	err := a.EditArea(ctx, "R0003", 2, "catatan", "", func(r *monev.AreaReview) error { r.Private = "xylofon"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := hits(t, a, "xylofon", false); got != "" {
		t.Errorf("private note found: %s", got)
	}
	if got := hits(t, a, "xylofon", true); got != "Rapat: TW IV 2025 · area III · catatan fasilitator: xylofon" {
		t.Errorf("private note asked for: %q", got)
	}
}

func TestSearchBeforeFirstStart(t *testing.T) {
	a := empty(t)
	if got := hits(t, a, "a", true); got != "" {
		t.Errorf("found in nothing: %s", got)
	}
	a.ok(a.SetUp(a.ctx, monev.DefaultOffice(2025)))
	if hits(t, a, "dokumen", false) == "" {
		t.Error("questions of the LKE not found after the first start")
	}
}

// What is found in a final meeting stands in its seal, although the index reads
// the records.
func TestSearchOfAFinalMeetingIsItsSeal(t *testing.T) {
	a := sampled(t)
	m, err := a.Sealed(a.ctx, "R0002", 0)
	a.ok(err)
	b, err := json.Marshal(m)
	a.ok(err)
	n := 0
	for _, query := range []string{"a", "p", "d", "s", "k", "r"} {
		found, err := a.Search(a.ctx, query, 10_000, true)
		a.ok(err)
		for _, h := range found {
			if h.Section > app.InProposals {
				continue
			}
			for _, x := range h.Hits {
				if x.Meeting != "R0002" {
					continue
				}
				n++
				// A holder is shown with the title, which the seal keeps apart.
				text, err := json.Marshal(strings.SplitN(x.Text, " (", 2)[0])
				a.ok(err)
				if !strings.Contains(string(b), strings.Trim(string(text), `"`)) {
					t.Errorf("%s: %q is not in the seal", x.Where, x.Text)
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing found in the final meeting")
	}
}

// BenchmarkSearch is a key over ten years of work, and the first one.
func BenchmarkSearch(b *testing.B) {
	ctx := context.Background()
	s := memstore.New(ledger.Options{})
	if err := sample.Decade(ctx, s); err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			if _, err := app.New(s, time.Now).Search(ctx, "a", 20, false); err != nil {
				b.Fatal(err)
			}
		}
	})
	a := app.New(s, time.Now)
	b.Run("key", func(b *testing.B) {
		for b.Loop() {
			if _, err := a.Search(ctx, "a", 20, false); err != nil {
				b.Fatal(err)
			}
		}
	})
}
