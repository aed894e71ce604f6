package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// past writes a history as lines, newest first.
func (w *world) past(rec app.Record) []string {
	w.t.Helper()
	h, err := w.History(w.ctx, rec, nil, 100)
	w.ok(err)
	if h.More != nil {
		w.t.Error("there is more")
	}
	var out []string
	for _, p := range h.List {
		line := p.At.Format("15.04 ") + p.What
		if p.Meeting != "" {
			line += " di " + p.Meeting
		}
		if p.Born {
			line += " (baru)"
		}
		if p.Gone {
			line += " (hapus)"
		}
		if !p.Undone.IsZero() {
			line += p.Undone.Format(" (urung 15.04)")
		}
		for _, c := range p.Changes {
			line += fmt.Sprintf(" | %s: %s → %s", c.Name, c.From, c.To)
		}
		out = append(out, line)
	}
	return out
}

func TestHistoryOfAFinding(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.finding(id, 0, "SKP")
	edit := func(text string) { w.minutes(1); f.Text = text; w.ok(w.EditFinding(w.ctx, f, "")) }
	turn := func(do func(context.Context) (string, error)) { w.minutes(1); _, err := do(w.ctx); w.ok(err) }
	edit("SKP lengkap")
	turn(w.Undo)
	turn(w.Redo)
	turn(w.Undo)
	edit("SKP belum")
	w.ok(w.PauseMeeting(w.ctx, id, "azan"))
	w.minutes(10)
	w.ok(w.ResumeMeeting(w.ctx, id))
	edit("SKP kurang")
	turn(w.Undo)
	turn(w.Redo)
	w.ok(w.DropFinding(w.ctx, id, f.ID))
	got := w.past(app.FindingRecord(f.ID))
	w.same("history", got, []string{
		"09.19 hapus temuan di rapat TW IV 2025, sesi 2 (hapus) | Temuan: SKP kurang →  | Area: Area I →  | Tingkat: Sedang → ",
		"09.17 ubah temuan di rapat TW IV 2025, sesi 2 | Temuan: SKP belum → SKP kurang",
		"09.06 ubah temuan di rapat TW IV 2025, sesi 1 | Temuan: SKP → SKP belum",
		"09.02 ubah temuan di rapat TW IV 2025, sesi 1 (urung 09.05) | Temuan: SKP → SKP lengkap",
		"09.01 tambah temuan di rapat TW IV 2025, sesi 1 (baru) | Temuan:  → SKP | Area:  → Area I | Tingkat:  → Sedang",
	})
	// a page at a time is the same
	var paged []string
	var from *app.Mark
	for {
		h, err := w.History(w.ctx, app.FindingRecord(f.ID), from, 1)
		w.ok(err)
		for _, p := range h.List {
			paged = append(paged, p.What+fmt.Sprint(p.Undone.IsZero()))
		}
		if from = h.More; from == nil {
			break
		}
	}
	w.same("pages", paged, []string{"hapus temuantrue", "ubah temuantrue", "ubah temuantrue", "ubah temuanfalse", "tambah temuantrue"})
	turn(w.Undo)
	if got := w.past(app.FindingRecord(f.ID)); !strings.Contains(got[0], "(urung 09.20)") {
		t.Errorf("%q", got[0])
	}
	if got := w.past(app.FindingRecord("R0009/1/00001")); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// Every record of the sample has a history that ends with its birth, and its
// changes lead from nothing to what it is now.
func TestHistoryLeadsToThePresent(t *testing.T) {
	w := running(t)
	kinds := []store.Kind{store.KindOffice, store.KindMeeting, store.KindArea, store.KindFinding, store.KindProposal, store.KindFollowUp,
		store.KindEvidence, store.KindAnswer}
	n := 0
	for _, kind := range kinds {
		var keys []string
		w.ok(w.store.View(w.ctx, func(r store.Reader) error {
			return r.Scan(kind, "", func(key string, _ []byte) error { keys = append(keys, key); return nil })
		}))
		if len(keys) == 0 {
			t.Errorf("no %s", kind)
		}
		for _, key := range keys {
			h, err := w.History(w.ctx, app.Record{Kind: kind, Key: key}, nil, 1000)
			w.ok(err)
			facts := map[string]string{}
			for i := len(h.List) - 1; i >= 0; i-- {
				p := h.List[i]
				if p.Born != (i == len(h.List)-1) || p.What == "" {
					t.Fatalf("%s %s: %+v", kind, key, p)
				}
				for _, c := range p.Changes {
					if c.From != "" && facts[c.Name] != c.From { // words on a follow-up share a name
						t.Errorf("%s %s: %s was %q, not %q", kind, key, c.Name, facts[c.Name], c.From)
					}
					facts[c.Name] = c.To
					n++
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d changes", n)
	}
	if got := w.past(app.AnswerRecord(2025, lke.Unit, "A.I.1.i.a")); len(got) == 0 || !strings.Contains(got[0], "Jawaban:  → Ya") {
		t.Errorf("%q", got)
	}
	if _, err := w.History(w.ctx, app.Record{Kind: store.KindSeal, Key: "R0001/0"}, nil, 10); err == nil {
		t.Error("a seal has a history")
	}
}

// Who signs the letter is told by the title, not by the ID of the position.
func TestHistoryNamesTheSigner(t *testing.T) {
	w := ready(t)
	m := w.draft("2025-11-20")
	o, err := w.Office(w.ctx)
	w.ok(err)
	p := o.Active()[1]
	w.ok(w.SetLetter(w.ctx, m, monev.Letter{Signer: p.ID}, "", ""))
	h, err := w.History(w.ctx, app.MeetingRecord(m), nil, 1)
	w.ok(err)
	if c := h.List[0].Changes; len(c) != 1 || c[0].To != p.Title {
		t.Errorf("%+v, want %q", c, p.Title)
	}
}

// What the room must not see is not in a history.
func TestHistoryKeepsPrivateNotes(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.ok(w.EditArea(w.ctx, id, 0, "catatan fasilitator area I", "", func(a *monev.AreaReview) error { a.Private = "rahasia"; return nil }))
	got := strings.Join(w.past(app.AreaRecord(id, 0)), "\n")
	if strings.Contains(got, "rahasia") || !strings.Contains(got, "Catatan fasilitator:  → 7 huruf") {
		t.Errorf("%s", got)
	}
}

// BenchmarkHistory reads the first page of a record with few changes in a journal of
// 100,000 events, and of one that all of them changed.
func BenchmarkHistory(b *testing.B) {
	w := ready(b)
	id := w.begin("2025-11-20 09:00")
	few := w.finding(id, 0, "sedikit")
	much := w.finding(id, 1, "banyak")
	w.long(100_000, much)
	few.Text = "akhir"
	w.ok(w.EditFinding(w.ctx, few, ""))
	for name, rec := range map[string]app.Record{"few": app.FindingRecord(few.ID), "many": app.FindingRecord(much.ID)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h, err := w.History(w.ctx, rec, nil, 100)
				if err != nil || len(h.List) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}

// long replaces the store by one whose journal goes on with n changes of a finding,
// put together by hand: so many updates would take minutes.
func (w *world) long(n int, f monev.Finding) {
	w.t.Helper()
	var lines [][]byte
	var last store.Event
	w.ok(w.store.View(w.ctx, func(r store.Reader) error {
		return r.ScanEvents(1, func(seq uint64, line []byte) error {
			lines = append(lines, bytes.Clone(line))
			last.Seq = seq
			return nil
		})
	}))
	sum := func(line []byte) string { h := sha256.Sum256(line); return hex.EncodeToString(h[:]) }
	seq, prev := last.Seq, last.Seq
	for i := range n {
		f.Text = fmt.Sprintf("banyak %d", i)
		e := store.Event{V: 1, Seq: seq + 1, At: w.now, Action: "temuan.ubah", Label: "ubah temuan", Meeting: f.Meeting, Prev: sum(lines[len(lines)-1]),
			Changes: []store.Change{{Kind: store.KindFinding, Key: f.ID, After: must(json.Marshal(f)), Prev: prev}}}
		seq, prev = e.Seq, e.Seq
		lines = append(lines, must(json.Marshal(e)))
	}
	clock := func() time.Time { return w.now }
	w.store = memstore.New(ledger.Options{Now: clock})
	w.ok(w.store.Restore(w.ctx, lines))
	w.App = app.New(w.store, clock)
}
