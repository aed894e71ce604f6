package penutup

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/paper"
	"monev/ui/part"
	"monev/ui/screen/foto"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k := s.K.Keys.Closing
	m := s.M.Meeting
	row := s.Selected()
	open := kit.Action{ID: "penutup.buka", Key: s.K.Keys.List.Open, Run: s.openSelected}
	switch {
	case strings.HasPrefix(row, rowGap):
		open.Key.SetHelp("Enter", "perbaiki")
	case row == rowPhotos:
		open.Key.SetHelp("Enter", "foto rapat")
	case strings.HasPrefix(row, paper.Row):
		open.Reason, open.Hidden = "Buka dokumen ini dari mapnya; b membuka map itu.", true
	case strings.HasPrefix(row, rowSigner):
		open.Reason, open.Hidden = "Penanda tangan mengikuti pimpinan rapat dan notulis rapat ini.", true
	case m.Status == monev.Final:
		open.Reason, open.Hidden = "Rapat ini sudah final; v membukanya lagi untuk direvisi.", true
	case strings.HasPrefix(row, rowSession):
		open.Key.SetHelp("Enter", "ubah waktu")
		open.Changes = true
	default:
		open.Reason, open.Hidden = "Pilih dulu baris yang masih kosong.", true
	}
	finish := kit.Action{ID: "rapat.kunci", Key: k.Finish, Changes: true, Run: s.finish}
	revise := kit.Action{ID: "rapat.revisi", Key: k.Revise, Stores: true, Run: func() tea.Cmd { return s.openNamed("revisi") }}
	if s.locking { // a slow disk takes its time
		finish.Reason = "Rapat sedang dikunci; tunggu sebentar."
	}
	if m.Status == monev.Final {
		finish.Reason, finish.Hidden = "Rapat ini sudah final.", true
	} else {
		revise.Reason, revise.Hidden = "Revisi hanya untuk rapat yang sudah final.", true
	}
	packet := kit.Action{ID: "rapat.dokumen", Key: s.K.Keys.Meeting.Export, Run: s.papers.Packet, About: "buat paket dokumen rapat"}
	packet.Key.SetHelp(packet.Key.Help().Key, "buat paket dokumen")
	choose := kit.Action{ID: "dokumen.pilih-satuan", Key: k.Choose, Run: func() tea.Cmd { return kit.Push(s.papers.Choose()) },
		About: "pilih dokumen dan bentuk berkasnya"}
	if s.W < 100 {
		packet.Key.SetHelp(packet.Key.Help().Key, "paket")
		choose.Key.SetHelp(choose.Key.Help().Key, "dokumen")
	}
	return []kit.Action{
		open, finish, packet, revise, choose,
		{ID: "dokumen.map", Key: k.Folder, Hidden: !s.papers.Any(), Run: s.papers.OpenFolder},
		{ID: "penutup.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

func (s *Screen) openSelected() tea.Cmd {
	row := s.Selected()
	if n, ok := strings.CutPrefix(row, rowGap); ok {
		if i, err := strconv.Atoi(n); err == nil && i < len(s.gaps) {
			return s.Go(s.gaps[i].Stage, s.gaps[i].Key)
		}
	}
	if row == rowPhotos {
		return kit.Push(foto.New(s.K, s.id))
	}
	return s.openNamed(row)
}

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	return s.openNamed(form)
}

func (s *Screen) openNamed(name string) tea.Cmd {
	if name == "revisi" && s.M.Meeting.Status == monev.Final {
		return s.Entry.Open(s.reviseForm())
	}
	if n, ok := strings.CutPrefix(name, rowSession); ok {
		if i, err := strconv.Atoi(n); err == nil && i < len(s.M.Meeting.Sessions) {
			return s.Entry.Open(s.sessionForm(i))
		}
	}
	return nil
}

// reviseForm asks why a final meeting is opened again.
func (s *Screen) reviseForm() entry.Spec {
	k, id, draft := s.K, s.id, s.id+"/revisi"
	return entry.Spec{
		Name: "revisi", Draft: draft, What: "Revisi", Quiet: true,
		Done: func() tea.Cmd { // nothing is revised yet
			return kit.Notify(kit.Good, "Revisi dibuka. Perbaiki yang salah, lalu kunci lagi di Penutup dengan "+k.Keys.Closing.Finish.Help().Key+".")
		},
		Form: func() *part.Form {
			f := part.NewForm(k.Styles, "REVISI · rapat dibuka lagi, notula lama tetap disimpan",
				part.Field{Name: "alasan", Label: "Alasan revisi", Required: true, Limit: monev.TextLimit})
			f.Help = "buka revisi"
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			reason := v("alasan")
			return func(ctx context.Context) error { return k.App.ReviseMeeting(ctx, id, reason, draft) }, nil
		},
	}
}

// sessionForm corrects when a session began and ended, and says why it was
// interrupted.
func (s *Screen) sessionForm(i int) entry.Spec {
	name := rowSession + strconv.Itoa(i)
	k, id, draft := s.K, s.id, s.id+"/"+name
	x := s.M.Meeting.Sessions[i]
	open := x.End.IsZero()
	clock := func(text string) (string, string, error) {
		c, err := tanggal.ParseClock(text)
		return c.String(), "", err
	}
	return entry.Spec{
		Name: name, Draft: draft, What: fmt.Sprintf("Sesi %d", i+1), Edits: true,
		Form: func() *part.Form {
			fields := []part.Field{
				{Name: "tanggal", Label: "Tanggal", Value: tanggal.Of(x.Start).Short(), Required: true, Size: 14, Replace: true, Check: followup.DateUpTo(k.App.Today(), k.App.Today())},
				{Name: "mulai", Label: "Mulai", Value: tanggal.ClockOf(x.Start).String(), Required: true, Size: 14, Replace: true, Check: clock},
			}
			if !open {
				fields = append(fields,
					part.Field{Name: "selesai", Label: "Selesai", Value: tanggal.ClockOf(x.End).String(), Required: true, Size: 14, Replace: true, Check: clock},
					part.Field{Name: "alasan", Label: "Alasan jeda", Value: x.Reason, Limit: monev.TextLimit, Hint: "boleh kosong"})
			}
			return part.NewForm(k.Styles, fmt.Sprintf("SESI %d", i+1), fields...)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			start, err := moved(x.Start, v("tanggal"), v("mulai"), 0)
			if err != nil {
				return nil, err
			}
			end := x.End
			if !open {
				if end, err = moved(x.End, v("tanggal"), v("selesai"), tanggal.Of(x.End).DaysSince(tanggal.Of(x.Start))); err != nil {
					return nil, err
				}
			}
			reason := v("alasan")
			m := s.M.Meeting
			m.Sessions = slices.Clone(m.Sessions)
			if err := m.SetSession(i, start, end, reason, k.App.Now()); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.SetSession(ctx, id, i, start, end, reason, draft) }, nil
		},
	}
}

