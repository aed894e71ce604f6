package lke

import (
	"fmt"
	"slices"
	"strings"

	"monev/internal/tanggal"
)

// Practice is what the office's own records say about its monev, within one
// year up to one day (practice.md §2.4).
type Practice struct {
	From, Until tanggal.Date // the time looked at; From is normally 1 January
	// Months between two monev meetings: 3 quarterly, 1 monthly; 0 is 3.
	Every           int
	Plan            Part // activities of the plan, or areas, that are Selesai
	PlanOf          string
	Meetings        []MonevMeeting
	Recommendations Part // follow-ups of monev that are Tuntas
	Members         Part // members of the office who took part
	Proposals       Part // usulan that were accepted
}

// Part is so many of so many.
type Part struct {
	Done, Total int
}

// String is "9 dari 13".
func (p Part) String() string { return fmt.Sprintf("%d dari %d", p.Done, p.Total) }

// MonevMeeting is one monev meeting that was held.
type MonevMeeting struct {
	Date    tanggal.Date
	Name    string
	Leaders []string // titles of the pimpinan who were present
}

// Proposal is an answer the records speak for. The user accepts it or not.
type Proposal struct {
	Item   string   // code
	Choice string   // proposed key; empty if the records do not say enough
	Reason string   // one or two Indonesian sentences
	Proof  []string // what shows it, to be filed as eviden
}

// The questions the meeting itself is evidence for.
const (
	itemPlan    = "A.I.1.iii.a"
	itemMonev   = "A.I.1.iii.b"
	itemClosed  = "A.I.1.iii.c"
	itemMembers = "A.I.1.iv.d"
)

// Propose derives answers to A.I.1.iii.a, b, c and A.I.1.iv.d from the records,
// in this order. It is careful: "sebagian besar" is more than half; a rhythm
// counts only if leaders were at a meeting in every full period, and in two at
// least. Where nothing is recorded, nothing is proposed; but without any meeting
// there was no monev.
func Propose(p Practice) []Proposal {
	return []Proposal{p.plan(), p.monev(), p.closed(), p.members()}
}

// share is the letter for a part: all A, most B, some C, none D.
func (p Part) share() string {
	switch {
	case p.Done >= p.Total:
		return "A"
	case 2*p.Done > p.Total:
		return "B"
	case p.Done > 0:
		return "C"
	}
	return "D"
}

func (p Practice) plan() Proposal {
	of := p.PlanOf
	if of == "" {
		of = "kegiatan rencana aksi"
	}
	out := Proposal{Item: itemPlan}
	if p.Plan.Total <= 0 {
		out.Reason = "Belum ada catatan tentang " + of + "."
		return out
	}
	out.Choice = p.Plan.share()
	out.Reason = fmt.Sprintf("%s %s selesai sampai %s.", p.Plan, of, p.Until.LongNoDay())
	out.Proof = append([]string{"Laporan realisasi rencana aksi"}, p.minutes()...)
	return out
}

func (p Practice) closed() Proposal {
	out := Proposal{Item: itemClosed}
	if p.Recommendations.Total <= 0 {
		out.Reason = "Belum ada tindak lanjut hasil monev yang tercatat."
		return out
	}
	out.Choice = p.Recommendations.share()
	out.Reason = fmt.Sprintf("%s tindak lanjut hasil monev sudah tuntas.", p.Recommendations)
	out.Proof = append([]string{"Laporan tindak lanjut hasil monev"}, p.minutes()...)
	return out
}

func (p Practice) members() Proposal {
	out := Proposal{Item: itemMembers}
	if p.Members.Total <= 0 {
		out.Reason = "Kehadiran anggota satuan kerja belum tercatat."
		if p.Proposals.Total > 0 {
			out.Reason += fmt.Sprintf(" Usulan: %s diterima.", p.Proposals)
		}
		return out
	}
	out.Choice = p.Members.share()
	out.Reason = fmt.Sprintf("%s anggota ikut dalam rapat monev; usulan: %s diterima.", p.Members, p.Proposals)
	if out.Choice == "A" && p.Proposals.Done <= 0 {
		out.Choice = "B"
		out.Reason += " Belum ada usulan anggota yang masuk ke keputusan."
	}
	out.Proof = append([]string{"Daftar usulan anggota dan putusannya"}, p.attendance()...)
	return out
}

func (p Practice) monev() Proposal {
	out := Proposal{Item: itemMonev}
	held, led := p.held(false), p.held(true)
	out.Proof = append(p.minutes(), p.attendance()...)
	missing, periods := p.gaps(led)
	switch {
	case len(held) == 0:
		out.Choice, out.Reason = "D", "Belum ada rapat monev yang tercatat."
	case len(led) == 0:
		out.Choice = "C"
		out.Reason = fmt.Sprintf("%d rapat monev, tetapi pimpinan tidak tercatat hadir.", len(held))
	case len(missing) > 0:
		out.Choice = "B"
		out.Reason = fmt.Sprintf("Pimpinan hadir pada %d dari %d rapat monev, tetapi tidak berkala: belum ada pada %s.",
			len(led), len(held), strings.Join(missing, ", "))
	case periods < 2:
		out.Choice = "B"
		out.Reason = fmt.Sprintf("Pimpinan hadir pada %d dari %d rapat monev; baru satu masa yang berjalan, jadi belum terbukti berkala.", len(led), len(held))
	default:
		out.Choice = "A"
		out.Reason = fmt.Sprintf("Pimpinan hadir pada %d dari %d rapat monev, ada pada setiap masa %d bulanan.", len(led), len(held), p.every())
	}
	if led != nil {
		var who []string
		for _, m := range led {
			for _, l := range m.Leaders {
				if !slices.Contains(who, l) {
					who = append(who, l)
				}
			}
		}
		out.Reason += " Hadir: " + strings.Join(who, ", ") + "."
	}
	return out
}

func (p Practice) every() int {
	if p.Every < 1 {
		return 3
	}
	return p.Every
}

// held lists the meetings within the time looked at, by date.
func (p Practice) held(led bool) []MonevMeeting {
	var out []MonevMeeting
	for _, m := range p.Meetings {
		if !m.Date.Before(p.From) && !m.Date.After(p.Until) && (!led || len(m.Leaders) > 0) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b MonevMeeting) int { return a.Date.Compare(b.Date) })
	return out
}

// gaps lists the full periods without one of these meetings, and counts the
// periods that have one. The period still running is not missed.
func (p Practice) gaps(held []MonevMeeting) (missing []string, with int) {
	for start := p.From; !start.After(p.Until); start = start.AddMonths(p.every()) {
		next := start.AddMonths(p.every())
		if !next.After(start) { // at the end of the calendar
			break
		}
		has := slices.ContainsFunc(held, func(m MonevMeeting) bool { return !m.Date.Before(start) && m.Date.Before(next) })
		switch end := next.AddDays(-1); {
		case has:
			with++
		case !end.After(p.Until):
			missing = append(missing, start.Short()+" s.d. "+end.Short())
		}
	}
	return missing, with
}

func (p Practice) minutes() []string { return p.papers("Notula ") }

func (p Practice) attendance() []string { return p.papers("Daftar hadir ") }

func (p Practice) papers(what string) []string {
	var out []string
	for _, m := range p.held(false) {
		out = append(out, what+m.Name+" ("+m.Date.Long()+")")
	}
	return out
}
