// Package keys holds every key of monev with its Indonesian help. Nobody else
// writes a key literal except Enter, Esc, Tab and arrows inside a field.
//
// One group per screen. To add a key: a field in its group, a line in Default.
// Not usable, because a terminal or Windows swallows or confuses them:
// shift+enter, ctrl+enter, ctrl+shift+…, alt+enter, ctrl+v, ctrl+i, ctrl+m, f11
// and " " (the space bar is called "space").
package keys

import "charm.land/bubbles/v2/key"

// Map is all bindings of the program, in groups.
type Map struct {
	Global     Global
	Dialog     Dialog
	List       List
	Form       Form
	Home       Home
	Meeting    Meeting
	Room       Room
	Prepare    Prepare
	Opening    Opening
	Area       Area
	Conclusion Conclusion
	Closing    Closing
	Review     Review
	Register   Register
	Saved      Saved
	LKE        LKE
	Walk       Walk
	Path       Path
	Remarks    Remarks
	Data       Data
	Photos     Photos
	Papers     Papers
	Picker     Picker
	Job        Job
	Evidence   Evidence
	Intake     Intake
	Faults     Faults
	Lacking    Lacking
}

// Global is what the root does on every screen.
type Global struct {
	Quit       key.Binding // on the bottom screen only
	ForceQuit  key.Binding // twice
	Back       key.Binding
	Help       key.Binding
	HelpTyping key.Binding // the part of Help that works while text is typed
	Palette    key.Binding
	Undo       key.Binding
	Redo       key.Binding
	Redraw     key.Binding
	Colours    key.Binding // the next palette
}

// Dialog is the usual answers to a question.
type Dialog struct {
	Cancel key.Binding // the safe first choice
	OK     key.Binding // where there is nothing to choose
	Yes    key.Binding
}

// List is moving in a list, and what is done to the selected line.
type List struct {
	Up, Down, PageUp, PageDown, First, Last key.Binding
	Move                                    key.Binding // all of them, for the help of a screen
	Open                                    key.Binding
	Edit                                    key.Binding
	Delete                                  key.Binding
}

// Form is what is done to an open form as a whole. Moving in it and storing it
// is part.Form's own: Enter, Tab, the arrows, Ctrl+S, Esc.
type Form struct {
	Discard key.Binding // what was typed, and its draft
}

// Home is Beranda.
type Home struct {
	Open, New, Register, LKE, Evidence, Data, Export, Delete key.Binding
	Leaders, History                                         key.Binding
}

// Meeting is what works in every stage of a meeting.
type Meeting struct {
	NextStage, PrevStage key.Binding
	Stage                key.Binding // "0" … "9": jump to that stage
	Pause                key.Binding
	Export               key.Binding
	Photos               key.Binding
	Evidence             key.Binding // of the meeting itself
}

// Room is the projected view of a meeting, and its second window.
type Room struct {
	Project     key.Binding // on and off
	Letter      key.Binding // Project by a letter, where the stage does not use it
	Next, Prev  key.Binding // page
	First, Last key.Binding
	Blank       key.Binding // the pause screen
	Freeze      key.Binding // the picture of the second window
	Test        key.Binding // uji proyektor
}

// Prepare is Persiapan.
type Prepare struct {
	Start            key.Binding
	New              key.Binding // an item of the agenda
	MoveUp, MoveDown key.Binding // the selected item
	Folder           key.Binding // of the documents, in the system's file manager
}

// Opening is Pembukaan: a key for each word of the daftar hadir.
type Opening struct {
	Present, Excused, Sick, Trip, Represented, Absent key.Binding
	Clear                                             key.Binding
	All                                               key.Binding // everybody not marked yet is present
	Remark                                            key.Binding // a point of the sambutan
}

// Area is one of the six areas during a meeting. Its letters win over the
// letters of List (k), the arrows stay.
type Area struct {
	Status, Summary, Obstacle, Finding, FollowUp, Proposal, Evidence, LKE key.Binding
	Convert                                                               key.Binding // finding or proposal → follow-up
	Note                                                                  key.Binding // private note of the facilitator
	Remarks                                                               key.Binding // what TPI and TPN remarked on this area
	History                                                               key.Binding // of the selected row, or of the area
}

