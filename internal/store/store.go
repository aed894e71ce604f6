// Package store says how monev keeps its records: state records, a complete
// hash-chained journal of events, and indexes, all changed in one transaction.
//
// The interface is the contract; storetest proves it for every implementation.
// A record is JSON under a kind and a key. Every Update that changes something
// becomes exactly one event, whose after-images are enough to rebuild state and
// indexes. Undo and redo are events too: nothing is ever removed from the journal.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Sentinel errors. Implementations wrap them with %w.
var (
	ErrNotFound = errors.New("record not found")
	ErrLocked   = errors.New("store is open elsewhere")
	ErrNewer    = errors.New("store was written by a newer program")
	ErrDamaged  = errors.New("store is damaged")
	ErrNotEmpty = errors.New("store is not empty")
	// ErrNothing: there is nothing to undo or redo.
	ErrNothing = errors.New("nothing to undo")
	// ErrBarrier: the newest event cannot be undone (a meeting was made final).
	ErrBarrier = errors.New("event cannot be undone")
	// ErrClosed: the store was closed before.
	ErrClosed = errors.New("store is closed")
	// ErrReadOnly: the store is only for looking at.
	ErrReadOnly = errors.New("store is open for reading only")
	// ErrUncertain: the disk failed while a change was being made durable, so
	// nobody knows whether it is stored. The store takes no more changes until
	// it is opened again; then look at Head.
	ErrUncertain = errors.New("unknown whether the last change was stored")
)

// Kind is a sort of record; each kind has a bucket of its own.
type Kind string

// The kinds and the form of their keys.
const (
	KindOffice   Kind = "office"    // "office"
	KindMeeting  Kind = "meetings"  // "R001"
	KindArea     Kind = "areas"     // "R001/1": meeting, area number
	KindFinding  Kind = "findings"  // "R001/1/00001": meeting, area, sequence
	KindProposal Kind = "proposals" // as findings
	KindFollowUp Kind = "followups" // "TL-0001"
	KindSeal     Kind = "seals"     // "R001/0": meeting, revision; a monev.Minutes
	KindWalk     Kind = "walks"     // "R001": where the meeting stands, time per area

	KindWorksheet  Kind = "worksheets"  // "2025": the LKE of a year: instrument, policy, efforts
	KindAnswer     Kind = "answers"     // "2025/unit/A.I.1.i.a": year, layer, question
	KindEvidence   Kind = "evidence"    // "2025/A.I.1.i.a/00001": year, question, sequence
	KindInstrument Kind = "instruments" // "LKE-ZI-2026/0f1e…": code, digest: an instrument file as it was read
	KindStanding   Kind = "standings"   // "R001": the LKE when the meeting was locked; a monev.Standing

	KindFilter Kind = "filters" // "00001": in order of entry; a monev.SavedFilter
)

// Kinds lists all kinds in a fixed order.
func Kinds() []Kind {
	return []Kind{KindOffice, KindMeeting, KindArea, KindFinding, KindProposal, KindFollowUp, KindSeal, KindWalk,
		KindWorksheet, KindAnswer, KindEvidence, KindInstrument, KindStanding, KindFilter}
}

// Index is a sorted list of keys derived from the records.
type Index string

// The indexes and the form of their entries. Dates are ISO, so that entries
// sort by time; "-" stands for no due date and sorts first. Area numbers are 1
// to 6.
const (
	IndexOpen    Index = "open"    // open follow-ups: "2025-12-05/1/TL-0001" (due, area number, key)
	IndexClosed  Index = "closed"  // closed follow-ups: "2025-11-20/TL-0001" (day of last step, key)
	IndexMeeting Index = "meeting" // follow-ups born or touched in a meeting: "R001/TL-0001"
)

// Indexes lists all indexes in a fixed order.
func Indexes() []Index { return []Index{IndexOpen, IndexClosed, IndexMeeting} }

// Action says what an Update is for.
type Action struct {
	Name    string // stable, for machines: "temuan.tambah"
	Label   string // Indonesian, for people: "tambah temuan"
	Meeting string // ID of the meeting it belongs to; empty if none
	// Barrier actions, and everything before them, can no longer be undone.
	Barrier bool
	// Keep asks for a backup that is kept for good: a meeting was locked.
	Keep bool
	// Silent actions (going to another stage) are journaled but passed over by
	// undo and redo. They must change only records that no undoable action
	// depends on.
	Silent bool
}

// Change is what one event did to one record.
type Change struct {
	Kind  Kind            `json:"kind"`
	Key   string          `json:"key"`
	After json.RawMessage `json:"after,omitempty"` // absent: the record was deleted
	Prev  uint64          `json:"prev,omitempty"`  // event that holds the image before; 0 if it did not exist
	Gone  uint64          `json:"gone,omitempty"`  // event that deleted it, for a record that is there again; else 0
}

