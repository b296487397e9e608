"""Patterns of labels above lists of other articles, one per language, on folded lines.

Newsrooms word the same few ideas in new ways: more like this, the latest, the most read,
recommended for you. A row of the second table may also be a sub-heading of the article.
"""

# ruff: noqa: E501 - rows of words, in many scripts

from __future__ import annotations

import re
from functools import cache

from pipelines.extraction.lexicon.alternatives import by_first_letter
from pipelines.extraction.lexicon.label_words import Wording, wording

_OF = r"(?: (?:from|in|on|about|of|by|for|across|around|this|today|now|you|to|and|we)\b.{0,30})?"
_FORMS = (
    # English
    r"(?:more|other|recent|related|similar|recommended|suggested|selected|must) (?:top |latest )?"
    rf"(?:news|stories|story|articles?|headlines|posts?|reads?|reading|coverage|reports|links){_OF}",
    r"(?:our|the|today s|this week s|all)? ?(?:latest|most recent|most popular|most read|best read) "
    rf"(?:news|stories|articles|headlines|posts|coverage|updates){_OF}",
    r"most (?:read|viewed|popular|shared|commented|watched|discussed|clicked)\b.{0,24}",
    r"(?:what )?(?:others|other readers|people|readers|everyone) "
    r"(?:are|is|also|were|have been)(?: also)? (?:reading|read|viewed|viewing|liked?|watching|saying)",
    r"(?:what )?(?:you|readers) (?:may|might|could|will|would|ll|can)(?: also| have)?(?: be)?"
    r"(?: like| love| enjoy| interested| want| missed| read).{0,24}",
    r"(?:read|see|watch)(?: this)? (?:also|next|more)(?: (?:news|stories|articles|on|in|from).{0,24})?",
    r"(?:don t|do not) miss.{0,20}|(?:in case|if) you missed.{0,12}|stories you .{2,24}",
    r"(?:our )?editors?(?: s)? (?:picks?|choice|choices|selection)|(?:our )?picks for you|"
    r"(?:hand ?picked|chosen|selected|recommended|picked) for you|you may have missed",
    r"also (?:in|on) this (?:section|topic|issue|subject|site)|(?:more|also) (?:like|on) this.{0,16}",
    r"(?:keep|continue|go on) reading|stories? from our partners?|(?:next|another) stor(?:y|ies)",
    # Vietnamese
    r"(?:cac |nhung )?(?:tin|bai|bai viet|tin tuc|tin bai|bai bao)(?: bai| tuc| viet)? (?:lien quan|khac"
    r"|moi(?: hon| cap nhat| dang| nhat)?|cu hon|cung .{2,24}|noi bat|(?:duoc )?(?:doc|xem) nhieu.{0,16}|"
    r"nong|tiep theo|truoc do|de xuat|goi y|dang chu y|quan tam)",
    r"(?:moi ban |moi |ban )?(?:doc|xem)(?: tin)? (?:them|tiep|nhieu|cung chuyen muc)(?: tin.{0,16}| nhat)?",
    r"co the ban .{2,24}|(?:ban )?(?:doc )?co the (?:ban )?(?:thich|quan tam)|dung bo lo.{0,16}|tin nen doc",
    # French
    r"(?:nos|les|d autres|autres|plus d|vos|tous nos|toutes nos)(?: derniers| dernieres| autres)? "
    r"(?:articles?|actualites?|actus|nouvelles|infos)\b.{0,24}",
    r"(?:a )?(?:lire|voir)(?: aussi| egalement| encore| ensuite| sur le meme .{2,12}| dans .{2,20})?",
    r"(?:sur|dans|avec) (?:le|la|les|l) memes? .{2,16}|les plus (?:lus|lues|vus|partages|populaires).{0,12}",
    r"vous (?:aimerez|pourriez|allez) .{0,24}|(?:cela|ca) (?:peut|pourrait) (?:aussi )?vous .{2,24}|"
    r"ne manquez pas.{0,12}|dans l actualite|a ne pas manquer|nos recommandations",
    # German
    r"(?:mehr|weitere[sr]?|andere|neueste|aktuelle|ahnliche|verwandte|passende|empfohlene|beliebte|"
    r"meistgelesene|die neuesten|unsere) (?:nachrichten|meldungen|artikel|beitrage|news|texte|berichte)"
    r"\b.{0,28}",
    r"(?:das|dies|auch|was)? ?(?:konnte|durfte) (?:sie|dich|ihnen|euch).{2,28}|"
    r"(?:lesen|sehen|lies) (?:sie |dazu |du )?(?:auch|mehr|weiter|dazu|hierzu).{0,20}|(?:jetzt )?"
    r"(?:meist|am meisten|viel) ?gelesen|weiterlesen|mehr zum thema.{0,20}|auch interessant",
    # Spanish, Portuguese, Italian
    r"(?:mas|otras?|ultimas?|otros|ultimos|nuestras ultimas) (?:noticias|articulos|notas|historias|"
    r"titulares)\b.{0,24}",
    r"(?:te|le|os) (?:puede|podria)(?: tambien)?(?: que te)? (?:interesar|gustar).{0,12}|"
    r"(?:quiza|quizas|tal vez) te .{2,20}|lo mas (?:leido|visto|comentado|popular|reciente).{0,20}|"
    r"(?:lee|lea|leer|ver|vea|mira) (?:tambien|mas|ademas).{0,16}|no te pierdas.{0,12}|notas de interes",
    r"(?:mais|outras|ultimas|outros) (?:noticias|lidas|materias|artigos|vistas).{0,24}|"
    r"(?:leia|veja|confira|leia ainda) (?:tambem|mais|ainda|outras noticias).{0,16}|"
    r"(?:voce )?(?:pode|podera) (?:tambem )?(?:gostar|interessar|se interessar).{0,12}|em destaque|"
    r"nao perca|conteudos? relacionados?|recomendad[oa]s? para voce",
    r"(?:altr[ie]|ultim[ie]|le ultime|gli ultimi) (?:articoli|notizie).{0,20}|i? ?piu (?:letti|lette|visti)|"
    r"(?:leggi|guarda|vedi) (?:anche|pure|ancora).{0,12}|(?:ti )?potrebbe(?:ro)? (?:anche )?(?:interessar|"
    r"piacer).{0,8}|articoli correlati|da non perdere|sullo stesso (?:tema|argomento)",
    # Indonesian, Malay, Filipino
    r"(?:baca|lihat|simak|tonton) (?:juga|selengkapnya|lainnya|berita lain.{0,10}).{0,16}|"
    r"(?:berita|artikel|kabar|cerita|rekomendasi) (?:terkait|lain(?:nya)?|terkini|terbaru|terpopuler|populer|"
    r"pilihan|utama|berkaitan|sebelumnya|untuk anda).{0,12}|baca selanjutnya|terpopuler|terkini|terbaru|pilihan editor|"
    r"paling banyak dibaca|anda mungkin .{2,16}|(?:iba pang|kaugnay na) (?:balita|mga balita)",
    # Dutch, Polish, Turkish, Nordic
    r"(?:meer|ander|laatste|gerelateerd|recent)e? (?:nieuws|artikelen|berichten|verhalen).{0,20}|lees (?:ook|"
    r"meer|verder)(?: over.{0,16})?|(?:czytaj|zobacz|przeczytaj|sprawdz) (?:takze|tez|rowniez|wiecej).{0,12}|"
    r"(?:najnowsze|podobne|powiazane|inne|najpopularniejsze) (?:artykuly|wiadomosci|teksty).{0,12}|"
    r"(?:ilgili|son|diger|benzer|one cikan) haber(?:ler)?|ilgili (?:icerik|konu|yazi)(?:ler|lar)?|"
    r"(?:bunlar? da )?ilginizi cekebilir(?:ecekler)?|(?:bunu|sunu|bunlar[iı]) da (?:okuyun|oku)|"
    r"s[iı]radaki haber|benzer (?:icerik|konu)ler|okumadan gecmeyin|"
    r"(?:las|les|laes|lues) (?:ogsa|mer|mere|vidare|ocksa).{0,12}|(?:flere|fler|andre) (?:nyheter|artikler|saker)",
)
_FORMS_IN_OTHER_SCRIPTS = (
    # Russian, Ukrainian
    r"(?:другие|последние|свежие|похожие|главные|еще|больше|популярные|новые) (?:новости|материалы|статьи|"
    r"публикации).{0,20}|(?:читаите|смотрите|читать|читаи) (?:также|еще|далее|по теме|тоже).{0,16}|"
    r"(?:материалы|новости|еще|статьи) по теме|(?:самое|самые) (?:читаемое|популярное|читаемые).{0,12}|"
    r"вам может быть интересно|рекомендуем(?: прочитать)?|(?:читаите|дивіться) також",
    # Chinese, Japanese, Korean: no spaces between words
    r".{0,3}(?:相关|相關|推荐|推薦|延伸|热门|熱門|更多|其他|精彩|编辑|編輯|大家都在看)"
    r"(?:新闻|新聞|阅读|閱讀|文章|报道|報道|報導|资讯|資訊|推荐|推薦|内容|內容|消息|精选)?.{0,2}",
    r"(?:この記事の?)?(?:関連|おすすめ|オススメ|人気|新着|注目|その他|他|よく読まれている|こちらも|合わせて|あわせて)の?"
    r"(?:記事|ニュース|リンク|情報|話題|コラム|読みたい|どうぞ|おすすめ)?(?:一覧|ランキング)?",
    r"この記事も読まれています|往期(?:回顾|精彩|文章)|함께 (?:보면|읽으면) 좋은 (?:기사|글|뉴스)|이 기사도 (?:읽|함께).{0,8}",
    r"(?:관련|추천|인기|최신|많이 본|다른|이 시각|함께 읽으면 좋은)\s?(?:기사|뉴스|글|콘텐츠)?(?: 더보기)?",
)
_AMBIGUOUS = (
    r"more (?:from|in|on|about|by|by this) .{2,30}",
    r"(?:also|elsewhere) (?:in|on|from) .{2,24}",
    rf"(?:top|popular|trending|featured|breaking|latest|other) (?:news|stories|headlines|topics){_OF}",
    # other programmes of the outlet: Listen on Sounds
    r"(?:now )?(?:listen|watch|hear|see)(?: now)? (?:on|in) .{2,24}",
    r"(?:jetzt )?(?:horen|anhoren|sehen|ansehen)(?: sie)? (?:auf|in|bei) .{2,24}",
    r"(?:a )?(?:ecouter|ecoutez|voir|regarder|regardez) (?:sur|dans) .{2,24}",
    r"(?:escuch[ae]|mir[ae]|ouca|assista|ascolta|guarda) (?:en|no|na|em|su) .{2,24}",
    r"(?:nghe|xem) tren .{2,24}|(?:dengarkan|tonton|saksikan) di .{2,24}",
    r"(?:luister|kijk|bekijk) (?:op|via) .{2,24}",
    r"mehr (?:zu|aus|von|uber) .{2,30}",
    r"plus (?:sur|de) .{2,24}",
    r"mas (?:sobre|de|en) .{2,24}",
)
_WHOLE = rf"(?:{'|'.join((*_FORMS, *_FORMS_IN_OTHER_SCRIPTS))})$"
_compiled = cache(re.compile)  # when first asked for: all at once take as long as two pages
_WHOLE_BY_LETTER, _EITHER_BY_LETTER = by_first_letter(_FORMS), by_first_letter(_AMBIGUOUS)


def is_list(folded: str) -> bool:
    """Return whether a folded line announces a list of other articles."""
    return _is_of_form(folded) or _is_of_either(folded) or wording(folded) is not None


def may_head_text(folded: str) -> bool:
    """Return whether a folded line of such a form may as well be a sub-heading of the article."""
    if _is_of_form(folded):
        return False
    return _is_of_either(folded) or wording(folded) is Wording.EITHER


def is_worded_either_way(folded: str) -> bool:
    """Return whether a folded line that lists print, too, may be a sub-heading by its wording."""
    return _is_of_either(folded) and not _is_of_form(folded)


def _is_of_form(folded: str) -> bool:
    pattern = _WHOLE_BY_LETTER.get(folded[:1]) if folded.isascii() else _WHOLE
    return pattern is not None and _compiled(pattern).match(folded) is not None


def _is_of_either(folded: str) -> bool:
    pattern = _EITHER_BY_LETTER.get(folded[:1])
    return pattern is not None and _compiled(pattern).match(folded) is not None
