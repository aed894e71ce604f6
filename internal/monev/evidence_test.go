package monev

import (
	"strings"
	"testing"
)

func TestEvidenceReplace(t *testing.T) {
	hash := func(c string) string { return strings.Repeat(c, 64) }
	a, b := File{Path: "eviden/a", Kept: true, SHA256: hash("a")}, File{Path: "eviden/b", Kept: true, SHA256: hash("b")}
	var e Evidence
	e.Replace(a)
	if e.Version != 1 || *e.File != a || e.Kind != EvidenceFile || len(e.Past) != 0 {
		t.Errorf("%+v", e)
	}
	e.Replace(a)
	if e.Version != 1 || len(e.Past) != 0 {
		t.Errorf("the same file again: %+v", e)
	}
	first := e
	e.Replace(b)
	if e.Version != 2 || len(e.Past) != 1 || e.Past[0] != a || *e.File != b {
		t.Errorf("%+v", e)
	}
	moved := b
	moved.Path = "eviden/c"
	e.Replace(moved)
	if e.Version != 2 || len(e.Past) != 2 {
		t.Errorf("the same content elsewhere: %+v", e)
	}
	if len(first.Past) != 0 {
		t.Error("a copy changed with it")
	}
}

func TestEvidenceRefused(t *testing.T) {
	for name, e := range map[string]Evidence{
		"no title":    {},
		"status":      {Title: "x", Status: "Beres"},
		"no note":     {Title: "x", Status: EvidenceFaulty},
		"kind":        {Title: "x", Kind: "lisan"},
		"area":        {Title: "x", Area: 7},
		"until":       {Title: "x", Until: 27},
		"climbs out":  {Title: "x", File: &File{Path: "../x", Kept: true}},
		"backslash":   {Title: "x", File: &File{Path: `a\b`, Kept: true}},
		"drive":       {Title: "x", File: &File{Path: "C:/x", Kept: true}},
		"no path":     {Title: "x", File: &File{}},
		"hash":        {Title: "x", File: &File{Path: "x", SHA256: "abc"}},
		"control":     {Title: "x", File: &File{Path: "/x\x1b"}},
		"past":        {Title: "x", Past: []File{{Path: "../x", Kept: true}}},
		"negative":    {Title: "x", File: &File{Path: "x", Size: -1}},
		"long":        {Title: strings.Repeat("x", TextLimit+1)},
		"version":     {Title: "x", Version: -1},
		"only blanks": {Title: " \u200b "},
	} {
		if e.Clean() == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
