package pack

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"

	"monev/internal/plain"
	"monev/internal/tanggal"
)

const style = `<style>
body{font:16px/1.45 Arial,sans-serif;margin:2em;color:#111;background:#fff}
h1{font-size:1.4em;margin:0 0 .2em}h2{font-size:1.15em;margin:1.6em 0 .4em}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}
th{background:#e8eef5}td.n{text-align:right;white-space:nowrap}
.h{font:12px Consolas,monospace;word-break:break-all}.w{background:#fde9e7}.k{color:#555}
@media print{body{margin:0;font-size:11px}a{color:#000}}
</style>`

// page is the index as one page that needs nothing but itself.
func page(r Register, list []Entry) []byte {
	var b bytes.Buffer
	text := func(s string) string { return html.EscapeString(plain.Line(s)) }
	title := fmt.Sprintf("Eviden Zona Integritas Tahun %d", r.Year)
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n%s\n</head>\n<body>\n<h1>%s</h1>\n", title, style, title)
	if r.Office != "" {
		fmt.Fprintf(&b, "<p>%s</p>\n", text(r.Office))
	}
	fmt.Fprintf(&b, "<p>%s</p>\n", text(summary(r, list)))
	area := ""
	for i, e := range list {
		if i == 0 || e.Area != area {
			if i > 0 {
				b.WriteString("</table>\n")
			}
			area = e.Area
			fmt.Fprintf(&b, "<h2>%s</h2>\n<table>\n<tr><th>Butir</th><th>Eviden</th><th>Status</th><th>Tanggal</th><th>Berkas asal</th><th>Ukuran (byte)</th><th>SHA-256</th><th>Keterangan</th></tr>\n", text(area))
		}
		class := ""
		if e.State == Missing || e.State == Changed || e.Evidence == nil {
			class = ` class="w"`
		}
		fmt.Fprintf(&b, "<tr%s><td title=\"%s\">%s</td>", class, text(e.Question), text(or(e.Item, "–")))
		if e.Evidence == nil {
			fmt.Fprintf(&b, "<td class=\"k\">%s</td><td>%s</td><td></td><td></td><td></td><td></td><td></td></tr>\n", text(e.Question), text(e.Status))
			continue
		}
		v := e.Evidence
		what, name, size := text(v.Title), "", ""
		if e.Name != "" {
			what = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(link(e.Name)), what)
			size = tanggal.Thousands(e.Size)
		}
		if v.File != nil {
			name = v.File.Name
		}
		fmt.Fprintf(&b, "<td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"h\">%s</td><td>%s</td></tr>\n",
			what, text(e.Status), text(v.Date.Short()), text(name), size, e.SHA256, text(strings.Join(e.notes(), "; ")))
	}
	if len(list) > 0 {
		b.WriteString("</table>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.Bytes()
}

// link is a name in the pack as a page beside it points to it.
func link(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

// notes are what the index says of a row besides its columns.
func (e Entry) notes() []string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	add(e.Remark())
	v := e.Evidence
	if v == nil {
		return out
	}
	if e.State == NoFile || e.State == Missing {
		if v.Kind != "" {
			add(strings.TrimSpace(string(v.Kind) + " " + v.Place))
		} else {
			add(v.Place)
		}
	}
	if v.Until > 0 {
		add(fmt.Sprintf("berlaku sampai %d", v.Until))
	}
	add(v.Note)
	return out
}

func or(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// summary is the pack in one line.
func summary(r Register, list []Entry) string {
	files, missing, changed, empty := 0, 0, 0, 0
	var size int64
	for _, e := range list {
		switch e.State {
		case Packed, Changed:
			files++
			size += e.Size
		}
		switch {
		case e.State == Missing:
			missing++
		case e.State == Changed:
			changed++
		case e.Evidence == nil:
			empty++
		}
	}
	s := fmt.Sprintf("%d berkas, %s byte", files, tanggal.Thousands(size))
	for _, x := range []struct {
		n    int
		text string
	}{{missing, "berkas tidak ada"}, {changed, "berkas berubah sejak didaftarkan"}, {empty, "butir belum punya eviden"}} {
		if x.n > 0 {
			s += fmt.Sprintf("; %d %s", x.n, x.text)
		}
	}
	if r.AsOf != "" {
		s += "; keadaan " + r.AsOf
	}
	return s + "."
}
