"""Parses lines of labelled credits: ``Pewarta: A dan B Editor: C``, ``记者：甲 编辑：丙``.

A line is split at its labels; each label gives the role of the people after it. The labels are
those that newsrooms print, in a table by role and language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.extraction.lexicon.alternatives import one_of
from pipelines.text import clean

_MAX_LINE_CHARS = 200  # characters
_NAMES = 8
_NAME_LONGEST = 50  # characters

_AUTHOR = "author"
_TRANSLATOR = "translator"
_OTHER = "other"
_LABELS: dict[str, str] = {
    _AUTHOR: (
        # English, Vietnamese, Indonesian and Malay
        "by|words|text|story|author|authors|reporter|reporters|writer|written by|reported by|"
        "reporting by|report by|story by|text by|words by|"
        "tác giả|bài|bài viết|tin|tin bài|tin, bài|thực hiện|bài và ảnh|bài, ảnh|tin, ảnh|"
        "tin và ảnh|bài - ảnh|phóng viên|pv|"
        "pewarta|penulis|wartawan|oleh|laporan|reporter kontributor|kontributor|jurnalis|"
        # French, German, Spanish, Portuguese, Italian, Dutch, Polish, Russian
        "par|texte|auteur|von|autor|autorin|autoren|por|texto|autora|di|testo|autore|a cura di|"
        "autor/in|autor:in|autor*in|autorin/autor|piše|pišu|napisao|pripremio|pripremila|"
        "door|tekst|auteurs|tekst i foto|автор|текст|авторы|автори|autorzy|autores|autoras|autrice|"
        "autrices|autori|autorinnen|words and photos|text und fotos|texte et photos|texto y fotos|"
        # Nordic, Czech and Slovak, Hungarian, Romanian, Greek, Ukrainian, Hebrew, Hindi, Turkish
        "av|af|skribent|forfatter|teksti|kirjoittaja|toimittaja|autorka|autoři|napsal|napsala|"
        "írta|szerző|szöveg|autoare|συντάκτης|συντάκτρια|κείμενο|γράφει|авторка|журналіст|"
        "מאת|כתב|כתבה|लेखक|रिपोर्टर|रिपोर्ट|संवाददाता|yazar|yazan|muhabir|haber|"
        "خبرنگار|گزارشگر|نوشته|به قلم|تحریر|الكاتب|كتب|كتبت|إعداد|تقرير|بقلم|نویسنده|"
        # Chinese, Japanese, Korean, Thai, Lao, Khmer
        "文・写真|写真・文|记者|記者|本报记者|本報記者|通讯员|通訊員|作者|撰文|采写|採寫|文|取材|取材・文|"
        "实习生|實習生|实习记者|著者|執筆者|執筆|取材・執筆|ライター|文責|글|글·사진|글/사진|취재|기자|기자명|"
        "ผู้เขียน|ผู้สื่อข่าว|เรื่อง|โดย|รายงานโดย|เรียบเรียง|เรียบเรียงโดย|ຂ່າວ|ໂດຍ|ຂ່າວ-ພາບ|ຂຽນໂດຍ|"
        "ដោយ|អត្ថបទ|អត្ថបទដោយ|អ្នកសរសេរ|អ្នកនិពន្ធ"
    ),
    _TRANSLATOR: (
        "translated by|translator|translation|dịch|biên dịch|lược dịch|penerjemah|译|翻译|翻譯|"
        "übersetzung|traduction|traducción|tradução|traduzione|tłumaczenie|перевод|çeviri|ترجمه|"
        "翻訳|訳|번역"
    ),
    _OTHER: (
        "editor|editors|edited by|editing by|photo|photos|photo by|photos by|pictures|photography|"
        "photographs|photographer|photographers|illustration|illustrations|"
        "fotografías|fotógrafo|fotógrafa|imágenes|imagens|vídeo|vidéo|photographe|fotografo|"
        "illustrationen|redaktor|редактор|корректор|фотограф|イラスト|構成|"
        "graphics|video|producer|source|źródło|quelle|fuente|fonte|kaynak|источник|"
        "ảnh|biên tập|đồ họa|trình bày|nguồn|"
        "penyunting|redaktur|uploader|foto|sumber|editor bahasa|"
        "photographie|édition|fotos|bild|bilder|redaktion|fotografía|edición|fotografia|zdjęcia|фото|"
        "bild|kuva|kuvat|kép|fotó|снимка|снимки|fotografie|fotografije|φωτογραφία|φωτογραφίες|φωτό|צילום|צילומים|"
        "फोटो|छायाचित्र|fotoğraf|تصوير|عکس|រូបថត|រូបភាព|ພາບ|ຮູບ|redigering|szerkesztő|editace|"
        "编辑|編輯|责任编辑|責任編輯|责编|責編|校对|校對|摄影|攝影|图|圖|来源|來源|审核|"
        "写真|撮影|編集|"
        "사진|편집|ภาพ|บรรณาธิการ"
    ),
}
_ROLES = {label: role for role, labels in _LABELS.items() for label in labels.split("|")}
LABELS = frozenset(_ROLES) - {"文", "图", "圖"}
"""Every label: what stands before a name is none itself."""
_FIRST_HAN = "\u3000"
_COLON = r"\s{0,2}[:：៖]\s{0,2}"
_ANY = one_of(_ROLES)
_ONE = re.compile(rf"(?:^|(?<=[\s|;,.)）•·/／｜、，–—-]))({_ANY}){_COLON}", re.I)
# In scripts without case, a label may be followed by a space, a slash or directly by a name.
_BARE_LABEL = re.compile(  # each label that the patterns below know, as the beginning of a line
    r"取材|文|写真・文|執筆|著者|ライター|글|취재|〔記者|【記者|本报|本報記者|记者|記者|通讯员|作者|撰文|采写|採寫|โดย|ผู้เขียน|ผู้สื่อข่าว|ໂດຍ|ដោយ|מאת|بقلم|كتب"
    r"|fot\.|zdj\.|[\u4e00-\u9fff]{2,8}(?:记者\s|[報报][／/]\s?記者)"
)
# Labels that some newsrooms print without a colon, before full names: "Teksti A B, kuvat C D".
_PICTURES = "kuvat?|fotos?|photos?|bild(?:er)?|zdjęcia|fotografie|ảnh"
PICTURE_LABEL = re.compile(rf"(?i:{_PICTURES})\s(?=\S)")
_CASED_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zß-öø-ÿ][^\W\d_]+){1,2}"
_CASED_LABEL = re.compile(
    rf"(?:^|(?<=\w,\s)|(?<=\w[;|/\s]))((?i:{_PICTURES}|teksti|texte|texto|testo|szöveg|"
    rf"te[kx]ts?(?=.{{5,60}}\s(?:{_PICTURES})\b)))\s(?={_CASED_NAME}(?:$|[,;|/]|\s(?i:{_PICTURES})\b))"
)
_BEHIND_NAME = re.compile(r"^([^\d:,|]{2,20}\s[^\d:,|]{2,30})\s(?:द्वारा|tarafından|কর্তৃক)$")
"""Names with "by" behind them."""
_NO_COLON = re.compile(
    r"^(기자명|取材・文|文・写真|写真・文|글·사진|글/사진|글|取材・執筆|執筆|著者|本报记者|本報記者|记者|記者|作者|撰文|采写|採寫|文)(?:\s*[／/・=＝●]\s*|\s+|(?![化部科学芸藝章書字庫])(?=[\u4e00-\u9fff]{2,4}(?:[／/].*)?$))"
    r"|^(โดย|ผู้เขียน|ผู้สื่อข่าว|ໂດຍ|ដោយ|מאת|بقلم|كتبت?(?=(?:\s\S+){2,3}$))\s+(?![:：៖])"
)
# Between a label of Han letters and a name stands what an outlet likes: "文｜", "取材・文／".
_HAN = r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_HAN_LABELS = one_of(one for one in _ROLES if one[0] > _FIRST_HAN)
_HAN_LABEL = re.compile(
    rf"(?:^|(?<=[\s、，,|｜/／]))({_HAN_LABELS})\s?[・·／/｜|丨︱=＝●]\s?"
    rf"(?={_HAN})(?!(?:{_HAN_LABELS})(?!{_HAN}))"
)
_TAIWAN = re.compile(
    r"^[〔（【(\[]?(?:[\u3400-\u9fff]{2,8}[報报][／/]\s?)?記者([\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,3})[／/]"
    r"[\u3400-\u9fff]{1,8}(?:報導|特稿|專訪)[〕）】)\]]?$"
)
_BEHIND = "기자"
_PLACE_BEFORE = re.compile(r"^[\uac00-\ud7a3]{2,8}\s?=\s?(?=[\uac00-\ud7a3·]{2,20}\s기자)")
_DESKS_LIST = (
    "문화 사회 경제 정치 국제 스포츠 산업 생활 전국 편집 사진 디지털 과학 증권 금융 "
    "부동산 지방 체육 연예 외교 법조"
)
_DESKS = "|".join(_DESKS_LIST.split())
DESK = re.compile(rf"(?:{_DESKS})(?:[0-9]?부|팀|국)")
"""A desk of a Korean newsroom, between the name and the job."""
_KOREAN = (
    rf"(?!사진|{DESK.pattern})[\uac00-\ud7a3]{{1,4}}"
    rf"(?:\s(?!기자|{DESK.pattern})[\uac00-\ud7a3]{{1,4}})?"
)
_REPORTER_AFTER = re.compile(  # the label is behind the name
    rf"^({_KOREAN}(?:\s?[·,]\s?{_KOREAN}){{0,4}})(?:\s{DESK.pattern})?\s기자(?:[,·]?\s사진\s[^,]{{1,30}})?$"
)
# A label of a Chinese line without colons, and the space between two of its names.
_CHINESE = re.compile(r"^(?:本报)?(?:记者|通讯员)")
_SURNAMES = (  # of nine in ten
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸廖賈韋鄒龍賀顧龔錢嚴湯"
)
_JOB_GLUED = re.compile(r"^(?:本报|本報)?(?:记者|記者|通讯员|通訊員)(?=[\u4e00-\u9fff]{2,4}$)")
_JOB_BEHIND = re.compile(r"(?<=\w) (?:기자|記者|记者)$")
_CHINESE_NAME = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_OF_PAPER = re.compile(r"^[\u4e00-\u9fff]{2,8}(?=记者\s)")
_CHINESE_LABEL = re.compile(
    r"\s(摄影|编辑|责编|校对|通讯员|实习生)\s+(?=[\u4e00-\u9fff]{2,4}(?:\s|$))"
)
_CHINESE_SPACE = re.compile(
    r"(?<!记者)(?<!通讯员)(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2,4}(?:[\s、]|$))"
)
# "Autor: A, fot. B"
_SHORT_LABEL = re.compile(r"(?:^|(?<=[\s,|]))(?:fot|zdj)\.\s?(?=[A-ZÀ-Ż])")
_AROUND = " ()[]（）【】.|–—-"
_RIGHTS = re.compile(r"\s*(?:copyright\b|hak cipta\b|©).*$", re.I | re.S)
_BETWEEN = re.compile(
    r"\s*(?:[,;、，；&/|•·]|\s[-–—+]\s|\b(?:and|dan|và|und|et|y|e|en|i|и|och)\b)\s*", re.I
)
_NEXT_FACT = re.compile(r"\s+\S{1,12}\s?[:：]|\s+(?=\d)")
_NO_NAME = re.compile(r"[\d:：@!?]|\.$")
_CASED = re.compile(r"^[^\W\d_a-zß-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits of a line.

    Attributes:
        authors: who wrote the text.
        translators: who translated it.
        others: editors, photographers and others.
    """

    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def may_be_labelled(line: str) -> bool:
    """Return whether a line begins like one of labelled credits; nearly none does."""
    if line.isascii() and ":" not in line:
        return _CASED_LABEL.match(line) is not None
    start = clean(line[:_MAX_LINE_CHARS]).lstrip(_AROUND)
    bare = _BARE_LABEL.match(start) or _CASED_LABEL.match(start) or _BEHIND_NAME.match(start)
    return bool(_ONE.match(start) or bare) or _BEHIND in line


