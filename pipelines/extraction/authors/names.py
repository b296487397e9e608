"""Parses author names: people, without roles, places, "By", and the site's own name.

Names come from strings that hold several, with credentials, agencies and sentences between them.
The string is split at separators, and parts that are not people are dropped by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipelines.calendar_names import ENGLISH_MONTHS, ENGLISH_SHORT_WEEKDAYS, ENGLISH_WEEKDAYS
from pipelines.extraction.authors import credit_lines
from pipelines.extraction.dates import patterns
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.page_data.structured_data import plain, values
from pipelines.text import fold

_MAX_BYLINE_CHARS = 400
_MAX_AUTHORS = 20
_NAME_LONGEST = 60
_NAME_WORDS = 6
_SITE_LEAST = 8  # letters: no person's name begins with a site's name this long

_BY = re.compile(
    r"^(?:(?:written|words|posted|reported|published|story|stories|report|text|by-?line|edited|"
    r"reviewed|contributed|submitted|compiled)\s{0,2}(?:by)?\s{0,2}:?\s|by\s{0,2}:|by\s|"
    r"authors?\s{0,2}[:|]|from\s|(?:ein bericht )?von\s|(?:propos recueillis )?par\s|"
    r"por\s|di\s|door\s|oleh\s{0,2}:?\s|bởi\s|"
    r"(?:pewarta|penulis|wartawan)\s{0,2}:?\s|"
    r"tác giả\s{0,2}:|bài\s{0,2}:|thực hiện\s{0,2}:|(?:bài,?\s)?ảnh\s{0,2}:|автор\s{0,2}:|"
    r"作者\s?[:：]|文\s?[/:：]|记者\s?|記者\s?)\s*",
    re.I,
)
_TAIL = re.compile(
    r"(?:\s[|•·]\s|\s[-–—]\s|\s?[•·|]\s?|,\s|\s)"
    r"(?:updated?|published|posted|last (?:modified|updated)|for\sthe\s|special to|"
    r"in\s(?=[A-Z])|is\s(?:an?|the)\s|has\s(?:been|written)|covers?\s|\d{1,2}:\d{2}|on\s[A-Z][a-z]+day|"
    rf"(?:{'|'.join(ENGLISH_MONTHS)})\b\.?\s\d|(?:{'|'.join(ENGLISH_WEEKDAYS)})\b|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2}).*$",
    re.I | re.S,
)
# "Lan Vien Publié le"; "Date" is also a surname.
_DATED = re.compile(rf"[\s|,•·–—-](?!date\b){patterns.LABEL.pattern}.*$", re.I | re.S)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*")
_ADDRESS = re.compile(r"https?://\S*|www\.\S*|\S+@\S+|(?<!\w)@\w+")
_SPLIT = re.compile(
    r"\s*(?:[,;|/／•·&、，；]|\s[-–—+]\s|\b(?:and|und|và|with|avec|con)\b|(?<=\w)\s(?:et|y|e)\s(?=[A-ZÀ-Þ]))\s*",
    re.I,
)
_SPLIT_ONE = re.compile(_SPLIT.pattern.replace(r"|\s[-–—+]\s", ""), re.I)
_CREDENTIALS_LIST = (
    "phd ph d md m d ms ma mba msc bsc bs ba rd rdn ld ldn rn np pa do dds dvm jd j esq "
    "cpt cscs cfp cpa pharmd mph mfa facog faad lcsw dnp psyd frcp mrcs np-c msn "
    "edd aprn cnp rph cissn ifbb dpt atc pgdip bds mbbs mbchb cdces cde cns lmft lpc fnp"
)
_CREDENTIALS = frozenset(_CREDENTIALS_LIST.split())
_ROLES_LIST = (
    "reporter reporters editor editors writer writers correspondent correspondents columnist "
    "contributor contributors contributing staff senior junior managing deputy assistant "
    "associate executive chief journalist producer director photographer photographers "
    "freelance guest news sports business political politics national international health "
    "science technology tech entertainment features digital opinion local breaking special "
    "author authors critic analyst professor host anchor fellow intern president founder "
    "co-founder ceo manager lead head coordinator specialist expert reviewer team desk bureau "
    "editorial newsroom board admin administrator webmaster web online content user "
    "guest-post contributor's community redaction redaktion redacción redacao redação "
    "redazione redakcja bbt phóng viên biên tập pv ctv columns general publisher press "
    "release wire services service agencies agency in at of the for a an our and & to us "
    "video photo visual data social media audience investigative culture lifestyle education "
    "environment world city state legal crime money commerce shopping deals evergreen games "
    "gaming style fashion beauty food travel "
    "kontributor wartawan jurnalis koresponden redaktur penulis pewarta kru tim "
    "redakteur redakteurin korrespondent korrespondentin journaliste correspondant correspondante "
    "envoye special redactor redactora corresponsal periodista giornalista inviato verslaggever"
)
_RANKS_LIST = "head chief senior junior lead deputy managing executive associate"
_RANKS = frozenset(_RANKS_LIST.split())
_ROLES = frozenset(fold(_ROLES_LIST).split())
_NOBODY_LIST = (
    "admin administrator staff editor editors editorial newsroom webmaster anonymous unknown "
    "guest author authors root user team test none null undefined n/a na article articles this"
)
_NOBODY = frozenset(_NOBODY_LIST.split())
_STAFF_LIST = (  # folded
    "pv|p v|nhom pv|phong vien|nhom phong vien|btv|bien tap vien|bbt|ban bien tap|ctv|"
    "cong tac vien|nhom tac gia|toa soan|tong hop|t h|pv tong hop|"
    "redaksi|tim redaksi|red|redaccion|redaktion|redaction|die redaktion|la redaction|"
    "la redaccion|กองบรรณาธิการ"
)
_STAFF = frozenset(_STAFF_LIST.split("|"))
_VERBS = re.compile(  # these make it a sentence; "Will" and "May" are names
    r"\b(?:is|are|was|has|have|who|that|this|you|your|click|read|more|view|see)\b"
    r"|\b(?i:click|read more|view|see all)\b"
)
_PARTICLES_LIST = "de la van von der den di da du do le bin al el ibn dos das del ter y e"
_PARTICLES = frozenset(_PARTICLES_LIST.split())
_NO_NAMES_LIST = "by updated published posted share advertisement comments comment follow subscribe"
_CALENDAR = {*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS, *ENGLISH_SHORT_WEEKDAYS}
_NO_NAMES = frozenset(_NO_NAMES_LIST.split()) | _CALENDAR - {"may"}  # which is also a name
_JOBS_LIST = (
    "editor writer reporter correspondent contributor columnist producer photographer journalist"
)
_JOBS = frozenset(_JOBS_LIST.split())
# What ends a Chinese byline: "／Hanoi report", the name of a newspaper or an agency.
_PRINTED_BY = re.compile(
    r"(?:报道|報導|報道|综合|綜合|编译|編譯|特稿|[日晚时時合]报|[日晚时時合]報|新聞|新闻|通讯社|通信社|[電电讯訊])$"
)
_CAPITALS = re.compile(r"^((?:[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+\s){2,4})(?=[A-ZÀ-ÞĐ][a-zà-ÿ]{2})")
_JOBS_BEHIND_LIST = (
    "기자 특파원 인턴기자 선임기자 전문기자 객원기자 논설위원 記者 编辑 編集委員 特派員 记者"
)
_JOBS_BEHIND = frozenset(_JOBS_BEHIND_LIST.split())
_NAME_END = re.compile(r"\s*,\s+|\s+[-–—|]\s+|\s*[(\[]")
_ENDS = re.compile(r"^\.+\s*|(?<!\b[A-Z])(?<!\bJr)(?<!\bSr)\s*\.+$")
_PERSON_KEYS = ("name", "alternateName")
_NAME_PARTS = ("givenName", "additionalName", "familyName")


_NAME = re.compile(
    r"^(?:[A-ZÀ-ÞĐĂƠƯẠ-Ỹ][\w’'.-]*|d[aeiou]|van|von|de|del|la|le|bin|al|el)(?:\s(?:[A-ZÀ-ÞĐĂƠƯẠ-Ỹ]"
    r"[\w’'.-]*|d[aeiou]|van|von|de|del|la|le|bin|al|el)){0,5}$"
)


def is_role(text: str) -> bool:
    """Return whether a text consists of role words (``Staff Writer``)."""
    words = fold(text).split()
    return bool(words) and all(word in _ROLES or word.rstrip("s") in _ROLES for word in words)


def is_staff(text: str) -> bool:
    """Return whether a whole text names the newsroom but no person (``Nhóm PV``, ``BBT``)."""
    return len(text) < _NAME_LONGEST and fold(text) in _STAFF


def is_site(name: str, sites: Iterable[str]) -> bool:
    """Return whether a name is one of the site's, given in compact form."""
    return "".join(fold(name).split()).removeprefix("the") in sites


