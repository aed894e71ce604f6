package storetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"monev/internal/store"
)

func testIndexes(_ *testing.T, b *bench) {
	const tl = store.KindFollowUp
	check := func(what, open, closed, meeting string) {
		b.t.Helper()
		b.equal(what+": open", b.index(store.IndexOpen, ""), open)
		b.equal(what+": closed", b.index(store.IndexClosed, ""), closed)
		b.equal(what+": meeting", b.index(store.IndexMeeting, ""), meeting)
		b.verify()
	}
	b.put(tl, "TL-0001", followUp("R001", 0, "2025-12-05", "Belum Ditindaklanjuti", "2025-11-01 R001"))
	b.put(tl, "TL-0002", followUp("R001", 5, "", "Dalam Proses"))
	b.put(tl, "TL-0003", followUp("", 1, "2025-11-30", "Belum Ditindaklanjuti"))
	check("created", "-/6/TL-0002 2025-11-30/2/TL-0003 2025-12-05/1/TL-0001", "", "R001/TL-0001 R001/TL-0002")

	b.put(tl, "TL-0001", followUp("R001", 0, "2025-12-05", "Tuntas", "2025-11-01 R001", "2025-12-01", "2025-12-02 R002"))
	check("closed", "-/6/TL-0002 2025-11-30/2/TL-0003", "2025-12-02/TL-0001", "R001/TL-0001 R001/TL-0002 R002/TL-0001")

	b.put(tl, "TL-0002", followUp("R001", 5, "2026-01-01", "Tidak Dapat Ditindaklanjuti"))
	b.put(tl, "TL-0003", followUp("", 1, "2026-02-01", "Belum Ditindaklanjuti"))
	check("changed", "2026-02-01/2/TL-0003", "-/TL-0002 2025-12-02/TL-0001", "R001/TL-0001 R001/TL-0002 R002/TL-0001")

	b.update(func(tx store.Tx) error { return tx.Delete(tl, "TL-0001") })
	check("deleted", "2026-02-01/2/TL-0003", "-/TL-0002", "R001/TL-0002")
	b.equal("prefix", b.index(store.IndexMeeting, "R002/"), "")

	for _, want := range [][3]string{
		{"2026-02-01/2/TL-0003", "-/TL-0002 2025-12-02/TL-0001", "R001/TL-0001 R001/TL-0002 R002/TL-0001"},
		{"2025-11-30/2/TL-0003", "-/TL-0002 2025-12-02/TL-0001", "R001/TL-0001 R001/TL-0002 R002/TL-0001"},
		{"-/6/TL-0002 2025-11-30/2/TL-0003", "2025-12-02/TL-0001", "R001/TL-0001 R001/TL-0002 R002/TL-0001"},
		{"-/6/TL-0002 2025-11-30/2/TL-0003 2025-12-05/1/TL-0001", "", "R001/TL-0001 R001/TL-0002"},
		{"-/6/TL-0002 2025-12-05/1/TL-0001", "", "R001/TL-0001 R001/TL-0002"},
	} {
		_, err := b.s.Undo(ctx)
		b.is("Undo", err, nil)
		check("undone", want[0], want[1], want[2])
	}
}

// undo and redo return the number and label of the event, or the error.
func (b *bench) undo() string { return told(b.s.Undo(ctx)) }
func (b *bench) redo() string { return told(b.s.Redo(ctx)) }

func told(e store.Event, err error) string {
	switch {
	case errors.Is(err, store.ErrNothing):
		return "nothing"
	case errors.Is(err, store.ErrBarrier):
		return "barrier"
	case err != nil:
		return err.Error()
	}
	return fmt.Sprintf("%d %s", e.Seq, e.Label)
}

func (b *bench) act(label, text string) {
	b.t.Helper()
	_, err := b.s.Update(ctx, store.Action{Name: "uji", Label: label, Meeting: "R007"}, func(tx store.Tx) error {
		return tx.Put(store.KindMeeting, "R001", record{Text: text})
	})
	b.is("Update", err, nil)
}

