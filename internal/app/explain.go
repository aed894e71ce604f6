package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
	"monev/internal/tanggal"
)

// StoredBefore reports that an error was given because the change before, of which
// nobody knew, is stored: what is shown must be read again.
func StoredBefore(err error) bool { return errors.Is(err, datafolder.ErrStoredBefore) }

// Explain is the one Indonesian sentence a user gets for an error: what
// happened, what is safe, what to do. It never contains the text of records.
func Explain(err error) string {
	var locked *store.LockedError
	if r, ok := monev.AsRefusal(err); ok {
		return r.Reason
	}
	if r := (*tanggal.Refusal)(nil); errors.As(err, &r) {
		return r.Error()
	}
	switch {
	case err == nil:
		return ""
	case errors.Is(err, store.ErrLocked):
		if errors.As(err, &locked) && locked.PID != 0 {
			return fmt.Sprintf("Data sedang dibuka oleh monev lain (proses %d di %s sejak %s). Data aman; tutup yang lain dulu, lalu coba lagi.",
				locked.PID, plain.Cut(plain.Line(locked.Host), 60), tanggal.ClockWithZone(locked.Since))
		}
		return "Data sedang dibuka oleh monev lain. Data aman; tutup yang lain dulu, lalu coba lagi."
	case errors.Is(err, store.ErrNewer):
		return "Data ini ditulis oleh monev yang lebih baru dan tidak diubah. Pakai program yang terbaru."
	case errors.Is(err, datafolder.ErrRepaired):
		return "Isi berkas data tidak cocok dengan jurnalnya dan sudah dibuat lagi dari jurnal; berkas lama disimpan di map damaged."
	case errors.Is(err, datafolder.ErrHeld):
		return "Berkas data rusak, tetapi belum dapat diperbaiki karena sedang dipegang program lain. Tidak ada yang diubah; nyalakan ulang laptop, lalu buka monev lagi."
	case errors.Is(err, store.ErrDamaged):
		return "Berkas data rusak dan tidak diubah. Jangan hapus apa pun; salin map datanya, lalu mintalah bantuan."
	case errors.Is(err, store.ErrNotEmpty):
		return "Map data ini sudah berisi; tidak ada yang diubah. Pilih map data yang kosong dengan --data."
	case errors.Is(err, store.ErrReadOnly):
		return "Data dibuka untuk dibaca saja; tidak ada yang diubah. Untuk mengubah, jalankan monev tanpa --baca."
	case errors.Is(err, datafolder.ErrNearlyFull):
		return "Penyimpanan penuh; isian terakhir masih tersimpan dengan ruang cadangan. Kosongkan ruang sekarang."
	case errors.Is(err, datafolder.ErrGone):
		return "Map data tidak ada lagi di tempatnya (dipindah, dihapus, atau disknya dilepas). Isian terakhir belum tersimpan dan masih di layar; kembalikan mapnya, lalu simpan lagi."
	case errors.Is(err, datafolder.ErrNoSecond):
		return "Map cadangan kedua tidak dapat dipakai; cadangan di laptop ini sudah dibuat. Periksa disk cadangannya."
	case errors.Is(err, store.ErrUncertain) && disk.Full(err):
		return "Penyimpanan penuh di tengah penyimpanan. Kosongkan ruang, lalu simpan lagi."
	case errors.Is(err, datafolder.ErrStoredBefore):
		return "Penyimpanan sebelumnya yang gagal ternyata berhasil. Lihat daftarnya: bila perubahan ini sudah ada, jangan simpan lagi."
	case errors.Is(err, datafolder.ErrNotStored):
		return "Penyimpanan gagal dan perubahan terakhir tidak tersimpan; isian masih di layar. Data sudah diperiksa dan aman; simpan lagi."
	case errors.Is(err, store.ErrUncertain):
		return "Penyimpanan gagal di tengah jalan, sehingga belum pasti apakah perubahan terakhir tersimpan. Tutup monev, buka lagi, lalu periksa isian terakhir."
	case errors.Is(err, store.ErrClosed):
		return "Data sudah ditutup; perubahan terakhir tidak tersimpan. Buka monev lagi."
	case errors.Is(err, store.ErrNotFound):
		return "Catatan itu tidak ada."
	case errors.Is(err, store.ErrNothing):
		return "Tidak ada yang dapat diurungkan atau diulangi."
	case errors.Is(err, store.ErrBarrier):
		return "Langkah sebelum ini sudah terkunci dan tidak dapat diurungkan; perbaiki langsung di barisnya, rapat final lewat revisi."
	case disk.Full(err):
		return "Penyimpanan penuh; isian terakhir belum tersimpan dan masih di layar. Kosongkan ruang, lalu simpan lagi."
	case disk.Held(err) && !errors.Is(err, fs.ErrPermission):
		return "Berkas itu sedang dipakai program lain dan tidak diubah. Data aman; tutup program itu, lalu coba lagi."
	case errors.Is(err, fs.ErrPermission):
		return "Map itu tidak boleh ditulisi. Data lama aman; pilih map lain atau minta izin menulis."
	case errors.Is(err, fs.ErrNotExist):
		return "Berkas atau map itu tidak ada."
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "Pekerjaan dihentikan sebelum selesai; tidak ada yang berubah."
	default: // the error itself may quote a record: it is for the log
		return "Terjadi kesalahan tak terduga dan perubahan terakhir tidak tersimpan. Coba lagi; bila terulang, salin map datanya, lalu mintalah bantuan."
	}
}
