"""The view ``stripped`` has the id of the rule, and the detail apart from the rule's wording.

Blocks stored before have no id: it is null for them.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = {
    "sqlite": (
        ("article_id", "s.article_id"),
        ("ordinal", "b.key"),
        ("position", "json_extract(b.value, '$[0]')"),
        ("rule", "json_extract(b.value, '$[1]')"),
        ("text", "json_extract(b.value, '$[2]')"),
    ),
    "postgresql": (
        ("article_id", "s.article_id"),
        ("ordinal", "CAST(b.ordinality - 1 AS integer)"),
        ("position", "CAST(b.value ->> 0 AS integer)"),
        ("rule", "b.value ->> 1"),
        ("text", "b.value ->> 2"),
    ),
}
ADDED = {
    "sqlite": (
        ("rule_id", "json_extract(b.value, '$[3]')"),
        (
            "reason",
            "substr(json_extract(b.value, '$[1]'), CASE instr(json_extract(b.value, '$[1]'), "
            "': ') WHEN 0 THEN 1 ELSE instr(json_extract(b.value, '$[1]'), ': ') + 2 END)",
        ),
    ),
    "postgresql": (
        ("rule_id", "b.value ->> 3"),
        (
            "reason",
            "substr(b.value ->> 1, CASE strpos(b.value ->> 1, ': ') WHEN 0 THEN 1 "
            "ELSE strpos(b.value ->> 1, ': ') + 2 END)",
        ),
    ),
}
SOURCE = {
    "sqlite": "stripped_blocks AS s, json_each(s.blocks) AS b",
    "postgresql": "stripped_blocks AS s, json_array_elements(s.blocks) WITH ORDINALITY AS b",
}
ADDED_COMMENTS = {
    "rule_id": (
        "Id of the rule in docs/rules.md (related-list); null where an older version stored it."
    ),
    "reason": "The detail (Related News): rule without what stands before '': ''.",
}
COMMENTS = {
    "0006": "rule that took it (list: Related News), what was taken].",
    "0007": "rule that took it in words (list: Related News), what was taken, id of the rule].",
}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        op.execute("DROP VIEW stripped")
    _create(dialect, COLUMNS[dialect] + ADDED[dialect])
    _comment(dialect, COMMENTS["0007"])
    if dialect == "postgresql":
        for column, comment in ADDED_COMMENTS.items():
            op.execute(f"COMMENT ON COLUMN stripped.{column} IS '{comment}'")


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP VIEW stripped")
    _create(dialect, COLUMNS[dialect])
    _comment(dialect, COMMENTS["0006"])


def _create(dialect: str, columns: tuple[tuple[str, str], ...]) -> None:
    """Create the view; on PostgreSQL it is replaced, so that readers keep their rights."""
    verb = "CREATE VIEW" if dialect == "sqlite" else "CREATE OR REPLACE VIEW"
    shown = ",\n  ".join(f"{source} AS {name}" for name, source in columns)
    op.execute(f"{verb} stripped AS SELECT\n  {shown}\nFROM {SOURCE[dialect]}")


def _comment(dialect: str, comment: str) -> None:
    if dialect == "postgresql":
        start = "In the order of taking: JSON array of [index of the block on the page from 0, "
        op.execute(f"COMMENT ON COLUMN stripped_blocks.blocks IS '{start}{comment}'")
