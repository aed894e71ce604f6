// Command monev runs the Rapat Monev Zona Integritas of a KPU office: without
// arguments on the screen, with a command for everything that makes a file or a
// figure. `monev bantuan` says what there is.
package main

import (
	"context"
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
	p := cli.Program{Screens: openScreens, Terminal: onTerminal}
	return p.Run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
}

func onTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}
