package exchange

import "strings"

// A percentage question has one note and one evidence here, and one in each of
// its 2 to 4 rows in the forms. They are kept in one text: that of the first row
// bare, each further one beginning on a new line with its row in brackets:
//
//	Tiga agen sesuai SK.
//	[Jumlah perubahan yang dibuat] Lihat laporan triwulan.

// split undoes join.
func split(labels []string, text string) []string {
	out := make([]string, len(labels))
	if text == "" {
		return out
	}
	at := 0
	var part []string
	flush := func() { out[at] = strings.TrimSpace(strings.Join(part, "\n")) }
	for line := range strings.SplitSeq(text, "\n") {
		if k, rest := marked(labels, line); k > at {
			flush()
			at, part = k, []string{rest}
			continue
		}
		part = append(part, line)
	}
	flush()
	return out
}

// join makes one text of the texts of the rows; split gives them back.
func join(labels, texts []string) string {
	var b strings.Builder
	for i, t := range texts {
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if i > 0 {
			b.WriteString("[" + labels[i] + "] ")
		}
		for n, line := range strings.Split(t, "\n") {
			if n > 0 {
				b.WriteByte('\n')
			}
			if k, _ := marked(labels, line); k > i && (n > 0 || i == 0) {
				b.WriteString("· ") // a line that only looks like the beginning of a row
			}
			b.WriteString(line)
		}
	}
	return b.String()
}

// marked tells which row a line begins, and what follows; 0 if none.
func marked(labels []string, line string) (int, string) {
	if !strings.HasPrefix(line, "[") {
		return 0, line
	}
	for i := 1; i < len(labels); i++ {
		if rest, ok := strings.CutPrefix(line, "["+labels[i]+"]"); ok {
			return i, strings.TrimPrefix(rest, " ")
		}
	}
	return 0, line
}
