package cli

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/datafolder"
)

// The scripts know nothing about monev: at each Tab they ask it what fits
// (lengkapi saran), so that they never grow old.
//
//go:embed lengkapi
var completions embed.FS

// shells are the shells that there is a completion for, and the ending of its
// script.
var shells = [][2]string{{"bash", "bash"}, {"zsh", "zsh"}, {"fish", "fish"}, {"powershell", "ps1"}}

// manual is what stands in the place of a shell for the manual page.
const manual = "man"

func shellNames() []string {
	var out []string
	for _, s := range shells {
		out = append(out, s[0])
	}
	return out
}

func printCompletion(_ context.Context, c *call) error {
	name := strings.ToLower(c.args[0])
	if name == manual {
		c.manualPage()
		return nil
	}
	i := slices.IndexFunc(shells, func(s [2]string) bool { return s[0] == name })
	if i < 0 {
		return c.wrong("Shell %s tidak dikenal; pilih %s, atau man untuk halaman manual.", quote(c.args[0]), strings.Join(shellNames(), ", "))
	}
	script, err := completions.ReadFile("lengkapi/monev." + shells[i][1])
	if err != nil {
		return err
	}
	_, err = c.out.Write(script)
	return err
}

// printSuggestions answers a completion script: the words of the line up to the
// cursor, without the program's name, each behind a = (so that none is empty
// and none is taken for an option of this command). It prints one suggestion a
// line, a tab and a description after it; a line ":berkas" or ":map" asks the
// shell for its files or folders.
func printSuggestions(ctx context.Context, c *call) error {
	var words []string
	for _, a := range c.args {
		words = append(words, strings.TrimPrefix(a, "="))
	}
	if len(words) == 0 {
		words = []string{""}
	}
	own := func(data string) []monev.SavedFilter { return c.ownFilters(ctx, data) }
	for _, s := range suggest(words[:len(words)-1], words[len(words)-1], own) {
		if s.about == "" {
			fmt.Fprintln(c.out, plain.Line(s.word))
			continue
		}
		fmt.Fprintf(c.out, "%s\t%s\n", plain.Line(s.word), plain.Line(s.about))
	}
	return nil
}

// ownFilters are the office's own filters in a data folder, as data names it or else
// where it is; none if they cannot be read. The folder is only looked at, so that a
// Tab neither waits for who has it open nor changes anything.
func (c *call) ownFilters(ctx context.Context, data string) []monev.SavedFilter {
	if data != "" {
		c.flags["data"] = app.TypedPath(data) // as it stands on the line
	}
	dir, err := c.folder()
	if err != nil {
		return nil
	}
	s, _, err := datafolder.View(ctx, dir, c.options())
	if err != nil {
		return nil
	}
	defer func() { _ = s.Close() }()
	list, _ := app.New(s, c.prog.Now).Filters(ctx)
	return list
}

// suggestion is one thing that a word may become.
type suggestion struct{ word, about string }

// What asks a shell for its own files or folders.
var (
	anyFile   = suggestion{word: ":berkas"}
	anyFolder = suggestion{word: ":map"}
)

// suggest returns what the word cur may become behind the words before it, in
// the order of the help. own reads the office's own filters in the data folder that
// the line names; nil stands for none.
func suggest(before []string, cur string, own func(data string) []monev.SavedFilter) []suggestion {
	var words []string
	given := map[string]bool{}
	waiting := "" // the option whose value comes next
	bare := false // -- stood before
	data := ""    // the value of --data
	for _, w := range before {
		switch {
		case waiting != "":
			if waiting == "data" {
				data = w
			}
			waiting = ""
		case bare || len(w) < 2 || w[0] != '-':
			words = append(words, w)
		case w == "--":
			bare = true
		default:
			name, value, whole := strings.Cut(strings.TrimPrefix(w, "--"), "=")
			if name == "data" {
				data = value
			}
			o, _ := optionOf(name)
			given[name] = true
			if o.value != "" && !whole {
				waiting = name
			}
		}
	}
	filters := func() []monev.SavedFilter {
		if own == nil {
			return nil
		}
		return own(data)
	}
	cmd, rest := find(words)
	if waiting != "" {
		return starting(cmd.values(waiting, cur, filters), cur)
	}
	if name, value, ok := strings.Cut(cur, "="); ok && !bare && strings.HasPrefix(name, "--") {
		list := starting(cmd.values(strings.TrimPrefix(name, "--"), value, filters), value)
		for i, s := range list {
			if s != anyFile && s != anyFolder {
				list[i].word = name + "=" + s.word
			}
		}
		return list
	}
	if !bare && strings.HasPrefix(cur, "-") {
		return starting(cmd.unused(given), cur)
	}
	list := cmd.following(words, rest)
	if len(list) == 0 && !bare && cmd.done(rest) {
		list = cmd.unused(given)
	}
	return starting(list, cur)
}

