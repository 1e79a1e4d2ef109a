"""The model of a verdict's workflow that `test_workflow_model.py` compares with the application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from factcheck.claims.models import Contribution
from factcheck.ledger.models import Entry, RowVersion
from factcheck.ledger.verifier import first_break
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import open_verdict
from factcheck.verdicts.changes import changed_verdicts
from factcheck.verdicts.models import Confirmation, Rating, RecordChange, Review, Verdict
from factcheck.web.errors import Refused
from tests.world import World

RANK = {"reader": 0, "checker": 1, "second_checker": 1, "editor": 2, "other_editor": 2, "administrator": 3}
people = st.sampled_from(sorted(RANK))
OK = 200


class WorkflowModel(RuleBasedStateMachine):
    """The model: state, author, contributors, approved version, records, attached evidence, and people who have left."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        try:
            entries = (entry.exported() for entry in Entry.objects.order_by("number"))
            assert first_break(entries) is None
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize(steps=st.integers(0, 9))
    def begin(self, steps: int) -> None:
        self.world = World()
        self.gone: set[str] = set()
        """people whose accounts are deactivated"""
        # Create shared rows now: the rollback of a refused attempt would remove them.
        assert all(self.person(who).pk for who in RANK)
        assert self.world.institute.pk
        self.claim = self.world.claim()
        self.world.search_on(self.claim)
        self.rating = Rating.objects.get(name="False")
        verdict = open_verdict(person=self.world.checker, claim=self.claim, conclusion="refuted", rating=self.rating)
        self.id = verdict.pk
        self.state = "draft"
        self.contributors = {"checker"}
        self.versions = [False]
        """whether each text is complete"""
        self.texts: list[Any] = [None]
        """the text of each version"""
        self.writers = ["checker"]
        """the author of each version"""
        self.approved: int | None = None
        self.steps = 0
        """makes each quote unique"""
        self.description = ""
        """of the claimant"""
        self.approved_record: Any = None
        self.baseline: Any = None
        """the record of the published check that was approved or last confirmed"""
        self.changers: set[str] = set()
        """people who changed the record of the published check since then"""
        self.confirmations = 0
        self.returned: Any = None
        """the text and the values of the record that the last decision returned"""
        self.submissions = 0
        self.before_submission = ""
        """the state to which taking back the submission leads"""
        self.unseen: set[str] = set()
        """people who edited the claimant after the verdict was submitted; no one else has read these edits"""
        self.evidence: list[int] = []
        self.decisions = 0
        self.publications = 0
        self.author = "checker"
        self.public: str | None = None
        """the state of the current publication"""
        self.public_version = 0
        """the number of its version"""
        for _ in range(steps):
            self.take_next_step()

    @property
    def verdict(self) -> Verdict:
        return Verdict.objects.get(pk=self.id)

    def person(self, who: str) -> Any:
        person = getattr(self.world, who)
        person.is_active = who not in self.gone
        return person

    @property
    def values(self) -> Any:
        """What readers see of the record, and what the gate counts."""
        return (tuple(self.evidence), self.description)

    @property
    def record(self) -> Any:
        """What an approval covers."""
        return (*self.values, self.author, self.writers[-1])

    def content(self) -> Any:
        """The newest text, and the values of the record."""
        return (len(self.versions), *self.values)

    def note_change(self, who: str) -> None:
        """`who` changed the record. With its former values, a published check is not changed anymore."""
        if self.public != "published":
            return
        self.changers.add(who)
        if self.state == "published" and self.values == self.baseline:
            self.changers.clear()

    def attempt(self, who: str, expected: int, action: Callable[[], Any]) -> bool:
        """Run the action of `who` with all deferred constraints, assert its status, and return whether it succeeded."""
        expected = 403 if who in self.gone else expected
        try:
            with transaction.atomic():
                action()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            status = OK
        except Refused as error:
            status = error.status
        assert status == expected
        return status == OK

    # -- the model ----------------------------------------------------------------------------------------------------

    def gate_is_passed(self) -> bool:
        return self.versions[-1] and bool(self.evidence)

    def as_reviewer(self, who: str) -> int:
        return OK if RANK[who] >= 2 and who not in self.contributors else 403

    @staticmethod
    def first_error(*statuses: int) -> int:
        return next((status for status in statuses if status != OK), OK)

    def can_continue(self, who: str) -> bool:
        """Whether `who` can become the author."""
        return RANK[who] >= 1 and who != self.author and who not in self.gone

    def is_author(self, who: str) -> bool:
        return who == self.author

    def restore_public_text(self, who: str) -> None:
        """Dropping and retracting save the published text as the newest version, if it is not the newest already."""
        if len(self.versions) != self.public_version and self.texts[-1] != self.texts[self.public_version - 1]:
            self.versions.append(self.versions[self.public_version - 1])
            self.texts.append(self.texts[self.public_version - 1])
            self.writers.append(who)
            self.contributors.add(who)

    def only_in(self, *states: str) -> int:
        return OK if self.state in states else 409

    def take_next_step(self) -> None:
        """The next step of the usual workflow."""
        raise NotImplementedError

    # -- invariants ---------------------------------------------------------------------------------------------------

    @invariant()
    def database_matches_the_model(self) -> None:
        verdict = self.verdict
        assert verdict.state == self.state
        assert verdict.author_id == self.person(self.author).pk
        assert list(verdict.versions.values_list("number", flat=True)) == list(range(len(self.versions), 0, -1))
        contributors = set(Contribution.objects.filter(claim=self.claim).values_list("person_id", flat=True))
        assert contributors == {self.person(who).pk for who in self.contributors}

    @invariant()
    def approved_version_matches_the_model(self) -> None:
        verdict = Verdict.objects.select_related("approved").get(pk=self.id)
        if self.state in ("approved", "published"):
            assert verdict.approved is not None
            assert verdict.approved.number == self.approved
            assert self.texts[self.approved - 1] == self.texts[-1]

    @invariant()
    def decisions_and_publications_match_the_model(self) -> None:
        assert Review.objects.filter(verdict_version__verdict=self.id).count() == self.decisions
        published = Publication.objects.filter(verdict=self.id)
        assert published.count() == self.publications
        assert published.filter(is_current=True).count() == min(1, self.publications)

    @invariant()
    def changes_match_the_model(self) -> None:
        changes = RecordChange.objects.filter(verdict=self.id, is_open=True)
        assert changes.exists() == bool(self.changers)
        assert Confirmation.objects.filter(verdict=self.id).count() == self.confirmations
        if self.state == "published":
            assert (self.id in changed_verdicts([self.id])) == (self.values != self.baseline)

    @invariant()
    def each_version_of_the_verdict_has_one_entry(self) -> None:
        row_versions = RowVersion.objects.filter(kind="verdict", object_id=self.id).order_by("version")
        assert list(row_versions.values_list("version", flat=True)) == list(range(1, self.verdict.version + 1))
