"""Adds the rows of a verified package, in the transaction of its import."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from factcheck.accounts.models import Person
from factcheck.archive.actions import StoredBytes, add_capture
from factcheck.archive.models import Capture, Method
from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.readers import READERS
from factcheck.claims.actions.mention_rows import build_mention_values, verify_selectors, write_chain, write_spans
from factcheck.claims.choices import Anchor
from factcheck.claims.fields import ACTOR, CLAIM, PARTY
from factcheck.claims.models import Actor, Claim, Mention, Party
from factcheck.evidence.copies.actions import copy_entry, new_copy
from factcheck.evidence.copies.fields import COPY
from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.providing import is_web_address
from factcheck.evidence.copies.quote_search import QuoteState, search_quote
from factcheck.evidence.copies.quotes import place_entry, searched_place
from factcheck.evidence.copies.reading import SOFTWARE
from factcheck.evidence.fields import EVIDENCE
from factcheck.evidence.models import Evidence
from factcheck.evidence.numbers import next_numbers
from factcheck.exchange.imported_values import SameNames, check_values, names_of, selector_of
from factcheck.exchange.incoming import IncomingPackage
from factcheck.exchange.models import MAX_NEWSROOM, ClaimImport
from factcheck.exchange.unproven import CLAIM as CLAIM_CHOICE
from factcheck.exchange.unproven import unproven_parts
from factcheck.ledger.actions import NewEntry, record_many
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import INVALID_URL, require_http_urls
from factcheck.web.name_identity import normalize_name
from factcheck.web.names import rows_named
from factcheck.web.text import join_lines, text_error

VERIFIED = "The hashes of its files are those in the package."
UNVERIFIED = "That a website sent these bytes is stated by {newsroom}; this newsroom did not collect them."
CLAIM_NOT_ACCEPTED = "Nothing in the package proves the claim itself. Choose it deliberately, or do not import it."
MADE_HOW = "Imported from a package of {newsroom}."
STATED = "They state: {how}"


class PackageImporter:
    """Adds the rows of one package. `entries` are those that the import records, in order."""

    def __init__(self, person: Person, incoming: IncomingPackage, same_names: SameNames, accepted: Collection[str] = ()) -> None:
        self.person, self.incoming, self.same_names, self.accepted = person, incoming, same_names, accepted
        self.unproven = unproven_parts(incoming.report)
        self.unproven_items: list[int] = []
        self.newsroom = join_lines(str(incoming.report.claim["newsroom"]["name"])).strip()[:MAX_NEWSROOM]
        if problem := text_error(self.newsroom):
            raise Invalid({"file": problem})
        self.entries: list[NewEntry] = []
        self.sources: dict[int, Source] = {}
        self.actors: dict[int, Actor] = {}
        self.revisions: dict[int, Revision] = {}

    def run(self, *, is_key_known: bool) -> ClaimImport:
        if self.unproven.claim and CLAIM_CHOICE not in self.accepted:
            raise Invalid({"accepted": CLAIM_NOT_ACCEPTED})
        rows = self.incoming.rows
        self._add_articles()
        values = rows("claim")[self.incoming.report.claim["claim"]]["values"]
        fields = {name: values[name] for name in names_of(CLAIM, "claimant")}
        claim = Claim(claimant=self._actor(values["claimant_id"]), created_by=self.person, **fields)
        check_values(claim)
        claim.save()
        claim.refresh_from_db(fields=list(fields))
        self._record("claim.added", claim, after=CLAIM.values_of(claim))
        for row in self._active("mention"):
            self._add_mention(claim, row)
        for row in self._active("party"):
            self._add_party(claim, row["values"])
        self._add_evidence(claim)
        provenance = self._add_provenance(claim, is_key_known=is_key_known)
        record_many(person=self.person, entries=self.entries)
        return provenance

    def _record(self, action: str, row: Any, touched: Any = (), after: Any = None) -> None:
        self.entries.append(NewEntry(action, row, list(touched), after=after))

    def _active(self, kind: str) -> list[dict[str, Any]]:
        """The rows of the claim that were not withdrawn."""
        claim = self.incoming.report.claim["claim"]
        rows = self.incoming.rows(kind).values()
        return [row for row in rows if row["values"]["withdrawn_at"] is None and row["values"]["claim_id"] == claim]

    def _source(self, pk: int | None) -> Source | None:
        if pk is None:
            return None
        if pk not in self.sources:
            values = self.incoming.rows("source")[pk]["values"]
            require_http_urls(address=values["address"])
            self.sources[pk] = self._named(Source, "source.added", values, names_of(SOURCE, "name", "other_names"))
        return self.sources[pk]

    def _actor(self, pk: int) -> Actor:
        if pk not in self.actors:
            values = self.incoming.rows("actor")[pk]["values"]
            require_http_urls(same_as=values["same_as"])
            more = {"source": self._source(values["source_id"])}
            self.actors[pk] = self._named(Actor, "actor.added", values, names_of(ACTOR, "name", "other_names", "source"), **more)
        return self.actors[pk]

    def _named(self, model: Any, action: str, values: Any, names: list[str], **more: Any) -> Any:
        """The row with this name, or a new one, as the person decided."""
        name = normalize_name(values["name"])
        found = rows_named(model.objects.all(), [name]).get(name)
        if found and self.same_names is SameNames.SEPARATE:
            suffix = f" ({self.newsroom or 'imported'})"
            name = normalize_name(name[: 200 - len(suffix)] + suffix)
            found = rows_named(model.objects.all(), [name]).get(name)
        if found:
            return found.survivor
        fields = {field: values[field] for field in names}
        row = model(name=name, **fields, **more)
        check_values(row)
        row.save()
        self._record(action, row, after={"name": name, **fields, **more})
        return row

    def _add_articles(self) -> None:
        """Find or add the revisions that the claim quotes. An existing one is used only if its text is identical."""
        articles: dict[int, list[dict[str, Any]]] = {}
        for row in self.incoming.rows("revision").values():
            existing = Revision.objects.filter(sha256=row["values"]["sha256"]).order_by("id").first()
            if existing:
                self.revisions[row["id"]] = existing
            else:
                articles.setdefault(row["values"]["article_id"], []).append(row)
        for pk, revisions in articles.items():
            values = self.incoming.rows("article")[pk]["values"]
            require_http_urls(address=values["address"])
            fields = {name: values[name] for name in names_of(ARTICLE, "outlet")}
            outlet = self._source(values["outlet_id"])
            article = Article(outlet=outlet, opening=values["opening"], imported_by=self.person, **fields)
            check_values(article)
            article.save()
            article.refresh_from_db(fields=list(fields))
            added: list[Any] = []
            for number, row in enumerate(sorted(revisions, key=lambda each: each["values"]["number"]), 1):
                added += self._add_revision(article, number, row)
            self._record("article.imported", article, added, after=ARTICLE.values_of(article))

    def _add_revision(self, article: Article, number: int, row: dict[str, Any]) -> list[Any]:
        values, text = row["values"], self.incoming.texts[row["text_file"]]
        plain = READERS[0]
        if row["id"] in self.incoming.reproducible:
            original = self._capture(values["original_id"], Method.UPLOAD)
            read = {name: values[name] for name in ("encoding", "reader", "reader_version")}
        else:
            stored = self.incoming.text_bytes[row["id"]]
            original = self._stored(stored, "text/plain", "", Method.UPLOAD)
            read = {"encoding": "utf-8", "reader": plain.name, "reader_version": plain.version}
        revision = Revision.objects.create(
            article=article,
            number=number,
            text=text,
            sha256=values["sha256"],
            length=len(text),
            original=original,
            imported_by=self.person,
            **read,
        )
        self.revisions[row["id"]] = revision
        return [original, revision]

    def _stored(self, stored: StoredBytes, media_type: str, name: str, method: Method, **more: Any) -> Capture:
        return add_capture(person=self.person, stored=stored, media_type=media_type, name=name, method=method, **more)

    def _capture(self, pk: int, method: Method, **more: Any) -> Capture:
        values = self.incoming.rows("capture")[pk]["values"]
        return self._stored(self.incoming.captures[pk], values["media_type"], values["name"], method, **more)

    def _anchor(self, revision: Revision) -> str:
        """Empty if the revision is the newest of its article. Otherwise, a person has to place the quote."""
        is_newest = not Revision.objects.filter(article=revision.article_id, number__gt=revision.number).exists()
        return "" if is_newest else Anchor.NEEDS_REVIEW

    def _add_mention(self, claim: Claim, row: dict[str, Any]) -> None:
        revision = self.revisions[row["values"]["revision_id"]]
        selectors = verify_selectors(revision.text, [selector_of(span) for span in row["spans"]])
        chain = [self._actor(pk) for pk in row["chain"]]
        anchor = self._anchor(revision) or Anchor.ANCHORED
        mention = Mention(claim=claim, revision=revision, mode=row["values"]["mode"], anchor=anchor, created_by=self.person)
        check_values(mention)
        mention.save()
        write_spans([(mention.pk, selectors)])
        write_chain(mention, chain)
        after = build_mention_values(mention, selectors, [actor.pk for actor in chain])
        self._record("mention.added", mention, after=after)

    def _add_party(self, claim: Claim, values: dict[str, Any]) -> None:
        who: dict[str, Any] = {"source": self._source(values["source_id"])}
        if values["actor_id"] is not None:
            who["actor"] = self._actor(values["actor_id"])
        party = Party(claim=claim, interest=values["interest"], created_by=self.person, **who)
        check_values(party)
        party.save()
        self._record("party.added", party, after={"claim": claim.pk, **PARTY.values_of(party), **who})

    def _add_evidence(self, claim: Claim) -> None:
        """Items keep their numbers, because texts cite them."""
        rows = [row for row in self._active("evidence") if self._has_bytes(row["values"]["capture_id"])]
        rows = [row for row in rows if row["number"] not in self.unproven.items or str(row["number"]) in self.accepted]
        if not rows:
            return
        next_numbers(claim, max(row["number"] for row in rows))
        for row in sorted(rows, key=lambda each: each["number"]):
            item = self._add_item(claim, row)
            if row["number"] in self.unproven.items:
                self.unproven_items.append(item.pk)
            for pk, copy in self.incoming.rows("evidencecopy").items():
                if copy["values"]["evidence_id"] == row["id"] and copy["values"]["created_by_id"] is not None:
                    self._add_copy(item, copy["values"], pk)

    def _has_bytes(self, capture: int | None) -> bool:
        return capture is None or capture in self.incoming.captures

    def _add_item(self, claim: Claim, row: dict[str, Any]) -> Evidence:
        values, locator = row["values"], {}
        require_http_urls(address=values["address"])
        fields = {name: values[name] for name in names_of(EVIDENCE, "source", "origin") if name in values}  # some are withheld
        if values["revision_id"] is not None:
            revision = self.revisions[values["revision_id"]]
            (selector,) = verify_selectors(revision.text, [selector_of(values)])
            locator = {name: getattr(selector, name) for name in ("start", "end", "exact", "prefix", "suffix")}
            locator |= {"revision": revision, "anchor": self._anchor(revision)}
        elif values["capture_id"] is not None:
            locator = {"capture": self._capture(values["capture_id"], Method.UPLOAD), "exact": values["exact"]}
        else:
            locator = {"address": values["address"], "exact": values["exact"]}
        sources = {name: self._source(values[f"{name}_id"]) for name in ("source", "origin")}
        item = Evidence(claim=claim, number=row["number"], created_by=self.person, **fields, **sources, **locator)
        check_values(item)
        item.save()
        item.refresh_from_db(fields=list(fields))
        after = {"claim": claim.pk, "number": item.number, **EVIDENCE.values_of(item), **locator}
        self._record("evidence.added", item, [item.capture] if item.capture else [], after=after)
        return item

    def _add_copy(self, item: Evidence, values: dict[str, Any], their_copy: int) -> None:
        """The copy counts as provided: this newsroom did not fetch it."""
        captures = self.incoming.rows("capture")
        body, parent = values["capture_id"], captures[values["capture_id"]]["values"]["parent_id"]
        if not self._has_bytes(body) or not self._has_bytes(parent):
            return
        if values["address"] and not is_web_address(values["address"]):
            raise Invalid({"address": INVALID_URL})
        archive = self._capture(parent, Method.UPLOAD) if parent else None
        derived = {"parent": archive, "tool": captures[body]["values"]["tool"] or SOFTWARE} if archive else {}
        capture = self._capture(body, Method.DERIVED if archive else Method.UPLOAD, **derived)
        pictures = [
            self._capture(pk, Method.DERIVED, parent=capture, tool=picture["values"]["tool"] or SOFTWARE)
            for pk, picture in captures.items()
            if picture["values"]["parent_id"] == body and self._has_bytes(pk)
        ]
        copy, texts = new_copy(
            person=self.person,
            item=item,
            capture=capture,
            read=self.incoming.read[body],
            address=values["address"],
            collected_at=values["collected_at"],
            made_how=self._made_how(values["made_how"]),
            checks={"verified": [VERIFIED], "unverified": [UNVERIFIED.format(newsroom=self.newsroom)]},
        )
        copy.refresh_from_db(fields=["collected_at"])
        self.entries.append(copy_entry(copy, [*([archive] if archive else []), capture, *texts, *pictures]))
        self.entries.append(searched_place(item, copy, self.person)[1])
        self._confirm_place(item, copy, their_copy)

    def _confirm_place(self, item: Evidence, copy: EvidenceCopy, their_copy: int) -> None:
        """Repeat the decision of the other newsroom about the place of the quote, if the search proposes the same place here."""
        unproven = set(self.incoming.report.unproven)
        decided = [
            row["values"]
            for pk, row in self.incoming.rows("quoteplace").items()
            if row["values"]["copy_id"] == their_copy and ("quoteplace", pk) not in unproven
        ]
        if not decided or not decided[-1]["is_decision"] or decided[-1]["quote"] != item.exact or copy.text is None:
            return
        values = {name: decided[-1][name] for name in ("start", "end", "exact")}
        proposed = search_quote(copy.text.text, item.exact).places
        if copy.item_address != item.address or values not in [
            {"start": place.start, "end": place.end, "exact": place.exact} for place in proposed
        ]:
            return
        place = QuotePlace.objects.create(
            evidence=item,
            copy=copy,
            quote=item.exact,
            state=QuoteState.FOUND,
            is_decision=True,
            created_by=self.person,
            **values,
        )
        self.entries.append(place_entry(place, "quote.placed"))

    def _made_how(self, stated: str) -> str:
        how = MADE_HOW.format(newsroom=self.newsroom or "another newsroom")
        return f"{how} {STATED.format(how=stated)}"[: COPY.max_length("made_how")] if stated else how

    def _add_provenance(self, claim: Claim, *, is_key_known: bool) -> ClaimImport:
        incoming, ledger = self.incoming, self.incoming.report.ledger
        record, extract = (
            self._stored(each, "application/json", "", Method.UPLOAD) for each in (incoming.record, incoming.ledger)
        )
        at = {head["number"]: head["at"] for head in ledger["heads"]}
        row = ClaimImport.objects.create(
            claim=claim,
            newsroom=self.newsroom,
            their_claim=incoming.report.claim["claim"],
            first_entry=incoming.first_entry,
            entries=[item["number"] for item in ledger["entries"]],
            trees=[{"number": tree["number"], "root": tree["root"], "at": at[tree["number"]]} for tree in ledger["trees"]],
            key=incoming.key,
            is_key_known=is_key_known,
            is_claim_unproven=bool(self.unproven.claim),
            unproven_items=self.unproven_items,
            package_sha256=incoming.package.sha256,
            package_size=incoming.package.size,
            record=record,
            ledger=extract,
            created_by=self.person,
        )
        names = ["newsroom", "their_claim", "first_entry", "key", "is_key_known", "is_claim_unproven", "unproven_items"]
        names += ["package_sha256", "package_size"]
        after = {"claim": claim.pk, **{name: getattr(row, name) for name in names}}
        self._record("claim.imported", row, [record, extract], after=after)
        return row
