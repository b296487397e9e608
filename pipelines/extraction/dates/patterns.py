"""Patterns of dates, clocks and zones, in machine and printed formats."""

from __future__ import annotations

import re

from pipelines.calendar_names import MONTHS, ZONES
from pipelines.extraction.lexicon.alternatives import one_of
from pipelines.text import count_digits

_MONTH_NAMES = one_of(MONTHS)
# Vietnamese letters only as capitals: "14:30 ch" may begin another word.
_MERIDIEM = (
    r"a\.?m\b\.?|p\.?m\b\.?|(?-i:SA|CH)\b|sáng\b|chiều\b|tối\b|صباحا|مساء|[صم]\b|[πμ]\.?μ\b\.?"
)
_UTC = r"(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|(?:Z|UTC|GMT)\b"

ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    rf"(?:\s{{0,2}}({_MERIDIEM}))?)?"
    rf"\s{{0,2}}\(?({_UTC}|[+-]\d{{2}}:?\d{{2}}(?!\d)|[+-]\d:\d{{2}}(?!\d)|[+-]\d{{2,3}}(?!\d))?",
    re.I,
)
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?", re.A)
"""A machine's date and nothing else, as nearly all metadata have it."""
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?$")
# A two-digit year, as in the standard of 1982; that of 1996 has four digits.
RFC_822 = re.compile(
    rf"(?:[A-Za-z]{{3}},\s{{0,2}})?(\d{{1,2}})\s({_MONTH_NAMES})\s(\d{{2}})(?=,?\s\d{{2}}:\d{{2}})",
    re.I,
)
EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
# Templates glue text: "Mai LinhDec 05, 20232 Shares". After a month's name such a number is a year.
_WORD_START = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
_NAMED_YEAR = r"((?:19|20)\d{2}|\d{4}(?!\d))"
# Arabic outlets print a month's names of two calendars: "3 نوفمبر/تشرين الثاني 2026".
_OTHER_NAME = r"(?:\s?/\s?[\u0621-\u064a]{3,8}(?:\s[\u0621-\u064a]{3,6})?)?"
MONTH_FIRST = re.compile(
    rf"{_WORD_START}({_MONTH_NAMES})(?!\w)\.?,?\s{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"\s{{0,2}}[,/]?\s{{0,3}}{_NAMED_YEAR}",
    re.I,
)
DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:\s{1,3}|[-/,]|(?<=\.))\s{0,2}"
    rf"(?:of\s|de\s|del\s|d[’']|ខែ\s?|เดือน\s?|ເດືອນ\s?)?({_MONTH_NAMES})(?!\w)\.?{_OTHER_NAME}"
    rf"(?:\s{{0,2}}[-/,]?\s{{0,3}}|\s(?:de|del|năm|ឆ្នាំ|ປີ|พ\.ศ\.|ค\.ศ\.)\s?){_NAMED_YEAR}",
    re.I,
)
YEAR_NAMED = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})\.?\s(?:m\.\s)?({_MONTH_NAMES})(?!\w)\.?\s(\d{{1,2}})(?!\d)", re.I
)
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:/|\.\s?)(\d{1,2})(?:/|\.\s?)(\d{1,2})(?!\d)")
CJK_MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2})月\s(\d{1,2}),\s(\d{4})")
CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})(\s?[/.-]\s?)(\d{1,2})\2(\d{4})(?!\d)")
# Two-digit years. Thai newsrooms count them in the Buddhist era.
SHORT_YEAR = re.compile(r"(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(?![\d/.:-]*\d)")
THAI_SHORT_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?({_MONTH_NAMES})(?!\w)\.?\s?((?:5|6|7)\d)(?!\d)", re.I
)
# Short names only before the number, and not at the end of a name: "Hoài Thu 12/10/2026".
WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)\b"
    r"|(?:(?<![^\W\d_]\s)|(?<=\bon\s))\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?\b"
    r"(?=[.,]?\s{0,2}\d|\))",
    re.I,
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
VIETNAMESE = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng\s+|[/-])(\d{1,2})\s*(?:năm\s+|[/-]|,\s*)(\d{4})", re.I
)
# Years of an emperor or a republic; all in Han numerals.
ERA = re.compile(r"(令和|平成|民國|民国)\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
ERA_STARTS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
HAN = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
HAN_ERA = re.compile(
    r"(民國|民国)([一二三四五六七八九十百零〇]{2,6})年"
    r"([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_NAMED, _NUMBERED = (ISO, MONTH_FIRST, DAY_FIRST, YEAR_NAMED), (NUMERIC, YEAR_FIRST)
_ASCII_DAYS = (*_NAMED, *_NUMBERED)
_DAYS = (*_NAMED, ERA, CJK, CJK_MONTH_FIRST, HAN, HAN_ERA, VIETNAMESE, *_NUMBERED)
SHORT_DAYS = (THAI_SHORT_YEAR, SHORT_YEAR)
"""Forms with a two-digit year, which only a line that exists for its date has."""
_FEWEST_DIGITS, _FEWEST_SHORT = 5, 3  # "5 May 2026", "5 ม.ค. 69"


def days(text: str) -> tuple[re.Pattern[str], ...]:
    """Return every form of a date that may be within a longer text."""
    if not may_have_day(text):
        return ()
    return _ASCII_DAYS if text.isascii() else _DAYS


def may_have_day(text: str) -> bool:
    """Return whether a text has enough digits, or Han numerals, for a date.

    Few texts have, and a search for each form takes long.
    """
    return count_digits(text) >= _FEWEST_DIGITS or "年" in text


def may_have_short_day(text: str) -> bool:
    """Return whether a text has enough digits for a date, be its year of two digits."""
    return count_digits(text) >= _FEWEST_SHORT or "年" in text


TO_READ = (
    r"(?:(?:estimated |temps de |tempo (?:de|di) |tiempo de |waktu |thời gian |время |czas |"
    r"timp de |doba |čas |час |χρόνος )?"
    r"(?:read(?:ing)?(?: time)?|lecture|lectura|leitura|lettura|lesezeit|leestijd|baca|đọc|"
    r"czytania|чтения|okuma(?: süresi)?|lästid|læsetid|lesetid|lukuaika|čtení|čítania|olvasási idő|"
    r"citire|ανάγνωσης|читання|זמן קריאה|पढ़ने का समय|čitanja|lugemisaeg|وقت القراءة|مدة القراءة|"
    r"阅读时间|閱讀時間|読了時間|읽는 시간))"
)
"""Words that tell a time to read from other times."""
READING_TIME = re.compile(
    rf"(?:\b{TO_READ}\s?:?\s?)?(?<!\w)\d{{1,3}}[\s-]{{0,2}}"
    rf"(?:min(?:ute|uto|uut|ut)?[sni]?|phút|menit|"
    rf"мин(?:ут[аы]?)?|dk|dakika|minut(?:ter|er|y|a)?|minuuttia|perc|λεπτ[άό]|хв(?:илини?)?|"
    rf"דקות|मिनट|دقائق|دقيقة|分钟?|分鐘?|분)(?!\w)\.?"
    rf"(?:[\s-]{{0,2}}(?:de |di |to |of )?{TO_READ})?(?!\w)",
    re.I,
)
"""How long the article takes to read, as lines between headline and text say it."""
CLOCK = re.compile(
    r"(?<![\d:/.+])(?<!\S-)(\d{1,2})(?:[:hH時时]|[.](?=\d{2}\s?(?:[ap]\.?m|uhr\b|(?-i:[A-Z]{3,4}\b)))"
    r"|(?:(?<=\bkl\s..)|(?<=\bkl\.\s..)|(?<=\bklo\s..)|(?<=\bkl\s.)|(?<=\bkl\.\s.)|(?<=\bklo\s.)|(?<=\bpukul\s..)|(?<=\bjam\s..))[.](?=\d{2}\b))"
    r"(\d{2})(?::(\d{2}))?(?![\d/])"
    rf"\s{{0,2}}({_MERIDIEM})?",
    re.I,
)
HALF_BEFORE = re.compile(
    r"(오전|오후|午前|午後|上午|下午|早上|晚上)\s?(\d{1,2})(?:[:：]|\s?[시時时点點]\s?)(\d{1,2})?(?![\d/])"
)
"""A twelve-hour clock in Korean, Japanese and Chinese: ``오후 2:05``, ``午後2時5分``."""
HOUR = re.compile(r"(?<![\d:/.+-])(\d{1,2})\s?(a\.?m|p\.?m)\b", re.I)
# "UT" is also Utah, and Z a letter: they are zones only right after the clock, at the end.
UNIVERSAL = re.compile(r"\d{2}:\d{2}\s{0,2}(?:UT|Z)$")
HOURS_OFF = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
# After a space only if a clock precedes: the dash of "03/11/2025 -09:15" is no minus sign.
OFFSET = re.compile(
    r"(?:\b(?:GMT|UTC)\s?|(?<=[\dm.])\s|\d|\()([+-])(\d{1,2}):?(\d{2})?(?![\d/:-])", re.I
)
SERVER_CLOCK = re.compile(r"(?<!\d)[1-9]\d?/[1-9]\d?/20\d{2} [1-9]\d?:\d{2}:\d{2} [AP]M\b")
"""A day and time to the second without zeros before them: ``11/3/2026 9:15:22 AM``."""
US_ZONE = re.compile(r"\d\s?(?:[aApP]\.?[mM]\.?)?,?\s\(?(?:[ECMP][SD]T|[ECMP]T)\b")
LOST_PLUS = re.compile(r"(?<=[T ]\d{2}:\d{2}:\d{2})\s(?=\d{2}:?\d{2}$)")
"""Where the plus sign of an offset was, before an address was decoded."""
_ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
ZONE_NAME = re.compile(rf"\b({_ZONE})\b")
ZONE_BEHIND = re.compile(rf"\s?[(|/]?\s?({_ZONE})\b")
"""A zone right behind a machine's date."""

# "Đăng ký" and "xuất bản sách" are verbs of running text: a time or a colon must follow.
_TELLS = r"(?=\s?:|\s(?:lúc|ngày|\d))"
_PUBLISHED = (
    r"(?:first )?(?:published|posted|publication date|date|datum|fecha|tanggal|created"
    r"|ngày đăng|ngày xuất bản|publié|veröffentlicht|publicado|pubblicato|опубликовано"
    r"|发布|發佈|掲載|erstellt|erschienen|dodano|creado|criado em|créé le|skapad|oprettet"
    r"|submitted (?:by|on)|diterbitkan|dipublikasikan|diposting|terbit|tayang"
    r"|เผยแพร่|פורסם|نُ?شر|تاريخ النشر|opublikowano|publikováno|zveřejněno|publikované|uverejnené"
    r"|gepubliceerd|geplaatst|publicerad|publicerat|udgivet|offentliggjort|publisert|julkaistu"
    r"|megjelent|közzétéve|publicat|δημοσιεύτηκε|δημοσιεύθηκε|δημοσίευση|опубліковано|публикувано"
    r"|objavljeno|yayınlanma(?: tarihi)?|oluşturulma(?: tarihi)?|avaldatud|publicēts|paskelbta"
    r"|प्रकाशित|প্রকাশ|প্রকাশিত|تاریخ انتشار|(?:기사\s?|최초\s?)?(?:입력|등록|작성|승인)|公開日?|配信"
    r"|投稿日?|掲載日|初出|发表|發表|giriş|ilk yayın|создано|wydano|utworzono|skrevet)"
    r"(?:\b|(?<=[\u0e00-\uffff]))"
    rf"|(?:đăng(?: tải)?|xuất bản){_TELLS}"
)
_UPDATED = (
    r"updat|modif|revis|edited|cập nhật|mise? à jour|actualiza|aktualiza|aktualisiert|stand\s?:"
    r"|diperbarui|gewijzigd|diubah|dikemas ?kini"
    r"|aggiorna|atualizad|bijgewerkt|zaktualizowan|uppdaterad|opdateret|oppdatert|päivitetty"
    r"|frissítve|frissült|módosítva|ενημερώθηκε|ενημέρωση|обновлено|оновлено|актуализ|aktualizov"
    r"|ažurirano|posodobljeno|güncelle|עודכן|अपडेटेड|अपडेट|হালনাগাদ|تحديث|به‌روزرسانی|ویرایش"
    r"|(?<![\uac00-\ud7a3])수정|최종\s?수정|更新|改訂|อัปเดต|อัพเดต|ปรับปรุง|แก้ไข"
    r"|uuendatud|atjaunin|atnaujint"
)
SAYS_FIRST = re.compile(
    r"\b(?:article|story|post|artikel|text) (?:was|wurde) "
    r"(?:first|originally|zuerst|erstmals)\b.{0,9}"
    r"\b(?:published|posted|am)\b",
    re.I,
)
"""A sentence that says when the article was published."""
PUBLISHED = re.compile(_PUBLISHED, re.I)
"""Beginnings of a line that says when something was published."""
UPDATED = re.compile(_UPDATED, re.I)
_UPDATED_LOWER = re.compile(_UPDATED)
_OF_REVIEW = (  # what journals print of a paper; not "submitted", which systems print of a post
    r"received|accepted|eingegangen|eingereicht|angenommen|reçu|accepté|recibido|aceptado|"
    r"recebido|aceito|aceite|ricevuto|accettato|ontvangen|geaccepteerd|otrzymano|wpłynęło|"
    r"zaakceptowano|odebráno|přijato|поступила|получена|принята|diterima|disetujui|"
    r"ngày nhận(?: bài)?|ngày duyệt đăng|收稿(?:日期)?|接受日期|录用日期|受付日?|受理日?|"
    r"접수일?|투고일?|게재\s?확정일?"
)
OF_REVIEW = re.compile(
    rf"^\W*(?:{_OF_REVIEW}|revised|überarbeitet|révisé|revisado|direvisi|修回日期)"
    r"(?:\s?[:：]|\s(?:on\s|am\s|le\s|el\s)?(?=\d))",
    re.I,
)
"""Beginnings of a line with a day in a paper's way through a journal."""
OTHER_DAY = re.compile(
    rf"^\W*(?:{_OF_REVIEW}|"
    r"deadline|expires?|valid until|event date|starts?|ends?|opens?|closes?|termine?|beginn|"
    r"anmeldeschluss|einsendeschluss)\b"
    r"(?:[^:]{0,20}:|\s(?:on\s)?(?=\d))",
    re.I,
)
"""Beginnings of a line with a date other than its publication."""
LABEL = re.compile(rf"(?:\b|(?=[\u0e00-\uffff]))(?:{_PUBLISHED}|{_UPDATED})", re.I)


def says_updated(text: str) -> bool:
    """Return whether ``UPDATED`` is anywhere in a text; in lower case it is found faster."""
    return _UPDATED_LOWER.search(text.lower()) is not None