func testUndo(_ *testing.T, b *bench) {
	b.act("satu", "1")
	b.act("dua", "2")
	b.act("tiga", "3")
	for i, step := range []struct{ do, want, text string }{
		{"undo", "3 tiga", "2"},
		{"undo", "2 dua", "1"},
		{"undo", "1 satu", "-"},
		{"undo", "nothing", "-"},
		{"redo", "1 satu", "1"},
		{"redo", "2 dua", "2"},
		{"undo", "2 dua", "1"},
		{"undo", "1 satu", "-"},
		{"undo", "nothing", "-"},
		{"redo", "1 satu", "1"},
		{"redo", "2 dua", "2"},
		{"redo", "3 tiga", "3"},
		{"redo", "nothing", "3"},
		{"undo", "3 tiga", "2"},
	} {
		got := ""
		if step.do == "undo" {
			got = b.undo()
		} else {
			got = b.redo()
		}
		b.equal(fmt.Sprint(i, step.do), got, step.want)
		b.equal(fmt.Sprint(i, step.do), b.text(store.KindMeeting, "R001"), step.text)
		b.verify()
	}
	b.view(func(r store.Reader) {
		e, _ := r.Event(4)
		b.equal("undo event", fmt.Sprint(e.Label, e.Meeting, e.Undoes, e.Redo), "urungkan: tigaR0073 false")
		e, _ = r.Event(7)
		b.equal("redo event", fmt.Sprint(e.Label, e.Meeting, e.Undoes, e.Redo), "ulangi: satuR0076 true")
		e, _ = r.Event(9)
		b.equal("undo of a redo", fmt.Sprint(e.Label, e.Meeting, e.Undoes, e.Redo), "urungkan: duaR0078 false")
	})
}

func testUndoReopen(_ *testing.T, b *bench) {
	b.act("satu", "1")
	b.act("dua", "2")
	b.s = b.reopen()
	b.equal("undo", b.undo(), "2 dua")
	b.s = b.reopen()
	b.equal("undo", b.undo(), "1 satu")
	b.s = b.reopen()
	b.equal("redo", b.redo(), "1 satu")
	b.s = b.reopen()
	b.equal("redo", b.redo(), "2 dua")
	b.equal("redo", b.redo(), "nothing")
	b.equal("text", b.text(store.KindMeeting, "R001"), "2")
	b.verify()
}

func testUndoDelete(_ *testing.T, b *bench) {
	b.update(func(tx store.Tx) error {
		return errors.Join(tx.Put(store.KindArea, "a", record{Text: "a1"}), tx.Put(store.KindArea, "b", record{Text: "b1"}))
	})
	b.update(func(tx store.Tx) error {
		return errors.Join(tx.Delete(store.KindArea, "a"), tx.Put(store.KindArea, "b", record{Text: "b2"}),
			tx.Put(store.KindArea, "c", record{Text: "c1"}))
	})
	b.put(store.KindArea, "a", record{Text: "a2"}) // made anew after its deletion
	state := func() string {
		return b.text(store.KindArea, "a") + b.text(store.KindArea, "b") + b.text(store.KindArea, "c")
	}
	for _, want := range []string{"-b2c1", "a1b1-", "---"} {
		b.undo()
		b.equal("undone", state(), want)
		b.verify()
	}
	for _, want := range []string{"a1b1-", "-b2c1", "a2b2c1"} {
		b.redo()
		b.equal("redone", state(), want)
		b.verify()
	}
}

func testRedoLost(_ *testing.T, b *bench) {
	b.act("satu", "1")
	b.act("dua", "2")
	b.equal("undo", b.undo(), "2 dua")
	b.act("tiga", "3")
	b.equal("redo", b.redo(), "nothing")
	b.equal("undo", b.undo(), "4 tiga")
	b.equal("text", b.text(store.KindMeeting, "R001"), "1")
	b.equal("redo", b.redo(), "4 tiga")
	b.equal("redo", b.redo(), "nothing")
	b.equal("undo", b.undo(), "4 tiga")
	b.equal("undo", b.undo(), "1 satu")
	b.equal("undo", b.undo(), "nothing")
	b.verify()
}

func testBarrier(_ *testing.T, b *bench) {
	b.act("satu", "1")
	_, err := b.s.Update(ctx, store.Action{Name: "final", Label: "sahkan", Barrier: true}, func(tx store.Tx) error {
		return tx.Put(store.KindSeal, "R001/0", record{Text: "beku"})
	})
	b.is("Update", err, nil)
	head := b.head()
	b.equal("undo", b.undo(), "barrier")
	b.equal("head", b.head(), head)
	b.act("dua", "2")
	b.equal("undo", b.undo(), "3 dua")
	b.equal("undo", b.undo(), "barrier")
	b.equal("redo", b.redo(), "3 dua")
	b.equal("undo", b.undo(), "3 dua")
	b.s = b.reopen()
	b.equal("undo", b.undo(), "barrier")
	b.equal("text", b.text(store.KindMeeting, "R001"), "1")
	b.verify()
}

