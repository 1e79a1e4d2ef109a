"""The text of HTML pages: nothing of the article is lost, in any layout or script, and the site around it is left out."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import Metadata, read_file
from tests.articles.readers import pages
from tests.articles.readers.pages import BOILERPLATE, TEMPLATES, Build, document

BRIDGE = (
    "The bridge reopens",
    [
        "The old bridge over the river reopened on Monday after eleven months of work, the city council said.",
        "“We kept every promise,” the mayor said. “Nobody paid a cent more.”",
        "The council declined to comment.",
        "An opposition member called the date “a coincidence that nobody believes.”",
        "The council declined to comment.",
        "Ok.",
    ],
)
FACTS = (
    "What was said about Bucha",
    [
        "Russia’s Defense Ministry said that its units had left Bucha around 30 March 2022.",
        "On 3 April, the ministry said that bodies had been put on the streets after the withdrawal, and spoke of a hoax.",
        "Lavrov said in Moscow on 4 April that the scene had been staged.",
        "Peskov rejected all allegations that day, and said that experts had found signs of fakes in the videos.",
        "Venediktova said on 3 April that 410 bodies of civilians had been recovered, and that 140 of them had been examined.",
        "By 10 April, the Prosecutor General spoke of 1,222 bodies in the Kyiv region.",
        "Mayor Fedoruk named 31 March as the day of the liberation.",
        "Videos in which the mayor says that everyone is alive were recorded weeks before the withdrawal, AFP Fact Check found.",
        "Images by Maxar show dark objects on Yablonska Street from between 9 and 11 March, The New York Times reported.",
        "The UN human rights office documented the unlawful killing of some 50 civilians after a visit on 9 April.",
        "The office documented at least 441 civilians killed in three regions: 341 men, 72 women, 20 boys, and 8 girls.",
        "Türk spoke of strong indications that the executions may constitute the war crime of wilful killing.",
        "The General Assembly voted on 7 April on suspending Russia’s membership of the Human Rights Council.",
    ],
)
SCRIPTS = {
    "uk": (
        "Міст відкрито",
        ["Старий міст знову відкрили в понеділок, повідомила міська рада.", "— Ми виконали всі обіцянки, — сказав мер."],
    ),
    "ru": (
        "Мост открыт",
        ["Старый мост вновь открыли в понедельник, сообщил городской совет.", "«Мы выполнили все обещания», — сказал мэр."],
    ),
    "zh": ("桥梁重新开放", ["市议会表示，经过十一个月的施工，这座老桥于星期一重新开放。", "市长说：“我们兑现了每一个承诺。”"]),
    "ja": ("橋が再開", ["市議会によると、古い橋は月曜日に再び開通した。", "市長は「すべての約束を守った」と述べた。"]),
    "ar": (
        "أعيد فتح الجسر",
        ["أعلن مجلس المدينة أن الجسر القديم فُتح من جديد يوم الاثنين.", "قال رئيس البلدية: «وفينا بكل وعد»."],
    ),
    "he": ("הגשר נפתח מחדש", ["הגשר הישן נפתח מחדש ביום שני, מסרה מועצת העיר.", "״קיימנו כל הבטחה״, אמר ראש העיר."]),
    "fa": ("پل بازگشایی شد", ["شورای شهر گفت که پل قدیمی روز دوشنبه بازگشایی می‌شود.", "شهردار گفت: «به همه‌ی قول‌ها عمل کردیم»."]),
    "hi": ("पुल फिर खुला", ["नगर परिषद ने कहा कि पुराना पुल सोमवार को फिर खुल गया।", "“हमने हर वादा निभाया,” महापौर ने कहा। क्‍षेत्र"]),
    "emoji": (
        "Family day",
        ["The poster of the city shows 👩‍👩‍👧 and 🏳️‍🌈 and nothing else, a reader wrote to us.", "It was taken down."],
    ),
}


def text_of(page: str) -> str:
    return read_file(page.encode(), media_type="text/html").document.canonical.text


def without_spaces(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("build", TEMPLATES)
@pytest.mark.parametrize("article", [BRIDGE, FACTS, *SCRIPTS.values()], ids=["bridge", "facts", *SCRIPTS])
def test_title_and_each_sentence_are_found_in_order(build: Build, article: tuple[str, list[str]]) -> None:
    title, texts = article
    text = without_spaces(text_of(build(title, texts)))
    position = text.index(title)
    for sentence in reversed(texts) if build is pages.live_blog else texts:
        position = text.index(sentence, position)
        position += len(sentence)


@pytest.mark.parametrize("build", TEMPLATES)
@pytest.mark.parametrize("article", [BRIDGE, FACTS], ids=["bridge", "facts"])
def test_site_around_the_article_is_left_out(build: Build, article: tuple[str, list[str]]) -> None:
    text = text_of(build(*article))
    assert [part for part in (*BOILERPLATE, "mattress", "Chatter", "not text", "margin") if part in text] == []


def test_paragraphs_are_separated_by_blank_lines_and_repeated_ones_stay() -> None:
    title, texts = BRIDGE
    expected = [title, texts[0], "By Ann Reporter", "The bridge on Monday morning.", *texts[1:]]
    assert text_of(pages.newspaper(title, texts)).split("\n\n") == expected


def test_lists_tables_quotations_and_preformatted_text() -> None:
    body = (
        "<article><h1>Costs</h1><p>Three firms took part in the work on the bridge:</p>"
        "<ul><li>Stone and Sons<ul><li>the piers</li></ul></li><li>River Works</li></ul>"
        "<blockquote><p>The budget was exceeded by four percent.</p><cite>Report of the auditors</cite></blockquote>"
        "<table><caption>In millions</caption><thead><tr><th>Year</th><th>Cost</th></tr></thead>"
        "<tbody><tr><td>2024</td><td>4.1</td></tr><tr><td>2025</td><td><b>7</b>.9</td></tr></tbody></table>"
        "<dl><dt>Pier</dt><dd>A part of the bridge.</dd></dl><pre>first line\n  second line</pre>"
        "<p>One<br>two<br><br>three, <b>un</b>broken&nbsp;word&shy;s.</p></article>"
    )
    assert text_of(document(body)) == (
        "Costs\n\nThree firms took part in the work on the bridge:\n\nStone and Sons\n\nthe piers\n\nRiver Works\n\n"
        "The budget was exceeded by four percent.\n\nReport of the auditors\n\nIn millions\n\nYear\tCost\n\n"
        "2024\t4.1\n2025\t7.9\n\nPier\nA part of the bridge.\n\nfirst line\nsecond line\n\nOne\ntwo\n\n"
        "three, unbroken word\u00ads."
    )


LONG = [
    " ".join(f"Sentence {post}.{number} says that the bridge over the river was closed." for number in range(20))
    for post in range(6)
]


@pytest.mark.parametrize("build", TEMPLATES)
def test_long_texts_are_complete(build: Build) -> None:
    text = without_spaces(text_of(build("The bridge", LONG)))
    assert [part for part in LONG if part not in text] == []
    assert [part for part in BOILERPLATE if part in text] == []


@pytest.mark.parametrize(
    "body",
    [
        "<main>" + "".join(f"<article><h2>Post</h2><p>{text}</p></article>" for text in LONG) + "</main>",
        "<div>" + "".join(f"<section class='post'><h2>Post</h2><p>{text}</p></section>" for text in LONG) + "</div>",
        "<ul>" + "".join(f"<li class='entry'><span>10:00</span><div>{text}</div></li>" for text in LONG) + "</ul>",
        f"<div><div class='story-intro'><p>{LONG[0]}</p></div><div class='story-body'>{pages.paragraphs(LONG[1:5])}</div>"
        f"<div class='notes'><p>{LONG[5]}</p></div></div>",
        f"<article><div class='related-facts'><p>{LONG[0]}</p></div><aside><p>{LONG[1]}</p></aside>{pages.paragraphs(LONG[2:])}"
        "</article>",
        f"<div class='entry comments-closed'>{pages.paragraphs(LONG)}</div>",
    ],
)
@pytest.mark.parametrize("has_site", [False, True])
def test_text_in_several_elements_is_complete(body: str, has_site: bool) -> None:
    around = f"{pages.COOKIES}<header>{pages.NAVIGATION}</header>{body}{pages.RELATED}{pages.COMMENTS}{pages.FOOTER}"
    text = without_spaces(text_of(document(around if has_site else body)))
    missing = [part for part in LONG if part not in text]
    assert [part for part in BOILERPLATE if part in text] == []
    assert missing == ([LONG[0]] if "related-facts" in body else [])  # an element of this kind is lost if the library drops it


def test_list_of_other_articles_is_left_out() -> None:
    cards = "".join(
        f"<article class='card'><h3><a href='/{number}'>Another story {number}</a></h3><p>Summary {number}.</p></article>"
        for number in range(9)
    )
    body = f"<main><article class='story'><h1>The bridge</h1>{pages.paragraphs(LONG)}</article><div>{cards}</div></main>"
    assert text_of(document(body)).split("\n\n") == ["The bridge", *LONG]


def test_article_without_text_that_the_library_recognizes_is_complete() -> None:
    assert text_of("<p>One line.</p>") == "One line."
    assert text_of(document(f"{pages.COOKIES}{pages.NAVIGATION}<main><p>One line.</p></main>{pages.FOOTER}")) == "One line."
    assert text_of("One line without any markup.") == "One line without any markup."


def test_large_page_is_read_without_the_library() -> None:
    title, texts = BRIDGE
    many = [f"Paragraph {number} says that the bridge was closed." for number in range(12_000)]
    text = text_of(pages.newspaper(title, [*texts, *many]))
    assert all(part in text for part in [title, *texts, *many])
    assert [part for part in BOILERPLATE if part in text] == []


def test_metadata_are_those_that_the_page_states() -> None:
    head = (
        "<title>Bridge reopens | Example Courier</title><meta property='og:title' content='The bridge  reopens'>"
        "<meta name='author' content='Ann Reporter'><meta property='article:published_time' content='2026-03-04T00:30:00+11:00'>"
        "<link rel='canonical' href='https://courier.example/bridge?id=1'>"
    )
    file = read_file(document("<p>Text.</p>", head=head, language="en-gb").encode(), media_type="text/html")
    assert file.document.metadata == Metadata(
        title="The bridge reopens",
        author="Ann Reporter",
        published_on=date(2026, 3, 4),
        language="en-GB",
        address="https://courier.example/bridge?id=1",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Courier"}, {"@type": "NewsArticle",'
            ' "headline": "From the graph", "author": [{"name": "Ann"}, {"name": "Bob"}], "datePublished": "2026-03-05",'
            ' "inLanguage": "uk"}]}</script><meta property="og:title" content="Other">',
            ("From the graph", "Ann, Bob", "2026-03-05"),
        ),
        ('<script type="application/ld+json">{"headline": </script><title>The title</title>', ("The title", "", "None")),
        ('<script type="application/ld+json">{"headline": 7, "author": {"name": [1]}}</script>', ("", "", "None")),
        ("<meta name='date' content='March 2026'><meta name='author' content='https://courier.example/ann'>", ("", "", "None")),
        ("<meta itemprop='datePublished' content='2026-02-30'>", ("", "", "None")),
        ("<meta name='dc.date' content='2026-03'>", ("", "", "None")),
    ],
)
def test_sources_of_metadata(head: str, expected: tuple[str, str, str]) -> None:
    page = document("<p>A text of 7 March 2026, by Ann.</p>", head=head)
    metadata = read_file(page.encode(), media_type="text/html").document.metadata
    assert (metadata.title, metadata.author, str(metadata.published_on)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:site_name" content=" The  Courier ">', "The Courier"),
        ('<meta name="Publisher" content="The Courier">', "The Courier"),
        ('<meta name="publisher" content="https://courier.example/"><meta name="DC.publisher" content="Courier">', "Courier"),
        (
            '<meta property="og:site_name" content="courier.example"><script type="application/ld+json">'
            '{"headline": "A", "publisher": {"@type": "Organization", "name": "The Courier"}}</script>',
            "The Courier",
        ),
        ('<script type="application/ld+json">{"headline": "A", "publisher": "The Courier"}</script>', "The Courier"),
        ('<script type="application/ld+json">{"headline": "A", "publisher": [{"name": ""}, 7]}</script>', ""),
        ('<script type="application/ld+json">{"@type": "Organization", "name": "The Courier"}</script>', ""),
    ],
)
def test_publisher_that_a_page_names(head: str, expected: str) -> None:
    page = document("<p>A text of 7 March 2026.</p>", head=head)
    assert read_file(page.encode(), media_type="text/html").document.metadata.publisher == expected


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<frameset><frame src=a></frameset>",
        "<script>var text = 1</script>",
        "<svg><text>Image</text></svg>",
        "<p> \n</p>",
        "<!-- a -->",
    ],
)
def test_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(InvalidText, match="This page contains no text"):
        text_of(page)


def test_controls_and_invalid_references_become_no_text() -> None:
    text = text_of("<p>a&#xD800;b&#0;c&#1;d&#xFFFE;e&#x110000;f\x1bg\u202eh</p>")
    assert text.replace("\ufffd", "") == "abcdefg\u202eh"


def test_scripts_and_images_are_not_text() -> None:
    image = "<svg><script>alert(2)</script><text>label</text></svg>"
    page = f"<p onclick='alert(1)'>Text</p>{image}<script>alert(3)</script><iframe>x</iframe>"
    assert text_of(page) == "Text"
