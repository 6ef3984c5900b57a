"""What `locate` is asked: a work, as far as its place is concerned."""

from __future__ import annotations

from dataclasses import dataclass

from etl.codes import Category, Stage, WorkType


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A work to place.

    `names` are the canonical name, then aliases; `spatial_hints` the place words of its clauses
    (农村, 城镇, a street, a village); `context` weaker words, such as paragraph titles, which only
    place works known by quantity; `is_quantity_only` is True for 3 bridges, 47 km of roads.
    """

    names: tuple[str, ...]
    category: Category
    stage: Stage | None = None
    work_type: WorkType | None = None
    spatial_hints: tuple[str, ...] = ()
    is_quantity_only: bool = False
    context: tuple[str, ...] = ()
