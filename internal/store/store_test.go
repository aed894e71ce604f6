package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
)

func TestKinds(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range store.Kinds() {
		if k == "" || strings.Contains(string(k), "/") || seen[string(k)] {
			t.Errorf("kind %q", k)
		}
		seen[string(k)] = true
	}
	for _, ix := range store.Indexes() {
		if ix == "" || seen[string(ix)] {
			t.Errorf("index %q", ix)
		}
	}
}

// TestEntriesOfFollowUps keeps the indexes and the domain together.
func TestEntriesOfFollowUps(t *testing.T) {
	due, err := tanggal.ParseISO("2025-12-05")
	if err != nil {
		t.Fatal(err)
	}
	wib := time.FixedZone("WIB", 7*3600)
	for _, s := range monev.FollowUpStatuses() {
		for area := range monev.Areas {
			f := monev.FollowUp{ID: "TL-0001", Status: s, Due: due, Origin: monev.Origin{Meeting: "R001", Area: area},
				Steps: []monev.Step{
					{At: time.Date(2025, 11, 1, 9, 0, 0, 0, wib), Meeting: "R001"},
					{At: time.Date(2025, 11, 20, 1, 0, 0, 0, wib), Meeting: "R002"}, // the 19th in UTC
				}}
			b, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			got, err := store.Entries(store.KindFollowUp, f.ID, b)
			if err != nil {
				t.Fatal(err)
			}
			want := []store.Entry{{Index: store.IndexClosed, Key: "2025-11-20/TL-0001"}}
			if s.Open() {
				want = []store.Entry{{Index: store.IndexOpen, Key: fmt.Sprintf("2025-12-05/%d/TL-0001", area+1)}}
			}
			want = append(want, store.Entry{Index: store.IndexMeeting, Key: "R001/TL-0001"},
				store.Entry{Index: store.IndexMeeting, Key: "R002/TL-0001"})
			if !slices.Equal(got, want) {
				t.Errorf("%s, area %d: %v, want %v", s, area, got, want)
			}
		}
	}
	f := monev.FollowUp{ID: "TL-0002", Status: monev.NotBegun}
	b, _ := json.Marshal(f)
	if got, err := store.Entries(store.KindFollowUp, f.ID, b); err != nil || fmt.Sprint(got) != "[{open -/1/TL-0002}]" {
		t.Errorf("bare follow-up: %v, %v", got, err)
	}
	if got, err := store.Entries(store.KindMeeting, "R001", []byte("{")); err != nil || got != nil {
		t.Errorf("other kind: %v, %v", got, err)
	}
	if _, err := store.Entries(store.KindFollowUp, "TL-0003", []byte("[]")); err == nil || !strings.Contains(err.Error(), "TL-0003") {
		t.Errorf("bad follow-up: %v", err)
	}
}

func TestLoad(t *testing.T) {
	s := memstore.New(ledger.Options{})
	if _, err := s.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error {
		return errors.Join(tx.Put(store.KindMeeting, "R001", 1), tx.Put(store.KindMeeting, "R002", "dua"))
	}); err != nil {
		t.Fatal(err)
	}
	err := s.View(t.Context(), func(r store.Reader) error {
		if n, err := store.Load[int](r, store.KindMeeting, "R001"); n != 1 || err != nil {
			t.Errorf("Load: %v, %v", n, err)
		}
		if _, err := store.Load[int](r, store.KindMeeting, "R009"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Load of a missing record: %v", err)
		}
		if _, err := store.Load[int](r, store.KindMeeting, "R002"); err == nil || !strings.Contains(err.Error(), `meetings "R002"`) {
			t.Errorf("Load as another type: %v", err)
		}
		if _, err := store.All[int](r, store.KindMeeting, ""); err == nil {
			t.Error("All as another type: no error")
		}
		none, err := store.All[int](r, store.KindMeeting, "X")
		if len(none) != 0 || err != nil {
			t.Errorf("All of none: %v, %v", none, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLockedError(t *testing.T) {
	e := &store.LockedError{PID: 4711, Host: "laptop", Since: time.Date(2026, 1, 2, 9, 12, 0, 0, time.UTC)}
	if !errors.Is(e, store.ErrLocked) || !strings.Contains(e.Error(), "4711") {
		t.Error(e)
	}
	if e := new(store.LockedError); e.Error() != store.ErrLocked.Error() {
		t.Error(e)
	}
}