// Event is one entry of the journal. Order comes from Seq, never from At.
type Event struct {
	V       int       `json:"v"`   // schema of the after-images, the store's when it was written
	Seq     uint64    `json:"seq"` // 1, 2, 3 … without gaps
	At      time.Time `json:"at"`
	Clock   string    `json:"clock,omitempty"` // "back" if At is before the event before
	Action  string    `json:"action"`
	Label   string    `json:"label"`
	Meeting string    `json:"meeting,omitempty"`
	Barrier bool      `json:"barrier,omitempty"`
	Silent  bool      `json:"silent,omitempty"`
	// Changes holds one entry for each record that is different after the
	// event, in the order in which they were first touched.
	Changes []Change `json:"changes"`
	// Numbers holds the sequences that moved in this event, each with the last
	// number given, so that a restored store never gives a number again.
	Numbers map[string]uint64 `json:"numbers,omitempty"`
	// Undoes is the event whose before-images this one restores. If that event
	// is itself an undo, this one is a redo.
	Undoes uint64 `json:"undoes,omitempty"`
	Redo   bool   `json:"redo,omitempty"`
	Hash   string `json:"-"`    // SHA-256 of the stored bytes, 64 hexadecimal digits
	Prev   string `json:"prev"` // Hash of the event before; empty for the first
}

// Head is the end of the journal. The zero Head is that of an empty store.
type Head struct {
	Seq  uint64 `json:"seq"`
	Hash string `json:"hash"` // 64 hexadecimal digits
}

// Reader sees one consistent state of the store.
type Reader interface {
	// Get returns a copy of a record, or ErrNotFound.
	Get(kind Kind, key string) ([]byte, error)
	// Scan visits the records whose key begins with prefix, by rising key. The
	// value is valid only during the visit and must not be changed. An error of
	// visit ends the scan and is returned, except Stop, which ends it without
	// error. Inside an Update visit may write; the scan goes on over the records
	// as they were when it began. All scans keep these rules.
	Scan(kind Kind, prefix string, visit func(key string, value []byte) error) error
	// ScanIndex visits the entries that begin with prefix, rising.
	ScanIndex(ix Index, prefix string, visit func(entry string) error) error
	// Count is the number of records of a kind, without reading them all.
	Count(kind Kind) (int, error)
	// Head is the end of the journal.
	Head() (Head, error)
	// Event returns one event of the journal, or ErrNotFound.
	Event(seq uint64) (Event, error)
	// ScanEvents visits the stored bytes of events from seq on, rising.
	ScanEvents(from uint64, visit func(seq uint64, line []byte) error) error
	// LastChange is the event that last changed a record, also if it deleted
	// it; 0 if none did. Inside an Update its own changes do not count yet.
	LastChange(kind Kind, key string) (uint64, error)
	// Draft returns half-typed text kept under a key, or ErrNotFound.
	Draft(key string) ([]byte, error)
}

// Stop ends a scan early; the scan returns nil.
var Stop error = stop{}

// stop is a type of its own because Stop is a signal, not a failure.
type stop struct{}

func (stop) Error() string { return "stop" }

// Tx is a Reader that sees its own writes. It must not be used after the
// Update, nor by another goroutine.
type Tx interface {
	Reader
	// Put stores v as JSON other than null. Storing what is already there is no
	// change; what counts is the difference between the Update's begin and end.
	Put(kind Kind, key string, v any) error
	// Delete removes a record; a missing one is no change.
	Delete(kind Kind, key string) error
	// Next gives the next number of a sequence, 1 first. Numbers are never
	// given twice, also not after an undo; only an Update that failed or
	// changed no record has used none. Any name makes a sequence of its own.
	Next(sequence string) (uint64, error)
	// DropDraft removes a draft together with the change that stores its text.
	DropDraft(key string) error
}

// Store keeps the records of one office. Its methods may be called by several
// goroutines; changes happen one after the other. Calling a method of the store
// inside View or Update of the same goroutine may wait for ever: use the Reader.
//
// A context that has ended stops an operation before it begins, never midway.
type Store interface {
	// View runs read on one consistent state. A panic in read is returned as
	// an error.
	View(ctx context.Context, read func(Reader) error) error
	// Update runs change and stores all it did as one event, durably: when it
	// returns without error, the event is on disk. If change returns an error
	// or panics, nothing is written and that error is returned (a panic as an
	// error). If change changed no record, no event is written and the zero
	// Event is returned. See ErrUncertain for the one case of doubt.
	Update(ctx context.Context, a Action, change func(Tx) error) (Event, error)
	// Undo takes back the newest event that is not yet taken back, and returns
	// it; ErrNothing or ErrBarrier if there is none. What a redo brought back is
	// taken back as the user's own event: that one is returned, not the redo.
	Undo(ctx context.Context) (Event, error)
	// Redo does again what the newest Undo took back, unless something else was
	// written since, and returns the event it brought back (the user's own, as
	// Undo does); else ErrNothing.
	Redo(ctx context.Context) (Event, error)
	// SetDraft keeps half-typed text outside the journal; empty removes it.
	SetDraft(ctx context.Context, key string, value []byte) error
	// Restore fills an empty store with the stored bytes of events, in order:
	// state, indexes and sequences come out as they were. ErrNotEmpty if there
	// are events already; ErrDamaged if the chain does not hold; ErrNewer if an
	// event has a newer schema. Nothing is written then. A chain cannot show
	// that its end is missing or changed: compare Head with a printed one.
	Restore(ctx context.Context, events [][]byte) error
	// Close ends the store after waiting for what is running. Afterwards every
	// method returns ErrClosed; closing again does nothing.
	Close() error
}
