package app

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"monev/internal/monev"
	"monev/internal/store"
)

// dataFormat names the open JSON file of ExportData; dataVersion its layout.
const (
	dataFormat  = "monev-data"
	dataVersion = 1
)

// dataFile is the open JSON file: the records as they stand, for people and
// other programs, and the whole journal, from which ImportData rebuilds them.
type dataFile struct {
	Format  string                                    `json:"format"`
	Version int                                       `json:"versi"`
	Head    store.Head                                `json:"kepala"`
	State   map[store.Kind]map[string]json.RawMessage `json:"keadaan"`
	Events  []json.RawMessage                         `json:"kejadian"`
}

// ExportData writes everything that is recorded as one open JSON file: one
// record or event a line, the events byte for byte as stored. Half-typed drafts
// are not in it.
func (a *App) ExportData(ctx context.Context, w io.Writer) error {
	return a.store.View(ctx, func(r store.Reader) error {
		head, err := r.Head()
		if err != nil {
			return err
		}
		out := bufio.NewWriter(w)
		headJSON, err := json.Marshal(head)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "{\"format\":%q,\"versi\":%d,\"kepala\":%s,\n\"keadaan\":{", dataFormat, dataVersion, headJSON)
		for i, kind := range store.Kinds() {
			fmt.Fprintf(out, "%s\n%q:{", comma(i), kind)
			n := 0
			err := r.Scan(kind, "", func(key string, value []byte) error {
				fmt.Fprintf(out, "%s\n%q:%s", comma(n), key, value)
				n++
				return nil
			})
			if err != nil {
				return err
			}
			out.WriteString("}")
		}
		out.WriteString("},\n\"kejadian\":[")
		err = r.ScanEvents(1, func(seq uint64, line []byte) error {
			_, err := fmt.Fprintf(out, "%s\n%s", comma(int(seq-1)), bytes.TrimRight(line, "\n"))
			return err
		})
		if err != nil {
			return err
		}
		out.WriteString("]}\n")
		return out.Flush()
	})
}

func comma(n int) string {
	if n == 0 {
		return ""
	}
	return ","
}

// ImportData fills an empty store from a file of ExportData. It refuses a file
// that is no such file, is of a newer layout, or whose journal does not hold;
// then nothing is changed.
func (a *App) ImportData(ctx context.Context, r io.Reader) error {
	var f dataFile
	d := json.NewDecoder(r)
	err := d.Decode(&f)
	if err == nil {
		if _, rest := d.Token(); rest != io.EOF {
			err = errors.New("more after the end of the JSON value")
		}
	}
	if err != nil || f.Format != dataFormat || f.Version < 1 {
		return errors.Join(monev.Refuse("berkas", "Berkas itu bukan hasil monev ekspor data, atau rusak; tidak ada yang diubah."), err)
	}
	if f.Version > dataVersion {
		return monev.Refuse("berkas", "Berkas itu ditulis monev yang lebih baru (susunan %d); pakai program yang terbaru.", f.Version)
	}
	events := make([][]byte, len(f.Events))
	for i, e := range f.Events {
		events[i] = e
	}
	// The chain alone does not show that its end is missing or changed.
	last := ""
	if n := len(events); n > 0 {
		sum := sha256.Sum256(events[n-1])
		last = hex.EncodeToString(sum[:])
	}
	if f.Head.Seq != uint64(len(events)) || f.Head.Hash != last {
		return monev.Refuse("berkas", "Kejadian terakhir di berkas itu tidak cocok dengan kepalanya; tidak ada yang diubah. Pakai salinan lain.")
	}
	if err := a.store.Restore(ctx, events); err != nil {
		if errors.Is(err, store.ErrDamaged) {
			return errors.Join(monev.Refuse("berkas", "Rantai kejadian di berkas itu tidak utuh; tidak ada yang diubah. Pakai salinan lain."), err)
		}
		return err
	}
	if len(events) == 0 {
		return nil
	}
	_, err = a.Office(ctx)
	return err
}
