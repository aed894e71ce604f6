package kit

import (
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func answers(t *testing.T, msgs []tea.Msg) []int {
	t.Helper()
	var out []int
	for _, m := range msgs {
		out = append(out, m.(WroteMsg).Deliver().(int))
	}
	return out
}

func TestQueueKeepsTheOrder(t *testing.T) {
	var q Queue
	var got []int
	var cmds []tea.Cmd
	for i := range 50 {
		cmds = append(cmds, q.Add(func() tea.Msg { got = append(got, i); return i }))
	}
	var wg sync.WaitGroup
	msgs := make(chan tea.Msg, len(cmds))
	for i := len(cmds) - 1; i >= 0; i-- {
		wg.Go(func() { msgs <- cmds[i]() })
	}
	wg.Wait()
	close(msgs)
	for i, v := range got {
		if i != v {
			t.Fatalf("write %d ran at place %d", v, i)
		}
	}
	if !q.Busy() {
		t.Error("answers are not delivered, yet the queue is not busy")
	}
	for m := range msgs {
		m.(WroteMsg).Deliver()
	}
	if q.Busy() {
		t.Error("busy with everything delivered")
	}
}

func TestCommandAfterDrainDoesNothing(t *testing.T) {
	var q Queue
	n := 0
	a := q.Add(func() tea.Msg { n++; return 1 })
	b := q.Add(func() tea.Msg { n++; return 2 })
	if got := answers(t, q.Drain()); len(got) != 2 || got[0] != 1 || got[1] != 2 {
		t.Fatalf("Drain: %v", got)
	}
	if a() != nil || b() != nil || n != 2 {
		t.Errorf("a drained write ran again: %d runs", n)
	}
	if q.Busy() {
		t.Error("busy after Drain")
	}
	c := q.Add(func() tea.Msg { return 3 })
	if got := answers(t, []tea.Msg{c()}); got[0] != 3 {
		t.Errorf("write after Drain: %v", got)
	}
}

func TestDrainWaitsForTheRunningWrite(t *testing.T) {
	var q Queue
	begun, end := make(chan struct{}), make(chan struct{})
	cmd := q.Add(func() tea.Msg { close(begun); <-end; return 1 })
	first := make(chan tea.Msg)
	go func() { first <- cmd() }()
	<-begun
	q.Add(func() tea.Msg { return 2 })
	drained := make(chan []tea.Msg)
	go func() { drained <- q.Drain() }()
	select {
	case <-drained:
		t.Fatal("Drain returned while a write was running")
	default:
	}
	close(end)
	answers(t, []tea.Msg{<-first})
	if got := answers(t, <-drained); len(got) != 1 || got[0] != 2 {
		t.Errorf("Drain: %v", got)
	}
}

func TestPanickingWriteDoesNotBlockTheQueue(t *testing.T) {
	var q Queue
	cmd := q.Add(func() tea.Msg { panic("boom") })
	func() {
		defer func() { _ = recover() }()
		cmd()
	}()
	if q.Busy() || len(q.Drain()) != 0 {
		t.Error("the queue is stuck after a panic")
	}
}

func TestCommands(t *testing.T) {
	c := func() tea.Msg { return 1 }
	if cmds, inOrder, ok := Commands(tea.Batch(c, c)()); !ok || inOrder || len(cmds) != 2 {
		t.Error("batch not taken apart")
	}
	if cmds, inOrder, ok := Commands(tea.Sequence(c, c, c)()); !ok || !inOrder || len(cmds) != 3 {
		t.Error("sequence not taken apart")
	}
	for _, m := range []tea.Msg{nil, 1, []string{"x"}, tea.QuitMsg{}} {
		if _, _, ok := Commands(m); ok {
			t.Errorf("%#v is not a batch", m)
		}
	}
}
