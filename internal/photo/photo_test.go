package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"monev/internal/monev"
)

// quarters is a picture whose four quarters are red, green, blue and white.
func quarters(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{255, 255, 255, 255}
			switch {
			case x < w/2 && y < h/2:
				c = color.NRGBA{220, 0, 0, 255}
			case y < h/2:
				c = color.NRGBA{0, 200, 0, 255}
			case x < w/2:
				c = color.NRGBA{0, 0, 230, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif is what a camera writes: orientation, and a place in GPS.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	entry := func(tag, kind uint16, value []byte) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, 1)
		b = append(b, value...)
	}
	entry(0x0112, 3, append(order.AppendUint16(nil, orientation), 0, 0))
	entry(0x8825, 4, order.AppendUint32(nil, 38))
	b = order.AppendUint32(b, 0)
	return append(b, "GPS 7 derajat LS"...)
}

// withEXIF puts EXIF into a JPEG.
func withEXIF(data []byte, orientation uint16, order binary.AppendByteOrder) []byte {
	e := append([]byte("Exif\x00\x00"), exif(order, orientation)...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(e)+2))...)
	return append(append(out, e...), data[2:]...)
}

func corner(t *testing.T, data []byte, x, y float64) string {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := m.Bounds()
	r, g, bl, _ := m.At(int(x*float64(b.Dx())), int(y*float64(b.Dy()))).RGBA()
	switch r, g, bl := r>>8 > 128, g>>8 > 128, bl>>8 > 128; {
	case r && g && bl:
		return "W"
	case r:
		return "R"
	case g:
		return "G"
	case bl:
		return "B"
	}
	return "?"
}

func corners(t *testing.T, data []byte) string {
	return corner(t, data, .2, .2) + corner(t, data, .8, .2) + corner(t, data, .2, .8) + corner(t, data, .8, .8)
}

func TestOrientation(t *testing.T) {
	plain := jpegOf(t, quarters(400, 240))
	want := map[uint16]string{0: "RGBW", 1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB", 9: "RGBW"}
	for o, w := range want {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			data := withEXIF(plain, o, order)
			for _, edge := range []int{400, 100} {
				m, err := Make(data, edge)
				if err != nil {
					t.Fatal(err)
				}
				if got := corners(t, m.Data); got != w {
					t.Errorf("orientation %d: %s, want %s", o, got, w)
				}
				if upright := o >= 5 && o <= 8; (m.Width < m.Height) != upright || max(m.Width, m.Height) != edge {
					t.Errorf("orientation %d: %d × %d", o, m.Width, m.Height)
				}
				for _, secret := range []string{"Exif", "GPS"} {
					if bytes.Contains(m.Data, []byte(secret)) {
						t.Errorf("%s is still in the picture", secret)
					}
				}
			}
		}
	}
	// PNG has a chunk for it
	p := pngOf(t, quarters(40, 24))
	e := exif(binary.BigEndian, 6)
	chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(e))), append([]byte("eXIf"), e...)...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	p = append(append(append([]byte{}, p[:33]...), chunk...), p[33:]...)
	m, err := Make(p, 100)
	if err != nil || corners(t, m.Data) != "BRWG" || bytes.Contains(m.Data, []byte("eXIf")) {
		t.Errorf("PNG: %v", err)
	}
}

func TestSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing to race")
	}
	for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410} {
		for w := 1; w < 40; w += 3 {
			for h := 1; h < 40; h += 5 {
				for edge := 1; edge < 20; edge++ {
					m := shrink(image.NewYCbCr(image.Rect(0, 0, w, h), ratio), edge)
					if x, y := m.Rect.Dx(), m.Rect.Dy(); x < 1 || y < 1 || max(x, y) > max(edge, 1) {
						t.Fatalf("%d × %d to %d: %d × %d", w, h, edge, x, y)
					}
				}
			}
		}
	}
	m, err := Make(jpegOf(t, quarters(3000, 2000)), Edge(160))
	if err != nil || m.Width != 1259 || m.Height != 839 || corners(t, m.Data) != "RGBW" || m.Type != "jpeg" {
		t.Errorf("%d × %d %s, %v", m.Width, m.Height, m.Type, err)
	}
	if m, err = Make(pngOf(t, quarters(30, 20)), 1000); err != nil || m.Width != 30 || m.Type != "png" {
		t.Errorf("a small picture is not left as it is: %d, %v", m.Width, err)
	}
	// transparent stays transparent, a large opaque PNG becomes JPEG
	glass := image.NewNRGBA(image.Rect(0, 0, 50, 50))
	m, _ = Make(pngOf(t, glass), 50)
	back, err := png.Decode(bytes.NewReader(m.Data))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := back.At(3, 3).RGBA(); a != 0 {
		t.Error("no longer transparent")
	}
	noise := image.NewNRGBA(image.Rect(0, 0, 600, 600))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.Uint32()) | byte(255*(i%4/3))
	}
	if m, err = Make(pngOf(t, noise), 600); err != nil || m.Type != "jpeg" {
		t.Errorf("noise is %s, %v", m.Type, err)
	}
	again, _ := Make(pngOf(t, noise), 600)
	if !bytes.Equal(again.Data, m.Data) {
		t.Error("equal pictures, different bytes")
	}
	// sixteen bits and palettes come out as what every reader takes
	for _, src := range []image.Image{image.NewNRGBA64(image.Rect(0, 0, 9, 9)), image.NewGray16(image.Rect(0, 0, 9, 9)), image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.Black, color.White})} {
		m, err := Make(pngOf(t, src), 9)
		if err != nil || m.Data[24] != 8 {
			t.Errorf("%T: %v", src, err)
		}
	}
}

