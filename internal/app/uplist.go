package app

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"monev/internal/exchange/uplist"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// RefusedRow is a row of a list that was not taken, and why.
type RefusedRow struct {
	Line   int    `json:"baris"`
	Reason string `json:"alasan"`
}

// ListIntake is what a list of follow-ups brought.
type ListIntake struct {
	Taken   int
	Refused []RefusedRow
}

// ImportFollowUps takes follow-ups out of a list (CSV or XLSX, see uplist.Read)
// into the register, outside any meeting: all rows that can be understood in one
// change. A row is refused, with its reason, that names no area, an owner nobody
// can tell, a date or word that cannot be read, is closed already, or stands in the
// register as an open follow-up of that area already. Due dates may have passed.
func (a *App) ImportFollowUps(ctx context.Context, data []byte) (ListIntake, error) {
	rows, err := uplist.Read(data)
	if err != nil {
		return ListIntake{}, err
	}
	if err := a.backUpFirst(ctx); err != nil {
		return ListIntake{}, err
	}
	var out ListIntake
	err = a.update(ctx, act("tl.impor", "ambil tindak lanjut dari daftar", ""), func(tx store.Tx) error {
		out = ListIntake{}
		o, err := loadOffice(tx)
		if err != nil {
			return err
		}
		known, err := openTexts(tx)
		if err != nil {
			return err
		}
		now := a.Now()
		for _, r := range rows {
			f, err := listed(r, o, known, now)
			if err != nil {
				reason, ok := monev.AsRefusal(err)
				if !ok {
					return err
				}
				out.Refused = append(out.Refused, RefusedRow{r.Line, reason.Reason})
				continue
			}
			n, err := tx.Next("followups")
			if err != nil {
				return err
			}
			f.ID = fmt.Sprintf("TL-%05d", n)
			known[textKey(f)] = f.ID
			if err := tx.Put(store.KindFollowUp, f.ID, f); err != nil {
				return err
			}
			out.Taken++
		}
		return nil
	})
	return out, err
}

// textKey is what makes two open follow-ups the same: area and words.
func textKey(f monev.FollowUp) string {
	return strconv.Itoa(f.Origin.Area) + "/" + plain.Fold(f.Text)
}

func openTexts(r store.Reader) (map[string]string, error) {
	set := followUpSet{r: r, seen: map[string]bool{}}
	if err := set.index(store.IndexOpen, ""); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, f := range set.list {
		out[textKey(f)] = f.ID
	}
	return out, nil
}

// listed makes a follow-up of a row.
func listed(r uplist.Row, o monev.Office, known map[string]string, now time.Time) (monev.FollowUp, error) {
	f := monev.FollowUp{Text: r.Text, Item: r.Item}
	if r.Item == "" {
		f.Item = itemIn(r.Note)
	}
	var err error
	if f.Item, err = monev.ParseItem(f.Item); err != nil {
		return f, err
	}
	if f.Origin.Area, err = areaOf(r, f.Item, o); err != nil {
		return f, err
	}
	if f.Priority, err = levelOf(r.Priority); err != nil {
		return f, err
	}
	if f.Owner, err = ownerOf(r.Owner, o); err != nil {
		return f, err
	}
	if due := r.Due; due != "" && plain.Fold(due) != "belum ada" {
		if f.Due, err = tanggal.ParseDue(due, tanggal.Of(now)); err != nil {
			return f, monev.Refuse("tenggat", "%s", Explain(err))
		}
	}
	status, err := statusOf(r.Status)
	if err != nil {
		return f, err
	}
	if !status.Open() {
		return f, monev.Refuse("status", "Berstatus %s; hanya yang masih terbuka yang diambil.", status)
	}
	if f, err = monev.TakenIn(f, now); err != nil {
		return f, err
	}
	if id, ok := known[textKey(f)]; ok {
		return f, monev.Refuse("uraian", "Sudah ada di daftar sebagai %s dan masih terbuka.", id)
	}
	if status != monev.NotBegun || r.Note != "" {
		return f.Report(status, r.Note, "", nil, "", now)
	}
	return f, nil
}

var itemInText = regexp.MustCompile(`\bbutir (A\.(?:I|II)\.[1-6][.a-z]*|B\.(?:I|II)[.a-z]*)`)

// itemIn is the question that the description of our own matrix names.
func itemIn(note string) string {
	if m := itemInText.FindStringSubmatch(note); m != nil {
		return strings.TrimRight(m[1], ".")
	}
	return ""
}

var areaInText = regexp.MustCompile(`\bArea (I{1,3}|IV|VI?)\b`)

