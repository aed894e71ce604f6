//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"
	"go.etcd.io/bbolt"

	"monev/internal/app"
)

// The meeting of the news item, KPU Kabupaten Pamekasan, Thursday 20 November
// 2025: from the first start to the locked notula, by keys, in a terminal. In
// the middle of a half-typed finding the process is killed.
func TestMeetingOf20November2025(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")

	x := open(t, data, "2025-11-20T09:00:00+07:00", 80, 24)
	x.wait("KPU Kabupaten Pamekasan", "2025")
	x.press(enter+enter+enter, "Belum ada rapat")

	x.press("n", "Kamis, 20 November 2025")
	x.press(enter, "PERSIAPAN RAPAT", "Triwulan IV Tahun 2025")
	x.press(enter, "Esc tutup")
	x.press("\x15Rapat Monev ZI menuju WBK dan WBBM"+enter, "Judul             Rapat Monev ZI menuju WBK dan WBBM")
	x.press("m", "Mulai rapat sekarang?")
	x.press("y", "PEMBUKAAN")

	x.press("a", "Hadir 11", "lengkap")
	x.press("n", "POKOK SAMBUTAN")
	x.press("Zona Integritas bukan sekadar dokumen."+enter, "SAMBUTAN (1)")
	x.press("Area yang lemah diperbaiki segera."+enter, "SAMBUTAN (2)")
	x.press(escape, "n pokok sambutan")

	x.press("]", "rapat sebelumnya")

	x.press("]", "MANAJEMEN PERUBAHAN")
	x.area("Selesai", "92", "Tim kerja dan rencana kerja sudah lengkap.")

	x.press("]", "PENATAAN TATA LAKSANA")
	x.area("Proses", "60", "Tiga SOP utama masih disesuaikan.")
	x.press("t", "TEMUAN BARU")
	x.press("Peta proses bisnis belum ditetapkan"+ctrlS, "TEMUAN (1)")
	x.press(escape, "s status")
	x.press("d", "TINDAK LANJUT DARI TEMUAN")
	x.press(tab+"rendatin"+enter+"5/12", "Jumat, 5 Desember 2025")
	x.press(ctrlS, "TINDAK LANJUT BARU (1)", "Rendatin", "05-12-2025")

	x.press("]", "PENATAAN SISTEM MANAJEMEN SDM")
	x.area("Proses", "70", "Diklat 20 JP baru sembilan dari tiga belas pegawai.")
	x.press("t", "TEMUAN BARU")
	x.press("Penilaian kinerja triwulan III belum dit", "belum dit")
	x.saved(data, "triwulan III belum dit")
	x.kill()

	x = open(t, data, "2025-11-20T11:40:00+07:00", 80, 24)
	x.wait("PENATAAN SISTEM MANAJEMEN SDM", "TEMUAN BARU", "Penilaian kinerja triwulan III belum dit")
	x.press("andatangani"+ctrlS, "TEMUAN (1)")
	x.press(escape, "s status", "belum ditandatangani")
	x.press("u", "USULAN BARU")
	x.press("Bentuk klinik SKP"+enter+"kasubbag kul"+enter+"d"+ctrlS, "USULAN (1)")
	x.press(escape, "s status")

	x.press("]", "PENGUATAN AKUNTABILITAS")
	x.area("Proses", "75", "Indikator kinerja dipantau tiap bulan.")
	x.press("]", "PENGUATAN PENGAWASAN")
	x.area("Proses", "55", "LHKPN lengkap; penanganan benturan kepentingan belum.")
	x.press("l", "TINDAK LANJUT BARU")
	x.press("Susun register benturan kepentingan"+enter+"teknis & hukum"+enter+"akhir bulan", "Minggu, 30 November 2025")
	x.press(ctrlS, "TINDAK LANJUT BARU (1)")
	x.press(escape, "s status")
	x.press("]", "PENINGKATAN KUALITAS PELAYANAN PUBLIK")
	x.area("Belum", "40", "Survei kepuasan baru satu kali.")

	x.press("]", "SIMPULAN RAPAT")
	x.press("s", "Simpulan")
	x.press("Dua area perlu perbaikan segera."+escape, "u keputusan", "Dua area perlu perbaikan segera.")
	x.press("u", "KEPUTUSAN BARU")
	x.press("Monev berikutnya akhir Januari 2026."+enter, "KEPUTUSAN (1)")
	x.press(escape, "u keputusan")

	x.press("]", "PENUTUP", "MASIH KOSONG")
	x.press("f", "Kunci rapat")
	x.press("y", "final", "22 dokumen dibuat", "▸ ✓  Undangan")
	x.press("p", "PILIH DOKUMEN")
	x.press(strings.Repeat(down, 3)+" ", "DOKUMEN (1 ditandai)")
	x.press(strings.Repeat(down, 10)+" ", "Enter membuat 3 berkas.")
	x.press(enter, "PENUTUP", "3 dokumen dibuat") // Markdown stands on both screens
	x.press(escape, "n rapat baru", "✓ final")
	x.keys("q")
	x.exit()

	for _, kind := range app.DocumentKinds() {
		for _, format := range kind.Usual {
			made, err := filepath.Glob(filepath.Join(data, "dokumen", "R0001", kind.Title+" - *."+format))
			if err != nil || len(made) != 1 {
				t.Errorf("want one %s as %s, got %v, %v", kind.Title, format, made, err)
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(data, "dokumen", "R0001", "*.md"))
	if err != nil || len(files) != 1 {
		t.Fatalf("want one notula, got %v, %v", files, err)
	}
	notula, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(notula), "DRAF") {
		t.Error("the locked notula still says DRAF")
	}
	// The hash of the journal changes with every field a record gains.
	trace := regexp.MustCompile(`Jejak \d{6}-[0-9a-f]{16}`)
	if !trace.Match(notula) {
		t.Error("the notula carries no trace of the journal")
	}
	golden.RequireEqual(t, trace.ReplaceAll(notula, []byte("Jejak …")))
}

// area says how far an area is, in its three lines.
func (x *terminal) area(status, percent, summary string) {
	x.t.Helper()
	x.press("s", "STATUS DAN CAPAIAN")
	x.press(status[:1]+enter+percent+enter, percent+"%")
	x.press("a", "URAIAN")
	x.press(summary+escape, "s status", summary[:20])
}

// saved waits until half-typed text is committed to the store's file, as a draft
// is at most 0.3 s after the last key. The bytes alone are no proof: bbolt
// writes them before the page that makes them count.
func (x *terminal) saved(data, text string) {
	x.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-look.C {
		b, err := os.ReadFile(filepath.Join(data, "monev.db"))
		if err != nil {
			x.t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) && committed(x.t, b, text) {
			return
		}
	}
	x.t.Fatalf("%q was never on disk", text)
}

// committed reports whether a store with this file would find the text. A copy
// taken in the middle of a write may be no store at all, and bbolt may panic at it.
func committed(t testing.TB, file []byte, text string) (found bool) {
	t.Helper()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			found = false
		}
	}()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return false
	}
	defer db.Close()
	var walk func(b *bbolt.Bucket) error
	walk = func(b *bbolt.Bucket) error {
		return b.ForEach(func(k, v []byte) error {
			if v == nil {
				return walk(b.Bucket(k))
			}
			found = found || bytes.Contains(v, []byte(text))
			return nil
		})
	}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b) })
	})
	return found && err == nil
}
