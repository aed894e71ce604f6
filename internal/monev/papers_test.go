package monev

import (
	"strings"
	"testing"

	"monev/internal/tanggal"
)

func TestPapersRefused(t *testing.T) {
	many := 31
	for name, change := range map[string]func(*Office){
		"paper":    func(o *Office) { o.Papers.Paper = "A3" },
		"font":     func(o *Office) { o.Papers.Font = "Comic Sans" },
		"size":     func(o *Office) { o.Papers.Size = 30 },
		"margin":   func(o *Office) { o.Papers.Left = 5 },
		"logo":     func(o *Office) { o.Papers.Logo = &File{Path: "../logo.png", Kept: true} },
		"rows":     func(o *Office) { o.Papers.SpareRows = &many },
		"number":   func(o *Office) { o.Papers.Numbers = map[string]string{"undangan": "{nomer}/PW.02"} },
		"brace":    func(o *Office) { o.Papers.Numbers = map[string]string{"undangan": "{nomor/PW.02"} },
		"deadline": func(o *Office) { o.Deadlines = []Deadline{{ID: "1", Text: "LKE"}} },
		"twice": func(o *Office) {
			d := tanggal.MustNew(2025, 9, 30)
			o.Deadlines = []Deadline{{ID: "1", Text: "LKE", Date: d}, {ID: "1", Text: "TPI", Date: d}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := DefaultOffice(2025)
			change(&o)
			if o.Clean() == nil {
				t.Error("taken")
			}
		})
	}
	o := DefaultOffice(2025)
	o.Deadlines = []Deadline{{ID: "2", Text: "LKE", Date: tanggal.MustNew(2025, 12, 1)}, {ID: "1", Text: "Laporan", Date: tanggal.MustNew(2025, 9, 30)}}
	if err := o.Clean(); err != nil || o.Deadlines[0].ID != "1" {
		t.Errorf("deadlines %v, %v: not by date", o.Deadlines, err)
	}
}

func TestNumber(t *testing.T) {
	p := Papers{Numbers: map[string]string{"undangan": "{nomor}/PW.02-Und/{bulan}/{mm}/{tahun}"}}
	if got := p.Number("undangan", "12", tanggal.MustNew(2025, 11, 13)); got != "12/PW.02-Und/XI/11/2025" {
		t.Error(got)
	}
	if got := p.Number("undangan", "", tanggal.Date{}); got != "……/PW.02-Und/……/……/……" {
		t.Error(got)
	}
	if got := p.Number("notula", "12", tanggal.Date{}); got != "" {
		t.Error(got)
	}
}

func TestFileClean(t *testing.T) {
	for _, f := range []File{
		{}, {Path: "eviden/../x", Kept: true}, {Path: "/etc/passwd", Kept: true}, {Path: "eviden//x", Kept: true},
		{Path: `eviden\x`, Kept: true}, {Path: "C:/x", Kept: true}, {Path: "a\x1bb"}, {Path: "a", Size: -1},
		{Path: "a", SHA256: "A"}, {Path: "a", SHA256: strings.Repeat("A", 64)},
	} {
		if f.Clean() == nil {
			t.Errorf("%+v taken", f)
		}
	}
	for _, f := range []File{
		{Path: "eviden/2025/I Manajemen Perubahan/A.I.1.i.a SK.pdf", Kept: true, SHA256: strings.Repeat("a1", 32)},
		{Path: `D:\ZI\SK tim.pdf`}, {Path: "/media/usb/SK.pdf"},
	} {
		if err := f.Clean(); err != nil {
			t.Errorf("%+v: %v", f, err)
		}
	}
}