// starting keeps what begins with cur, and what a shell itself completes.
func starting(list []suggestion, cur string) []suggestion {
	return slices.DeleteFunc(list, func(s suggestion) bool {
		return s != anyFile && s != anyFolder && !strings.HasPrefix(s.word, cur)
	})
}

// unused are the options that the command takes and the line has not.
func (c *command) unused(given map[string]bool) []suggestion {
	var out []suggestion
	for _, name := range append(slices.Clone(c.options), everywhere()...) {
		if o, ok := optionOf(name); ok && !given[name] {
			out = append(out, suggestion{"--" + name, o.about})
		}
	}
	return out
}

// done reports whether the command has all its arguments and no more.
func (c *command) done(rest []string) bool {
	n := len(c.args)
	if c.may != "" {
		n++
	}
	return c.run != nil && !c.rest && len(rest) == n
}

// following are the words that may stand behind words: the next word of a
// command's name, or the next argument of the command they name already.
func (c *command) following(words, rest []string) []suggestion {
	if c.name == "bantuan" {
		switch {
		case len(rest) == 0:
			return append(names(rest), suggestion{guideName, "panduan singkat"})
		case len(rest) == 1 && rest[0] == guideName:
			return chapterSuggestions()
		}
		return names(rest)
	}
	var out []suggestion
	if len(rest) == 0 {
		out = names(words)
	}
	takes := c.args
	if c.may != "" {
		takes = append(slices.Clone(takes), c.may)
	}
	if len(rest) < len(takes) {
		out = append(out, valuesOf(takes[len(rest)])...)
	}
	return out
}

// names are the words that continue a command's name.
func names(words []string) []suggestion {
	var out []suggestion
	for _, c := range commands() {
		parts := strings.Fields(c.name)
		if c.hidden || len(parts) != len(words)+1 || !slices.Equal(parts[:len(words)], words) {
			continue
		}
		out = append(out, suggestion{parts[len(words)], c.about})
	}
	return out
}

// values are what the option of the command may be set to; typed is the value
// as far as it is there, own reads the office's own filters.
func (c *command) values(name, typed string, own func() []monev.SavedFilter) []suggestion {
	switch name {
	case "target":
		return valuesOf("PREDIKAT")
	case "saringan": // by words without blanks
		var out []suggestion
		for _, f := range monev.BuiltInFilters() {
			out = append(out, suggestion{f.ID, f.Name})
		}
		for _, f := range own() {
			if w := f.Word(); w != "" && !slices.ContainsFunc(out, func(s suggestion) bool { return s.word == w }) {
				out = append(out, suggestion{w, f.Name})
			}
		}
		return out
	case "area":
		var out []suggestion
		for i, a := range monev.DefaultOffice(0).Areas {
			out = append(out, suggestion{strconv.Itoa(i + 1), a.Name})
		}
		return out
	case "format":
		if c.name == "lke ekspor" {
			return suggestions(app.LKEFormats())
		}
		return listOf(app.Formats(), typed)
	case "dokumen":
		return listOf(append(app.Documents(), "semua"), typed)
	}
	o, _ := optionOf(name)
	return valuesOf(o.value)
}

// valuesOf are what a placeholder of the help stands for; nothing for a text
// that only the user knows.
func valuesOf(placeholder string) []suggestion {
	switch placeholder {
	case "BERKAS", "TUJUAN":
		return []suggestion{anyFile}
	case "MAP":
		return []suggestion{anyFolder}
	case "PREDIKAT":
		return suggestions([]string{"wbk", "wbbm"})
	case "SHELL":
		return suggestions(append(shellNames(), manual))
	}
	return nil
}

func suggestions(words []string) []suggestion {
	var out []suggestion
	for _, w := range words {
		out = append(out, suggestion{word: w})
	}
	return out
}

// listOf are the values of an option that takes several, parted by commas: what
// is typed before the last comma stays and is not offered again.
func listOf(words []string, typed string) []suggestion {
	head := typed[:strings.LastIndexByte(typed, ',')+1]
	var out []suggestion
	for _, w := range words {
		if !slices.Contains(strings.Split(head, ","), w) {
			out = append(out, suggestion{word: head + w})
		}
	}
	return out
}
