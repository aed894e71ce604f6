package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Load reads one record as T, or ErrNotFound.
func Load[T any](r Reader, kind Kind, key string) (T, error) {
	var v T
	b, err := r.Get(kind, key)
	if err != nil {
		return v, err
	}
	return v, decode(kind, key, b, &v)
}

// All reads the records whose key begins with prefix, by rising key.
func All[T any](r Reader, kind Kind, prefix string) ([]T, error) {
	var out []T
	err := Each(r, kind, prefix, func(v T) { out = append(out, v) })
	return out, err
}

// Each is All for those who keep less than all of it.
func Each[T any](r Reader, kind Kind, prefix string, visit func(T)) error {
	return r.Scan(kind, prefix, func(key string, b []byte) error {
		var v T
		if err := decode(kind, key, b, &v); err != nil {
			return err
		}
		visit(v)
		return nil
	})
}

// decode reads a stored value into v; its error names the record.
func decode(kind Kind, key string, b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("read %s %q: %w", kind, key, err)
	}
	return nil
}

// LockedError says who has a store open, as far as that is known; unknown
// fields are zero. It wraps ErrLocked.
type LockedError struct {
	Since time.Time
	PID   int
	Host  string
}

// Error names what is known.
func (e *LockedError) Error() string {
	if e.PID == 0 {
		return ErrLocked.Error()
	}
	return fmt.Sprintf("%v: by process %d on %q since %s", ErrLocked, e.PID, e.Host, e.Since.Format(time.RFC3339))
}

// Unwrap returns ErrLocked.
func (e *LockedError) Unwrap() error { return ErrLocked }
