package ledger

import (
	"encoding/json"
	"fmt"

	"monev/internal/store"
)

// A Migration brings a record from one schema to the next. Events stay as they
// were written, for ever; when an old event is needed (to undo it, to rebuild
// the records), its images go through the same functions. So Record must depend
// on nothing but its arguments, keep the key, and give compact JSON.
type Migration struct {
	// Name says what changes, for the log.
	Name string
	// Record returns the record of the next schema. Most kinds are returned as
	// they are.
	Record func(kind store.Kind, key string, value json.RawMessage) (json.RawMessage, error)
}

// Migrations lists all there are: the first leads from schema 1 to 2, and so on.
// A migration is appended, never changed, and gets a test on a store that was
// written by the version before.
//
// It is empty, so the present schema is 1.
func Migrations() []Migration { return []Migration{} }

// upgrade is the after-image of a change in the present schema, nil if the
// change deleted the record.
func (o *Options) upgrade(schema int, c store.Change) ([]byte, error) {
	if c.After == nil {
		return nil, nil
	}
	return o.upgradeRecord(schema, c.Kind, c.Key, c.After)
}

func (o *Options) upgradeRecord(schema int, kind store.Kind, key string, value []byte) ([]byte, error) {
	if o.ReadNewer && schema > len(o.Migrations) {
		return value, nil
	}
	if schema < 1 || schema > len(o.Migrations)+1 {
		return nil, fmt.Errorf("%w: schema %d of %s %q", store.ErrDamaged, schema, kind, key)
	}
	for _, m := range o.Migrations[schema-1:] {
		v, err := m.Record(kind, key, value)
		if err != nil {
			return nil, fmt.Errorf("migration %q of %s %q: %w", m.Name, kind, key, err)
		}
		if value, err = encodeRecord(v); err != nil {
			return nil, fmt.Errorf("migration %q of %s %q: %w", m.Name, kind, key, err)
		}
	}
	return value, nil
}

// Migrate copies a store of an older schema into an empty KV whose buckets
// exist, record by record. The old one is only read; events are copied byte for
// byte. The copy is complete only if Migrate returns nil.
func Migrate(from, to KV, o Options) error {
	o = o.withDefaults()
	info, err := Inspect(from)
	if err != nil {
		return err
	}
	if info.Schema >= o.Schema() {
		return fmt.Errorf("migrate: schema is %d already", info.Schema)
	}
	old := info.Schema
	info.Schema, info.Version = o.Schema(), o.Version
	err = guard("migrate", func() error {
		src, err := from.Begin(false)
		if err != nil {
			return err
		}
		defer src.Rollback()
		w := &batch{kv: to}
		defer w.end()
		for _, spec := range Buckets() {
			if src.Bucket(spec.Name) == nil {
				continue // of a kind that is newer than the store
			}
			if err := copyBucket(src.Bucket(spec.Name), w, spec.Name, &o, old); err != nil {
				return fmt.Errorf("copy %s: %w", spec.Name, err)
			}
		}
		return w.commit()
	})
	if err != nil {
		return err
	}
	// Last, because it is what makes the copy a store.
	return initWith(to, info)
}

func copyBucket(src Bucket, w *batch, name string, o *Options, schema int) error {
	var err error
	isRecord := false
	for _, k := range store.Kinds() {
		isRecord = isRecord || string(k) == name
	}
	if name == bucketIndex {
		return nil // made from the records
	}
	src.Ascend(nil, func(k, v []byte) bool {
		switch {
		case isRecord:
			value, seq := unpack(v)
			if value, err = o.upgradeRecord(schema, store.Kind(name), string(k), value); err != nil {
				return false
			}
			var row, others []byte
			if row, others, err = recordRow(store.Kind(name), string(k), value); err == nil && row != nil {
				err = w.put(bucketIndex, row, others)
			}
			if err != nil {
				return false
			}
			v = pack(value, seq)
		case name == bucketMeta:
			switch string(k) {
			case metaID, metaSchema, metaCreated, metaVersion, metaSum:
				return true
			}
		}
		err = w.put(name, k, v)
		return err == nil
	})
	return err
}

// batch writes in transactions of a moderate size: a very large one is slow.
type batch struct {
	kv KV
	tx KVTx
	n  int
}

const batchSize = 1000

func (w *batch) put(bucket string, key, value []byte) error {
	if w.tx == nil {
		tx, err := w.kv.Begin(true)
		if err != nil {
			return err
		}
		w.tx, w.n = tx, 0
	}
	if err := w.tx.Bucket(bucket).Put(key, value); err != nil {
		return err
	}
	if w.n++; w.n == batchSize {
		return w.commit()
	}
	return nil
}

func (w *batch) commit() error {
	if w.tx == nil {
		return nil
	}
	tx := w.tx
	w.tx = nil
	return tx.Commit()
}

func (w *batch) end() {
	if w.tx != nil {
		w.tx.Rollback()
	}
}