// Conclusion is Simpulan.
type Conclusion struct {
	Conclusion, Decision, Words key.Binding
	Decide                      key.Binding // a follow-up for the leaders becomes a decision
	History                     key.Binding
}

// Closing is Penutup.
type Closing struct {
	Finish, Revise key.Binding
	Choose         key.Binding // single documents and formats
	Folder         key.Binding // of the documents, in the system's file manager
}

// Review is the review of old follow-ups in a meeting: a key for each of the
// four words. g is taken from List here; G, j, k and the arrows stay.
type Review struct {
	NotBegun, InProgress, Done, Impossible key.Binding
	Update                                 key.Binding // with the word it has
	NextOpen                               key.Binding // the next one nobody has spoken about
	History, Evidence                      key.Binding
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
	History            key.Binding // of the office's data
}

// Photos is the pictures of a meeting.
type Photos struct {
	New              key.Binding
	MoveUp, MoveDown key.Binding // the selected one
}

// Papers is choosing single documents to be made.
type Papers struct {
	Make, Mark, All key.Binding
}

// Picker is choosing files and folders. Letters search there, so nothing may use
// them; the space bar only marks where several files can be chosen.
type Picker struct {
	Open, Parent key.Binding
	Mark, All    key.Binding
	Space        key.Binding // Mark, where several can be chosen; a blank elsewhere
	Take         key.Binding // what is marked, or this folder
	Places       key.Binding
	Path         key.Binding // a line to type or paste a path
	Hidden       key.Binding
	Erase        key.Binding // the last letter of the search
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

// Lacking is the list of what is not there yet.
type Lacking struct {
	Go, Group, Write key.Binding
}

// Job is work that takes long.
type Job struct {
	Stop key.Binding
}

// bind makes a binding: shown is how its keys are written for the user, help
// what it does, Indonesian, lower case.
func bind(shown, help string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))
}