// moved is a moment on another day at another time; a clock that was left as it
// is shown keeps its seconds, and the nights it is after that day.
func moved(from time.Time, date, clock string, nights int) (time.Time, error) {
	d, err := tanggal.ParseISO(date)
	if err != nil {
		return from, err
	}
	c, err := tanggal.ParseClock(clock)
	if err != nil {
		return from, err
	}
	if c == tanggal.ClockOf(from) {
		d = d.AddDays(nights)
		if d == tanggal.Of(from) {
			return from, nil
		}
	}
	return c.On(d, from.Location()), nil
}

// finish asks, then locks the meeting and makes its documents.
func (s *Screen) finish() tea.Cmd {
	keys := s.K.Keys.Dialog
	yes := keys.Yes
	yes.SetHelp(yes.Help().Key, "kunci sekarang")
	text := "Notula menjadi final dan tidak berubah lagi; perbaikan hanya lewat revisi. Paket dokumen dibuat sesudahnya."
	if n := len(s.gaps); n > 0 {
		text = fmt.Sprintf("Masih ada %d hal yang kosong. ", n) + text
	}
	return kit.Ask(kit.Dialog{
		Title: "Kunci rapat", Text: text, Danger: true,
		Choices: []kit.Choice{
			{Key: keys.Cancel},
			{Key: yes, Run: s.lock},
		},
	})
}

// lockedMsg is the answer of lock.
type lockedMsg struct {
	s   *Screen
	err error
}

func (s *Screen) lock() tea.Cmd {
	k, id := s.K, s.id
	s.locking = true
	return k.Writes.Add(func() tea.Msg { return lockedMsg{s, k.App.CloseMeeting(k.Ctx, id)} })
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	s.papers.Update(msg)
	switch msg := msg.(type) {
	case lockedMsg:
		if msg.s != s {
			return nil
		}
		s.locking = false
		if msg.err != nil {
			return tea.Batch(kit.Changed(), s.K.Failed("Rapat belum terkunci", msg.err))
		}
		return tea.Batch(kit.Changed(), s.papers.Packet())
	}
	return s.Base.Update(msg)
}
