"""Names of the site, and the canonical URL of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice, takewhile
from urllib.parse import urljoin, urlsplit

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data import headline, structured_data
from pipelines.extraction.page_data.structured_data import Structured, values
from pipelines.items import HEADING, Page
from pipelines.text import clean, fold

_URL_LONGEST = 2_000
_SUFFIXES_LIST = "com co org net gov edu ac or go ne gob gouv info"
_SUFFIXES = frozenset(_SUFFIXES_LIST.split())
_MENU_LINKS = 400
_ROOT_SLASHES = 3  # of "https://harbour.example/"
_HOME_LINKS = 40
_PARAGRAPH, _MENU_LINE = 300, 0.5  # characters; of a line's text
_POST_WORDS = 3  # words of a post's title: of more it is told from a section's name
_HOME_PATHS = frozenset(("", "index.html", "index.htm", "index.php", "default.aspx", "home"))
_HOME_LEAST = 5  # letters
_ARTICLE = re.compile(r"(?:El|La|Los|Las|Le|Les|Il|Lo|I|Gli|O|A|Os|As|Der|Die|Das|De|Het|The)\s")
_LAST = 40  # blocks of the page
_MENU_ENTRY = 60  # characters
_OF_PERSON = re.compile(r"/(?:authors?|profiles?|staff|people|by|contributors?|columnists?)/", re.I)
_OWNERS = frozenset(
    ("website", "organization", "newsmediaorganization", "newspaper", "corporation")
)


def canonical(data: Structured, page: Page) -> tuple[str, str]:
    """Return the page's canonical URL and its source.

    ``rel=canonical`` and ``og:url`` are trusted within the outlet's hosts only; if those are
    unknown, within the same registrable host. A canonical URL that is the home page is wrong.
    """
    own_key = address_key(page.url)
    stated = data.first("og:url")  # of several, the page's own: others are those of its players
    same = (one for one in data.meta.get("og:url", ()) if address_key(one) == own_key)
    for source, value in (("canonical", data.canonical), ("og:url", next(same, stated))):
        if not value or len(value) > _URL_LONGEST:
            continue
        try:
            url = urljoin(page.url, clean(value))
            parts = urlsplit(url)
            own = urlsplit(page.url)
            host, own_host = (parts.hostname or "").rstrip("."), (own.hostname or "").rstrip(".")
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not host:
            continue
        trusted = host in page.hosts if page.hosts else registrable(host) == registrable(own_host)
        if not own_host and not page.hosts:
            trusted = True
        if trusted and (not _is_home_path(parts.path) or _is_home_path(own.path)):
            return url, source
    return page.url, "page"


def is_home(url: str) -> bool:
    """Return whether a URL is that of a site's home page: no path, no query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.query and _is_home_path(parts.path)


def _is_home_path(path: str) -> bool:
    return path.strip("/").lower() in _HOME_PATHS


def registrable(host: str) -> str:
    """Return the registrable part of a host: ``example.co.uk``, ``example.org``."""
    labels = host.lower().split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SUFFIXES and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def host(url: str) -> str:
    """Return a URL's host without ``www.``, ``""`` if it has none or is invalid."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def address_key(url: str | None) -> str:
    """Return a URL for comparison: without scheme, ``www``, query, fragment, final slash."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")
    path = parts.path.rstrip("/")
    return f"{host}{path}" if path else ""


def address_path(url: str) -> str:
    """Return a URL's path in lower case, ``""`` if it has none or is invalid."""
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def local_path(href: str, base: str) -> str:
    """Return the path of a link to the same host, ``""`` if it leads elsewhere."""
    try:
        target, own = urlsplit(urljoin(base, href[:_URL_LONGEST])), urlsplit(base)
    except ValueError:
        return ""
    return target.path.lower() if target.netloc == own.netloc else ""


def names(
    data: Structured, page: Page, blocks: Blocks | None = None
) -> tuple[frozenset[str], str | None]:
    """Return the site's names in compact form, and its name as printed."""
    found: list[str] = list(data.meta.get("og:site_name", ()))
    found.extend(data.meta.get("application-name", ()))
    for node in data.ld_articles[:3]:
        publisher = node.get("publisher")
        for one in values(publisher):
            if isinstance(one, Mapping):
                reference = one.get("@id")
                one = data.ld_ids.get(reference, one) if isinstance(reference, str) else one
            text = structured_data.text(one)
            if text and "://" not in text:
                found.append(text)
    for node in data.ld_nodes[:50]:
        if not structured_data.types(node).isdisjoint(_OWNERS):
            text = structured_data.text(node.get("name"))
            if text and len(text) < 60:
                found.append(text)
    hosts = [urlsplit_host(page.url), *page.hosts, urlsplit_host(data.first("og:url") or "")]
    keys = {headline.compact(name) for name in found if name}
    keys |= {headline.compact(short) for name in found if (short := _without_article(name))}
    if blocks is not None:
        keys |= _called_home(data, page, blocks) | _masthead(data, blocks)
    for host in hosts:
        if host:
            keys.add(host.replace(".", "").removeprefix("www"))
            keys.add(registrable(host).split(".")[0])
    handle = data.first("twitter:site")
    if handle and handle.startswith("@"):
        keys.add(headline.compact(handle))
    return frozenset(key for key in keys if len(key) > 1), (found[0] if found else None)


