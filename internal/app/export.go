package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/report/out"
)

// Document is one document that was written.
type Document struct {
	Name   string `json:"dokumen"`
	Format string `json:"format"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Formats lists the file formats documents can be written in.
func Formats() []string { return []string{"docx", "md"} }

// document is a kind of document: its name on the command line, how its files are
// called, and how it is built.
type document struct {
	name, title string
	build       func(monev.Minutes) report.Doc
}

func documents() []document {
	return []document{
		{"notula", "Notula", notula},
	}
}

// Documents lists the names of the documents of a meeting.
func Documents() []string {
	var out []string
	for _, d := range documents() {
		out = append(out, d.name)
	}
	return out
}

// ExportMeeting writes documents of a meeting into a folder, each in every
// format asked for, and returns them in that order. A document of a meeting
// that is not final carries DRAF. Nothing that is already there is overwritten.
func (a *App) ExportMeeting(ctx context.Context, id string, names, formats []string, dir string) ([]Document, error) {
	for _, f := range formats {
		if !slices.Contains(Formats(), f) {
			return nil, monev.Refuse("format", "Format %q tidak dikenal; pilih docx atau md.", f)
		}
	}
	var kinds []document
	for _, name := range names {
		i := slices.IndexFunc(documents(), func(d document) bool { return d.name == name })
		if i < 0 {
			return nil, monev.Refuse("dokumen", "Dokumen %q tidak dikenal; pilih %s.", name, strings.Join(Documents(), ", "))
		}
		kinds = append(kinds, documents()[i])
	}
	m, err := a.Minutes(ctx, id)
	if err != nil {
		return nil, err
	}
	var list []Document
	for _, kind := range kinds {
		doc := kind.build(m)
		for _, format := range formats {
			data, err := render(doc, format)
			if err != nil {
				return list, fmt.Errorf("render %s as %s: %w", kind.name, format, err)
			}
			path, err := out.WriteFile(dir, report.FileName(m, kind.title, format), data)
			if err != nil {
				return list, fmt.Errorf("write %s: %w", kind.name, err)
			}
			sum := sha256.Sum256(data)
			list = append(list, Document{Name: kind.name, Format: format, Path: path, SHA256: hex.EncodeToString(sum[:])})
		}
	}
	return list, nil
}

func render(d report.Doc, format string) ([]byte, error) {
	if format == "md" {
		return report.Markdown(d), nil
	}
	return report.DOCX(d)
}

func notula(m monev.Minutes) report.Doc {
	k, _ := report.KindOf("notula")
	return k.Build(report.Input{Minutes: m, Papers: m.Office.Papers})
}
