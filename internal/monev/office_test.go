package monev_test

import (
	"strings"
	"testing"

	"monev/internal/monev"
)

func TestDefaultOfficeIsReadyToUse(t *testing.T) {
	o := office()
	ok(t, o.Clean())
	same(t, "Clean of the defaults", o, office())

	if o.Name != "KPU Kabupaten Pamekasan" || o.Target != monev.WBK || o.Zone != "WIB" {
		t.Errorf("defaults are %q, %q, %q", o.Name, o.Target, o.Zone)
	}
	seen := map[string]bool{}
	for _, u := range o.Units {
		if seen[u.ID] {
			t.Errorf("ID %q twice", u.ID)
		}
		seen[u.ID] = true
	}
	chairs, leaders, heads := 0, 0, 0
	for _, p := range o.Positions {
		if seen[p.ID] {
			t.Errorf("ID %q twice", p.ID)
		}
		seen[p.ID] = true
		if p.Holder != "" || p.NIP != "" {
			t.Errorf("%s has a personal name or NIP", p.Title)
		}
		if p.Chair {
			chairs++
		}
		if p.Leader {
			leaders++
		}
		if strings.HasPrefix(p.Title, "Kepala Subbagian") {
			heads++
		}
	}
	if chairs != 1 || leaders != 6 || heads != 4 {
		t.Errorf("%d Ketua, %d pimpinan, %d Kasubbag; want 1, 6 (Ketua, 4 Anggota, Sekretaris), 4", chairs, leaders, heads)
	}
	want := []string{"Manajemen Perubahan", "Penataan Tata Laksana", "Penataan Sistem Manajemen SDM",
		"Penguatan Akuntabilitas", "Penguatan Pengawasan", "Peningkatan Kualitas Pelayanan Publik"}
	for i, a := range o.Areas {
		if a.Name != want[i] {
			t.Errorf("area %d is %q, want %q", i+1, a.Name, want[i])
		}
		if w, err := o.Owner(a.Owner); err != nil || w.Name == "" {
			t.Errorf("owner %q of area %d: %v, %v", a.Owner, i+1, w, err)
		}
	}
	if len(o.Signers) < 1 || len(o.Signers) > 3 {
		t.Errorf("%d signers", len(o.Signers))
	}
}

func TestEveryOwnerOfferedCanBeChosen(t *testing.T) {
	o := office()
	o.Positions[2].Retired = true
	all := o.Owners()
	if len(all) != len(o.Units)+len(o.Positions)-1 {
		t.Errorf("%d owners for %d units and %d active positions", len(all), len(o.Units), len(o.Positions)-1)
	}
	for _, w := range all {
		got, err := o.Owner(w.ID)
		ok(t, err)
		same(t, "owner "+w.ID, got, w)
	}
	if all[0].ID != "teknis-hukum" {
		t.Errorf("first offered is %q, want a subbag", all[0].ID)
	}
	for _, id := range []string{"", "tidak-ada", o.Positions[2].ID} {
		_, err := o.Owner(id)
		refused(t, err, "pj")
	}
}

func TestOwnerFreezesTheHolder(t *testing.T) {
	o := office()
	for i := range o.Positions {
		if o.Positions[i].ID == "kasubbag-kul" {
			o.Positions[i].Holder = "Contoh A"
		}
	}
	w := must(o.Owner("kul"))
	if w.String() != "KUL (Contoh A)" {
		t.Errorf("owner reads %q", w)
	}
	for i := range o.Positions {
		o.Positions[i].Holder = "Contoh B"
	}
	if w.Holder != "Contoh A" {
		t.Error("a rotation rewrote an owner that was written down")
	}
	// The next in the unit stands in when the first retires.
	for i := range o.Positions {
		if o.Positions[i].ID == "kasubbag-teknis-hukum" {
			o.Positions[i].Retired, o.Positions[i].Holder = true, "Lama"
		}
	}
	if w := must(o.Owner("teknis-hukum")); w.Holder != "Contoh B" {
		t.Errorf("holder of the unit is %q", w.Holder)
	}
}

