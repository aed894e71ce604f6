package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"

	"monev/internal/store"
	"monev/internal/store/boltfile"
	"monev/internal/store/disk"
)

// ErrPassphrase says that a sealed backup does not open with a passphrase, or was
// changed.
var ErrPassphrase = errors.New("wrong passphrase")

// ErrSealed says that a backup needs a passphrase.
var ErrSealed = errors.New("the backup is sealed with a passphrase")

const sealedBegin = "age-encryption.org/"

// Sealed is File with a passphrase: an age file (age-encryption.org/v1, scrypt) that
// any age program opens. SHA256 in the Info is that of the sealed file. The store
// is never on disk unsealed; what was written is opened again and compared. effort is
// the logarithm of the rounds that guessing a passphrase takes, 0 the usual one of age,
// with which a guess takes a second; fewer are for tests.
func Sealed(ctx context.Context, d disk.FS, path string, from Source, passphrase string, effort int) (info Info, err error) {
	if _, err := os.Lstat(path); err == nil {
		return Info{}, &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	temp := path + ".part"
	defer func() {
		if err != nil {
			_ = d.Remove(temp)
			err = fmt.Errorf("sealed backup: %w", err)
		}
	}()
	f, err := d.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return Info{}, err
	}
	sealed, plain := sha256.New(), sha256.New()
	info.Head, err = seal(ctx, io.MultiWriter(f, sealed), plain, from, passphrase, effort)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Info{}, err
	}
	again := sha256.New()
	if err := Unseal(temp, passphrase, again); err != nil {
		return Info{}, err
	}
	if string(again.Sum(nil)) != string(plain.Sum(nil)) {
		return Info{}, fmt.Errorf("read again: %w", store.ErrDamaged)
	}
	if err := d.Rename(temp, path); err != nil {
		return Info{}, err
	}
	info.Path, info.SHA256 = path, hex.EncodeToString(sealed.Sum(nil))
	return info, d.SyncDir(filepath.Dir(path))
}

func seal(ctx context.Context, to, plain io.Writer, from Source, passphrase string, effort int) (store.Head, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return store.Head{}, err
	}
	if effort > 0 {
		r.SetWorkFactor(effort)
	}
	w, err := age.Encrypt(to, r)
	if err != nil {
		return store.Head{}, err
	}
	h, err := from.WriteTo(ctx, io.MultiWriter(w, plain))
	return h, errors.Join(err, w.Close())
}

// IsSealed reports whether a file is a sealed backup.
func IsSealed(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }()
	b := make([]byte, len(sealedBegin))
	_, err = io.ReadFull(f, b)
	return err == nil && string(b) == sealedBegin, nil
}

// Is reports whether a file looks like a backup, sealed or not, whatever its name;
// Verify tells whether it is a whole one. It reads the beginning only.
func Is(path string) bool {
	if sealed, err := IsSealed(path); sealed || err != nil {
		return sealed
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	return len(boltfile.Metas(f)) > 0
}

// Unseal writes what a sealed backup holds. If it fails, with ErrPassphrase or
// another error, what was written means nothing.
func Unseal(path, passphrase string, to io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return err
	}
	r, err := age.Decrypt(f, id)
	if err == nil {
		_, err = io.Copy(to, r)
	}
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) || disk.Full(err) {
			return err
		}
		return fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	return nil
}
