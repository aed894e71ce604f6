package keys

import "charm.land/bubbles/v2/key"

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

// Photos is the pictures of a meeting.
type Photos struct {
	New              key.Binding
	MoveUp, MoveDown key.Binding // the selected one
}

// Papers is choosing single documents to be made.
type Papers struct {
	Make, Mark, All key.Binding
}

// meeting sets the keys of a meeting and its stages.
func (m *Map) meeting() {
	m.Meeting = Meeting{
		NextStage: bind("]", "berikut", "]", "ctrl+right"),
		PrevStage: bind("[", "sebelumnya", "[", "ctrl+left"),
		Stage:     bind("0–9", "ke tahap", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Pause:     bind("z", "jeda", "z"),
		Export:    bind("c", "buat dokumen", "c"),
		Photos:    bind("o", "foto rapat", "o"),
		Evidence:  bind("e", "eviden rapat", "e"),
	}
	m.Room = Room{
		Project: bind("F5", "proyeksi", "f5"),
		Letter:  bind("p", "proyeksi", "p"),
		Next:    bind("→", "halaman berikut", "right", "down", "pgdown", "space"),
		Prev:    bind("←", "halaman sebelumnya", "left", "up", "pgup"),
		First:   bind("Home", "ke lembar pertama", "home"),
		Last:    bind("End", "ke lembar terakhir", "end"),
		Blank:   bind("F6", "layar jeda", "f6"),
		Freeze:  bind("b", "bekukan gambar", "b", "f"),
		Test:    bind("F7", "uji proyektor", "f7"),
	}
	m.Prepare = Prepare{
		Start:    bind("m", "mulai rapat", "m"),
		New:      bind("n", "tambah acara", "n"),
		MoveUp:   bind("-", "naikkan", "-", "shift+up"),
		MoveDown: bind("+", "turunkan", "+", "=", "shift+down"),
		Folder:   bind("b", "buka map", "b"),
	}
	m.Opening = Opening{
		Present:     bind("h", "hadir", "h"),
		Excused:     bind("i", "izin", "i"),
		Sick:        bind("s", "sakit", "s"),
		Trip:        bind("d", "dinas luar", "d"),
		Represented: bind("w", "diwakili", "w"),
		Absent:      bind("t", "tanpa keterangan", "t"),
		Clear:       bind("-", "kosongkan", "-", "backspace"),
		All:         bind("a", "semua hadir", "a"),
		Remark:      bind("n", "pokok sambutan", "n"),
	}
	m.Area = Area{
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
	}
	m.Conclusion = Conclusion{
		Conclusion: bind("s", "simpulan", "s"),
		Decision:   bind("u", "keputusan", "u"),
		Words:      bind("w", "kata penutup", "w"),
		Decide:     bind("d", "jadikan keputusan", "d"),
		History:    bind("h", "riwayat", "h"),
	}
	m.Closing = Closing{
		Finish: bind("f", "kunci rapat", "f"),
		Revise: bind("v", "revisi", "v"),
		Choose: bind("p", "pilih dokumen", "p"),
		Folder: bind("b", "buka map", "b"),
	}
	m.Review = Review{
		NotBegun:   bind("b", "belum", "b"),
		InProgress: bind("p", "proses", "p"),
		Done:       bind("t", "tuntas", "t"),
		Impossible: bind("g", "tidak dapat", "g"),
		Update:     bind("Enter", "perbarui", "enter", "r"),
		NextOpen:   bind("n", "TL berikut", "n"),
		History:    bind("h", "riwayat", "h"),
		Evidence:   bind("e", "eviden", "e"),
	}
	m.Photos = Photos{
		New:      bind("n", "tambah foto", "n"),
		MoveUp:   bind("-", "naikkan", "-", "shift+up"),
		MoveDown: bind("+", "turunkan", "+", "=", "shift+down"),
	}
	m.Papers = Papers{
		Make: bind("Enter", "buat", "enter"),
		Mark: bind("Spasi", "tandai", "space"),
		All:  bind("a", "semua", "a"),
	}
}
