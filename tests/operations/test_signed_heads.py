"""Signed heads, the export, and the verifier: whoever kept an earlier state notices that the ledger was rewritten."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from procrastinate.jobs import Job

from factcheck.ledger import verifier
from factcheck.ledger.models import Entry, Head
from factcheck.ledger.tree import Tree, tree_message
from factcheck.ledger.verifier import entry_hash
from factcheck.operations.doctor import examine, listings
from factcheck.operations.exports import compare_with
from factcheck.operations.tasks import sign_ledger_head
from factcheck.publishing.heads import ShorterLedger, register_key, sign_head
from factcheck.publishing.invariants import INVARIANTS
from factcheck.publishing.models import SignedHead, SignedTree, SigningKey
from factcheck.publishing.signing import Signer, current_signer, key_file, new_seed
from tests.sql import as_owner, without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def rewrite_chain() -> None:
    """Recompute all hashes, as someone with access to the database could."""
    previous = "0" * 64
    with transaction.atomic(), without_triggers():
        for entry in Entry.objects.order_by("number"):
            entry.previous, entry.hash = previous, entry_hash(previous, entry.body())
            entry.save()
            previous = entry.hash
        Head.objects.update(number=entry.number, hash=previous)


def cut_off(number: int) -> None:
    with transaction.atomic(), without_triggers() as cursor:
        cursor.execute("DELETE FROM ledger_touch WHERE entry_id > %s", [number])
        cursor.execute("DELETE FROM ledger_entry WHERE number > %s", [number])
        cursor.execute("SELECT hash FROM ledger_entry WHERE number = %s", [number])
        (digest,) = cursor.fetchone() or ("0" * 64,)
        cursor.execute("UPDATE ledger_head SET number = %s, hash = %s", [number, digest])


def saved_heads(client: Client, folder: Path) -> Path:
    file = folder / "ledger-head.json"
    file.write_bytes(client.get("/ledger-head.json").content)
    return file


def exported(folder: Path, name: str = "export.jsonl") -> Path:
    call_command("export_ledger", folder / name, stdout=StringIO())
    return folder / name


def run_verifier(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the file of the verifier in a process that cannot import the application."""
    command = [sys.executable, "-I", verifier.__file__, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_publication_signs_the_head(world: World, client: Client) -> None:
    assert not SignedHead.objects.exists()
    assert world.published
    head = Head.objects.get()
    row = SignedHead.objects.get()
    assert (row.number, row.hash) == (head.number, head.hash)
    response = client.get("/ledger-head.json")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert [item["number"] for item in response.json()["heads"]] == [head.number]


def test_publication_succeeds_if_the_key_is_unreadable(world: World, folder: Path) -> None:
    (folder / "signing-key").mkdir()
    assert world.published.state == "published"
    assert not SignedHead.objects.exists()


def test_head_is_signed_once(world: World) -> None:
    assert world.claim()
    assert sign_head() == sign_head()
    assert SignedHead.objects.count() == 1


def test_key_is_readable_only_by_its_owner(world: World) -> None:
    sign_head()
    assert key_file().stat().st_mode & 0o777 == 0o600


def test_each_head_has_a_signed_tree(world: World, client: Client) -> None:
    for _ in range(3):
        assert world.claim()
        sign_head()
    document = client.get("/ledger-head.json").json()
    keys = {key["id"]: key["public_key"] for key in document["keys"]}
    hashes = list(Entry.objects.order_by("number").values_list("hash", flat=True))
    assert [tree["number"] for tree in document["trees"]] == [head["number"] for head in document["heads"]]
    for head, tree in zip(document["heads"], document["trees"], strict=True):
        assert tree["root"] == Tree(hashes).root(head["number"])
        message = tree_message(head["number"], head["hash"], tree["root"], head["at"], head["key"])
        assert verifier.is_signed(keys[head["key"]], tree["signature"], message)


@pytest.mark.parametrize("column", ["root", "signature", "peaks"])
def test_changed_tree_is_reported(world: World, column: str) -> None:
    assert world.claim()
    sign_head()
    with transaction.atomic(), without_triggers():
        SignedTree.objects.update(**{column: [] if column == "peaks" else "0" * len(getattr(SignedTree.objects.get(), column))})
    findings = [finding for result in examine() for finding in result.findings]
    assert len(findings) == 1
    assert "tree up to entry" in findings[0]


def test_head_that_was_signed_without_a_tree_gets_one(world: World) -> None:
    assert world.claim()
    sign_head()
    before = SignedTree.objects.get()
    with transaction.atomic(), without_triggers():
        SignedTree.objects.all().delete()
    sign_head()
    assert SignedTree.objects.get().root == before.root


def test_signed_heads_are_immutable(world: World) -> None:
    sign_head()
    for table in ("publishing_signedhead", "publishing_signedtree", "publishing_signingkey"):
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(Exception, match="Cannot"), transaction.atomic(), as_owner() as cursor:
                cursor.execute(statement)


def test_heads_are_listed_by_page(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.publishing.heads.HEADS_ON_A_PAGE", 2)
    numbers = []
    for number in range(3):
        world.claim(f"Claim {number}.")
        numbers.append(sign_head().number)
    first = client.get("/ledger-head.json").json()
    assert [head["number"] for head in first["heads"]] == numbers[:0:-1]
    second = client.get(first["next"]).json()
    assert [head["number"] for head in second["heads"]] == numbers[:1]
    assert "next" not in second
    assert client.get("/ledger-head.json?before=x").status_code == 404


def test_intact_ledger_is_verified_by_the_application_and_by_the_file(world: World, client: Client, folder: Path) -> None:
    assert world.published
    heads, earlier = saved_heads(client, folder), exported(folder, "earlier.jsonl")
    assert world.claim("A later claim.")
    export = exported(folder)
    assert compare_with(heads) == compare_with(earlier) == []
    process = run_verifier(export, "--heads", heads, "--earlier", earlier, "--key", SigningKey.objects.get().pk)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == "The ledger is intact and contains all signed heads.\n"


def test_changed_approver_is_named(world: World, client: Client, folder: Path) -> None:
    assert world.published
    approval = Entry.objects.get(action="verdict.approved")
    heads, earlier = saved_heads(client, folder), exported(folder, "earlier.jsonl")
    with transaction.atomic(), without_triggers():
        Entry.objects.filter(pk=approval.pk).update(person=world.other_editor)
    rewrite_chain()
    change = f"entry {approval.number}: person was {world.editor.pk} and is now {world.other_editor.pk}"
    assert compare_with(earlier) == [change]
    (difference,) = compare_with(heads)
    assert difference.endswith(f"an entry from 1 to {SignedHead.objects.get().number} was changed")
    process = run_verifier(exported(folder), "--heads", heads, "--earlier", earlier)
    assert process.returncode == 1
    assert f"BROKEN {change}\n" in process.stdout
    with pytest.raises(CommandError, match="not proved to extend"):
        call_command("doctor", against=earlier, stdout=StringIO())


def test_cut_tail_is_named(world: World, client: Client, folder: Path) -> None:
    assert world.published
    number = SignedHead.objects.get().number
    heads, earlier = saved_heads(client, folder), exported(folder, "earlier.jsonl")
    cut_off(number - 1)
    (difference,) = compare_with(heads)
    assert difference.startswith(f"entry {number}, signed on ")
    assert difference.endswith("the end of the ledger was cut off")
    assert compare_with(earlier) == [f"entry {number} (verdict.published) is missing"]
    findings = [finding for result in examine() for finding in result.findings if "signed" in result.name]
    assert findings == [difference]


def test_changed_approver_is_named_even_if_no_hash_was_recomputed(world: World, client: Client, folder: Path) -> None:
    assert world.published
    approval = Entry.objects.get(action="verdict.approved")
    heads, earlier = saved_heads(client, folder), exported(folder)
    with transaction.atomic(), without_triggers():
        Entry.objects.filter(pk=approval.pk).update(person=world.other_editor)
    broken = f"entry {approval.number} was changed after it was written"
    assert compare_with(heads) == [broken]
    assert compare_with(earlier)[0] == broken
    with pytest.raises(CommandError, match="not proved to extend"):
        call_command("doctor", against=heads, stdout=StringIO())


def test_forged_head_is_detected(world: World, client: Client, folder: Path) -> None:
    assert world.published
    file = saved_heads(client, folder)
    values = json.loads(file.read_text())
    values["heads"][0]["at"] = "2020-01-01T00:00:00+00:00"
    file.write_text(json.dumps(values))
    assert compare_with(file) == [f"the signature of the head of entry {values['heads'][0]['number']} is invalid"]


def test_changed_entry_breaks_the_export(world: World, folder: Path) -> None:
    assert world.claim()
    export = exported(folder)
    lines = export.read_text().splitlines()
    entry = json.loads(lines[2])
    lines[2] = json.dumps({**entry, "reason": "Another reason."})
    export.write_text("\n".join(lines) + "\n")
    process = run_verifier(export)
    assert (process.returncode, process.stdout) == (1, "BROKEN entry 2 was changed after it was written\n")


def test_incomplete_export_is_refused(world: World, folder: Path) -> None:
    """The header counts the entries, so a copy that was cut off is not an intact ledger."""
    assert world.claim()
    export = exported(folder)
    lines = export.read_text().splitlines(keepends=True)
    export.write_text("".join(lines[:-1]))
    process = run_verifier(export)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.endswith(f"is incomplete: it ends with entry {len(lines) - 2}, but had {len(lines) - 1} entries\n")
    with pytest.raises(CommandError, match="is incomplete"):
        call_command("doctor", against=export, stdout=StringIO())


def heads_file(folder: Path, keys: list[SigningKey], heads: list[dict[str, Any]]) -> Path:
    values = [
        {"id": key.pk, "public_key": key.public_key, "endorsed_by": key.endorsed_by, "endorsement": key.endorsement}
        for key in keys
    ]
    file = folder / "forged.json"
    file.write_text(json.dumps({"format": verifier.HEADS_FORMAT, "heads": heads, "keys": values}))
    return file


def row_of(signer: Signer, by: Signer | None = None) -> SigningKey:
    endorsement = by.endorse(signer) if by else ""
    return SigningKey(pk=signer.id, public_key=signer.public_key, endorsed_by=by.id if by else "", endorsement=endorsement)


def signed_by(signer: Signer, head: Head) -> dict[str, Any]:
    at = "2026-11-29T00:00:00+00:00"
    signature = signer.sign_head(head.number, head.hash, at)
    return {"number": head.number, "hash": head.hash, "at": at, "key": signer.id, "signature": signature}


def test_forger_cannot_endorse_the_trusted_key(world: World, folder: Path) -> None:
    """Anyone can sign the public key of the newsroom, so a key in front of it is not trusted because of that."""
    assert world.claim()
    newsroom, forger, head = Signer(new_seed()), Signer(new_seed()), Head.objects.get()
    file = heads_file(folder, [row_of(forger), row_of(newsroom, by=forger)], [signed_by(forger, head)])
    refused = f"key {forger.id} is neither one of the trusted keys nor endorsed by one"
    assert compare_with(file, [newsroom.id]) == [refused]
    process = run_verifier(exported(folder), "--heads", file, "--key", newsroom.id)
    assert (process.returncode, process.stdout) == (1, f"BROKEN {refused}\n")


def test_key_that_replaced_a_lost_one_is_accepted_if_it_is_named(world: World, folder: Path) -> None:
    assert world.claim()
    lost, announced, successor, head = Signer(new_seed()), Signer(new_seed()), Signer(new_seed()), Head.objects.get()
    keys = [row_of(lost), row_of(announced), row_of(successor, by=announced)]
    file = heads_file(folder, keys, [signed_by(successor, head)])
    assert compare_with(file, [lost.id, announced.id]) == []
    call_command("doctor", "--key", lost.id, "--key", announced.id, against=file, stdout=StringIO())
    assert compare_with(file) == [
        f"key {announced.id} is not endorsed by an earlier key",
        f"key {successor.id} is not endorsed by an earlier key",
    ]
    assert compare_with(file, [lost.id, "0" * 16])[-1] == f"key {'0' * 16} is not among the keys"


@pytest.mark.parametrize("change", [{"number": "1"}, {"number": True}, {"hash": None}, {"signature": 1}, {"more": 1}])
def test_heads_with_values_of_other_types_are_unreadable(world: World, folder: Path, change: dict[str, Any]) -> None:
    assert world.claim()
    signer = Signer(new_seed())
    file = heads_file(folder, [row_of(signer)], [signed_by(signer, Head.objects.get()) | change])
    process = run_verifier(exported(folder), "--heads", file)
    assert (process.returncode, "does not contain heads" in process.stderr) == (2, True)
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "factcheck-ledger-heads/1"}', "not JSON", '{"format":\xff'])
def test_other_files_are_refused(content: str, folder: Path) -> None:
    file = folder / "other"
    file.write_text(content, encoding="latin-1")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("doctor", against=file, stdout=StringIO())


def test_export_never_replaces_a_file(world: World, folder: Path) -> None:
    file = exported(folder)
    with pytest.raises(CommandError, match="exists"):
        exported(folder)
    assert [path.name for path in folder.iterdir() if "export" in path.name] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o600


def test_new_key_is_endorsed_by_the_former_one(world: World, client: Client, folder: Path) -> None:
    assert world.published
    former = SigningKey.objects.get()
    call_command("rotate_signing_key", stdout=StringIO())
    assert world.claim("A later claim.")
    assert sign_head().key_id != former.pk
    assert compare_with(saved_heads(client, folder)) == []
    assert unendorsed_keys() == []


def test_key_without_endorsement_is_listed(world: World, client: Client, folder: Path) -> None:
    assert world.published
    key_file().write_text(new_seed())
    assert world.claim("A later claim.")
    key = sign_head().key_id
    assert unendorsed_keys() == [f"key {key} is not endorsed by an earlier key"]
    assert compare_with(saved_heads(client, folder)) == [f"key {key} is not endorsed by an earlier key"]


def test_configured_key_is_rotated_with_both_variables(world: World, settings: Any) -> None:
    settings.SIGNING_KEY, settings.FORMER_SIGNING_KEY = new_seed(), ""
    assert world.published
    with pytest.raises(CommandError, match="FACTCHECK_FORMER_SIGNING_KEY"):
        call_command("rotate_signing_key", stdout=StringIO())
    settings.FORMER_SIGNING_KEY, settings.SIGNING_KEY = settings.SIGNING_KEY, new_seed()
    call_command("rotate_signing_key", stdout=StringIO())
    assert world.claim("A later claim.")
    assert sign_head().key.endorsed_by
    assert unendorsed_keys() == []


def test_configured_key_is_endorsed_even_if_a_process_uses_it_before_the_command(world: World, settings: Any) -> None:
    settings.SIGNING_KEY, settings.FORMER_SIGNING_KEY = new_seed(), ""
    assert world.published
    settings.FORMER_SIGNING_KEY, settings.SIGNING_KEY = settings.SIGNING_KEY, new_seed()
    assert world.claim("A later claim.")
    assert sign_head().key.endorsed_by == Signer(settings.FORMER_SIGNING_KEY).id
    call_command("rotate_signing_key", stdout=StringIO())
    assert unendorsed_keys() == []


def test_interrupted_rotation_is_repeated(world: World, folder: Path) -> None:
    assert world.published
    former = SigningKey.objects.get().pk
    (folder / f"signing-key.{former}").write_bytes(key_file().read_bytes())  # the command was killed after this step
    call_command("rotate_signing_key", stdout=StringIO())
    assert Signer(key_file().read_text()).id != former
    assert Signer((folder / f"signing-key.{former}").read_text()).id == former


def test_head_of_an_empty_ledger_can_be_verified(client: Client, folder: Path) -> None:
    cut_off(0)
    assert sign_head().number == 0
    assert compare_with(saved_heads(client, folder)) == []


def test_shortened_ledger_is_not_signed(world: World) -> None:
    assert world.published
    number = SignedHead.objects.get().number
    cut_off(number - 1)
    with pytest.raises(ShorterLedger, match=f"ends with entry {number - 1}, but entry {number} was signed"):
        sign_ledger_head(timestamp=0)
    assert mail.outbox == []


def test_invariant_of_signed_heads_does_not_load_all_of_them(world: World) -> None:
    """Its memory is that of one batch."""
    assert world.claim()
    signer = current_signer()
    key, head = register_key(signer), Head.objects.get()
    rows = [
        SignedHead(number=1_000_000 + number, hash=head.hash, at=timezone.now(), key=key, signature="0" * 128)
        for number in range(6000)
    ]
    SignedHead.objects.bulk_create(rows)
    del rows
    (invariant,) = (each for each in INVARIANTS if each.name == "each signed head matches the ledger")
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in invariant.broken()) == 12_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


def test_daily_task_signs_and_mails_the_head(world: World, settings: Any, folder: Path) -> None:
    settings.HEAD_MAIL_TO = ["notary@example.org"]
    assert world.claim()
    sign_ledger_head(timestamp=0)
    (message,) = mail.outbox
    head = SignedHead.objects.get()
    assert message.to == ["notary@example.org"]
    assert head.hash in message.body
    (name, content, _) = message.attachments[0]
    (folder / name).write_text(content)
    assert compare_with(folder / name) == []


def test_daily_task_is_repeated_if_the_mail_server_is_down(world: World, settings: Any) -> None:
    settings.HEAD_MAIL_TO, settings.EMAIL_BACKEND = ["notary@example.org"], "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # no server listens on this port
    assert world.claim()
    with pytest.raises(ConnectionRefusedError) as failure:
        sign_ledger_head(timestamp=0)
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=sign_ledger_head.name, attempts=1)
    assert sign_ledger_head.get_retry_exception(failure.value, job) is not None


def test_daily_task_sends_nothing_without_addresses(world: World) -> None:
    assert world.claim()
    sign_ledger_head(timestamp=0)
    assert mail.outbox == []


def unendorsed_keys() -> list[str]:
    return [line for result in listings() for line in result.findings if "endorses" in result.name]
