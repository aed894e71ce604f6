package app

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"monev/internal/exchange"
	"monev/internal/exchange/portal"
	"monev/internal/exchange/workbook"
	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report/out"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// LKEFormats lists the formats LKE answers go out in.
func LKEFormats() []string { return []string{"portal", "xlsx"} }

// LKEIntake is what a file of LKE answers brought.
type LKEIntake struct {
	Year  int
	Unit  int             // answers of the unit that changed
	TPI   int             // answers of TPI that changed
	Notes []exchange.Note // of TPI, each to be offered as a finding
}

// ImportLKE takes answers out of a file: PortalRB's JSON and the ministry's
// workbook bring answers, notes and eviden of the unit, and answers and notes of
// TPI; our own workbook brings the unit's answers, notes and bukti dukung. JSON and
// our own workbook name their year, the ministry's is for year (0 is the office's).
// What the file leaves blank stays as it is. All of it or nothing is taken; the
// refusal names the rows. A file that names another year than year, a year the
// layout cannot be of or one far in the future is refused, and so is one of another
// unit unless foreign says that it is wanted all the same.
func (a *App) ImportLKE(ctx context.Context, data []byte, year int, foreign bool) (LKEIntake, error) {
	var out LKEIntake
	today := a.Today()
	if err := a.backUpFirst(ctx); err != nil {
		return out, err
	}
	err := a.update(ctx, act("lke.impor", "ambil jawaban LKE dari berkas", ""), func(tx store.Tx) error {
		o, err := loadOffice(tx)
		if err != nil {
			return err
		}
		f, err := readLKE(tx, data, year, o)
		if err != nil {
			return err
		}
		if most := max(today.Year(), o.Year) + 1; f.out.Year > most {
			return monev.Refuse("tahun", "Berkas ini untuk tahun %d; LKE dapat diisi sampai tahun %d.", f.out.Year, most)
		}
		if f.foreign != nil && !foreign {
			return f.foreign
		}
		out = f.out
		if err := tx.Put(store.KindWorksheet, sheetKey(out.Year), f.head); err != nil {
			return err
		}
		if out.Unit, err = mergeAnswers(tx, out.Year, lke.Unit, f.unit.Answers); err != nil {
			return err
		}
		out.TPI, err = mergeAnswers(tx, out.Year, lke.TPI, f.tpi.Answers)
		return err
	})
	return out, err
}

// lkeFile is what a file of answers says, before anything is stored.
type lkeFile struct {
	out       LKEIntake // Year and Notes
	head      worksheet
	unit, tpi lke.Sheet
	foreign   error // it is of another unit
}

// readLKE reads a file of any kind for a year, 0 if the caller names none.
func readLKE(r store.Reader, data []byte, year int, o monev.Office) (lkeFile, error) {
	if !xlsx.Sniff(data) {
		return readPortal(r, data, year, o)
	}
	own, ours, err := workbook.OpenOwn(data)
	if err != nil {
		return lkeFile{}, err
	}
	var f lkeFile
	if f.out.Year = year; ours {
		f.out.Year = own.Year
		if err := sameYear(own.Year, year); err != nil {
			return f, err
		}
	} else if year == 0 {
		f.out.Year = o.Year
	}
	var in *lke.Instrument
	if f.head, in, err = loadHead(r, f.out.Year); err != nil {
		return f, err
	}
	if ours {
		if name, office := plain.Fold(own.Office), plain.Fold(o.Name); name != "" && !plain.Matches(name, office) && !plain.Matches(office, name) {
			f.foreign = otherUnit(own.Office, o)
		}
		f.unit, err = own.Read(in)
		return f, err
	}
	form, err := workbook.Read(in, data, f.out.Year)
	f.unit, f.tpi, f.out.Notes = form.Unit, form.TPI, form.Notes
	if err == nil {
		err = exchange.CheckYear(f.out.Year, fmt.Sprintf("Formulir ini berlembar %q", in.Portal.Rows[0].Sheet))
	}
	return f, err
}

