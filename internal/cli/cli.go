// Package cli is monev without its screens: it reads the arguments, runs one
// command and says how it went.
//
// Standard output carries the result and nothing else; standard error carries
// one sentence and what to do. What comes from records or arguments is made
// harmless before it is printed.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/disk"
)

// What the process ends with.
const (
	Done    = 0
	Failed  = 1 // could not; the reason is on standard error
	Misused = 2 // wrong call; the reason and the usage are on standard error
)

// Program is monev as the command line sees it. The zero Program works except
// for the screens.
type Program struct {
	// Screens opens the program on its first screen and returns when the user
	// leaves. nil stands for a program without screens.
	Screens func(ctx context.Context, a *app.App, s Session) error
	// Projector shows the second window of the meeting that runs on a data folder
	// and returns when it is closed; nil as for Screens.
	Projector func(ctx context.Context, dir string) error
	// Terminal reports whether a person sits at both ends, keyboard and screen;
	// nil stands for nobody.
	Terminal func() bool
	// Width is how many cells wide the terminal is that standard output goes to, 0 if
	// it goes elsewhere; nil stands for that.
	Width func() int
	// Executable is the path of the program; nil means os.Executable.
	Executable func() (string, error)
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Session is what the screens should know about how the data were opened.
type Session struct {
	Dir string // data folder
	// Recovered is what had to be made anew when the data were opened.
	Recovered []app.Recovery
	// Notes are what else a user must be told at the start, each a few sentences:
	// that the folder is a bad place for data, that something is missing.
	Notes []string
	Hint  string // one sentence that need not stop anybody; empty for none
	// ReadOnly says why nothing can be changed, one sentence; empty if it can.
	ReadOnly string
	// Practice asks for the records to practise with at once.
	Practice bool
	// Tell takes who is to hear of failures that nobody waits for.
	Tell func(func(error))
}

// Run runs the command that args (without the program's name) ask for and
// returns what the process ends with. env looks up an environment variable. No
// command reads standard input.
func (p Program) Run(ctx context.Context, args []string, env func(string) string, _ io.Reader, stdout, stderr io.Writer) int {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Executable == nil {
		p.Executable = os.Executable
	}
	out := bufio.NewWriter(stdout)
	c := &call{prog: p, env: env, out: out, err: stderr}
	err := c.run(ctx, args)
	if flushed := out.Flush(); err == nil && flushed != nil {
		err = plainly("Hasilnya tidak dapat ditulis ke keluaran; periksa apakah penyimpanan penuh.", flushed)
	}
	if err == nil {
		return Done
	}
	var wrong *misuse
	if errors.As(err, &wrong) {
		fmt.Fprintf(stderr, "monev: %s\n%s\n", sentence(wrong.reason), wrong.usage)
		return Misused
	}
	fmt.Fprintf(stderr, "monev: %s\n", sentence(explain(err)))
	return Failed
}

// sentence makes a message fit for a terminal, whatever went into it.
func sentence(s string) string {
	const most = 600
	s = plain.Line(s)
	if short := plain.Cut(s, most); short != s {
		return short + "…"
	}
	return s
}

// failure is an error that already has its Indonesian sentence.
type failure struct {
	say string
	err error
}

func (f *failure) Error() string { return f.say }
func (f *failure) Unwrap() error { return f.err }

func plainly(say string, err error) error { return &failure{say, err} }

func explain(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.say
	}
	if _, told := monev.AsRefusal(err); !told && disk.Full(err) { // Explain speaks of a screen
		return "Penyimpanan penuh, sehingga perintah ini tidak selesai; kosongkan ruang, lalu ulangi."
	}
	return app.Explain(err)
}

// misuse is a wrong call.
type misuse struct {
	reason string
	usage  string
}

func (m *misuse) Error() string { return m.reason }

// call is one run of the program.
type call struct {
	prog Program
	env  func(string) string
	out  *bufio.Writer
	err  io.Writer

	cmd   *command
	flags map[string]string // given options, without dashes; "" for one without a value
	args  []string

	uncopied bool // a copy of the data will not do
}

func (c *call) has(flag string) bool { _, ok := c.flags[flag]; return ok }

// wrong is a misuse of the present command.
func (c *call) wrong(format string, args ...any) error {
	return &misuse{reason: fmt.Sprintf(format, args...), usage: c.cmd.usageLine()}
}

// note says something beside the result.
func (c *call) note(s string) { fmt.Fprintf(c.err, "monev: %s\n", sentence(s)) }

// quote is plain.Quote, under a short name for the many messages here.
func quote(s string) string { return plain.Quote(s) }

func (c *call) run(ctx context.Context, args []string) error {
	if err := c.parse(args); err != nil {
		return err
	}
	if c.has("help") {
		return c.help()
	}
	if err := c.check(); err != nil {
		return err
	}
	if c.has("baca") && c.cmd.changes && c.cmd.name != "" {
		return c.readOnly()
	}
	return c.cmd.run(ctx, c)
}

// readOnly refuses a command that changes data under --baca.
func (c *call) readOnly() error {
	return plainly(fmt.Sprintf("Perintah %s mengubah data, sedangkan --baca hanya untuk membaca; jalankan tanpa --baca.",
		strings.TrimSpace("monev "+c.cmd.name)), nil)
}
