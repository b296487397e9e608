"""Words beside people's names: roles, credentials, titles, names of outlets and newsrooms."""

from __future__ import annotations

import re

from pipelines.calendar_names import ENGLISH_MONTHS, WEEKDAYS
from pipelines.extraction.lexicon import jobs
from pipelines.text import fold

_LONGEST = 60  # characters of a line
_ROLE_LINE_WORDS = 6
_CREDENTIALS_LIST = (
    "phd ph d md m d ms ma mba msc bsc bs ba rd rdn ld ldn rn np pa do dds dvm jd j esq "
    "cpt cscs cfp cpa pharmd mph mfa facog faad lcsw dnp psyd frcp mrcs np-c msn "
    "edd aprn cnp rph cissn ifbb dpt atc pgdip bds mbbs mbchb cdces cde cns lmft lpc fnp"
)
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
    "release wire wires services service agencies agency agencias agences agenturen agenzie "
    "agencje in at of the for a an our and & to us "
    "video photo visual data social media audience investigative culture lifestyle education "
    "environment world city state legal crime money commerce shopping deals evergreen games "
    "gaming style fashion beauty food travel "
    "kontributor wartawan jurnalis koresponden redaktur penulis pewarta kru tim "
    "redakteur redakteurin korrespondent korrespondentin journaliste correspondant correspondante "
    "envoye envoyee special speciale enviado enviada especial "
    "lokalredaktion sportredaktion politikredaktion "
    "redactor redactora corresponsal periodista giornalista inviato verslaggever"
)
_RANKS_LIST = "head chief senior junior lead deputy managing executive associate"
RANKS = frozenset(_RANKS_LIST.split())
ROLES = frozenset(fold(_ROLES_LIST).split()) | jobs.JOBS
_NOBODY_LIST = (
    "admin administrator staff editor editors editorial newsroom webmaster anonymous unknown "
    "guest author authors root user team test none null undefined n/a na article articles this "
    "feed importer import rss bot crawler newsdesk redaktori zvg"
)
NOBODY = frozenset(_NOBODY_LIST.split())
_STAFF_LIST = (  # folded
    "pv|p v|nhom pv|phong vien|nhom phong vien|btv|bien tap vien|bbt|ban bien tap|ctv|"
    "cong tac vien|nhom tac gia|toa soan|tong hop|t h|pv tong hop|"
    "redaksi|tim redaksi|red|redaccion|redaktion|redaction|die redaktion|la redaction|"
    "la redaccion|กองบรรณาธิการ|ทีมข่าว|ทีมข่าวออนไลน์|"
    "هيئة التحرير|أسرة التحرير|فريق التحرير|المحرر|تحریریه|گروه خبر|haber merkezi|"
    "von der redaktion|der redaktion|da redacao|dalla redazione|della redazione|de la redaccion|"
    "par la redaction|van de redactie|z redakcji|toimitus|szerkesztoseg|redactia|"
    "redakce|redakcia|redaktionen|redaksjonen|redaktionen|σύνταξη|редакция|редакція|本报讯|本刊讯|מערכת"
)
_STAFF = frozenset(map(fold, _STAFF_LIST.split("|")))
_NEWSROOM = re.compile(
    r"^(?:ทีมข่าว|กองบรรณาธิการ|โต๊ะข่าว|ศูนย์ข่าว|ក្រុមព័ត៌មាន|ក្រុមការងារ|ກອງບັນນາທິການ)"
    r"|(?:編集部|編集局|编辑部|編輯部|报道组|編集室|取材班|통신원실|편집부|편집국|취재팀|뉴스팀|뉴스룸|특별취재팀"
    r"|(?:^|\s)(?:ब्यूरो|डेस्क|टीम|ডেস্ক|ব্যুরো|প্রতিবেদক|প্রতিনিধি|બ્યુરો|ડેસ્ક|டெஸ்க்|డెస్క్|ಡೆಸ್ಕ್|ڈیسک|بیورو))$"
)
"""Newsrooms of scripts that end a name with what it is, or begin it so: ``白浜新報編集部``."""
_OUR_REPORT = re.compile(
    r"(?:[A-Z]\.\s?){2,4}(?:Report|Monitoring|Correspondent)"
    r"|(?:Staff|Monitoring|Bureau|News Desk|Web Desk) (?:Report|Desk|Monitoring)"
)
"""A newsroom in South Asia: ``H.D. Report``, ``Monitoring Report``."""
_PARTICLES_LIST = "de la van von der den di da du do le bin al el ibn dos das del ter y e"
PARTICLES = frozenset(_PARTICLES_LIST.split())
_NO_NAMES_LIST = (
    "by द्वारा بواسطة توسط tarafından przez от від par por von door oleh bởi โดย "
    "vom updated published posted share advertisement comments comment follow subscribe"
)
_CALENDAR = {*ENGLISH_MONTHS, *map(fold, WEEKDAYS)}
NO_NAMES = frozenset((*_NO_NAMES_LIST.split(), *fold(_NO_NAMES_LIST).split())) | _CALENDAR - {
    "may"
}  # which is also a name
_JOBS_LIST = (
    "editor writer reporter correspondent contributor columnist producer photographer journalist"
)
JOBS = frozenset(_JOBS_LIST.split())
_JOBS_BEHIND_LIST = (
    "기자 특파원 인턴기자 선임기자 전문기자 객원기자 논설위원 記者 编辑 編集委員 特派員 记者"
)
JOBS_BEHIND = frozenset(_JOBS_BEHIND_LIST.split())
CREDENTIALS = frozenset(_CREDENTIALS_LIST.split())
_CALLS_LIST = (  # first words of buttons
    "tweet buy read watch get shop subscribe follow share listen view download click order learn "
    "انسخ شارك discover explore join log login related latest "
    "mehr weitere weiterlesen lire voir leer saiba leia scopri leggi lees meer czytaj"
)
CALLS = frozenset(_CALLS_LIST.split())
_TITLES_LIST = "kontributor koresponden wartawan jurnalis redakteur redaktion correspondant"
_NEWSROOMS_LIST = (
    "redaktion online-redaktion redaccion redacao redazione redakcja redactie redaksi newsroom "
    "редакция редакція redaktionen redaksjonen toimitus szerkesztoseg redakce redactia"
)
NEWSROOMS = frozenset(map(fold, _NEWSROOMS_LIST.split()))
TITLES = frozenset(_TITLES_LIST.split())  # followed by a place: ``Kontributor Kelam``
_COMPANIES_LIST = (  # legal forms, and words for an outlet
    "limited ltd inc llc plc gmbh corp corporation company jsc tbk pty bhd sdn sarl publishing "
    "publications publishers holdings broadcasting news updates"
)
COMPANIES = frozenset(_COMPANIES_LIST.split())
_OUTLET_LIST = (  # last words of outlets' names, and social networks
    "news pictorial times vietnamplus newspaper edition gazette tribune online facebook twitter "
    "instagram youtube linkedin whatsapp telegram tiktok pinterest zalo messenger"
)
_OUTLET_WORDS = frozenset(_OUTLET_LIST.split())
_ALSO_SURNAMES_LIST = "post daily express herald today service illustrated plus"
_ALSO_SURNAMES = frozenset(_ALSO_SURNAMES_LIST.split())  # of an outlet's name of three words
_SITES_LIST = (
    "ledger courier observer chronicle examiner inquirer dispatch bulletin journal weekly echo"
)
_MAY_END_OUTLET = _ALSO_SURNAMES | _OUTLET_WORDS | frozenset(_SITES_LIST.split())
_KINDS_OF_OUTLET_LIST = (  # none of them is a family name
    "zeitung tageszeitung tageblatt wochenblatt nachrichten verlag verband stiftung sekretariat "
    "jornal diario periodico ediciones noticias giornale dagblad avisen magazin journalen "
    "газета издание новости редакция комсомолец info"
)
KINDS_OF_OUTLET = frozenset(map(fold, _KINDS_OF_OUTLET_LIST.split()))
_ARTICLES_LIST = "the der die das le la les el los las il lo o os a as"
ARTICLES = frozenset(_ARTICLES_LIST.split())
_EDITIONS_LIST = "deutschland osterreich schweiz france espana italia international tv radio"
EDITIONS = frozenset(_EDITIONS_LIST.split())
"""What stands behind a site's name in that of its newsroom: ``Harbour Deutschland``."""
_LEADS_LIST = "von vom by par por door oleh przez"
LEADS_TO_NAME = frozenset(_LEADS_LIST.split())
"""Words between a label and a name, none of which ends one."""
_OUTLETS = frozenset(("sai gon giai phong", "vietnam illustrated", "vietnam plus", "usa today"))
_LAST_ROLES_LIST = (
    "reporter editor writer correspondent columnist contributor staff journalist producer "
    "photographer critic analyst team desk newsroom magazine newspaper media network agency "
    "report reports monitoring bureau "
    "redaktion redaksi redaccion redacao redazione redactie"
)
LAST_ROLES = frozenset(_LAST_ROLES_LIST.split())


def is_role(text: str) -> bool:
    """Return whether a text consists of role words (``Staff Writer``)."""
    words = fold(text).split()
    return bool(words) and all(word in ROLES or word.rstrip("s") in ROLES for word in words)


def is_staff(text: str) -> bool:
    """Return whether a whole text names the newsroom but no person (``Nhóm PV``, ``BBT``)."""
    return len(text) < _LONGEST and (
        fold(text) in _STAFF or bool(_NEWSROOM.search(text)) or bool(_OUR_REPORT.fullmatch(text))
    )


def is_role_line(text: str) -> bool:
    """Return whether a line below a name says what the person is: ``Viet Nam News reporter``."""
    words = fold(text).split()
    if not 0 < len(words) <= _ROLE_LINE_WORDS or not text[-1].isalpha():
        return False
    return words[-1] in LAST_ROLES or jobs.is_job(text)


def may_end_outlet(name: str) -> bool:
    """Return whether a name's last word ends names of outlets; it may be a person's, too."""
    return fold(name).split()[-1:] != [] and fold(name).split()[-1] in _MAY_END_OUTLET


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
