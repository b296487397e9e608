"""Phrases of error pages, consent walls, rights, and sites out of order, in many languages.

Texts are compared folded (``fold``): without case, diacritics and punctuation. Phrases of scripts
without spaces match anywhere, the others between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.extraction.lexicon.alternatives import phrase_pattern

_TITLE_WORDS = 10  # words of a title that says nothing else; a headline about an error is longer
_ANNOUNCED = 400  # characters of the opening in which an error page says so
_TERMS_LEAST = 4  # different consent words on a page that asks for nothing else
_WALL_SHARE = 0.6  # of its text, in paragraphs that contain one

# Missing pages and articles. ``|`` separates phrases.
_NOT_FOUND = (
    "page not found|not found|error 404|404|page could not be found|page cannot be found|"
    "no longer available|does not exist|has been removed|page doesn t exist|"
    "page has gone missing|find that page|find this page|find the page|page isn t here|"
    "page does not seem to exist|page doesn t seem to exist|"
    "seite gibt es nicht|seite gibt es leider nicht|seite nicht finden|artikel nicht verfügbar|"
    "page non trouvée|contenu introuvable|article introuvable|no hemos encontrado la página|"
    "no pudimos encontrar|página inexistente|não encontramos a página|não achamos|"
    "pagina inesistente|non abbiamo trovato la pagina|pagina niet vinden|halaman tidak ada|"
    "halaman hilang|"
    "ไม่พบเนื้อหา|ไม่พบข้อมูล|您访问的页面|"
    "không tồn tại|không tìm thấy|đã bị gỡ|đã bị xóa|"
    "tidak ditemukan|tidak tersedia|sudah dihapus|telah dihapus|tidak dijumpai|"
    "ไม่พบหน้า|ไม่พบบทความ|ไม่พบข่าว|ບໍ່ພົບໜ້າ|រកមិនឃើញ|"
    "page introuvable|introuvable|n existe pas|n existe plus|n a pas ete trouvee|"
    "nicht gefunden|existiert nicht|nicht mehr verfügbar|"
    "no encontrada|no existe|ya no está disponible|não encontrada|não existe|"
    "non trovata|non esiste|niet gevonden|bestaat niet|"
    "nie znaleziono|nie istnieje|не найдена|не найдено|не существует|"
    "contenido no disponible|ya no está en nuestra|no longer on our|n est plus en ligne|"
    "nicht mehr online|não está mais disponível|conteúdo não disponível|artık mevcut değil|"
    "غير موجودة|غير متوفرة|لم يتم العثور|ບໍ່ພົບ|"
    "页面不存在|找不到|頁面不存在|無法找到|无法找到|見つかりません|찾을 수 없|존재하지 않"
)
_IN_MAINTENANCE = (
    "メンテナンス中|사이트 점검|서비스 점검|시스템 점검|ปิดปรับปรุง|កំពុងថែទាំ|ກໍາລັງບໍາລຸງຮັກສາ|"
    "сайте ведутся технические|сайте проводятся технические|сайт временно недоступен|"
    "сайт на техническом обслуживании"
)
# A search that found nothing.
_NO_RESULTS = (
    "no results|no matching|nothing was found|nothing found|did not match|không có kết quả|"
    "aucun résultat|sin resultados|no se encontraron|nenhum resultado|nessun risultato|"
    "keine ergebnisse|keine treffer|geen resultaten|brak wyników|sonuç bulunamadı|"
    "ничего не найдено|нет результатов|tidak ada hasil|لا توجد نتائج|没有找到|沒有找到|未找到|"
    "没有相关|暂无|該当する|結果がありません|検索結果はありません|결과가 없|ไม่พบ|"
    "មិនមានលទ្ធផល|រកមិនឃើញ|ບໍ່ພົບ|ບໍ່ມີຜົນ"
)
# Consent words: what is stored where, who reads it, and the choice to agree.
_CONSENT = (
    "cookie|cookies|kuki|partners|partner|partenaires|partnern|socios|parceiros|mitra|"
    "consent|consents|appareil|apparaat|endgerät|"
    "verarbeitung ihrer daten|processing of your data|werbefrei|werbung|publicité|publicidad|iklan|"
    "informasi di|abonner|abo|"
    "toestemming|toestaan|akkoord|accepteren|zustimmung|einwilligung|zustimmen|"
    "akzeptieren|tracking|werbebanner|consentement|accepter|consentimiento|aceptar|consentimento|aceitar|"
    "consenso|"
    "accettare|persetujuan|setuju|đồng ý|chấp nhận|zgoda|zgody|reklam|reklamy|çerez|"
    "çerezler|onay|согласие|"
    "personal data|datos personales|données personnelles|personenbezogene daten|dati personali|"
    "dados pessoais|persoonsgegevens|data pribadi|dữ liệu cá nhân|anuncios|annunci|anúncios|"
    "your device|uw apparaat|je apparaat|ihrem gerät|votre appareil|su dispositivo|seu dispositivo|"
    "perangkat anda|thiết bị của bạn|"
    "privacy|privacyverklaring|privacybeleid|datenschutz|confidentialité|privacidad|privacidade|"
    "quyền riêng tư|kebijakan privasi|"
    "advertenties|personalised ads|personalized ads|annonces personnalisées|anzeigen|"
    "คุกกี้|ยินยอม|Cookie|クッキー|同意|隐私|隱私|쿠키|동의"
)
_THIS_IS_GONE = re.compile(  # folded
    r"(?:sorry |oops |we are sorry |we re sorry )?(?:but )?(?:this|that|the|your)(?: requested)? "
    r"(?:article|page|story|content|link|post|resource)"
    r"(?: (?:that )?you \w+(?: \w+){0,4}?)? "
    r"(?:(?:is|was|has been|could|can|does|may|might|cannot|couldn t|can t|doesn t|no)\b.{0,24}?)?"
    r"(?:no longer (?:available|exists?)|not (?:be )?found|be found|removed|deleted|not exist|"
    r"exist|expired|unavailable|not available)\b"
    r"|(?:sorry |oops )?we (?:can t|cannot|could not|couldn t|can not) (?:seem to )?find "
    r"(?:the|this|that)(?: \w+)? (?:page|article|story|content)\b"
    r"|(?:lo sentimos )?(?:est[ae]|la) (?:noticia|articulo|pagina|contenido) (?:\w+ ){0,3}?"
    r"(?:ya no (?:esta|se encuentra) disponible|ha sido (?:eliminad|retirad)[oa])\b"
    r"|(?:desole )?ce(?:t|tte)? (?:article|page|contenu) (?:\w+ ){0,3}?"
    r"(?:n est plus (?:disponible|en ligne)|a ete (?:supprime|retire)e?)\b"
    r"|(?:leider ist )?(?:diese[rs]?|der|die) (?:artikel|seite|beitrag|inhalt) (?:\w+ ){0,3}?"
    r"nicht mehr (?:verfugbar|abrufbar|online)\b"
    r"|quest[oa] (?:articolo|pagina|contenuto) non e piu disponibile\b"
    r"|est[ea] (?:artigo|noticia|pagina|conteudo|materia) "
    r"(?:nao esta mais disponivel|foi (?:removid|excluid)[oa])\b"
    r"|(?:deze|dit) (?:artikel|pagina|bericht) is niet (?:meer|langer) (?:beschikbaar|online)\b"
    r"|(?:artikel|berita|halaman|konten) ini "
    r"(?:(?:sudah )?tidak (?:lagi )?(?:tersedia|dapat diakses)|(?:telah|sudah) dihapus)\b"
    r"|(?:bai viet|trang|noi dung) nay (?:da (?:bi )?(?:xoa|go)|khong con (?:ton tai|hien thi))\b"
    r"|ten (?:artykul|tekst) (?:nie jest juz dostepny|zostal usuniety)\b"
)
_FIRST, _GONE_LONGEST = 2, 200  # paragraphs examined; characters of one
_SITE = r"(?:web ?site|site|server|trang web|he thong|trang thong tin|may chu|situs|laman)"
# Sites out of order, or on their way to another address. Folded, as the others.
_OUT_OF_ORDER = re.compile(
    rf"\b{_SITE}\b.{{0,40}}\b(?:maintenance|maintained|upgraded|"
    r"temporarily (?:unable|unavailable|down|closed|offline)|"
    r"bao tri|nang cap|tam ngung|pemeliharaan|perbaikan)\b"
    r"|\b(?:site|page|service)\b.{0,40}\ben (?:cours de )?maintenance\b"
    r"|\b(?:sitio|sitio web|pagina|portal)\b.{0,40}\ben mantenimiento\b"
    r"|\b(?:seite|website)\b.{0,40}\bgewartet\b|\bwartungsarbeiten\b"
    r"|(?:网站|網站|系统|系統|本站).{0,12}(?:维护|維護|升级)"
    r"|\bbecause of maintenance downtime\b|^(?:503 )?service (?:temporarily )?unavailable\b"
    r"|^(?:bad gateway|gateway time ?out|internal server error)\b"
    r"|\byou (?:are being|will be) redirected\b|^redirecting\b"
)
# Pages that are shown in some countries only. Folded.
_NOT_HERE = re.compile(
    r"\b(?:unavailable|not available) (?:due to|for) legal reasons\b"
    r"|\b(?:access|this (?:page|content|article|site|website)) .{0,60}\b(?:in|from) your "
    r"(?:country|region|location|area)\b"
    r"|\bfrom a country belonging to the european economic area\b"
    r"|\btidak (?:tersedia|dapat diakses) di (?:negara|wilayah|lokasi) anda\b"
    r"|\b(?:pas|plus) (?:disponible|accessible) dans votre (?:pays|region)\b"
    r"|\bin ihre[mr] (?:land|region) nicht (?:verfugbar|abrufbar)\b"
    r"|\bno (?:esta |se encuentra )?disponible en (?:su|tu) (?:pais|region|ubicacion)\b"
    r"|\bnao (?:esta )?disponivel (?:no seu pais|na sua regiao)\b"
    r"|\bnon (?:e )?(?:disponibile|accessibile) nel (?:tuo|vostro) paese\b"
    r"|\bkhong (?:kha dung|hien thi|the truy cap) (?:o|tai) (?:quoc gia|khu vuc) cua ban\b"
)
_NOTICE_LONGEST = 300  # characters
# Sentences that stand where a text is missing; requests for access are others (access_notices).
_IN_PLACE_OF_TEXT = re.compile(
    r"\b(?:content|article|page|story|text) (?:is|will be) (?:being |currently being )?updated\b"
    r"|\b(?:noi dung|bai viet)(?: nay)? (?:dang|se) (?:duoc )?cap nhat\b"
)

_RIGHTS = re.compile(
    r"^(?:©|\(c\)|copyright(?:\s(?:©|\(c\)))?)\s?\d{4}\b"
    r"|^all rights reserved\b|^[®©]?\s?bản quyền thuộc về\b",
    re.IGNORECASE,
)
RIGHTS_BEGIN = frozenset("©®(cCaAbB")
"""First letters of a line of rights, for callers that ask of each block."""
_RIGHTS_LENGTH = 160  # characters

_NOT_FOUND_PATTERN, _CONSENT_PATTERN, _NO_RESULTS_PATTERN, _MAINTENANCE_PATTERN = map(
    phrase_pattern, (_NOT_FOUND, _CONSENT, _NO_RESULTS, _IN_MAINTENANCE)
)


def is_error_title(folded: str) -> bool:
    """Return whether a title says that the page does not exist, and little else."""
    return len(folded.split()) <= _TITLE_WORDS and bool(_NOT_FOUND_PATTERN.search(folded))


def found_nothing(opening: str) -> bool:
    """Return whether a text's beginning, folded, says that a search found nothing."""
    return announces_error(opening) or bool(_NO_RESULTS_PATTERN.search(opening[:_ANNOUNCED]))


