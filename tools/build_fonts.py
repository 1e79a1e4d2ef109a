"""Builds the web fonts in static/fonts and their CSS in static/css/fonts.css. Run it with `just fonts`.

The argument is a folder with the unpacked npm packages that the recipe downloads. The fonts are Source Serif 4 and Source Sans 3,
under the SIL Open Font License. "Source" is a reserved name, which changed fonts must not have, so the files and the families
have other names.

For each font, the CSS also declares fallback fonts: fonts of the reader's computer, scaled so that a text has the same width and
line height as in the web font. The scale is measured on the widths of the characters of `SAMPLE`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02BC,U+02C6,U+02DA,U+02DC,U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,"
    "U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2215"
)
RANGES = {
    "latin": LATIN,
    "latin-ext": "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1",
    "greek": "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300,U+0303,U+0309,U+0323,"
    "U+1EA0-1EF1",
}
"""Each file contains the characters of its range. The Vietnamese range comes last, because it overlaps with `latin-ext`."""
SAMPLE = (
    "The claim says that the figures were published before the ministry had counted them. We asked the office for its own list, "
    "compared 1,204 entries from 2021 and 2022, and found the same total; what differs is the date on which the reports begin. "
)


@dataclass(frozen=True)
class Face:
    """One style of a family. `limits` are the axes to keep; `measured` is the point at which its widths are measured."""

    family: str
    file: str
    package: str
    source: str
    limits: dict[str, float | tuple[float, float]]
    weight: str
    style: str = "normal"
    scripts: tuple[str, ...] = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")


FACES = (
    Face("Factcheck Serif", "factcheck-serif", "source-serif-4", "{script}-opsz-normal", {"wght": (400, 700)}, "400 700"),
    Face(
        "Factcheck Serif",
        "factcheck-serif-italic",
        "source-serif-4",
        "{script}-opsz-italic",
        {"wght": 400, "opsz": 18},
        "400",
        "italic",
    ),
    Face("Factcheck Sans", "factcheck-sans", "source-sans-3", "{script}-wght-normal", {"wght": (400, 700)}, "400 700"),
)
OTHER_SCRIPTS = {"opsz": 18.0}
"""Only the Latin file has optical sizes. The others would be twice as large."""


@dataclass(frozen=True)
class Fallback:
    """A font of the reader's computer, and a font with the same widths that can be downloaded and measured."""

    name: str
    regular: tuple[str, ...]
    bold: tuple[str, ...]
    measured_regular: str
    measured_bold: str


FALLBACKS = {
    "Factcheck Serif": (
        Fallback(
            "Georgia",
            ("Georgia", "Gelasio"),
            ("Georgia Bold", "Georgia-Bold", "Gelasio Bold"),
            "gelasio/files/gelasio-latin-400-normal.woff2",
            "gelasio/files/gelasio-latin-700-normal.woff2",
        ),
        Fallback(
            "Times",
            ("Times New Roman", "Liberation Serif", "Tinos"),
            ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
            "tinos/files/tinos-latin-400-normal.woff2",
            "tinos/files/tinos-latin-700-normal.woff2",
        ),
        Fallback(
            "DejaVu",
            ("DejaVu Serif",),
            ("DejaVu Serif Bold",),
            "dejavu-fonts-ttf/ttf/DejaVuSerif.ttf",
            "dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf",
        ),
    ),
    "Factcheck Sans": (
        Fallback(
            "Arial",
            ("Arial", "Liberation Sans", "Arimo", "Helvetica Neue"),
            ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "HelveticaNeue-Bold"),
            "arimo/files/arimo-latin-400-normal.woff2",
            "arimo/files/arimo-latin-700-normal.woff2",
        ),
        Fallback(
            "DejaVu",
            ("DejaVu Sans",),
            ("DejaVu Sans Bold",),
            "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
            "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
        ),
    ),
}
MEASURED_AT = {
    ("Factcheck Serif", "400"): {"wght": 400, "opsz": 20},  # text; a headline is measured at its own optical size
    ("Factcheck Serif", "600 700"): {"wght": 600, "opsz": 44},
    ("Factcheck Sans", "400"): {"wght": 400},
    ("Factcheck Sans", "600 700"): {"wght": 600},
}


