"""The public pages."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given

from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.document import build_document
from factcheck.publishing.models import Publication
from factcheck.publishing.published import PublishedCheck
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Rating, Verdict
from tests.pages import parsed
from tests.publishing.documents import checks
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

SLUG = "images-from-before-the-withdrawal-show-the-scene"
PAGES = ["/", f"/checks/{SLUG}/", f"/checks/{SLUG}/versions/1/", "/corrections/", "/method/"]
REVALIDATE = "public, max-age=0, must-revalidate"
MACHINES = [
    "/checks/feed.atom",
    "/checks/feed.rss",
    "/checks/data.json",
    f"/checks/{SLUG}/claimreview.json",
    f"/checks/{SLUG}/share.png",
    f"/checks/{SLUG}/versions/1/cite.ris",
    f"/oembed/?url=http://testserver/checks/{SLUG}/",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.fixture
def published(world: World) -> Verdict:
    return world.published


def corrected(world: World, kind: str = "clarification", notice: str = "The date was added.", **text: object) -> Publication:
    correct(person=world.checker, verdict=Verdict.objects.get(pk=world.published.pk), correction_kind=kind, notice=notice)
    verdict = Verdict.objects.get(pk=world.published.pk)
    save_version(person=world.checker, verdict=verdict, seen_version=None, **(text or {"summary": "Images of 11 March show it."}))
    return publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


def page_text(response) -> str:
    """The text of a page without markup, with white space collapsed."""
    text = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    import html

    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.mark.parametrize("address", PAGES + MACHINES)
def test_public_pages_are_cacheable_and_set_no_cookies(published: Verdict, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == ("public, max-age=3600" if address == "/robots.txt" else REVALIDATE)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_do_not_depend_on_the_session(world: World, published: Verdict, client: Client, address: str) -> None:
    anonymous = client.get(address)
    client.force_login(world.editor)
    signed_in = client.get(address)
    assert signed_in.content == anonymous.content
    assert signed_in["Cache-Control"] == anonymous["Cache-Control"]
    assert not signed_in.cookies


@pytest.mark.parametrize("address", PAGES + MACHINES)
def test_public_pages_answer_head_without_a_body(published: Verdict, client: Client, address: str) -> None:
    response = client.head(address)
    assert response.status_code == 200
    assert b"".join(response) == b""


@pytest.mark.parametrize("address", PAGES + MACHINES)
def test_whoever_has_the_page_is_told_so(published: Verdict, client: Client, address: str) -> None:
    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]
    assert again["Cache-Control"] == response["Cache-Control"]


def test_tag_of_a_check_is_its_hash_and_changes_with_a_correction(world: World, published: Verdict, client: Client) -> None:
    before = client.get(f"/checks/{SLUG}/")["ETag"]
    assert Publication.objects.get().sha256 in before
    publication = corrected(world)
    response = client.get(f"/checks/{SLUG}/", headers={"If-None-Match": before})
    assert response.status_code == 200
    assert publication.sha256 in response["ETag"]


@pytest.mark.parametrize("address", ["/checks/nothing/", "/checks/nothing/versions/1/", "/checks/nothing/claimreview.json"])
def test_unknown_check_gets_404(published: Verdict, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999])
def test_unknown_version_gets_404(published: Verdict, client: Client, number: int) -> None:
    assert client.get(f"/checks/{SLUG}/versions/{number}/").status_code == 404


@pytest.mark.parametrize("address", PAGES + MACHINES)
def test_public_pages_do_not_allow_post(published: Verdict, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_order_is_verdict_claim_evidence(published: Verdict, client: Client) -> None:
    words = page_text(client.get(f"/checks/{SLUG}/"))
    order = [
        "Images from before the withdrawal show the scene",
        "Is it so?",
        "False",
        "Against",
        "Images show the scene before the withdrawal.",
        "The scene was arranged after the withdrawal.",
        "Mikhail Minister",
        "4 April 2022",
        "The scene was arranged",
        "The images are older than the withdrawal.",
        "Contradicts the claim",
        "Seen since 11 March.",
        "Supports the claim",
        "Searched for and not found",
        "How we checked",
        "Press archive",
    ]
    positions, at = [], words.index("How we check") + 10
    for part in order:
        at = words.index(part, at)
        positions.append(at)
    assert positions == sorted(positions)


@pytest.mark.unprepared
def test_evidence_has_source_interest_link_and_hash(world: World, client: Client) -> None:
    from factcheck.evidence.actions import FileLocator, attach

    claim = world.claim()
    attach(
        person=world.checker,
        claim=claim,
        stance="supports",
        closeness="secondary",
        quoted_from=FileLocator("statement.pdf", "application/pdf", b"bytes", "They were not there."),
        source=world.ministry,
        origin=world.institute,
        note="It says so itself.",
    )
    world.party_on(claim)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    page = client.get(f"/checks/{SLUG}/").content.decode()
    assert "party to the dispute" in page
    assert "Is accused itself." in page
    assert "statement.pdf" in page
    assert 'aria-label="Origin: The Institute"' in page
    assert '<a href="https://institute.example/images"' in page
    assert re.search(r"SHA-256 <code>[0-9a-f]{64}</code>", page)


def test_correction_is_first_and_has_both_ratings(world: World, published: Verdict, client: Client) -> None:
    corrected(world, "change_of_verdict", "New images came to light.", rating=Rating.objects.get(name="Mostly false"))
    words = page_text(client.get(f"/checks/{SLUG}/"))
    notice = words.index("New images came to light.")
    assert words.index("The rating was “False” and is now “Mostly false.”") > notice
    assert words.index("Images show the scene before the withdrawal.") > notice


def test_earlier_version_remains_online_with_the_changes_since(world: World, published: Verdict, client: Client) -> None:
    before = Publication.objects.get().document
    corrected(world, summary="Images of 11 March show it.")
    response = client.get(f"/checks/{SLUG}/versions/1/")
    words = page_text(response)
    assert "This is version 1. It was replaced on" in words
    assert before["verdict"]["summary"] in words
    assert "<ins>" in response.content.decode()
    assert '<link rel="canonical" href="http://testserver/checks/' + SLUG in response.content.decode()
    assert "application/ld+json" not in response.content.decode()
    assert "noindex" in response.content.decode()


def test_current_version_has_a_permanent_url(world: World, published: Verdict, client: Client) -> None:
    assert "the current version, at its permanent URL" in page_text(client.get(f"/checks/{SLUG}/versions/1/"))


def test_retracted_check_has_the_notice_first_and_remains_online(world: World, published: Verdict, client: Client) -> None:
    retract(person=world.editor, verdict=published, notice="The images were misdated.")
    words = page_text(client.get(f"/checks/{SLUG}/"))
    assert words.index("The images were misdated.") < words.index("The newsroom retracted this check.")
    assert "Its former rating, “False,” no longer applies." in words
    assert "The images are older than the withdrawal." in words
    assert "Retracted: Images from before the withdrawal show the scene" in client.get(f"/checks/{SLUG}/").content.decode()
    assert "retracted" in page_text(client.get("/"))
    assert "The images were misdated." in page_text(client.get("/corrections/"))


def test_metadata_of_a_retracted_check_omits_its_former_verdict(world: World, published: Verdict, client: Client) -> None:
    retract(person=world.editor, verdict=published, notice="The images were misdated.")
    head = client.get(f"/checks/{SLUG}/").content.decode().partition("<body")[0]
    assert (
        head.count("The images were misdated.") == 5
    )  # description, its card, the image, ClaimReview's explanation and correction
    assert "Images show the scene before the withdrawal." not in head
    assert "newsroom, Retracted: Images from before the withdrawal show the scene, version 2," in page_text(
        client.get(f"/checks/{SLUG}/")
    )
    old = page_text(client.get(f"/checks/{SLUG}/versions/1/"))
    assert old.index("The check was retracted on") < old.index("Images show the scene before the withdrawal.")


def test_corrections_log_lists_each_change_once(world: World, published: Verdict, client: Client) -> None:
    corrected(world, "typo", "First notice.", summary="One.")
    corrected(world, "clarification", "Second notice.", summary="Two.")
    words = page_text(client.get("/corrections/"))
    assert words.index("Second notice.") < words.index("First notice.")
    assert (words.count("First notice."), words.count("Second notice.")) == (1, 1)


@pytest.mark.unprepared
def test_denial_explains_what_its_rating_applies_to(world: World, client: Client) -> None:
    from factcheck.claims.actions import add_relation

    claim = world.claim()
    denied = world.claim("The bodies lay there before.", quote="the town had been left")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=denied)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    words = page_text(client.get(f"/checks/{SLUG}/"))
    note = (
        "This claim denies another claim: “The bodies lay there before.” The rating is about the denial: "
        "the evidence contradicts the denial."
    )
    assert note in words
    assert words.index(note) < words.index("Where the claim appeared")


@pytest.mark.unprepared
@pytest.mark.parametrize(
    ("layer", "note"),
    [
        ("utterance", "The rating says whether Mikhail Minister said this, not whether the statement is true."),
        (
            "report",
            "The rating says whether Mikhail Minister reported this correctly, not whether the reported statement is true.",
        ),
    ],
)
def test_rating_of_an_utterance_or_report_is_explained(world: World, client: Client, layer: str, note: str) -> None:
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim(layer=layer)))))
    assert note in page_text(client.get(f"/checks/{SLUG}/"))


@pytest.mark.unprepared
def test_graphic_quotes_are_behind_content_warnings_and_the_rationale_is_not(world: World, client: Client) -> None:
    from factcheck.evidence.actions import PageLocator, attach

    graphic = world.article("Graphic words here.\n", title="Graphic", is_graphic=True)
    claim = world.claim(article=graphic, quote="Graphic words", context="Said in answer to an accusation.")
    attach(
        person=world.checker,
        claim=claim,
        stance="context",
        closeness="secondary",
        quoted_from=PageLocator("https://paper.example/a", "Bodies were seen"),
        source=world.institute,
        is_graphic=True,
    )
    verdict = world.ready(claim, rationale="A reason that readers see first.")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    page = client.get(f"/checks/{SLUG}/").content.decode()
    warned = re.compile(r'<details class="fold is-warning">.*?</details>', re.DOTALL)
    hidden, outside = "".join(warned.findall(page)), warned.sub("", page)
    summaries = [summary.text for summary in parsed(client.get(f"/checks/{SLUG}/")).all("summary")]
    warnings = [" ".join(summary.split()) for summary in summaries if "violence" in summary]
    assert warnings == ["May describe violence or death. Show the words", "May describe violence or death. Show the quotation"]
    assert "Graphic words" in hidden
    assert "Graphic words" not in outside
    assert "Bodies were seen" in hidden
    assert "Seen since 11 March." in outside  # only the quotation that needs a warning has one
    for text in ("A reason that readers see first.", "Said in answer to an accusation.", '<h2 id="evidence">'):
        assert text in outside
        assert text not in hidden


@pytest.mark.unprepared
def test_exception_to_the_gate_is_public_with_its_reason(world: World, client: Client) -> None:
    from factcheck.verdicts.actions import open_verdict, submit

    claim = world.claim()
    world.evidence_on(claim)
    verdict = open_verdict(
        person=world.checker,
        claim=claim,
        rating=Rating.objects.get(name="False"),
        conclusion="refuted",
        headline="Images from before the withdrawal show the scene",
        summary="S.",
        rationale="R.",
    )
    submit(person=world.checker, verdict=verdict, waivers={"for": "The archive was closed."})
    publish(person=world.editor, verdict=world.approve(Verdict.objects.get(pk=verdict.pk)))
    words = page_text(client.get(f"/checks/{SLUG}/"))
    assert "Evidence for the claim, or a logged search that found none: not met" in words
    assert "The archive was closed." in words
    assert "No evidence is listed, and no unsuccessful search is logged." in words


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[tuple[dict, str]] = []
        self._open = False

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self._open = True
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag):
        self._open = self._open and tag != "script"

    def handle_data(self, data):
        if self._open:
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)


def test_check_has_exactly_one_script_its_claimreview(published: Verdict, client: Client) -> None:
    parser = _Scripts()
    parser.feed(client.get(f"/checks/{SLUG}/").content.decode())
    ((attrs, text),) = parser.scripts
    assert attrs == {"type": "application/ld+json"}
    assert json.loads(text) == json.loads(client.get(f"/checks/{SLUG}/claimreview.json").content)


@pytest.mark.parametrize("address", [p for p in PAGES if p != f"/checks/{SLUG}/"])
def test_other_pages_have_no_script(published: Verdict, client: Client, address: str) -> None:
    assert "<script" not in client.get(address).content.decode()


def test_user_text_is_escaped(world: World, client: Client) -> None:
    evil = "</script><script>alert(1)</script><!-- <b>"
    claim = world.claim(f"Evil {evil}", context=evil, place=evil, topics=[evil[:60]])
    world.evidence_on(claim, "supports", note=evil, quote=evil, locator=evil)
    publication = publish(
        person=world.editor, verdict=world.approve(world.submit(world.ready(claim, summary=evil, rationale=evil)))
    )
    for address in ("/", f"/checks/{publication.slug}/", f"/checks/{publication.slug}/versions/1/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<!--" not in page
        parser = _Scripts()
        parser.feed(page)
        assert len(parser.scripts) <= 1


def test_public_url_setting_is_used(published: Verdict, client: Client, settings) -> None:
    settings.PUBLIC_URL = "https://checks.example.org"
    assert f'href="https://checks.example.org/checks/{SLUG}/"' in client.get(f"/checks/{SLUG}/").content.decode()
    assert (
        json.loads(client.get(f"/checks/{SLUG}/claimreview.json").content)["url"] == f"https://checks.example.org/checks/{SLUG}/"
    )


def test_method_page_lists_active_ratings(world: World, client: Client) -> None:
    from factcheck.verdicts.actions import edit_rating

    edit_rating(person=world.administrator, rating=Rating.objects.get(name="Half true"), seen_version=None, is_active=False)
    words = page_text(client.get("/method/"))
    assert "Mostly true" in words
    assert "Half true" not in words


@given(checks)
def test_each_possible_document_has_a_page(check: PublishedCheck) -> None:
    """Empty values, such as an evidence item without a source, never break the page."""
    content = render_to_string("public/check_body.html", {"check": build_document(check)})
    assert content.count('<article class="item"') == len(check.items)


@pytest.mark.unprepared
def test_evidence_without_a_source_is_published(world: World, client: Client) -> None:
    from factcheck.evidence.actions import FileLocator, attach

    claim = world.claim()
    world.evidence_on(claim, "supports", source=None)
    attach(
        person=world.checker,
        claim=claim,
        stance="context",
        closeness="primary",
        quoted_from=FileLocator("", "application/pdf", b"bytes", "They were there."),
    )
    verdict = world.approve(world.submit(world.ready(claim)))
    editor = Client()
    editor.force_login(world.editor)
    assert editor.get(f"/desk/verdicts/{verdict.pk}/publish/").status_code == 200
    publish(person=world.editor, verdict=verdict)
    page = page_text(client.get(f"/checks/{SLUG}/"))
    assert ("1 Web page" in page, "File" in page, "source not named" in page) == (True, True, True)


def test_quote_of_evidence_has_no_white_space_inside_its_quotation_marks(published: Verdict, client: Client) -> None:
    quotes = re.findall(r"(<blockquote[^>]*>)(.*?)</blockquote\s*>", client.get(f"/checks/{SLUG}/").content.decode(), re.DOTALL)
    evidence = [(tag, text) for tag, text in quotes if 'class="quoted"' not in tag]
    assert evidence
    for tag, text in evidence:
        assert text == text.strip()
        assert "data-quoted" not in tag


def test_citation_has_american_punctuation(published: Verdict, client: Client) -> None:
    citation = "newsroom, Images from before the withdrawal show the scene (claim rated False), version 1,"
    assert citation in page_text(client.get(f"/checks/{SLUG}/"))


def test_headline_is_the_title_and_the_claim_is_below_it_without_quotation_marks(published: Verdict, client: Client) -> None:
    headline, statement = "Images from before the withdrawal show the scene", "The scene was arranged after the withdrawal."
    page = parsed(client.get(f"/checks/{SLUG}/"))
    assert [heading.text.strip() for heading in page.all("h1")] == [headline]
    head = client.get(f"/checks/{SLUG}/").content.decode().partition("<body")[0]
    assert f"<title>{headline} (claim rated False)" in head
    assert f'<meta property="og:title" content="{headline} (claim rated False)">' in head
    words = page_text(client.get(f"/checks/{SLUG}/"))
    assert "Is it so? False" in words
    claim = words.partition("The claim we checked")[2].partition("Where the claim appeared")[0]
    assert statement in claim
    assert "“" not in claim


@pytest.mark.unprepared
@pytest.mark.parametrize("address", ["/", "/corrections/"])
def test_row_names_the_headline_the_rating_and_the_layer(world: World, client: Client, address: str) -> None:
    claim = world.claim("The minister said that the scene was arranged.", layer="utterance")
    verdict = world.ready(claim, headline="The minister spoke of a staged scene")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    correct(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), correction_kind="typo", notice="A comma.")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, summary="Better.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    page = client.get(address)
    assert [heading.text.strip() for heading in parsed(page).all("h2")] == ["The minister spoke of a staged scene"]
    words = page_text(page)
    assert "Was it said?" in words
    assert "False" in words
    assert "The minister said that the scene was arranged." in words


def test_an_item_names_what_decides_and_has_the_rest_with_its_copy(world: World, published: Verdict, client: Client) -> None:
    page = parsed(client.get(f"/checks/{SLUG}/"))
    item = page.all(id="evidence-1")[0]
    (copy,) = item.all("details", class_="copy")
    visible = item.text.replace(copy.text, "")
    assert "The Institute" in visible
    assert "primary" in visible
    assert "accessed" in copy.text
    assert "accessed" not in visible


def test_topics_of_a_check_are_links_to_their_pages(world: World, client: Client) -> None:
    verdict = world.approve(world.submit(world.ready(world.claim("A claim with a topic.", topics=["Town"]))))
    publish(person=world.editor, verdict=verdict)
    slug = Publication.objects.latest("pk").slug
    (kicker,) = parsed(client.get(f"/checks/{slug}/")).all("p", class_="kicker")
    assert [link.attributes["href"] for link in kicker.all("a")] == ["/topics/town/"]
