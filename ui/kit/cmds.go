package kit

import (
	"reflect"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Ahead begins to run a command at once, before anybody asks for its message, and returns
// one that waits for that. If it panics, so does the one that was returned, where Bubble
// Tea puts the terminal in order.
func Ahead(cmd tea.Cmd) tea.Cmd {
	message := sync.OnceValue(cmd)
	go func() {
		defer func() { _ = recover() }()
		message()
	}()
	return message
}

// Commands returns the commands inside a message made by tea.Batch or
// tea.Sequence; ok is false for every other message. inOrder tells a sequence
// from a batch. Needed by those who run commands themselves: the root for what
// a write answers, and the test driver. tea keeps the type of a sequence
// private, hence the reflection.
func Commands(msg tea.Msg) (cmds []tea.Cmd, inOrder, ok bool) {
	if b, isBatch := msg.(tea.BatchMsg); isBatch {
		return b, false, true
	}
	v := reflect.ValueOf(msg)
	want := reflect.TypeFor[[]tea.Cmd]()
	if !v.IsValid() || v.Kind() != reflect.Slice || !v.Type().ConvertibleTo(want) {
		return nil, false, false
	}
	return v.Convert(want).Interface().([]tea.Cmd), true, true
}
