"""The five seed texts, in each outlet's page structure, come back exactly.

Structures follow the outlets' fact sheets; with and without the outlet's layout. The seed texts are
not part of this project: without their folder, the tests skip.
"""

# ruff: noqa: E501 - a page's markup reads better unbroken

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.extraction import extract
from pipelines.items import Article, Page
from pipelines.layout import Layout

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
OTHERS = [
    "Port city opens second ring road to freight traffic",
    "Farmers turn to drip irrigation as dry season lengthens",
    "Museum shows lacquer paintings from private collections",
]


@pytest.fixture(scope="module")
def gold() -> dict[str, dict]:
    if not SEEDS.is_dir():
        pytest.skip("the folder with the seed texts is not beside this checkout")
    return json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))


def lines_of(name: str) -> list[str]:
    return [line.strip() for line in (SEEDS / name).read_text(encoding="utf-8").split("\n")]


def body_of(name: str, gold: dict) -> list[str]:
    first, last = gold[name]["body"][0]
    return [line for line in lines_of(name)[first - 1 : last] if line]


def wanted(name: str, gold: dict) -> list[str]:
    paragraphs = body_of(name, gold)
    mark = gold[name].get("end_mark")
    if mark and paragraphs[-1].endswith(mark["text"].strip()):
        paragraphs[-1] = paragraphs[-1][: -len(mark["text"].strip())].rstrip()
        if mark["text"].strip() == "./.":
            paragraphs[-1] += "."  # its first dot ends the sentence
    return paragraphs


def paragraphs_html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>\n" for text in paragraphs)


