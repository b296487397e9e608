"""Splits captions from picture credits."""

from __future__ import annotations

import re

from pipelines.extraction.lexicon.agencies import AGENCY_PATTERN
from pipelines.text import clean

MAX_CAPTION_CHARS = 1_000

_MAX_CAPTION_LINE_CHARS = 600  # a longer line is a paragraph that mentions a credit

_CREDIT_REACH = 200

_WORD = (
    r"(?:photos?|pictures?|source|images?|photo credit|credit|courtesy|ảnh|nguồn|fotos?|crédits?"
    r"|фото|photographie|fotografía|fotografia|imagen|imagem|crédito|fotoğraf|fotó|kuva|bilder|bild"
    r"|zdjęcie|zdj\.|fot\.|φωτο(?:γραφία)?|صورة|تصوير|عکس|צילום|फोटो|ภาพ|รูป|ภาพถ่าย|ຮູບ(?:ພາບ)?|រូបភាព|រូបថត"
    r"|사진(?:\s?제공)?|写真|照片|图片?|圖片?|摄影|攝影)"
)

_BRACKETED = re.compile(
    rf"\s*[(\[（【]\s*(?:{_WORD}s?)\s*(?:by\s|courtesy of\s|courtesy\s|[:：/／=＝–-])\s*"
    r"([^()\[\]（）]{1,80}?)\s*[)\]）】]\s*[.。]?\s*$",
    re.I,
)

_AFTER_WORD = re.compile(
    rf"(?:^|[.!?…\"”’)。！？」]\s*|\s[-–—|/／]\s*|\s(?=(?-i:[A-ZẢ]|[\u0370-\uffff])))(?:{_WORD})"
    r"\s?(?:by\s)?[:：=＝]\s*((?:(?!\.\s)[^:]){1,80}?)\s*\.?\s*$",
    re.I,
)

_SIGNED = re.compile(  # a credit of a few words, with or without the kind of the picture
    r"(?:^|[.!?…\"”’)]?\s)[-–—|]?\s?[©Ⓒⓒ]\s?(?:(?:Bild|Foto|Photo)\s?:\s?)?"
    r"([^\s©:]+(?:\s[^\s©:]+){0,8})\s*\.?\s*$"
)
_TAKEN_BY = re.compile(
    r"\s?[=＝（(]\s?([\u3041-\u30ff\u3400-\u9fff]{2,12}?)\s?(?:撮影|写す|摄|攝)[）)]?\s*$"
)

_SHOT = re.compile(  # "陈望舒 摄", "新华社记者陈望舒摄"; "拍摄" ends a sentence
    r"(?:^|[\s。！？，（(])((?:[\u3400-\u9fff]{2,8}记者\s?)?[\u3400-\u9fff]{2,4}?)\s?[/／]?\s?"
    r"(?<!拍)[摄攝][）)]?\s*$"
)
_BY_REPORTER = re.compile(r"(?:^|[.!?…\]]\s)([\uac00-\ud7a3]{2,4} (?:선임|인턴|객원)?기자)\s*$")
_IN_CAPITALS = re.compile(  # "... dimanche. LOÏC BERTRANDEAU / AFP"
    r"(?<=[.!?…»”\"])\s+((?:(?![a-zß-öø-ÿ])[^\W\d_]|[ .,/&|«»’'“”()-]){8,80})$"
)
_MAKER = r"[A-ZÀ-Þ][\w.’'&-]*(?:\s[A-ZÀ-Þ][\w.’'&-]*){0,4}"
_NO_MAKER = (
    r"(?!(?:Archiv|Symbol|Arkiv|Beispiel|File|Left|Right|Top|Above|Below|Centre|Center)\w*\W)"
)
_MAKER_IN_BRACKETS = re.compile(
    rf"\s*[(\[]\s?{_NO_MAKER}({_MAKER}\s?/\s?{_MAKER}|(?:{AGENCY_PATTERN}|Getty Images)"
    rf"|(?<=[.!?”\"]\s.){_MAKER})\s?[)\]]\s*$"
)
_SHORTENED = re.compile(  # "Brama. Fot. Jan Sowa"
    rf"(?:^|[.!?…\"”’)]\s|\s[-–—|/]\s|\s)(?:[Ff]ot|[Zz]dj)\.\s?({_MAKER}(?:\s?/\s?{_MAKER})?)\s*\.?$"
)
_COURTESY = re.compile(
    r"\s*[-–—]?\s*\(?(?:photos?|images?|pictures?)\s+(?:is\s+)?(?:courtesy of|courtesy|by|from)\s+"
    r"([^()]{2,80}?)\)?\.?\s*$",
    re.I,
)