func readPortal(r store.Reader, data []byte, year int, o monev.Office) (lkeFile, error) {
	var f lkeFile
	if f.out.Year = year; year == 0 {
		f.out.Year = o.Year
	}
	_, in, err := loadHead(r, f.out.Year)
	if err != nil {
		return f, err
	}
	file, err := portal.Parse(in, data)
	if err != nil {
		return f, err
	}
	if err := sameYear(file.Year, year); err != nil {
		return f, err
	}
	f.out.Year = file.Year
	if f.head, in, err = loadHead(r, file.Year); err != nil {
		return f, err
	}
	if f.unit, f.tpi, err = file.Sheets(in); err != nil {
		return f, err
	}
	f.out.Notes = file.Notes(in)
	f.foreign = sameUnit(file, f.head, o)
	f.head.PortalID, f.head.PortalName = file.UnitID, file.UnitName
	return f, nil
}

// sameYear refuses a file that names another year than was asked for (0: none was).
func sameYear(file, asked int) error {
	if asked != 0 && file != asked {
		return monev.Refuse("tahun", "Berkas ini untuk tahun %d, bukan %d.", file, asked)
	}
	return nil
}

// sameUnit refuses a file of another unit than the one this LKE was exchanged for
// before or, the first time, than the office: one name must hold the other.
func sameUnit(f portal.File, head worksheet, o monev.Office) error {
	name, own := plain.Fold(f.UnitName), plain.Fold(o.Name)
	switch {
	case head.PortalID != "" && f.UnitID == head.PortalID, f.UnitName == "":
		return nil
	case head.PortalID == "" && (plain.Matches(name, own) || plain.Matches(own, name)):
		return nil
	}
	return otherUnit(f.UnitName, o)
}

// OtherUnit is the field of a refusal of ImportLKE: the file is of another unit.
const OtherUnit = "unit"

func otherUnit(name string, o monev.Office) error {
	return monev.Refuse(OtherUnit, "Berkas itu milik %s, bukan %s; tidak ada jawaban yang diambil.",
		plain.Cut(plain.Line(name), 80), o.Short)
}

// mergeAnswers stores answers of a layer over those that are there and returns
// how many changed. A part that is blank leaves what was said before.
func mergeAnswers(tx store.Tx, year int, l lke.Layer, answers map[string]lke.Answer) (int, error) {
	stored, err := store.All[storedAnswer](tx, store.KindAnswer, answerPrefix(year, l))
	if err != nil {
		return 0, err
	}
	before := make(map[string]lke.Answer, len(stored))
	for _, s := range stored {
		before[s.Item] = s.Answer
	}
	w, err := loadWorksheet(tx, year)
	if err != nil {
		return 0, err
	}
	changed := map[string]lke.Answer{}
	for code, to := range answers {
		was := before[code]
		if l == lke.Unit && was.Proof == "" && to.Proof == w.proofs(code) {
			to.Proof = "" // it is what the register says already
		}
		if to.IsBlank() {
			to.Choice, to.Counts, to.Index = was.Choice, was.Counts, was.Index
		}
		if to.Note == "" {
			to.Note = was.Note
		}
		if to.Proof == "" {
			to.Proof = was.Proof
		}
		if !reflect.DeepEqual(to, was) {
			changed[code] = to
		}
	}
	n := len(changed)
	return n, putAnswers(tx, year, l, changed)
}

// LKEOutput is a file of LKE answers.
type LKEOutput struct {
	Year int // that they are of
	Data []byte
	// Left says what the file has no place for, or, for a form, which cells hold
	// something where nothing is answered.
	Left []string
}

