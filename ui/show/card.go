package show

import (
	"fmt"
	"strings"

	"monev/ui/part"
	"monev/ui/theme"
)

// Card is a test card: a frame to the very edge, the size, the signs, colours
// with their names, block digits, and what to do when something is not right.
func Card(st *theme.Styles, v View) string {
	w, h := v.W, v.H
	if w < 4 || h < 4 {
		return ""
	}
	inner := w - 4
	var body []string
	add := func(lines ...string) { body = append(body, lines...) }
	mark := ""
	if v.Practice {
		mark = practice(st)
	}
	add(mark+st.Title.Render("UJI PROYEKTOR")+st.Muted.Render(fmt.Sprintf("  %d × %d", w, h)), "")
	if h >= 20 {
		add(part.Digits(st, "71,42")...)
		add("")
	}
	add(bar(st, min(inner, 80), 71.42, 75, 85), "")
	signs := []string{
		st.Good.Bold(true).Render("✓ tuntas"), st.Accent.Bold(true).Render("◐ proses"), st.Warn.Bold(true).Render("○ belum"),
		st.Bad.Render("▲ terlambat"), st.Muted.Render("✗ tidak dapat"),
	}
	line := ""
	for _, s := range signs {
		if line != "" && part.Width(line)+3+part.Width(s) > inner {
			add(line)
			line = ""
		}
		if line != "" {
			line += "   "
		}
		line += s
	}
	add(line, "")
	for _, t := range []string{
		"Bingkai di tepi layar harus terlihat utuh di keempat sisi.",
		"Baris ini harus terbaca dari kursi paling belakang; bila tidak, perbesar huruf terminal (Ctrl dan +).",
		"Tanda berupa kotak kosong: palet (Ctrl+P), ketik tanda layar. Warna pucat: F8 sampai kontras tinggi.",
	} {
		add(part.HangText("• ", t, min(inner, widest))...)
	}
	out := []string{st.Rule.Render("┌" + strings.Repeat("─", w-2) + "┐")}
	edge := st.Rule.Render("│")
	for i := range h - 2 {
		l := ""
		if i < len(body) {
			l = body[i]
		}
		out = append(out, edge+" "+part.Fit(l, inner)+" "+edge)
	}
	out = append(out, st.Rule.Render("└"+strings.Repeat("─", w-2)+"┘"))
	return theme.Fill(st.Palette, strings.Join(out, "\n"), w, h)
}
