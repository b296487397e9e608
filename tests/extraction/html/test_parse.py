"""Charsets, and malformed markup."""

from __future__ import annotations

import pytest

from pipelines.extraction.html.decoding import decode
from pipelines.extraction.html.parse import parse, parse_text

VIETNAMESE = "Hà Nội họp báo về giá điện"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"\xef\xbb\xbf" + VIETNAMESE.encode(), ()),
        (VIETNAMESE.encode("utf-16"), ()),
        (f"<p>{VIETNAMESE}".encode("utf-16-le"), ()),
        (VIETNAMESE.encode(), (("Content-Type", "text/html; charset=iso-8859-1"),)),
        (b"<meta charset=latin1>" + VIETNAMESE.encode(), ()),
    ],
    ids=["mark", "utf-16", "utf-16 without mark", "wrong header", "wrong meta"],
)
def test_utf8_and_utf16_are_detected_whatever_is_declared(
    body: bytes, headers: tuple[tuple[str, str], ...]
) -> None:
    assert VIETNAMESE in decode(body, headers)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Новости дня"),
        ("gb2312", "今日新闻"),
        ("shift_jis", "今日の記事"),
        ("cp1252", "“Né”"),
    ],
)
def test_declared_charsets_are_trusted_if_the_bytes_are_not_utf8(charset: str, text: str) -> None:
    by_header = decode(text.encode(charset), (("content-type", f"text/html; charset={charset}"),))
    by_meta = decode(f'<meta charset="{charset}">'.encode() + text.encode(charset))
    assert text in by_header
    assert text in by_meta


CUT = f"<p>{VIETNAMESE}, theo thông báo của bộ</p>".encode() + "<p>Bộ cho biết giá điệ".encode()
CUT = CUT[:-1] + b"</p>"  # a text cut within its last character


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        (b"", ()),
        (b"", (("Content-Type", "text/html; charset=iso-8859-1"),)),
        (b"<meta charset=windows-1258>", ()),
    ],
    ids=["none", "wrong header", "wrong meta"],
)
def test_one_broken_character_does_not_cost_a_page_its_charset(
    head: bytes, headers: tuple[tuple[str, str], ...]
) -> None:
    text = decode(head + CUT, headers)
    assert VIETNAMESE in text
    assert text.count("\ufffd") == 1


def test_a_page_of_another_charset_is_not_utf8_with_broken_characters() -> None:
    text = "Le préfet a été reçu à la mairie où l’on a fêté Noël"
    assert decode(text.encode("cp1252"), (("Content-Type", "text/html; charset=cp1252"),)) == text


@pytest.mark.parametrize(
    ("language", "charset", "text"),
    [
        ("fr", "cp1252", "Le préfet a été reçu à la mairie où l’on a fêté Noël"),
        ("sv-SE", "cp1252", "Båten får inte längre lägga till vid kyrkan på söndagar"),
        ("tr", "cp1254", "Köy meydanındaki yüz yıllık çınarın gölgesinde kütüphane açıldı"),
        ("pl", "cp1250", "Prom znów pływa, choć most zamknięto na dwa lata, mówi wójt gminy"),
    ],
)
def test_bytes_that_are_no_utf8_are_of_the_page_s_language(
    language: str, charset: str, text: str
) -> None:
    markup = '<div class="card"><a href="/news/1.html">1</a></div>' * 100
    page = f'<html lang="{language}"><meta charset="utf-8">{markup}<p>{text}. {text}.</p>'
    assert text in decode(page.encode(charset))


@pytest.mark.parametrize(
    "name", ["klingon", "undefined", "punycode", "idna", "unicode_escape", "utf-7", "rot13", "hex"]
)
def test_a_name_that_is_not_a_web_charset_is_ignored(name: str) -> None:
    for body in (b"plain \xff text", f"<meta charset={name}>plain \xff text".encode("latin-1")):
        assert "plain" in decode(body, (("Content-Type", f"text/html; charset={name}"),))
    text = f"<meta charset={name}><p>{VIETNAMESE}"
    assert decode(text.encode(), (("Content-Type", f"text/html; charset={name}"),)) == text


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"<!-- only -->", b"\x00\x00", b"\xff\xfe", b"<", b"<html", b"plain words"],
)
def test_anything_gives_a_tree(body: bytes) -> None:
    assert parse(body).tag is not None


def test_scripts_and_styles_go_and_structured_data_stays() -> None:
    tree = parse(
        b"<body><script>var a</script>tail<style>p{}</style>"
        b"<script type='application/ld+json'>{}</script><p>text"
    )
    assert [script.get("type") for script in tree.iter("script")] == ["application/ld+json"]
    assert "tail" in "".join(tree.itertext())


@pytest.mark.parametrize("junk", [b"\x0b", b"\x1b", b"&#11;", b"\x0c", b"\xef\xbf\xbe"])
def test_control_characters_beside_a_script_do_no_harm(junk: bytes) -> None:
    tree = parse(b"<body><p>one</p><script>var a</script>" + junk + b"tail<p>text</p>")
    assert not list(tree.iter("script", "style"))
    assert "tail" in "".join(tree.itertext())


def test_punctuation_encoded_twice_is_repaired_but_accents_are_left() -> None:
    once = "The crew’s “Café Thâ” — 5 €"
    twice = once.replace("é", "e").replace("â", "a").encode().decode("latin-1")
    assert parse_text(f"<p>{twice}</p>").text_content() == "The crew’s “Cafe Tha” — 5 €"
    assert parse_text(f"<p>{once} â ©</p>").text_content() == f"{once} â ©"


def test_a_page_without_a_body_tag_gets_a_body() -> None:
    tree = parse(b"<title>Boats</title><nav>Menu</nav><main><h1>Boats</h1><p>Back.</p></main>")
    assert [element.tag for element in tree] == ["body"]
    assert tree.findtext(".//p") == "Back."


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><nav>Menu</nav></body></html>\n<h1>Boats</h1><p>Back.</p>",
        b"<html><head></head></html><body><h1>Boats</h1><p>Back.</body>",
        b"<HTML><BODY>Menu</BODY></HTML ><html><body><h1>Boats</h1><p>Back.</body></html>",
    ],
)
def test_a_page_continues_after_the_end_of_a_document(page: bytes) -> None:
    tree = parse(page)
    assert tree.findtext(".//h1") == "Boats"
    assert tree.findtext(".//p") == "Back."
