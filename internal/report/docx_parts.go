package report

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// styles is the part with the look: one family, black, headings that Word
// knows as headings.
func (w *word) styles() []byte {
	var font bytes.Buffer
	xmlText(&font, w.font)
	f := font.String()
	half := func(points float64) string { return strconv.Itoa(int(math.Round(points * 2))) }
	sz := func(points float64) string {
		return `<w:sz w:val="` + half(points) + `"/><w:szCs w:val="` + half(points) + `"/>`
	}
	small, tiny := w.d.TableSize(false), w.d.TableSize(true)
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:styles` + nsWord + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, f, f, f, f) +
		sz(w.size) + `<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	para := func(id, name, kind, ppr, rpr string) {
		base := `<w:basedOn w:val="Normal"/>`
		if id == "Normal" {
			base = ""
		}
		b.WriteString(`<w:style w:type="paragraph" ` + kind + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + base)
		if id[0] == 'H' || id == "Title" {
			b.WriteString(`<w:next w:val="Normal"/>`)
		}
		b.WriteString(`<w:qFormat/>`)
		if ppr != "" {
			b.WriteString(`<w:pPr>` + ppr + `</w:pPr>`)
		}
		if rpr != "" {
			b.WriteString(`<w:rPr>` + rpr + `</w:rPr>`)
		}
		b.WriteString(`</w:style>`)
	}
	const own, built = `w:customStyle="1"`, ``
	const tight = `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`
	para("Normal", "Normal", `w:default="1"`, "", "")
	para("Title", "Title", built, `<w:keepNext/><w:spacing w:before="60" w:after="160"/><w:jc w:val="center"/>`, `<w:b/><w:bCs/>`+sz(w.size+2))
	para("Heading1", "heading 1", built, `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:bCs/>`+sz(w.size+0.5))
	para("Heading2", "heading 2", built, `<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:bCs/>`)
	para("Heading3", "heading 3", built, `<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="2"/>`, `<w:b/><w:bCs/><w:i/><w:iCs/>`)
	para("ListParagraph", "List Paragraph", built, `<w:spacing w:after="40"/>`, "")
	para("Isi", "Isi tabel", own, tight, sz(small))
	para("Kepala", "Kepala tabel", own, `<w:keepNext/>`+tight+`<w:jc w:val="center"/>`, `<w:b/><w:bCs/>`+sz(small))
	para("IsiKecil", "Isi tabel kecil", own, tight, sz(tiny))
	para("KepalaKecil", "Kepala tabel kecil", own, `<w:keepNext/>`+tight+`<w:jc w:val="center"/>`, `<w:b/><w:bCs/>`+sz(tiny))
	para("Skala", "Skala", own, tight, `<w:b/><w:bCs/>`+sz(tiny-0.5))
	para("Gambar", "Gambar", own, `<w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, "")
	para("Keterangan", "caption", built, `<w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, `<w:i/><w:iCs/>`+sz(small))
	para("TOC1", "toc 1", built, `<w:spacing w:before="60" w:after="20"/>`, "")
	para("TOC2", "toc 2", built, `<w:spacing w:after="20"/><w:ind w:left="340"/>`, "")
	para("Pasangan", "Pasangan", own, `<w:spacing w:before="0" w:after="20" w:line="252" w:lineRule="auto"/>`, "")
	para("Tanda", "Tanda tangan", own, `<w:keepNext/><w:keepLines/>`+tight+`<w:jc w:val="center"/>`, "")
	para("TandaKecil", "Tanda tangan kecil", own, `<w:keepNext/><w:keepLines/>`+tight+`<w:jc w:val="center"/>`, sz(max(w.size-2, small)))
	para("Kop", "Kop", own, tight+`<w:jc w:val="center"/>`, `<w:b/><w:bCs/>`+sz(w.size+3))
	para("KopAlamat", "Kop alamat", own, tight+`<w:jc w:val="center"/>`, sz(small))
	para("Draf", "Draf", own, `<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`,
		`<w:b/><w:bCs/><w:color w:val="C00000"/><w:spacing w:val="30"/>`+sz(w.size+3))
	para("Header", "header", built, tight, `<w:color w:val="404040"/>`+sz(8.5))
	para("Footer", "footer", built, tight, `<w:color w:val="404040"/>`+sz(8.5))
	b.WriteString(`</w:styles>`)
	return b.Bytes()
}

// numbering is the part with the lists: bullets, and one number per numbered
// list so that each begins at 1.
func (w *word) numbering() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:numbering` + nsWord + `>`)
	abstract := func(id int, format, text string, left, hang int) {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">`+
			`<w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
			`<w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl></w:abstractNum>`, id, format, text, left, hang)
	}
	abstract(absBullet, "bullet", "•", listIndent, listIndent)
	abstract(absList, "decimal", "%1.", listIndent, listIndent)
	abstract(absPair, "decimal", "%1.", pairIndent, pairIndent)
	fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, numBullet, absBullet)
	for i, abs := range w.restarts {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
			numBullet+1+i, abs)
	}
	b.WriteString(`</w:numbering>`)
	return b.Bytes()
}

const (
	listIndent = 397 // 7 mm
	pairIndent = 340 // 6 mm
)
