"""One-to-one assignment by score.

Greedy on score gives the one stable matching: no two works both prefer each other to what they
got. That is wanted here rather than the greatest sum (Hungarian method): two equal names must not
be torn apart because two half-likely pairs would add up to more.
"""

from __future__ import annotations

from collections.abc import Iterable


def assign(edges: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Pick pairs (old, new, score), best first, each id once on its side.

    Ties go by the pair of ids, so that neither the order of the input nor the side matters.
    """
    ordered = sorted(edges, key=lambda edge: (-edge[2], *sorted(edge[:2])))
    old_taken: set[str] = set()
    new_taken: set[str] = set()
    pairs = []
    for old, new, score in ordered:
        if old not in old_taken and new not in new_taken:
            old_taken.add(old)
            new_taken.add(new)
            pairs.append((old, new, score))
    return pairs
