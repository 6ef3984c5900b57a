"""How many records came from the text unaided, how many were corrected, how many added by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.catalogue.build import Catalogue
from etl.catalogue.model import IndicatorRecord, MentionRecord

_Record = MentionRecord | IndicatorRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of record. `unaided_share` is of the records in the catalogue."""

    unaided: int
    corrected: int
    added: int
    dropped: int

    @property
    def total(self) -> int:
        """Records in the catalogue."""
        return self.unaided + self.corrected + self.added

    @property
    def unaided_share(self) -> float:
        """Share that extraction found and nobody touched."""
        return self.unaided / self.total if self.total else 0.0


def tally(catalogue: Catalogue) -> dict[str, Tally]:
    """Tallies for mentions, named mentions and indicators."""
    groups: dict[str, tuple[Sequence[_Record], Sequence[_Record]]] = {
        "mentions": (catalogue.mentions.records, catalogue.mentions.dropped),
        "named_mentions": (
            [record for record in catalogue.mentions.records if record.fact.named],
            [record for record in catalogue.mentions.dropped if record.fact.named],
        ),
        "indicators": (catalogue.indicators.records, catalogue.indicators.dropped),
    }
    out = {}
    for name, (records, dropped) in groups.items():
        origins = Counter(record.origin for record in records)
        out[name] = Tally(origins["text"], origins["corrected"], origins["added"], len(dropped))
    return out


_TITLES = {
    "mentions": "提及 mentions",
    "named_mentions": "其中专名 named",
    "indicators": "指标 indicators",
}


def comparison_lines(catalogue: Catalogue, *, unmet: bool = True) -> list[str]:
    """The tallies as lines a planner understands, and the corrections that met no record."""
    lines = []
    for name, counts in tally(catalogue).items():
        lines.append(
            f"{_TITLES[name]}: {counts.total} = 自动 unaided {counts.unaided} "
            f"({counts.unaided_share:.0%}) + 更正 corrected {counts.corrected} "
            f"+ 手工 added {counts.added}；剔除 dropped {counts.dropped}"
        )
    if unmet:
        lines += [
            f"未对上的更正 unmet correction: corrections.csv:{row.row.number} {row.record_id} "
            f"({row.action})"
            for row in catalogue.unmet
        ]
    return lines