_AGENCY = rf"(?:[A-ZĐ]{{2,7}}|{AGENCY_PATTERN})"
_AGENCY_PHOTO = re.compile(
    rf"\s*[—–-]\s*({_AGENCY}(?:\s?/\s?{_AGENCY}){{0,2}})"
    r"(?:\s+(?:[Ff]ile\s+)?[Pp]hotos?\b([^.]{0,60}))?\.?\s*$"
)
# Without a dash, of which only a line's end tells: "At the port. VNA/VNS Photo Ngọc Hà".
_BARE_AGENCY_PHOTO = re.compile(
    rf"\s(({_AGENCY}(?:\s?/\s?{_AGENCY}){{0,2}})\s(?:[Ff]ile\s)?Photos?(?:\s(?:by\s)?[A-ZĐ][\w.]*){{0,5}})$"
)


# Each form of a credit, in order, and characters of which a caption with it has one, if known.
_FORMS = tuple(
    (pattern, frozenset(marks))
    for pattern, marks in (
        (_BRACKETED, ")]）】"),
        (_COURTESY, ""),
        (_SHORTENED, "tj"),
        (_AGENCY_PHOTO, "—–-"),
        (_AFTER_WORD, ":：=＝"),
        (_SIGNED, "©Ⓒⓒ"),
        (_TAKEN_BY, "影す摄攝"),
        (_SHOT, "摄攝"),
        (_BY_REPORTER, "자"),
        (_MAKER_IN_BRACKETS, ")]"),
        (_IN_CAPITALS, '.!?…»”"'),
    )
)
_LABEL_BEFORE = re.compile(
    rf"^(?:(?:image |photo |bild|foto)?{_WORD}s?\s?[:：]|{_WORD}\s(?:by|von|de|par|di)\s)\s*",
    re.I,
)
_LABEL_LEFT = re.compile(rf"(?:^|[\s(|–-])(?:{_WORD})\s?[:：]?\s*\)?$", re.I)
_PHOTO_WORD = re.compile(r"photo|picture|image|ảnh|foto|фото|courtesy", re.I)


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Return (caption, credit) of a printed caption.

    ``At the port (Photo: VNA)`` is ``At the port`` by ``VNA``; ``At the port. — VNA/VNS Photo Ngọc
    Hà`` is by ``VNA/VNS``; ``At the port. Photo: T.H`` is by ``T.H``.
    """
    text = clean(caption[:MAX_CAPTION_CHARS])
    signs = frozenset(text)
    for pattern, marks in _FORMS:
        match = None if marks and marks.isdisjoint(signs) else pattern.search(text)
        if match:
            start = match.start()
            if pattern in (_AFTER_WORD, _SHORTENED, _SIGNED, _SHOT, _BY_REPORTER) and text[
                start : start + 1
            ] in tuple('.!?…"”’)。！？」'):
                start += 1
            left = text[:start].strip(" -–—|(©")
            credit = match[1].strip(" /") if pattern is _IN_CAPITALS else match[1].strip()
            if not credit:
                return left or None, None
            return left or None, credit if "." in credit[:-1] else credit.strip(" .")
    return text or None, None


def apart(caption: str, credit: str) -> tuple[str | None, str | None]:
    """Return (caption, credit) of two elements, without the labels between them."""
    credit = clean(credit).strip(" ()[].|©–—-/,;:")
    caption = _LABEL_LEFT.sub("", clean(caption)).strip(" -–—|(©/")
    return caption or None, _LABEL_BEFORE.sub("", credit) or None


def is_caption(text: str) -> bool:
    """Return whether a line is a caption by its wording: it ends in a photo credit."""
    if len(text) > _MAX_CAPTION_LINE_CHARS:
        return False
    text = text[-_CREDIT_REACH:]
    return bool(
        _BRACKETED.search(text)
        or _COURTESY.search(text)
        or ((match := _AGENCY_PHOTO.search(text)) and "hoto" in match[0])
        or ("Photo" in text and _BARE_AGENCY_PHOTO.search(text))
        or ((found := _AFTER_WORD.search(text)) and _PHOTO_WORD.search(found[0]))
    )
