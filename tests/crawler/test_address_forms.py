"""URL forms of the first outlets of this project, as seen."""

from __future__ import annotations

import pytest

from tests.support.outlets import outlet_of

# One article URL per form seen, and URLs of the same outlet that are not articles: listings, tags,
# print pages, images. From the fact sheets; the ids are invented.
SEEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "vns": (
        (
            "https://vietnamnews.vn/politics-laws/1730186/a-visit-to-the-delta.html",
            "https://vietnamnews.vn/Economy/1765319/prices-rise.html#KVSu7xq2.97",
            "http://vietnamnews.vn/sunday/features/405390/a-day-on-the-river.html",
            "https://www.vietnamnews.vn/society/261307/an-old-story.html",
        ),
        (
            "https://vietnamnews.vn/politics-laws?p=61",
            "https://vietnamnews.vn/rss/society.rss",
            "https://bizhub.vn/a-slug-post12345.html",
            "https://vietnamnews.vn/society/1765319",
        ),
    ),
    "vna": (
        (
            "https://en.vietnamplus.vn/a-slug-of-words-post350179.vnp",
            "https://en.vietnamplus.vn/an-old-form/131244.vnp",
            "https://en.vietnamplus.vn/a-slug-of-words-post350179.amp",
        ),
        (
            "https://en.vietnamplus.vn/society/",
            "https://en.vietnamplus.vn/tag/rice-tag40410.vnp",
            "https://en.vietnamplus.vn/topic/a-topic-169.vnp",
            "https://en.vietnamplus.vn/region/ha-noi/business/96.vnp",
            "https://en.vietnamplus.vn/print-350179.html",
            "https://ufabetindo.in/a-slug-of-words-post350179.vnp",
            "https://vi.vietnamplus.vn/a-slug-of-words-post350179.vnp",
        ),
    ),
    "customs": (
        (
            "https://english.haiquanonline.com.vn/a-slug-of-words-25708.html",
            "https://customsnews.vn/a-slug-of-words-2217.html",
            "https://bhqennew.mastercms.vn/a-slug-of-words-25708.html",
        ),
        (
            "https://english.haiquanonline.com.vn/regulations",
            "https://english.haiquanonline.com.vn/pictures-of-a-day-123.media",
            "https://english.haiquanonline.com.vn/tags/a-tag-1951.tag",
            "https://english.haiquanonline.com.vn/apicenter@/print_article&i=25708",
            "https://haiquanonline.com.vn/a-slug-of-words-25708.html",
        ),
    ),
    "vnp": (
        (
            "https://vietnam.vnanet.vn/english/tin-van/a-slug-239026.html",
            "https://vietnam.vnanet.vn/english/long-form/a-slug-379069.html",
            "https://vietnam.vnanet.vn/english/a-slug/208443.html",
        ),
        (
            "https://vietnam.vnanet.vn/english/cover-story/314.vnp",
            "https://vietnam.vnanet.vn/french/tin-van/a-slug-239026.html",
            "https://vietnam.vnanet.vn/english/sitemaps/news-11-2026.xml",
        ),
    ),
    "sggp": (
        (
            "https://en.sggp.org.vn/a-slug-of-words-post112240.html",
            "https://sggpnews.org.vn/business/a-slug-of-words-90593.html",
        ),
        (
            "https://en.sggp.org.vn/business/",
            "https://en.sggp.org.vn/rss/home.rss",
            "https://www.sggp.org.vn/a-slug-of-words-post112240.html",
        ),
    ),
    "ppp": (
        (
            "https://www.phnompenhpost.com/national/a-slug-of-words",
            "https://phnompenhpost.com/business/a-slug-of-words?fbclid=x",
        ),
        (
            "https://www.phnompenhpost.com/national",
            "https://www.phnompenhpost.com/national?page=2",
            "https://www.phnompenhpost.com/rss/national.xml",
            "https://www.phnompenhpost.com/tag/a-tag-of-words",
            "https://www.phnompenhpost.com/user/log-in",
        ),
    ),
}


@pytest.mark.parametrize("name", SEEN)
def test_the_forms_of_its_urls(name: str) -> None:
    outlet = outlet_of(name)
    articles, others = SEEN[name]
    for url in articles:
        address = outlet.article(url)
        assert address is not None, url
        assert outlet.article(address) == address
    for url in others:
        assert outlet.article(url) is None, url
