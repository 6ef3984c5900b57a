"""How alike two names are, and which of very many names are worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from etl.places.import_records import ImportedFeature
from etl.places.names import name_key

_MOST = 40
"""Features looked at closely for one name."""
_COMMON = 0.05
"""A pair of characters that more than this share of all names has tells nothing."""


def pairs(key: str) -> set[str]:
    """The pairs of neighbouring characters; a single character stands for itself."""
    return {key[i : i + 2] for i in range(len(key) - 1)} or {key}


def likeness(one: str, other: str) -> float:
    """Dice's coefficient over pairs of characters, 0…1."""
    a, b = pairs(one), pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


class NameIndex:
    """Imported features by the pairs of characters in their names; a province's worth is fine."""

    def __init__(
        self, features: Sequence[ImportedFeature], within: BaseGeometry | None = None
    ) -> None:
        if within is not None:
            shapely.prepare(within)
        self.features = [
            item for item in features if within is None or within.intersects(item.geometry)
        ]
        index: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self.features):
            for name in (item.name, *item.aliases):
                for pair in pairs(name_key(name)):
                    index[pair].add(number)
        self._index = dict(index)

    def near(self, names: Iterable[str], least: float = 0.45) -> list[ImportedFeature]:
        """The features whose names are alike by `least` or hold, or are held by, one of `names`."""
        out: dict[int, float] = {}
        most = max(50.0, _COMMON * len(self.features))
        for key in map(name_key, names):
            hits: Counter[int] = Counter()
            for pair in pairs(key):
                found = self._index.get(pair, set())
                if len(found) <= most:
                    hits.update(found)
            for number, _ in hits.most_common(_MOST * 5):
                item = self.features[number]
                for other in map(name_key, (item.name, *item.aliases)):
                    held = other in key or key in other
                    value = max(likeness(key, other), 0.9 if held else 0.0)
                    if value >= least:
                        out[number] = max(value, out.get(number, 0.0))
        best = sorted(out, key=lambda number: (-out[number], number))[:_MOST]
        return [self.features[number] for number in best]
