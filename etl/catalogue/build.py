"""Extracted records and corrections to the catalogue of works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.catalogue.corrections import (
    Corrected,
    Correction,
    correct_indicators,
    correct_mentions,
)
from etl.catalogue.merge import merge_mentions
from etl.catalogue.model import IndicatorRecord, MentionRecord, Work


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The corrected records and the works they merge into."""

    mentions: Corrected[MentionRecord]
    indicators: Corrected[IndicatorRecord]
    works: list[Work]

    @property
    def unmet(self) -> list[Correction]:
        """Corrections that met no record: the text or the rules have moved on."""
        return [*self.mentions.unmet, *self.indicators.unmet]


def build_catalogue(
    adcode: str,
    mentions: Sequence[MentionRecord],
    indicators: Sequence[IndicatorRecord],
    corrections: Sequence[Correction],
) -> Catalogue:
    """Correct, then merge."""
    corrected = correct_mentions(mentions, corrections)
    figures = correct_indicators(indicators, corrections)
    works = merge_mentions(adcode, corrected.records, figures.records)
    return Catalogue(corrected, figures, works)
