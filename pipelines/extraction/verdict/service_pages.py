"""Recognises an outlet's service pages: contact, terms, search, polls, feeds.

Their whole title says what they are, and they have neither date nor author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.text import fold

# Whole titles, by language: English, Vietnamese, Indonesian, French, Spanish, German.
_TITLES = (
    "contact|contact us|contacts|about|about us|terms of use|terms of service|terms and conditions|"
    "terms|privacy policy|privacy|cookie policy|advertise|advertise with us|advertising|subscribe|"
    "advertising rates|rate card|search|subscription|newsletter|newsletters|our newsletters|rss|"
    "rss feeds|site map|sitemap|"
    "e paper|epaper|poll|polls|opinion poll|weather|exchange rates|careers|faq|help|feedback|"
    "register|forgot password|become a member|membership|members area|my account|account|"
    "maintenance|website maintenance|site maintenance|system maintenance|scheduled maintenance|"
    "survey|reader survey|readers survey|reader poll|poll results|digital edition|print edition|"
    "today s paper|archive|archives|photo albums|photo galleries|photo gallery|our writers|"
    "bảo trì|thông báo bảo trì|bảo trì hệ thống|nâng cấp hệ thống|khảo sát|khảo sát bạn đọc|"
    "thăm dò ý kiến|đăng ký tài khoản|quên mật khẩu|thành viên|thư viện ảnh|đặt mua báo|"
    "liên hệ|giới thiệu|điều khoản sử dụng|chính sách bảo mật|tòa soạn|quảng cáo|đặt báo|thăm dò|"
    "bảng giá quảng cáo|tìm kiếm|bình chọn|thời tiết|sơ đồ trang|báo in|đăng ký|"
    "pencarian|hubungi kami|kontak|tentang kami|kebijakan privasi|syarat dan ketentuan|redaksi|"
    "pedoman media siber|iklan|cuaca|mentions légales|à propos|nous contacter|plan du site|"
    "contacto|aviso legal|política de privacidad|impressum|datenschutz|kontakt|agb|suche"
)
_SEARCHES = (
    "search|search results|tìm kiếm|pencarian|recherche|rechercher|búsqueda|buscar|busca|pesquisa|"
    "cerca|ricerca|suche|suchergebnisse|zoeken|szukaj|arama|поиск|пошук|بحث|البحث|חיפוש|搜索|搜尋|"
    "検索|検索結果|검색|검색 결과|ค้นหา|ស្វែងរក|ຄົ້ນຫາ|ການຄົ້ນຫາ"
)
_WHOLE = frozenset(fold(title) for title in _TITLES.split("|"))
_WHOLE_SEARCHES = frozenset(fold(title) for title in _SEARCHES.split("|"))
_NUMBERS = re.compile(r"(?: no)?(?: \d{1,6}){1,3}$")  # "Reader survey 2026"
_SEARCHED = re.compile(
    r"(?:search results?|ket qua tim kiem|hasil pencarian|resultats? de (?:la )?recherche|"
    r"resultados? de (?:la )?busqueda|suchergebnisse)(?: .{0,60})?$"
)


def service_page(titles: Iterable[str]) -> str | None:
    """Return the type of page that one of the folded titles names, or None."""
    for title in titles:
        if _NUMBERS.sub("", title) in _WHOLE:
            return "service page"
        if _SEARCHED.match(title):
            return "search results"
    return None


def is_search(titles: Iterable[str]) -> bool:
    """Return whether one of the folded titles is that of a search page, in any language."""
    return any(title in _WHOLE_SEARCHES or _SEARCHED.match(title) for title in titles)
