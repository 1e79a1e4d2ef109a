"""The text of PDF and Word files."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import Metadata, read_file
from tests.articles.readers.files import OFFICE, WORD, paragraph, pdf, pdf_with, stream, word, word_parts, zipped

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Minutes of the council</dc:title><dc:creator>Ann Reporter</dc:creator><dc:language>en-GB</dc:language>"
    "<dcterms:created>2026-03-04T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def text_of(content: bytes) -> str:
    return read_file(content).document.canonical.text


def cyrillic_pdf() -> bytes:
    """A PDF file whose font maps the bytes 1 to 5 to the letters of a word, as most programs write it."""
    word = "Місто"
    mappings = "".join(f"<{number:02x}> <{ord(letter):04x}>\n" for number, letter in enumerate(word, 1))
    cmap = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        f"{len(word)} beginbfchar\n{mappings}endbfchar\nendcmap\nend\nend"
    )
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (uk-UA) >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /TrueType /BaseFont /Any /ToUnicode 6 0 R >>",
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            stream(b"BT /F1 12 Tf 72 720 Td <0102030405> Tj ET"),
            stream(cmap.encode()),
        ]
    )


def encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_with(["Secret text"]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def test_lines_and_pages_of_a_pdf() -> None:
    content = pdf_with(["“We kept every promise,”", "the mayor said."], ["On the second page."])
    assert text_of(content) == "“We kept every promise,”\nthe mayor said.\n\nOn the second page."


def test_letters_of_a_pdf_are_those_that_its_font_names() -> None:
    file = read_file(cyrillic_pdf())
    assert (file.document.canonical.text, file.document.metadata.language) == ("Місто", "uk-UA")


def test_metadata_of_a_pdf_have_no_date_of_publication() -> None:
    title = "\ufeffМісто".encode("utf-16-be").hex()
    content = pdf_with(["Text"], trailer=f"/Info << /Title <{title}> /Author (Ann) /CreationDate (D:20260304) >>")
    assert read_file(content).document.metadata == Metadata(title="Місто", author="Ann")


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_pdf_with_a_password_is_refused(algorithm: str) -> None:
    with pytest.raises(InvalidText, match="protected with a password"):
        text_of(encrypted("password", algorithm))
    assert text_of(encrypted("", algorithm)) == "Secret text"


def test_pdf_without_text_is_refused() -> None:
    with pytest.raises(InvalidText, match="text recognition"):
        text_of(pdf_with([]))


def test_pdf_with_a_wrong_table_of_objects_is_read() -> None:
    content = pdf_with(["Text"])
    assert text_of(content.replace(b"startxref\n", b"startxref\n9")) == "Text"
    assert text_of(b"\n\n" + content) == "Text"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", pdf_with(["Text"])[:200], b"%PDF-1.7\n" + b"\xff" * 1000, b"%PDF-1.7\n<html><p>Text</p></html>"]
)
def test_damaged_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidText, match="This PDF is damaged"):
        text_of(content)


def test_actions_and_attachments_of_a_pdf_are_not_text() -> None:
    content = pdf_with(
        ["Text"],
        catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles 6 0 R >>",
        extra=["<< >>"],
    )
    assert text_of(content) == "Text"


def test_paragraphs_tables_lists_and_breaks_of_a_word_file() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('2024'))}{cell(paragraph('4.1'))}</w:tr>"
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>'
    broken = "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>"
    body = f"{paragraph('“Straße,” ')}{paragraph('مدينة')}<w:tbl>{row}{row}</w:tbl>{item}{broken}"
    assert text_of(zipped(word_parts(body))) == "“Straße,”\n\nمدينة\n\n2024\n\n4.1\n\n2024\n\n4.1\n\nItem\n\none\ntwo three"


def test_runs_of_a_word_are_joined_and_deleted_text_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>un</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>broken</w:t></w:r>"
        "<w:del><w:r><w:delText> removed</w:delText></w:r></w:del><w:ins><w:r><w:t> added</w:t></w:r></w:ins></w:p>"
    )
    assert text_of(zipped(word_parts(body))) == "unbroken added"


def test_notes_of_a_word_file_follow_the_text_and_do_not_interrupt_it() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph("The note.")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>before</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, after</w:t></w:r></w:p>'
    relation = f'<Relationship Id="n" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    content = zipped({**word_parts(body, relationships=relation), "word/footnotes.xml": notes})
    assert text_of(content) == "before, after\n\nThe note."


def test_metadata_of_a_word_file() -> None:
    content = word("Text", parts={"docProps/core.xml": CORE})
    expected = Metadata(title="Minutes of the council", author="Ann Reporter", language="en-GB")
    assert read_file(content).document.metadata == expected
    assert read_file(word("Text", parts={"docProps/core.xml": "<broken"})).document.metadata == Metadata()


def test_macros_and_embedded_files_are_not_read() -> None:
    parts = {
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "word/embeddings/inner.docx": word("Inner"),
        "word/media/x.zip": b"PK\x03\x04",
    }
    assert text_of(word("Outer", parts=parts)) == "Outer"


def test_style_map_in_a_word_file_hides_nothing() -> None:
    assert text_of(word("Text", parts={"mammoth/style-map": "p => !"})) == "Text"


@pytest.mark.parametrize(
    "content",
    [
        word("Text")[:-30],
        b"PK\x03\x04 word/document.xml",
        zipped({"word/document.xml": "<no"}),
        zipped({"word/document.xml": ""}),
    ],
)
def test_damaged_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidText, match="This Word file is damaged"):
        text_of(content)


def test_word_file_without_text_is_refused() -> None:
    with pytest.raises(InvalidText, match="contains no text"):
        text_of(word())


def test_document_type_declaration_in_a_word_file_is_refused() -> None:
    prolog = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    parts = word_parts(paragraph("&a;&b;"), prolog=prolog)
    with pytest.raises(InvalidText, match="document type declaration"):
        text_of(zipped(parts))
    document = str(parts["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(InvalidText, match="document type declaration"):
        text_of(zipped({**parts, "word/document.xml": document}))