// ExportLKE makes a file of the LKE of a year (0 is the office's): "portal" is
// the JSON of PortalRB, "xlsx" a workbook to read, or, with template, the
// ministry's form with the unit's columns filled in and no other cell changed.
func (a *App) ExportLKE(ctx context.Context, year int, format string, template []byte) (LKEOutput, error) {
	type state struct {
		w    Worksheet
		head worksheet
		o    monev.Office
	}
	s, err := view(ctx, a, func(r store.Reader) (state, error) {
		var s state
		var err error
		if s.o, err = loadOffice(r); err != nil {
			return s, err
		}
		if s.w, err = loadWorksheet(r, year); err != nil {
			return s, err
		}
		s.head, _, err = loadHead(r, s.w.Year)
		return s, err
	})
	if err != nil {
		return LKEOutput{}, err
	}
	out := LKEOutput{Year: s.w.Year}
	in, unit := s.w.Instrument, s.w.Unit()
	if format == "portal" || format == "xlsx" && template != nil {
		if err := exchange.CheckYear(s.w.Year, "Formulir PortalRB"); err != nil {
			return out, err
		}
	}
	switch {
	case format == "portal":
		name := s.head.PortalName
		if name == "" && s.head.PortalID == "" {
			name = s.o.Name
		}
		if s.o.Practice {
			name = s.o.Marked(name)
		}
		out.Data, err = portal.Render(in, s.head.PortalID, name, s.w.withProofs(unit), s.w.Sheets[lke.TPI])
		out.Left = append(exchange.Omitted(in, unit), exchange.Omitted(in, s.w.Sheets[lke.TPI])...)
	case format == "xlsx" && template != nil:
		var f workbook.Filled
		f, err = workbook.Fill(in, template, s.w.withProofs(unit))
		out.Data, out.Left = f.Data, exchange.Omitted(in, unit)
		for _, cell := range f.Kept {
			out.Left = append(out.Left, cell+": belum dijawab, isi formulir dibiarkan.")
		}
	case format == "xlsx":
		now := a.Now()
		out.Data, err = workbook.Render(workbook.Readable{Office: s.o.Marked(s.o.Name), Sheet: unit, Result: s.w.Result,
			AsOf: fmt.Sprintf("keadaan %s pukul %s", tanggal.Of(now).LongNoDay(), tanggal.ClockWithZone(now))})
	default:
		err = monev.Refuse("format", "Format %q tidak dikenal; pilih portal atau xlsx.", format)
	}
	if err != nil {
		return LKEOutput{}, err
	}
	return out, nil
}

// SaveLKE makes the file ExportLKE makes and puts it into the folder "dokumen/LKE
// 2025" of the data folder; the path is returned. Nothing that is already there is
// overwritten.
func (a *App) SaveLKE(ctx context.Context, year int, format string, template []byte) (string, LKEOutput, error) {
	o, err := a.ExportLKE(ctx, year, format, template)
	if err != nil {
		return "", o, err
	}
	name := fmt.Sprintf("LKE %d", o.Year)
	file := name + ".xlsx"
	switch {
	case format == "portal":
		file = name + " PortalRB.json"
	case template != nil:
		file = name + " formulir.xlsx"
	}
	if file, err = a.outName(ctx, file); err != nil {
		return "", o, err
	}
	path, err := out.WriteFile(a.DocumentDir(name), file, o.Data)
	if err != nil {
		return "", o, fmt.Errorf("write %s: %w", file, err)
	}
	return path, o, nil
}

// withProofs is the sheet with the register's evidence in the place of bukti
// dukung where an answer has none of its own: places, or titles without a place.
func (w Worksheet) withProofs(s lke.Sheet) lke.Sheet {
	out := s
	out.Answers = maps.Clone(s.Answers)
	for code, ans := range out.Answers {
		if ans.Proof != "" {
			continue
		}
		ans.Proof = w.proofs(code)
		out.Answers[code] = ans
	}
	return out
}

// proofs is where the register's evidence of a question is, in one line.
func (w Worksheet) proofs(code string) string {
	var out []string
	for _, e := range w.Evidence[code] {
		if e.Place != "" {
			out = append(out, e.Place)
		} else {
			out = append(out, e.Title)
		}
	}
	return strings.Join(out, "; ")
}
