"""The text of an article in feeds and on its page."""

from __future__ import annotations

import pytest

pytest.importorskip("markupsafe", reason="the extra console is not installed")

from console.body_html import body_html
from console.feeds import atom
from console.rendering import rendered
from pipelines.storage.reading.article_pages import WholeArticle
from tests.support.invented import NOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One:\n\n- a\n\n- b\n\nTwo.", "<p>One:</p><ul><li>a</li><li>b</li></ul><p>Two.</p>"),
        ("a | b\nc | d", "<p>a | b<br>c | d</p>"),
        ('- <b>&"', "<ul><li>&lt;b&gt;&amp;&quot;</li></ul>"),
        ("-1 degree", "<p>-1 degree</p>"),
        ("", "<p></p>"),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert body_html(text) == expected


ARABIC = {
    **dict.fromkeys(("dateline", "agency", "gone_at", "duplicate_of", "modified_at", "section")),
    **{"id": 3, "outlet": "vna", "url": "https://news.example/3", "title": "الجسر", "lead": "قال"},
    **{"body": "نعم.\n\n- لا", "text": "قال\n\nنعم.", "language": "ar", "authors": [], "tags": []},
    **{"confidence": 0.9, "concerns": [], "word_count": 3, "published_at": NOW},
    **{"first_seen_at": NOW, "changed_at": NOW},
}


@pytest.mark.parametrize("language", ["ar", None])
def test_a_text_is_read_in_its_language_and_direction(language: str | None) -> None:
    article = ARABIC | {"language": language}
    whole = WholeArticle(article, [], (), [], [], None, (), (), [], None)
    html = rendered("article", {"whole": whole, "database": "x", "address": None}, style="")
    assert '<h1 dir="auto">الجسر</h1>' in html
    assert '<div class="body" dir="auto"><p>نعم.</p><ul><li>لا</li></ul></div>' in html
    assert ('<article class="reading" lang="ar">' in html) == (language is not None)
    assert 'lang=""' not in html
    assert (b'xml:lang="ar"' in atom([article], "x", "https://a.example/")) == (
        language is not None
    )
