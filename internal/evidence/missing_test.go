package evidence

import (
	"testing"

	"monev/internal/lke"
	"monev/internal/monev"
)

func TestStatus(t *testing.T) {
	ok := monev.Evidence{Status: monev.EvidenceAccepted}
	seen := monev.Evidence{Status: monev.EvidenceUnchecked}
	bad := monev.Evidence{Status: monev.EvidenceFaulty}
	old := func(e monev.Evidence, until int) monev.Evidence { e.Until = until; return e }
	for _, c := range []struct {
		given []monev.Evidence
		want  monev.EvidenceStatus
	}{
		{nil, monev.EvidenceMissing},
		{[]monev.Evidence{ok}, monev.EvidenceAccepted},
		{[]monev.Evidence{ok, seen}, monev.EvidenceUnchecked},
		{[]monev.Evidence{ok, seen, bad}, monev.EvidenceFaulty},
		{[]monev.Evidence{old(ok, 2025)}, monev.EvidenceAccepted},
		{[]monev.Evidence{old(ok, 2024)}, monev.EvidenceMissing},
		{[]monev.Evidence{old(bad, 2024), ok}, monev.EvidenceAccepted},
		{[]monev.Evidence{{Status: "?"}}, monev.EvidenceMissing},
	} {
		if got := Status(c.given, 2025); got != c.want {
			t.Errorf("%v: %s, want %s", c.given, got, c.want)
		}
	}
}

func TestNeedsAndWhoSeesToThem(t *testing.T) {
	in := lke.Default()
	kul, parmas, ketua := monev.Owner{ID: "kul", Name: "KUL"}, monev.Owner{ID: "p", Name: "Parmas"}, monev.Owner{ID: "k", Name: "Ketua"}
	s := Situation{Year: 2025, Instrument: in,
		Given: map[string][]monev.Evidence{
			"A.I.1.i.a": {{Status: monev.EvidenceUnchecked, Unit: parmas}, {Status: monev.EvidenceFaulty, Unit: kul, Title: "SK", Note: "cap"},
				{Status: monev.EvidenceAccepted, Unit: ketua}},
			"A.I.1.i.b": {{Status: monev.EvidenceAccepted}},
		},
		FollowUps: map[string][]monev.Owner{"A.I.1.i.a": {ketua}, "A.I.1.ii.a": {ketua, kul, ketua}},
		AreaOwner: func(n int) monev.Owner {
			if n == 1 {
				return kul
			}
			return monev.Owner{}
		},
	}
	needs := s.Needs()
	if len(needs) != len(in.Items())-1 {
		t.Fatalf("%d needs of %d", len(needs), len(in.Items()))
	}
	who := map[string]string{}
	for _, n := range needs {
		for _, o := range n.Owners {
			who[n.Item.Code] += o.ID + " "
		}
	}
	for code, want := range map[string]string{"A.I.1.i.a": "p kul ", "A.I.1.ii.a": "k kul ", "A.I.1.ii.b": "kul ", "A.I.2.i.a": "", "B.I.a": ""} {
		if who[code] != want {
			t.Errorf("%s: %q, want %q", code, who[code], want)
		}
	}
	if notes := needs[0].Notes(); len(notes) != 1 || notes[0] != "SK: cap" {
		t.Errorf("%q", notes)
	}
	areas := ByArea(needs)
	if len(areas) != 7 || areas[0].Area != 1 || areas[6].Area != 0 {
		t.Errorf("%d areas", len(areas))
	}
	owners := ByOwner(needs)
	var names string
	for _, o := range owners {
		names += o.Owner.Name + ";"
	}
	if names != "KUL;Ketua;Parmas;;" {
		t.Errorf("%q", names)
	}
}
