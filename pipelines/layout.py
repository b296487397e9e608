"""Layout: the selectors of an outlet's template."""

from __future__ import annotations

from dataclasses import dataclass, fields

from lxml.cssselect import CSSSelector, SelectorError


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors for one version of an outlet's article template.

    Every field is optional: a layout names only what the engine gets wrong by itself. A selector
    matches class *tokens* (``div.detail__content``), never a whole attribute string. An outlet may
    have several layouts; the first whose ``body`` matches the page is used.

    Attributes:
        name: a name for this template, for instance ``"2024 on"``.
        body: the element that holds the article's text.
        title: the headline.
        lead: the standfirst.
        date: the element with the publication time, as text or in ``datetime``.
        author: the byline.
        section: the section or the last breadcrumb.
        tags: each tag.
        caption: captions of images within the body, if they are not in ``figcaption``.
        remove: parts of the body that are not the article; they go to ``stripped``.
    """

    name: str = ""
    body: str = ""
    title: str = ""
    lead: str = ""
    date: str = ""
    author: str = ""
    section: str = ""
    tags: str = ""
    caption: str = ""
    remove: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.remove, tuple):
            raise ValueError(
                f"Layout.remove is {self.remove!r}: expected a tuple of CSS selectors, "
                f"for instance ('.share',)"
            )
        for field in fields(self):
            if field.name == "name":
                continue
            value = getattr(self, field.name)
            for selector in value if isinstance(value, tuple) else (value,):
                _check(field.name, selector)


@dataclass(frozen=True, slots=True)
class TemplateMatch:
    """The outlet's template that a page uses, and which of its selectors matched.

    Attributes:
        layout: name of the layout whose body matched; ``""`` if none did.
        matched, missed: its selectors, as ``field selector`` (``title h1.headline``).
    """

    layout: str = ""
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


NO_TEMPLATE = TemplateMatch()


def _check(field: str, selector: object) -> None:
    if selector == "":
        return
    try:
        if not isinstance(selector, str):
            raise SelectorError("not a string")
        CSSSelector(selector)
    except SelectorError as error:
        raise ValueError(
            f"Layout.{field} is {selector!r}: expected a CSS selector such as "
            f"'div.article__body' ({error})"
        ) from None
