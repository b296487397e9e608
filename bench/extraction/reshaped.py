"""Changes the markup of the re-made reports in ways that no reader sees; lists what goes wrong.

Each case of ``tests/extraction/cases`` keeps its expected result under every change: other class
names, frames around paragraphs, a table for layout, advertisements in between. A case that holds
as it is and fails so shows that the engine believes something about markup that is not true.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pipelines.extraction import NotAnArticle, extract
from tests.extraction.test_cases import FOLDER, NAMES, faults, page_of

Change = Callable[[str], str]
_KEPT = re.compile(
    r"(<(?:pre|script|style|textarea|code)\b.*?</(?:pre|script|style)>)", re.S | re.I
)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
_HEADING = re.compile(r"<(h[1-6])([^>]*)>(.*?)</\1>", re.S)
_BETWEEN = re.compile(r"(</p>)(?=\s*<p>)")


def _paragraphs(form: str) -> Change:
    return lambda html: _PARAGRAPH.sub(form, html)


def _between(markup: str) -> Change:
    return lambda html: _BETWEEN.sub(rf"\1{markup}", html)


def _replaced(pattern: str, form: str) -> Change:
    return lambda html: re.sub(pattern, form, html, flags=re.S)


def _hashed(html: str) -> str:
    chance = random.Random(1)
    return re.sub(
        r'class="css-[\w-]+"', lambda _: f'class="x{chance.randrange(1 << 20):05x}"', html
    )


CHANGES: dict[str, Change] = {
    "hashed class names": _hashed,
    "no such class names": _replaced(r' class="css-[\w-]+"', ""),
    "div for section and article": _replaced(r"<(/?)(?:section|article)\b", r"<\1div"),
    "div for main": _replaced(r"<(/?)main\b", r"<\1div"),
    "no end tags": _replaced(r"</(?:p|li)>(?=\s*<(?:p|li|/ul|/ol)\b)", ""),
    "tags in capitals": lambda html: re.sub(r"</?[a-z][a-z0-9]*", lambda tag: tag[0].upper(), html),
    "frames around the page": _replaced(
        r"(<body[^>]*>)(.*)(</body>)", r"\1<div><div>\2</div></div>\3"
    ),
    "a table for layout": _replaced(
        r"(<body[^>]*>)(.*)(</body>)", r"\1<table><tr><td>\2</td></tr></table>\3"
    ),
    "span in paragraphs": _paragraphs(r"<p><span>\1</span></p>"),
    "font in paragraphs": _paragraphs(r"<p><font size=3>\1</font></p>"),
    "class of paragraphs": _paragraphs(r'<p class="css-p1">\1</p>'),
    "div around paragraphs": _paragraphs(r"<div><p>\1</p></div>"),
    "named div around paragraphs": _paragraphs(r'<div class="css-tb1"><p>\1</p></div>'),
    "section around paragraphs": _paragraphs(r"<section><p>\1</p></section>"),
    "two frames around paragraphs": _paragraphs(r"<div><div><p>\1</p></div></div>"),
    "span in headings": lambda html: _HEADING.sub(r"<\1\2><span>\3</span></\1>", html),
    "div around headings": lambda html: _HEADING.sub(r"<div><\1\2>\3</\1></div>", html),
    "comments between": _between("<!-- x -->"),
    "empty paragraphs between": _between("<p>&nbsp;</p>"),
    "frames of advertisements between": _between('<iframe src="https://ads.example/x"></iframe>'),
    "advertisements between": _between('<div class="ad-slot"><span>Advertisement</span></div>'),
    "scripts between": _between('<script>var a="<p>x</p>";</script>'),
}


def changed(html: str, change: Change) -> str:
    """Return a page with its body changed, but for code and scripts."""
    head, body, rest = html.partition("<body")
    parts = _KEPT.split(body + rest)
    return head + "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def wrong(name: str, change: Change | None) -> list[str]:
    """Return what is wrong about a case, as it is or changed."""
    wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    page = page_of(name, wanted)
    if change is not None:
        html = page.body.decode("utf-8", "surrogateescape")
        page = replace(page, body=changed(html, change).encode("utf-8", "surrogateescape"))
    try:
        article = extract(page)
    except NotAnArticle as error:
        return [] if wanted.get("not_article") else [f"refused: {error.reason}"]
    return ["taken as an article"] if wanted.get("not_article") else list(faults(wanted, article))


def main() -> None:
    """Print each case that a change breaks, and how many each breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("changes", nargs="*", help=f"of {', '.join(CHANGES)}; all by default")
    chosen = parser.parse_args().changes or list(CHANGES)
    logging.disable(logging.CRITICAL)
    whole = [name for name in NAMES if not wrong(name, None)]
    broken = Counter(dict.fromkeys(chosen, 0))
    for title in chosen:
        for name in whole:
            if found := wrong(name, CHANGES[title]):
                broken[title] += 1
                print(f"{title}: {name}: {found[0][:120]}")
    print(f"of {len(whole)} cases that hold, broken by each change:")
    for title in chosen:
        print(f"{broken[title]:5}  {title}")


if __name__ == "__main__":
    main()
