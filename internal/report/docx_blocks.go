package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// media are the pictures of the package: each once, whatever shows it.
type media struct {
	names map[[32]byte]string
	list  []medium
}

type medium struct {
	name string // "image1.png"
	data []byte
}

// add takes an image in and returns its name and whether it can be shown.
func (m *media) add(i Image) (name string, ok bool) {
	ext := ""
	switch i.Type {
	case "png":
		ext = "png"
	case "jpeg":
		ext = "jpeg"
	}
	if w, _ := i.Fit(1, 1); ext == "" || w == 0 {
		return "", false
	}
	sum := sha256.Sum256(i.Data)
	if name, ok := m.names[sum]; ok {
		return name, true
	}
	name = fmt.Sprintf("image%d.%s", len(m.list)+1, ext)
	if m.names == nil {
		m.names = map[[32]byte]string{}
	}
	m.names[sum] = name
	m.list = append(m.list, medium{name, i.Data})
	return name, true
}

func emu(mm float64) int { return int(math.Round(mm * 36000)) }

const (
	nsDrawing = ` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`
	nsMain    = ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	nsPic     = "http://schemas.openxmlformats.org/drawingml/2006/picture"
)

// drawing is a run with a picture of so many mm. The relation to it has the name of
// the picture in every part.
func (w *word) drawing(name string, i Image, wide, high float64) string {
	w.drawings++
	var alt bytes.Buffer
	xmlText(&alt, OneLine(i.Alt))
	x, y, id := emu(wide), emu(high), w.drawings
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
		`<wp:docPr id="%d" name="Gambar %d" descr="%s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks%s noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic%s><a:graphicData uri="%s"><pic:pic xmlns:pic="%s"><pic:nvPicPr><pic:cNvPr id="%d" name="Gambar %d"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		x, y, id, id, alt.String(), nsMain, nsMain, nsPic, nsPic, id, id, name, x, y)
}

func (w *word) picture(v Picture) {
	wide, high := v.Fit(mm(w.textW), mm(w.pageH-w.margins[2]-w.margins[3])-30)
	name, ok := w.media.add(v.Image)
	caption := len(v.Caption) > 0
	keep := ""
	if caption {
		keep = `<w:keepNext/>`
	}
	w.p("Gambar", keep+w.breakBefore())
	if ok {
		w.b.WriteString(w.drawing(name, v.Image, wide, high))
	} else { // what cannot be shown is told
		runs(&w.b, Text{Italic("[" + cmp.Or(OneLine(v.Image.Alt), "gambar") + "]")})
	}
	w.end()
	if caption {
		w.p("Keterangan", "")
		runs(&w.b, v.Caption)
		w.end()
	}
	w.afterTable = false
}

func mm(twips int) float64 { return float64(twips) * 25.4 / 1440 }

func shd(fill string) string { return `<w:shd w:val="clear" w:color="auto" w:fill="` + fill + `"/>` }

// bars is a table of label, bar and value. A bar is a row of shaded cells; its
// columns are all places where any bar or mark ends.
func (w *word) bars(v Bars) {
	if len(v.Rows) == 0 {
		return
	}
	if v.Title != "" {
		w.p("", `<w:keepNext/>`+w.breakBefore()+w.air())
		runs(&w.b, Text{Bold(v.Title)})
		w.end()
		w.afterTable = false
	}
	label, value := w.textW*28/100, w.textW*27/100
	length := w.textW - label - value
	at := func(share float64) int { return int(math.Round(Within(share) * float64(length))) }
	edges := []int{0, length}
	for _, r := range v.Rows {
		edges = append(edges, at(r.Share))
		for _, m := range r.Marks {
			edges = append(edges, at(m.Share))
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	widths := []int{label}
	for i := 1; i < len(edges); i++ {
		widths = append(widths, edges[i]-edges[i-1])
	}
	widths = append(widths, value)
	w.openTable("", 0, 40, widths)
	// cells writes the pieces of a bar between label and value
	cells := func(cuts []int, piece func(from, to int)) {
		slices.Sort(cuts)
		from := 0
		for _, to := range slices.Compact(cuts) {
			if to > from {
				piece(from, to)
				from = to
			}
		}
	}
	span := func(from, to int) string {
		n := 0
		for _, e := range edges {
			if e > from && e <= to {
				n++
			}
		}
		return `<w:gridSpan w:val="` + strconv.Itoa(n) + `"/>`
	}
	put := func(width int, tc, style, ppr string, t Text) {
		w.openCell(width, tc)
		w.p(style, ppr)
		runs(&w.b, t)
		w.end()
		w.b.WriteString(`</w:tc>`)
	}
	const noMargin = `<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>`
	scales := v.Scales()
	for i, r := range v.Rows {
		keep := ""
		if i < len(v.Rows)-1 && len(v.Rows) <= 15 {
			keep = `<w:keepNext/>`
		}
		if scales[i] {
			w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
			put(label, "", "Skala", `<w:keepNext/>`, nil)
			cuts := []int{length}
			for _, m := range r.Marks {
				cuts = append(cuts, at(m.Share))
			}
			cells(cuts, func(from, to int) {
				var names []string
				for _, m := range r.Marks {
					if at(m.Share) == to {
						names = append(names, OneLine(m.Label))
					}
				}
				put(to-from, span(from, to)+noMargin, "Skala", `<w:keepNext/><w:jc w:val="right"/>`, Plain(strings.Join(names, " ")))
			})
			put(value, "", "Skala", `<w:keepNext/>`, nil)
			w.b.WriteString(`</w:tr>`)
		}
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		put(label, `<w:vAlign w:val="center"/>`, "Isi", keep+`<w:spacing w:before="40" w:after="40"/>`, Plain(OneLine(r.Label)))
		cuts := []int{length, at(r.Share)}
		marks := map[int]bool{}
		for _, m := range r.Marks {
			cuts = append(cuts, at(m.Share))
			marks[at(m.Share)] = true
		}
		const edge = `<w:top w:val="single" w:sz="24" w:space="0" w:color="FFFFFF"/>%s<w:bottom w:val="single" w:sz="24" w:space="0" w:color="FFFFFF"/>%s`
		cells(cuts, func(from, to int) {
			fill := Rest
			if to <= at(r.Share) {
				fill = r.Tone.Ink()
			}
			left, right := "", ""
			if marks[from] {
				left = `<w:left w:val="single" w:sz="12" w:space="0" w:color="000000"/>`
			}
			if marks[to] {
				right = `<w:right w:val="single" w:sz="12" w:space="0" w:color="000000"/>`
			}
			put(to-from, span(from, to)+`<w:tcBorders>`+fmt.Sprintf(edge, left, right)+`</w:tcBorders>`+shd(fill.Hex())+noMargin, "Skala", keep, nil)
		})
		put(value, `<w:tcMar><w:left w:w="100" w:type="dxa"/></w:tcMar><w:vAlign w:val="center"/>`, "Isi", keep, Plain(OneLine(r.Value)))
		w.b.WriteString(`</w:tr>`)
	}
	w.closeTable()
}

// letter is a table without lines: labels, colons, values, and the place at the
// right of the first row; the addressees are paragraphs below.
func (w *word) letter(v Letter) {
	label := twips(22)
	right := w.textW * 40 / 100
	widths := []int{label, 200, w.textW - label - 200 - right, right}
	rows := v.Rows
	if len(rows) == 0 && v.Place != "" {
		rows = []Pair{{}}
	}
	if len(rows) > 0 {
		w.openTable("", 0, 40, widths)
	}
	for i, r := range rows {
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		colon := ":"
		if r.Label == "" {
			colon = ""
		}
		put := func(width int, ppr string, texts ...Text) {
			w.openCell(width, "")
			if len(texts) == 0 {
				texts = []Text{nil}
			}
			for _, t := range texts {
				w.p("Pasangan", ppr)
				runs(&w.b, t)
				w.end()
			}
			w.b.WriteString(`</w:tc>`)
		}
		put(widths[0], "", Plain(r.Label))
		put(widths[1], "", Plain(colon))
		put(widths[2], "", r.Values...)
		place := ""
		if i == 0 {
			place = v.Place
		}
		put(widths[3], `<w:jc w:val="right"/>`, Plain(place))
		w.b.WriteString(`</w:tr>`)
	}
	if len(rows) > 0 {
		w.closeTable()
	}
	for i, t := range v.To {
		ppr := ""
		if i == 0 {
			ppr = w.breakBefore() + `<w:spacing w:before="240"/>`
		}
		w.p("Pasangan", ppr)
		runs(&w.b, t)
		w.end()
		w.afterTable = false
	}
	if len(v.To) > 0 {
		w.spacer(8)
	}
}

// contents is a field of Word's own kind, filled in beforehand, so that Word
// shows it as it is and brings it up to date only when asked to.
func (w *word) contents(at int, v Contents) {
	list := w.d.Entries(at)
	if len(list) == 0 {
		return
	}
	w.toc = true
	for i, h := range list {
		style := "TOC" + strconv.Itoa(h.Level)
		w.p(style, w.breakBefore()+`<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="`+strconv.Itoa(w.textW)+`"/></w:tabs>`)
		if i == 0 {
			w.b.WriteString(field("begin") + instr(` TOC \o "1-2" \h \z \b `+bookmarkAll+` `) + field("separate"))
		}
		name := bookmark(i + 1)
		w.b.WriteString(`<w:hyperlink w:anchor="` + name + `" w:history="1">`)
		runs(&w.b, Plain(h.Text))
		page := ""
		if i < len(v.Pages) {
			page = strconv.Itoa(v.Pages[i])
		}
		w.b.WriteString(`<w:r><w:tab/></w:r>` + field("begin") + instr(` PAGEREF `+name+` \h `) + field("separate") +
			`<w:r><w:t>` + page + `</w:t></w:r>` + field("end") + `</w:hyperlink>`)
		if i == len(list)-1 {
			w.b.WriteString(field("end"))
		}
		w.end()
	}
	w.afterTable = false
	fmt.Fprintf(&w.b, `<w:bookmarkStart w:id="0" w:name="%s"/>`, bookmarkAll)
}

const bookmarkAll = "_Isi"

func bookmark(n int) string { return fmt.Sprintf("_Toc%08d", n) }

func field(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func instr(s string) string {
	return `<w:r><w:instrText xml:space="preserve">` + strings.ReplaceAll(s, `"`, "&quot;") + `</w:instrText></w:r>`
}

func (w *word) space(v Space) {
	if !(v.MM > 0) {
		return
	}
	fmt.Fprintf(&w.b, `<w:p><w:pPr>%s<w:spacing w:before="%d" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>`,
		w.breakBefore(), min(twips(v.MM), 20000))
	w.afterTable, w.afterList = false, false
}
