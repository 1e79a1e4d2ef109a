"""The page for people in a package, and its README. The page has no script, and loads nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from factcheck.exchange.index_style import STYLE
from factcheck.exchange.layout import (
    CLAIM_FILE,
    CUSTODY_FILE,
    LEDGER_FILE,
    MANIFEST,
    PICTURES,
    TAG_MANIFEST,
    WARCS_IN_WACZ,
    folder_name,
)

Json = Mapping[str, Any]
_COMMANDS = f"""sha256sum -c {MANIFEST} {TAG_MANIFEST}
warcio check {WARCS_IN_WACZ}          # after unpacking a file of data/copies/: a WACZ file is a ZIP file
python3 tools/verifier.py . --key KEY"""
_STANCES = {"supports": "for the claim", "contradicts": "against the claim", "context": "context"}


def readme(document: Json) -> str:
    """The text of README.txt."""
    return f"""Package of claim {document["claim"]} of {document["newsroom"]["name"]}

This is a bag (RFC 8493). index.html lists its contents. Verify it, in this folder:

  {_COMMANDS.replace(chr(10), chr(10) + "  ")}

The first command compares all files with the manifests. The second reads a preserved page with a program that is not
part of Factcheck. The third needs Python 3.11 and nothing else. It compares the rows of the claim with the ledger, and
the ledger with roots that the newsroom has signed. KEY is the id of the newsroom’s signing key, from another source
than this package: without it, the verifier says which key it trusted.

Someone who changes a package can change the verifier in it, too. If it matters, use a copy of Factcheck that you got
from elsewhere: python3 -m factcheck.exchange.verifier FOLDER --key KEY

