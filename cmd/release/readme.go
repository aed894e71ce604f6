package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"text/template"
)

//go:embed BACA-SAYA.txt
var readmeText string

// readme is the BACA-SAYA.txt of a target. It is plain ASCII, which every
// editor of every Windows shows rightly.
func readme(t target, e edition) ([]byte, error) {
	run, data := "./monev", "~/.local/share/monev"
	switch t.system {
	case "windows":
		run, data = `.\monev`, `%LOCALAPPDATA%\monev   (tulis alamat ini di Explorer)`
	case "darwin":
		data = "~/Library/Application Support/monev"
	}
	var b bytes.Buffer
	form, err := template.New("BACA-SAYA").Parse(readmeText)
	if err != nil {
		return nil, err
	}
	err = form.Execute(&b, struct {
		Version, System, Program, Run, Data, Archive string
	}{e.number(), t.system, t.program(), run, data, archiveName(t, e)})
	return b.Bytes(), err
}

// archiveName is the name of the file that a target is delivered in.
func archiveName(t target, e edition) string {
	return fmt.Sprintf("monev-%s-%s%s", e.number(), t, t.suffix())
}
