package app

import (
	"path/filepath"
	"testing"
)

func TestTypedPath(t *testing.T) {
	home := filepath.Join("/", "home", "kul")
	for _, c := range []struct{ system, text, want string }{
		{"linux", "  lke 2026.yaml\n", "lke 2026.yaml"},
		{"linux", `'/media/usb/lke 2026.yaml' `, "/media/usb/lke 2026.yaml"},
		{"linux", `/media/usb/lke\ \(baru\).yaml`, "/media/usb/lke (baru).yaml"},
		{"linux", `'/media/a\ b'`, `/media/a\ b`},
		{"linux", "file:///media/usb/lke%202026.yaml", "/media/usb/lke 2026.yaml"},
		{"linux", "~/lke.yaml", filepath.Join(home, "lke.yaml")},
		{"linux", `"`, `"`},
		{"linux", "", ""},
		{"windows", `"C:\Users\KUL\LKE 2026.yaml"`, `C:\Users\KUL\LKE 2026.yaml`},
		{"windows", `& 'C:\Users\KUL\LKE 2026.yaml'`, `C:\Users\KUL\LKE 2026.yaml`},
		{"windows", `C:\Users\KUL\LKE.yaml`, `C:\Users\KUL\LKE.yaml`},
		{"windows", `D:\a\ b.yaml`, `D:\a\ b.yaml`},
		{"windows", `\\server\zi\lke.yaml`, `\\server\zi\lke.yaml`},
		{"windows", "file:///C:/Users/KUL/LKE%202026.yaml", "C:/Users/KUL/LKE 2026.yaml"},
		{"windows", "“C:\\LKE.yaml”", `C:\LKE.yaml`},
	} {
		if got := typedPath(c.text, home, c.system); got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.system, c.text, got, c.want)
		}
	}
}
