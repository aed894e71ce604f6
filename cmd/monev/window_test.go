package main

import (
	"bytes"
	"strings"
	"testing"

	"monev/internal/cli"
)

func TestReasonStaysInItsWindow(t *testing.T) {
	for _, c := range []struct {
		code  int
		alone bool
		waits bool
	}{
		{cli.Failed, true, true}, {cli.Misused, true, true}, {cli.Done, true, false},
		{cli.Failed, false, false}, {cli.Done, false, false},
	} {
		in, out := strings.NewReader("\r\nmore"), new(bytes.Buffer)
		hold(c.code, c.alone, in, out)
		if read := in.Len() < 6; read != c.waits {
			t.Errorf("%+v: waited %v", c, read)
		}
		if said := out.String() == "\nTekan Enter untuk menutup jendela ini.\n"; said != c.waits {
			t.Errorf("%+v: said %q", c, out)
		}
	}
}
