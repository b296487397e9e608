"""Every form of a list of other articles, and every form of its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Item:
    """One other article in a list.

    Attributes:
        headline, teaser: its words.
        date, section: as the list prints them.
        href, image: URLs.
    """

    headline: str
    teaser: str
    date: str
    section: str
    href: str
    image: str


def _link(item: Item) -> str:
    return f'<a href="{item.href}">{escape(item.headline)}</a>'


def _picture(item: Item) -> str:
    return f'<img src="{item.image}" alt="{escape(item.headline)}" width="120" height="80">'


def _each(form: Callable[[Item], str], around: str = "{}") -> Callable[[Sequence[Item]], str]:
    return lambda items: around.format("".join(map(form, items)))


def _h(item: Item) -> str:
    return escape(item.headline)


def _t(item: Item) -> str:
    return escape(item.teaser)


SHAPES: dict[str, Callable[[Sequence[Item]], str]] = {
    "li > a": _each(lambda i: f"<li>{_link(i)}</li>", "<ul>{}</ul>"),
    "li > a + span": _each(lambda i: f"<li>{_link(i)} <span>{_t(i)}</span></li>", "<ul>{}</ul>"),
    "a - teaser": _each(lambda i: f"<p>{_link(i)} – {_t(i)}</p>"),
    "p > b > a + br + teaser": _each(lambda i: f"<p><b>{_link(i)}</b><br>{_t(i)}</p>"),
    "plain headlines": _each(lambda i: f"<p>{_h(i)}</p>"),
    "plain headlines in div": _each(lambda i: f"<div>{_h(i)}</div>"),
    "headline, teaser": _each(lambda i: f"<p>{_h(i)}</p><p>{_t(i)}</p>"),
    "bold headline, teaser": _each(lambda i: f"<p><strong>{_h(i)}</strong></p><p>{_t(i)}</p>"),
    "linked headline, teaser": _each(lambda i: f"<p>{_link(i)}</p><p>{_t(i)}</p>"),
    "h4 + p": _each(lambda i: f"<h4>{_h(i)}</h4><p>{_t(i)}</p>"),
    "h3 > a + p": _each(lambda i: f"<h3>{_link(i)}</h3><p>{_t(i)}</p>"),
    "card": _each(lambda i: f"<div>{_picture(i)}<h3>{_link(i)}</h3><p>{_t(i)}</p></div>"),
    "card without link": _each(lambda i: f"<div>{_picture(i)}<h3>{_h(i)}</h3><p>{_t(i)}</p></div>"),
    "card with date": _each(
        lambda i: f"<div><h4>{_link(i)}</h4><time>{i.date}</time><p>{_t(i)}</p></div>"
    ),
    "linked card": _each(
        lambda i: f'<a href="{i.href}"><div>{_picture(i)}<h4>{_h(i)}</h4><p>{_t(i)}</p></div></a>'
    ),
    "table rows": _each(
        lambda i: f"<tr><td>{_picture(i)}</td><td>{_link(i)}<br>{_t(i)}</td></tr>",
        "<table>{}</table>",
    ),
    "table rows, date": _each(
        lambda i: f"<tr><td>{i.date}</td><td>{_link(i)}</td></tr>", "<table>{}</table>"
    ),
    "row: a | teaser": _each(
        lambda i: f"<tr><td>{_link(i)}</td><td>{_t(i)}</td></tr>", "<table>{}</table>"
    ),
    "ol: a: teaser": _each(lambda i: f"<li>{_link(i)}: {_t(i)}</li>", "<ol>{}</ol>"),
    "article": _each(lambda i: f"<article><h3>{_h(i)}</h3><p>{_t(i)}</p></article>"),
    "dl": _each(lambda i: f"<dt>{_link(i)}</dt><dd>{_t(i)}</dd>", "<dl>{}</dl>"),
    "dl without link": _each(lambda i: f"<dt>{_h(i)}</dt><dd>{_t(i)}</dd>", "<dl>{}</dl>"),
    "date, a": _each(lambda i: f"<p>{i.date} {_link(i)}</p>"),
    "date, headline": _each(lambda i: f"<p>{i.date} {_h(i)}</p>"),
    "a, date line": _each(
        lambda i: f"<p>{_link(i)}</p><p>08:30 | {i.date} {escape(i.section)}</p>"
    ),
    "numbered": lambda items: "".join(f"<p>{n}. {_h(item)}</p>" for n, item in enumerate(items, 1)),
    "ol > li": _each(lambda i: f"<li>{_h(i)}</li>", "<ol>{}</ol>"),
    "ul > li": _each(lambda i: f"<li>{_h(i)}</li>", "<ul>{}</ul>"),
    "li: headline, br, teaser": _each(lambda i: f"<li>{_h(i)}<br>{_t(i)}</li>", "<ul>{}</ul>"),
    "li > b + teaser": _each(lambda i: f"<li><b>{_h(i)}</b> {_t(i)}</li>", "<ul>{}</ul>"),
    "div > a": _each(lambda i: f"<div>{_link(i)}</div>"),
    "spans": _each(lambda i: f"<div><span>{_h(i)}</span> <span>{_t(i)}</span></div>"),
    "linked spans": _each(
        lambda i: f'<a href="{i.href}"><span>{_h(i)}</span> <span>{_t(i)}</span></a>',
        "<div>{}</div>",
    ),
    "thumbnail + a": _each(
        lambda i: f'<div><a href="{i.href}">{_picture(i)}</a><a href="{i.href}">{_h(i)}</a></div>'
    ),
    "figure": _each(
        lambda i: f"<figure>{_picture(i)}<figcaption>{_link(i)}</figcaption></figure><p>{_t(i)}</p>"
    ),
    "section, a": _each(lambda i: f"<p><span>{escape(i.section)}</span> {_link(i)}</p>"),
    "a br a": lambda items: "<p>" + "<br>".join(map(_link, items)) + "</p>",
    "bare teasers": _each(lambda i: f"<p>{_t(i)}</p>"),
    "li > h4 + p": _each(lambda i: f"<li><h4>{_link(i)}</h4><p>{_t(i)}</p></li>", "<ul>{}</ul>"),
    "li > h4 + p, no link": _each(
        lambda i: f"<li><h4>{_h(i)}</h4><p>{_t(i)}</p></li>", "<ul>{}</ul>"
    ),
    "section, h3, p, date": _each(
        lambda i: (
            f"<div><span>{escape(i.section)}</span><h3>{_link(i)}</h3><p>{_t(i)}</p>"
            f"<span>{i.date}</span></div>"
        )
    ),
    "h3, p, read more": _each(
        lambda i: f'<div><h3>{_h(i)}</h3><p>{_t(i)}</p><a href="{i.href}">Read more</a></div>'
    ),
    "h5, date, p": _each(lambda i: f"<h5>{_h(i)}</h5><p>{i.date}</p><p>{_t(i)}</p>"),
    "headline (date)": _each(lambda i: f"<p>{_h(i)} ({i.date})</p>"),
    "a (date)": _each(lambda i: f"<p>{_link(i)} ({i.date})</p>"),
    "bullet a": _each(lambda i: f"<p>• {_link(i)}</p>"),
    "dash headline": _each(lambda i: f"<p>- {_h(i)}</p>"),
    "b headline: teaser": _each(lambda i: f"<p><b>{_h(i)}:</b> {_t(i)}</p>"),
    "em a": _each(lambda i: f"<p><em>{_link(i)}</em></p>"),
    "blockquote": _each(lambda i: f"<p>{_link(i)}<br>{_t(i)}</p>", "<blockquote>{}</blockquote>"),
    "table of cards": _each(
        lambda i: f"<td><h4>{_link(i)}</h4><p>{_t(i)}</p></td>", "<table><tr>{}</tr></table>"
    ),
    "headline br teaser": _each(lambda i: f"<p>{_h(i)}<br>{_t(i)}</p>"),
    "div > div > a, div": _each(
        lambda i: f"<div><div><a href='{i.href}'>{_h(i)}</a></div><div>{_t(i)}</div></div>"
    ),
}

LABEL_MARKUP: dict[str, str] = {
    "h2": "<h2>{}</h2>",
    "h3": "<h3>{}</h3>",
    "h4 > span": "<h4><span>{}</span></h4>",
    "bold paragraph": "<p><strong>{}</strong></p>",
    "b in p": "<p><b>{}</b></p>",
    "paragraph": "<p>{}</p>",
    "div": "<div>{}</div>",
    "div > span": "<div><span>{}</span></div>",
    "linked heading": '<h3><a href="/news/">{}</a></h3>',
    "div in div": "<div><div>{}</div></div>",
    "underlined": "<p><u>{}</u></p>",
    "h5": "<div><h5>{}</h5></div>",
    "h2 > strong": "<h2><strong>{}</strong></h2>",
    "span": "<span>{}</span>",
    "em": "<p><em><strong>{}</strong></em></p>",
}

DECORATIONS: tuple[str, ...] = ("{}", "{}", "{}", "{}:", "» {}", "■ {}", "{} »", "– {} –", "▶ {}")
