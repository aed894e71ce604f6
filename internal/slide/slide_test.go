package slide_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/slide"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

func minutes(t *testing.T) (*app.App, []monev.Minutes) {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time {
		return time.Date(2025, time.November, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	}
	s := memstore.New(ledger.Options{Now: now})
	if err := sample.Fill(ctx, s); err != nil {
		t.Fatal(err)
	}
	a := app.New(s, now)
	list, err := a.Meetings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var out []monev.Minutes
	for _, m := range list {
		x, err := a.Minutes(ctx, m.Meeting.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return a, out
}

// Of every stage of every meeting there is something to show, nothing of it
// private or empty, and the way to another window changes nothing.
func TestDecks(t *testing.T) {
	a, all := minutes(t)
	const secret = "catatan-rahasia"
	for _, m := range all {
		for i := range m.Areas {
			m.Areas[i].Review.Private = secret
		}
		in, err := a.Instrument(context.Background(), m.Meeting.Period.Year)
		if err != nil {
			t.Fatal(err)
		}
		for st := range monev.Stages {
			deck := slide.Make(m, in, monev.Stage(st))
			if len(deck) == 0 {
				t.Fatalf("%s: nothing for %s", m.Meeting.ID, monev.Stage(st).Name())
			}
			for _, s := range deck {
				b, _ := json.Marshal(slide.State{Version: slide.Version, Slide: s})
				if strings.Contains(string(b), secret) {
					t.Errorf("private note in %s", b)
				}
				var back slide.State
				if err := json.Unmarshal(b, &back); err != nil {
					t.Fatal(err)
				}
				back.Clean()
				if again, _ := json.Marshal(back); string(again) != string(b) {
					t.Errorf("%s became %s", b, again)
				}
				for _, block := range s.Blocks {
					if block.Kind != slide.Bar && strings.TrimSpace(block.Text) == "" {
						t.Errorf("empty block on %q: %+v", s.Title, block)
					}
				}
			}
		}
		if n := len(m.Areas[2].Old); n > 0 {
			key := m.Areas[2].Old[n-1].ID
			deck := slide.Make(m, in, monev.StageArea+2)
			if at := deck.At(key); !deck[at].About(key) {
				t.Errorf("no slide about %s", key)
			}
		}
	}
}

func TestCleanMakesHarmless(t *testing.T) {
	s := slide.State{Office: "KPU\x1b[2J", Slide: slide.Slide{Head: "a\nb\x1b]0;x\a", Blocks: []slide.Block{
		{Kind: slide.Field, Text: "x\x1b[31m", Caret: 99}, {Kind: slide.Text, Text: "\u202Ebalik"},
	}}}
	s.Clean()
	b, _ := json.Marshal(s)
	if strings.Contains(string(b), `\u001b`) || strings.Contains(string(b), "\u202e") || s.Slide.Blocks[0].Caret > len(s.Slide.Blocks[0].Text) {
		t.Errorf("still %s", b)
	}
}
