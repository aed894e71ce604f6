// Package awal is the first start: three questions with their answers filled
// in, and the program is ready.
package awal

import (
	"context"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/data"
	"monev/ui/screen/latihan"
)

// Screen is the first start.
type Screen struct {
	k      *kit.Kit
	next   func() kit.Screen
	entry  *entry.Entry
	w, h   int
	formX  int
	formY  int
	saving bool // the answers are on their way to the disk

	practice *latihan.Start
	begin    bool // open the practice at once
}

const draft = "awal"

// New is the first start; next makes the screen that follows it, practice opens
// the practice, for who wants to try before anything is set up.
func New(k *kit.Kit, next func() kit.Screen, practice *latihan.Start) *Screen {
	return &Screen{k: k, next: next, entry: entry.New(k), practice: practice}
}

// Begin makes it open the practice at once.
func (s *Screen) Begin() *Screen {
	s.begin = true
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd {
	cmd := s.open()
	if s.begin {
		s.begin = false
		cmd = tea.Batch(cmd, s.practice.Begin(false))
	}
	return cmd
}

// Title is kit.Screen.
func (s *Screen) Title() string { return "MONEV ZI · Persiapan pertama" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Persiapan pertama: periksa nama satuan kerja, target predikat, dan tahun. Semuanya dapat diubah kemudian di layar Data."
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Capturing is kit.Capturer.
func (s *Screen) Capturing() bool { return s.entry.Active() }

// Enclosed is kit.Encloser: there is no office yet.
func (s *Screen) Enclosed() bool { return true }

// Handle is kit.Handler.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if !s.entry.Active() || kit.Reserved(s.k, msg) || key.Matches(msg, s.k.Keys.Home.PracticeFirst) {
		return nil, false
	}
	return s.entry.Update(msg)
}

// Leave is kit.Leaver.
func (s *Screen) Leave() tea.Cmd { return s.entry.Leave() }

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	a := kit.Action{ID: "awal.isi", Key: s.k.Keys.List.Open, Changes: true, Run: s.open}
	a.Key.SetHelp("Enter", "isi data awal")
	if s.saving {
		a.Reason = "Data awal sedang disimpan."
	}
	try := s.practice.Action()
	try.Key, try.Typing, try.Keep = s.k.Keys.Home.PracticeFirst, true, true
	return []kit.Action{a, try}
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if click, ok := msg.(tea.MouseClickMsg); ok {
		if click.Button == tea.MouseLeft && s.entry.Active() && click.Y >= s.formY {
			return s.entry.Click(click.X-s.formX, click.Y-s.formY)
		}
		return nil
	}
	if cmd, used := s.practice.Update(msg); used {
		return cmd
	}
	cmd, _ := s.entry.Update(msg)
	if s.entry.Active() {
		s.saving = false // it came back
	}
	return cmd
}

// open shows the three questions.
func (s *Screen) open() tea.Cmd {
	k := s.k
	start := monev.DefaultOffice(k.App.Today().Year())
	return s.entry.Open(entry.Spec{
		Name: draft, Draft: draft, What: "Data awal", Quiet: true,
		Form: func() *part.Form {
			f := part.NewForm(k.Styles, "",
				part.Field{Name: "nama", Label: "Satuan kerja", Value: start.Name, Required: true,
					Limit: monev.NameLimit, Size: 32, Rows: 2, Replace: true, Hint: "mis. KPU Kabupaten Sampang", Check: office},
				part.Field{Name: "target", Label: "Target", Kind: part.Choice, Value: string(start.Target),
					Required: true, Options: data.Targets()},
				part.Field{Name: "tahun", Label: "Tahun", Value: strconv.Itoa(start.Year), Required: true, Size: 6, Replace: true, Check: data.Year},
			)
			f.Help = "mulai"
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			year, err := strconv.Atoi(v("tahun"))
			if err != nil {
				return nil, monev.Refuse("tahun", "Tulis tahun dengan empat angka.")
			}
			o := monev.OfficeNamed(v("nama"), monev.Target(v("target")), year)
			if err := o.Clean(); err != nil {
				return nil, err
			}
			s.saving = true
			return func(ctx context.Context) error { return k.App.SetUp(ctx, o, draft) }, nil
		},
		Done: func() tea.Cmd { return kit.Replace(s.next()) },
	})
}

// office is the check of the name: it shows what becomes of the letterhead's last line.
func office(text string) (string, string, error) {
	o := monev.OfficeNamed(text, monev.WBK, 2025)
	hint := ""
	if n := len(o.Letterhead); n > 0 {
		hint = "kop: " + o.Letterhead[n-1]
	}
	return o.Name, hint, nil
}