def is_role_line(text: str) -> bool:
    """Return whether a line below a name says what the person is: ``Viet Nam News reporter``."""
    words = fold(text).split()
    return 0 < len(words) <= _NAME_WORDS and text[-1].isalpha() and words[-1] in _LAST_ROLES


def looks_like_name(text: str) -> bool:
    """Return whether every word could be part of a person's name."""
    return 2 <= len(text) <= _NAME_LONGEST and bool(_NAME.match(text))


def printed_form(name: str) -> str:
    """Return a name in its stored form: capitals are changed to title case."""
    return name.title() if name.isupper() and " " in name else name


def undated(text: str) -> str:
    """Return a byline without the label of a date behind it: ``Lan Vien Publié le``."""
    return _DATED.sub("", text)


def name_with_role(text: str) -> str | None:
    """Return the name on a line that holds only a name, or a name and a role.

    ``Ann Lee, Staff Writer``, ``Lan Vien (t/h)``.
    """
    match = _NAME_END.search(text)
    name, rest = (text[: match.start()], text[match.end() :]) if match else (text, "")
    name = name.strip()
    if not 2 <= len(name.split()) <= 5 or not (looks_like_name(name) and is_person(name)):
        return None
    if fold(name).split()[0] in _RANKS:  # "Head Winemaker, Co-Founder"
        return None
    behind = rest.strip(" )].")
    if match and not ((match[0].strip()[0] in "([" and len(behind) <= 20) or is_role(behind)):
        return None
    return printed_form(name)


