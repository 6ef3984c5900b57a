"""A draft's own layers: the same works, places and files as a build's, kept apart in var/."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.layerfiles import LayerStore
from app.review.facts import records_of
from app.review.record import as_corrections, read_parted, review_rows
from app.store.reviews import Draft
from etl.catalogue.build import build_catalogue
from etl.catalogue.review import Standing
from etl.district import District
from etl.places.load import load_gazetteer
from etl.publish.assemble import assemble
from etl.publish.write import write_layers


def build_draft_layers(
    folder: Path, district: District, draft: Draft, standings: Iterable[Standing]
) -> None:
    """Write the draft's layers with its decisions applied; HetuError leaves them as they were."""
    mentions, indicators = records_of(draft.facts)
    _, others = read_parted(district.catalogue / "corrections.csv", draft.report_id)
    of_report = [row for row in others if row.record_id.split("/")[0] == draft.report_id]
    corrections = [*of_report, *as_corrections(review_rows(standings))]
    catalogue = build_catalogue(district.adcode, mentions, indicators, corrections)
    release = assemble(district, catalogue, load_gazetteer(district.root))
    write_layers(folder, release.files, release.manifest)


class DraftLayers:
    """The layer stores of the drafts, opened when first asked for."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self._stores: dict[str, LayerStore] = {}

    def folder(self, draft_id: str) -> Path:
        """Where a draft's layers lie."""
        return self.var / "drafts" / draft_id / "layers"

    def store(self, draft_id: str) -> LayerStore | None:
        """The store of a draft's layers; None where there are none (yet)."""
        if draft_id not in self._stores:
            if not (self.folder(draft_id) / "manifest.json").is_file():
                return None
            self._stores[draft_id] = LayerStore(self.folder(draft_id))
        return self._stores[draft_id]
