package app_test

import (
	"os"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
)

func (w *world) take(text string) app.ListIntake {
	w.t.Helper()
	in, err := w.ImportFollowUps(w.ctx, []byte(text))
	w.ok(err)
	return in
}

func TestImportFollowUps(t *testing.T) {
	w := ready(t)
	w.at("2025-11-20 08:00")
	const list = "Tindak lanjut;Area;Butir;PJ;Tenggat;Prioritas;Status;Keterangan\n" +
		"Satu;3;;Subbagian Keuangan, Umum dan Logistik;30-09-2025;tinggi;Dalam Proses;setengah jalan\n" +
		"Dua;;A.I.5.ii.b;Kasubbag Rendatin;;;;\n" +
		"Tiga;pelayanan;;Teknis Hukum;akhir tahun;;BD;\n" +
		"Empat;4;;Divisi;;;;\n" +
		"Lima;;;;;;;\n" +
		"satu;III;;;;;;\n"
	in := w.take(list)
	if in.Taken != 3 || len(in.Refused) != 3 || in.Refused[0].Line != 5 || !strings.Contains(in.Refused[0].Reason, "lebih dari satu") ||
		!strings.Contains(in.Refused[1].Reason, "Area belum") || !strings.Contains(in.Refused[2].Reason, "TL-00001") {
		t.Errorf("%+v", in)
	}
	one := w.one("TL-00001")
	if one.Status != monev.InProgress || one.LateDays != 51 || one.Owner.ID != "kul" || one.Priority != monev.High || one.Origin.Meeting != "" || one.Origin.Area != 2 {
		t.Errorf("%+v", one)
	}
	if two := w.one("TL-00002"); two.Origin.Area != 4 || two.Owner.ID != "kasubbag-rendatin" || two.Item != "A.I.5.ii.b" || two.Priority != monev.Medium {
		t.Errorf("%+v", two)
	}
	if three := w.one("TL-00003"); three.Owner.ID != "teknis-hukum" || three.Due != day("2025-12-31") || three.Origin.Area != 5 {
		t.Errorf("%+v", three)
	}
	label, err := w.Undo(w.ctx)
	w.ok(err)
	if list, err := w.Register(w.ctx, app.Filter{Which: app.WhichAll}); err != nil || len(list) != 0 || label != "ambil tindak lanjut dari daftar" {
		t.Errorf("after undo %d %v %q", len(list), err, label)
	}
	w.refused("berkas", func() error { _, err := w.ImportFollowUps(w.ctx, []byte("a;b\n1;2")); return err })
}

// The matrix of one office is a list for another: what is open in it comes back
// with area, owner, due date, priority.
func TestMatrixComesBack(t *testing.T) {
	w, id := november(t, 0)
	docs := must(w.ExportDocuments(w.ctx, id, []string{"matriks"}, []string{"xlsx"}, t.TempDir(), nil))
	data := must(os.ReadFile(docs[0].Path))
	other := ready(t)
	other.at("2025-11-21 08:00")
	in, err := other.ImportFollowUps(other.ctx, data)
	other.ok(err)
	open, err := w.Register(w.ctx, app.Filter{Which: app.WhichOpen})
	w.ok(err)
	if in.Taken != len(open) || in.Taken != 15 {
		t.Errorf("%d taken of %d: %+v", in.Taken, len(open), in.Refused)
	}
	got := map[string]monev.FollowUpLine{}
	back, err := other.Register(other.ctx, app.Filter{Which: app.WhichOpen})
	other.ok(err)
	for _, l := range back {
		got[l.Text] = l
	}
	for _, l := range open {
		g := got[l.Text]
		if g.Origin.Area != l.Origin.Area || g.Owner.ID != l.Owner.ID || g.Due != l.Due || g.Priority != l.Priority || g.Status != l.Status || g.Item != l.Item {
			t.Errorf("%s came back as %+v", l.ID, g)
		}
	}
}
