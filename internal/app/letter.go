package app

import (
	"context"

	"monev/internal/monev"
)

// SetLetter writes what the undangan of a meeting says, with its number. A signer
// that is not on the roster is refused. draft is dropped with it.
func (a *App) SetLetter(ctx context.Context, meeting string, l monev.Letter, number, draft string) error {
	if l.Signer != "" {
		o, err := a.Office(ctx)
		if err != nil {
			return err
		}
		if _, ok := o.Position(l.Signer); !ok {
			return monev.Refuse("penanda", "Penanda tangan undangan tidak ada di daftar jabatan.")
		}
	}
	return a.EditMeeting(ctx, meeting, "surat undangan", draft, func(m *monev.Meeting) error {
		if !l.Date.IsZero() && !m.Date.IsZero() && l.Date.After(m.Date) {
			return monev.Refuse("tanggal", "Tanggal surat %s sesudah tanggal rapat %s.", l.Date.LongNoDay(), m.Date.LongNoDay())
		}
		m.Letter, m.Invitation = l, number
		return nil
	})
}
