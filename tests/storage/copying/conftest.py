"""The databases of these tests."""

from tests.support.whole_databases import copied, into

__all__ = ["copied", "into"]
