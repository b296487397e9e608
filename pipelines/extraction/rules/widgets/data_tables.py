"""Tables that a template computes and inserts: a recipe's nutrition label, the quotes of shares.

A table in the author's text may be about the same things. Only both its name and its words tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING, TABLE

_ABOVE = 3  # elements around a table's lines that are looked at
_NUTRIENTS = (
    "calories calorie kcal energy fat saturates carbs carbohydrates carbohydrate protein sugars "
    "sugar sodium salt fiber fibre cholesterol "
    "kalorien energie fett kohlenhydrate eiweiss zucker salz ballaststoffe "
    "energia grasas hidratos proteinas azucar sal fibra glucides lipides proteines sucres fibres "
    "calorie grassi carboidrati proteine zuccheri gorduras koolhydraten vet eiwitten vezels"
)
_QUOTES = (
    "ticker symbol security last price change open high low volume kurs wert cours valeur ultimo"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of such tables.

    Attributes:
        names: in the class of the table or an element around it.
        words: of which a table has ``least`` different ones.
        called: what it is.
    """

    names: re.Pattern[str]
    words: frozenset[str]
    least: int
    called: str


_KINDS = (
    _Kind(
        re.compile(r"nutrition|nutricional|nutrizional|n(?:ae|ä|a)hrwert|voedingswaarde", re.I),
        frozenset(_NUTRIENTS.split()),
        3,
        "nutrition label",
    ),
    _Kind(
        re.compile(r"(?:stock|ticker|quote|market|share)s?[-_]", re.I),
        frozenset(_QUOTES.split()),
        3,
        "quotes of shares",
    ),
)


def computed_tables(context: RuleContext) -> Removals:
    """Yield such tables, and the heading that has the same box or stands right above in its own."""
    for block in [one for one in context.blocks if one.kind is TABLE]:
        kind = next((one for one in _KINDS if _is_of(one, block)), None)
        if kind is None:
            continue
        yield block.index, kind.called
        above = context.blocks[block.index - 1] if block.index else None
        if above and above.kind is HEADING and _is_named(kind, above):
            yield above.index, kind.called


def _is_of(kind: _Kind, block: Block) -> bool:
    return _is_named(kind, block) and len(kind.words.intersection(block.words)) >= kind.least


def _is_named(kind: _Kind, block: Block) -> bool:
    around = islice(block.node.ancestors(), _ABOVE)
    return any(kind.names.search(node.element.get("class") or "") for node in around)
