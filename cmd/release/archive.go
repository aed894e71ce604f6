package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"time"
)

// folder is what everything in an archive lies in, so that unpacking gives one
// thing that can be copied to a USB stick.
const folder = "monev/"

// file is one file of an archive.
type file struct {
	name string
	mode fs.FileMode
	data []byte
}

func (t target) suffix() string {
	if t.system == "windows" {
		return ".zip"
	}
	return ".tar.gz"
}

// pack makes the archive of a target: zip for Windows, which opens nothing else
// everywhere, tar.gz elsewhere, which keeps the program executable. Every file
// is dated at, owned by nobody, and stands in the given order.
func pack(t target, at time.Time, files []file) ([]byte, error) {
	var b bytes.Buffer
	var err error
	if t.system == "windows" {
		err = packZip(&b, at, files)
	} else {
		err = packTar(&b, at, files)
	}
	return b.Bytes(), err
}

func packZip(to io.Writer, at time.Time, files []file) error {
	z := zip.NewWriter(to)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, f := range files {
		h := &zip.FileHeader{Name: folder + f.name, Method: zip.Deflate, Modified: at.UTC()}
		h.SetMode(f.mode)
		w, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := w.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func packTar(to io.Writer, at time.Time, files []file) error {
	g, err := gzip.NewWriterLevel(to, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := tar.NewWriter(g)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: folder + f.name, Mode: int64(f.mode), Size: int64(len(f.data)),
			ModTime: at.UTC(), Format: tar.FormatUSTAR}
		if err := w.WriteHeader(h); err != nil {
			return err
		}
		if _, err := w.Write(f.data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return g.Close()
}

// endings gives a text the line ends of the system.
func endings(t target, text []byte) []byte {
	if t.system != "windows" {
		return text
	}
	return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
}

// sum is the SHA-256 of data in hexadecimal.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
