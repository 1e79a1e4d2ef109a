"""Share images: their words, fitting text, scripts, and rows."""

from __future__ import annotations

import logging
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image, ImageDraw

from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import branding, the_newsroom
from factcheck.operations.tasks import draw_share_image
from factcheck.publishing.actions import publish, retract
from factcheck.publishing.models import Publication, ShareImage
from factcheck.publishing.sharing import images
from factcheck.publishing.sharing.drawing import Style
from factcheck.publishing.sharing.drawing import draw_share_image as draw
from factcheck.publishing.sharing.typesetting import (
    HAS_SHAPING,
    SANS,
    SANS_BOLD,
    SERIF,
    SERIF_BOLD,
    base_is_rtl,
    break_lines,
    drawable_text,
    fit,
    has_glyph,
    load,
    measure,
    pieces,
)
from factcheck.publishing.sharing.words import ShareWords
from tests.public.test_index import publish_claim
from tests.world import World

WORDS = ShareWords(
    question="Is it so?",
    rating="False",
    mark="refuted",
    step=1,
    steps=5,
    headline="Images from before the withdrawal show the scene",
    label="Claim",
    claimant="Mikhail Minister",
    claim="The scene was arranged after the withdrawal.",
    state="",
    newsroom="The Newsroom",
    published="Fact-check · 12 December 2022",
)
SCRIPTS = {
    "latin": "Images from before — “quoted” œuvre Łódź",
    "vietnamese": "Hình ảnh vệ tinh cho thấy",
    "cyrillic": "Супутникові знімки показують тіла: ґ, є, ї, ў, ё",
    "greek": "Δορυφορικές εικόνες δείχνουν",
    "arabic": "صور الأقمار الصناعية تُظهر جثثًا في شارع، پچژگ ٹڈ؟ ١٢٣",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
@pytest.mark.parametrize("font", [SERIF, SERIF_BOLD, SANS, SANS_BOLD])
def test_included_fonts_have_each_letter(text: str, font: str) -> None:
    assert drawable_text(text, font) == text


@pytest.mark.parametrize("text", ["衛星画像は遺体を示す", "위성 사진", "Mixed 中 text", "ภาพถ่าย"])
def test_text_with_a_letter_that_no_font_has_is_left_out(text: str) -> None:
    assert drawable_text(text, SERIF) == ""
    assert fit(text, font=SERIF, extra="", width=500, height=200, sizes=(40,)) is None
    assert draw(replace(WORDS, headline=text), Style()) != draw(WORDS, Style())
    assert _pixels(draw(replace(WORDS, rating=text), Style())) == _pixels(
        draw(replace(WORDS, rating="Contradicted by the evidence"), Style())
    )


@pytest.mark.parametrize("headline", [WORDS.headline, "王毅 said it after the withdrawal"], ids=["headline", "alone"])
def test_claim_is_labeled_although_the_name_of_the_claimant_cannot_be_drawn(headline: str) -> None:
    """Otherwise, a false claim stands below the headline, or alone, without a word that says that it is a claim."""
    words = replace(WORDS, headline=headline, claimant="王毅")
    assert _pixels(draw(words, Style())) != _pixels(draw(replace(words, label="王毅"), Style()))


def test_label_is_left_out_if_the_claim_cannot_be_drawn() -> None:
    words = replace(WORDS, claimant="王毅", claim="王毅")
    assert _pixels(draw(words, Style())) == _pixels(draw(replace(words, label="王毅"), Style()))


def test_emoji_and_control_characters_are_omitted() -> None:
    assert drawable_text("A \u202eclaim 🙂\ufe0f\x07  here", SERIF) == "A claim here"
    assert drawable_text("cafe\u0301", SERIF) == "café"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("👨\u200d👩\u200d👧", ""),
        ("1\ufe0f\u20e3 of 🇺🇦 \U0003fffe\ue000 them", "1 of them"),
        ("He 👍🏽 said", "He said"),
        ("\U000e0041 A\U000e0100", "A"),
        ("e\u0301", "é"),
        ("x\u0323\u0307 marks that the font lacks", ""),
        ("\u200b\u2060\ufeff", ""),
        ("9 جثث، 50٪", "9 جثث، 50٪"),
    ],
)
def test_nothing_is_drawn_as_a_box_or_as_an_empty_line(text: str, drawn: str) -> None:
    assert drawable_text(text, SERIF) == drawn


