package datafolder

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/ledger"
)

// TestRandomCommands plays random commands against a map, with restarts, kills
// and damage in between. MONEV_PENUH=1 plays a hundred thousand.
func TestRandomCommands(t *testing.T) {
	left := 1500
	if full() {
		left = 100_000
	}
	for left > 0 {
		rapid.Check(t, func(rt *rapid.T) {
			dir := filepath.Join(memory(t), "data")
			defer func() { _ = os.RemoveAll(filepath.Dir(dir)) }()
			f := mustOpen(t, dir, options())
			model, past, future := map[string]string{}, []map[string]string{}, []map[string]string{}
			for range rapid.IntRange(1, 120).Draw(rt, "steps") {
				left--
				switch rapid.SampledFrom([]string{"put", "put", "put", "delete", "undo", "redo", "draft", "backup", "restart", "kill", "damage"}).Draw(rt, "what") {
				case "put", "delete":
					key := fmt.Sprintf("R%04d", rapid.IntRange(0, 9).Draw(rt, "key"))
					value := rapid.StringN(0, 20, 200).Draw(rt, "value")
					del := rapid.Bool().Draw(rt, "del")
					before := maps.Clone(model)
					ev, err := f.Update(rt.Context(), store.Action{Name: "x"}, func(tx store.Tx) error {
						if del {
							delete(model, key)
							return tx.Delete(store.KindMeeting, key)
						}
						model[key] = value
						return tx.Put(store.KindMeeting, key, value)
					})
					if err != nil {
						rt.Fatal(err)
					}
					if ev.Seq != 0 {
						past, future = append(past, before), nil
					}
				case "undo":
					_, err := f.Undo(rt.Context())
					if n := len(past); n == 0 {
						if !errors.Is(err, store.ErrNothing) {
							rt.Fatal(err)
						}
					} else if err != nil {
						rt.Fatal(err)
					} else {
						future, past, model = append(future, model), past[:n-1], past[n-1]
					}
				case "redo":
					_, err := f.Redo(rt.Context())
					if n := len(future); n == 0 {
						if !errors.Is(err, store.ErrNothing) {
							rt.Fatal(err)
						}
					} else if err != nil {
						rt.Fatal(err)
					} else {
						past, future, model = append(past, model), future[:n-1], future[n-1]
					}
				case "draft":
					if err := f.SetDraft(rt.Context(), "d", []byte("x")); err != nil {
						rt.Fatal(err)
					}
				case "backup":
					if _, err := f.Backup(rt.Context(), backup.Timed); err != nil {
						rt.Fatal(err)
					}
				case "restart", "damage":
					_ = f.Close()
					n := f.head.Seq
					if n > 0 && rapid.Bool().Draw(rt, "break") {
						_ = os.Truncate(filepath.Join(dir, boltstore.FileName), rapid.Int64Range(0, 30000).Draw(rt, "cut"))
					}
					f = mustOpen(t, dir, options())
				case "kill": // the files as they are, without closing
					twin := dir + "2"
					if err := os.CopyFS(twin, os.DirFS(dir)); err != nil {
						rt.Fatal(err)
					}
					_ = f.Close()
					if err := errors.Join(os.RemoveAll(dir), os.Rename(twin, dir)); err != nil {
						rt.Fatal(err)
					}
					f = mustOpen(t, dir, options())
					if !f.Outcome().OK() {
						rt.Fatal(f.Outcome())
					}
				}
				got := map[string]string{}
				if err := f.View(rt.Context(), func(r store.Reader) error {
					return r.Scan(store.KindMeeting, "", func(key string, _ []byte) error {
						v, err := store.Load[string](r, store.KindMeeting, key)
						got[key] = v
						return err
					})
				}); err != nil {
					rt.Fatal(err)
				}
				if !maps.Equal(got, model) {
					rt.Fatalf("got %q, want %q", got, model)
				}
			}
			rep, err := ledger.VerifyStore(f.s.Ledger)
			if err := errors.Join(err, rep.Err()); err != nil {
				rt.Fatal(err)
			}
			_ = f.Close()
		})
	}
}