def people(text: str, sites: Iterable[str] = (), *, single: bool = False) -> list[str]:
    """Return the people a string names, in order.

    Args:
        text: a byline, a meta tag, a JSON-LD name.
        sites: folded names of the site, which are not authors.
        single: the text is declared as the name of one author: a dash in it is part of the name.
    """
    text = _ADDRESS.sub(" ", plain(text[:_MAX_BYLINE_CHARS])).strip()
    labelled = credit_lines.parse(text)
    if labelled is not None:
        text = ", ".join(labelled.authors)
    known = {name.replace(" ", "") for name in sites}
    for _ in range(3):
        text = _BY.sub("", text)
    text = undated(_TAIL.sub("", text))
    inner = _BRACKETS.search(text)
    if inner and "".join(fold(inner[0]).split()) in known:
        text = text[: inner.start()] if " " in text[: inner.start()].strip() else ""
    text = _BRACKETS.sub(" ", text)
    if is_site(text, known):
        return []
    found: list[str] = []
    is_behind_site = False
    for part in (_SPLIT_ONE if single else _SPLIT).split(text)[: _MAX_AUTHORS * 2]:
        name = _BY.sub("", _ENDS.sub("", part.strip(" ,:-–—*\"'“”")))
        name = _without_site(_without_credentials(name), known)
        is_place = is_behind_site and " " not in name  # "By Lan Vien, Reuters - Hanoi"
        is_behind_site = is_site(name, known)
        if not is_place and is_person(name, known) and fold(name) not in map(fold, found):
            found.append(printed_form(name))
    return found[:_MAX_AUTHORS]


def is_person(name: str, sites: Iterable[str] = ()) -> bool:
    """Return whether a cleaned part of a byline can be a person."""
    folded = fold(name)
    words = folded.split()
    if not words or len(name) > _NAME_LONGEST or len(words) > _NAME_WORDS:
        return False
    if len(folded) < 2 or any(char.isdigit() for char in folded) or _VERBS.search(name):
        return False
    if len(words) == 1 and len(name) < 7 and name.isupper():  # AFP, CNN: agencies
        return False
    if len(words) == 1 and words[0] in _NO_NAMES:
        return False
    if all(word in _CREDENTIALS for word in words) or not _NOBODY.isdisjoint(words):
        return False
    if folded in _STAFF or folded in credit_lines.LABELS or is_role(name):
        return False
    if words[0] in _PARTICLES and len(words) == 2 and name.split()[-1].isupper():  # "Do UOL"
        return False
    if len(words) > 1 and any(
        word[0].islower() and word not in _PARTICLES for word in name.split()
    ):
        return False
    if words[0] in _CALLS or (words[0] in _TITLES and len(words) < 3):
        return False
    if not _COMPANIES.isdisjoint(words) or is_outlet(name) or phrases.whole(name):
        return False
    if _PRINTED_BY.search(name):
        return False
    is_body = words[0] in _ROLES or name.split()[0].isupper()  # "NFL Analyst"
    if words[-1] in _LAST_ROLES and (len(words) > 2 or is_body):
        return False
    compact = "".join(words).removeprefix("the")
    return compact not in sites and not any(
        len(site) >= _SITE_LEAST and compact.startswith(site) for site in sites
    )


