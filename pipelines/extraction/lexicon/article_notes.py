"""Notes of an article about itself at its end: corrections, remarks, contacts, prices."""

# ruff: noqa: E501 - rows of words, in many scripts

from __future__ import annotations

import re

_MAX_NOTE_CHARS = 600  # characters
_NOTE = re.compile(
    r"^\W{0,3}(?:corrections?|clarifications?|corrigendum|editors?(?:[’']s?)? notes?|note(?: to editors)?"
    r"|notes|disclaimer|disclosure|update|updated|explainer|source|sources|contact|contacts|"
    r"đính chính|cải chính|ghi chú|lưu ý|chú thích|tòa soạn|thông tin thêm|liên hệ|nguồn|"
    r"rectificatif|erratum|note de la rédaction|ndlr|précision|korrektur|anmerkung(?: der redaktion)?"
    r"|hinweis|corrección|fe de erratas|nota(?: de la redacción| da redação| del editor)?|aclaración"
    r"|correção|ralat|koreksi|catatan(?: redaksi)?|更正|编者按|编注|訂正|注|примечание|исправление"
    r"|កំណែតម្រូវ|កែតម្រូវ|แก้ไข|หมายเหตุ|정정|바로잡습니다|تصحيح|تصويب)\s?[:：៖.–—-]",
    re.I,
)
_CORRECTION = re.compile(
    r"^\W{0,3}(?:corrections?|clarifications?|corrigendum|đính chính|cải chính|rectificatif|erratum|"
    r"korrektur|corrección|fe de erratas|correção|ralat|koreksi|更正|訂正|исправление|កំណែតម្រូវ|កែតម្រូវ|แก้ไข|정정|바로잡습니다|تصحيح|تصويب)"
    r"\s?[:：៖.–—-]\s?\S.*(?:[.。។!?)]|[\u0e00-\u0eff])$",
    re.I,
)
_OF_ITSELF = re.compile(
    r"\b(?:this|the|an earlier version of this) (?:article|story|report|post|piece|interview|text)\b"
    r".{0,60}\b(?:was|has been|have been|is|were|appeared|originally|first|earlier|misstated|gave)\b"
    r"|\bhave been changed\b|\b(?:names?|quotes?) (?:have|has) been (?:changed|edited)"
    r"|\b(?:bài viết|bài báo) (?:này|đã)\b|\btên nhân vật đã\b|\bcet article\b|\bdieser (?:artikel|text)\b",
    re.I,
)
_ITSELF_WORDS = (
    *("article", "story", "report", "post", "piece", "interview", "text", "changed", "edited"),
    *("bài viết", "bài báo", "tên nhân vật", "artikel"),
)
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
_NUMBER = re.compile(r"\d[\d ().-]{7,}\d")
_CONTACT = re.compile(
    r"\b(?:(?:https?://|www\.)\S"
    r"|(?:for (?:more|further) (?:information|details)|for (?:tickets|bookings|reservations))\b"
    r"|(?:entry|admission|entrance) (?:is|fee|costs?)\b|(?:open(?:s|ing)? (?:daily|hours|times))\b)",
    re.I,
)
_FOOTNOTE = re.compile(r"^(?:\(?\*+\)?|\[\d+\]|\(\d+\)|[¹²³†‡])\s*\S")
# Lines above what a release prints below its end: notes, who the sender is, whom to ask.
_HEADS_NOTES = re.compile(
    r"^\W{0,3}(?:(?:editors?(?:[’']?s?)? |media )?notes?(?: (?:to|for) (?:the )?(?:editors?|media))?"
    r"|(?:media |press )?(?:contacts?|enquiries|inquiries)(?: details| information)?|background"
    r"|(?:for )?(?:more|further) information|about (?:the )?[A-Z][\w’'&.-]*(?: [\w’'&.-]+){0,6}"
    r"|ghi chú(?: cho biên tập)?|thông tin (?:liên hệ|thêm)|liên hệ(?: báo chí)?|pressekontakt"
    r"|über (?:die |das |den )?[A-Z]\w*(?: \w+){0,5}|hinweise? (?:an|für) (?:die )?redaktion(?:en)?"
    r"|contacts? presse|à propos d(?:e |u |es |’|')[\w’' -]{2,50}|(?:acerca de|sobre) [\w ]{2,50}|contacto(?: de prensa)?"
    r"|notas? (?:al editor|para editores)|tentang [A-Z][\w ]{2,40}|narahubung|kontak media)\W{0,3}$",
    re.I,
)
_MAX_HEAD_CHARS = 80  # characters


def heads_notes(text: str) -> bool:
    """Return whether a line is the heading of notes to a release, below its end."""
    return len(text) <= _MAX_HEAD_CHARS and _HEADS_NOTES.match(text) is not None


def is_correction(text: str) -> bool:
    """Return whether a line corrects the article."""
    return len(text) <= _MAX_NOTE_CHARS and _CORRECTION.match(text) is not None


def is_note(text: str) -> bool:
    """Return whether a line below the article's end is a note about the article."""
    if len(text) > _MAX_NOTE_CHARS:
        return False
    if _NOTE.match(text) or _FOOTNOTE.match(text):
        return True
    if _MAIL.search(text) or _NUMBER.search(text) or _CONTACT.search(text):
        return True
    lowered = text.lower()
    may_be = any(word in lowered for word in _ITSELF_WORDS)  # the pattern is slow, and few do
    return may_be and _OF_ITSELF.search(text) is not None
