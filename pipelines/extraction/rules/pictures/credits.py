"""Lines that are or end in a picture's credit: who took it, and for whom."""

from __future__ import annotations

import re

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.agencies import AGENCY_PATTERN, PICTURE_AGENCIES
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING, PARAGRAPH
from pipelines.text import fold

_LONGEST, _LINE_LONGEST = 700, 60  # characters of a line that ends in a credit, and is one
_CREDIT_REACH = 120  # characters from the end; no credit is longer
_FOLDED_REACH = 200  # folded characters that cover the same end
_CREDIT_MARKS = re.compile(r"[:/(\[—–-]")  # every Vietnamese credit of a pattern has one
_CREDIT_WORDS = (
    "photo",
    "courtesy of",
    "source",
    "image",
    "picture",
    "foto",
    "credit",
    "bild",
    "zdjecie",
)
_CREDIT_END = re.compile(
    r"[(\[](?:photo|source|image|picture|foto|ảnh|nguồn ảnh|crédit|credit)s?\s*:[^()\[\]]{2,60}"
    r"[)\]]\.?$"
    r"|[(\[](?:photo|image|picture)s? (?:by|from|courtesy of)\s[^()\[\]]{2,60}[)\]]\.?$"
    r"|[(\[](?-i:[A-Z])[\w.&’' ]{1,30}\s(?:file )?(?:photo|foto)s?"
    r"(?:\s?[/,:]\s?[^()\[\]]{2,60})?[)\]]\.?$"
    r"|[(\[](?:illustrative|illustration|file|archive|stock) (?:photo|image|picture)s?[)\]]\.?$"
    r"|[(\[]ảnh (?:minh h(?:ọa|oạ)|tư liệu|chụp màn hình)[^()\[\]]{0,30}[)\]]\.?$"
    r"|^(?:ảnh (?:minh h(?:ọa|oạ)|tư liệu)|(?:illustrative|file) photo)\.?$"
    r"|(?:[-–—.]\s*|^)(?:photos?|fotos?)\s*:\s*\S.{0,40}$"
    r"|(?:[-–—.]\s*|^)(?:nguồn )?ảnh\s*:\s*(?P<whose>\S.{0,40})$"
    r"|(?:[.!?…]\s+|^)ảnh\s(?P<whom>[^\W\d][^.,:;/()]{2,40}/[^.,:;()]{2,30})$"
    rf"|(?:\s[—–-]\s+|[.!?…”\"]\s+|^)(?-i:(?:{AGENCY_PATTERN})(?:\s?/\s?(?:{AGENCY_PATTERN}))?)"
    r"\s+photos?\b.{0,40}$"
    r"|(?:[.!?…”\"»]\s+|^)(?:photos?|fotos?|bild|ảnh)\s(?-i:[A-ZÀ-ÞĐ])[^.!?/|]{1,30}\s?[/|]\s?[^!?]{1,30}$"
    r"|\s[—–-]\s+photo (?:courtesy of|by|from)\b.{0,60}$"
    r"|(?:[.!?…”\"]\s+|^)(?:photo|image|video|illustration)s? courtesy of\s[^.!?]{1,50}$"
    r"|(?:[.!?…”\"]\s+|^)photos? (?:by|from)\s(?-i:[A-ZÀ-ÞĐ])[^.!?]{1,50}$"
    r"|(?:[.!?…”\"»)]\s+|^)(?:bildrechte|bildquelle|crédits? photos?|zdjęcie|fotocredit)"
    r"\s*:\s*\S.{1,60}$"
    r"|^(?:photo|image) credits?\s*:\s*©[^!?]{2,90}$"
    r"|[.!?…”\"»)]\s+(?:credits?|crédits?|créditos?)\s?:\s?(?-i:[A-ZÀ-ÞĐ©])[^!?:]{1,60}$",
    re.I,
)
_SOURCE_END = re.compile(r"(?:[.!?…”\"]\s+|^)(?:source|nguồn)\s?:\s?[^.!?:]{2,40}$", re.I)
_CREDIT_SIGN = re.compile(r"[©:：៖／/=＝]|\.\s[pfảzPFẢZ]|^[fzFZ]\w+\.")  # in each of these two
# Credits that only an image right above proves.
_CREDIT_BELOW_IMAGE = re.compile(
    r"(?:^|[\s.)。])©\s?[^\W\d][^.!?:]{1,40}$"
    r"|(?:^|[\s.(（。])(?:ภาพ|ภาพถ่าย|ຮູບ|ຮູບພາບ|រូប|រូបភាព|រូបថត|图|图片|圖|摄影|攝影|写真|사진|"
    r"hình|ảnh|foto|photo|bild|фото|تصوير|صورة|kuva|kép|fotó|fotografie|φωτογραφία|φωτό|צילום|"
    r"फोटो|ພາບ|عکس|fotoğraf|zdjęcie|снимка)\s?[:：៖／/=＝]\s?[^\W\d][^.!?:：]{1,40}$"
    r"|[＝=][^\W\d]{2,12}撮影$"
    r"|(?:^|\s)(?:fot|zdj)\.\s?:?\s?[^\W\d][^!?:]{1,40}$"
    r"|[.!?]\s(?-i:[A-Z]{2,12})\s?/\s?(?-i:[A-ZÀ-Þ])[^!?:/]{1,40}$"
    r"|\s(?:credits?|crédits?|créditos?)\s?:\s?(?-i:[A-ZÀ-ÞĐ])[^.!?:]{1,40}$"
    r"|\.\s(?:photos?|fotos?|ảnh)\s(?-i:[A-ZÀ-ÞĐ])\w+(?:\s(?-i:[A-ZÀ-ÞĐ])\w+){1,3}$"
    r"|(?:^|[\s.(])images?\s?:\s?(?-i:[A-ZÀ-ÞĐ])[^.!?:]{1,40}$",
    re.I,
)
_NAME = r"[A-ZÀ-ÞĐ][\w.’'-]*"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{1,3}}"
# "At the quay Lan Vien / Orrin Post", "At the quay (Lan Vien/VNA)"
_PHOTOGRAPHER = re.compile(
    rf"^[^:]*\s(?:{_NAMES}\s/\s|\({_NAMES}\s?/\s?(?=[^()]*\)$)){_NAME}[^/.!?:]{{0,30}}$"
)
_NO_NAMES = ("courtesy", "provided", "cung cấp", "internet", "minh h", "tư liệu", "sưu tầm", "chụp")
_GALLERY_NOTE = 3  # blocks above a gallery's credit