func testDrafts(_ *testing.T, b *bench) {
	draft := func(key string) (text string) {
		b.view(func(r store.Reader) {
			v, err := r.Draft(key)
			if text = string(v); err != nil {
				b.is("Draft", err, store.ErrNotFound)
				text = "-"
			}
		})
		return text
	}
	b.act("satu", "1")
	b.act("dua", "2")
	b.undo()
	before := b.dump()
	b.is("SetDraft", b.s.SetDraft(ctx, "R001/temuan", []byte("SOP bel")), nil)
	b.is("SetDraft", b.s.SetDraft(ctx, "R001/temuan", []byte("SOP belum \xff ada")), nil)
	b.is("SetDraft", b.s.SetDraft(ctx, "R001/usul", []byte("u")), nil)
	b.is("SetDraft", b.s.SetDraft(ctx, "R001/kosong", nil), nil)
	b.equal("journal", b.dump(), before)
	b.s = b.reopen()
	b.equal("draft", draft("R001/temuan"), "SOP belum \xff ada")
	b.is("SetDraft", b.s.SetDraft(ctx, "R001/usul", []byte{}), nil)
	b.equal("removed", draft("R001/usul"), "-")
	b.equal("empty", draft("R001/kosong"), "-")
	b.equal("redo in spite of drafts", b.redo(), "2 dua")

	e := b.update(func(tx store.Tx) error {
		return errors.Join(tx.Put(store.KindMeeting, "R002", record{}), tx.DropDraft("R001/temuan"), tx.DropDraft("none"))
	})
	b.equal("changes", len(e.Changes), 1)
	b.equal("dropped", draft("R001/temuan"), "-")
	b.undo()
	b.equal("not brought back", draft("R001/temuan"), "-")

	b.is("SetDraft", b.s.SetDraft(ctx, "x", []byte("x")), nil)
	head := b.head()
	e = b.update(func(tx store.Tx) error { return tx.DropDraft("x") })
	b.equal("only a draft: event", e.Seq, 0)
	b.equal("only a draft: head", b.head(), head)
	b.equal("only a draft: dropped", draft("x"), "-")
	b.verify()
}

func testSequences(_ *testing.T, b *bench) {
	b.equal("first", b.next("findings"), 1)
	b.equal("second", b.next("findings"), 2)
	b.equal("other", b.next("lain/apa saja"), 1)
	b.undo()
	b.undo()
	b.undo()
	b.equal("after undo", b.next("findings"), 3)
	b.equal("other after undo", b.next("lain/apa saja"), 2)
	b.s = b.reopen()
	b.equal("after reopen", b.next("findings"), 4)
	e := b.update(func(tx store.Tx) error {
		for want := uint64(5); want < 8; want++ {
			n, err := tx.Next("findings")
			b.is("Next", err, nil)
			b.equal("Next", n, want)
		}
		return tx.Put(store.KindMeeting, "x", record{})
	})
	b.equal("numbers", e.Numbers, map[string]uint64{"findings": 7})
	b.equal("after several", b.next("findings"), 8)
	b.verify()
}

// busy makes a journal with a bit of everything.
func (b *bench) busy() {
	b.t.Helper()
	for i := range 30 {
		b.now = b.now.Add(time.Duration(20-i) * time.Minute)
		key := fmt.Sprintf("TL-%04d", i)
		b.update(func(tx store.Tx) error {
			_, err := tx.Next("followups")
			return errors.Join(err,
				tx.Put(store.KindFollowUp, key, followUp("R001", i%6, "2026-01-01", "Dalam Proses", "2025-12-01 R001")),
				tx.Put(store.KindArea, fmt.Sprintf("R001/%d", i%6+1), record{N: i}))
		})
		switch i % 7 {
		case 2:
			b.undo()
		case 3:
			b.undo()
			b.redo()
		case 4:
			b.put(store.KindFollowUp, key, followUp("R001", i%6, "2026-01-01", "Tuntas", "2025-12-01 R002"))
		case 5:
			b.update(func(tx store.Tx) error { return tx.Delete(store.KindFollowUp, key) })
		}
	}
	b.next("findings")
	b.undo()
}

