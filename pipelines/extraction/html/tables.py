"""A table of data is one block: a line a row, `` | `` between cells."""

from __future__ import annotations

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.items import BlockKind

_CELL_LENGTH = 120  # mean cell text above this: a table that lays out a page
_MIN_CELLS = 4


def fold_table(out: Blocks, table: Node) -> None:
    """Make one block of the table's cells, the last blocks of the page so far.

    A table that holds tables, headings or paragraphs of prose lays out the page: its cells stay
    blocks. A table of one row or one column holds no data either.
    """
    cells = out.blocks[table.start :]
    if len(cells) < _MIN_CELLS or sum(len(cell.text) for cell in cells) > _CELL_LENGTH * len(cells):
        return
    if any(node.tag == "table" for node in out.nodes[table.index + 1 :]):
        return
    rows: dict[int, list[str]] = {}
    columns: dict[int, set[int]] = {}
    for cell in cells:
        row = column = -1
        for ancestor in cell.node.ancestors():
            if ancestor.tag in ("td", "th") and column < 0:
                column = ancestor.index
            elif ancestor.tag == "tr":
                row = ancestor.index
                break
            elif ancestor is table:
                break
        if cell.node.tag != "caption" and column in columns.get(row, ()):
            rows[row][-1] += f" {cell.text}"
            continue
        rows.setdefault(row, []).append(cell.text)
        columns.setdefault(row, set()).add(column)
    if len(rows) < 2 or max(map(len, rows.values())) < 2:
        return
    first = cells[0]
    merged = Block(
        first.index,
        "\n".join(" | ".join(row) for row in rows.values()),
        BlockKind.TABLE,
        table,
        sum(cell.links for cell in cells),
        tuple(href for cell in cells for href in cell.hrefs),
        sum(cell.bold for cell in cells),
        flags=first.flags,
    )
    del out.blocks[table.start :]
    out.blocks.append(merged)
    for node in out.nodes[table.index :]:
        node.start, node.end = merged.index, merged.index + 1
