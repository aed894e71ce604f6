// Package photo makes pictures ready for documents: upright, of the size they
// need, and without anything but the picture itself, so that no place or device a
// camera writes into its files gets into a document.
package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"sync"

	"golang.org/x/image/draw"

	"monev/internal/monev"
	"monev/internal/report"
)

// The limits of what is taken, looked at before anything is decoded.
const (
	MaxBytes  = 64 << 20  // bytes of the file
	maxMemory = 300 << 20 // bytes the decoded picture needs
	budget    = 150 << 20 // bytes pictures that are made at the same time need
)

// Edge is the longest edge of a picture in pixels that is shown mm wide on paper,
// at 200 dots to the inch.
func Edge(mm float64) int { return int(mm / 25.4 * 200) }

// Make turns the bytes of a JPEG or PNG into a picture for documents whose longer
// edge has at most edge pixels: turned upright as its EXIF says, scaled down, never
// up, and encoded anew without metadata. A JPEG stays JPEG; a PNG stays PNG unless
// it is opaque and large. Equal bytes give equal bytes. What cannot be shown is
// refused (*monev.Refusal on the field "gambar"); no such picture costs much time
// or memory.
func Make(data []byte, edge int) (report.Image, error) {
	info, err := look(data)
	if err != nil {
		return report.Image{}, err
	}
	return info.make(data, max(edge, 16))
}

// about is what is known of a picture before it is decoded.
type about struct {
	kind        string // "jpeg" or "png"
	orientation int    // 1 to 8, as EXIF counts
	memory      int    // bytes it needs at most
}

func look(data []byte) (about, error) {
	switch {
	case len(data) == 0:
		return about{}, refuse("Berkas gambar ini kosong (0 byte); pilih berkas lain.")
	case len(data) > MaxBytes:
		return about{}, refuse("Berkas gambar ini %d MB, batasnya %d MB; perkecil dahulu lalu pilih lagi.", len(data)>>20, MaxBytes>>20)
	}
	a := about{orientation: 1}
	perPixel := 3
	switch kind := sniff(data); kind {
	case "jpeg":
		e := scanJPEG(data)
		a.kind, a.orientation = kind, e.orientation
		if e.progressive {
			perPixel = 15 // its coefficients are kept until the end
		}
	case "png":
		a.kind, a.orientation = kind, scanPNG(data)
	case "":
		return about{}, refuse("Berkas ini bukan gambar JPEG atau PNG; pilih berkas lain.")
	default:
		return about{}, refuse("Gambar %s belum dapat dipakai; simpan dahulu sebagai JPEG atau PNG lalu pilih lagi.", kind)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return about{}, broken()
	}
	switch c.ColorModel {
	case color.RGBAModel, color.NRGBAModel, color.CMYKModel:
		perPixel = max(perPixel, 4)
	case color.RGBA64Model, color.NRGBA64Model:
		perPixel = 8
	}
	if c.Width > maxMemory/c.Height/perPixel {
		return about{}, refuse("Gambar ini terlalu besar (%d × %d titik); perkecil dahulu lalu pilih lagi.", c.Width, c.Height)
	}
	a.memory = c.Width * c.Height * perPixel
	return a, nil
}

func refuse(format string, args ...any) error { return monev.Refuse("gambar", format, args...) }

func broken() error {
	return refuse("Gambar ini rusak atau tidak utuh; ambil lagi dari sumbernya atau pilih berkas lain.")
}

// sniff tells a picture by its first bytes: "jpeg", "png", the name of a kind that
// is not taken, or "" for what is no picture.
func sniff(b []byte) string {
	has := func(at int, s string) bool { return len(b) >= at+len(s) && string(b[at:at+len(s)]) == s }
	switch {
	case has(0, "\xff\xd8\xff"):
		return "jpeg"
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "png"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "WebP"
	case has(4, "ftypavif"), has(4, "ftypavis"):
		return "AVIF"
	case has(4, "ftyphe"), has(4, "ftypmif1"), has(4, "ftypmsf1"):
		return "HEIC"
	case has(0, "GIF8"):
		return "GIF"
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return "TIFF"
	case has(0, "BM") && len(b) > 26 && b[6] == 0 && b[7] == 0:
		return "BMP"
	}
	return ""
}

func (a about) make(data []byte, edge int) (_ report.Image, err error) {
	whole, err := a.decode(data)
	if err != nil {
		return report.Image{}, broken()
	}
	m := turn(shrink(whole, edge), a.orientation)
	out := report.Image{Type: a.kind, Width: m.Bounds().Dx(), Height: m.Bounds().Dy()}
	if out.Data, err = encode(m, a.kind); err != nil {
		return out, fmt.Errorf("encode picture: %w", err)
	}
	const large = 512 << 10
	if a.kind == "png" && len(out.Data) > large && m.Opaque() {
		out.Type = "jpeg"
		if out.Data, err = encode(m, "jpeg"); err != nil {
			return out, fmt.Errorf("encode picture: %w", err)
		}
	}
	return out, nil
}

func (a about) decode(data []byte) (image.Image, error) {
	if a.kind == "png" {
		return png.Decode(bytes.NewReader(data))
	}
	return jpeg.Decode(bytes.NewReader(data))
}

func encode(m *image.RGBA, kind string) ([]byte, error) {
	var b bytes.Buffer
	var err error
	if kind == "png" {
		err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, m)
	} else {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: 85})
	}
	return b.Bytes(), err
}