def is_outlet(name: str) -> bool:
    """Return whether a name is an outlet's by its last word: ``Viet Nam News``, ``Khmer Times``."""
    words = fold(name).split()
    if not words:
        return False
    if words[-1] in _OUTLET_WORDS or " ".join(words) in _OUTLETS:
        return True
    if words[-1] == "english":  # also a surname: "SGGP English" begins with capitals
        return len(words) > 1 and name.split()[0].isupper()
    return len(words) > 2 and words[-1] in _ALSO_SURNAMES


_CALLS_LIST = (  # first words of buttons
    "buy read watch get shop subscribe follow share listen view download click order learn "
    "discover explore join log login related latest"
)
_CALLS = frozenset(_CALLS_LIST.split())
_TITLES_LIST = "kontributor koresponden wartawan jurnalis redakteur redaktion correspondant"
_TITLES = frozenset(_TITLES_LIST.split())  # followed by a place: ``Kontributor Kelam``
_COMPANIES_LIST = (  # legal forms, and words for an outlet
    "limited ltd inc llc plc gmbh corp corporation company jsc tbk pty bhd sdn sarl publishing "
    "publications publishers holdings broadcasting"
)
_COMPANIES = frozenset(_COMPANIES_LIST.split())
_OUTLET_LIST = (  # last words of outlets' names, and social networks
    "news pictorial times vietnamplus newspaper edition gazette tribune online facebook twitter "
    "instagram youtube linkedin whatsapp telegram tiktok pinterest zalo messenger"
)
_OUTLET_WORDS = frozenset(_OUTLET_LIST.split())
_ALSO_SURNAMES_LIST = "post daily express herald today service illustrated plus"
_ALSO_SURNAMES = frozenset(_ALSO_SURNAMES_LIST.split())  # of an outlet's name of three words
_OUTLETS = frozenset(("sai gon giai phong", "vietnam illustrated", "vietnam plus"))
_LAST_ROLES_LIST = (
    "reporter editor writer correspondent columnist contributor staff journalist producer "
    "photographer critic analyst team desk newsroom magazine newspaper media network agency"
)
_LAST_ROLES = frozenset(_LAST_ROLES_LIST.split())


def _without_site(name: str, sites: Iterable[str]) -> str:
    """Return a full name without the site's name or other words in lower case behind it.

    ``LAN VIEN Staff``, ``Lan Vien Harbour News``.
    """
    in_capitals = _CAPITALS.match(name)
    words = in_capitals[1].split() if in_capitals else name.split()
    name = " ".join(words)
    for at in range(2, len(words)):
        if is_site(" ".join(words[at:]), sites):
            return " ".join(words[:at])
    return name


def _without_credentials(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _JOBS_BEHIND:
        words.pop()
    while len(words) > 1 and fold(words[-1]).replace(" ", "") in _CREDENTIALS:
        words.pop()
    while len(words) > 2 and fold(words[-1]) in _JOBS:  # "Will Meier Senior Editor"
        words.pop()
        while len(words) > 2 and fold(words[-1]) in _ROLES:
            words.pop()
    return " ".join(words).strip(" ,")


def from_json(value: object, ids: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return the author names in a JSON-LD value: string, object, list, or a reference."""
    found: list[str] = []
    for one in values(value)[:_MAX_AUTHORS]:
        if isinstance(one, Mapping):
            reference = one.get("@id")
            if "name" not in one and isinstance(reference, str):
                one = ids.get(reference, one)
            kinds = [str(kind).lower() for kind in values(one.get("@type"))]
            if any("organization" in kind for kind in kinds) and "person" not in " ".join(kinds):
                names = [f"{name}" for name in values(one.get("name")) if isinstance(name, str)]
                found.extend(name for name in names if looks_like_name(plain(name)))
                continue
            for key in _PERSON_KEYS:
                names = [name for name in values(one.get(key)) if isinstance(name, str) and name]
                if names:
                    found.extend(names)
                    break
            else:
                parts = [part for key in _NAME_PARTS if isinstance(part := one.get(key), str)]
                found.extend([" ".join(parts)] if parts else [])
        elif isinstance(one, str):
            found.append(one)
    return found
