"""Words of class names that do not name the element's own role.

A name may say that another part is hidden (``field--label-hidden``), that a part is there or not
(``no-sidebar``), for whom the element is hidden (``hidden-print``), in which state a style holds
(``focus:hidden``), or what the article is about (``tag-newsletters``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTS = "overflow|scroll ?bar|label|title|name|icon|image|thumbnail"
_SMALL = "xs|xxs|small|phones?|mobiles?|tablets?|print|printing"  # screens, and paper
_MODIFIERS = re.compile(
    rf" (?:{_PARTS})(?: (?:is|[xy]))? (?:hidden|hide)(?= )"
    rf"| (?:hidden|hide) (?:(?:on|for|in) )?(?:{_SMALL}|sm|overflow|scroll ?bar)"
    rf"(?: only| down)?(?= )| (?:{_SMALL}) (?:hidden|hide)(?= )"
    r"| (?:no|not|has|with|without|hide if) .*(?= )"
    r"| d print \w+(?= )| print (?:full|no|none|only|hidden|block|avoid)(?= )"
    r"| node (?:promoted|sticky)(?= )"  # of Drupal: on the front page, and at its top
)
# Each of these has one of these words.
_MODIFYING = frozenset(("hidden", "hide", "no", "not", "has", "with", "without", "print", "node"))
_SUBJECT = re.compile(r"(?:category|tag|post_tag|topic|format|tax|series|section)-")
_POST = frozenset(("hentry", "type-post", "status-publish", "type-article"))  # of WordPress
_SCREEN_SIZES = re.compile(r"(?:sm|md|lg|xl|2xl|tw|desktop):[\w:-]+$")
_SHOWN_WIDE = re.compile(
    r"(?<![\w-])(?:d-)?(?:sm|md|lg|xl|2xl|xxl)[:-](?:d-)?"
    r"(?:block|flex|grid|inline|inline-block|inline-flex|contents|table)(?![\w-])"
)


def own_names(names: str) -> list[str]:
    """Return the names of a class attribute without those of a WordPress article's subjects."""
    found = names.split()
    if _POST.isdisjoint(found):
        return found
    return [name for name in found if not _SUBJECT.match(name)]


def is_conditional(name: str) -> bool:
    """Return whether a name is a style for a state, or for elements inside (Tailwind).

    ``hover:underline`` and ``[&_.caption]:mt-0`` are; ``md:hidden`` holds on all wide screens.
    """
    return ":" in name and _SCREEN_SIZES.match(name) is None


def own_words(words: Sequence[str]) -> Sequence[str]:
    """Return the words of one name that tell the element's own role."""
    if _MODIFYING.isdisjoint(words):
        return words
    return _MODIFIERS.sub("", f" {' '.join(words)} ").split()


def is_shown_wide(names: str) -> bool:
    """Return whether what a class attribute hides is shown on wide screens: ``d-lg-flex``."""
    return _SHOWN_WIDE.search(names) is not None