def announces_error(opening: str) -> bool:
    """Return whether a text's beginning, folded, says that the page does not exist."""
    return bool(_NOT_FOUND_PATTERN.search(opening[:_ANNOUNCED]))


def is_consent(paragraphs: Sequence[str]) -> bool:
    """Return whether folded paragraphs ask for consent and contain nothing else."""
    found = [set(_CONSENT_PATTERN.findall(paragraph)) for paragraph in paragraphs]
    terms = set().union(*found)
    holding = sum(len(text) for text, here in zip(paragraphs, found, strict=True) if here)
    return len(terms) >= _TERMS_LEAST and holding >= _WALL_SHARE * sum(map(len, paragraphs))


def is_out_of_order(texts: Iterable[str]) -> bool:
    """Return whether one of these folded texts says that the site does not work now."""
    return any(_OUT_OF_ORDER.search(text) or _MAINTENANCE_PATTERN.search(text) for text in texts)


def is_not_for_here(texts: Iterable[str]) -> bool:
    """Return whether one of these folded texts says that the page is not for this country."""
    return any(_NOT_HERE.search(text) for text in texts)


def is_in_place_of_text(folded: str) -> bool:
    """Return whether a folded paragraph stands where a text is missing."""
    return len(folded) < _NOTICE_LONGEST and _IN_PLACE_OF_TEXT.search(folded) is not None


def is_gone(paragraphs: Sequence[str]) -> bool:
    """Return whether a text begins by saying that it was removed, whatever follows."""
    return any(len(one) < _GONE_LONGEST and _THIS_IS_GONE.match(one) for one in paragraphs[:_FIRST])


def is_rights_line(text: str) -> bool:
    """Return whether a line, as printed, begins with whose rights are reserved."""
    return len(text) <= _RIGHTS_LENGTH and _RIGHTS.match(text) is not None
