package monev_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

// Whatever a record says is seen in its history: each field, changed alone, changes
// a fact, except those that only machines need.
func TestEveryFieldIsAFact(t *testing.T) {
	hidden := map[string]bool{
		// what names the record itself, or is derived from it
		"FollowUp.ID": true, "Finding.ID": true, "Proposal.ID": true, "Evidence.ID": true, "Meeting.ID": true, "SavedFilter.ID": true,
		"Finding.Meeting": true, "Proposal.Meeting": true, "AreaReview.Meeting": true, "FollowUp.Origin.Meeting": true,
		"Meeting.LastID": true,
		// the event has the moment and the meeting of a step; what it set is the record's own
		"FollowUp.Steps.At": true, "FollowUp.Steps.Meeting": true, "FollowUp.Steps.Status": true,
		"FollowUp.Steps.Owner.ID": true, "FollowUp.Steps.Owner.Name": true, "FollowUp.Steps.Owner.Holder": true,
		"FollowUp.Steps.Due": true, "FollowUp.Steps.Priority": true, "FollowUp.Steps.Was": true,
		// IDs that have a name beside them, which is shown
		"Meeting.Attendance.Unit": true, "FollowUp.Owner.ID": true, "Evidence.Unit.ID": true,
		// another ID makes it another thing
		"Office.Units.ID": true, "Office.Positions.ID": true, "Office.Deadlines.ID": true, "Meeting.Decisions.ID": true,
		"Meeting.Remarks.ID": true, "Meeting.Photos.ID": true,
		"Meeting.Period.Kind": true, "Meeting.Period.Number": true, // any of them makes another period
	}
	facts := func(v any) string {
		var list []monev.Fact
		switch v := v.(type) {
		case *monev.FollowUp:
			list = v.Facts(time.UTC)
		case *monev.Meeting:
			list = v.Facts(time.UTC)
		case interface{ Facts() []monev.Fact }:
			list = v.Facts()
		default:
			t.Fatalf("%T has no facts", v)
		}
		seen := map[string]bool{}
		for _, f := range list {
			if f.Name == "" || f.Value == "" || seen[f.Key] {
				t.Errorf("%T: %+v is empty or there twice", v, f)
			}
			seen[f.Key] = true
		}
		return fmt.Sprint(list)
	}
	for _, zero := range []any{new(monev.FollowUp), new(monev.Finding), new(monev.Proposal), new(monev.AreaReview), new(monev.Evidence),
		new(monev.Meeting), new(monev.Office), new(monev.SavedFilter)} {
		typ := reflect.TypeOf(zero).Elem()
		walk(typ, typ.Name(), nil, func(path string, at []int) {
			person, _ := strings.CutSuffix(path, ".Position")
			person, _ = strings.CutSuffix(person, ".Short")
			if hidden[path] || person != path && strings.HasSuffix(person, "By") || slices.Contains([]string{"Chair", "Notary", "Person"},
				person[strings.LastIndexByte(person, '.')+1:]) {
				return // of a Person the title is shown
			}
			was, is := reflect.New(typ), reflect.New(typ)
			set(was.Elem(), at, 1)
			set(is.Elem(), at, 2)
			if a, b := facts(was.Interface()), facts(is.Interface()); a == b {
				t.Errorf("%s is in no fact: %s", path, a)
			}
		})
	}
}

// walk visits every field that holds a value of its own.
func walk(t reflect.Type, path string, at []int, visit func(string, []int)) {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Map {
		if e := t.Elem(); e.Kind() == reflect.Struct && !leaf(e) {
			walk(e, path, at, visit)
			return
		}
		visit(path, at)
		return
	}
	if t.Kind() != reflect.Struct || leaf(t) {
		visit(path, at)
		return
	}
	for i := range t.NumField() {
		walk(t.Field(i).Type, path+"."+t.Field(i).Name, append(append([]int(nil), at...), i), visit)
	}
}

func leaf(t reflect.Type) bool {
	return t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[tanggal.Date]() || t == reflect.TypeFor[tanggal.Clock]()
}

// set gives every field on the way something, and the last one value n.
func set(v reflect.Value, at []int, n int) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		set(v.Elem(), at, n)
		return
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		set(v.Index(0), at, n)
		return
	case reflect.Array:
		set(v.Index(0), at, n)
		return
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		e := reflect.New(v.Type().Elem()).Elem()
		set(e, nil, n)
		v.SetMapIndex(reflect.ValueOf("k"), e)
		return
	}
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Date(2025, 1, n, 9, 0, 0, 0, time.UTC)
		return
	case *tanggal.Date:
		*x = tanggal.MustNew(2025, 1, n)
		return
	case *tanggal.Clock:
		*x = tanggal.MustClock(9, n)
		return
	case *monev.File: // one without a hash is told by its path
		*x = monev.File{Path: "a", SHA256: "0123456789abcdef"}
	case *monev.Person:
		x.Title, x.Holder = "Jabatan", "Nama"
	case *monev.Owner:
		x.Name = "Unit"
	}
	switch v.Kind() {
	case reflect.Struct:
		if len(at) > 0 {
			set(v.Field(at[0]), at[1:], n)
		}
	case reflect.String:
		v.SetString(strings.Repeat(fmt.Sprint(n), 10*n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Float64:
		v.SetFloat(float64(n))
	case reflect.Bool:
		v.SetBool(n == 2)
	}
}

func TestDiffFacts(t *testing.T) {
	a := []monev.Fact{{"u", "Uraian", "a"}, {"t", "Tenggat", "besok"}, {"s", "Status", "Belum"}}
	b := []monev.Fact{{"u", "Uraian", "b"}, {"s", "Status", "Belum"}, {"c", "Catatan", "x"}}
	same(t, "changes", monev.DiffFacts(a, b), []monev.FactChange{{"Uraian", "a", "b"}, {"Catatan", "", "x"}, {"Tenggat", "besok", ""}})
	if d := monev.DiffFacts(a, a); len(d) != 0 {
		t.Errorf("%v", d)
	}
}