def _called_home(data: Structured, page: Page, blocks: Blocks) -> set[str]:
    """Return what links to the home page call the site, in compact form.

    The page's ``<title>``, or its line of copyright, has that name, too; with "Home" it does not.
    """
    owners = {
        headline.compact(block.text.lstrip("© 0123456789"))
        for block in blocks.blocks[-_LAST:]
        if block.text.startswith("©")
    }
    title = headline.compact(data.title or "")
    links = (one for one in blocks.blocks if one.hrefs and len(one.text) <= _MENU_ENTRY)
    called = {
        name: link.text
        for link in islice(links, _HOME_LINKS)
        if link.link_share == 1.0
        and _may_be_home(link.hrefs[0])
        and _weight(name := headline.compact_words(link.words)) >= _HOME_LEAST
        and title != name
        and (title.startswith(name) or title.endswith(name) or name in owners)
        and _is_home(link.hrefs[0], page.url)
    }
    return {*called, *(headline.compact(_without_article(text)) for text in called.values())}


def _masthead(data: Structured, blocks: Blocks) -> set[str]:
    """Return the site's name, in compact form, that a blog's template prints as ``<h1>``.

    The page's ``<title>`` ends or begins with it, and the rest is another heading below, above the
    text: below the text stands the blog's name. What is shared as the title is no name, either.
    """
    title = data.title or ""
    head = next((one for one in blocks.blocks[:_HOME_LINKS] if one.tag == "h1"), None)
    if head is None or not title or head.folded == (folded := fold(title)):
        return set()
    if head.folded == fold(data.first("og:title") or ""):
        return set()
    if folded.endswith(f" {head.folded}"):
        rest = folded.removesuffix(head.folded).strip()
    elif folded.startswith(f"{head.folded} "):
        rest = folded.removeprefix(head.folded).strip()
    else:
        return set()
    if rest.count(" ") + 1 <= max(_POST_WORDS, head.folded.count(" ") + 1):
        return set()
    above_text = takewhile(
        lambda one: len(one.text) < _PARAGRAPH or one.link_share > _MENU_LINE,
        blocks.blocks[head.index + 1 :],
    )
    is_post = any(one.kind is HEADING and one.folded == rest for one in above_text)
    return {headline.compact(head.text)} if is_post else set()


def _without_article(name: str) -> str:
    """Return a site's name of several words without its article, as bylines print it; or ""."""
    article = _ARTICLE.match(name)
    rest = name[article.end() :] if article else ""
    return rest if " " in rest else ""


def _weight(name: str) -> int:
    """Return the number of letters of a name; one of a script without spaces counts twice."""
    return sum(1 + (char > "\u0e00") for char in name)


def _may_be_home(href: str) -> bool:
    """Return whether a link has no path, as far as its beginning tells; most have one."""
    bare = href.partition("?")[0].partition("#")[0]
    return bare.count("/") <= _ROOT_SLASHES if bare[:4] == "http" else not bare[1:2].isalnum()


def _is_home(href: str, base: str) -> bool:
    return local_path(href, base) == "/"


def menu_entries(blocks: Blocks) -> frozenset[str]:
    """Return the one-word entries of the page's menus in compact form: sections, not people.

    Longer entries may be columnists, as may links to a person's own page.
    """
    menus = (node for node in blocks.named if node.flags & class_names.NAV and _is_outermost(node))
    links = islice((link for menu in menus for link in menu.element.iter("a")), _MENU_LINKS)
    entries = (
        clean(" ".join(islice(link.itertext(), 5))[:_MENU_ENTRY])
        for link in links
        if not _OF_PERSON.search(link.get("href") or "")
    )
    return frozenset(headline.compact(entry) for entry in entries if entry and " " not in entry)


def _is_outermost(node: Node) -> bool:
    return node.parent is None or not node.parent.flags & class_names.NAV


def urlsplit_host(url: str) -> str:
    """Return the host of a URL, ``""`` if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
