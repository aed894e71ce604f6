// Package slide says what the room sees of a meeting: for each stage a deck of
// slides, one thing on each, made from the minutes; pure, no I/O. How a slide
// is drawn at a size is the business of ui/show.
//
// Nothing private goes into a slide: the catatan fasilitator is never read
// here, and a form is shown as it is typed only if its owner says so.
package slide

import (
	"time"

	"monev/internal/plain"
)

// Tone is how a line is meant; it chooses a colour, never the meaning alone.
type Tone string

// The tones.
const (
	Normal Tone = ""
	Good   Tone = "baik"
	Warn   Tone = "awas"
	Bad    Tone = "buruk"
	Accent Tone = "tonjol"
	Muted  Tone = "redup"
)

// Kind is how a block is drawn.
type Kind string

// The kinds of blocks.
const (
	Score   Kind = "angka"   // Text in block digits under Label, Notes beside it
	Bar     Kind = "batang"  // Percent with Marks under Label, Text at its end
	Text    Kind = "teks"    // running text under Label, if there is one
	Fact    Kind = "fakta"   // Label and Text on one line
	Point   Kind = "butir"   // Text behind Label as its mark
	Status  Kind = "status"  // Text alone, large in meaning: sign and word
	Section Kind = "bagian"  // Text as a heading
	Field   Kind = "isian"   // a field that is being filled in
	Option  Kind = "pilihan" // a suggestion under a Field
	Problem Kind = "tolakan" // why a Field is not taken
)

// A Mark is a threshold in a bar, in percent of its length.
type Mark struct {
	At   float64 `json:"at"`
	Name string  `json:"nama"`
}

// A Note is a line beside block digits.
type Note struct {
	Text string `json:"teks"`
	Tone Tone   `json:"nada,omitempty"`
}

// A Block is one piece of a slide.
type Block struct {
	Kind    Kind    `json:"jenis"`
	Label   string  `json:"label,omitempty"`
	Text    string  `json:"teks,omitempty"`
	Tone    Tone    `json:"nada,omitempty"`
	Percent float64 `json:"persen,omitempty"`
	Marks   []Mark  `json:"tanda,omitempty"`
	Notes   []Note  `json:"catatan_angka,omitempty"`
	// Now is the field that is typed in, or the suggestion that is chosen.
	Now bool `json:"kini,omitempty"`
	// Caret is the byte of Text before which the caret of a Field stands.
	Caret int `json:"kursor,omitempty"`
}

// A Slide is one thing, shown on one page or, where it is longer than the
// screen, on several.
type Slide struct {
	// Keys are the rows of the stage that the slide is about.
	Keys   []string `json:"-"`
	Head   string   `json:"kepala"`          // where: the area, the stage
	Title  string   `json:"judul,omitempty"` // what: "Temuan 1 dari 3"
	Blocks []Block  `json:"isi,omitempty"`
}

// About reports whether the slide is about the row with that key.
func (s Slide) About(key string) bool {
	for _, k := range s.Keys {
		if k == key {
			return true
		}
	}
	return false
}

// Deck is the slides of a stage, at least one.
type Deck []Slide

// At is the slide about a row: the first one that names it, else the first.
func (d Deck) At(key string) int {
	if key != "" {
		for i, s := range d {
			if s.About(key) {
				return i
			}
		}
	}
	return 0
}

// Timer is a clock that stands or runs.
type Timer struct {
	// Since is when it would have begun had it never stood; zero if it stands.
	Since time.Time `json:"sejak,omitzero"`
	// Stood is what it shows while it stands.
	Stood time.Duration `json:"lama,omitempty"`
	// Planned is the time there is, 0 if nobody said.
	Planned time.Duration `json:"rencana,omitempty"`
}

// At is what the timer shows at now.
func (t Timer) At(now time.Time) time.Duration {
	if t.Since.IsZero() {
		return t.Stood
	}
	return max(now.Sub(t.Since), 0)
}

// Version is the form of State; a window of another one shows nothing.
const Version = 1

// State is what the room sees at one moment. It is all that the working program
// tells another window.
type State struct {
	Version int    `json:"versi"`
	Office  string `json:"kantor"`
	Meeting string `json:"rapat,omitempty"`
	Zone    string `json:"zona,omitempty"` // WIB, WITA or WIT
	Slide   Slide  `json:"lembar"`
	No      int    `json:"nomor,omitempty"`  // of the slide in its deck, from 1
	Of      int    `json:"jumlah,omitempty"` // slides of the deck
	Page    int    `json:"halaman,omitempty"`
	Typing  bool   `json:"mengetik,omitempty"` // a form is shown as it is typed
	Pause   bool   `json:"jeda,omitempty"`     // the pause screen: office, title, clock
	Card    bool   `json:"kartu,omitempty"`    // the test card
	Note    string `json:"keterangan,omitempty"`
	// Practice: the records are for practising; every picture says so.
	Practice bool   `json:"latihan,omitempty"`
	Clock    *Timer `json:"jam,omitempty"`      // of the meeting
	Area     *Timer `json:"jam_area,omitempty"` // of the area
}

// Clean makes every text harmless, for a State that came from outside.
func (s *State) Clean() {
	for _, t := range []*string{&s.Office, &s.Meeting, &s.Zone, &s.Note, &s.Slide.Head, &s.Slide.Title} {
		*t = plain.Line(*t)
	}
	for i := range s.Slide.Blocks {
		b := &s.Slide.Blocks[i]
		b.Label = plain.Inline(b.Label)
		if b.Kind != Field { // the caret counts the bytes; fields come cleaned
			b.Text = plain.Text(b.Text)
		} else if plain.Text(b.Text) != b.Text {
			b.Text, b.Caret = plain.Text(b.Text), 0
		}
		b.Caret = min(max(b.Caret, 0), len(b.Text))
		for j := range b.Marks {
			b.Marks[j].Name = plain.Line(b.Marks[j].Name)
		}
		for j := range b.Notes {
			b.Notes[j].Text = plain.Line(b.Notes[j].Text)
		}
	}
}

// A Window is a further window that shows the slides, by its size in cells.
type Window struct {
	W int `json:"lebar"`
	H int `json:"tinggi"`
}