def test_text_of_emoji_alone_counts_as_missing() -> None:
    family = replace(WORDS, headline="👨\u200d👩\u200d👧")
    assert _pixels(draw(family, Style())) == _pixels(draw(replace(WORDS, headline=""), Style()))


def test_heading_has_no_single_word_on_its_last_line() -> None:
    text = "Images from before the withdrawal show the scene"
    options = {"font": SERIF_BOLD, "extra": "", "width": 700, "height": 300, "sizes": (56,)}
    usual, heading = fit(text, **options), fit(text, **options, is_heading=True)
    assert usual
    assert heading
    assert usual.lines[-1] == "scene"
    assert len(heading.lines) == len(usual.lines)
    assert len(heading.lines[-1].split()) > 1


def test_lines_of_chinese_and_japanese_text_break_between_characters_but_not_before_punctuation() -> None:
    assert pieces("衛星画像（Maxar社）は、示す。") == ["衛", "星", "画", "像", "（Maxar", "社）", "は、", "示", "す。"]
    assert pieces("word") == ["word"]
    assert pieces("위성") == ["위성"]
    assert pieces("") == []


def test_image_without_any_drawable_text_refers_to_the_page() -> None:
    nothing = replace(WORDS, headline="衛星", claim="画像", claimant="遺体", newsroom="示す")
    assert _has_ink(draw(nothing, Style()), (436, 40, 1136, 300))


@pytest.mark.skipif(not HAS_SHAPING, reason="FriBidi is not installed")
def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    text = "بوتشا"
    assert base_is_rtl(text)
    assert not base_is_rtl("410 Bucha بوتشا")
    separate = sum(measure(letter, SERIF_BOLD, 60) for letter in text)
    assert measure(text, SERIF_BOLD, 60) < 0.9 * separate
    arabic = draw(replace(WORDS, headline="بوتشا"), Style())
    assert _has_ink(arabic, (900, 50, 1140, 150))
    assert not _has_ink(arabic, (436, 50, 800, 150))
    picture = Image.new("L", (600, 120))
    ImageDraw.Draw(picture).text((10, 90), "بوتشا 410 Bucha", font=load(SERIF_BOLD, 60), fill=255, anchor="ls", direction="rtl")
    latin = Image.new("L", (600, 120))
    ImageDraw.Draw(latin).text((10, 90), "Bucha", font=load(SERIF_BOLD, 60), fill=255, anchor="ls")
    box = latin.getbbox()
    assert box is not None
    assert picture.crop(box).tobytes() == latin.crop(box).tobytes()  # the last word of the line is at its left end


def test_long_texts_end_with_an_ellipsis_after_a_whole_word() -> None:
    text = "Satellite images show bodies " * 40
    setting = fit(text, font=SERIF_BOLD, extra="", width=700, height=210, sizes=(56, 40, 33))
    assert setting
    assert setting.size == 33
    assert setting.height <= 210
    assert all(measure(line, SERIF_BOLD, 33) <= 700 for line in setting.lines)
    last = setting.lines[-1]
    assert last.endswith("…")
    assert last[:-1].split()[-1] in text.split()
    short = fit("Short", font=SERIF_BOLD, extra="", width=700, height=210, sizes=(56, 40, 33))
    assert short
    assert (short.size, short.lines) == (56, ("Short",))


def test_a_word_that_is_wider_than_its_line_is_broken() -> None:
    word = "https://example.org/" + "a" * 200
    lines = break_lines(word, SERIF, 30, 300)
    assert "".join(lines) == word
    assert all(measure(line, SERIF, 30) <= 300 for line in lines)


def test_words_of_the_longest_fields_fit_into_the_image() -> None:
    longest = replace(WORDS, headline="word " * 60, claim="claim " * 400, claimant="name " * 60, state="Corrected on 1 May 2022")
    content = draw(replace(longest, rating="R" * 80, newsroom="N" * 120), Style())
    with Image.open(BytesIO(content)) as image:
        assert image.size == (1200, 630)
        foot = image.convert("RGB").crop((0, 548, 60, 630))
        assert foot.getcolors() == [(60 * 82, (13, 59, 54))]  # nothing is drawn beside the name of the newsroom


def test_same_words_give_the_same_bytes() -> None:
    assert draw(WORDS, Style()) == draw(replace(WORDS), Style())
    assert draw(WORDS, Style()) != draw(WORDS, Style(brand="#401010"))


def test_included_fonts_do_not_have_every_character() -> None:
    assert has_glyph("A", SERIF)
    assert not has_glyph("中", SERIF)


