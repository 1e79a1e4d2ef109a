"""The main workflow through the API alone: from two articles to a published check, its correction, and its retraction."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.ledger.models import Entry
from factcheck.publishing.models import Publication
from tests.api.calls import Caller, placed, quoted
from tests.world import World

MORNING = (
    "The harbor master said on 3 May that the quay was closed for repairs.\n"
    "“Nobody was turned away,” he told the evening programme.\n"
)
EVENING = (
    "Four captains report that the guard sent them away from the quay.\n"
    "The harbor master had denied it: “Nobody was turned away.”\n"
)


class Desk:
    """Clients of two checkers and an editor, with common requests."""

    def __init__(self, world: World) -> None:
        self.checker, self.second, self.editor = Caller(world.checker), Caller(world.second_checker), Caller(world.editor)

    def add(self, noun: str, body: dict[str, Any], caller: Caller | None = None) -> dict[str, Any]:
        response = (caller or self.checker).post(f"{noun}/", body, idempotency_key=str(uuid.uuid4()))
        assert response.status_code == 201, response.content
        return dict(response.json())

    def move(self, caller: Caller, verdict: int, name: str, **options: Any) -> dict[str, Any]:
        """Read the verdict and make a move with its current version and basis."""
        path = f"verdicts/{verdict}/"
        current = caller.get(path).json()
        if name == "approve":
            body = {"number": current["latest"]["number"], "basis": current["basis"]}
        else:
            body = {"version": current["version"]}
        response = caller.post(f"{path}{name}/", body | options)
        assert response.status_code == 200, response.content
        return dict(response.json())


def test_claim_goes_from_two_articles_to_a_retraction_through_the_api(world: World) -> None:
    desk = Desk(world)
    outlet = desk.add("sources", {"name": "The Coast Daily", "source_kind": "outlet", "country": "Norway"})
    guard = desk.add("sources", {"name": "The Harbor Guard", "interest": "Is accused itself."})
    morning = desk.add("articles", {"text": MORNING, "outlet": outlet["id"], "published_on": "2024-05-03", "language": "en"})
    upload = desk.checker.form("articles/", {"file": SimpleUploadedFile("evening.txt", EVENING.encode()), "outlet": outlet["id"]})
    assert upload.status_code == 201
    evening = upload.json()

    master = desk.add("actors", {"name": "Nils Havnen", "description": "harbor master"})
    daily = desk.add("actors", {"name": "The Coast Daily", "actor_kind": "organization", "source": outlet["id"]})
    start = MORNING.index("Nobody was turned away")
    attribution = {"mode": "direct", "chain": [daily["id"], master["id"]]}
    denial = desk.add(
        "claims",
        {
            "statement": "Nobody was turned away from the quay on 3 May 2024.",
            "layer": "proposition",
            "claimant": master["id"],
            "said_on": "2024-05-03",
            "types": ["event"],
            "mention": {
                **attribution,
                "revision": morning["revision"]["id"],
                "selection": [placed("Nobody was turned away", start)],
            },
        },
    )
    desk.add(
        "mentions",
        {
            **attribution,
            "claim": denial["id"],
            "revision": evening["revision"]["id"],
            "selection": [quoted("Nobody was turned away")],
        },
    )
    accusation = desk.add(
        "claims",
        {"statement": "The guard sent four captains away.", "layer": "proposition", "claimant": daily["id"]},
    )
    desk.add("relations", {"claim": denial["id"], "relation_kind": "denies", "other": accusation["id"]})
    assert [m["article"] for m in desk.checker.get("mentions/", claim=denial["id"]).json()["results"]] == [
        evening["id"],
        morning["id"],
    ]

    about = {"claim": denial["id"], "closeness": "secondary", "source": guard["id"]}
    desk.add(
        "evidence",
        about | {"stance": "contradicts", "revision": evening["revision"]["id"], "selection": quoted("sent them away")},
    )
    log = SimpleUploadedFile("log.csv", b"09:10;Freya;turned away\n", content_type="text/csv")
    file = desk.second.form("evidence/", about | {"stance": "contradicts", "file": log, "note": "The log of the guard."})
    assert file.status_code == 201
    verdict = desk.add("verdicts", {"claim": denial["id"]})["id"]
    path = f"verdicts/{verdict}/"

    early = desk.checker.post(f"{path}submit/", {"version": 1})
    assert early.status_code == 409
    missing = [line["key"] for line in desk.checker.get(path).json()["gate"] if line["state"] == "missing"]
    assert missing == ["for", "backed", "headline", "summary", "rationale", "rating"]
    desk.add(
        "searches",
        {
            "claim": denial["id"],
            "sought": "supports",
            "place": "Port register",
            "terms": "quay 3 May",
            "searched_on": "2024-05-06",
        },
    )
    rating = desk.checker.get("ratings/", conclusion="refuted").json()["results"]
    false = next(row["id"] for row in rating if row["name"] == "False")
    text = {"rating": false, "conclusion": "refuted", "summary": "The guard's own log names four boats.", "as_of": "2024-05-07"}
    text["headline"] = "The coast guard sent four boats away"
    saved = desk.checker.post(f"{path}versions/", text | {"rationale": "Read the **log**.", "version": 1})
    assert (saved.status_code, saved.json()["number"]) == (201, 2)

    assert desk.move(desk.checker, verdict, "submit")["state"] == "submitted"
    assert desk.checker.post(f"{path}approve/", {}).status_code == 403
    assert desk.move(desk.editor, verdict, "return", reason="Name the boats.")["state"] == "returned"
    again = {"rationale": "Read the **log**: the Freya was first.", "version": desk.checker.get(path).json()["version"]}
    assert desk.checker.post(f"{path}versions/", again).status_code == 201
    assert desk.move(desk.checker, verdict, "submit")["state"] == "submitted"
    approved = desk.move(desk.editor, verdict, "approve")
    assert (approved["state"], approved["approved"]) == ("approved", 3)
    assert [r["decision"] for r in desk.checker.get("reviews/", verdict=verdict).json()["results"]] == ["approve", "return"]

    preview = desk.editor.get(f"{path}preview/").json()
    refused = desk.editor.post(f"{path}publish/", {"version": approved["version"], "seen_document": "0" * 64})
    assert refused.status_code == 409
    assert desk.move(desk.editor, verdict, "publish", seen_document=preview["seen"])["state"] == "published"
    (public,) = desk.checker.get("publications/", verdict=verdict).json()["results"]
    assert (public["publication_kind"], public["rating"], public["number_of_version"]) == ("first", "False", 3)
    document = desk.checker.get(f"publications/{public['id']}/").json()["document"]
    assert document == Publication.objects.get(pk=public["id"]).document
    assert document["claim"]["statement"] == denial["statement"]

    opened = desk.move(desk.checker, verdict, "correct", correction_kind="clarification", notice="The hour was missing.")
    assert opened["state"] == "correcting"
    (correction,) = desk.checker.get("corrections/", verdict=verdict).json()["results"]
    assert correction["publication"] is None
    reworded = desk.checker.patch(f"corrections/{correction['id']}/", {"notice": "The hour was left out.", "version": 1})
    assert (reworded.status_code, reworded.json()["notice"]) == (200, "The hour was left out.")
    text = {"rationale": "Read the **log**: the Freya was first, at 9:10.", "version": opened["version"]}
    assert desk.checker.post(f"{path}versions/", text).status_code == 201
    desk.move(desk.checker, verdict, "submit")
    desk.move(desk.editor, verdict, "approve")
    desk.move(desk.editor, verdict, "publish")
    assert desk.move(desk.editor, verdict, "retract", notice="The log was of another quay.")["state"] == "retracted"

    kinds = [p["publication_kind"] for p in desk.checker.get("publications/", verdict=verdict).json()["results"]]
    assert kinds == ["retracted", "corrected", "first"]
    assert len(desk.checker.get("publications/", verdict=verdict, is_current=True).json()["results"]) == 1
    history = [e["action"] for e in desk.checker.get("ledger/", kind="verdict", row=verdict).json()["results"]]
    assert history == [
        "verdict.retracted",
        "verdict.corrected",
        "verdict.approved",
        "verdict.submitted",
        "verdict.saved",
        "verdict.correcting",
        "verdict.published",
        "verdict.approved",
        "verdict.submitted",
        "verdict.saved",
        "verdict.returned",
        "verdict.submitted",
        "verdict.saved",
        "verdict.opened",
    ]


def test_red_line_of_the_gate_may_carry_a_written_exception(world: World) -> None:
    checker, claim = Caller(world.checker), world.open_claim
    world.evidence_on(claim)
    text = {
        "conclusion": "refuted",
        "headline": "The images are older",
        "summary": "Older.",
        "rationale": "The images are older.",
    }
    rating = next(r["id"] for r in checker.get("ratings/").json()["results"] if r["name"] == "False")
    created = checker.post("verdicts/", text | {"claim": claim.pk, "rating": rating}).json()
    path = f"verdicts/{created['id']}/"
    refused = checker.post(f"{path}submit/", {"version": 1})
    assert refused.status_code == 409
    assert set(refused.json()) == {"detail", "next_step"}
    assert refused.json()["detail"].startswith("The verdict does not pass the evidence gate. Unmet requirements that a written")
    assert "evidence for the claim" in refused.json()["detail"]
    assert "Attach evidence that supports the claim" in refused.json()["next_step"]
    for line in ("nothing", "rating"):
        unknown = checker.post(f"{path}submit/", {"version": 1, "exceptions": {line: "Because."}})
        assert (unknown.status_code, set(unknown.json()["errors"])) == (422, {f"exceptions.{line}"})
    submitted = checker.post(f"{path}submit/", {"version": 1, "exceptions": {"for": "Nobody can be asked any more."}})
    assert submitted.status_code == 200, submitted.content
    lines = {line["key"]: line for line in submitted.json()["gate"]}
    assert (lines["for"]["state"], lines["for"]["waiver"]) == ("exception", "Nobody can be asked any more.")


def test_reason_for_reopening_is_optional_and_recorded(world: World) -> None:
    editor, verdict = Caller(world.editor), world.approved
    path = f"verdicts/{verdict.pk}/reopen/"
    too_long = editor.post(path, {"version": verdict.version, "reason": "x" * 4001})
    assert (too_long.status_code, set(too_long.json()["errors"])) == (422, {"reason"})
    reopened = editor.post(path, {"version": verdict.version, "reason": "A new image came in.\r\nSee the log."})
    assert (reopened.status_code, reopened.json()["state"]) == (200, "draft")
    entry = Entry.objects.filter(action="verdict.reopened").get()
    assert entry.reason == "A new image came in.\nSee the log."