func TestOfficeCleanRefuses(t *testing.T) {
	long := strings.Repeat("a", monev.NameLimit+1)
	for name, c := range map[string]struct {
		change func(*monev.Office)
		field  string
	}{
		"no name":                 {func(o *monev.Office) { o.Name = " \x1b[2J\t" }, "nama"},
		"name too long":           {func(o *monev.Office) { o.Name = long }, "nama"},
		"short name too long":     {func(o *monev.Office) { o.Short = long }, "pendek"},
		"city too long":           {func(o *monev.Office) { o.City = long }, "kota"},
		"place too long":          {func(o *monev.Office) { o.Place = long }, "tempat"},
		"letterhead too long":     {func(o *monev.Office) { o.Letterhead = []string{long} }, "kop"},
		"too many lines of it":    {func(o *monev.Office) { o.Letterhead = strings.Split(strings.Repeat("BARIS\n", 9), "\n") }, "kop"},
		"zone":                    {func(o *monev.Office) { o.Zone = "UTC\x1b[2J" }, "zona"},
		"target":                  {func(o *monev.Office) { o.Target = "WTP" }, "target"},
		"year":                    {func(o *monev.Office) { o.Year = 25 }, "tahun"},
		"unit without name":       {func(o *monev.Office) { o.Units[0].Name = "" }, "unit"},
		"unit short too long":     {func(o *monev.Office) { o.Units[0].Short = long }, "unit"},
		"unit twice":              {func(o *monev.Office) { o.Units[1].ID = o.Units[0].ID }, "unit"},
		"unit without ID":         {func(o *monev.Office) { o.Units[0].ID = "" }, "unit"},
		"unit of no kind":         {func(o *monev.Office) { o.Units[0].Kind = "" }, "unit"},
		"position without title":  {func(o *monev.Office) { o.Positions[0].Title = "" }, "jabatan"},
		"holder too long":         {func(o *monev.Office) { o.Positions[0].Holder = long }, "jabatan"},
		"position twice":          {func(o *monev.Office) { o.Positions[1].ID = o.Positions[0].ID }, "jabatan"},
		"position without ID":     {func(o *monev.Office) { o.Positions[0].ID = "" }, "jabatan"},
		"ID with escape":          {func(o *monev.Office) { o.Positions[0].ID = "a\x1b[2J" }, "jabatan"},
		"ID of a unit":            {func(o *monev.Office) { o.Positions[0].ID = "kul" }, "jabatan"},
		"position of no unit":     {func(o *monev.Office) { o.Positions[0].Unit = "gudang" }, "jabatan"},
		"two Ketua":               {func(o *monev.Office) { o.Positions[1].Chair = true }, "jabatan"},
		"nobody":                  {func(o *monev.Office) { o.Positions = nil }, "jabatan"},
		"all retired":             {retireAll, "jabatan"},
		"area without name":       {func(o *monev.Office) { o.Areas[2].Name = "" }, "area"},
		"area short too long":     {func(o *monev.Office) { o.Areas[2].Short = long }, "area"},
		"area owner gone":         {func(o *monev.Office) { o.Areas[2].Owner = "gudang" }, "area"},
		"no signer":               {func(o *monev.Office) { o.Signers = nil }, "penanda"},
		"four signers":            {func(o *monev.Office) { o.Signers = append(o.Signers, o.Signers...) }, "penanda"},
		"signer without caption":  {func(o *monev.Office) { o.Signers[0].Caption = "" }, "penanda"},
		"signer of unknown role":  {func(o *monev.Office) { o.Signers[0].Role = "tamu" }, "penanda"},
		"signer without position": {func(o *monev.Office) { o.Signers[0].Role = monev.SignPosition }, "penanda"},
	} {
		t.Run(name, func(t *testing.T) {
			o := office()
			c.change(&o)
			r := refused(t, o.Clean(), c.field)
			if strings.Contains(r.Reason, long) {
				t.Error("the reason repeats the whole input")
			}
		})
	}
}

func retireAll(o *monev.Office) {
	for i := range o.Positions {
		o.Positions[i].Retired = true
	}
}

func TestOfficeCleanMakesTextsSafe(t *testing.T) {
	o := office()
	o.Name, o.Short, o.City, o.Place = dirty, "", dirty, dirty
	o.Letterhead = []string{dirty, " \t", "", "KABUPATEN"}
	o.Units[0].Name, o.Units[0].Short = dirty, ""
	o.Positions[0].Title, o.Positions[0].Short, o.Positions[0].Holder = dirty, "", dirty
	o.Areas[0].Name, o.Areas[0].Owner = dirty, ""
	o.Signers[0].Caption = dirty
	ok(t, o.Clean())
	for name, got := range map[string]string{
		"name": o.Name, "short from name": o.Short, "city": o.City, "place": o.Place, "kop": o.Letterhead[0],
		"unit": o.Units[0].Name, "unit short from name": o.Units[0].Short,
		"title": o.Positions[0].Title, "short from title": o.Positions[0].Short, "holder": o.Positions[0].Holder,
		"area": o.Areas[0].Name, "signer": o.Signers[0].Caption,
	} {
		if got != clean {
			t.Errorf("%s is %q", name, got)
		}
	}
	if len(o.Letterhead) != 2 {
		t.Errorf("letterhead %q keeps empty lines", o.Letterhead)
	}
}

func TestRetiredKetuaLeavesRoomForTheNext(t *testing.T) {
	o := office()
	o.Positions[0].Retired = true
	o.Positions[1].Chair = true
	ok(t, o.Clean())
	if m := monev.NewMeeting("R0001", o, day("2025-11-20")); m.Chair.Position != o.Positions[1].ID {
		t.Errorf("chair is %q", m.Chair.Position)
	}
}
