"""Structures of news sites: the markup of their article pages, around any article.

A structure has the class names and the order of a real site's page; all words are invented. It says
how the site prints a paragraph, a sub-heading, a list, a table, a quotation and a picture, and what
else stands on its pages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Structure:
    """The page of one site.

    Attributes:
        name: the site, or the system that prints it.
        languages: ISO 639-1 codes in which it is drawn.
        page: HTML of ``<body>``, in which ``[title]``, ``[lead]``, ``[author]``, ``[day]`` and
            ``[body]`` are filled in, and ``[h1]`` to ``[h6]`` and ``[t1]`` to ``[t6]`` with
            headlines and teasers of other articles.
        gone: further words of the page that are not the article's.
        paragraph, heading, item, quote: HTML with ``[text]``.
        bullets: HTML around the items, with ``[items]``.
        table: HTML around the rows, with ``[rows]``.
        figure: HTML with ``[caption]``.
        inserted: HTML that stands after every third paragraph, as an advertisement does.
        joint: what stands between two parts of the text.
    """

    name: str
    languages: tuple[str, ...]
    page: str
    gone: tuple[str, ...] = ()
    paragraph: str = "<p>[text]</p>"
    heading: str = "<h2>[text]</h2>"
    item: str = "<li>[text]</li>"
    bullets: str = "<ul>[items]</ul>"
    quote: str = "<blockquote><p>[text]</p></blockquote>"
    table: str = "<table><tbody>[rows]</tbody></table>"
    figure: str = '<figure><img src="/i/1.jpg" alt=""><figcaption>[caption]</figcaption></figure>'
    inserted: str = ""
    joint: str = "\n"
