"""Builds the fonts of share images in factcheck/publishing/sharing/fonts. Run it with `just share-fonts`.

The argument is a folder with the unpacked npm packages that the recipe downloads: Source Serif 4, Source Sans 3, and Noto Naskh
Arabic, all under the SIL Open Font License. Each package contains one file for each script; this script merges them, so that a
line with several scripts is shaped as a whole. "Source" is a reserved name, which changed fonts must not have.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "factcheck/publishing/sharing/fonts"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese")
ARABIC = {*range(0x0600, 0x0700), *range(0x0750, 0x0780), 0x200C, 0x200D, 0x200E, 0x200F}
FEATURES = [
    "kern",
    "liga",
    "rlig",
    "calt",
    "ccmp",
    "locl",
    "mark",
    "mkmk",
    "init",
    "medi",
    "fina",
    "isol",
    "curs",
    "rclt",
    "lnum",
]
BUILT = (
    ("serif-semibold", "Factcheck Share Serif", "source-serif-4", 600),
    ("serif-regular", "Factcheck Share Serif Regular", "source-serif-4", 400),
    ("sans-regular", "Factcheck Share Sans", "source-sans-3", 400),
    ("sans-bold", "Factcheck Share Sans Bold", "source-sans-3", 700),
)
"""File, name of the font, package of the letters besides Arabic, and weight."""
OPEN_TYPE_TIME = 3_723_235_200
"""The time in the header of each font, in seconds since 1904: constant, so that a build is reproducible."""


def main(packages: Path) -> None:
    FONTS.mkdir(exist_ok=True)
    for file, name, package, weight in BUILT:
        parts: list[Path] = []
        covered: set[int] = set()
        sources = [packages / package / "files" / f"{package}-{script}-{weight}-normal.woff2" for script in SCRIPTS]
        sources.append(packages / "noto-naskh-arabic/files" / f"noto-naskh-arabic-arabic-{weight}-normal.woff2")
        for source in (source for source in sources if source.exists()):
            font = TTFont(source)
            characters = set(font.getBestCmap()) - covered - {0, 13}
            if "arabic" in source.name:
                characters &= ARABIC
            covered |= characters
            options = Options(layout_features=FEATURES, name_IDs=[], notdef_outline=True, glyph_names=False)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=characters)
            subsetter.subset(font)
            for table in ("STAT", "BASE", "DSIG", "prep", "gasp"):
                if table in font:
                    del font[table]
            font.flavor = None
            parts.append(packages / f"{file}-{len(parts)}.ttf")
            font.save(parts[-1])
        merged = Merger().merge([str(part) for part in parts])
        for record, text in ((1, name), (2, "Regular"), (4, name), (6, name.replace(" ", ""))):
            merged["name"].setName(text, record, 3, 1, 0x409)
        merged.recalcTimestamp = False
        merged["head"].created = merged["head"].modified = OPEN_TYPE_TIME
        merged.save(FONTS / f"{file}.ttf")
    web_fonts = FONTS.parents[3] / "static/fonts/OFL.txt"
    shutil.copyfile(web_fonts, FONTS / "OFL-latin-cyrillic-greek.txt")  # the package names another owner
    shutil.copyfile(packages / "noto-naskh-arabic/LICENSE", FONTS / "OFL-arabic.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
