"""Turns a data table into one block: a line per row, `` | `` between cells."""

from __future__ import annotations

from collections import Counter

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import TABLE

_CELL_LENGTH = 120  # mean characters per cell above this: a table used for page layout
_MIN_CELLS = 4
_PROSE = 80  # characters of a paragraph
_RUNNING = 2  # such paragraphs in one cell
_PAGE_PARTS = frozenset(("table", "h1", "article", "main", "nav", "form", "footer", "header"))


def fold_table(out: Blocks, table: Node) -> None:
    """Merge the table's cells, the last blocks of the page so far, into one block.

    A table with headings or paragraphs of prose is used for page layout: its cells stay blocks. A
    table of one row or one column holds no data either. ``table`` contains no other table.
    """
    cells = out.blocks[table.start :]
    if len(cells) < _MIN_CELLS or sum(len(cell.text) for cell in cells) > _CELL_LENGTH * len(cells):
        return
    positions = _positions(out, table)
    inner = out.nodes[table.index + 1 :]
    if any(node.tag in _PAGE_PARTS for node in inner) or _holds_running_text(cells, positions):
        return
    rows = _rows(cells, positions)
    if len(rows) < 2 or max(map(len, rows.values())) < 2:
        return
    first = cells[0]
    merged = Block(
        first.index,
        "\n".join(" | ".join(map(" ".join, row)) for row in rows.values()),
        TABLE,
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


def _positions(out: Blocks, table: Node) -> dict[int, tuple[int, int]]:
    """Return the row and the column of each node of a table.

    Parents come before children, so each node only needs its parent's.
    """
    found = {table.index: (-1, -1)}
    for node in out.nodes[table.index + 1 :]:
        row, column = found[node.parent.index] if node.parent is not None else (-1, -1)
        if node.tag == "tr":
            row, column = node.index, -1
        elif node.tag in ("td", "th"):
            column = node.index
        found[node.index] = (row, column)
    return found


def _rows(cells: list[Block], positions: dict[int, tuple[int, int]]) -> dict[int, list[list[str]]]:
    """Return the texts of each row's cells; blocks of one cell are joined."""
    rows: dict[int, list[list[str]]] = {}
    columns: dict[int, set[int]] = {}
    for cell in cells:
        row, column = positions.get(cell.node.index, (-1, -1))
        filled = columns.setdefault(row, set())
        if cell.node.tag != "caption" and column in filled:
            rows[row][-1].append(cell.text)
            continue
        rows.setdefault(row, []).append([cell.text])
        filled.add(column)
    return rows


def _holds_running_text(cells: list[Block], positions: dict[int, tuple[int, int]]) -> bool:
    """Return whether a cell contains several paragraphs of prose, like a column of a page."""
    running = Counter(
        positions.get(block.node.index)
        for block in cells
        if len(block.text) >= _PROSE and SENTENCE_END.search(block.text)
    )
    return any(count >= _RUNNING for count in running.values())