func TestRefused(t *testing.T) {
	whole := jpegOf(t, quarters(200, 200))
	bomb := pngOf(t, quarters(4, 4))
	binary.BigEndian.PutUint32(bomb[16:], 100_000)
	binary.BigEndian.PutUint32(bomb[20:], 100_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":        {nil, "kosong"},
		"text":           {[]byte("Notula rapat"), "bukan gambar"},
		"PDF":            {[]byte("%PDF-1.7 ..."), "bukan gambar"},
		"WebP":           {[]byte("RIFF\x00\x00\x00\x00WEBPVP8 "), "WebP belum dapat dipakai"},
		"HEIC":           {[]byte("\x00\x00\x00\x18ftypheic\x00\x00"), "HEIC belum dapat dipakai"},
		"HEIC of phones": {[]byte("\x00\x00\x00\x18ftypmif1\x00\x00"), "HEIC belum"},
		"GIF":            {[]byte("GIF89a"), "GIF belum"},
		"half a JPEG":    {whole[:len(whole)/2], "rusak atau tidak utuh"},
		"head of a JPEG": {whole[:20], "rusak atau tidak utuh"},
		"half a PNG":     {pngOf(t, quarters(50, 50))[:90], "rusak atau tidak utuh"},
		"bomb":           {bomb, "terlalu besar (100000 × 100000 titik)"},
		"endless":        {make([]byte, MaxBytes+1), "batasnya 64 MB"},
	} {
		_, err := Make(c.data, 500)
		r, ok := monev.AsRefusal(err)
		if !ok || !strings.Contains(r.Reason, c.want) || r.Field != "gambar" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func source(data []byte) Source {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

func TestAll(t *testing.T) {
	list := []Source{source(jpegOf(t, quarters(300, 200))), source(nil), func() (io.ReadCloser, error) { return nil, os.ErrNotExist }, source(pngOf(t, quarters(20, 20)))}
	var seen []int
	got := All(t.Context(), 100, list, func(n int) { seen = append(seen, n) })
	if got[0].Err != nil || got[0].Image.Width != 100 || got[3].Image.Type != "png" || !errors.Is(got[2].Err, os.ErrNotExist) {
		t.Errorf("%v", got)
	}
	if _, ok := monev.AsRefusal(got[1].Err); !ok {
		t.Error(got[1].Err)
	}
	if len(seen) != 4 || seen[0] != 1 || seen[3] != 4 {
		t.Error("progress", seen)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, r := range All(ctx, 100, list, nil) {
		if !errors.Is(r.Err, context.Canceled) {
			t.Error(r.Err)
		}
	}
	All(t.Context(), 100, nil, nil)
}

func FuzzMake(f *testing.F) {
	plain := jpegOf(f, quarters(40, 24))
	f.Add(plain)
	f.Add(withEXIF(plain, 6, binary.LittleEndian))
	f.Add(withEXIF(plain, 3, binary.BigEndian)[:60])
	f.Add(pngOf(f, quarters(9, 9)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := scanJPEG(data).orientation; o < 1 || o > 8 {
			t.Fatal(o)
		}
		if o := scanPNG(data); o < 1 || o > 8 {
			t.Fatal(o)
		}
		if o := orientation(data); o < 1 || o > 8 {
			t.Fatal(o)
		}
		a, err := look(data)
		if err != nil || a.memory > 1<<20 {
			return
		}
		m, err := Make(data, 20)
		if err == nil && (m.Width < 1 || m.Height < 1 || m.Width > 20 || m.Height > 20) {
			t.Fatalf("%d × %d", m.Width, m.Height)
		}
	})
}

// BenchmarkTenPhotos: ten photos of 12 million pixels and about 4 MB.
func BenchmarkTenPhotos(b *testing.B) {
	m := image.NewNRGBA(image.Rect(0, 0, 4000, 3000))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range 3000 {
		for x := range 4000 {
			n := byte(r.Uint32() % 28)
			copy(m.Pix[y*m.Stride+x*4:], []byte{byte(x/16) + n, byte(y/12) + n, byte((x+y)/28) + n, 255})
		}
	}
	data := jpegOf(b, m)
	defer func() { b.ReportMetric(float64(len(data))/1e6, "MB/photo") }()
	var list []Source
	for range 10 {
		list = append(list, source(data))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range All(b.Context(), Edge(160), list, nil) {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
		}
	}
}
