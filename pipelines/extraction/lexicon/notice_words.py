"""Words of a site's notices to its visitor: a page is gone, a session ended, a check is due.

Three kinds of words, in the languages of the outlets: the site and its parts, the visitor who is
spoken to, and what went wrong or is to be done. News in a sentence or two has one or two of them.
"""

from __future__ import annotations

from pipelines.extraction.lexicon.page_phrases import phrase_pattern

_SITE = (
    "page|site|website|address|url|link|browser|javascript|cookies|session|account|server|search|"
    "content|homepage|home page|front page|"
    "trang|trang chủ|nội dung|trình duyệt|tài khoản|máy chủ|từ khóa|phiên|"
    "halaman|situs|laman|beranda|peramban|akun|konten|pencarian|"
    "seite|startseite|adresse|inhalt|sitzung|konto|suche|webseite|"
    "accueil|contenu|navigateur|compte|serveur|recherche|"
    "página|portada|sitio|contenido|navegador|sesión|cuenta|servidor|búsqueda|dirección|"
    "หน้า|เว็บไซต์|เบราว์เซอร์|บัญชี|ໜ້າ|ເວັບໄຊ|ទំព័រ|គេហទំព័រ|"
    "页面|网页|网站|頁面|網站|ページ|サイト|ブラウザ|페이지|사이트|브라우저|الصفحة|الموقع|المتصفح"
)
_VISITOR = (
    "you|your|please|sorry|oops|we|our|bạn|hãy|vui lòng|xin lỗi|quý vị|quý khách|"
    "anda|maaf|silakan|mohon|sie|ihr|ihre|ihren|bitte|leider|"
    "vous|votre|vos|veuillez|désolé|désolés|usted|su|sus|lo sentimos|disculpe|vuelva|"
    "inténtelo|contacte|"
    "คุณ|ท่าน|กรุณา|ขออภัย|ທ່ານ|ກະລຸນາ|ຂໍອະໄພ|អ្នក|សូម|"
    "您|请|請|抱歉|お探し|ください|申し訳|고객님|주세요|죄송|عذرا|يرجى|يمكنك"
)
_STATE = (
    "try again|go back|return to|refresh|reload|enable|verify|confirm that you|come back|"
    "unavailable|not available|expired|taken down|mistyped|may have been moved|no longer|"
    "maintenance|takes a few seconds|not a robot|no results|doesn t exist|log in again|"
    "quay lại|thử lại|bị xóa|không truy cập được|người máy|robot|bảo trì|hết hạn|"
    "không có kết quả|xác nhận|"
    "kembali ke|kembali beberapa|coba lagi|dipindahkan|tidak tersedia|pemeliharaan|perbaikan|"
    "kedaluwarsa|tidak ada hasil|"
    "nicht mehr|falsch eingegeben|erneut versuchen|später noch einmal|wartungsarbeiten|"
    "bestätigen sie|abgelaufen|keine ergebnisse|nutzen sie die suche|"
    "déplacée|supprimée|revenez|réessayer|réessayez|expiré|reconnecter|maintenance|aucun résultat|"
    "vuelva a|inténtelo|ya no está|no está disponible|ha caducado|mantenimiento|sin resultados|"
    "se ha producido un error|"
    "กลับไปที่|ถูกลบ|ลองใหม่|ปิดปรับปรุง|ກັບໄປ|ຖືກລຶບ|ត្រូវបានលុប|ត្រឡប់ទៅ|"
    "已被删除|返回首页|重试|维护|已過期|削除|お戻り|再度|メンテナンス|삭제|돌아가|다시 시도|점검|"
    "تم حذفها|العودة إلى|حاول مرة|غير متوفرة"
)
_KINDS = tuple(map(phrase_pattern, (_SITE, _VISITOR, _STATE)))


def is_notice(folded: str) -> bool:
    """Return whether a short folded text has all three kinds of words."""
    return all(kind.search(folded) for kind in _KINDS)
