"""The page for people in a package, and its README. The page has no script, and loads nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from factcheck.exchange.layout import CLAIM_FILE, CUSTODY_FILE, LEDGER_FILE, MANIFEST, PICTURES, TAG_MANIFEST, folder_name

Json = Mapping[str, Any]
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a;
  background: #fff }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { margin-top: 2.5rem; border-top: 1px solid #767676; padding-top: 1rem }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 4px solid #767676; white-space: pre-wrap }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; vertical-align: top; border-bottom: 1px solid #ccc }
code, pre { font: .875rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
.note { border: 2px solid #8a4b00; padding: .5rem 1rem }
a { color: #0b4f9e }
"""
_COMMANDS = f"""sha256sum -c {MANIFEST} {TAG_MANIFEST}
warcio check archive/data.warc.gz          # after unpacking a file of data/copies/: a WACZ file is a ZIP file
python3 tools/verifier.py . --key KEY"""


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


def index_page(document: Json, extract: Json, custody: Json) -> str:
    """The HTML of index.html. All values are escaped."""
    rows = document["rows"]
    claim = next(row["values"] for row in rows["claim"] if row["id"] == document["claim"])
    names = {kind: {row["id"]: row["values"].get("name", "") for row in rows.get(kind, [])} for kind in ("actor", "source")}
    said = f"Said by {escape(names['actor'].get(claim['claimant_id'], ''))}"
    said += f" on {escape(claim['said_on'])} (precision: {escape(claim['said_precision'])})." if claim["said_on"] else "."
    parts = [
        f"<h1 dir=auto>{escape(claim['statement'])}</h1>",
        f"<p>Claim {document['claim']} of {escape(document['newsroom']['name'])}. {said}</p>",
        f"<p dir=auto>{escape(claim['context'])}</p>" if claim["context"] else "",
        _left_out(document["left_out"]),
        _section("Verify this package", f"<pre>{escape(_COMMANDS)}</pre><p>README.txt explains the three commands.</p>"),
        _section("Appearances", "".join(_mention(row, document) for row in rows.get("mention", []))),
        _section("Evidence", "".join(_item(row, document, names["source"]) for row in rows.get("evidence", []))),
        _section("Search log", _searches(rows.get("search", []))),
        _section("Verdict", "".join(_version(row, document) for row in rows.get("verdictversion", []))),
        _section("Publications", _publications(rows.get("publication", []))),
        _section("Custody", _custody(custody)),
        _section("Ledger", _ledger(extract)),
        _section("Data", f"<p><code>{CLAIM_FILE}</code>, <code>{CUSTODY_FILE}</code>, and <code>{LEDGER_FILE}</code>.</p>"),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{folder_name(document['claim'])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{title}</h2>\n{content or '<p>None.</p>'}\n</section>"


def _left_out(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<div class="note"><p>Not in this package:</p><ul>{items}</ul></div>' if items else ""


def _mention(row: Json, document: Json) -> str:
    revisions = {each["id"]: each for each in document["rows"].get("revision", [])}
    articles = {each["id"]: each["values"] for each in document["rows"].get("article", [])}
    revision = revisions[row["values"]["revision_id"]]
    article = articles[revision["values"]["article_id"]]
    quotes = "".join(f"<blockquote dir=auto>{escape(span['exact'])}</blockquote>" for span in row["spans"])
    title = escape(article["title"] or article["opening"])
    withdrawn = f" Withdrawn: {escape(row['values']['withdrawn_reason'])}" if row["values"]["withdrawn_at"] else ""
    return f"{quotes}<p><bdi>{title}</bdi>, {_link(revision['text_file'], 'text')}.{withdrawn}</p>"


def _item(row: Json, document: Json, sources: Mapping[int, str]) -> str:
    values = row["values"]
    facts = [values["title"], sources.get(values["source_id"], ""), values["author"], values["published_on"], values["address"]]
    line = ", ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)
    quote = f"<blockquote dir=auto>{escape(values['exact'])}</blockquote>" if values["exact"] else ""
    withdrawn = f"<p>Withdrawn: {escape(values['withdrawn_reason'])}</p>" if values["withdrawn_at"] else ""
    return (
        f"<h3>[{row['number']}] {escape(values['stance'])}, {escape(values['closeness'])}</h3>{quote}<p>{line}</p>"
        f"<p dir=auto>{escape(values['note'])}</p>{withdrawn}<ul>{''.join(_files_of_item(row, document))}</ul>"
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
        f"<li>{label}: {files or 'not in this package'} ({values['size']:,} bytes, {escape(values['method'])},"
        f" {escape(values['captured_at'])}, SHA-256 <code>{escape(values['sha256'])}</code>)</li>"
    )


def _link(path: str, label: str) -> str:
    """A link to a file that a browser only displays: a text or a picture. Other files are named."""
    if path.endswith((".txt", *PICTURES)):
        return f'<a href="{escape(path)}">{escape(label)}</a>'
    return f"<code>{escape(path)}</code>"


def _searches(rows: Iterable[Json]) -> str:
    lines = [
        f"<tr><td>{escape(v['searched_on'])}</td><td>{escape(v['sought'])}</td><td>{escape(v['place'])}</td>"
        f"<td>{escape(v['terms'])}</td><td>{'found' if v['is_found'] else 'nothing found'}</td></tr>"
        for v in (row["values"] for row in rows)
    ]
    head = "<tr><th>Date</th><th>Evidence that</th><th>Where</th><th>Words</th><th>Result</th></tr>"
    return f"<table>{head}{''.join(lines)}</table>" if lines else ""


def _version(row: Json, document: Json) -> str:
    values = row["values"]
    ratings = {each["id"]: each["values"]["name"] for each in document["rows"].get("rating", [])}
    by = document["people"].get(str(values["created_by_id"]), "")
    return (
        f"<h3>Version {values['number']}: {escape(ratings.get(values['rating_id'], '') or 'no rating')}</h3>"
        f"<p>By {escape(by)}, {escape(values['created_at'])}, as of {escape(values['as_of'])}</p>"
        f"<p dir=auto><strong>{escape(values['headline'])}</strong></p><p dir=auto>{escape(values['summary'])}</p>"
        f"<blockquote dir=auto>{escape(values['rationale'])}</blockquote>"
    )


def _publications(rows: Iterable[Json]) -> str:
    lines = [
        f"<li>{escape(v['published_at'])}: {escape(v['publication_kind'])}, {escape(v['rating'])},"
        f" SHA-256 <code>{escape(v['sha256'])}</code></li>"
        for v in (row["values"] for row in rows)
    ]
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _custody(custody: Json) -> str:
    lines = [
        f"<tr><td>{event['entry']}</td><td>{escape(event['at'])}</td><td>{escape(event['by'])}</td>"
        f"<td>{escape(event['action'])}</td><td>{escape(event['kind'])} {event['id']}</td><td>{escape(event['reason'])}</td></tr>"
        for event in custody["events"]
    ]
    head = "<tr><th>Entry</th><th>Time</th><th>Person</th><th>Action</th><th>Row</th><th>Reason</th></tr>"
    return f"<table>{head}{''.join(lines)}</table>"


def _ledger(extract: Json) -> str:
    withheld = sum("withheld" in entry for entry in extract["entries"])
    heads = "".join(
        f"<li>Entry {head['number']}: <code>{escape(head['hash'])}</code>, signed {escape(head['at'])} with key"
        f" <code>{escape(head['key'])}</code></li>"
        for head in extract["heads"]
    )
    return (
        f"<p>{len(extract['entries'])} entries concern this claim. {withheld} of them also concern other rows, so only their"
        f" hashes are here. Signed heads:</p><ul>{heads}</ul>"
    )
