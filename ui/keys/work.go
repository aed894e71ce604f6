package keys

import "charm.land/bubbles/v2/key"

// Home is Beranda.
type Home struct {
	Open, New, Register, LKE, Evidence, Data, Export, Delete key.Binding
	Guide                                                    key.Binding // Global.Guide by a letter
	Practice                                                 key.Binding
	PracticeFirst                                            key.Binding // Practice while the first questions are answered
	Afresh, End                                              key.Binding // of the practice
	Leaders, History                                         key.Binding
}

// Find is the search of everything. Letters are searched for there.
type Find struct {
	Open      key.Binding
	NextGroup key.Binding
	PrevGroup key.Binding
	Private   key.Binding // also the private notes of the facilitator
	Back      key.Binding
	Again     key.Binding // other words
}

// Register is the list of all follow-ups of all meetings.
type Register struct {
	Update, History     key.Binding
	Evidence            key.Binding
	Next, Prev          key.Binding // standing filter
	Late                key.Binding // the standing filter "terlambat"
	Area                key.Binding // "1" … "6", "0" for all
	Owner, Words, Clear key.Binding
	Full                key.Binding // every filter in one form
	Saved               key.Binding // the saved filters
	Order               key.Binding // most urgent, or most points first
	Mark, All, Range    key.Binding // for a change of several
	Change              key.Binding // of what is marked
}

// Saved is the list of saved filters of the register.
type Saved struct {
	Use    key.Binding
	Nth    key.Binding // "1" … "9": that filter
	New    key.Binding
	Rename key.Binding
}

// LKE is the worksheet. The letters a to e, y and t answer a question there, so
// nothing else may use them.
type LKE struct {
	Answer             key.Binding
	Open, Unfold, Fold key.Binding // Unfold and Fold also go to the next and the one before on a page
	FoldAll            key.Binding
	Fill               key.Binding // the answer as a form
	Full               key.Binding // everything about the selected line
	Filter, Search     key.Binding
	WhatIf, Path, Walk key.Binding
	Evidence, Note     key.Binding
	Clear, History     key.Binding
	Layer, Proposals   key.Binding
	Remarks            key.Binding // what TPI and TPN remarked
	Policy, Instrument key.Binding
	Files              key.Binding // files of answers, in and out
	Area               key.Binding // "1" … "6", "7" for hasil
	PrevYear, NextYear key.Binding
}

// LKEFiles is what is done with a file of answers, or of an instrument.
type LKEFiles struct {
	Take, Portal, Book, Form key.Binding
	Instrument, National     key.Binding
}

// Walk is the LKE one question at a time; the rest is as in LKE.
type Walk struct {
	Next, Prev, First, Last key.Binding
}

// Path is the shortest way to a predicate.
type Path struct {
	Go        key.Binding
	Predicate key.Binding
	ByEffort  key.Binding
	LeverOnly key.Binding
	Basis     key.Binding
	Effort    key.Binding // "1" … "5" of the selected question, "0" for none
	Try       key.Binding
}

// Remarks are the notes of TPI and TPN, to be taken into a meeting.
type Remarks struct {
	Mark, All, Take key.Binding
	Area            key.Binding // "1" … "6": where a note under hasil goes
}

// Evidence is the register of evidence.
type Evidence struct {
	Open                       key.Binding // the selected line: change evidence, add to a question
	File, Link, Binder, Folder key.Binding // ways to add
	Replace                    key.Binding // its file, as a new version
	Accept, Faulty, Unchecked  key.Binding // status
	Next, Prev                 key.Binding // standing filter
	Area                       key.Binding // "1" … "6", "7" for hasil, "0" for all
	Owner, Words, Clear        key.Binding
	Brief                      key.Binding // questions only
	Check, Lacking, Pack       key.Binding
	History                    key.Binding
	PrevYear, NextYear         key.Binding
}

// Intake is the table of files that are about to become evidence.
type Intake struct {
	Edit, Mark, All key.Binding
	Way             key.Binding // copy, or leave where they are
	Take            key.Binding
}

// Faults is what the check of the evidence files found.
type Faults struct {
	Repair, Again key.Binding
}

// Guide is reading a chapter of the panduan; moving in it is List's.
type Guide struct {
	Next, Prev key.Binding // chapter
	Page       key.Binding // down, besides PgDn
}

// Lacking is the list of what is not there yet.
type Lacking struct {
	Go, Group, Write key.Binding
}