def parse(line: str) -> Credits | None:
    """Parse a whole line of credits, or return None.

    The line must begin with a label and its colon, and contain only labels and names.
    """
    if not may_be_labelled(line):
        return None  # nearly every line
    text = _RIGHTS.sub("", clean(line)).strip(_AROUND)
    text = _OF_PAPER.sub("", text)
    if _CHINESE.match(text):
        text = _CHINESE_SPACE.sub("、", _CHINESE_LABEL.sub(r" \1：", text))
    text = _TAIWAN.sub(r"記者：\1", text)
    text = _SHORT_LABEL.sub("Foto: ", _HAN_LABEL.sub(r"\1：", text))
    text = _BEHIND_NAME.sub(r"by: \1", _CASED_LABEL.sub(r"\1: ", text))
    text = _NO_COLON.sub(lambda label: f"{label[1] or label[2]}: ", text)
    text = _REPORTER_AFTER.sub(rf"{_BEHIND}: \1", _PLACE_BEFORE.sub("", text))
    if len(text) > _MAX_LINE_CHARS or not _ONE.match(text):
        return None
    labels = list(_ONE.finditer(text))
    found: dict[str, list[str]] = {_AUTHOR: [], _TRANSLATOR: [], _OTHER: []}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        names = _listed(text[label.end() : end])
        if len(names) > _NAMES or not all(map(_may_be_name, names)):
            return None
        found[_ROLES[label[1].lower()]] += names
    if not any(found.values()):
        return None
    return Credits(*(tuple(dict.fromkeys(names)) for names in found.values()))


