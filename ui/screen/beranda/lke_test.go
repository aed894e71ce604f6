package beranda_test

import (
	"testing"

	"monev/internal/lke"
	"monev/internal/monev"
)

// Without LKE the capaian of the meetings stands there.
func TestWithoutLKE(t *testing.T) {
	a := empty(t)
	m, err := a.CreateMeeting(t.Context(), a.Today(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.StartMeeting(t.Context(), m.ID); err != nil {
		t.Fatal(err)
	}
	half := 50
	if err := a.EditArea(t.Context(), m.ID, 0, "uji", "", func(r *monev.AreaReview) error { r.Progress = &half; return nil }); err != nil {
		t.Fatal(err)
	}
	p, _ := start(t, a)
	p.Has("Capaian        50,00%", "CAPAIAN")
	p.Hasnt("Nilai LKE", "NILAI")

	for code, ans := range map[string]lke.Answer{"A.I.1.i.a": {Choice: "Ya"}} {
		if err := a.Answer(t.Context(), 2025, lke.Unit, code, ans, ""); err != nil {
			t.Fatal(err)
		}
	}
	p, _ = start(t, a)
	p.Has("Nilai LKE      0,25*", "belum termasuk nilai survei · pengungkit 0,25", "NILAI", "* belum termasuk nilai survei (IPAK dan IPKP)")
	p.Resize(60, 18)
	p.Has("0,25*", "belum termasuk nilai survei")
	for code, index := range map[string]lke.Index{"B.I.a": 3_600_000, "B.II.a": 3_600_000} {
		if err := a.Answer(t.Context(), 2025, lke.Unit, code, lke.Answer{Index: &index}, ""); err != nil {
			t.Fatal(err)
		}
	}
	p, _ = start(t, a)
	p.Has("Nilai LKE      31,75 ")
	p.Hasnt("belum termasuk", "31,75*")
}
