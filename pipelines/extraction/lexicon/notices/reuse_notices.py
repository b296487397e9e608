"""Recognises notices of who may reuse a text: ``may not be published without permission``.

Newsrooms print them below a text. Each says that something needs leave, and what: the words of both
kinds, in one line, are hardly in an article that is not about copyright.
"""

from __future__ import annotations

from pipelines.extraction.lexicon.alternatives import phrase_pattern

_MAX_CHARS = 420
_REUSE = (
    "reproduced|reproduction|republished|republishing|republication|redistributed|redistribution|"
    "reprinted|rewritten|copied|copying|scraping|ai training|rights reserved|copyright|"
    "sao chép|đăng lại|phát hành lại|trích dẫn lại|sử dụng lại|bản quyền|dẫn nguồn|ghi rõ nguồn|"
    "mengutip|memperbanyak|menyalin|mengambil konten|hak cipta|mengcopy|"
    "reproduction|rediffusion|droits réservés|droits de reproduction|"
    "vervielfältigung|weiterverbreitung|nachdruck|rechte vorbehalten|"
    "reproducción|reproducir|derechos reservados|reprodução|direitos reservados|"
    "riproduzione|diritti riservati|перепечатка|копирование|права защищены|kopiowanie|"
    "prawa zastrzeżone|kaynak gösterilmeden|kopyalanamaz|"
    "转载|轉載|摘编|複製|版权|版權|無断転載|転載|複写|전재|재배포|무단전재|"
    "ห้ามทำซ้ำ|คัดลอก|สงวนลิขสิทธิ์|ທຳຊ້ຳ|ការចម្លង"
)
_LEAVE = (
    "permission|prior written|consent|prohibited|may not be|forbidden|must credit|without credit|"
    "all rights|xin phép|cho phép|sự đồng ý|văn bản|vui lòng|yêu cầu|khi phát hành|nghiêm cấm|"
    "thuộc về|tanpa izin|izin tertulis|dilarang|seizin|interdite|interdit|autorisation|tous droits|"
    "genehmigung|zustimmung|untersagt|alle rechte|prohibida|prohibido|autorización|todos los|"
    "autorização|proibida|todos os direitos|vietata|autorizzazione|tutti i diritti|riservata|"
    "разрешения|запрещена|запрещено|ссылк|все права|zgody|zabronione|wszelkie prawa|izin|hakları|"
    "未经|未經|不得|授权|授權|注明|註明|禁止|禁じ|許可|금지|허락|ห้าม|ไม่ได้รับอนุญาต|อนุญาต|ຫ້າມ|ហាម"
)
_REUSES, _LEAVES = map(phrase_pattern, (_REUSE, _LEAVE))


def is_reuse_notice(text: str, folded: str) -> bool:
    """Return whether a line says who may reuse the text.

    Args:
        text, folded: the line, and its folded text.
    """
    return len(text) <= _MAX_CHARS and bool(_REUSES.search(folded) and _LEAVES.search(folded))
