"""Lines of a site's interface are told by their vocabulary: none of these is in a table."""

from __future__ import annotations

import pytest

from pipelines.extraction.lexicon.alternatives import phrase_pattern
from pipelines.extraction.lexicon.interface_lines import is_interface_line, names_interface
from pipelines.text import fold, fold_words

HOST = "harbour.example"
INTERFACE = (
    "Found a mistake? Select the text and press Ctrl+Enter. | Be the first to comment | "
    "Add Harbour Daily as a preferred source on Google | Have a tip? Email us at tips@x.example | "
    "What do you think? Let us know in the comments. | Get the best of our news in your inbox | "
    "This audio is AI-generated. Report a problem | Reading time: 4 minutes | "
    "Your support keeps our newsroom independent. Please consider making a contribution. | "
    "Your browser does not support the audio element. | Follow Ann Leeway on X @leeway | "
    "Mời bạn đọc theo dõi báo trên Google News | Đăng nhập để bình luận | Tặng sao cho tác giả | "
    "Bình luận của bạn sẽ hiển thị sau khi được duyệt | Nhập email của bạn tại đây | "
    "Partagez cet article avec vos amis | Suivez-nous sur WhatsApp | 3 Min Lesezeit | "
    "Schreiben Sie uns Ihre Meinung in die Kommentare | Jetzt unsere App laden | "
    "Síguenos en nuestro canal de WhatsApp | Comparte este artículo con tus amigos | "
    "Ikuti saluran kami di WhatsApp | 请点击这里下载客户端 | この記事をシェアしてください | "
    "카카오톡 앱을 다운로드 하세요 | กดติดตามเราได้ที่ เฟซบุ๊ก | Segui il nostro canale WhatsApp | "
    "Participe do nosso canal no WhatsApp | Compartilhe esta matéria com seus amigos | "
    "Volg ons op Facebook en Instagram | Obserwuj nas na Instagramie | Skomentuj ten artykuł | "
    "Подписывайтесь на наш канал в Telegram | Нашли ошибку? Выделите текст и нажмите Ctrl+Enter | "
    "Bizi Google News üzerinden takip edin | Bu haberi arkadaşlarınızla paylaşın"
)
ARTICLE = (
    "An app for members | Comments on the draft close in May. | The newsletter has 400 readers. | "
    "“Follow us on WhatsApp,” the mayor told her critics. | Join the march on Friday at noon. | "
    "Share of exports to Laos rose to nine per cent. | Readers of the paper chose the ferry. | "
    "Thanks to Ann Leeway for helpful comments on the draft. | Download speeds fell by half. | "
    "Our Readers Voted: These Are the Best Clothing Shops of the Year | Password rules | "
    "Monthly subscription: US$8.5 | Press the dough flat and leave it for an hour. | "
    "Bạn đọc Trần An hỏi về thuế đất ở Cần Thơ. | Ứng dụng cho nông dân | Facebook phạt 3 triệu | "
    "Die App der Bahn zeigt jetzt auch Fähren. | La aplicación del metro cuesta cuatro millones | "
    "L’app del Comune costa due milioni di euro. | O WhatsApp caiu por duas horas em Linh. | "
    "De app van de gemeente toont nu ook veerboten. | Nowa aplikacja pokazuje rozkład promów. | "
    "Telegram оштрафован на четыре миллиона. | Belediyenin uygulaması feribotları gösterir. | "
    "该客户端去年新增用户四千万人。 | アプリの売上高が前年比で三割増えた。"
)


@pytest.mark.parametrize("line", INTERFACE.split(" | "))
def test_a_line_of_the_interface(line: str) -> None:
    assert is_interface_line(line, fold_words(line), HOST)


@pytest.mark.parametrize("line", ARTICLE.split(" | "))
def test_a_line_of_an_article(line: str) -> None:
    assert not is_interface_line(line, fold_words(line), HOST)


def test_a_headline_that_names_a_part_of_an_interface() -> None:
    assert names_interface(fold("How to unsubscribe from newsletters"))
    assert not names_interface(fold("Night ferry returns to the strait"))


def test_a_pattern_of_phrases_without_spaces_matches_nothing_else() -> None:
    assert not phrase_pattern("评论|登录").search("javascript")