def document(head: str, body: str) -> bytes:
    menu = "".join(f"<li><a href='/{w}'>{w.title()}</a></li>" for w in ("politics", "society"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        f"<div class='navigation'><ul class='menu'>{menu}</ul></div>{body}"
        "<footer>Copyright. Licence No. 12/GP. All rights reserved.</footer></body></html>"
    ).encode()


def run(body: bytes, layout: Layout | None, marks: tuple[str, ...] = ()) -> Article:
    layouts = (layout,) if layout else ()
    return extract(
        Page(
            url="https://example.org/a-1.html",
            body=body,
            fetched_at=NOW,
            layouts=layouts,
            marks=marks,
        )
    )


def text_of(article: Article) -> list[str]:
    return [block.text for block in article.body]


VNS = Layout(title=".detail__header h1.headline", body=".detail__content #abody", date=".datetime")
PPP = Layout(body="[itemprop=articleBody]")
VNP = Layout(body=".bavn-main-post > article.lr-ct", title="h1.bavn-tt-post")
CUSTOMS = Layout(
    body=".__MASTERCMS_CONTENT",
    title="h1.detail-title",
    lead="p.detail-sapo",
    remove=("table.__MB_ARTICLE_A",),
    caption="table.MASTERCMS_TPL_TABLE",
)
SGGP = Layout(body=".article__body", lead=".article__sapo", title="h1.article__title")


@pytest.mark.parametrize("layout", [VNS, None], ids=["layout", "no layout"])
def test_vns(gold: dict, layout: Layout | None) -> None:
    name = next(name for name in gold if name.startswith("000"))
    headline = "Delegation visits neighbours to strengthen trust"
    links = "".join(
        f"<a class='story__title' href='/society/{i}/x.html'>{t}</a>" for i, t in enumerate(OTHERS)
    )
    body = document(
        f"<title>{headline}</title><meta property='og:title' content='{headline}'>",
        f"<div class='breadcrumbs'><a href='/politics'>Politics</a></div><div class='detail__header'>"
        f"<h1 class='headline'>{headline}</h1></div><div class='detail__meta'><div class='datetime'>"
        f"November 22, 2025 - 08:10</div></div><div class='detail__content'><div id='abody'>"
        f"<p>Delegates at the table on Thursday. — VNA/VNS Photo Lan Chi</p>"
        f"{paragraphs_html(body_of(name, gold))}</div></div><div class='list-news'>{links}</div>",
    )
    article = run(body, layout, ("VNS",))
    assert text_of(article) == wanted(name, gold)
    assert (article.dateline, article.agency) == ("PHNOM PENH", "VNS")


@pytest.mark.parametrize("layout", [PPP, None], ids=["layout", "no layout"])
def test_ppp(gold: dict, layout: Layout | None) -> None:
    name = next(name for name in gold if name.startswith("001"))
    headline = "Two countries join against smugglers"
    items = "".join(f"<li><a href='/national/{i}'>{t}</a></li>" for i, t in enumerate(OTHERS))
    body = document(
        f"<title>{headline} | Phnom Penh Post</title><meta property='og:title' content='{headline}'>",
        f"<h1>{headline}</h1><div class='meta'>Publication date 25 January 2024 | 12:12 | ICT</div>"
        f"<div itemprop='articleBody'>{paragraphs_html(body_of(name, gold))}</div>"
        f"<div class='most-read'><h3>Top stories</h3><ul>{items}</ul></div>",
    )
    assert text_of(run(body, layout)) == wanted(name, gold)


@pytest.mark.parametrize("layout", [VNP, None], ids=["layout", "no layout"])
def test_vnp(gold: dict, layout: Layout | None) -> None:
    name = next(name for name in gold if name.startswith("002"))
    lines = lines_of(name)
    headline = lines[2]
    teaser = html.escape(lines[29])
    other = html.escape(lines[25])
    body = document(
        f"<title>{html.escape(headline)}</title><meta property='og:title' content='{html.escape(headline)}'>",
        f"<div class='bavn-top-post'><span>{lines[0]}</span><h1 class='bavn-tt-post'>{headline}</h1>"
        f"<time class='bavn-time-news'>09/05/2025</time></div><div class='bavn-main-post'>"
        f"<article class='lr-ct'>{paragraphs_html([*body_of(name, gold), 'VNA/VNP'])}</article></div>"
        f"<div class='bavn-small-news'><a class='thumb-img' href='/english/n/1.html'><h3>{other}</h3></a>"
        f"<h3><a href='/english/n/1.html'>{other}</a></h3><p>{teaser}</p></div><a href='#'>Top</a>",
    )
    article = run(body, layout, ("VNA/VNP",))
    assert text_of(article) == wanted(name, gold)
    assert article.agency == "VNA/VNP"
    assert article.title == headline


@pytest.mark.parametrize("layout", [CUSTOMS, None], ids=["layout", "no layout"])
def test_customs(gold: dict, layout: Layout | None) -> None:
    name = next(name for name in gold if name.startswith("003"))
    lines = lines_of(name)
    caption = html.escape(lines[1])
    boxes = []
    for part in gold[name]["strip"]:
        first, last = part["lines"]
        label, *rest = [line for line in lines[first - 1 : last] if line]
        items = "".join(
            f"<li><div class='box-title'><a class='title' href='/x-{i}.html'>{html.escape(t)}</a></div>"
            f"<span>{d}</span></li>"
            for i, (t, d) in enumerate(zip(rest[::2], rest[1::2], strict=True))
        )
        boxes.append(
            f"<div class='main-cate'><div class='cat-head'><span class='cat-name'>{label}</span></div>"
            f"<ul class='list-news'>{items}</ul></div>"
        )
    body = document(
        f"<title>{lines[0]}</title><meta property='og:title' content='{lines[0]}'>",
        f"<span class='datetime'><span class='format_time'>09:12</span> | <span class='format_date'>"
        f"21/03/2023</span></span><h1 class='detail-title'>{lines[0]}</h1>"
        f"<div class='__MASTERCMS_CONTENT'><div class='__MB_MASTERCMS_EL item-content'>"
        f"<table class='__MB_ARTICLE_A'><tr><td><img alt='{OTHERS[0]}'></td><td>"
        f"<a href='/y-1.html'>{OTHERS[0]}</a></td></tr></table>"
        f"<table class='MASTERCMS_TPL_TABLE'><tr><td><img alt='{caption}'></td></tr><tr><td>{caption}</td>"
        f"</tr></table>{paragraphs_html(body_of(name, gold))}</div></div>{''.join(boxes)}",
    )
    article = run(body, layout)
    assert text_of(article) == wanted(name, gold)
    taken = "\n".join(one.text for one in article.stripped)
    for part in gold[name]["strip"]:
        for line in lines[part["lines"][0] - 1 : part["lines"][1]]:
            assert line in taken


@pytest.mark.parametrize("layout", [SGGP, None], ids=["layout", "no layout"])
def test_sggp(gold: dict, layout: Layout | None) -> None:
    name = next(name for name in gold if name.startswith("004"))
    lines = lines_of(name)
    lead, caption = html.escape(lines[0]), html.escape(lines[2])
    headline = "Neighbour supports national development: Party chief"
    stories = "".join(
        f"<article class='story'><h2 class='story__heading'><a class='cms-link' href='/x-post{i}.html'>{t}</a>"
        f"</h2><div class='story__summary'>{t}, which residents had asked for since last year.</div></article>"
        for i, t in enumerate(OTHERS)
    )
    body = document(
        f"<title>{headline}</title><meta property='og:title' content='{headline}'>"
        f"<meta name='description' content='{lead}'>",
        f"<div class='article'><h1 class='article__title cms-title'>{headline}</h1>"
        f"<div class='article__sapo cms-desc'>{lead}</div><div class='article__meta'><time class='time' "
        f"datetime='2025-05-30T19:02:00+07:00'>May 30, 2025 19:02</time></div>"
        f"<div class='article__body cms-body' itemprop='articleBody'><div class='article__social'>"
        f"<a>Facebook</a><a>Twitter</a><a>Print</a></div><figure><img alt='{caption}'><figcaption>{caption}"
        f"</figcaption></figure>{paragraphs_html(body_of(name, gold))}"
        f"<div class='article__source'>Source: VNA</div></div><div class='box-related-news'><h3>Other news</h3>"
        f"{stories}</div></div>",
    )
    article = run(body, layout)
    assert text_of(article) == wanted(name, gold)
    assert article.lead == lines[0]
