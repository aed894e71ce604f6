package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
)

func TestExportAndImportRoundTrip(t *testing.T) {
	w, m3 := registerWorld(t)
	w.finding(m3, 0, "baris \"kutip\" <b> & \u2028 é ✓")
	_, err := w.Undo(w.ctx)
	w.ok(err)
	w.proposal(m3, 1, "b")
	w.ok(w.CloseMeeting(w.ctx, m3))
	w.ok(w.ReviseMeeting(w.ctx, m3, "x"))
	w.ok(w.EditOffice(w.ctx, "zona", func(o *monev.Office) error { o.Zone = "WITA"; return nil }))
	file := w.export()

	var anything map[string]any
	w.ok(json.Unmarshal(file, &anything))

	v := empty(t)
	v.now = w.now
	v.ok(v.ImportData(v.ctx, bytes.NewReader(file)))
	if !bytes.Equal(v.export(), file) {
		t.Fatal("the export of the import is another file")
	}
	v.same("minutes", v.full(m3), w.full(m3))
	if v.App.Now().Location().String() != w.App.Now().Location().String() {
		t.Error("the zone did not come along")
	}
	// Both go on alike: numbers are not given again, undo knows the past.
	for _, x := range []*world{w, v} {
		x.finding(m3, 0, "lanjut")
		x.up(m3, 0, "lanjut", "")
		_, err := x.Undo(x.ctx)
		x.ok(err)
	}
	if v.records() != w.records() {
		t.Error("they go different ways afterwards")
	}
}

func TestExportOfAnEmptyStore(t *testing.T) {
	w, v := empty(t), empty(t)
	file := w.export()
	v.ok(v.ImportData(v.ctx, bytes.NewReader(file)))
	if !bytes.Equal(v.export(), file) {
		t.Error("nothing became something")
	}
}

func TestImportRefuses(t *testing.T) {
	w, _ := registerWorld(t)
	file := string(w.export())
	end := strings.LastIndex(file, ",\n{") // the last event
	for name, bad := range map[string]string{
		"empty":           "",
		"no JSON":         "PK\x03\x04",
		"other JSON":      `{"format":"lain","versi":1}`,
		"no version":      strings.Replace(file, `"versi":1`, `"versi":0`, 1),
		"newer":           strings.Replace(file, `"versi":1`, `"versi":2`, 1),
		"cut off":         file[:len(file)/2],
		"something after": file + "{}",
		"end missing":     file[:end] + "]}\n",
		"event changed":   strings.Replace(file, "isi data awal", "isi data lain", 1),
		"last changed":    file[:end] + strings.Replace(file[end:], "mulai rapat", "mulai rapit", 1),
	} {
		t.Run(name, func(t *testing.T) {
			if bad == file {
				t.Fatal("the file is not spoilt")
			}
			v := empty(t)
			v.refused("berkas", func() error { return v.ImportData(v.ctx, strings.NewReader(bad)) })
			if ready, _ := v.Ready(v.ctx); ready {
				t.Error("half of it was taken in")
			}
		})
	}
	before := w.records()
	if err := w.ImportData(w.ctx, strings.NewReader(file)); !errors.Is(err, store.ErrNotEmpty) || w.records() != before {
		t.Errorf("into a store that is not empty: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("pipe closed") }

func TestExportTellsOfAFailedWrite(t *testing.T) {
	w, _ := registerWorld(t)
	if err := w.ExportData(w.ctx, failing{}); err == nil {
		t.Error("a file that was not written is reported as written")
	}
}

func TestAnEndedContextChangesNothing(t *testing.T) {
	w := ready(t)
	ctx, cancel := context.WithCancel(w.ctx)
	cancel()
	before := w.export()
	_, err := w.CreateMeeting(ctx, day("2025-11-20"), nil)
	if !errors.Is(err, context.Canceled) || !bytes.Equal(w.export(), before) {
		t.Errorf("%v", err)
	}
	if app.Explain(err) != "Pekerjaan dihentikan sebelum selesai; tidak ada yang berubah." {
		t.Errorf("%q", app.Explain(err))
	}
}
