package app_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/lke/lketest"
	"monev/internal/monev"
	"monev/internal/store"
)

// notUndone are the methods that write nothing undo takes back, and why.
var notUndone = map[string]string{
	// reading, and files beside the store
	"Backups": "", "CheckData": "", "CheckEvidence": "", "Candidates": "", "Dir": "", "DocumentDir": "", "DocumentsThere": "", "Draft": "",
	"EvaluatorNotes": "", "EvidenceBook": "", "EvidenceDir": "", "ExportData": "", "ExportDocuments": "", "ExportLKE": "", "FileOf": "",
	"Filters": "", "FilterNamed": "", "FollowUp": "", "Head": "", "History": "", "Home": "", "Input": "", "Instrument": "", "Instruments": "", "Meetings": "",
	"Minutes": "", "MissingList": "", "MissingListInto": "", "Now": "", "Office": "", "OpenFolder": "", "Pack": "", "PackInto": "",
	"PlanInstrument": "", "Points": "", "Present": "", "Propose": "", "Ready": "", "Records": "", "Register": "", "ScanFolder": "",
	"Sealed": "", "Recovered": "", "UndoSaid": "", "RedoSaid": "", "Search": "", "Sitting": "", "Today": "", "VerifyBackup": "", "WithDir": "", "WithKeeping": "", "Worksheet": "",
	"BackUp": "", "Tidy": "", "SaveLKE": "", "WriteMissingList": "",
	// make a whole store
	"Restore": "", "ImportData": "",
	// half-typed text
	"SetDraft": "",
	"Undo":     "", "Redo": "",
	// barriers, see TestFinalIsABarrier: what was final is not taken back
	"SetUp": "", "CloseMeeting": "", "ReviseMeeting": "",
	// a barrier too, see TestASessionLeftBehindEndsWithTheLastThingRecorded
	"CloseStaleSession": "",
	// passed over, see TestUndoPassesOverStageMoves and TestMadeDocumentsAreEvidence
	"GoTo": "", "MakeDocuments": "",
}

