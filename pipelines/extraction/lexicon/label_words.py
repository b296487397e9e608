"""Recognises labels above lists of other articles by their words.

Newsrooms form labels from a few words: *what* is listed (news, stories), *which* of them (latest,
related, most read, others), and little words between. A short line of only such words, with at
least one of *which*, is such a label; one row per language.
"""

# ruff: noqa: E501 - rows of words, in many scripts

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipelines.text import fold

_MOST_WORDS = 7  # words of a label


@dataclass(frozen=True, slots=True)
class _Language:
    """The words of one language's labels, folded.

    Attributes:
        what: what is listed. A word in both this and the next row is enough alone.
        which: which of them; a label has one.
        between: words that may stand between.
        surely: those of ``which`` that occur in no sub-heading of an article.
        least: minimum number of distinctive words in a label.
    """

    what: str
    which: str
    between: str
    surely: str
    least: int = 2


_SPACED = (
    _Language(  # English
        "news story stories article articles headline headlines post posts read reads reading coverage report "
        "reports reporting update updates video videos feature features topics archive archives newsroom "
        "happening readers popular related trending recommended elsewhere also missed miss this",
        "more other others another else elsewhere also related similar latest recent newest new popular trending "
        "hot top most best must recommended suggested selected next missed miss picks pick choice picked explore "
        "discover love loved like liked enjoy interest interested worth click clicked opened viewed shared "
        "commented discussed watched from keep continue further previous earlier dig deeper",
        "the a an our your these that on in at of by for and to s re ll ve t we us it what is are was might may "
        "could will would can be have just right all day around up about here first been not don only today week "
        "month now you topic section page pages site paper edition desk web analysis",
        "also elsewhere related similar recommended suggested selected missed pick picks picked explore discover "
        "loved enjoy interested click clicked opened viewed shared commented discussed watched popular trending "
        "readers worth",
    ),
    _Language(  # Vietnamese
        "tin tuc bai viet bao chuyen su kien video chuyen muc de chu thoi su 24h 24 h "
        "doc gia trang",
        "lien quan khac moi nhat cung noi bat nhieu doc xem them tiep theo truoc dang chu y nong hot quan tam goi "
        "cap nhat de xuat da dua thich hay nen dung bo lo cu hon",
        "cac nhung ngay tuan thang hom nay ban trong tren cua va cho tac gia loai duoc co the mot so moi quy muc thuoc ve qua hap dan",
        "doc xem cung goi bo lien",
        least=3,  # one syllable each
    ),
    _Language(  # French
        "article articles actualite actualites actu actus info infos nouvelle nouvelles reportage reportages "
        "dossier sujet theme rubrique site lecteurs une videos region",
        "lire voir relire aussi egalement fil encore autres autre plus derniers dernieres dernier derniere lus lues vus "
        "consultes partages populaires commentes meme memes lies similaires manquer decouvrir suite ailleurs "
        "recommandes recommande choix selection",
        "jour semaine mois heure a la le les l un une des de du d sur dans notre nos vos votre et en au aux ce cette ces pour vous ne pas "
        "nous avec par que on qu",
        "lire voir relire lus lues vus consultes partages populaires commentes meme memes lies similaires manquer "
        "decouvrir recommandes recommande ailleurs",
    ),
    _Language(  # Spanish, Portuguese, Italian
        "noticias noticia articulos notas nota historias titulares temas tema portada seccion "
        "actualidad lectores materias artigos secao assunto notizie articoli sezione "
        "sociedad economia deportes mundo cultura politica",
        "mas otras otros otra otro tambien ademas ultimas ultimos ultimo ultima leido leidas leidos visto vistas "
        "compartido compartidas comentado comentadas popular populares recomendadas recomendados relacionadas "
        "relacionados leyendo leer lee lea seguir sigue siga ver interesar pierdas mais outras outros leia veja "
        "lidas recentes anche altri altre letti leggi correlati ultime correlate",
        "hoy dia semana mes hoje oggi settimana lo la el los las de del en a te le nos y e por para que no um uma o as os da do dos das sobre com il i gli "
        "di su per puede podria nuestra nuestras su tu este esta nao perca",
        "tambien leido leidas leidos visto vistas compartido compartidas comentado comentadas popular populares "
        "recomendadas recomendados relacionadas relacionados leyendo leer lee lea ver interesar pierdas leia veja "
        "lidas anche letti leggi correlati correlate",
    ),
    _Language(  # German, Dutch
        "nachrichten meldungen artikel beitrage berichte themen thema texte ressort leser "
        "nieuws berichten artikelen verhalen lezers",
        "mehr weitere weiterer andere anderen auch neueste neuesten aktuelle ahnliche verwandte passende empfohlene "
        "beliebte beliebteste meistgelesen meistgelesene gelesen weiterlesen lesen interessant verpassen meer ook "
        "laatste gerelateerde gelezen lees verder recente populaire",
        "heute woche tages vandaag der die das den dem des zum zur zu aus von im in am und fur sie dich ihnen ihr euch nicht dies diese "
        "dieser unsere unser de het een van op dit deze voor onze konnte konnten sonst noch",
        "ahnliche verwandte passende empfohlene beliebte beliebteste meistgelesen meistgelesene gelesen "
        "weiterlesen lesen interessant verpassen gerelateerde lees populaire",
    ),
    _Language(  # Indonesian, Malay
        "berita artikel kabar cerita topik video redaksi editor pembaca rubrik kanal jangan",
        "baca lihat simak tonton dengarkan saksikan lagi juga pula lain lainnya terkait berkaitan terkini terbaru terpopuler populer "
        "popular pilihan rekomendasi sebelumnya lewatkan ketinggalan menarik paling banyak dibaca terhangat mungkin "
        "anda suka disukai minati",
        "hari ini minggu pekan yang di dari dan untuk tentang kami dalam sampai seputar dengan",
        "baca lihat simak tonton dengarkan saksikan juga pula terkait berkaitan terpopuler populer popular pilihan rekomendasi "
        "lewatkan ketinggalan dibaca suka disukai minati sebelumnya",
    ),
    _Language(  # Filipino
        "balita istorya kwento artikulo pinakabasa",
        "kaugnay iba pang basahin din pinakabasa pinakabago panoorin trending patok",
        "ngayon araw linggo mga na ang ng sa at nga rin",
        "kaugnay basahin pinakabasa panoorin",
    ),
    _Language(  # Russian, Ukrainian
        "новости новость материалы статьи публикации тема теме сюжет редакции лента новини статті",
        "читаите читать читают смотрите также еще другие последние свежие похожие главные популярные популярное "
        "больше выбор рекомендуем самое самые читаемое читаемые ранее интересно сеичас далее тоже також інші останні",
        "день дня сегодня недели по в на из и о об за нас наши вам может быть это этои что с раздела рубрики",
        "читаите читать читают смотрите похожие популярные популярное выбор рекомендуем читаемое читаемые",
    ),
)
_UNSPACED = (
    _Language(  # Chinese
        "新闻 新聞 阅读 閱讀 文章 报道 報道 報導 资讯 資訊 内容 內容 消息 今日 本周 话题 話題 视频 影片 榜",
        "相关 相關 推荐 推薦 延伸 热门 熱門 更多 其他 其它 精彩 精选 精選 编辑 編輯 最新 热点 热 猜你喜欢 大家都在看 "
        "您可能感兴趣 你可能感兴趣 你可能感興趣 排行 点击 看了又看 看点 下一篇 上一篇",
        "的 本 你 您 与 和 还 也 在 看",
        "相关 相關 推荐 推薦 延伸 热门 熱門 猜你喜欢 大家都在看 您可能感兴趣 你可能感兴趣 你可能感興趣 看了又看 下一篇 上一篇",
    ),
    _Language(  # Japanese
        "記事 ニュース リンク 情報 話題 コラム 動画 トピック 今日 本日 今週 カテゴリ 編集部",
        "関連 おすすめ オススメ お勧め 人気 新着 最新 注目 その他 他 よく読まれている 読まれている 読みたい あわせて 合わせて "
        "こちらも ランキング アクセス ピックアップ もっと",
        "の この も を に は が で へ 一覧 どうぞ 読む",
        "関連 おすすめ オススメ お勧め 人気 よく読まれている 読まれている 読みたい あわせて 合わせて ランキング",
    ),
    _Language(  # Korean
        "기사 뉴스 글 콘텐츠 소식 오늘의 오늘 이 시각",
        "관련 추천 인기 최신 많이 본 다른 함께 읽으면 좋은 볼만한 주요 더보기 더",
        "의 이 가 를",
        "관련 추천 인기 많이 함께",
    ),
    _Language(  # Thai
        "ข่าว เรื่อง บทความ วันนี้ สัปดาห์นี้ หมวด คลิป",
        "ที่เกี่ยวข้อง เกี่ยวข้อง ล่าสุด เพิ่มเติม ยอดนิยม แนะนำ อื่นๆ อื่น น่าสนใจ คุณอาจสนใจ อ่าน ต่อ เด่น ห้ามพลาด ฮิต มาแรง ก่อนหน้า",
        "ที่ ใน ของ และ ๆ คุณ อาจ ไม่ควร",
        "ที่เกี่ยวข้อง เกี่ยวข้อง ยอดนิยม แนะนำ น่าสนใจ คุณอาจสนใจ อ่าน",
    ),
    _Language(  # Khmer
        "អត្ថបទ ព័ត៌មាន ថ្ងៃនេះ វីដេអូ",
        "ទាក់ទង ពាក់ព័ន្ធ ថ្មីៗ ថ្មី អាន បន្ត បន្ថែម ផ្សេងទៀត ពេញនិយម ចុងក្រោយ គួរឱ្យចាប់អារម្មណ៍",
        "ដែល នៃ ក្នុង",
        "ទាក់ទង ពាក់ព័ន្ធ អាន ពេញនិយម",
    ),
    _Language(  # Lao
        "ຂ່າວ ບົດຄວາມ ມື້ນີ້ ເລື່ອງ",
        "ທີ່ກ່ຽວຂ້ອງ ກ່ຽວຂ້ອງ ທີ່ກ່ຽວພັນ ຫຼ້າສຸດ ລ່າສຸດ ອ່ານ ຕໍ່ ເພີ່ມເຕີມ ເພີ່ມ ອື່ນໆ ອື່ນ ແນະນຳ ຍອດນິຍົມ ໜ້າສົນໃຈ",
        "ທີ່ ໃນ ຂອງ",
        "ທີ່ກ່ຽວຂ້ອງ ກ່ຽວຂ້ອງ ທີ່ກ່ຽວພັນ ອ່ານ ແນະນຳ ຍອດນິຍົມ",
    ),
)


