package app_test

import (
	"bytes"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// FuzzImportData gives the import any file: it refuses or takes it whole, and what
// it took is exported again as the same journal.
func FuzzImportData(f *testing.F) {
	clock := func() time.Time { return time.Date(2025, 11, 20, 10, 0, 0, 0, time.UTC) }
	s := memstore.New(ledger.Options{Now: clock})
	a := app.New(s, clock)
	if err := a.SetUp(f.Context(), monev.DefaultOffice(2025)); err != nil {
		f.Fatal(err)
	}
	var whole bytes.Buffer
	if err := a.ExportData(f.Context(), &whole); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add(whole.Bytes()[:whole.Len()/2])
	f.Add([]byte(`{"format":"monev-data","versi":1,"kepala":{"seq":0,"hash":""},"keadaan":{},"kejadian":[]}`))
	f.Add([]byte(`{"format":"monev-data","versi":2}`))
	f.Add(bytes.Replace(whole.Bytes(), []byte("KPU"), []byte("\\u001b[31m"), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		a := app.New(memstore.New(ledger.Options{Now: clock}), clock)
		if err := a.ImportData(t.Context(), bytes.NewReader(b)); err != nil {
			if app.Explain(err) == "" {
				t.Errorf("no words for %v", err)
			}
			if h, err := a.Head(t.Context()); h != "" || err != nil {
				t.Errorf("refused, but the head is %q, %v", h, err)
			}
			return
		}
		var out bytes.Buffer
		if err := a.ExportData(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		again := app.New(memstore.New(ledger.Options{Now: clock}), clock)
		if err := again.ImportData(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	})
}
