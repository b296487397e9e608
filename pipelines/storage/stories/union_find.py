"""Union-find over integers."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Groups of numbers that can be joined; an unjoined number is a group of its own."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def join(self, first: int, second: int) -> None:
        """Join the groups of two numbers."""
        first, second = self._root(first), self._root(second)
        # The smaller one is the root, so the result does not depend on the order of joins.
        self._parent[max(first, second)] = min(first, second)

    def joined(self, first: int, second: int) -> bool:
        """Return whether two numbers are in the same group."""
        return self._root(first) == self._root(second)

    def of(self, numbers: Iterable[int]) -> list[list[int]]:
        """Return the complete groups of ``numbers``, each sorted."""
        roots = {self._root(number): [] for number in numbers}  # type: dict[int, list[int]]
        for number in sorted({*self._parent, *roots}):
            members = roots.get(self._root(number))
            if members is not None:
                members.append(number)
        return list(roots.values())

    def _root(self, number: int) -> int:
        parent = self._parent.get(number, number)
        while parent != number:
            # Halve the path on the way.
            self._parent[number] = self._parent.get(parent, parent)
            number, parent = parent, self._parent.get(parent, parent)
        return number