class Wording(Enum):
    """What a line is, by its words."""

    EITHER = "the label of a list, or a sub-heading of the article"
    LIST = "the label of a list"


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words as sets, and the minimum number of them in a label."""

    what: frozenset[str]
    which: frozenset[str]
    between: frozenset[str]
    surely: frozenset[str]
    least: int


def _joined(folded: str) -> str:
    """Folded text has spaces in place of marks."""
    return folded.replace(" ", "")


def _set(words: str) -> frozenset[str]:
    return frozenset(_joined(fold(word)) for word in words.split())


def _words(one: _Language) -> _Words:
    return _Words(_set(one.what), _set(one.which), _set(one.between), _set(one.surely), one.least)


def _pattern(words: _Words) -> re.Pattern[str]:
    tokens = sorted(words.what | words.which | words.between, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, tokens)))


_BY_BLANKS = tuple(map(_words, _SPACED))
_LANGUAGES_OF: dict[str, int] = {}  # word to the languages, as bits, whose labels have it
for _at, _one in enumerate(_BY_BLANKS):
    for _word in _one.what | _one.which | _one.between:
        _LANGUAGES_OF[_word] = _LANGUAGES_OF.get(_word, 0) | 1 << _at
_BY_PATTERN = tuple((one, _pattern(one)) for one in map(_words, _UNSPACED))


def wording(folded: str) -> Wording | None:
    """Return which kind of label a folded line is, by its words; None if it is none."""
    words = folded.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    bits = -1
    for word in words:
        bits &= _LANGUAGES_OF.get(word, 0)
        if not bits:
            break
    if not bits and folded.isascii():
        return None  # nearly every line
    found = {_wording(words, one) for at, one in enumerate(_BY_BLANKS) if bits >> at & 1}
    if not folded.isascii():
        line = _joined(folded)
        found |= {_wording(_split(line, pattern), one) for one, pattern in _BY_PATTERN}
    return next((one for one in (Wording.LIST, Wording.EITHER) if one in found), None)


def _split(line: str, pattern: re.Pattern[str]) -> list[str]:
    """Split a line without spaces into words; none if it contains others."""
    words: list[str] = pattern.findall(line)
    return words if sum(map(len, words)) == len(line) else []


def _wording(words: Sequence[str], language: _Words) -> Wording | None:
    telling = 0
    for word in words:
        matches = (word in language.what) + (word in language.which)
        if not matches and word not in language.between:
            return None
        telling += matches
    if telling < language.least or language.which.isdisjoint(words):
        return None
    return Wording.EITHER if language.surely.isdisjoint(words) else Wording.LIST