// areaOf is the area (0 to 5) of a row: what it says, else what its description
// says, else that of its question.
func areaOf(r uplist.Row, item string, o monev.Office) (int, error) {
	if r.Area != "" {
		return namedArea(r.Area, o)
	}
	if m := areaInText.FindStringSubmatch(r.Note); m != nil {
		return namedArea(m[1], o)
	}
	if p := strings.Split(item, "."); len(p) > 2 && p[0] == "A" {
		if n, err := strconv.Atoi(p[2]); err == nil && n >= 1 && n <= monev.Areas {
			return n - 1, nil
		}
	}
	return 0, monev.Refuse("area", "Area belum ditulis; tulis I sampai VI, nama area, atau kode butir.")
}

func namedArea(s string, o monev.Office) (int, error) {
	folded := plain.Fold(s)
	bare := strings.TrimSpace(strings.TrimPrefix(folded, "area"))
	first, _, _ := strings.Cut(bare, " ")
	first = strings.Trim(first, ".,:;)")
	for i := range monev.Areas {
		if first == strconv.Itoa(i+1) || first == strings.ToLower(tanggal.Roman(i+1)) {
			return i, nil
		}
	}
	hit, n := 0, 0
	for i, d := range o.Areas {
		if bare == plain.Fold(d.Short) || bare == plain.Fold(d.Name) {
			return i, nil
		}
		if plain.Matches(plain.Fold(d.Name), bare) {
			hit, n = i, n+1
		}
	}
	if n == 1 {
		return hit, nil
	}
	return 0, monev.Refuse("area", "Area %s tidak dikenal; tulis I sampai VI atau nama area.", plain.Quote(s))
}

func levelOf(s string) (monev.Level, error) {
	if s == "" {
		return monev.Medium, nil
	}
	for _, l := range monev.Levels() {
		if strings.EqualFold(s, string(l)) {
			return l, nil
		}
	}
	return "", monev.Refuse("prioritas", "Prioritas %s tidak dikenal; tulis Rendah, Sedang, Tinggi, atau Mendesak.", plain.Quote(s))
}

// statusOf reads a status, its usual abbreviations included (glossary §3).
func statusOf(s string) (monev.FollowUpStatus, error) {
	switch words := plain.Fold(s); {
	case words == "", strings.HasPrefix(words, "belum"), words == "bd", words == "terlambat":
		return monev.NotBegun, nil
	case strings.Contains(words, "proses"), words == "berjalan":
		return monev.InProgress, nil
	case strings.HasPrefix(words, "tidak dapat"), words == "tptd", words == "tdtl":
		return monev.Impossible, nil
	case strings.HasPrefix(words, "tuntas"), strings.HasPrefix(words, "selesai"), words == "sls":
		return monev.Done, nil
	}
	return "", monev.Refuse("status", "Status %s tidak dikenal; tulis Belum Ditindaklanjuti atau Dalam Proses.", plain.Quote(s))
}

// ownerOf finds the unit or position a list means: exactly by a name or short name,
// else by words that fit one alone. Words for the kind of unit do not count.
func ownerOf(s string, o monev.Office) (monev.Owner, error) {
	plainName := func(s string) string {
		words := strings.Fields(plain.Fold(strings.NewReplacer("&", " ", ".", " ", ",", " ").Replace(s)))
		return strings.Join(slices.DeleteFunc(words, func(w string) bool {
			return slices.Contains([]string{"subbag", "subbagian", "sub", "bagian", "dan"}, w)
		}), " ")
	}
	if words := plain.Fold(s); words == "" || words == "belum ditetapkan" {
		return monev.Owner{}, nil
	}
	type named struct {
		id    string
		names []string
	}
	var all []named
	for _, u := range o.Units {
		all = append(all, named{u.ID, []string{u.Short, u.Name}})
	}
	for _, p := range o.Active() {
		all = append(all, named{p.ID, []string{p.Short, p.Title, p.Holder}})
	}
	want := plainName(s)
	for _, same := range []func(name string) bool{
		func(name string) bool { return plain.Fold(name) == plain.Fold(s) },
		func(name string) bool { return plainName(name) == want },
		func(name string) bool { return want != "" && plain.Matches(plainName(name), want) },
	} {
		var hits []string
		for _, n := range all {
			if slices.ContainsFunc(n.names, func(x string) bool { return x != "" && same(x) }) {
				hits = append(hits, n.id)
			}
		}
		switch {
		case len(hits) == 0:
			continue
		case len(hits) == 1 || plainName(s) != "" && unitFirst(o, hits):
			return o.Owner(hits[0])
		}
		return monev.Owner{}, monev.Refuse("pj", "Penanggung jawab %s cocok dengan lebih dari satu unit atau jabatan; tulis lebih lengkap.", plain.Quote(s))
	}
	return monev.Owner{}, monev.Refuse("pj", "Penanggung jawab %s tidak ada di daftar unit dan jabatan.", plain.Quote(s))
}

// unitFirst reports whether only the first of the hits is a unit: a unit answers
// before the positions in it.
func unitFirst(o monev.Office, hits []string) bool {
	units := 0
	for _, id := range hits {
		if _, ok := o.Unit(id); ok {
			units++
		}
	}
	_, first := o.Unit(hits[0])
	return first && units == 1
}
