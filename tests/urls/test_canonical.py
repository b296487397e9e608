"""One canonical URL per article, whatever link led to it."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.urls.canonical import MAX_URL, UrlRules, article_url, canonical_url, is_own

NEWS = UrlRules(
    hosts={
        "news.example": "news.example",
        "old.news.example": "news.example",
        "staging.cms.example": "news.example",
        "m.news.example": "news.example",
    },
    fold_case=r"^/[A-Za-z0-9-]+(?:/[A-Za-z-]+)?/(?=\d{5,8}/)",
    drop_parameters=("from",),
    rewrite=(
        (r"\.amp$", ".vnp"),
        (r"(\.html)&mobile=yes.*$", r"\1"),
        (r"^/print(/.*)$", r"\1"),
    ),
)
ARTICLE = "https://news.example/economy/1765319/rice-exports-rise.html"


@pytest.mark.parametrize(
    "url",
    [
        ARTICLE,
        "http://news.example/economy/1765319/rice-exports-rise.html",
        "HTTPS://NEWS.Example/economy/1765319/rice-exports-rise.html",
        "https://www.news.example/economy/1765319/rice-exports-rise.html",
        "https://news.example./economy/1765319/rice-exports-rise.html",
        "https://www.news.example.:443/economy/1765319/rice-exports-rise.html",
        "http://news.example:80/economy/1765319/rice-exports-rise.html",
        "http://old.news.example/economy/1765319/rice-exports-rise.html",
        "http://www.old.news.example/economy/1765319/rice-exports-rise.html",
        "http://staging.cms.example/economy/1765319/rice-exports-rise.html",
        "https://m.news.example/economy/1765319/rice-exports-rise.html",
        "https://reader:secret@news.example/economy/1765319/rice-exports-rise.html",
        "https://news.example/Economy/1765319/rice-exports-rise.html",
        "https://news.example/ECONOMY/1765319/rice-exports-rise.html",
        ARTICLE + "#KVSuQ9dLw3.97",
        ARTICLE + "#comments",
        ARTICLE + "?",
        ARTICLE + "?utm_source=feed&utm_medium=rss",
        ARTICLE + "?UTM_Source=feed",
        ARTICLE + "?fbclid=IwAR0&gclid=x&zarsrc=30&gidzl=q",
        ARTICLE + "?utm_source=feed&amp;utm_medium=rss",
        ARTICLE + "?from=home",
        ARTICLE + "?amp=1",
        ARTICLE + "?outputType=amp",
        ARTICLE + "?print=yes",
        ARTICLE + "&mobile=yes&amp=1",
        ARTICLE + ";jsessionid=4FA2",
        "https://news.example/print/economy/1765319/rice-exports-rise.html",
        "https://news.example//economy//1765319/rice-exports-rise.html",
        "https://news.example/world/../economy/./1765319/rice-exports-rise.html",
        "https://news.example/%65conomy/1765319/rice%2Dexports-rise.html",
        " \n" + ARTICLE + "\t ",
        "https:\\\\news.example\\economy\\1765319\\rice-exports-rise.html",
    ],
)
def test_variants_of_a_url_are_one_article(url: str) -> None:
    assert canonical_url(url, NEWS) == ARTICLE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://news.example/a-1.html", "https://news.example/a-2.html"),
        ("https://news.example/A.html", "https://news.example/a.html"),  # only the section folds
        ("https://news.example/a", "https://other.example/a"),
        ("https://news.example/a", "https://en.news.example/a"),
        ("https://news.example/print.aspx?id=1", "https://news.example/print.aspx?id=2"),
        ("https://news.example/a?page=amp", "https://news.example/a"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example/a%2541", "https://news.example/a%41"),
        ("https://news.example/a%3Fid=1", "https://news.example/a?id=1"),
        ("https://news.example:8443/a", "https://news.example/a"),
        ("http://news.example:8080/a", "https://news.example:8080/a"),
    ],
)
def test_different_articles_stay_apart(first: str, second: str) -> None:
    assert canonical_url(first, NEWS) != canonical_url(second, NEWS)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org", "https://example.org/"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?q=x+y", "https://example.org/a?q=x%20y"),
        ("https://example.org/ảnh.html", "https://example.org/%E1%BA%A3nh.html"),
        ("https://example.org/%e1%ba%a3nh.html", "https://example.org/%E1%BA%A3nh.html"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://www.example.org/a", "https://www.example.org/a"),  # not declared as one host
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("http://[0:0::1]/a", "https://[::1]/a"),
        ("https://example.org/a/..", "https://example.org/"),
        ("https://example.org/a/b/.", "https://example.org/a/b/"),
        ("https://example.org/../../a", "https://example.org/a"),
    ],
)
def test_without_rules(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


def test_an_outlet_without_https_keeps_http() -> None:
    rules = UrlRules(scheme="http", hosts={"kpl.example": "kpl.example"})
    assert canonical_url("https://www.kpl.example/a", rules) == "http://kpl.example/a"


def test_a_host_of_today_may_begin_with_www() -> None:
    rules = UrlRules(hosts={"old.example": "www.example.org"})
    for host in ("old.example", "www.old.example", "example.org", "www.example.org"):
        assert canonical_url(f"http://{host}/a", rules) == "https://www.example.org/a"


def test_only_named_parameters_count_if_any_are_named() -> None:
    rules = UrlRules(keep_parameters=("id",))
    assert (
        canonical_url("https://e.org/d.aspx?x=1&id=7&cat=2", rules) == "https://e.org/d.aspx?id=7"
    )
    none = UrlRules(keep_parameters=())
    assert canonical_url("https://e.org/a?x=1&id=7", none) == "https://e.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "news.example/a",
        "/economy/1.html",
        "//news.example/a",
        "javascript:void(0)",
        "mailto:desk@news.example",
        "ftp://news.example/a",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https://news..example/a",
        "https://-news.example/a",
        "https://news.example:port/a",
        "https://news.example:99999/a",
        "https://[::1/a",
        "https://[::g]/a",
        "https://[fe80::1%eth0]:x/a",
        "https://ne ws.example/a",
        "https://{host}/a",
        "https://" + "a" * 64 + ".example/",
        "https://" + "a." * 130 + "example/",
        "https://news.example/" + "a" * MAX_URL,
        "https://\ud800.example/",
    ],
)
def test_an_invalid_url_is_named(url: str) -> None:
    with pytest.raises(ValueError, match=r"^URL is .*: expected ") as caught:
        canonical_url(url, NEWS)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_value_that_is_not_a_string_is_named() -> None:
    with pytest.raises(ValueError, match="URL is None: expected a string"):
        canonical_url(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"hosts": [("a.example", "b.example")]}, "hosts"),
        ({"hosts": {"https://a.example": "a.example"}}, "hosts"),
        ({"hosts": {"A.example": "a.example"}}, "hosts"),
        ({"hosts": {"a.example": "b.example", "b.example": "c.example"}}, "hosts"),
        ({"scheme": "gopher"}, "scheme"),
        ({"fold_case": "("}, "fold_case"),
        ({"fold_case": None}, "fold_case"),
        ({"drop_parameters": "from"}, "drop_parameters"),
        ({"drop_parameters": ("From",)}, "drop_parameters"),
        ({"drop_parameters": None}, "drop_parameters"),
        ({"keep_parameters": ["id"]}, "keep_parameters"),
        ({"rewrite": [("a", "b")]}, "rewrite"),
        ({"rewrite": (("a",),)}, "rewrite"),
        ({"rewrite": (("(", "b"),)}, "rewrite"),
        ({"rewrite": (("a", r"\1"),)}, "rewrite"),
        ({"rewrite": (("a", r"\g<name>"),)}, "rewrite"),
    ],
)
def test_rules_are_checked_on_creation(changes: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=rf"^UrlRules\.{named} is .*: expected "):
        UrlRules(**changes)  # type: ignore[arg-type]


def test_a_rewrite_that_never_rests_is_named() -> None:
    rules = UrlRules(rewrite=(("^/", "/a/"),))
    with pytest.raises(ValueError, match=r"UrlRules\.rewrite does not terminate"):
        canonical_url("https://news.example/x", rules)


def test_rules_are_values() -> None:
    hosts = {"old.example": "new.example"}
    rules = UrlRules(hosts=hosts)
    hosts["evil.example"] = "new.example"
    assert not is_own("https://evil.example/", rules)
    again = pickle.loads(pickle.dumps(rules))
    assert again == rules
    assert hash(again) == hash(rules)


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (None, "https://news.example/a"),
        ("", "https://news.example/a"),
        ("https://old.news.example/b?utm_source=x", "https://news.example/b"),
        ("https://mirror.example/b", "https://news.example/a"),  # fault 23: not within the outlet
        ("https://news.example.mirror.example/b", "https://news.example/a"),
        ("https://news.example/", "https://news.example/a"),  # the template's single canonical
        ("https://news.example/" + "b" * MAX_URL, "https://news.example/a"),
        ("not an address", "https://news.example/a"),
    ],
)
def test_a_claim_is_believed_within_the_outlet(claimed: str | None, expected: str) -> None:
    assert article_url("http://www.news.example/a?fbclid=1", claimed, NEWS) == expected


PIECES = st.sampled_from(
    [*"abcXYZ019/.?&=#%;+:@ !~[]\\|\"<>{}^`", "%2F", "%2e", "%c3%a1", "%25", "%zz", "//", "..", "á",
     "utm_source=1", "&amp;", "amp=1", ".amp", "\ud800", "/print/", ";jsessionid=1"]
)  # fmt: skip
PATHS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def canonical_or_none(url: str) -> str | None:
    """Rejected URLs raise ValueError; anything else fails the test."""
    try:
        return canonical_url(url, NEWS)
    except ValueError:
        return None


@given(
    path=PATHS, host=st.sampled_from(["news.example", "www.old.news.example.", "x.example:8080"])
)
@example(path="%2541", host="news.example")
@example(path="print/print/a", host="news.example")
def test_canonical_twice_is_canonical_once(path: str, host: str) -> None:
    once = canonical_or_none(f"http://{host}/{path}")
    if once is None:  # longer than a URL may be
        assert len(path) > 100
        return
    assert once.isascii()
    assert once == canonical_url(once, NEWS)
    assert not set('# <>"') & set(once)


@given(st.text())
def test_no_string_raises_anything_but_value_error(url: str) -> None:
    once = canonical_or_none(url)
    assert once is None or once == canonical_url(once, NEWS)
