"""New revisions of an article: the placement of its mentions and evidence passages."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from factcheck.articles.models import Article, Revision
from factcheck.claims.actions import NewMention, add_claim, add_mention, confirm_mention_context
from factcheck.claims.anchoring import Selector, find, occurrences, select
from factcheck.claims.models import Claim, Mention
from factcheck.evidence import revisions
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.passages import confirm_passage_context, place_passage
from factcheck.evidence.revisions import place_batch, revise_article
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.verdicts.gate_queries import gate_record_for
from factcheck.verdicts.queries import gate_for, has_contributed
from factcheck.web.errors import Invalid, Refused
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim", "second_checker")

TEXT = (
    "The admiral said that the bridge was mined on Monday.\n\n"
    "The mayor insists that the army claims the bridge was mined on Monday.\n\n"
    "The prosecutor counted 410 mines near the river.\n"
)


@pytest.fixture
def article(world: World) -> Article:
    return world.article(TEXT, title="The bridge")


def revise(world: World, article: Article, text: str) -> Revision:
    return revise_article(person=world.second_checker, article=article, content=text.encode())


def passage(world: World, article: Article, quote: str, copy: int = 0) -> Evidence:
    text = article.current.text
    start = occurrences(text, quote)[copy]
    locator = PassageLocator(article.current, select(text, start, start + len(quote)))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def claim(world: World, article: Article, quote: str, copy: int = 0) -> Claim:
    text = article.current.text
    start = occurrences(text, quote)[copy]
    mention = NewMention(article.current, [select(text, start, start + len(quote))], "indirect", [world.minister])
    return add_claim(
        person=world.checker, claimant=world.minister, statement=f"About {quote}.", layer="proposition", mention=mention
    )


def findings() -> list[str]:
    return [finding for result in examine() for finding in result.findings]


@pytest.mark.django_db
def test_mentions_and_passages_stay_with_their_speaker(world: World, article: Article) -> None:
    rewritten = TEXT.replace("The admiral said that the bridge was mined on Monday.", "The admiral refused to comment.")
    mentions = [claim(world, article, "the bridge was mined", copy).mentions.get() for copy in (0, 1)]
    items = [passage(world, article, "the bridge was mined", copy) for copy in (0, 1)]
    revision = revise(world, article, rewritten)
    for row in (*mentions, *items):
        row.refresh_from_db()
    assert [row.anchor for row in (*mentions, *items)] == ["needs_review", "anchored", "needs_review", ""]
    assert [row.revision.number for row in (*mentions, *items)] == [1, 2, 1, 2]
    (start,) = occurrences(rewritten, "the bridge was mined")
    assert (mentions[1].spans.get().start, items[1].start) == (start, start)
    assert items[1].revision == revision
    assert findings() == []


@pytest.mark.django_db
def test_text_that_reappears_is_placed_again(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines").mentions.get()
    item = passage(world, article, "410 mines")
    revise(world, article, "Another text was pasted by mistake.")
    assert [(row.anchor, row.revision.number) for row in (_fresh(mention), _fresh(item))] == [("orphan", 1), ("orphan", 1)]
    revise(world, article, "Yet another text.")
    revise(world, article, "An introduction.\n\n" + TEXT)
    assert [(row.anchor, row.revision.number) for row in (_fresh(mention), _fresh(item))] == [("anchored", 4), ("", 4)]
    assert _fresh(item).start == ("An introduction.\n\n" + TEXT).index("410 mines")
    assert findings() == []


@pytest.mark.django_db
def test_changed_context_waits_until_a_person_confirms_it(world: World, article: Article) -> None:
    mention = claim(world, article, "the bridge was mined").mentions.get()
    item = passage(world, article, "the bridge was mined")
    revise(world, article, TEXT.replace("said that", "denied that"))
    change = [{"side": "before", "old": "said that", "new": "denied that"}]
    for row in (mention, item):
        assert _fresh(row).changed_context == change
        assert "pending" in {line.key for line in gate_for(_fresh(row).claim, None) if not line.is_met}
    revise(world, article, TEXT.replace("said that", "denied that") + "A new ending.\n")
    assert [_fresh(row).changed_context for row in (mention, item)] == [change, change]
    entries = Entry.objects.count()
    confirm_mention_context(person=world.second_checker, mention=_fresh(mention), seen_version=_fresh(mention).version)
    confirm_passage_context(person=world.second_checker, item=_fresh(item), seen_version=_fresh(item).version)
    assert Entry.objects.count() == entries + 2
    for row in (mention, item):
        assert _fresh(row).changed_context == []
        assert gate_record_for(_fresh(row).claim, None).waiting == 0
    assert findings() == []


@pytest.mark.django_db
def test_change_of_context_that_the_next_revision_reverses_needs_no_confirmation(world: World, article: Article) -> None:
    item = passage(world, article, "the bridge was mined")
    revise(world, article, TEXT.replace("said that", "denied that"))
    revise(world, article, TEXT)
    assert _fresh(item).changed_context == []


@pytest.mark.django_db
def test_passage_is_placed_at_a_candidate_but_not_at_other_words(world: World, article: Article) -> None:
    item = passage(world, article, "410 mines near")
    revision = revise(world, article, TEXT.replace("410 mines near", "410\u00a0mines near"))
    assert _fresh(item).anchor == "needs_review"
    with pytest.raises(Invalid) as refused:
        place_passage(
            person=world.checker, item=item, revision=revision, selector=find(revision.text, "the river"), seen_version=None
        )
    assert set(refused.value.errors) == {"selection"}
    entries = Entry.objects.count()
    place_passage(
        person=world.second_checker,
        item=item,
        revision=revision,
        selector=find(revision.text, "410\u00a0mines near"),
        seen_version=2,
    )
    assert Entry.objects.count() == entries + 1
    placed = _fresh(item)
    assert (placed.anchor, placed.exact, placed.revision, placed.version) == ("", "410\u00a0mines near", revision, 3)
    assert findings() == []


@pytest.mark.django_db
def test_passage_of_an_older_revision_cannot_be_attached(world: World, article: Article) -> None:
    old = article.current
    revise(world, article, TEXT + "More.\n")
    with pytest.raises(Refused, match="newer revision"):
        attach(
            person=world.checker,
            claim=world.open_claim,
            stance="context",
            closeness="primary",
            quoted_from=PassageLocator(old, find(old.text, "410 mines")),
        )


@pytest.mark.django_db
def test_person_who_adds_a_revision_contributes_to_claims_with_passages_of_it(world: World, article: Article) -> None:
    passage(world, article, "410 mines")
    verdict = world.ready(world.open_claim)
    assert not has_contributed(world.other_editor, verdict)
    revise_article(person=world.other_editor, article=article, content=b"New. " + TEXT.encode())
    assert has_contributed(world.other_editor, verdict)


@pytest.mark.django_db
def test_unchanged_waiting_mention_gets_no_new_version(world: World, article: Article) -> None:
    mention = claim(world, article, "410 mines").mentions.get()
    revise(world, article, "Another text.")
    revise(world, article, "Yet another text.")
    assert (_fresh(mention).anchor, _fresh(mention).version) == ("orphan", 2)


def many(world: World, article: Article, count: int) -> None:
    """Mentions and passages of the article, half of each."""
    text = article.current.text
    owner = world.open_claim
    locator = PassageLocator(article.current, find(text, "410 mines"))
    for number in range(count // 2):
        start = occurrences(text, "the bridge was mined")[number % 2]
        selector = Selector(start, start + 20, "the bridge was mined")
        add_mention(person=world.checker, claim=owner, mention=NewMention(article.current, [selector], "indirect"))
        attach(person=world.checker, claim=owner, stance="context", closeness="primary", quoted_from=locator)


def anchors() -> dict[str, int]:
    rows = [*Mention.objects.filter(revision__article__title="The bridge").values_list("anchor", flat=True)]
    rows += [anchor or "anchored" for anchor in Evidence.objects.values_list("anchor", flat=True)]
    return {anchor: rows.count(anchor) for anchor in set(rows)}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_job_places_more_than_200_quotes_and_resumes_after_it_was_killed(world: World, article: Article) -> None:
    many(world, article, 300)
    revise(world, article, TEXT.replace("The admiral said that the bridge was mined", "The admiral refused to comment"))
    assert anchors() == {"being_placed": 300}
    assert gate_record_for(world.open_claim, None).waiting == 300
    assert findings() == []
    assert place_batch(article.pk) == 100  # a worker is killed after its first batch
    assert anchors()["being_placed"] == 200
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'place_quotes'")
    from factcheck.operations.tasks import resume_placement

    resume_placement.defer(timestamp=0)
    for _ in range(2):
        with ThreadPoolExecutor(1) as thread:
            thread.submit(call_command, "worker", "--once").result()
    assert anchors() == {"needs_review": 75, "anchored": 225}
    assert place_batch(article.pk) == 0
    assert Entry.objects.filter(action="mention.carried").count() == 150
    assert set(Entry.objects.filter(action="evidence.carried").values_list("person", flat=True)) == {world.second_checker.pk}
    assert findings() == []


@pytest.mark.django_db
def test_second_revision_while_quotes_are_being_placed(world: World, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "PLACED_IMMEDIATELY", 1)
    many(world, article, 4)
    revise(world, article, "New. " + TEXT)
    revise(world, article, "Newer. " + TEXT)
    assert anchors() == {"being_placed": 4}
    assert place_batch(article.pk) == 4
    assert set(Evidence.objects.values_list("revision__number", "start")) == {(3, TEXT.index("410 mines") + 7)}
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_passage_that_is_attached_during_a_revision_is_refused(world: World, article: Article) -> None:
    owner, begun = world.open_claim, threading.Event()
    locator = PassageLocator(article.current, find(article.current.text, "410 mines"))
    messages: list[str] = []

    def add() -> None:
        begun.wait(10)
        try:
            attach(person=world.checker, claim=owner, stance="context", closeness="primary", quoted_from=locator)
        except Refused as refused:
            messages.append(refused.message)
        finally:
            connection.close()

    other = threading.Thread(target=add)
    other.start()
    with transaction.atomic():
        revise(world, article, "New. " + TEXT)
        begun.set()
        other.join(0.5)
        assert other.is_alive()  # it waits for this transaction
    other.join(10)
    assert messages == ["This article has a newer revision."]


def _fresh(row: Mention | Evidence) -> Mention | Evidence:
    return type(row).objects.get(pk=row.pk)
