package photo

import "encoding/binary"

// camera is what the head of a JPEG says of it.
type camera struct {
	orientation int // 1 to 8
	progressive bool
}

// scanJPEG walks over the segments before the picture. What it cannot read it
// takes for not there.
func scanJPEG(b []byte) camera {
	c := camera{orientation: 1}
	exif := false
	for i := 2; i+4 <= len(b); {
		if b[i] != 0xff {
			return c
		}
		marker := b[i+1]
		if marker == 0xff { // filling
			i++
			continue
		}
		if marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8) { // without length
			i += 2
			continue
		}
		n := int(binary.BigEndian.Uint16(b[i+2:]))
		if n < 2 || i+2+n > len(b) {
			return c
		}
		data := b[i+4 : i+2+n]
		switch {
		case marker == 0xda || marker == 0xd9: // the picture itself
			return c
		case marker == 0xc2:
			c.progressive = true
		case marker == 0xe1 && !exif && len(data) > 6 && string(data[:6]) == "Exif\x00\x00":
			exif = true
			c.orientation = orientation(data[6:])
		}
		i += 2 + n
	}
	return c
}

// scanPNG is the orientation a PNG has in its eXIf chunk.
func scanPNG(b []byte) int {
	for i := 8; i+12 <= len(b); {
		n := int64(binary.BigEndian.Uint32(b[i:]))
		if n > int64(len(b)-i-12) {
			return 1
		}
		switch string(b[i+4 : i+8]) {
		case "eXIf":
			return orientation(b[i+8 : i+8+int(n)])
		case "IEND":
			return 1
		}
		i += 12 + int(n)
	}
	return 1
}

// orientation reads tag 0x0112 of the first directory of TIFF data (EXIF 2.32,
// 4.6.4); 1 if there is none.
func orientation(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(b[4:]))
	if at < 8 || at+2 > int64(len(b)) {
		return 1
	}
	n := int64(order.Uint16(b[at:]))
	for i := range n {
		e := at + 2 + i*12
		if e+12 > int64(len(b)) {
			return 1
		}
		if order.Uint16(b[e:]) != 0x0112 {
			continue
		}
		const short = 3
		if v := order.Uint16(b[e+8:]); order.Uint16(b[e+2:]) == short && v >= 1 && v <= 8 {
			return int(v)
		}
		return 1
	}
	return 1
}
