"""The role of each tag: inline, line break, skipped, or block."""

from __future__ import annotations

from lxml.html import HtmlElement

# Elements whose text is never article text: boilerplate by definition.
_SKIPPED_TAGS = (
    "script style svg canvas template head noscript iframe object embed applet audio video "
    "rt rp rtc button select option optgroup textarea input datalist progress meter title math "
    "noembed noframes area param source track img amp-ad amp-embed amp-sticky-ad"
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q "
    "output rb ruby s samp small span strike strong sub sup time tt u var wbr picture map amp-img"
)
SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCK_TAGS = (
    "html body div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article main header footer nav "
    "aside figure figcaption blockquote pre table thead tbody tfoot tr td th hr form fieldset "
    "address details summary center dialog menu dir hgroup search legend colgroup col"
)
_MICRODATA = ("meta", "link")
INLINE, SKIP, LINE_END, CUSTOM = 1, 2, 3, 4


class _TagRoles(dict[str, int | None]):
    """The role of a tag in the text; None for a block."""

    def __missing__(self, tag: str) -> int:
        if ":" in tag:  # left around words by office programs (``st1:place``, ``o:p``)
            return INLINE
        return CUSTOM  # unknown in HTML: words marked up for machines, or a component


TAG_ROLES = _TagRoles(
    {
        **dict.fromkeys(_BLOCK_TAGS.split()),
        **dict.fromkeys(_INLINE_TAGS.split(), INLINE),
        **dict.fromkeys(SKIPPED, SKIP),
        "br": LINE_END,
    }
)


def is_within_line(custom: HtmlElement) -> bool:
    """Return whether a custom element is within a line of text, and contains no block.

    Microdata that a template puts into a link or another inline element belongs to its line;
    between two elements it sets them apart.
    """
    if any(isinstance(child.tag, str) and TAG_ROLES[child.tag] is None for child in custom):
        return False
    before = custom.getprevious()
    parent = custom.getparent()
    if custom.tag in _MICRODATA and parent is not None and TAG_ROLES[str(parent.tag)] is INLINE:
        return True
    text = before.tail if before is not None else parent.text if parent is not None else None
    return any(one and not one.isspace() for one in (custom.tail, text))
