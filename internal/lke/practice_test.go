package lke

import (
	"strings"
	"testing"
	"time"

	"monev/internal/tanggal"
)

func TestPropose(t *testing.T) {
	day := func(m time.Month, d int) tanggal.Date { return tanggal.MustNew(2025, m, d) }
	led := func(m time.Month, d int) MonevMeeting {
		return MonevMeeting{day(m, d), "Rapat Monev ZI", []string{"Ketua"}}
	}
	alone := func(m time.Month, d int) MonevMeeting { return MonevMeeting{day(m, d), "Rapat Monev ZI", nil} }
	four := []MonevMeeting{led(2, 20), led(5, 21), led(8, 19), led(11, 20)}
	for _, c := range []struct {
		what string
		p    Practice
		want string // letters of iii.a, iii.b, iii.c, iv.d
		says string
	}{
		{"nothing recorded", Practice{}, "- D - -", "Belum ada rapat monev yang tercatat."},
		{"a good year", Practice{Plan: Part{12, 12}, Meetings: four, Recommendations: Part{9, 9}, Members: Part{20, 20}, Proposals: Part{2, 5}}, "A A A A", "Pimpinan hadir pada 4 dari 4 rapat monev"},
		{"most", Practice{Plan: Part{7, 12}, Meetings: four, Recommendations: Part{5, 9}, Members: Part{19, 20}, Proposals: Part{2, 5}}, "B A B B", "7 dari 12 kegiatan rencana aksi selesai sampai 31 Desember 2025."},
		{"half is not most", Practice{Plan: Part{6, 12}, Meetings: four, Recommendations: Part{1, 2}, Members: Part{10, 20}}, "C A C C", ""},
		{"none", Practice{Plan: Part{0, 12}, Meetings: four, Recommendations: Part{0, 2}, Members: Part{0, 20}}, "D A D D", ""},
		{"all members, no proposal accepted", Practice{Meetings: four, Members: Part{20, 20}, Proposals: Part{0, 3}}, "- A - B", "Belum ada usulan anggota yang masuk ke keputusan."},
		{"no members", Practice{Meetings: four, Proposals: Part{1, 3}}, "- A - -", "Usulan: 1 dari 3 diterima."},
		{"a quarter without", Practice{Meetings: []MonevMeeting{led(2, 20), led(5, 21), led(11, 20)}}, "- B - -", "belum ada pada 01-07-2025 s.d. 30-09-2025."},
		{"a quarter without leaders", Practice{Meetings: []MonevMeeting{led(2, 20), led(5, 21), alone(8, 3), led(11, 20)}}, "- B - -", "3 dari 4"},
		{"never leaders", Practice{Meetings: []MonevMeeting{alone(2, 20), alone(5, 21), alone(8, 3), alone(11, 20)}}, "- C - -", "pimpinan tidak tercatat hadir"},
		{"first quarter only", Practice{Until: day(4, 2), Meetings: []MonevMeeting{led(2, 20)}}, "- B - -", "belum terbukti berkala"},
		{"running quarter is not missed", Practice{Until: day(7, 2), Meetings: []MonevMeeting{led(2, 20), led(5, 1)}}, "- A - -", ""},
		{"outside the year", Practice{Meetings: []MonevMeeting{{tanggal.MustNew(2024, 5, 1), "Rapat", []string{"Ketua"}}}}, "- D - -", ""},
		{"monthly is asked", Practice{Every: 1, Until: day(4, 30), Meetings: []MonevMeeting{led(1, 9), led(2, 9), led(4, 9)}}, "- B - -", "01-03-2025"},
	} {
		if c.p.Until.IsZero() {
			c.p.Until = day(12, 31)
		}
		c.p.From = day(1, 1)
		var letters, all []string
		for _, q := range Propose(c.p) {
			it, ok := Default().Item(q.Item)
			if !ok {
				t.Fatalf("%s: item %s", c.what, q.Item)
			}
			if q.Choice == "" {
				letters = append(letters, "-")
			} else if _, ok := it.Choice(q.Choice); !ok {
				t.Errorf("%s: %s is not on the scale of %s", c.what, q.Choice, q.Item)
			} else {
				letters = append(letters, q.Choice)
			}
			if q.Reason == "" || !strings.HasSuffix(q.Reason, ".") {
				t.Errorf("%s: reason %q", c.what, q.Reason)
			}
			all = append(all, q.Reason)
			all = append(all, q.Proof...)
		}
		if got := strings.Join(letters, " "); got != c.want || !strings.Contains(strings.Join(all, "\n"), c.says) {
			t.Errorf("%s: %s, want %s\n%s", c.what, got, c.want, strings.Join(all, "\n"))
		}
	}
	p := Propose(Practice{From: day(1, 1), Until: day(12, 31), Meetings: []MonevMeeting{led(11, 20), led(2, 20)}})
	if got := strings.Join(p[1].Proof, "; "); got != "Notula Rapat Monev ZI (Kamis, 20 Februari 2025); Notula Rapat Monev ZI (Kamis, 20 November 2025); "+
		"Daftar hadir Rapat Monev ZI (Kamis, 20 Februari 2025); Daftar hadir Rapat Monev ZI (Kamis, 20 November 2025)" {
		t.Error(got)
	}
}
