// Package ledger keeps records, journal and indexes over any small key-value
// store. All rules of the store.Store contract live here, once; boltstore and
// memstore only supply the KV.
//
// One Update is one write transaction of the KV: records and indexes are written
// as the change goes along; at its end the event is appended, its hash becomes
// the new head, and everything is committed together.
//
// The journal is complete: every event carries the whole after-image of each
// record it changed, so that records and indexes can be rebuilt from it. That is
// done by Restore and Verify, never at a normal start.
//
// Values are never re-encoded. A record's value is byte for byte the
// after-image in its event, and an event's hash is that of its stored bytes.
package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"

	"monev/internal/store"
)

// A KV is what a ledger is kept in: buckets of sorted keys with transactions.
// Any number of readers see the state at their beginning while one writer works.
type KV interface {
	// Begin starts a transaction; a writing one waits for the writer before it.
	Begin(write bool) (KVTx, error)
	// Close waits for running transactions. Afterwards Begin fails with an error
	// that wraps store.ErrClosed.
	Close() error
}

// A KVTx is one transaction. It and all slices got from it are valid until
// Commit or Rollback, but are used by one goroutine only.
type KVTx interface {
	// Bucket returns a bucket of Buckets, or nil if the KV does not have it.
	Bucket(name string) Bucket
	// Commit makes all writes durable at once. If it fails, nobody knows
	// whether they are stored, except when the error wraps ErrNotCommitted.
	Commit() error
	// Rollback ends the transaction without a trace. After Commit it does nothing.
	Rollback()
}

// A Bucket holds keys in the order of their bytes. Slices it returns must not be
// changed by the caller, slices it is given must not be changed until the
// transaction has ended.
type Bucket interface {
	// Get returns nil if the key is missing.
	Get(key []byte) []byte
	Put(key, value []byte) error
	// Delete of a missing key does nothing.
	Delete(key []byte) error
	// Ascend visits keys from the given one on, rising, until visit returns
	// false. The bucket must not be changed meanwhile.
	Ascend(from []byte, visit func(key, value []byte) bool)
}

// ErrNotCommitted marks an error of Commit after which it is certain that
// nothing was stored, such as a full disk: the next try may succeed.
var ErrNotCommitted = errors.New("nothing was stored")

// A BucketSpec says what a KV must know about a bucket.
type BucketSpec struct {
	Name string
	// Append says that keys mostly rise, so that pages may be filled further.
	Append bool
}

// Names of the buckets that are not named after a kind or an index.
const (
	bucketMeta   = "meta"
	bucketEvents = "events"
	bucketGone   = "gone"
	bucketDrafts = "drafts"
	bucketIndex  = "index"
)

// Buckets lists the buckets a KV must have, in a fixed order:
//
//	meta       id, schema, created, version, their sum, head, seq/<sequence>, n/<kind>
//	events     number of the event, 8 bytes big-endian → its line of JSON
//	gone       kind/key of a deleted record → number of the event that deleted it
//	drafts     half-typed text with its sum, outside the journal
//	<kind>     key of the record → JSON, line end, number of the event that holds it
//	index      index/entry of a record → its other entries, one a line
func Buckets() []BucketSpec {
	out := []BucketSpec{
		{bucketMeta, false},
		{bucketEvents, true},
		{bucketGone, false},
		{bucketIndex, false},
		{bucketDrafts, false},
	}
	for _, k := range store.Kinds() {
		out = append(out, BucketSpec{string(k), k == store.KindMeeting || k == store.KindFollowUp || k == store.KindSeal})
	}
	return out
}

// Keys in the meta bucket.
const (
	metaID       = "id"
	metaSchema   = "schema"
	metaCreated  = "created"
	metaVersion  = "version"
	metaSum      = "sum" // of the four above
	metaHead     = "head"
	metaSequence = "seq/"
	metaCount    = "n/"
)

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// readNumber is 0 for a missing or impossible value.
func readNumber(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// pack is how a record is kept: its JSON, which has no line end, and behind a
// line end the event that holds it. A bucket of its own for these numbers would
// cost every save two more pages.
func pack(value []byte, seq uint64) []byte {
	out := make([]byte, 0, len(value)+1+20)
	return strconv.AppendUint(append(append(out, value...), '\n'), seq, 10)
}

// unpack undoes pack; the value is part of stored, nil if stored is. The number
// is 0 if it is missing or none.
func unpack(stored []byte) (value []byte, seq uint64) {
	i := bytes.LastIndexByte(stored, '\n')
	if i < 0 {
		return stored, 0
	}
	seq, _ = strconv.ParseUint(string(stored[i+1:]), 10, 64)
	return stored[:i:i], seq
}

// packDraft is how half-typed text is kept: behind a line end its sum, since no
// event vouches for it.
func packDraft(text []byte) []byte {
	return append(append(bytes.Clone(text), '\n'), checksum(text)...)
}

// DraftText undoes packDraft; ok is false if the text is not what was kept.
func DraftText(stored []byte) (text []byte, ok bool) {
	i := len(stored) - 1 - sumLen
	if i < 0 || stored[i] != '\n' || checksum(stored[:i]) != string(stored[i+1:]) {
		return nil, false
	}
	return stored[:i], true
}

const sumLen = 8

// checksum is the CRC-32C in hexadecimal digits.
func checksum(b []byte) string {
	return fmt.Sprintf("%08x", crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
}

func goneKey(kind store.Kind, key string) []byte {
	return []byte(string(kind) + "/" + key)
}