func testRestore(_ *testing.T, b *bench) {
	b.busy()
	c := b.again()
	b.is("Restore", c.s.Restore(ctx, b.journal()), nil)
	c.verify()
	b.equal("restored", c.dump() == b.dump(), true)
	c.s = c.reopen()
	b.equal("reopened", c.dump() == b.dump(), true)
	b.equal("sequence", c.next("followups"), 31)
	b.equal("sequence", c.next("findings"), 2)
	c.undo()
	c.undo()
	// Undo and redo go on where they were.
	for range 3 {
		b.equal("undo", c.undo(), b.undo())
	}
	b.equal("redo", c.redo(), b.redo())
	c.verify()
	b.is("nothing", b.again().s.Restore(ctx, nil), nil)
}

func testRestoreRefuses(_ *testing.T, b *bench) {
	b.busy()
	good := b.journal()
	refuse := func(what string, lines [][]byte, want error) {
		b.t.Helper()
		c := b.again()
		before := c.dump()
		b.is(what, c.s.Restore(ctx, lines), want)
		b.equal(what, c.dump(), before)
		b.is("after "+what, c.s.Restore(ctx, good), nil)
	}
	tamper := func(i int, change func(*store.Event)) [][]byte {
		lines := append([][]byte(nil), good...)
		var e store.Event
		if err := json.Unmarshal(lines[i], &e); err != nil {
			b.t.Fatal(err)
		}
		change(&e)
		lines[i], _ = json.Marshal(e)
		return lines
	}
	last := len(good) - 1
	refuse("text changed", tamper(5, func(e *store.Event) { e.Label = "lain" }), store.ErrDamaged)
	refuse("one bit", func() [][]byte {
		lines := append([][]byte(nil), good...)
		lines[7] = bytes.Replace(lines[7], []byte("Dalam Proses"), []byte("Dalam Prozes"), 1)
		return lines
	}(), store.ErrDamaged)
	refuse("removed", append(append([][]byte(nil), good[:4]...), good[5:]...), store.ErrDamaged)
	refuse("first removed", good[1:], store.ErrDamaged)
	refuse("swapped", append([][]byte{good[1], good[0]}, good[2:]...), store.ErrDamaged)
	refuse("twice", append([][]byte{good[0]}, good...), store.ErrDamaged)
	refuse("no JSON", append(append([][]byte(nil), good...), []byte("{")), store.ErrDamaged)
	refuse("line end", append(append([][]byte(nil), good[:last]...), append(append([]byte(nil), good[last]...), '\n')), store.ErrDamaged)
	refuse("wrong before-image", tamper(last, func(e *store.Event) { e.Changes[0].Prev = 1 }), store.ErrDamaged)
	refuse("unknown kind", tamper(last, func(e *store.Event) { e.Changes[0].Kind = "meta" }), store.ErrDamaged)
	refuse("no change", tamper(last, func(e *store.Event) { e.Changes = nil }), store.ErrDamaged)
	refuse("newer", tamper(last, func(e *store.Event) { e.V = 99 }), store.ErrNewer)
	b.is("not empty", b.s.Restore(ctx, good), store.ErrNotEmpty)
	b.verify()
}

func testChain(_ *testing.T, b *bench) {
	b.busy()
	prev := ""
	for i, line := range b.journal() {
		var e store.Event
		if err := json.Unmarshal(line, &e); err != nil {
			b.t.Fatal(err)
		}
		b.equal("number", e.Seq, i+1)
		b.equal("link", e.Prev, prev)
		b.equal("version", e.V, 1)
		sum := sha256.Sum256(line)
		prev = hex.EncodeToString(sum[:])
		b.view(func(r store.Reader) {
			read, err := r.Event(e.Seq)
			b.is("Event", err, nil)
			b.equal("hash", read.Hash, prev)
		})
	}
	b.equal("head", b.head(), store.Head{Seq: uint64(len(b.journal())), Hash: prev})
}

func testClockBack(_ *testing.T, b *bench) {
	start := b.now
	b.act("satu", "1")
	b.now = start.Add(-time.Hour)
	b.act("dua", "2")
	b.now = start.Add(-time.Minute)
	b.act("tiga", "3")
	b.now = start.Add(-2 * time.Hour)
	b.undo()
	b.s = b.reopen()
	b.view(func(r store.Reader) {
		for seq, want := range map[uint64]string{1: "", 2: "back", 3: "", 4: "back"} {
			e, err := r.Event(seq)
			b.is("Event", err, nil)
			b.equal(fmt.Sprint("clock of event ", seq), e.Clock, want)
		}
		e, _ := r.Event(2)
		b.equal("time kept", e.At.Equal(start.Add(-time.Hour)), true)
	})
	b.equal("order", b.text(store.KindMeeting, "R001"), "2")
	b.verify()
}
