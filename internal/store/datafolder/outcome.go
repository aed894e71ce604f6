package datafolder

import "fmt"

// Trouble is what was wrong with the store when a folder was opened.
type Trouble int

// The kinds of Trouble.
const (
	Sound   Trouble = iota // nothing
	Missing                // the file was gone
	Damaged                // the file contradicted itself
	Records                // records or indexes were not what the events say
	Behind                 // whole, but older than the other copies
	Failing                // the disk failed while something was being stored
)

// JournalTrouble is what was wrong with the text journal.
type JournalTrouble int

// The kinds of JournalTrouble. What a power cut leaves is none.
const (
	JournalSound   JournalTrouble = iota
	JournalLost                   // missing, or far behind
	JournalDamaged                // lines in the middle of it were damaged
	JournalOther                  // of another store, or of another past
)

// Outcome says how opening a folder went. The zero Outcome says that all was well.
type Outcome struct {
	Trouble Trouble
	Detail  string // what exactly, for the log; English
	// Sources are the files the events came from, the best first.
	Sources []string
	Events  uint64 // that the store holds now
	// First and Last are the events that are known to have existed and were
	// found nowhere; 0 if nothing is missing.
	First, Last uint64
	// Unsure: no file is left that says where the events ended, so that later ones may
	// have existed. Only backups older than the last change can look like that.
	Unsure bool
	// Kept is where the file that was there before lies now, empty if there was none.
	Kept string

	Journal     JournalTrouble
	JournalKept string // where the text journal that was there before lies now
}

// OK reports that there is nothing to tell a user.
func (o Outcome) OK() bool { return o.Trouble == Sound && o.Journal == JournalSound }

// String is for the log.
func (o Outcome) String() string {
	return fmt.Sprintf("trouble %d (%s), from %q, %d events, missing %d-%d, unsure %v, kept %q, journal %d, kept %q",
		o.Trouble, o.Detail, o.Sources, o.Events, o.First, o.Last, o.Unsure, o.Kept, o.Journal, o.JournalKept)
}
