package entry_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

// bench holds an Entry and runs its commands only when told, so that typing can
// go on while the disk works.
type bench struct {
	t       *testing.T
	k       *kit.Kit
	e       *entry.Entry
	waiting []tea.Cmd
	notices []string
	stored  []string
	err     error // what storing answers
}

func start(t *testing.T) *bench {
	now := func() time.Time { return time.Date(2025, 11, 20, 10, 0, 0, 0, time.UTC) }
	k := uitest.Kit(app.New(memstore.New(ledger.Options{Now: now}), now))
	k.After = func(_ time.Duration, msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
	return &bench{t: t, k: k, e: entry.New(k)}
}

func (b *bench) spec() entry.Spec {
	return entry.Spec{Name: "temuan", Draft: "d", What: "Temuan", Again: true,
		Form: func() *part.Form {
			return part.NewForm(b.k.Styles, "TEMUAN", part.Field{Name: "uraian", Label: "Temuan", Required: true})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text := v("uraian")
			return func(ctx context.Context) error {
				if b.err != nil {
					return b.err
				}
				b.stored = append(b.stored, text)
				return b.k.App.SetDraft(ctx, "d", "")
			}, nil
		}}
}

func (b *bench) do(cmd tea.Cmd) { b.waiting = append(b.waiting, cmd) }

func (b *bench) typed(text string) {
	for _, c := range text {
		cmd, _ := b.e.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
		b.do(cmd)
	}
}

func (b *bench) key(code rune, mod tea.KeyMod) {
	cmd, _ := b.e.Update(tea.KeyPressMsg{Code: code, Mod: mod})
	b.do(cmd)
}

// settle runs what waits, and what comes of it, timers too.
func (b *bench) settle() {
	for n := 0; len(b.waiting) > 0; n++ {
		if n > 1000 {
			b.t.Fatal("never at rest")
		}
		cmd := b.waiting[0]
		b.waiting = b.waiting[1:]
		if cmd != nil {
			b.got(cmd())
		}
	}
}

func (b *bench) got(msg tea.Msg) {
	if cmds, _, ok := kit.Commands(msg); ok {
		b.waiting = append(cmds, b.waiting...)
		return
	}
	switch msg := msg.(type) {
	case kit.WroteMsg:
		b.got(msg.Deliver())
	case kit.NotifyMsg:
		b.notices = append(b.notices, msg.Text)
	default:
		cmd, _ := b.e.Update(msg)
		b.do(cmd)
	}
}

func (b *bench) value() string {
	if b.e.Form() == nil {
		return ""
	}
	return b.e.Form().Value("uraian")
}

func (b *bench) draft() string {
	s, err := b.k.App.Draft(context.Background(), "d")
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func TestTypingGoesOnWhileTheDiskFails(t *testing.T) {
	b := start(t)
	b.do(b.e.Open(b.spec()))
	b.settle()
	b.err = errors.New("penuh")
	b.typed("satu")
	b.key(tea.KeyEnter, 0)
	b.typed("dua") // before the answer
	b.settle()
	if b.value() != "dua" {
		t.Fatalf("the line under the hands reads %q", b.value())
	}
	if !strings.Contains(strings.Join(b.notices, "|"), "Temuan belum tersimpan, isiannya muncul sesudah yang ini") {
		t.Errorf("told %q", b.notices)
	}
	b.do(b.e.Leave())
	b.settle()
	if d := b.draft(); !strings.Contains(d, "satu") || !strings.Contains(d, "dua") {
		t.Fatalf("on disk is %q", d)
	}
	// after a restart both come back, one after the other
	next := *b
	next.e, next.err = entry.New(b.k), nil
	next.do(next.e.Open(next.spec()))
	next.settle()
	if next.value() != "dua" {
		t.Fatalf("brought back %q", next.value())
	}
	next.key(tea.KeyEnter, 0)
	next.settle()
	if next.value() != "satu" {
		t.Fatalf("then %q", next.value())
	}
	if d := next.draft(); !strings.Contains(d, "satu") || strings.Contains(d, "dua") {
		t.Fatalf("on disk is %q", d)
	}
	next.key(tea.KeyEnter, 0)
	next.settle()
	if got := strings.Join(next.stored, " "); got != "dua satu" || next.draft() != "" || next.value() != "" {
		t.Errorf("stored %q, draft %q, form %q", got, next.draft(), next.value())
	}
}

func TestAFailedWriteComesBackIntoTheEmptyForm(t *testing.T) {
	b := start(t)
	b.do(b.e.Open(b.spec()))
	b.err = errors.New("penuh")
	b.typed("satu")
	b.key(tea.KeyEnter, 0)
	b.settle()
	if b.value() != "satu" {
		t.Fatalf("form holds %q", b.value())
	}
	b.err = nil
	b.key(tea.KeyEnter, 0)
	b.settle()
	if len(b.stored) != 1 || b.value() != "" || b.draft() != "" {
		t.Errorf("stored %q, form %q, draft %q", b.stored, b.value(), b.draft())
	}
}

func TestAFailedWriteOpensItsFormAgain(t *testing.T) {
	b := start(t)
	s := b.spec()
	s.Again = false
	b.do(b.e.Open(s))
	b.err = errors.New("penuh")
	b.typed("satu")
	b.key(tea.KeyEnter, 0)
	if b.e.Active() {
		t.Fatal("still open")
	}
	b.settle()
	if b.value() != "satu" {
		t.Errorf("form holds %q", b.value())
	}
}

func TestADraftThatComesLateIsNotLost(t *testing.T) {
	b := start(t)
	b.do(b.e.Open(b.spec()))
	b.typed("lama")
	b.key(tea.KeyEscape, 0)
	b.settle()
	b.do(b.e.Open(b.spec()))
	b.typed("baru") // before the disk has answered
	b.settle()
	if b.value() != "baru" {
		t.Fatalf("form holds %q", b.value())
	}
	b.key(tea.KeyEnter, 0)
	b.settle()
	if b.value() != "lama" {
		t.Errorf("then %q", b.value())
	}
	if got := strings.Join(b.stored, " "); got != "baru" {
		t.Errorf("stored %q", got)
	}
}

func TestDraftIsReadBehindItsOwnWrite(t *testing.T) {
	b := start(t)
	b.do(b.e.Open(b.spec()))
	b.settle()
	b.typed("satu")
	b.key(tea.KeyEscape, 0)
	b.do(b.e.Open(b.spec())) // at once, nothing was written yet
	// Bubble Tea may run the newest command first
	for i, j := 0, len(b.waiting)-1; i < j; i, j = i+1, j-1 {
		b.waiting[i], b.waiting[j] = b.waiting[j], b.waiting[i]
	}
	b.settle()
	if b.value() != "satu" {
		t.Errorf("brought back %q", b.value())
	}
}

func TestEscStoresWhereItSaysSo(t *testing.T) {
	b := start(t)
	s := b.spec()
	s.EscSaves, s.Again = true, false
	b.do(b.e.Open(s))
	b.settle()
	if v := b.e.Form().View(60, 10); !strings.Contains(v, "Esc simpan dan selesai") {
		t.Errorf("help says:\n%s", v)
	}
	b.key(tea.KeyEscape, 0) // nothing changed, nothing to store
	b.settle()
	if len(b.stored) != 0 || b.e.Active() {
		t.Fatalf("stored %q", b.stored)
	}
	b.do(b.e.Open(s))
	b.typed("x")
	b.key(tea.KeyEscape, 0)
	b.settle()
	if len(b.stored) != 1 || b.e.Active() {
		t.Errorf("stored %q", b.stored)
	}
}

func TestCtrlRForgets(t *testing.T) {
	b := start(t)
	b.do(b.e.Open(b.spec()))
	b.typed("satu")
	b.settle()
	if b.draft() == "" {
		t.Fatal("no draft after the pause")
	}
	b.key('r', tea.ModCtrl)
	b.settle()
	if b.draft() != "" || b.value() != "" || !b.e.Active() {
		t.Errorf("draft %q, form %q", b.draft(), b.value())
	}
}

// An unreadable draft must not stop anybody from typing.
func TestAnUnreadableDraftIsReplaced(t *testing.T) {
	b := start(t)
	if err := b.k.App.SetDraft(context.Background(), "d", "\x00nonsense"); err != nil {
		t.Fatal(err)
	}
	b.do(b.e.Open(b.spec()))
	b.settle()
	b.typed("satu")
	b.settle()
	if d := b.draft(); !strings.Contains(d, "satu") {
		t.Errorf("on disk is %q", d)
	}
}

// What was half typed and cannot be read is told: what is typed now takes its place.
func TestADraftThatCannotBeReadIsTold(t *testing.T) {
	b := start(t)
	ctx, end := context.WithCancel(context.Background())
	b.k.Ctx = ctx
	end()
	b.do(b.e.Open(b.spec()))
	b.settle()
	if len(b.notices) != 1 || !strings.Contains(b.notices[0], "Isian yang belum selesai tidak terbaca") {
		t.Errorf("told %q", b.notices)
	}
}

// written runs what waits, as goroutines would, and returns the answers of the
// writes without delivering them.
func (b *bench) written() []kit.WroteMsg {
	var out []kit.WroteMsg
	for len(b.waiting) > 0 {
		cmd := b.waiting[0]
		b.waiting = b.waiting[1:]
		if cmd == nil {
			continue
		}
		switch msg := cmd().(type) {
		case kit.WroteMsg:
			out = append(out, msg)
		default:
			b.got(msg)
		}
	}
	return out
}

// The answers of two writes come from two goroutines: the later may be first.
func TestLateNewsOfAnOldDraftDoesNotBringItBack(t *testing.T) {
	a, disk := stagetest.BrokenApp(t)
	for _, stored := range []bool{false, true} {
		b := start(t)
		b.k.App, disk.Err = a, nil
		b.do(b.e.Open(b.spec()))
		b.settle()
		disk.Err = errors.New("penuh")
		b.typed("sa")
		failed := b.written()
		disk.Err = nil
		b.typed("tu")
		if stored {
			b.key(tea.KeyEnter, 0)
		}
		b.key(tea.KeyEscape, 0)
		b.settle()
		for _, msg := range failed {
			b.got(msg)
		}
		b.settle()
		b.do(b.e.Leave())
		b.settle()
		want := `"satu"`
		if stored {
			want = ""
		}
		if d := b.draft(); !strings.Contains(d, want) || stored && d != "" {
			t.Errorf("stored %v: on disk is %q", stored, d)
		}
		b.do(b.e.Open(b.spec()))
		b.settle()
		if want := strings.Trim(want, `"`); b.value() != want {
			t.Errorf("stored %v: brought back %q", stored, b.value())
		}
		b.key('r', tea.ModCtrl)
		b.settle()
	}
}
