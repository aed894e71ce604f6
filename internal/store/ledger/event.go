package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"monev/internal/store"
)

// Limit of keys, far below what any KV takes.
const maxKey = 1000

func checkKey(key string) error {
	if key == "" || len(key) > maxKey || !utf8.ValidString(key) {
		return fmt.Errorf("bad key %.40q", key)
	}
	return nil
}

// encode makes the one and only byte form of v: compact, one line, without the
// escapes that JSON needs only inside web pages. Because it is compact, it goes
// into an event unchanged.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte{'\n'}), nil
}

func encodeRecord(v any) ([]byte, error) {
	b, err := encode(v)
	switch {
	case err != nil:
		return nil, err
	case string(b) == "null":
		return nil, errors.New("a record cannot be null")
	case !utf8.Valid(b): // only possible in a json.RawMessage
		return nil, errors.New("a record must be UTF-8")
	}
	return b, nil
}

// hashLine is the hash of an event: SHA-256 of its stored bytes.
func hashLine(line []byte) string {
	sum := sha256.Sum256(line)
	var digits [HashSize]byte
	hex.Encode(digits[:], sum[:])
	return string(digits[:])
}

// decodeEvent reads a stored line.
func decodeEvent(line []byte) (store.Event, error) {
	var e store.Event
	if err := json.Unmarshal(line, &e); err != nil {
		return store.Event{}, err
	}
	e.Hash = hashLine(line)
	return e, nil
}

// head is what the meta bucket keeps of the newest event. The time spares
// reading that event when the next one is written.
type head struct {
	store.Head
	At time.Time `json:"at"`
}

func readHead(meta Bucket) (head, error) { return parseHead(meta.Get([]byte(metaHead))) }

func parseHead(b []byte) (head, error) {
	var h head
	if b == nil {
		return h, nil
	}
	if err := json.Unmarshal(b, &h); err != nil {
		return h, fmt.Errorf("%w: head: %w", store.ErrDamaged, err)
	}
	return h, nil
}

func (h head) write(meta Bucket) error {
	b, err := encode(h)
	if err != nil {
		return err
	}
	return meta.Put([]byte(metaHead), b)
}

// HeadOf is the head in a transaction, without a Ledger.
func HeadOf(tx KVTx) (store.Head, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		return store.Head{}, fmt.Errorf("%w: not a store of monev", store.ErrDamaged)
	}
	h, err := readHead(meta)
	return h.Head, err
}

// Link reads the chain out of a stored event without decoding it: the hash of
// the event and that of the one before. ok is false if it cannot be an event.
func Link(line []byte) (hash, prev string, ok bool) {
	var digits [HashSize]byte
	before, ok := LinkInto(&digits, line)
	if !ok {
		return "", "", false
	}
	return string(digits[:]), string(before), true
}

// HashSize is how many hexadecimal digits a hash has.
const HashSize = 2 * sha256.Size

// LinkInto is Link for many events: the hash goes into digits, prev is part of line.
func LinkInto(digits *[HashSize]byte, line []byte) (prev []byte, ok bool) {
	const before, after = `,"prev":"`, `"}`
	body, ok := bytes.CutSuffix(line, []byte(after))
	if !ok {
		return nil, false
	}
	i := bytes.LastIndexByte(body, '"') + 1
	if n := len(body) - i; n != 0 && n != HashSize || !bytes.HasSuffix(body[:i], []byte(before)) {
		return nil, false
	}
	sum := sha256.Sum256(line)
	hex.Encode(digits[:], sum[:])
	return body[i:], true
}

// Meta reads the pairs of the meta bucket without a KV: what the store is, and
// its head.
func Meta(pairs map[string][]byte) (Info, store.Head, error) {
	info, err := infoOf(func(key string) []byte { return pairs[key] })
	if err != nil {
		return info, store.Head{}, err
	}
	h, err := parseHead(pairs[metaHead])
	return info, h.Head, err
}

// Names of the buckets that those who read files without a Ledger need.
const (
	BucketMeta   = bucketMeta
	BucketEvents = bucketEvents
	BucketDrafts = bucketDrafts
)

// EventKey is the number of an event from its key in the events bucket, 0 if it
// is none.
func EventKey(key []byte) uint64 { return readNumber(key) }
