// Command monev runs the Rapat Monev Zona Integritas of a KPU office: without
// arguments on the screen, with a command for everything that makes a file or a
// figure. `monev bantuan` says what there is.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/charmbracelet/x/term"

	"monev/internal/cli"
	"monev/ui"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), ui.StopSignals()...)
	defer stop()
	p := cli.Program{Screens: openScreens, Projector: openProjector, Terminal: onTerminal, Width: width}
	code := p.Run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	// Nobody reads in a window that is being closed, and Windows waits only seconds.
	hold(code, ctx.Err() == nil && onTerminal() && alone(), os.Stdin, os.Stderr)
	return code
}

// hold waits for Enter after a failure in a window that closes with monev: the
// reason would be gone before anyone has read it.
func hold(code int, alone bool, in io.Reader, out io.Writer) {
	if code == cli.Done || !alone {
		return
	}
	fmt.Fprint(out, "\nTekan Enter untuk menutup jendela ini.\n")
	_, _ = bufio.NewReader(in).ReadString('\n')
}

func width() int {
	w, _, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		return 0
	}
	return w
}

func onTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}