Files in data/captures are as they were received. They are untrusted. Pages have names that end in .txt, so that a
browser does not execute their scripts.
"""


def index_page(document: Json, extract: Json, custody: Json, titles: Mapping[int, str]) -> str:
    """The HTML of index.html. All values are escaped. `titles` are those of the items, by their ids."""
    rows = document["rows"]
    claim = next(row["values"] for row in rows["claim"] if row["id"] == document["claim"])
    held = {item["number"]: item for item in custody["items"]}
    newsroom = escape(document["newsroom"]["name"]) or "a newsroom without a name"
    sections = [
        ("verdict", "Verdict", _verdict(document)),
        (
            "evidence",
            "Evidence",
            "".join(_item(row, titles[row["id"]], document, held.get(row["number"])) for row in rows.get("evidence", [])),
        ),
        ("appearances", "Where the claim appears", "".join(_mention(row, document) for row in rows.get("mention", []))),
        ("searches", "Search log", _searches(rows.get("search", []))),
        ("replies", "Right of reply", "".join(_reply(row, document) for row in rows.get("reply", []))),
        ("publications", "Publications", _publications(rows.get("publication", []))),
        ("verify", "How to verify this package", _verify(document, extract)),
    ]
    sections = [each for each in sections if each[2] or each[0] in ("verdict", "evidence")]
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in sections)
    head = (
        f'<header>\n<p class="kicker">Evidence package of {newsroom}</p>\n<h1 dir="auto">{_text(claim, "statement")}</h1>\n'
        f'<p class="lead">{_said(claim, document)}</p>\n'
        f"{_paragraph(claim, 'context')}{_left_out(document['left_out'])}"
        f'<nav aria-label="Contents"><ol>{links}</ol></nav>\n</header>'
    )
    body = "\n".join(
        f'<section id="{name}" aria-labelledby="{name}-title">\n'
        f'<h2 id="{name}-title">{title}</h2>\n{content or _NONE}\n</section>'
        for name, title, content in sections
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(claim, 'statement')[:200]}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{head}\n<main>\n{body}\n</main>\n"
        f"<footer><p>Claim {document['claim']}, {escape(document['software'])}. Times are in UTC.</p></footer>\n"
        "</body>\n</html>\n"
    )


_NONE = '<p class="quiet">None.</p>'


def _text(values: Json, name: str) -> str:
    """A value, escaped. A withheld value is an empty text."""
    value = values.get(name)
    return escape(str(value)) if value not in (None, "") else ""


def _paragraph(values: Json, name: str, label: str = "") -> str:
    text = _text(values, name)
    start = f"<b>{label}</b> " if label else ""
    return f'<p class="words" dir="auto">{start}{text}</p>\n' if text else ""


def _quote(text: str) -> str:
    return f'<blockquote dir="auto">{escape(text)}</blockquote>\n' if text else ""


def _time(value: Any) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return escape(str(value))
    at = at.astimezone(UTC)
    return f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M:%S}</time>'


def _line(facts: Iterable[str]) -> str:
    """Facts that are escaped already, in one line."""
    shown = [f"<span>{fact}</span>" for fact in facts if fact]
    return f'<p class="facts">{" ".join(shown)}</p>\n' if shown else ""


def _bdi(text: str) -> str:
    return f"<bdi>{text}</bdi>" if text else ""


def _said(claim: Json, document: Json) -> str:
    actors = {row["id"]: row["values"] for row in document["rows"].get("actor", [])}
    who = _text(actors.get(claim.get("claimant_id"), {}), "name")
    when = f" on {_text(claim, 'said_on')}" if claim.get("said_on") else ""
    if when and claim.get("said_precision") not in (None, "", "day"):
        when += f" (precise to the {_text(claim, 'said_precision')})"
    return f"Said by {_bdi(who)}{when}." if who else ""


def _left_out(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return (
        f'<aside class="note" aria-label="Not in this package"><p><b>Not in this package</b></p><ul>{items}</ul></aside>\n'
        if items
        else ""
    )


def _verdict(document: Json) -> str:
    """The newest version first, the earlier ones folded."""
    versions = [_version(row, document) for row in reversed(document["rows"].get("verdictversion", []))]
    if len(versions) > 1:
        count = len(versions) - 1
        earlier = "".join(versions[1:])
        return f"{versions[0]}<details><summary>Earlier versions ({count})</summary>{earlier}</details>"
    return "".join(versions)


def _version(row: Json, document: Json) -> str:
    values = row["values"]
    ratings = {each["id"]: each["values"] for each in document["rows"].get("rating", [])}
    rating = _text(ratings.get(values.get("rating_id"), {}), "name") or "No rating"
    by = escape(str(document["people"].get(str(values.get("created_by_id")), "")))
    facts = [f"Version {values['number']}", by and f"by {_bdi(by)}", _time(values["created_at"])]
    return (
        f'<article><p class="rating">{rating}</p>\n<h3 dir="auto">{_text(values, "headline")}</h3>\n'
        f"{_paragraph(values, 'summary')}{_paragraph(values, 'rationale')}"
        f"{_line(facts)}</article>\n"
    )


def _item(row: Json, title: str, document: Json, held: Json | None) -> str:
    values, title = row["values"], escape(title)
    sources = {each["id"]: each["values"] for each in document["rows"].get("source", [])}
    source = _text(sources.get(values.get("source_id"), {}), "name")
    withdrawn = _paragraph(values, "withdrawn_reason", "Withdrawn:") if values["withdrawn_at"] else ""
    stance = escape(_STANCES.get(values["stance"], values["stance"]))
    facts = [stance, _text(values, "closeness"), _bdi(source), _bdi(_text(values, "author")), _text(values, "published_on")]
    return (
        f'<article class="item" id="item-{row["number"]}">\n<h3><span class="number">{row["number"]}</span> {_bdi(title)}</h3>\n'
        f"{withdrawn}{_quote(values.get('exact') or '')}{_line(facts)}{_line([_bdi(_text(values, 'address'))])}"
        f"{_paragraph(values, 'note', 'Why it matters:')}"
        f'<ul class="files">{"".join(_files_of_item(row, document))}</ul>\n{_custody(held)}</article>\n'
    )


def _files_of_item(row: Json, document: Json) -> Iterable[str]:
    captures = {each["id"]: each for each in document["rows"].get("capture", [])}
    texts = {each["id"]: each for each in document["rows"].get("preservedtext", [])}
    revisions = {each["id"]: each for each in document["rows"].get("revision", [])}
    if capture := captures.get(row["values"]["capture_id"]):
        yield _capture("The file", capture)
    if revision := revisions.get(row["values"]["revision_id"]):
        yield f"<li>The article: {_link(revision['text_file'], 'text')}</li>"
    for copy in document["rows"].get("evidencecopy", []):
        if copy["values"]["evidence_id"] != row["id"]:
            continue
        label, capture = f"Copy {copy['values']['number']}", captures.get(copy["values"]["capture_id"])
        for picture in captures.values():
            if capture and picture["values"]["parent_id"] == capture["id"]:
                yield _capture(f"{label}, picture of the page", picture)
        while capture:
            yield _capture(label, capture)
            label, capture = f"{label}, collected as", captures.get(capture["values"]["parent_id"])
        if text := texts.get(copy["values"]["text_id"]):
            yield f"<li>Its text: {_link(text['text_file'], 'text')}</li>"


def _capture(label: str, capture: Json) -> str:
    files = ", ".join(
        f"<code>{escape(file['path'])}</code>" if "member" in file else _link(file["path"], file["path"])
        for file in capture.get("files", [])
    )
    values = capture["values"]
    return (
        f"<li>{label}: {files or 'not in this package'}"
        f'<br><span class="small">{values["size"]:,} bytes, {escape(values["method"])}, {_time(values["captured_at"])},'
        f" SHA-256 <code>{escape(values['sha256'])}</code></span></li>"
    )


def _link(path: str, label: str) -> str:
    """A link to a file that a browser only displays: a text or a picture. Other files are named."""
    if path.endswith((".txt", *PICTURES)):
        return f'<a href="{escape(path)}">{escape(label)}</a>'
    return f"<code>{escape(path)}</code>"


def _custody(held: Json | None) -> str:
    if not held or not held["events"]:
        return ""
    lines = "".join(
        f"<li><b>{escape(event['act'].capitalize())}</b> {_time(event['at'])}, "
        f"{_bdi(escape(event['by'])) or 'system'}, entry {event['entry']}"
        f"{_paragraph(event, 'reason')}</li>"
        for event in held["events"]
    )
    count = f"{len(held['events'])} event{'' if len(held['events']) == 1 else 's'}"
    return f'<details><summary>Custody ({count})</summary><ol class="events">{lines}</ol></details>\n'


def _mention(row: Json, document: Json) -> str:
    revisions = {each["id"]: each for each in document["rows"].get("revision", [])}
    articles = {each["id"]: each["values"] for each in document["rows"].get("article", [])}
    revision = revisions[row["values"]["revision_id"]]
    article = articles.get(revision["values"]["article_id"], {})
    quotes = "".join(_quote(span["exact"]) for span in row["spans"])
    title = _text(article, "title") or _text(article, "opening")
    withdrawn = _paragraph(row["values"], "withdrawn_reason", "Withdrawn:") if row["values"]["withdrawn_at"] else ""
    return f"<article>{quotes}{withdrawn}{_line([_bdi(title), _link(revision['text_file'], 'text of the article')])}</article>\n"


def _searches(rows: Iterable[Json]) -> str:
    lines = [
        f"<tr><td>{_text(v, 'searched_on')}</td><td>{_text(v, 'sought')}</td><td>{_text(v, 'place')}</td>"
        f"<td>{_text(v, 'terms')}</td><td>{'found' if v['is_found'] else 'nothing found'}</td></tr>"
        for v in (row["values"] for row in rows)
    ]
    head = (
        '<tr><th scope="col">Date</th><th scope="col">Evidence that</th><th scope="col">Where</th><th scope="col">Words</th>'
        '<th scope="col">Result</th></tr>'
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table of searches"><table>{head}{"".join(lines)}</table></div>'
        if lines
        else ""
    )


def _reply(row: Json, document: Json) -> str:
    values = row["values"]
    named = {kind: {each["id"]: each["values"] for each in document["rows"].get(kind, [])} for kind in ("actor", "source")}
    who = (_text(named[kind].get(values.get(f"{kind}_id"), {}), "name") for kind in ("actor", "source"))
    name = _text(values, "name") or next(filter(None, who), "")
    facts = [_bdi(name), _text(values, "asked_on"), _text(values, "channel"), _text(values, "outcome").replace("_", " ")]
    reason = _paragraph(values, "not_asked_because", "Not asked:")
    return f"<article>{_line(facts)}{reason}{_quote(values.get('answer') or '')}</article>\n"


def _publications(rows: Iterable[Json]) -> str:
    lines = [
        f"<li>{_time(v['published_at'])}: {_text(v, 'publication_kind')}, {_text(v, 'rating')},"
        f' <span class="small">SHA-256 <code>{escape(v["sha256"])}</code></span></li>'
        for v in (row["values"] for row in rows)
    ]
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _verify(document: Json, extract: Json) -> str:
    withheld = sum("withheld" in entry for entry in extract["entries"])
    heads = "".join(
        f"<li>Entry {head['number']}, signed {_time(head['at'])} with key <code>{escape(head['key'])}</code>:"
        f" <code>{escape(head['hash'])}</code></li>"
        for head in extract["heads"]
    )
    stamps = len(extract.get("time_stamps", []))
    stamped = (
        f"<p>{stamps} of these heads have a time stamp (RFC 3161) of an authority outside the newsroom.</p>" if stamps else ""
    )
    return (
        "<p>Every file has a SHA-256 in a manifest. The values of the rows are those in entries of the newsroom’s ledger, whose"
        " root is signed. Run in the folder of this page:</p>"
        f'<pre tabindex="0">{escape(_COMMANDS)}</pre><p>README.txt explains the three commands. KEY is the id of the newsroom’s'
        " signing key; ask the newsroom for it, because a key that comes with the package proves little.</p>"
        f"<h3>Ledger</h3><p>{len(extract['entries'])} entries concern this claim. {withheld} of them are here as hashes only.</p>"
        f"<ul>{heads}</ul>{stamped}"
        f"<h3>Data</h3><p><code>{CLAIM_FILE}</code>, <code>{CUSTODY_FILE}</code>, and <code>{LEDGER_FILE}</code>, in the folder"
        f" <code>{folder_name(document['claim'])}</code>.</p>"
    )
