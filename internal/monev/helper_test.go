package monev_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

var wib = time.FixedZone("WIB", 7*3600)

// at is a moment in WIB: "2025-11-20 09:00".
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
	if err != nil {
		panic(err)
	}
	return t
}

// day is a date: "2025-11-20"; empty is none.
func day(s string) tanggal.Date {
	if s == "" {
		return tanggal.Date{}
	}
	d, err := tanggal.ParseISO(s)
	if err != nil {
		panic(err)
	}
	return d
}

// refused checks that err is a Refusal for a field and gives it back.
func refused(t *testing.T, err error, field string) *monev.Refusal {
	t.Helper()
	r, ok := monev.AsRefusal(err)
	if !ok {
		t.Fatalf("error %v, want a Refusal", err)
	}
	if r.Field != field {
		t.Errorf("refused at field %q (%s), want %q", r.Field, r.Reason, field)
	}
	if r.Reason == "" || strings.ContainsAny(r.Reason, "\n\x1b") || !strings.HasSuffix(r.Reason, ".") {
		t.Errorf("reason is not one sentence: %q", r.Reason)
	}
	return r
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must is for steps that cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func asJSON(v any) string { return string(must(json.MarshalIndent(v, "", " "))) }

// same checks that two values are the same down to the last byte.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := asJSON(got), asJSON(want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func office() monev.Office { return monev.DefaultOffice(2025) }

func person(id string) *monev.Person {
	p, _ := office().Position(id)
	who := p.Freeze()
	return &who
}

func owner(id string) monev.Owner { return must(office().Owner(id)) }

// up is a follow-up of a meeting, born at a moment.
func up(t testing.TB, id, meeting, born string, change func(*monev.FollowUp)) monev.FollowUp {
	t.Helper()
	f := monev.FollowUp{Text: "Unggah SK tim kerja", Origin: monev.Origin{Meeting: meeting}, Owner: owner("kul")}
	if change != nil {
		change(&f)
	}
	f, err := monev.NewFollowUp(id, f, at(born))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dirty is text as a careless paste brings it; clean is what must be left of it.
const (
	dirty = " \x1b[31mSOP\x1b[0m \x07belum\tada\u200b \x00"
	clean = "SOP belum ada"
)

// heldOf is what other meetings know of these.
func heldOf(ms ...monev.Meeting) []monev.Held {
	var out []monev.Held
	for _, m := range ms {
		out = append(out, m.Held())
	}
	return out
}
