package datafolder

import (
	"encoding/json"
	"time"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// event is a stored line that puts one new follow-up, and its hash.
func event(seq int, prev string, r record) ([]byte, string) {
	after, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	line, err := json.Marshal(store.Event{V: 1, Seq: uint64(seq), At: clock().Add(time.Duration(seq) * time.Second),
		Action: "tl.tambah", Label: "tambah tindak lanjut", Meeting: "R001", Prev: prev,
		Changes: []store.Change{{Kind: store.KindFollowUp, Key: r.ID, After: after}}})
	if err != nil {
		panic(err)
	}
	hash, _, _ := ledger.Link(line)
	return line, hash
}

func same(_ store.Kind, _ string, v json.RawMessage) (json.RawMessage, error) { return v, nil }
