package cli

import (
	"fmt"
	"io"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// printMinutes prints a meeting as readable text. What only the facilitator may
// see is not in it.
func printMinutes(w io.Writer, m monev.Minutes) {
	p := printer{w}
	x := m.Meeting
	p.line("%s · %s", x.ID, x.Title)
	var t table
	t.row("Periode", x.Period.String())
	t.row("Tanggal", x.Date.Long())
	t.row("Tempat", dash(x.Place))
	t.row("Status", status(x)+", tahap "+m.Walk.Stage.Name())
	t.row("Pimpinan rapat", x.Chair.String())
	t.row("Notulis", x.Notary.String())
	for i, s := range x.Sessions {
		t.row(fmt.Sprintf("Sesi %d", i+1), tanggal.Range(s.Start, s.End))
	}
	t.print(w)

	p.head("DAFTAR HADIR")
	t = table{}
	for _, a := range x.Attendance {
		name, how := dash(a.Person.Holder), dash(string(a.Overall()))
		if a.Deputy != "" {
			how += " " + a.Deputy
		}
		t.row("  "+a.Person.Title, name, how)
	}
	t.print(w)
	if len(x.Remarks) > 0 {
		p.head("SAMBUTAN DAN ARAHAN")
	}
	for _, r := range x.Remarks {
		p.line("  %s: %s", r.By, r.Text)
	}
	for i, a := range m.Areas {
		p.head("%s. %s", tanggal.Roman(i+1), strings.ToUpper(m.Office.Areas[i].Name))
		p.area(a)
	}
	p.head("SIMPULAN")
	p.text(dash(x.Conclusion))
	if len(x.Decisions) > 0 {
		p.head("KEPUTUSAN")
	}
	for i, d := range x.Decisions {
		p.line("  %d. %s", i+1, d.Text)
	}
	if x.Closing != "" {
		p.head("PENUTUP")
		p.text(x.Closing)
	}
}

type printer struct{ w io.Writer }

func (p printer) line(format string, args ...any) {
	fmt.Fprintln(p.w, strings.TrimRight(plain.Inline(fmt.Sprintf(format, args...)), " "))
}

func (p printer) head(format string, args ...any) {
	fmt.Fprintln(p.w)
	p.line(format, args...)
}

// text prints a text of several lines, indented.
func (p printer) text(s string) {
	for l := range strings.SplitSeq(plain.Text(s), "\n") {
		p.line("  %s", l)
	}
}

func (p printer) area(a monev.AreaPart) {
	progress := "-"
	if n := a.Review.Progress; n != nil {
		progress = fmt.Sprintf("%d%%", *n)
		if d, ok := a.Trend(); ok {
			progress += fmt.Sprintf(" (%+d)", d)
		}
	}
	p.line("  Status %s, capaian %s", dash(string(a.Review.Status)), progress)
	for _, f := range []struct{ label, text string }{{"Uraian", a.Review.Summary}, {"Kendala", a.Review.Obstacles}} {
		if f.text != "" {
			p.line("  %s: %s", f.label, f.text)
		}
	}
	for _, f := range a.Findings {
		p.line("  Temuan %s [%s]%s: %s", f.ID, f.Level, code(f.Item), f.Text)
		if f.Cause != "" {
			p.line("    Akar masalah: %s", f.Cause)
		}
		if f.Recommendation != "" {
			p.line("    Rekomendasi: %s", f.Recommendation)
		}
	}
	for _, u := range a.Proposals {
		verdict := string(u.Verdict)
		if verdict == "" {
			verdict = "belum diputus"
		}
		p.line("  Usulan %s dari %s (%s): %s", u.ID, u.By, verdict, u.Text)
		if u.Note != "" {
			p.line("    Catatan: %s", u.Note)
		}
	}
	for _, l := range a.Old {
		p.followUp("lama", l)
	}
	for _, l := range a.New {
		p.followUp("baru", l)
	}
}

func (p printer) followUp(origin string, l monev.FollowUpLine) {
	p.line("  Tindak lanjut %s %s%s: %s", origin, l.ID, code(l.Item), l.Text)
	parts := []string{string(l.Status), "PJ " + dash(l.Owner.String()), "tenggat " + dash(l.Due.Short()), "prioritas " + string(l.Priority)}
	if late := lateness(l); late != "" {
		parts = append(parts, late)
	}
	p.line("    %s", strings.Join(parts, " · "))
}

func code(item string) string {
	if item == "" {
		return ""
	}
	return " " + item
}
