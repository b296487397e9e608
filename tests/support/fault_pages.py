"""Invented articles and broken pages that the fault server serves."""

from __future__ import annotations

import unicodedata

STYLE = "text-align:justify"


def paragraphs(number: int, count: int = 6) -> list[str]:
    """Return prose that no two articles share."""
    places = ("Cầu Mây", "Bến Lức", "Hòa Bình", "Rạch Giá", "Sơn Tây", "Vĩnh Long", "Tam Kỳ")
    deeds = (
        "opened a reading room for farmers' children after two years of work",
        "planted mangroves along a stretch of the river that floods each autumn",
        "repaired the ferry landing which had been closed since the last storm",
        "began to teach weaving to visitors in the old communal house",
        "counted its storks again and found more nests than the year before",
        "put its last diesel pump out of service and thanked the man who ran it",
        "invited the players of the district band to mark the harvest",
    )
    prose = []
    for step in range(count):
        place, teacher = places[(number + step) % 7], places[(number * 5 + step) % 7]
        first, second, third = (name(number * 31 + step * 7 + one) for one in range(3))
        prose.append(
            f"The people of {place} number {number} {deeds[(number * 3 + step) % 7]}, said teacher "
            f"{teacher} {first} on day {step + number} of the month, and the {number * 7 + step} "
            f"families of {second} and {third} who live there have promised to look after it."
        )
    return prose


def name(number: int) -> str:
    """Return an invented name, another one for another number.

    Pages that differ in nothing but numbers are taken for a notice.
    """
    syllables = ("bar", "ken", "dol", "mir", "sav", "tun", "lop", "gas", "ren", "vik", "hol")
    parts = [syllables[number // 11**place % 11] for place in range(3)]
    return "".join(parts).capitalize()


AT = "2026-11-20T08:00:00+07:00"


def article(number: int, *, title: str = "", extra: str = "", head: str = "", at: str = AT) -> str:
    """Return a whole article page with a menu, a date and six paragraphs."""
    title = title or f"Village {number} finds a quiet way to spend the dry season"
    prose = "".join(f"<p>{text}</p>" for text in paragraphs(number))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}"
        f'<meta property="article:published_time" content="{at}"></head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{prose}{extra}</article>'
        "</body></html>"
    )


def listing(paths: list[str], head: str = "") -> str:
    """Return a front page that links to articles."""
    links = "".join(f'<p><a href="{path}">Read about {path}</a></p>' for path in paths)
    return f"<!doctype html><html><head>{head}</head><body>{links}</body></html>"


def nested(depth: int) -> str:
    """Return an article below ``depth`` open elements."""
    return article(900, extra="<div>" * depth + "deep" + "</div>" * depth)


def many_links(count: int) -> str:
    """Return an article followed by a list of ``count`` links."""
    rows = "".join(
        f'<li><a href="/news/old-story-{n}.html">Old story {n}</a></li>' for n in range(count)
    )
    return article(901, extra=f"<ul>{rows}</ul>")


def long_attribute(size: int) -> str:
    """Return an article with an attribute of ``size`` characters."""
    return article(902, extra=f'<p data-x="{"y" * size}">The end of the report.</p>')


def many_attributes(count: int) -> str:
    """Return an article with an element that has ``count`` attributes."""
    names = " ".join(f"a{n:x}" for n in range(count))
    return article(906, extra=f"<p {names}>The end of the report.</p>")


def long_title(size: int) -> str:
    """Return an article whose headline has ``size`` characters."""
    return article(907, title="Village 907 finds a quiet way " + "and goes on " * (size // 12))


def many_tags(count: int) -> str:
    """Return an article with ``count`` tags."""
    tags = "".join(f'<meta property="article:tag" content="tag {n}">' for n in range(count))
    return article(908).replace("</head>", f"{tags}</head>")


def bait(size: int) -> str:
    """Return an article with bait for slow patterns, in title, date and text."""
    dates = "1/" * size + "2026 " + "12:" * size
    return article(
        909,
        title="Village 909 finds a quiet way" + " - " * size,
        extra=f"<time>{dates}</time><p>{'(Photo: ' * size}</p><p>{'By A/' * size}</p>",
    )


def with_nul() -> bytes:
    """Insert NUL bytes and control characters within words."""
    return article(903).encode().replace(b"families", b"fami\x00lies\x01\x08")


def decomposed() -> bytes:
    """Return Vietnamese in normal form D, as some editors on a Mac write it."""
    return unicodedata.normalize("NFD", article(904)).encode()


LOGIN_WALL = (
    "<!doctype html><html><head><title>Sign in</title></head><body><form action=/login>"
    "<h1>Sign in to continue</h1><p>Please sign in or create an account to read this page.</p>"
    "<input name=user><input name=password type=password><button>Sign in</button></form>"
    "</body></html>"
)
BLOCKED = (
    "<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1>"
    "<p>Your request looks automated. Please complete the captcha to go on.</p></body></html>"
)
CONSENT_WALL = (
    "<!doctype html><html><head><title>Before you continue</title></head><body><h1>We value your "
    "privacy</h1><p>We and our 812 partners use cookies to measure how you read.</p><button>Accept "
    "all cookies</button><button>Manage consent</button></body></html>"
)
SHELL = (
    "<!doctype html><html><head><title>News</title></head><body><div id=app></div><noscript>Please "
    "enable JavaScript to view this page.</noscript><script src=/app.js></script></body></html>"
)
NOT_FOUND = (
    "<!doctype html><html><head><title>Page not found</title></head><body><h1>404</h1><p>The page "
    "you are looking for does not exist or was moved.</p></body></html>"
)
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "news news news news news news news">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><rss version="2.0"><channel><title>&j;</title><item><title>&j;</title>'
    "<link>/news/from-the-bomb-0001.html</link></item></channel></rss>"
)


def feed(count: int) -> str:
    """Return RSS with ``count`` items."""
    items = "".join(
        f"<item><title>Village {n}</title><link>/news/village-{n}-of-the-feed.html</link></item>"
        for n in range(count)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>'
    )
