package report

import (
	"fmt"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

// everything is the sample meeting with all that documents can be made from but the LKE
// worksheet.
func everything(t testing.TB, edit func(*monev.Meeting)) Input {
	m := sample(t, edit)
	in := Input{Minutes: m, AsOf: m.Meeting.FinalAt, Photos: []Photo{{Caption: "Pembukaan"}},
		Deadlines: []monev.Deadline{{ID: "1", Date: tanggal.MustNew(2025, 12, 31), Text: "Laporan"}},
		Evidence:  []monev.Evidence{{ID: "2025/A.I.3.i.a/00001", Item: "A.I.3.i.a", Title: "Analisis jabatan", Status: monev.EvidenceAccepted}},
		Earlier:   []Past{{ID: "R002", Period: "TW III 2025", Date: tanggal.MustNew(2025, 8, 19)}}}
	in.Register = append(m.Old(), m.New()...)
	return in
}

// Every document can be made of nothing at all and of a draft, has what it is
// called on it, and never shows the catatan fasilitator.
func TestEveryKind(t *testing.T) {
	hostile := strings.Repeat("Panjang sekali 😀 ", 600) + "\x1b[31m\u202e<script>|`*_=1+1"
	inputs := map[string]Input{
		"nothing": {},
		"final":   everything(t, nil),
		"draft":   everything(t, func(m *monev.Meeting) { m.Status = monev.Draft; m.Sessions = nil }),
		"hostile": everything(t, func(m *monev.Meeting) {
			m.Title, m.Conclusion, m.Agenda = hostile, hostile, []string{hostile, hostile}
			m.Letter = monev.Letter{To: []string{hostile}, Nature: hostile, Signer: "tidak ada"}
		}),
	}
	for name, in := range inputs {
		for _, k := range Kinds() {
			d := k.Build(in)
			if len(d.Blocks) == 0 || d.Title == "" || d.Header == "" {
				t.Errorf("%s of %s is empty", k.Name, name)
			}
			text := string(Markdown(d))
			if _, err := DOCX(d); err != nil {
				t.Errorf("%s of %s: %v", k.Name, name, err)
			}
			if all := fmt.Sprintf("%+v", d); strings.Contains(all, private) || strings.ContainsAny(text, "\x1b\u202e") {
				t.Errorf("%s of %s shows what it must not", k.Name, name)
			}
			for _, p := range k.Parts {
				one := in
				one.Papers.Parts = map[string][]string{k.Name: {p.Name}}
				if len(k.Build(one).Blocks) > len(d.Blocks) {
					t.Errorf("%s of %s: part %s is longer than the whole", k.Name, name, p.Name)
				}
			}
		}
	}
}

// DRAF stands on what is a draft: the undangan until it has number and date, the
// sheet to be signed never, everything else until the meeting is locked.
func TestDraftMark(t *testing.T) {
	draft := sample(t, func(m *monev.Meeting) { m.Status, m.Invitation = monev.Draft, "" })
	ready := draft
	ready.Meeting.Invitation, ready.Meeting.Letter.Date = "7/Und/2025", tanggal.MustNew(2025, 11, 13)
	running := draft
	running.Meeting.Status = monev.Running
	final := sample(t, nil)
	for _, k := range Kinds() {
		letter := k.Name == "undangan" || k.Name == "susunan-acara"
		got := []bool{k.Draft(draft), k.Draft(ready), k.Draft(running), k.Draft(final)}
		want := []bool{k.Name != "daftar-hadir", k.Name != "daftar-hadir" && !letter, !letter, false}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: DRAF %v, want %v", k.Name, got, want)
				break
			}
		}
	}
}

func TestOptionsOf(t *testing.T) {
	if o := OptionsOf(monev.Papers{}); o != (Options{Margins: DefaultMargins()}) {
		t.Errorf("%+v", o)
	}
	o := OptionsOf(monev.Papers{Paper: monev.PaperF4, Font: monev.FontBookman, Size: 12, Left: 40})
	if o.Paper != F4 || o.Font != "Bookman Old Style" || o.Size != 12 || o.Margins != (Margins{40, 20, 20, 25}) {
		t.Errorf("%+v", o)
	}
}

func TestTotals(t *testing.T) {
	of := func(marks ...monev.Presence) string {
		var list []monev.Attendee
		for _, p := range marks {
			list = append(list, monev.Attendee{Marks: []monev.Presence{p}})
		}
		return totals(list, monev.Attendee.Overall)
	}
	for got, want := range map[string]string{
		of(): "hadir 0 orang, tidak hadir 0 orang, dari 0 orang",
		of(monev.Present, monev.Represented, monev.Sick, monev.Excused, monev.Unmarked): "hadir 2 orang (diwakili 1), tidak hadir 2 orang (izin 1, sakit 1), belum diisi 1 orang, dari 5 orang",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The times of the order of events follow each other and add up.
func TestSchedule(t *testing.T) {
	in := everything(t, nil)
	for i := range in.Minutes.Areas {
		in.Minutes.Areas[i].Review.Planned = monev.DefaultMinutes
	}
	from, to := in.Planned()
	if from.In(wib).Format("15.04") != "09.00" || to.Sub(from).Minutes() != 15+20+60+15+10 {
		t.Errorf("%s to %s", from, to)
	}
	in.Minutes.Areas[2].Review.Planned = 45
	text := string(Markdown(agendaKind().Build(in)))
	wants(t, text, "| 3 | 09.35–11.10 | 95 |", "| 09.55–10.40 | 45 | Area III", "| 5 | 11.25–11.35 | 10 |")
	in.Minutes.Meeting.Time = tanggal.Clock{}
	wants(t, string(Markdown(agendaKind().Build(in))), "| 1 | – | 15 |")
}

// What an official looks for: the letter cited with number and date, units by one
// name on every paper, no signature on a page of its own, chapters in the middle.
func TestWordsOnPaper(t *testing.T) {
	in := everything(t, func(m *monev.Meeting) {
		m.Invitation, m.Letter.Date = "12/Und/2025", tanggal.MustNew(2025, 11, 13)
		m.Attendance[0].Person.Position, m.Attendance[0].UnitName = "kasubbag-kul", "KUL"
	})
	text := func(name string) string {
		k, _ := KindOf(name)
		return string(Markdown(k.Build(in)))
	}
	for name, want := range map[string]string{
		"notula":        "nomor 12/Und/2025 tanggal 13 November 2025",
		"laporan":       "Undangan rapat nomor 12/Und/2025 tanggal 13 November 2025",
		"undangan":      "13 November 2025",
		"daftar-hadir":  "Subbag KUL",
		"susunan-acara": "jam dalam WIB",
	} {
		if got := text(name); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", name, want, got)
		}
	}
	for _, k := range Kinds() {
		d := k.Build(in)
		for i, b := range d.Blocks {
			switch v := b.(type) {
			case Heading:
				if strings.HasPrefix(v.Text, "BAB ") && v.Align != Center {
					t.Errorf("%s: %q is not centred", k.Name, v.Text)
				}
			case Signatures:
				if p, ok := d.Blocks[i-1].(Paragraph); (!ok || !p.Keep) && k.Name != "rekap-lke" {
					t.Errorf("%s: the signatures can stand alone after %T", k.Name, d.Blocks[i-1])
				}
			}
		}
	}
}