// Default returns the bindings of monev.
func Default() Map {
	return Map{
		Global: Global{
			Quit:       bind("q", "keluar", "q"),
			ForceQuit:  bind("Ctrl+C", "keluar (tekan dua kali)", "ctrl+c"),
			Back:       bind("Esc", "kembali", "esc"),
			Help:       bind("?", "bantuan", "?", "f1"),
			HelpTyping: bind("F1", "bantuan", "f1"),
			Palette:    bind("Ctrl+P", "palet perintah", "ctrl+p", ":"),
			Undo:       bind("Ctrl+Z", "urungkan", "ctrl+z"),
			Redo:       bind("Ctrl+Y", "ulangi", "ctrl+y"),
			Redraw:     bind("Ctrl+L", "gambar ulang layar", "ctrl+l"),
			Colours:    bind("F8", "ganti warna", "f8"),
		},
		Dialog: Dialog{
			Cancel: bind("Enter", "batal", "enter"),
			OK:     bind("Enter", "baik", "enter"),
			Yes:    bind("y", "ya", "y"),
		},
		List: List{
			Up:       bind("↑", "naik", "up", "k"),
			Down:     bind("↓", "turun", "down", "j"),
			PageUp:   bind("PgUp", "halaman sebelumnya", "pgup"),
			PageDown: bind("PgDn", "halaman berikutnya", "pgdown"),
			First:    bind("Home", "ke awal", "home", "g"),
			Last:     bind("End", "ke akhir", "end", "G"),
			Move:     bind("↑↓", "pilih", "up", "down", "pgup", "pgdown", "home", "end"),
			Open:     bind("Enter", "buka", "enter"),
			Edit:     bind("r", "ubah", "enter", "r"),
			Delete:   bind("x", "hapus", "x", "delete"),
		},
		Form: Form{
			Discard: bind("Ctrl+R", "buang isian", "ctrl+r"),
		},
		Home: Home{
			Open:     bind("Enter", "lanjutkan", "enter"),
			New:      bind("n", "rapat baru", "n"),
			Register: bind("t", "tindak lanjut", "t"),
			LKE:      bind("l", "LKE", "l"),
			Evidence: bind("e", "eviden", "e"),
			Data:     bind("d", "data", "d"),
			Export:   bind("c", "buat dokumen", "c"),
			Delete:   bind("x", "hapus", "x", "delete"),
			Leaders:  bind("p", "perlu keputusan pimpinan", "p"),
			History:  bind("h", "riwayat rapat", "h"),
		},
		Meeting: Meeting{
			NextStage: bind("]", "berikut", "]", "ctrl+right"),
			PrevStage: bind("[", "sebelumnya", "[", "ctrl+left"),
			Stage:     bind("0–9", "ke tahap", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
			Pause:     bind("z", "jeda", "z"),
			Export:    bind("c", "buat dokumen", "c"),
			Photos:    bind("o", "foto rapat", "o"),
			Evidence:  bind("e", "eviden rapat", "e"),
		},
		Room: Room{
			Project: bind("F5", "proyeksi", "f5"),
			Letter:  bind("p", "proyeksi", "p"),
			Next:    bind("→", "halaman berikut", "right", "down", "pgdown", "space"),
			Prev:    bind("←", "halaman sebelumnya", "left", "up", "pgup"),
			First:   bind("Home", "ke lembar pertama", "home"),
			Last:    bind("End", "ke lembar terakhir", "end"),
			Blank:   bind("F6", "layar jeda", "f6"),
			Freeze:  bind("b", "bekukan gambar", "b", "f"),
			Test:    bind("F7", "uji proyektor", "f7"),
		},
		Prepare: Prepare{
			Start:    bind("m", "mulai rapat", "m"),
			New:      bind("n", "tambah acara", "n"),
			MoveUp:   bind("-", "naikkan", "-", "shift+up"),
			MoveDown: bind("+", "turunkan", "+", "=", "shift+down"),
			Folder:   bind("b", "buka map", "b"),
		},
		Opening: Opening{
			Present:     bind("h", "hadir", "h"),
			Excused:     bind("i", "izin", "i"),
			Sick:        bind("s", "sakit", "s"),
			Trip:        bind("d", "dinas luar", "d"),
			Represented: bind("w", "diwakili", "w"),
			Absent:      bind("t", "tanpa keterangan", "t"),
			Clear:       bind("-", "kosongkan", "-", "backspace"),
			All:         bind("a", "semua hadir", "a"),
			Remark:      bind("n", "pokok sambutan", "n"),
		},
		Area: Area{
			Status:   bind("s", "status", "s"),
			Summary:  bind("a", "uraian", "a"),
			Obstacle: bind("k", "kendala", "k"),
			Finding:  bind("t", "temuan", "t"),
			FollowUp: bind("l", "tindak lanjut", "l"),
			Proposal: bind("u", "usulan", "u"),
			Evidence: bind("e", "eviden", "e"),
			LKE:      bind("b", "butir LKE", "b"),
			Convert:  bind("d", "jadikan tindak lanjut", "d"),
			Note:     bind("m", "catatan fasilitator", "m"),
			Remarks:  bind("n", "catatan penilai", "n"),
			History:  bind("h", "riwayat", "h"),
		},
		Conclusion: Conclusion{
			Conclusion: bind("s", "simpulan", "s"),
			Decision:   bind("u", "keputusan", "u"),
			Words:      bind("w", "kata penutup", "w"),
			Decide:     bind("d", "jadikan keputusan", "d"),
			History:    bind("h", "riwayat", "h"),
		},
		Closing: Closing{
			Finish: bind("f", "kunci rapat", "f"),
			Revise: bind("v", "revisi", "v"),
			Choose: bind("p", "pilih dokumen", "p"),
			Folder: bind("b", "buka map", "b"),
		},
		Review: Review{
			NotBegun:   bind("b", "belum", "b"),
			InProgress: bind("p", "proses", "p"),
			Done:       bind("t", "tuntas", "t"),
			Impossible: bind("g", "tidak dapat", "g"),
			Update:     bind("Enter", "perbarui", "enter", "r"),
			NextOpen:   bind("n", "TL berikut", "n"),
			History:    bind("h", "riwayat", "h"),
			Evidence:   bind("e", "eviden", "e"),
		},
		Register: Register{
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
		},
		Saved: Saved{
			Use:    bind("Enter", "pakai", "enter"),
			Nth:    bind("1–9", "pakai", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
			New:    bind("n", "simpan saringan", "n"),
			Rename: bind("r", "ubah nama", "r"),
		},
		LKE: LKE{
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
		},
		Walk: Walk{
			Next:  bind("Spasi", "berikut", "space", "right", "pgdown"),
			Prev:  bind("←", "sebelumnya", "left", "pgup", "backspace"),
			First: bind("Home", "ke awal", "home"),
			Last:  bind("End", "ke akhir", "end"),
		},
		Path: Path{
			Go:        bind("Enter", "ke butir", "enter"),
			Predicate: bind("p", "predikat", "p"),
			ByEffort:  bind("b", "menurut beban", "b"),
			LeverOnly: bind("s", "pengungkit saja", "s"),
			Basis:     bind("o", "klaim/berbukti", "o"),
			Effort:    bind("0–5", "beban", "0", "1", "2", "3", "4", "5"),
			Try:       bind("w", "coba sebagai bila", "w"),
		},
		Remarks: Remarks{
			Mark: bind("Spasi", "tandai", "space"),
			All:  bind("a", "tandai semua", "a"),
			Take: bind("Enter", "jadikan temuan", "enter"),
			Area: bind("1–6", "ke area", "1", "2", "3", "4", "5", "6"),
		},
		Data: Data{
			NextPart: bind("Tab", "bagian", "tab", "right"),
			PrevPart: bind("Shift+Tab", "bagian sebelumnya", "shift+tab", "left"),
			New:      bind("n", "tambah", "n"),
			MoveUp:   bind("a", "pindah ke atas", "a", "ctrl+up"),
			MoveDown: bind("b", "pindah ke bawah", "b", "ctrl+down"),
			Mark:     bind("Spasi", "tandai", "space"),
			Usual:    bind("*", "susunan biasa", "*"),
			Check:    bind("p", "periksa data", "p"),
			File:     bind("f", "pulihkan berkas", "f"),
			Other:    bind("m", "pilih map lain", "m"),
			History:  bind("h", "riwayat data kantor", "h"),
		},
		Photos: Photos{
			New:      bind("n", "tambah foto", "n"),
			MoveUp:   bind("-", "naikkan", "-", "shift+up"),
			MoveDown: bind("+", "turunkan", "+", "=", "shift+down"),
		},
		Papers: Papers{
			Make: bind("Enter", "buat", "enter"),
			Mark: bind("Spasi", "tandai", "space"),
			All:  bind("a", "semua", "a"),
		},
		Picker: Picker{
			Open:   bind("Enter", "buka", "enter", "right"),
			Parent: bind("←", "map di atas", "left"),
			Mark:   bind("Tab", "tandai", "tab"),
			Space:  bind("Spasi", "tandai", "space"),
			All:    bind("Ctrl+A", "tandai semua", "ctrl+a"),
			Take:   bind("Ctrl+S", "pakai", "ctrl+s"),
			Places: bind("F2", "tempat", "f2"),
			Path:   bind("F3", "tulis letak", "f3"),
			Hidden: bind("F4", "tersembunyi", "f4"),
			Erase:  bind("Backspace", "hapus huruf, lalu map di atas", "backspace", "shift+backspace", "ctrl+h"),
		},
		Evidence: Evidence{
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
		},
		Intake: Intake{
			Edit: bind("Enter", "ubah", "enter"),
			Mark: bind("Spasi", "pilih", "space"),
			All:  bind("a", "pilih semua", "a"),
			Way:  bind("w", "cara", "w"),
			Take: bind("t", "ambil", "t"),
		},
		Faults: Faults{
			Repair: bind("Enter", "perbaiki", "enter"),
			Again:  bind("u", "periksa ulang", "u"),
		},
		Lacking: Lacking{
			Go:    bind("Enter", "ke butir", "enter"),
			Group: bind("Tab", "menurut PJ", "tab", "left", "right"),
			Write: bind("c", "buat daftar", "c"),
		},
		Job: Job{
			Stop: bind("Esc", "hentikan", "esc"),
		},
	}
}