// shrink scales a picture down so that its longer edge has at most edge pixels.
func shrink(m image.Image, edge int) *image.RGBA {
	if y, ok := m.(*image.YCbCr); ok {
		m = halve(y, edge)
	}
	for {
		w, h := m.Bounds().Dx(), m.Bounds().Dy()
		long := max(w, h)
		nw, nh := w, h
		switch {
		case long >= 2*edge: // two by two at a time: more would leave pixels out
			nw, nh = max(w/2, 1), max(h/2, 1)
		case long > edge:
			nw, nh = max(w*edge/long, 1), max(h*edge/long, 1)
		}
		out := image.NewRGBA(image.Rect(0, 0, nw, nh))
		draw.ApproxBiLinear.Scale(out, out.Bounds(), m, m.Bounds(), draw.Src, nil)
		if max(nw, nh) <= edge {
			return out
		}
		m = out
	}
}

// halve takes the mean of k × k pixels, with the largest k that leaves at least
// edge pixels: most of the way down costs one pass over the bytes of the camera.
func halve(m *image.YCbCr, edge int) *image.YCbCr {
	r := m.Bounds()
	k := max(r.Dx(), r.Dy()) / max(edge, 1)
	if k < 2 || r.Min != (image.Point{}) {
		return m
	}
	w, h := r.Dx()/k, r.Dy()/k
	if w == 0 || h == 0 {
		return m
	}
	out := image.NewYCbCr(image.Rect(0, 0, w, h), m.SubsampleRatio)
	mean(out.Y, out.YStride, w, h, m.Y, m.YStride, r.Dx(), r.Dy(), k)
	cw, ch := chroma(m.SubsampleRatio, r.Dx(), r.Dy())
	ow, oh := chroma(m.SubsampleRatio, w, h)
	mean(out.Cb, out.CStride, ow, oh, m.Cb, m.CStride, cw, ch, k)
	mean(out.Cr, out.CStride, ow, oh, m.Cr, m.CStride, cw, ch, k)
	return out
}

// chroma is the size of the planes of colour of a picture of w by h pixels.
func chroma(s image.YCbCrSubsampleRatio, w, h int) (int, int) {
	switch s {
	case image.YCbCrSubsampleRatio422:
		return (w + 1) / 2, h
	case image.YCbCrSubsampleRatio420:
		return (w + 1) / 2, (h + 1) / 2
	case image.YCbCrSubsampleRatio440:
		return w, (h + 1) / 2
	case image.YCbCrSubsampleRatio411:
		return (w + 3) / 4, h
	case image.YCbCrSubsampleRatio410:
		return (w + 3) / 4, (h + 1) / 2
	}
	return w, h
}

// mean fills w by h bytes, each with the mean of k by k bytes of a plane of sw by
// sh bytes.
func mean(dst []byte, dstStride, w, h int, src []byte, srcStride, sw, sh, k int) {
	sums := make([]int, w)
	for y := range h {
		clear(sums)
		rows := 0
		for sy := y * k; sy < min((y+1)*k, sh); sy++ {
			rows++
			line := src[sy*srcStride : sy*srcStride+sw]
			for x := range w {
				from := x * k
				if from >= len(line) {
					from = len(line) - 1
				}
				n := 0
				part := line[from:min(from+k, len(line))]
				for _, v := range part {
					n += int(v)
				}
				if len(part) < k { // the last one is narrower
					n = n * k / len(part)
				}
				sums[x] += n
			}
		}
		if rows == 0 { // beyond the plane: the line above
			copy(dst[y*dstStride:y*dstStride+w], dst[(y-1)*dstStride:])
			continue
		}
		n := rows * k
		for x, s := range sums {
			dst[y*dstStride+x] = byte((s + n/2) / n)
		}
	}
}

// turn turns a picture upright as EXIF asks (1 to 8).
func turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	nw, nh := w, h
	if orientation >= 5 {
		nw, nh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, nw, nh))
	for y := range nh {
		for x := range nw {
			sx, sy := x, y
			switch orientation {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			copy(out.Pix[y*out.Stride+x*4:][:4], m.Pix[sy*m.Stride+sx*4:][:4])
		}
	}
	return out
}

// Source opens a picture; it is asked once.
type Source func() (io.ReadCloser, error)

// Result is what became of one picture.
type Result struct {
	Image report.Image
	Err   error // a *monev.Refusal, or what reading said
}

// All makes several pictures at the same time, as many as the machine has cores
// and memory allows, and returns the results in their order. done, if not nil, is
// told how many are ready, one call at a time. A cancelled context ends it early; the
// pictures that were not made then have its error.
func All(ctx context.Context, edge int, list []Source, done func(ready int)) []Result {
	out := make([]Result, len(list))
	var (
		mu    sync.Mutex
		free  = sync.NewCond(&mu)
		used  int
		ready int
		wg    sync.WaitGroup
		next  = make(chan int)
	)
	one := func(i int) (report.Image, error) {
		if err := ctx.Err(); err != nil {
			return report.Image{}, err
		}
		data, err := read(list[i])
		if err != nil {
			return report.Image{}, err
		}
		a, err := look(data)
		if err != nil {
			return report.Image{}, err
		}
		need := min(a.memory, budget)
		mu.Lock()
		for used > 0 && used+need > budget {
			free.Wait()
		}
		used += need
		mu.Unlock()
		defer func() {
			mu.Lock()
			used -= need
			free.Broadcast()
			mu.Unlock()
		}()
		return a.make(data, max(edge, 16))
	}
	for range min(runtime.GOMAXPROCS(0), max(len(list), 1)) {
		wg.Go(func() {
			for i := range next {
				m, err := one(i)
				out[i] = Result{m, err}
				mu.Lock()
				ready++
				if done != nil {
					done(ready)
				}
				mu.Unlock()
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// read reads a picture whole, but never more than the limit.
func read(open Source) (data []byte, err error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return io.ReadAll(io.LimitReader(r, MaxBytes+1))
}
