#!/usr/bin/python3
"""Makes the fonts beside this script out of free fonts.

Needs fontTools and, from Debian, the packages fonts-croscore (Arimo, metric twin
of Arial), fonts-texgyre (TeX Gyre Bonum, metric twin of Bookman Old Style) and
fonts-dejavu-core (DejaVu Sans, for the signs both lack). Run it without arguments;
the same sources give the same bytes. Each font is cut to the characters below, rid
of hints and layout tables, turned into TrueType outlines and renamed, as the
licences beside it ask of changed fonts.
"""
import os, pathlib
os.environ["SOURCE_DATE_EPOCH"] = "1577836800"
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

LATIN = list(range(0x20, 0x7F)) + list(range(0xA0, 0x180)) + [0x218, 0x219, 0x21A, 0x21B, 0x1E9E] + [
    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122,
    0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265]
SIGNS = [0x2010, 0x2011, 0x2012, 0x2015, 0x2032, 0x2033, 0x2116, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x21D2, 0x2212, 0x221E,
    0x2248, 0x2260, 0x2264, 0x2265, 0x2588, 0x2591, 0x25A0, 0x25A1, 0x25AA, 0x25B2, 0x25B3, 0x25B6, 0x25BA, 0x25BC,
    0x25BD, 0x25C6, 0x25CB, 0x25CF, 0x25D0, 0x25D1, 0x2605, 0x2606, 0x2610, 0x2611, 0x2612, 0x2713, 0x2714, 0x2717, 0x2718]
CROSCORE = "/usr/share/fonts/truetype/croscore/Arimo-%s.ttf"
GYRE = "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyrebonum-%s.otf"
FONTS = [("sans-%s.ttf" % n.lower(), CROSCORE % n, "MonevSans", n, LATIN) for n in ("Regular", "Bold", "Italic", "BoldItalic")] + \
        [("book-%s.ttf" % n.lower(), GYRE % n.lower(), "MonevBook", n, LATIN) for n in ("Regular", "Bold", "Italic", "BoldItalic")] + \
        [("signs.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "MonevSigns", "Regular", SIGNS)]


def to_truetype(font):
    """Turns cubic outlines into quadratic ones; the advances stay."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for k in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, k, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 2.0, [], {}
    font.sfntVersion = "\x00\x01\x00\x00"
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]


def main():
    here = pathlib.Path(__file__).parent
    for out, source, family, style, chars in FONTS:
        font = TTFont(source, recalcTimestamp=False)
        opt = subset.Options()
        opt.hinting, opt.layout_features, opt.notdef_outline, opt.name_IDs = False, [], True, [0, 1, 2, 3, 4, 5, 6, 13, 14]
        opt.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM", "DSIG", "meta"]
        s = subset.Subsetter(opt)
        s.populate(unicodes=chars)
        s.subset(font)
        if "CFF " in font:
            to_truetype(font)
        full = family + "-" + style
        for r in list(font["name"].names):
            new = {1: family, 2: style, 3: full, 4: full, 6: full}.get(r.nameID)
            if r.platformID != 3 or r.langID != 0x409:
                font["name"].names.remove(r)
            elif new:
                r.string = new
        font["post"].formatType = 3.0
        font.save(here / out)
        print(out, os.path.getsize(here / out), "bytes, lacks", " ".join("%04X" % c for c in chars if c not in font.getBestCmap()))


main()