def build(packages: Path) -> None:
    rules: list[str] = []
    out = ROOT / "static" / "fonts"
    for face in FACES:
        for script in face.scripts:
            name = f"{face.file}-{script}.woff2"
            ranges = write_subset(face, script, packages, out / name)
            rules.append(font_face(face, name, ranges))
            print(f"{name}: {(out / name).stat().st_size / 1000:.1f} kB")
    for family, fallbacks in FALLBACKS.items():
        for fallback in fallbacks:
            rules += fallback_faces(family, fallback, packages)
    (ROOT / "static/css/fonts.css").write_text(
        "/* Written by `just fonts`. The fallback fonts are scaled to the widths and line heights of the web fonts. */\n"
        + "\n".join(rules)
    )


def source(face: Face, script: str, packages: Path) -> TTFont:
    name = f"{face.package}-{face.source.format(script=script)}.woff2"
    return TTFont(packages / face.package / "files" / name, recalcTimestamp=False)


def write_subset(face: Face, script: str, packages: Path, target: Path) -> str:
    """Write the file of one script, and return its unicode-range: the characters of the range that the font contains."""
    font = source(face, script, packages)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    limits = {**({} if script == "latin" else OTHER_SCRIPTS), **face.limits}
    options = Options(
        layout_features=FEATURES, flavor="woff2", name_IDs=[0, 1, 2, 4, 5, 6, 13, 14], hinting=False, notdef_outline=True
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(RANGES[script].replace("U+", "")))
    subsetter.subset(font)
    instantiateVariableFont(font, {tag: limit for tag, limit in limits.items() if tag in axes}, inplace=True)
    rename(font, face.family, face.style)
    font.flavor = "woff2"
    font.save(target)
    return RANGES[script]


def rename(font: TTFont, family: str, style: str) -> None:
    """Replace the reserved name. The copyright notice and the license stay."""
    full = family if style == "normal" else f"{family} Italic"
    values = {1: family, 4: full, 6: full.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in values:
            record.string = values[record.nameID]


def font_face(face: Face, name: str, ranges: str) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f'  src: url("../fonts/{name}") format("woff2");\n'
        f"  font-weight: {face.weight};\n"
        f"  font-style: {face.style};\n"
        "  font-display: swap;\n"
        f"  unicode-range: {ranges.replace(',', ', ')};\n"
        "}\n"
    )


def fallback_faces(family: str, fallback: Fallback, packages: Path) -> list[str]:
    rules = []
    for weight, names, measured in (
        ("400", fallback.regular, fallback.measured_regular),
        ("600 700", fallback.bold, fallback.measured_bold),
    ):
        face = next(face for face in FACES if face.family == family)
        font = instantiateVariableFont(source(face, "latin", packages), MEASURED_AT[family, weight])
        scale = width(font) / width(TTFont(packages / measured))
        ascent, descent = font["hhea"].ascent / font["head"].unitsPerEm, -font["hhea"].descent / font["head"].unitsPerEm
        sources = ", ".join(f'local("{name}")' for name in names)
        rules.append(
            "@font-face {\n"
            f'  font-family: "{family} as {fallback.name}";\n'
            f"  src: {sources};\n"
            f"  font-weight: {weight};\n"
            f"  size-adjust: {scale:.2%};\n"
            f"  ascent-override: {ascent / scale:.2%};\n"
            f"  descent-override: {descent / scale:.2%};\n"
            "  line-gap-override: 0%;\n"
            "}\n"
        )
    return rules


def width(font: TTFont) -> float:
    """The width of the sample, in ems, without kerning."""
    characters, advances = font.getBestCmap(), font["hmtx"]
    return sum(advances[characters[ord(letter)]][0] for letter in SAMPLE) / font["head"].unitsPerEm


if __name__ == "__main__":
    build(Path(sys.argv[1]))