def within(line: str) -> tuple[str, ...]:
    """Return the authors that a label names within a line of several facts, as of a date and views.

    ``时间: 2026-11-18 来源: 橙湾日报 作者: 李晓帆 点击: 212``
    """
    text = clean(line)
    for label in _ONE.finditer(text) if len(text) <= _MAX_LINE_CHARS else ():
        if _ROLES[label[1].lower()] != _AUTHOR:
            continue
        names = _listed(_NEXT_FACT.split(text[label.end() :], maxsplit=1)[0])
        if names and len(names) <= _NAMES and all(map(_may_be_name, names)):
            return tuple(names)
    return ()


def without_others(text: str) -> str:
    """Return a byline without the labelled translators, editors and photographers behind it."""
    for label in _ONE.finditer(text):
        if label.start() and _ROLES[label[1].lower()] != _AUTHOR:
            return text[: label.start()].rstrip(" ,|·•–-")
    return text


def _listed(text: str) -> list[str]:
    """Return the names behind a label."""
    bare = (_JOB_BEHIND.sub("", name.strip(" .,;()[]|／｜–—-")) for name in _BETWEEN.split(text))
    names = (_JOB_GLUED.sub("", name) for name in bare)
    return [one for name in names if name for one in _apart(name)]


def _apart(names: str) -> list[str]:
    """Return Chinese names with a space between them: each begins with a family name."""
    words = names.split()
    are_names = len(words) > 1 and all(map(_CHINESE_NAME.fullmatch, words))
    return words if are_names else [names]


def _may_be_name(name: str) -> bool:
    """Return whether this can be a name: short, no digits, capitalised if the script has case."""
    if len(name) > _NAME_LONGEST or _NO_NAME.search(name) or len(name.split()) > 6:
        return False
    return bool(_CASED.match(name)) or (name[0].isalpha() and name[0].lower() == name[0].upper())
