"""The template parts: content, escaping, labels in addition to colors, and the contrast of the colors."""

from __future__ import annotations

import gzip
import hashlib
import html
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from factcheck.web.decisions import Allowed, Denied
from factcheck.web.errors import EditConflict
from factcheck.web.gallery import EDITOR, SampleForm, sample

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
HOSTILE = "<script>alert('x')</script>\"&"


def render(source: str, **values: Any) -> str:
    """Render a template, with white space collapsed."""
    return " ".join(Template("{% load parts %}" + source).render(Context(values)).split())


def visible_text(markup: str) -> str:
    """The text of the markup, including text for screen readers."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


# Colors


def colors() -> dict[str, tuple[str, str]]:
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", (STATIC / "css/tokens.css").read_text())
    return {name: (light, dark) for name, light, dark in pairs}


def contrast(color: str, other: str) -> float:
    """The contrast ratio of two colors (WCAG 2.2)."""

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(color), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


SURFACES = ("surface", "surface-2", "surface-raised")
HUES = (
    *("supports", "contradicts", "context", "conflicting"),
    *("draft", "submitted", "returned", "approved", "published", "correcting", "retracted"),
    *("danger", "caution", "accent", "accent-strong"),
)
TEXT = [
    *((ink, surface) for ink in ("text", "text-muted", *HUES) for surface in (*SURFACES, "hover")),
    *((ink, "accent-tint") for ink in ("text", "text-muted", *HUES)),
    *((name, f"{name}-tint") for name in ("supports", "contradicts", "danger", "caution")),
    *((ink, f"{name}-tint") for ink in ("text", "text-muted") for name in ("supports", "contradicts", "danger", "caution")),
    *((ink, "chosen-tint") for ink in ("text", "text-muted", *HUES)),
    ("text", "chosen"),
    *((ink, "context-tint") for ink in ("text", "context")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
BORDERS = [*(("border-strong", surface) for surface in SURFACES), *(("chosen-line", surface) for surface in SURFACES)]


@pytest.mark.parametrize(("foreground", "background"), TEXT)
def test_text_has_sufficient_contrast_in_light_and_dark(foreground: str, background: str) -> None:
    tokens = colors()
    for scheme in (0, 1):
        assert contrast(tokens[foreground][scheme], tokens[background][scheme]) >= 4.5


@pytest.mark.parametrize(("border", "background"), BORDERS)
def test_borders_of_controls_have_sufficient_contrast_in_light_and_dark(border: str, background: str) -> None:
    tokens = colors()
    for scheme in (0, 1):
        assert contrast(tokens[border][scheme], tokens[background][scheme]) >= 3


def test_contrast_of_each_color_is_tested_except_dividers() -> None:
    tested = {name for pair in (*TEXT, *BORDERS) for name in pair}
    assert set(colors()) - tested == {"border"}


# Labels and symbols


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% stance 'supports' 2 %}", "supports 2"),
        ("{% stance 'contradicts' %}", "contradicts"),
        ("{% conclusion 'Not Enough Evidence' %}", "not enough evidence"),
        ("{% conclusion 'conflicting_evidence' %}", "conflicting evidence"),
        ("{% rating 'Mostly false' 'refuted' %}", "Mostly false"),
        ("{% rating 'Mostly false' 'refuted' 'proposed' %}", "Mostly false proposed"),
        ("{% state 'correcting' %}", "being corrected"),
        ("{% tally 2 3 0 %}", "supports 2 contradicts 3 context 0"),
    ],
)
def test_mark_has_a_symbol_and_a_label(source: str, text: str) -> None:
    markup = render(source)
    assert visible_text(markup) == text
    assert "<svg" in markup


def test_each_mark_has_a_unique_shape() -> None:
    sources = [
        *(f"{{% stance '{value}' %}}" for value in ("supports", "contradicts", "context")),
        *(f"{{% conclusion '{value}' %}}" for value in ("supported", "refuted", "not enough evidence", "conflicting evidence")),
        *(f"{{% state '{value}' %}}" for value in sample()["states"]),
    ]
    symbols = [re.findall(r"#(mark-[\w-]+)", render(source)) for source in sources]
    shapes = dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', (STATIC / "icons/sprite.svg").read_text()))
    assert len({shapes[symbol] for (symbol,) in symbols}) == len(sources)


def test_layer_is_a_question_with_the_name_of_the_layer() -> None:
    assert visible_text(render("{% layer 'report' %}")) == "reported? (report)"
    assert "layer-word is-report" in render("{% layer 'report' %}")


def test_tally_has_a_hollow_shape_for_an_empty_side() -> None:
    assert re.findall(r"#(mark-[\w-]+)", render("{% tally 2 3 0 %}")) == ["mark-supports", "mark-contradicts", "mark-no-context"]


def test_unknown_value_is_rendered_as_text() -> None:
    assert visible_text(render("{% state 'embargoed' %}")) == "embargoed"
    assert render("{% state '' %}") == ""


@pytest.mark.parametrize(
    "source",
    [
        "{% stance bad %}",
        "{% state bad %}",
        "{% rating bad 'refuted' %}",
        "{% byline bad %}",
        "{% quoted bad prefix=bad suffix=bad layer=bad kind=bad %}",
        "{% difference 'plain' bad %}",
        "{% button bad reason=bad key=bad %}",
        "{% noresults bad %}{{ bad }}{% endnoresults %}",
        "{% pagehead bad %}{{ bad }}{% endpagehead %}",
        "{% warning bad %}{{ bad }}{% endwarning %}",
        "{% dialog 'name' bad %}{{ bad }}{% enddialog %}",
        "{% include 'parts/notice.html' with title=bad text=bad %}",
    ],
)
def test_part_escapes_its_values(source: str) -> None:
    markup = render(source, bad=HOSTILE)
    assert "<script" not in markup
    assert 'x&#x27;)&lt;/script&gt;"' not in markup


def test_icons_in_templates_are_in_the_sprite() -> None:
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons/sprite.svg").read_text()))
    pages = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    names = {name for page in pages for name in re.findall(r"\{% icon [\"']([\w-]+)", page)}
    assert names <= symbols


# Dates and people


def test_date_is_absolute_with_its_time_zone_on_hover() -> None:
    markup = render("{% when value %}", value=datetime(2026, 1, 12, 9, 41, tzinfo=UTC))
    assert visible_text(markup) == "12 January 2026, 09:41"
    assert 'title="12 January 2026, 09:41:00 UTC (UTC+0000)"' in markup
    assert 'datetime="2026-01-12T09:41:00+00:00"' in markup


@pytest.mark.parametrize(
    ("precision", "text", "machine"),
    [("year", "2022", "2022"), ("month", "April 2022", "2022-04"), ("day", "4 April 2022", "2022-04-04")],
)
def test_date_has_only_the_precision_of_its_value(precision: str, text: str, machine: str) -> None:
    markup = render("{% when value precision %}", value=date(2022, 4, 4), precision=precision)
    assert markup == f'<time datetime="{machine}">{text}</time>'


def test_relative_time_is_added_to_the_absolute_date() -> None:
    markup = render("{% when value relative=True %}", value=datetime.now(UTC) - timedelta(days=3, minutes=1))
    assert visible_text(markup).endswith("(3 days ago)")
    assert "<time" in markup


def test_missing_date_is_rendered_as_text() -> None:
    assert visible_text(render("{% when value %}", value=None)) == "no date"


def test_person_without_a_name_is_identified_by_email_address() -> None:
    assert visible_text(render("{% byline person role=True %}", person=EDITOR)) == "E. Editor Administrator"
    assert visible_text(render("{% byline 'a@b.example' %}")) == "a@b.example"
    assert visible_text(render("{% byline None %}")) == "no one"


# Buttons and fields


def test_denied_button_is_disabled_and_has_a_reason() -> None:
    markup = render("{% button 'Approve version 4' decision=decision %}", decision=Denied("You wrote version 2."))
    assert visible_text(markup) == "Approve version 4 You wrote version 2."
    assert 'type="button"' in markup
    assert re.search(r'aria-describedby="([\w-]+)".* id="\1"', markup)


def test_allowed_button_submits_its_form() -> None:
    markup = render("{% button 'Approve version 4' decision=decision key='a' %}", decision=Allowed())
    assert markup.strip() == '<button type="submit" class="button" data-key="a">Approve version 4</button>'


def test_field_connects_label_help_and_error_with_the_control() -> None:
    markup = render("{% include 'parts/field.html' with field=form.statement %}", form=SampleForm({}))
    assert 'for="id_statement"' in markup
    assert 'aria-invalid="true"' in markup
    described_by = re.search(r'<textarea[^>]* aria-describedby="([^"]+)"', markup)
    assert described_by
    assert described_by.group(1).split() == ["id_statement_helptext", "id_statement_error"]
    assert all(f'id="{name}"' in markup for name in described_by.group(1).split())


def test_group_of_choices_is_a_fieldset_described_by_its_help_and_error() -> None:
    markup = render("{% include 'parts/field.html' with field=form.layer %}", form=SampleForm({}))
    assert '<fieldset class="field is-wrong" id="id_layer_field" aria-describedby="id_layer_helptext id_layer_error">' in markup
    assert visible_text(re.findall(r"<legend>.*?</legend>", markup)[0]) == "Layer"


def test_field_does_not_depend_on_other_variables_of_the_page() -> None:
    source = "{% include 'parts/field.html' with field=form.claimant %}"
    markup = render(source, form=SampleForm({}))
    assert render(source, form=SampleForm({}), kind="page", title="x") == markup


def test_error_summary_links_to_each_field_with_errors() -> None:
    form = SampleForm({"statement": "x"})
    markup = render(
        "{% include 'parts/form_errors.html' %}{% for field in form %}{% include 'parts/field.html' %}{% endfor %}", form=form
    )
    targets = re.findall(r'<a href="#([^"]+)"', markup)
    assert targets == ["id_layer_0", "id_claimant"]
    assert all(f'id="{target}"' in markup for target in targets)


def test_pager_preserves_other_query_parameters() -> None:
    request = RequestFactory().get("/desk/claims/?state=draft&page=old")
    markup = render_to_string("parts/pager.html", {"page": sample()["page"]}, request)
    assert re.findall(r'<a [^>]*href="([^"]+)"', markup) == ["?state=draft&amp;page=newer", "?state=draft&amp;page=older"]


def test_navigation_marks_the_current_page() -> None:
    request = RequestFactory().get("/desk/claims/7/")
    assert render("{% current '/desk/claims/' %}", request=request) == 'aria-current="true"'
    assert render("{% current '/desk/claims/7/' %}", request=request) == 'aria-current="page"'
    assert render("{% current '/desk/' exact=True %}", request=request) == ""


# Differences


def test_difference_has_text_for_screen_readers() -> None:
    markup = render("{% difference '410 bodies' '420 bodies' %}")
    assert visible_text(markup) == "removed: 410 end of removal added: 420 end of addition bodies"


def test_rewritten_text_is_rendered_in_full_with_a_note() -> None:
    before, after = " ".join(f"<b{n}>" for n in range(100)), " ".join(f"c{n}" for n in range(100))
    markup = render("{% difference before after %}", before=before, after=after)
    assert visible_text(markup) == (
        f"Most of this text was rewritten. Both versions are shown in full. Before {before} After {after}"
    )
    assert (markup.count("<del>"), markup.count("<ins>")) == (1, 1)


# Refusals


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500])
def test_refusal_needs_no_database_and_contains_a_notice(status: int) -> None:
    markup = render_to_string(f"errors/{status}.html")
    assert markup.count('class="notice ') == 1
    assert visible_text(re.findall(r"<h1.*?</h1>", markup, re.DOTALL)[0])


@pytest.mark.parametrize("template", ["errors/409.html", "errors/notice.html"])
def test_edit_conflict_displays_both_texts(template: str) -> None:
    error = EditConflict("Saved.", current={"note": "theirs", "rating": "False"}, typed={"note": "mine", "rating": "False"})
    text = visible_text(render_to_string(template, {"error": error}))
    step = "Reload the page, check what has changed, then make your change again."
    assert f"Saved. {step} Saved now: note theirs Your version mine" in text
    assert "rating" not in text


@pytest.mark.django_db
def test_public_shell_does_not_read_the_session(rf: RequestFactory) -> None:
    class Untouched:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"the template accessed {name} of the session")

    request = rf.get("/")
    request.session = Untouched()  # type: ignore[assignment]
    assert "<script" not in render_to_string("public/shell.html", {"messages": Untouched()}, request)


# Files


def test_vendored_files_have_the_listed_hashes() -> None:
    rows = re.findall(r"^\| (\S+) \| .* \| ([0-9a-f]{64}) \|$", (STATIC / "vendor/VERSIONS.md").read_text(), re.MULTILINE)
    assert {ROOT / name for name, _ in rows} == {
        *STATIC.glob("vendor/*.js"),
        *STATIC.glob("fonts/*.woff2"),
        ROOT / "tests/browser/axe.min.js",
    }
    for name, digest in rows:
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


SHELLS = ("base.html", "desk/shell.html")
NAMED = re.compile(r"""\{% (?:static|module) ["']([\w/.-]+\.(?:css|js))["'] %\}""")
IMPORTS = {
    ".js": re.compile(r"""^import (?:[^"']* from )?["'](\.[^"']+)["'];""", re.MULTILINE),
    ".css": re.compile(r"""^@import url\("([^"]+)"\);""", re.MULTILINE),
}


def files_of(template: str) -> set[Path]:
    """The scripts and style sheets that a template names."""
    return {STATIC / name for name in NAMED.findall((ROOT / "templates" / template).read_text())}


def with_imports(paths: set[Path]) -> set[Path]:
    """The files, and the modules and style sheets that they import."""
    found: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix in IMPORTS and path.parent.name != "vendor":
            waiting += [(path.parent / name).resolve() for name in IMPORTS[path.suffix].findall(path.read_text())]
    return found


def test_size_of_scripts_and_styles_of_each_page_is_limited() -> None:
    """On the first visit: what all staff pages share, and what the page adds."""
    size = {path: len(gzip.compress(path.read_bytes())) for path in (*STATIC.rglob("*.css"), *STATIC.rglob("*.js"))}
    shared = {STATIC / "icons/sprite.svg", *(path for shell in SHELLS for path in files_of(shell))}
    size[STATIC / "icons/sprite.svg"] = len(gzip.compress((STATIC / "icons/sprite.svg").read_bytes()))
    pages = [path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.html")]
    staff = [page for page in pages if '{% extends "desk/shell.html" %}' in (ROOT / "templates" / page).read_text()]
    assert len(staff) > 30
    weights = {page: sum(size[path] for path in with_imports(shared | files_of(page))) for page in staff}
    assert max(weights.values()) < 120_000, max(weights, key=weights.__getitem__)
    public = {*STATIC.glob("css/public*.css"), STATIC / "css/fonts.css", STATIC / "icons/sprite.svg"}
    assert sum(size[path] for path in public) < 30_000


def test_fonts_of_a_first_visit_are_limited() -> None:
    """A page in a language with Latin letters needs the three Latin files."""
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*-latin.woff2")) < 120_000


FORBIDDEN = {
    "inline style": re.compile(r"<style[\s>]|\sstyle\s*=\s*[\"']", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*(\ssrc=|application/ld\+json))[^>]*>", re.IGNORECASE),
    "handler": re.compile(r"<[^>]+\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "htmx code": re.compile(r"hx-on|[\"'](js|javascript):|hx-trigger=\"[^\"]*\["),
}


def test_templates_contain_nothing_that_the_security_policy_blocks() -> None:
    violations = [
        (path.relative_to(ROOT).as_posix(), what)
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text())
    ]
    assert violations == []
