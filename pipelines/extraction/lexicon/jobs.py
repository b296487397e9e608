"""Jobs of a newsroom by language, words that name a body, and "our correspondent" before a name."""

from __future__ import annotations

import re

from pipelines.text import fold

_JOBS_LIST = (
    "journaliste redacteur redactrice reportrice correspondant correspondante chroniqueur "
    "chroniqueuse redakteur redakteurin reporterin journalistin korrespondent korrespondentin "
    "autor autorin volontar volontarin periodista redactor redactora reportero reportera "
    "corresponsal columnista cronista jornalista redator redatora correspondente colunista "
    "giornalista corrispondente redattore redattrice inviato inviata verslaggever verslaggeefster "
    "journalist correspondent redacteur dziennikarz dziennikarka reporterka redaktor redaktorka "
    "korespondent korespondentka novinar novinarka zpravodaj zpravodajka publicista redaktorica "
    "redigerer reporter skribent journalisten kronikor toimittaja reportteri avustaja "
    "ujsagiro ujsagironő szerkeszto tudosito munkatars jurnalist jurnalista ziarist "
    "корреспондент корреспондентка журналист журналистка обозреватель редактор репортер спецкор "
    "кореспондент кореспондентка журналіст журналістка оглядач репортерка редакторка "
    "muhabir muhabiri editor editoru gazeteci δημοσιογραφος συντακτης συντακτρια ανταποκριτης "
    "wartawan jurnalis redaktur koresponden pewarta wartawati"
)
JOBS = frozenset(fold(_JOBS_LIST).split())
"""What a person is called who writes for a newspaper; folded, for the languages but English."""
_JOINING_LIST = (
    "de del da do dos das di della du des der die fur bei im in van voor bij pri w z u v na o "
    "en em la a la en el les le l d отдела отделу раздела газеты в от при из на"
)
_JOINING = frozenset(fold(_JOINING_LIST).split())
_MOST_WORDS = 6

_BODIES_LIST = (  # none of them is a family name
    "council university hospital ministry department office bureau authority commission committee "
    "association organization organisation foundation institute federation government "
    "administration protection trust embassy consulate customs parliament secretariat coalition "
    "ministerio ministere ministerium universidad universite universitat universidade universita "
    "gobierno gouvernement regierung ayuntamiento mairie associazione asociacion fundacion "
    "fondation fundacao fondazione instituto institut istituto comision commissione comissao "
    "agencia agence agenzia kementerian pemerintah universitas yayasan bakanligi "
    "belediyesi universitesi "
    "министерство университет администрация правительство міністерство університет"
)
BODIES = frozenset(fold(_BODIES_LIST).split())
"""Words that make a name that of an office or an organisation; folded."""

_TO = r"(?:\s(?:à|en|au|aux|a|ad|in|em|aus|da)\s[A-ZÀ-Þ][\w’'-]+)?,?"
_OURS = (
    r"(?:dal|dalla|dai)\s(?:nostr[oaie]\s)?(?:inviat[oaie]|corrispondent[ei])(?:\sspecial[ei])?",
    r"(?:de|par) (?:notre|nos) (?:envoyée?s?|correspondante?s?|journalistes?)(?:\sspécia\w{1,3})?",
    r"(?:de|por) nuestr[oa]s? (?:enviad[oa]s?|corresponsal(?:es)?|redactor(?:a|es|as)?)"
    r"(?:\sespecial(?:es)?)?",
    r"(?:do nosso|da nossa|dos nossos) (?:enviad[oa]s?|correspondentes?)(?:\sespecia(?:l|is))?",
    r"(?:van|door) on(?:ze|s) (?:verslaggevers?|verslaggeefster|correspondente?|redact\w{3,4})",
    r"od naszego korespondenta|od naszej korespondentki",
    r"(?:наш |специальный |собственный )?(?:корреспондент|спецкор|кореспондент)",
)
OUR_CORRESPONDENT = rf"(?:{'|'.join(_OURS)}){_TO}"
"""Pattern of what some newsrooms print before the name of one of theirs abroad."""
_DIGIT = re.compile(r"\d")


def is_job(text: str) -> bool:
    """Return whether a line says what a journalist is: ``Redaktorin``, ``periodista de aquí``."""
    words = fold(text).split()
    if not 0 < len(words) <= _MOST_WORDS or _DIGIT.search(text):
        return False
    if words[0] in JOBS:
        return len(words) == 1 or words[1] in _JOINING
    return words[-1] in JOBS