def test_another_font_draws_texts_that_the_included_fonts_cannot(tmp_path) -> None:
    """The regular serif font stands in for one of another script: it has letters that a font with only digits lacks."""
    from factcheck.publishing.sharing.typesetting import FONTS

    other = tmp_path / "other.ttf"
    other.write_bytes((FONTS / f"{SERIF}.ttf").read_bytes())
    setting = fit("Text", font=SERIF_BOLD, extra=str(other), width=500, height=100, sizes=(40,))
    assert setting
    assert setting.font == SERIF_BOLD  # the included font first
    assert measure("Text", str(other), 40) == measure("Text", SERIF, 40)


def test_alternative_text_has_all_words() -> None:
    assert WORDS.alternative == (
        "Is it so? False. Images from before the withdrawal show the scene. Claim by Mikhail Minister: The scene was arranged"
        " after the withdrawal. The Newsroom, Fact-check · 12 December 2022."
    )


@pytest.mark.django_db(transaction=True)
def test_publishing_enqueues_the_image_and_each_version_keeps_its_own(world: World, client: Client) -> None:
    first = Publication.objects.get(verdict=world.published)
    _run_jobs()
    row = ShareImage.objects.get()
    assert row.publication == first
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    _run_jobs()
    assert ShareImage.objects.count() == 2
    response = client.get(f"/checks/{first.slug}/share.png")
    now = ShareImage.objects.exclude(publication=first).get()
    assert response.content == bytes(now.content) != bytes(row.content)


@pytest.mark.django_db(transaction=True)
def test_publishing_succeeds_if_the_image_cannot_be_drawn(world: World, client: Client, tmp_path, settings, caplog) -> None:
    settings.SHARE_FONT = tmp_path / "removed.ttf"
    headline = "衛星画像は遺体を示す"
    verdict = world.approve(world.submit(world.ready(headline=headline)))
    publication = publish(person=world.editor, verdict=verdict)
    with pytest.raises(OSError, match="cannot open resource"):
        _run_jobs()
    with caplog.at_level(logging.ERROR):
        assert images.draw_outdated() == (0, 1)
    response = client.get(f"/checks/{publication.slug}/share.png")
    assert response.status_code == 200
    assert response.content == images.placeholder("The Factcheck newsroom", images.style_of(branding()))
    settings.SHARE_FONT = None
    assert images.draw_outdated() == (1, 0)
    assert client.get(f"/checks/{publication.slug}/share.png").content == bytes(ShareImage.objects.get().content)


@pytest.mark.django_db
def test_images_that_cannot_be_drawn_do_not_keep_older_ones_from_being_drawn(world: World, settings, tmp_path, caplog) -> None:
    readable = [publish_claim(world, f"Readable {number}.") for number in range(3)]
    unreadable = [publish_claim(world, f"衛星画像は遺体を示す {number}") for number in range(3)]
    settings.SHARE_FONT = tmp_path / "removed.ttf"
    runs = [images.draw_outdated(most=2) for _ in range(4)]
    assert sum(drawn for drawn, _ in runs) == len(readable)
    assert images.outdated().count() == len(unreadable)
    assert all(sum(run) > 0 for run in runs)
    settings.SHARE_FONT = None
    assert sum(images.draw_outdated(most=2)[0] for _ in range(3)) == 6
    assert images.draw_outdated() == (0, 0)


@pytest.mark.django_db
def test_command_draws_missing_and_outdated_images(world: World) -> None:
    assert world.published
    assert images.outdated().count() == 1
    out = StringIO()
    call_command("draw_share_images", stdout=out)
    assert out.getvalue() == "1 share images drawn.\n"
    assert not images.outdated().exists()
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, brand_color="#401010")
    assert images.outdated().count() == 1
    before = ShareImage.objects.get().sha256
    call_command("draw_share_images", stdout=out)
    assert ShareImage.objects.get().sha256 != before


def _run_jobs() -> None:
    """Run the jobs that draw images, in the order in which they were enqueued."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from tests.sql import as_superuser

    for job in ProcrastinateJob.objects.filter(task_name=images.DRAW_TASK).order_by("id"):
        with as_superuser() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        draw_share_image.func(**job.args)


def _pixels(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as image:
        return image.convert("RGB").tobytes()


def _has_ink(content: bytes, box: tuple[int, int, int, int]) -> bool:
    """Whether there is dark text in a part of the image."""
    with Image.open(BytesIO(content)) as image:
        low, _ = image.convert("L").crop(box).getextrema()
    return low < 90