def credit_lines(context: RuleContext) -> Removals:
    """Yield lines that are or end in a picture credit: ``(Photo: VNA)``, ``Getty / Lan Vien``."""
    for block in context.judged:
        size = len(block.text)
        if block.kind is not PARAGRAPH or size >= _LONGEST:
            continue
        if size < _LINE_LONGEST and "/" in block.text and _is_credit(block.text):
            yield block.index, "caption"
            continue
        if _may_be_credit(block) and _ends_in_credit(block.text):
            yield block.index, "caption"
        elif block.folded.startswith("gallery credit "):
            yield from _gallery_above(context, block.index)


def _gallery_above(context: RuleContext, credit: int) -> Removals:
    """Yield the heading and the note of a gallery of the outlet's that a text embeds.

    Its pictures are not in the markup; its credit is the last line.
    """
    above = range(credit - 1, max(-1, credit - 1 - _GALLERY_NOTE), -1)
    head = next((at for at in above if context.blocks[at].kind is HEADING), credit)
    for index in range(head, credit):
        yield index, "caption: a gallery of its own"


def _may_be_credit(block: Block) -> bool:
    """Return whether the line's end contains a credit word: the patterns are slow, and few do."""
    tail = block.folded[-_FOLDED_REACH:]
    if any(map(tail.__contains__, _CREDIT_WORDS)):
        return True
    # "Ảnh" is part of many Vietnamese words.
    at = max(0, len(block.text) - _CREDIT_REACH)
    return "anh" in tail and bool(
        block.folded.startswith("anh ") or _CREDIT_MARKS.search(block.text, at)
    )


def _ends_in_credit(text: str) -> bool:
    match = _CREDIT_END.search(text, max(0, len(text) - _CREDIT_REACH))
    if match is None:
        return False
    whose = match["whose"] or match["whom"]
    if not whose or match.start() == 0:
        return True
    return not whose[0].islower() or "." in whose or any(word in whose for word in _NO_NAMES)


def _is_credit(text: str) -> bool:
    """Return whether a line is a photographer and an agency; two agencies sign an article."""
    parts = [part.strip() for part in text.split("/")]
    theirs = [fold(part) in PICTURE_AGENCIES for part in parts]
    return len(parts) == 2 and any(theirs) and not all(map(agency_marks.is_agency, parts))


def ends_below_image(block: Block) -> bool:
    """Return whether a line right below an image ends by naming its source."""
    if not _CREDIT_SIGN.search(block.text):
        return False
    return bool(
        _SOURCE_END.search(block.text)
        or _CREDIT_BELOW_IMAGE.search(block.text)
        or (block.kind is PARAGRAPH and _PHOTOGRAPHER.match(block.text))
    )