// Every method that changes records: taken back it leaves exactly what was, done
// again exactly what it made, and both times it says in the user's words what it was.
func TestUndoOfEveryMethod(t *testing.T) {
	w := running(t)
	const id, unit = "R0003", "A.I.1.ii.a"
	away := t.TempDir()
	var (
		f    monev.Finding
		p    monev.Proposal
		up   monev.FollowUp
		e    monev.Evidence
		kept monev.SavedFilter
		dead monev.Deadline
		made string
		pic  = func() monev.Photo { return w.full(id).Meeting.Photos[0] }
		file = func(name, text string) string { return put(t, away, name, text) }
	)
	picked := file("a.jpg", string(picture(40, 30, 1)))
	steps := []struct {
		method, word string // a part of what is said
		do           func() error
	}{
		{"EditOffice", "tempat rapat", func() error {
			return w.EditOffice(w.ctx, "tempat rapat", func(o *monev.Office) error { o.Place = "Ruang RPP"; return nil })
		}},
		{"PutDeadline", "tenggat kantor", func() (err error) {
			dead, err = w.PutDeadline(w.ctx, monev.Deadline{Date: day("2025-12-30"), Text: "Laporan"}, "")
			return err
		}},
		{"MarkDeadline", "tenggat", func() error { return w.MarkDeadline(w.ctx, dead.ID, true) }},
		{"DropDeadline", "hapus tenggat kantor", func() error { return w.DropDeadline(w.ctx, dead.ID) }},
		{"SetLogo", "logo", func() error { return w.SetLogo(w.ctx, picked) }},
		{"CreateMeeting", "buat rapat", func() error { m, err := w.CreateMeeting(w.ctx, day("2026-02-20"), nil); made = m.ID; return err }},
		{"DeleteMeeting", "hapus rapat", func() error { return w.DeleteMeeting(w.ctx, made) }},
		{"EditMeeting", "judul", func() error {
			return w.EditMeeting(w.ctx, id, "judul", "", func(m *monev.Meeting) error { m.Title = "Monev"; return nil })
		}},
		{"Mark", "kehadiran", func() error { return w.Mark(w.ctx, id, "sekretaris", monev.Sick, "") }},
		{"SetLetter", "surat undangan", func() error {
			return w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-11-14")}, "7/Und", "")
		}},
		{"AddPhotos", "foto", func() error {
			_, err := w.AddPhotos(w.ctx, id, []string{picked, file("b.jpg", string(picture(40, 30, 2)))}, nil)
			return err
		}},
		{"SetCaption", "foto", func() error { return w.SetCaption(w.ctx, id, pic().ID, "Sambutan", "") }},
		{"MovePhoto", "foto", func() error { return w.MovePhoto(w.ctx, id, pic().ID, 1) }},
		{"DropPhoto", "foto", func() error { return w.DropPhoto(w.ctx, id, pic().ID) }},
		{"EditArea", "capaian area I", func() error {
			return w.EditArea(w.ctx, id, 0, "capaian area I", "", func(a *monev.AreaReview) error { a.Progress = number(71); return nil })
		}},
		{"PlanArea", "waktu rencana area I", func() error { return w.PlanArea(w.ctx, id, 0, 17, "") }},
		{"AddFinding", "tambah temuan “SKP belum", func() (err error) {
			f, err = w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "SKP belum ditandatangani oleh dua pegawai pada triwulan ini"}, "")
			return err
		}},
		{"EditFinding", "ubah temuan “SKP lengkap”", func() error { f.Text = "SKP lengkap"; return w.EditFinding(w.ctx, f, "") }},
		{"AddProposal", "tambah usulan “Sosialisasi”", func() (err error) {
			p, err = w.AddProposal(w.ctx, monev.Proposal{Meeting: id, Text: "Sosialisasi", By: monev.Person{Position: "ketua"}}, "")
			return err
		}},
		{"EditProposal", "ubah usulan “Sosialisasi”", func() error { p.Verdict = monev.Accepted; return w.EditProposal(w.ctx, p, "") }},
		{"AddFollowUp", "tambah tindak lanjut TL-", func() (err error) {
			up, err = w.AddFollowUp(w.ctx, monev.FollowUp{Text: "Susun SOP", Origin: monev.Origin{Meeting: id}}, "")
			return err
		}},
		{"RewriteFollowUp", "“Susun dua SOP”", func() error { up.Text = "Susun dua SOP"; return w.RewriteFollowUp(w.ctx, up, "") }},
		{"ReportFollowUp", "perbarui tindak lanjut TL-", func() error { return w.ReportFollowUp(w.ctx, up.ID, id, reportNote("berjalan"), "") }},
		{"ChangeFollowUps", "ubah 2 tindak lanjut", func() error {
			return w.ChangeFollowUps(w.ctx, []string{"TL-00006", "TL-00008"}, app.Report{Priority: monev.Urgent, Due: day("2025-12-12")}, "")
		}},
		{"DropFollowUp", "hapus tindak lanjut TL-", func() error { return w.DropFollowUp(w.ctx, id, up.ID) }},
		{"DropFinding", "hapus temuan “SKP lengkap”", func() error { return w.DropFinding(w.ctx, id, f.ID) }},
		{"DropProposal", "hapus usulan “Sosialisasi”", func() error { return w.DropProposal(w.ctx, id, p.ID) }},
		{"ImportFollowUps", "ambil tindak lanjut dari daftar", func() error {
			_, err := w.ImportFollowUps(w.ctx, []byte("Tindak lanjut;Area\nSatu hal;3\nDua hal;4\n"))
			return err
		}},
		{"SaveFilter", "simpan saringan “Area III”", func() (err error) {
			kept, err = w.SaveFilter(w.ctx, monev.SavedFilter{Name: "Area III", Filter: monev.FollowUpFilter{Area: 3}}, "")
			return err
		}},
		{"SaveFilter", "ubah saringan “SDM”", func() error { kept.Name = "SDM"; _, err := w.SaveFilter(w.ctx, kept, ""); return err }},
		{"DropFilter", "hapus saringan “SDM”", func() error { return w.DropFilter(w.ctx, kept.ID) }},
		{"Answer", "jawaban " + unit, func() error {
			return w.Answer(w.ctx, year, lke.TPI, unit, lke.Answer{Choice: "Tidak", Note: "belum ditetapkan"}, "")
		}},
		{"TakeNotes", "catatan penilai", func() error { return w.TakeNotes(w.ctx, id, free(w)) }},
		{"SetPolicy", "pembagi nol", func() error { return w.SetPolicy(w.ctx, year, "ketat") }},
		{"SetEffort", "beban", func() error { return w.SetEffort(w.ctx, year, unit, 4) }},
		{"ImportLKE", "ambil jawaban LKE dari berkas", func() error { _, err := w.ImportLKE(w.ctx, portalFile(t), 2026, true); return err }},
		{"LoadInstrument", "ganti instrumen LKE", func() error {
			_, _, err := w.LoadInstrument(w.ctx, lketest.Next(), 2026, app.TakeInstrument)
			return err
		}},
		{"PutEvidence", "eviden", func() error {
			return w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: unit, Title: "Map hijau", Kind: monev.EvidenceBinder}, "")
		}},
		{"AttachFile", "“SK tim kerja”", func() (err error) {
			e, err = w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: unit, Title: "SK tim kerja", Status: monev.EvidenceAccepted}, file("sk.pdf", "sk"), false, "", nil)
			return err
		}},
		{"AcceptChange", "perubahan eviden", func() error { file("sk.pdf", "sk baru"); return w.AcceptChange(w.ctx, e.ID) }},
		{"RelinkEvidence", "letak eviden", func() error {
			return w.RelinkEvidence(w.ctx, e.ID, monev.File{Path: file("pindah/sk.pdf", "sk baru")})
		}},
		{"AdoptOrphan", "berkas eviden", func() error {
			put(t, w.Dir(), "eviden/2025/lain/Notula.pdf", "notula")
			_, err := w.AdoptOrphan(w.ctx, monev.Evidence{Year: year, Item: unit, Title: "Notula"}, monev.File{Path: "eviden/2025/lain/Notula.pdf", Kept: true})
			return err
		}},
		{"DropEvidence", "hapus eviden “SK tim kerja”", func() error { return w.DropEvidence(w.ctx, e.ID) }},
		{"AttachAll", "eviden", func() error {
			list := must(w.Candidates(w.ctx, year, unit, []string{file("c.pdf", "c"), file("d.pdf", "d")}))
			_, err := w.AttachAll(w.ctx, year, list, true, nil)
			return err
		}},
		{"PauseMeeting", "jeda rapat", func() error { return w.PauseMeeting(w.ctx, id, "makan siang") }},
		{"ResumeMeeting", "buka sesi lanjutan", func() error { return w.ResumeMeeting(w.ctx, id) }},
		{"SetSession", "waktu sesi 1", func() error {
			s := w.full(id).Meeting.Sessions[0]
			return w.SetSession(w.ctx, id, 0, s.Start.Add(-5*time.Minute), s.End, "azan", "")
		}},
		{"MarkRest", "semua hadir", func() error { return w.MarkRest(w.ctx, id, monev.Present) }},
		{"StartMeeting", "mulai rapat", func() error {
			w.ok(w.PauseMeeting(w.ctx, id, "dilanjutkan besok"))
			made = must(w.CreateMeeting(w.ctx, day("2025-12-20"), nil)).ID
			return w.StartMeeting(w.ctx, made)
		}},
	}
	seen := map[string]bool{}
	for _, c := range steps {
		seen[c.method] = true
		t.Run(c.method, func(t *testing.T) {
			w.t = t
			w.minutes(1)
			before, seq := w.state(), w.head()
			w.ok(c.do())
			after, n := w.state(), w.head()-seq
			if before == after {
				t.Fatal("changed nothing")
			}
			for range 2 {
				for i := range n { // some need another change first
					said, err := w.Undo(w.ctx)
					if err != nil || i == 0 && !strings.Contains(said, c.word) {
						t.Fatalf("undo said %q, %v", said, err)
					}
				}
				if w.state() != before {
					t.Fatal("undo left a trace")
				}
				for i := range n {
					said, err := w.Redo(w.ctx)
					if err != nil || i == n-1 && !strings.Contains(said, c.word) {
						t.Fatalf("redo said %q, %v", said, err)
					}
				}
				if w.state() != after {
					t.Fatal("redo made something else")
				}
			}
			if _, err := w.Redo(w.ctx); !errors.Is(err, store.ErrNothing) {
				t.Errorf("a second redo: %v", err)
			}
		})
	}
	methods := reflect.TypeFor[*app.App]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if _, not := notUndone[name]; !not && !seen[name] {
			t.Errorf("%s is neither undone here nor said to write nothing", name)
		}
	}
}

// state is a sum of every record without the walks, quicker than records.
func (w *world) state() string {
	w.t.Helper()
	sum := sha256.New()
	w.ok(w.store.View(w.ctx, func(r store.Reader) error {
		for _, kind := range store.Kinds() {
			if kind == store.KindWalk {
				continue
			}
			err := r.Scan(kind, "", func(key string, value []byte) error {
				fmt.Fprintf(sum, "%s %s %s\n", kind, key, value)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return string(sum.Sum(nil))
}

// free is a note of a penilai that no meeting has taken.
func free(w *world) app.EvaluatorNote {
	for _, n := range w.notes() {
		if n.Taken == "" && n.Area > 0 {
			return n
		}
	}
	w.t.Fatal("no note is left")
	return app.EvaluatorNote{}
}

// What is told is cut.
func TestUndoTellsLongText(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.finding(id, 0, strings.Repeat("panjang ", 200))
	said, err := w.Undo(w.ctx)
	if n := len([]rune(said)); err != nil || n > 80 || !strings.HasSuffix(said, "…”") {
		t.Errorf("%d: %q %v", n, said, err)
	}
}