// Data is the office's own data in parts: kantor, jabatan, unit, area …
type Data struct {
	NextPart, PrevPart key.Binding
	New                key.Binding
	MoveUp, MoveDown   key.Binding // the selected line itself
	Mark               key.Binding // a tenggat done, a document or part in or out
	Usual              key.Binding // the parts of a document as they usually are
	Check              key.Binding // everything that is kept
	File               key.Binding // a backup that is not in the list
	Other              key.Binding // another folder for a backup
	Seal               key.Binding // a backup with a passphrase
	History            key.Binding // of the office's data
}

// work sets the keys of what is done between meetings.
func (m *Map) work() {
	m.Home = Home{
		Open:     bind("Enter", "lanjutkan", "enter"),
		New:      bind("n", "rapat baru", "n"),
		Register: bind("t", "tindak lanjut", "t"),
		LKE:      bind("l", "LKE", "l"),
		Evidence: bind("e", "eviden", "e"),
		Data:     bind("d", "data", "d"),
		Export:   bind("c", "buat dokumen", "c"),
		Delete:   bind("x", "hapus", "x", "delete"),
		Leaders:  bind("u", "perlu keputusan pimpinan", "u"),
		History:  bind("h", "riwayat rapat", "h"),

		Guide:         bind("p", "panduan", "p", "f9"),
		Practice:      bind("b", "latihan", "b"),
		PracticeFirst: bind("F2", "latihan dulu", "f2"),
		Afresh:        bind("m", "mulai dari awal", "m"),
		End:           bind("Esc", "akhiri latihan", "esc"),
	}
	m.Find = Find{
		Open:      bind("Enter", "buka", "enter"),
		NextGroup: bind("Tab", "kelompok berikut", "tab"),
		PrevGroup: bind("Shift+Tab", "kelompok sebelumnya", "shift+tab"),
		Private:   bind("F4", "dengan catatan fasilitator", "f4"),
		Back:      bind("Esc", "kembali", "esc"),
		Again:     bind("Ctrl+F", "kata lain", "ctrl+f"),
	}
	m.Register = Register{
		Update:   bind("Enter", "perbarui", "enter", "r"),
		History:  bind("h", "riwayat", "h"),
		Evidence: bind("e", "eviden", "e"),
		Next:     bind("→", "saringan berikut", "right", "f"),
		Prev:     bind("←", "saringan sebelumnya", "left"),
		Late:     bind("t", "terlambat", "t"),
		Area:     bind("0–6", "area", "0", "1", "2", "3", "4", "5", "6"),
		Owner:    bind("o", "PJ", "o"),
		Words:    bind("/", "kata", "/"),
		Clear:    bind("*", "hapus saringan", "*"),
		Full:     bind("w", "saringan lengkap", "w"),
		Saved:    bind("s", "saringan tersimpan", "s"),
		Order:    bind("u", "urut poin", "u"),
		Mark:     bind("Spasi", "tandai", "space"),
		All:      bind("a", "tandai semua", "a"),
		Range:    bind("v", "tandai sampai sini", "v"),
		Change:   bind("b", "ubah bersama", "b"),
	}
	m.Saved = Saved{
		Use:    bind("Enter", "pakai", "enter"),
		Nth:    bind("1–9", "pakai", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		New:    bind("n", "simpan saringan", "n"),
		Rename: bind("r", "ubah nama", "r"),
	}
	m.LKE = LKE{
		Answer:     bind("a–e", "jawab", "a", "b", "c", "d", "e", "y", "t"),
		Open:       bind("Enter", "buka", "enter"),
		Unfold:     bind("→", "buka", "right"),
		Fold:       bind("←", "lipat", "left"),
		FoldAll:    bind("o", "buka/lipat semua", "o"),
		Fill:       bind("r", "isian jawaban", "r"),
		Full:       bind("i", "rincian", "i"),
		Filter:     bind("f", "saring", "f"),
		Search:     bind("/", "cari", "/"),
		WhatIf:     bind("w", "bila…", "w"),
		Path:       bind("p", "jalan", "p"),
		Walk:       bind("s", "satu per satu", "s"),
		Evidence:   bind("v", "eviden", "v"),
		Note:       bind("n", "catatan", "n"),
		Clear:      bind("x", "kosongkan jawaban", "x", "delete"),
		History:    bind("h", "riwayat", "h"),
		Layer:      bind("l", "lapisan", "l"),
		Proposals:  bind("u", "usulan jawaban", "u"),
		Remarks:    bind("m", "catatan penilai", "m"),
		Policy:     bind("z", "pembagi nol", "z"),
		Instrument: bind("k", "ganti instrumen", "k"),
		Files:      bind("g", "berkas LKE", "g"),
		Area:       bind("1–7", "ke area", "1", "2", "3", "4", "5", "6", "7"),
		PrevYear:   bind("<", "tahun sebelumnya", "<", ","),
		NextYear:   bind(">", "tahun berikutnya", ">", "."),
	}
	m.LKEFiles = LKEFiles{
		Take:       bind("a", "ambil", "a"),
		Portal:     bind("p", "tulis PortalRB", "p"),
		Book:       bind("x", "tulis Excel", "x"),
		Form:       bind("f", "isi formulir", "f"),
		Instrument: bind("k", "pilih instrumen", "k"),
		National:   bind("n", "instrumen bawaan", "n"),
	}
	m.Walk = Walk{
		Next:  bind("Spasi", "berikut", "space", "right", "pgdown"),
		Prev:  bind("←", "sebelumnya", "left", "pgup", "backspace"),
		First: bind("Home", "ke awal", "home"),
		Last:  bind("End", "ke akhir", "end"),
	}
	m.Path = Path{
		Go:        bind("Enter", "ke butir", "enter"),
		Predicate: bind("p", "predikat", "p"),
		ByEffort:  bind("b", "menurut beban", "b"),
		LeverOnly: bind("s", "pengungkit saja", "s"),
		Basis:     bind("o", "klaim/berbukti", "o"),
		Effort:    bind("0–5", "beban", "0", "1", "2", "3", "4", "5"),
		Try:       bind("w", "coba sebagai bila", "w"),
	}
	m.Remarks = Remarks{
		Mark: bind("Spasi", "tandai", "space"),
		All:  bind("a", "tandai semua", "a"),
		Take: bind("Enter", "jadikan temuan", "enter"),
		Area: bind("1–6", "ke area", "1", "2", "3", "4", "5", "6"),
	}
	m.Evidence = Evidence{
		Open:      bind("Enter", "ubah", "enter"),
		File:      bind("n", "berkas baru", "n"),
		Link:      bind("t", "tautan", "t"),
		Binder:    bind("b", "ordner", "b"),
		Folder:    bind("m", "dari map", "m"),
		Replace:   bind("v", "ganti berkas", "v"),
		Accept:    bind("s", "sesuai", "s"),
		Faulty:    bind("p", "perlu perbaikan", "p"),
		Unchecked: bind("d", "belum diperiksa", "d"),
		Next:      bind("→", "saringan berikut", "right", "f"),
		Prev:      bind("←", "saringan sebelumnya", "left"),
		Area:      bind("0–7", "area", "0", "1", "2", "3", "4", "5", "6", "7"),
		Owner:     bind("o", "PJ", "o"),
		Words:     bind("/", "kata", "/"),
		Clear:     bind("*", "hapus saringan", "*"),
		Brief:     bind("r", "ringkas", "r"),
		Check:     bind("c", "periksa", "c"),
		Lacking:   bind("y", "kurang", "y"),
		Pack:      bind("z", "paket", "z"),
		History:   bind("h", "riwayat", "h"),
		PrevYear:  bind("<", "tahun sebelumnya", "<", ","),
		NextYear:  bind(">", "tahun berikutnya", ">", "."),
	}
	m.Intake = Intake{
		Edit: bind("Enter", "ubah", "enter"),
		Mark: bind("Spasi", "pilih", "space"),
		All:  bind("a", "pilih semua", "a"),
		Way:  bind("w", "cara", "w"),
		Take: bind("t", "ambil", "t"),
	}
	m.Faults = Faults{
		Repair: bind("Enter", "perbaiki", "enter"),
		Again:  bind("u", "periksa ulang", "u"),
	}
	m.Guide = Guide{
		Next: bind("→", "bab berikut", "right"),
		Prev: bind("←", "bab sebelumnya", "left"),
		Page: bind("Spasi", "halaman berikutnya", "space"),
	}
	m.Lacking = Lacking{
		Go:    bind("Enter", "ke butir", "enter"),
		Group: bind("Tab", "menurut PJ", "tab", "left", "right"),
		Write: bind("c", "buat daftar", "c"),
	}
	m.Data = Data{
		NextPart: bind("Tab", "bagian", "tab", "right"),
		PrevPart: bind("Shift+Tab", "bagian sebelumnya", "shift+tab", "left"),
		New:      bind("n", "tambah", "n"),
		MoveUp:   bind("a", "pindah ke atas", "a", "ctrl+up"),
		MoveDown: bind("b", "pindah ke bawah", "b", "ctrl+down"),
		Mark:     bind("Spasi", "tandai", "space"),
		Usual:    bind("*", "susunan biasa", "*"),
		Check:    bind("p", "periksa", "p"),
		File:     bind("f", "dari berkas", "f"),
		Other:    bind("m", "pilih map lain", "m"),
		Seal:     bind("s", "cadangan berkata sandi", "s"),
		History:  bind("h", "riwayat data kantor", "h"),
	}
}
