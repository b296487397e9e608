"""``IN`` for a list of any length, as one statement that is planned once.

With a plain ``IN``, each length is another statement, which SQLAlchemy compiles and the database
plans again: a large cost compared with finding the rows.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Dialect, Integer, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator


class _List(TypeDecorator[Any]):
    """A list of texts or numbers: an array on PostgreSQL, JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, numbers: bool) -> None:
        super().__init__()
        self.numbers = numbers

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the type of the value in ``dialect``."""
        array = ARRAY(BigInteger if self.numbers else Text)
        return dialect.type_descriptor(array if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Return the list in the form that ``dialect`` takes."""
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[Any]):
    """SQL function: whether the first argument is in the second, a list."""

    name = "among"
    # Not a boolean: SQLAlchemy would compare it with 1 on SQLite, which no index supports.
    type = NullType()
    inherit_cache = True


@compiles(_Among, "postgresql")
def _postgresql(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, values = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among, "sqlite")
def _sqlite(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, values = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608  (no value is in it)


def in_list(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that ``column`` is among the values of the list parameter ``name``."""
    return _Among(column, bindparam(name, type_=_List(isinstance(column.type, Integer))))
