"""Recognises a site's notice to its visitor: a page is gone, a session ended, a check is due.

News names somebody, a place, a day or a number; a notice names nothing and speaks to the visitor,
or of itself, the site and its parts. Its wordings are endless, so only these properties count.
"""

from __future__ import annotations

import re

from pipelines.extraction.lexicon.alternatives import phrase_pattern
from pipelines.text import fold

_MAX_NOTICE_CHARS = 400  # characters
_SITE = (
    "page|site|website|address|url|link|browser|javascript|cookies|session|account|server|servers|"
    "ad blocker|adblocker|connection|bot|homepage|home page|front page|search field|"
    "trang|trang chủ|liên kết|trình duyệt|tài khoản|máy chủ|từ khóa|hệ thống|chuyên mục|bài viết|"
    "halaman|situs|laman|beranda|tautan|peramban|akun|konten|permintaan|"
    "seite|startseite|inhalt|sitzung|konto|suche|webseite|adblocker|werbeblocker|mail|"
    "page d accueil|adresse|contenu|navigateur|compte|serveur|recherche|lien|bloqueur|"
    "página|portada|sitio|contenido|navegador|sesión|cuenta|servidor|búsqueda|dirección|enlace|"
    "pagina|pagine|indirizzo|collegamento|sito|pagina iniziale|redazione|"
    "conteúdo|endereço|"
    "sayfa|sayfanın|sayfayı|sayfaya|site|siteyi|bağlantı|bağlantıyı|içerik|içeriği|içeriğe|"
    "tarayıcı|tarayıcınız|hesabınız|adresiniz|adresinizi|şifreniz|şifrenizi|şifrenizle|"
    "inhoud|adres|bladwijzer|adres strony|przeglądarka|"
    "страница|страницы|страницу|сайт|сайта|ссылка|ссылке|браузер|адрес|"
    "หน้า|ลิงก์|เว็บไซต์|เบราว์เซอร์|บัญชี|ໜ້າ|ລິ້ງ|ເວັບໄຊ|ទំព័រ|តំណ|គេហទំព័រ|"
    "页面|网页|网站|链接|頁面|網站|ページ|サイト|リンク|ブラウザ|페이지|사이트|링크|브라우저|"
    "الصفحة|الموقع|الرابط|المتصفح"
)
_VISITOR = (
    "you|your|please|sorry|oops|bạn|vui lòng|xin lỗi|rất tiếc|quý vị|quý khách|quý độc giả|hãy|"
    "anda|maaf|ups|silakan|mohon|sie|ihr|ihre|ihren|bitte|leider|hoppla|"
    "vous|votre|vos|veuillez|désolé|désolés|oups|usted|lo sentimos|disculpe|vuelva|vaya|"
    "inténtelo|contacte|compruebe|"
    "spiacenti|ci dispiace|siamo spiacenti|cercate|cerchi|potete|puoi|ritenete|vi preghiamo|"
    "você|desculpe|lamentamos|por favor|tente|verifique|"
    "lütfen|üzgünüz|maalesef|hesabınız|adresiniz|adresinizi|şifrenizi|"
    "uw|jouw|helaas|probeer|przepraszamy|proszę|twoje|извините|пожалуйста|вы|вам|вас|вашем|"
    "คุณ|ท่าน|กรุณา|โปรด|ขออภัย|ທ່ານ|ກະລຸນາ|ຂໍອະໄພ|អ្នក|សូម|"
    "您|请|請|抱歉|お探し|ください|下さい|申し訳|고객님|주세요|죄송|عذرا|يرجى|يمكنك"
)
_OURSELVES = (
    "we|our|us|chúng tôi|kami|wir|unser|unsere|unseren|unserer|nous|notre|nos|nosotros|nuestro|"
    "nuestra|nuestros|我们|我們|本站|本网站|弊社|当サイト|저희|เรา|យើង|ພວກເຮົາ|نحن|موقعنا"
)
_SITE_WORDS, _VISITOR_WORDS, _OUR_WORDS = map(phrase_pattern, (_SITE, _VISITOR, _OURSELVES))
_QUOTED = re.compile(r"[“”\"«»„「」『』]")
_DIGIT = re.compile(r"\d")
# Status codes of HTTP that say why a page is not shown.
_STATUS = re.compile(r"(?<!\d)(?:40[34]|410|429|451|50[234])(?!\d)")
# A capital within a sentence. German has one in each noun, so there it tells nothing.
_NAME = re.compile(r"[^\W\d_][,;:]?\s(?!JavaScript|Cookie|URL|Internet)[A-ZÀ-ÞĐ]\w")
_GERMAN = re.compile(r"\b(?:sie|bitte|ihr|ihre|ihren|leider|diese|dieser)\b")
# "Bạn đọc" are readers; only "quý bạn đọc" are spoken to.
_READERS = re.compile(r"(?<!quy )\bban doc\b")
_LEAST = 2


def is_notice(text: str) -> bool:
    """Return whether a short text, with no name, number or quotation, speaks to a visitor."""
    folded = fold(text)
    if _may_be_news(text, folded):
        return False
    folded = _READERS.sub(" ", folded)
    site = set(_SITE_WORDS.findall(folded))
    speaks_of = site or _OUR_WORDS.search(folded)
    return len(site) >= _LEAST or bool(speaks_of and _VISITOR_WORDS.search(folded))


def asks_visitor(text: str, *, is_address_enough: bool) -> bool:
    """Return whether a short text that names nothing speaks to its reader about the site.

    Args:
        text: the text.
        is_address_enough: whether addressing its reader is enough. It is not in Vietnamese, where
            ``bạn`` is also a friend, nor in scripts without spaces; in German (``sie``) it proves
            nothing.
    """
    folded = fold(text)
    if _may_be_news(text, folded):
        return False
    folded = _READERS.sub(" ", folded)
    addressed = _VISITOR_WORDS.search(folded) is not None
    if addressed and is_address_enough and not _GERMAN.search(folded):
        return True
    kinds = (addressed, _SITE_WORDS.search(folded), _OUR_WORDS.search(folded))
    return sum(map(bool, kinds)) >= _LEAST


def _may_be_news(text: str, folded: str) -> bool:
    """Return whether a text is long, or has a number, a quotation or a name."""
    if (
        len(text) > _MAX_NOTICE_CHARS
        or _DIGIT.search(_STATUS.sub("", text))
        or _QUOTED.search(text)
    ):
        return True
    return _NAME.search(text) is not None and not _GERMAN.search(folded)
