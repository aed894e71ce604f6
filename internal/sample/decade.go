package sample

import (
	"context"
	"fmt"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// The size of Decade.
const (
	decadeFirst   = 2016 // year of the first meeting
	decadePerArea = 21   // findings in one area of one meeting, each with a follow-up
	decadeStays   = 82   // every so manieth follow-up is never finished
)

// Decade fills an empty store with ten years of quarterly work, for
// benchmarks: 40 meetings of which the last is running, close to 10,000 findings
// and follow-ups together, about 60 follow-ups open at the end. The same every time.
func Decade(ctx context.Context, s store.Store) error {
	return tell(ctx, s, func(t *tale) {
		t.at("2016-01-04", "08.00")
		t.setUp(monev.DefaultOffice(Year))
		var open []string
		for n := range 40 {
			date, err := tanggal.New(decadeFirst+n/4, time.Month(n%4*3+2), 20)
			if err != nil {
				t.fail(err)
				return
			}
			open = t.quarter(date, open, n == 39)
		}
	})
}

// quarter holds one meeting: it finishes what can be finished of the open
// follow-ups and returns those that are open afterwards.
func (t *tale) quarter(date tanggal.Date, open []string, last bool) []string {
	var id string
	t.at(date.AddDays(-7).String(), "14.00")
	t.do(60, func() error {
		m, err := t.app.CreateMeeting(t.ctx, date, nil)
		id = m.ID
		return err
	})
	t.at(date.String(), "09.00")
	t.do(60, func() error { return t.app.StartMeeting(t.ctx, id) })
	t.do(60, func() error { return t.app.MarkRest(t.ctx, id, monev.Present) })
	t.do(60, func() error { return t.app.GoTo(t.ctx, id, monev.StageReview) })
	var left []string
	for _, u := range open {
		var number int
		if _, err := fmt.Sscanf(u, "TL-%d", &number); err != nil {
			t.fail(err)
		}
		if number%decadeStays == 0 {
			left = append(left, u)
			continue
		}
		t.do(2, func() error {
			return t.app.ReportFollowUp(t.ctx, u, id, app.Report{Status: monev.Done, By: "ketua",
				Proof: "Berkas pada map eviden nomor " + u}, "")
		})
	}
	if last {
		return left
	}
	for area := range monev.Areas {
		t.do(5, func() error { return t.app.GoTo(t.ctx, id, monev.StageArea+monev.Stage(area)) })
		t.do(5, func() error {
			return t.app.EditArea(t.ctx, id, area, "isi area", "", func(r *monev.AreaReview) error {
				p := 40 + (date.Year()-decadeFirst)*5 + date.Quarter()
				r.Status, r.Progress = monev.AreaProgress, &p
				r.Summary = "Kegiatan triwulan berjalan sesuai rencana kerja."
				return nil
			})
		})
		for i := range decadePerArea {
			left = t.found(id, area, i, date, left)
		}
	}
	t.do(60, func() error { return t.app.CloseMeeting(t.ctx, id) })
	return left
}

// found adds a finding with its follow-up.
func (t *tale) found(id string, area, i int, date tanggal.Date, left []string) []string {
	things := [monev.Areas][]string{
		{"SK tim kerja", "rencana kerja ZI", "laporan monev", "penetapan agen perubahan"},
		{"SOP kegiatan utama", "peta proses bisnis", "daftar informasi publik", "aplikasi persuratan"},
		{"SKP pegawai", "daftar jam diklat", "peta kompetensi", "data kepegawaian"},
		{"perjanjian kinerja", "indikator kinerja utama", "laporan kinerja", "rencana strategis"},
		{"daftar risiko", "laporan gratifikasi", "pelaporan LHKPN", "pemetaan benturan kepentingan"},
		{"standar pelayanan", "hasil survei IPKP dan IPAK", "maklumat pelayanan", "kanal pengaduan"},
	}
	lacks := []string{"belum mutakhir", "belum ditandatangani", "belum disertai eviden", "belum dievaluasi", "belum dipublikasikan"}
	units := []string{"teknis-hukum", "parmas-sdm", "kul", "rendatin"}
	thing := things[area][i%len(things[area])]
	period := monev.PeriodOf(date).Short()
	t.do(10, func() error {
		f, err := t.app.AddFinding(t.ctx, monev.Finding{Meeting: id, Area: area, Level: monev.Levels()[i%3],
			Text: fmt.Sprintf("Bagian %d dari %s %s %s.", i+1, thing, period, lacks[i%len(lacks)])}, "")
		if err != nil {
			return err
		}
		u, err := t.app.AddFollowUp(t.ctx, monev.FollowUp{Text: fmt.Sprintf("Lengkapi bagian %d dari %s %s", i+1, thing, period),
			Origin:   monev.Origin{Meeting: id, Area: area, Finding: f.ID},
			Priority: monev.Levels()[i%3], Owner: monev.Owner{ID: units[i%len(units)]}, Due: date.AddDays(14 + i*3)}, "")
		left = append(left, u.ID)
		return err
	})
	return left
}
