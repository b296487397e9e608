"""Splits captions from picture credits."""

from __future__ import annotations

import re

from pipelines.extraction.lexicon.agencies import AGENCY_PATTERN
from pipelines.text import clean

MAX_CAPTION_CHARS = 1_000

_MAX_CAPTION_LINE_CHARS = 600  # a longer line is a paragraph that mentions a credit

_CREDIT_REACH = 200

_WORD = (
    r"(?:photos?|pictures?|source|images?|photo credit|credit|courtesy|ảnh|nguồn|foto|crédit|фото)"
)

_BRACKETED = re.compile(
    rf"\s*[(\[]\s*(?:{_WORD}s?)\s*(?:by\s|courtesy of\s|courtesy\s|[:：/–-])\s*"
    r"([^()\[\]]{1,80}?)\s*[)\]]\s*\.?\s*$",
    re.I,
)

_AFTER_WORD = re.compile(
    rf"(?:^|[.!?…\"”’)]\s*|\s[-–—|]\s*|\s(?=(?-i:[A-ZẢ])))(?:{_WORD})"
    r"\s?(?:by\s)?[:：]\s*((?:(?!\.\s)[^:]){1,80}?)\s*\.?\s*$",
    re.I,
)

_SIGNED = re.compile(  # a credit of a few words, with or without the kind of the picture
    r"(?:^|[.!?…\"”’)]?\s)[-–—|]?\s?[©Ⓒ]\s?(?:(?:Bild|Foto|Photo)\s?:\s?)?"
    r"([^\s©:]+(?:\s[^\s©:]+){0,8})\s*\.?\s*$"
)
_TAKEN_BY = re.compile(
    r"\s?[=＝（(]\s?([\u3041-\u30ff\u3400-\u9fff]{2,12}?)\s?(?:撮影|写す|摄|攝)[）)]?\s*$"
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


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Return (caption, credit) of a printed caption.

    ``At the port (Photo: VNA)`` is ``At the port`` by ``VNA``; ``At the port. — VNA/VNS Photo Ngọc
    Hà`` is by ``VNA/VNS``; ``At the port. Photo: T.H`` is by ``T.H``.
    """
    text = clean(caption[:MAX_CAPTION_CHARS])
    for pattern in (_BRACKETED, _COURTESY, _AGENCY_PHOTO, _AFTER_WORD, _SIGNED, _TAKEN_BY):
        match = pattern.search(text)
        if match:
            start = match.start()
            if pattern in (_AFTER_WORD, _SIGNED) and text[start : start + 1] in tuple('.!?…"”’)'):
                start += 1
            left = text[:start].strip(" -–—|(©")
            credit = match[1].strip()
            return left or None, credit if "." in credit[:-1] else credit.strip(" .")
    return text or None, None


def is_caption(text: str) -> bool:
    """Return whether a line is a caption by its wording: it ends in a photo credit."""
    if len(text) > _MAX_CAPTION_LINE_CHARS:
        return False
    text = text[-_CREDIT_REACH:]
    return bool(
        _BRACKETED.search(text)
        or _COURTESY.search(text)
        or ((match := _AGENCY_PHOTO.search(text)) and "hoto" in match[0])
        or ((found := _AFTER_WORD.search(text)) and _PHOTO_WORD.search(found[0]))
    )


_PHOTO_WORD = re.compile(r"photo|picture|image|ảnh|foto|фото|courtesy", re.I)
