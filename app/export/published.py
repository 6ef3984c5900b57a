"""The published layers as every export reads them: all of them, checked, from one folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.export.errors import ExportError
from app.layerfiles import check_layer
from etl.errors import LayerError
from layers.base import Feature
from layers.registry import LAYERS, WORK_LAYERS


@dataclass(frozen=True, slots=True)
class Published:
    """One set of layers: the manifest, the features by layer, and a digest of the whole set."""

    manifest: dict[str, Any]
    layers: dict[str, list[Feature]]
    digest: str

    def works(self, ids: Iterable[str] | None = None) -> list[Feature]:
        """The works of all work layers, in the layers' order; only those of `ids` where given.

        Raises `ExportError` for an id that no work has.
        """
        every = [feature for name in WORK_LAYERS for feature in self.layers[name]]
        if ids is None:
            return every
        wanted = set(ids)
        unknown = sorted(wanted - {str(feature["properties"]["id"]) for feature in every})
        if unknown:
            some = ", ".join(unknown[:5])
            raise ExportError(
                f"没有编号为 {some} 的工作，共 {len(unknown)} 个。请刷新页面后重新导出。",
                f"No work has the id {some} ({len(unknown)} in all). Reload the page, then export.",
            )
        return [feature for feature in every if feature["properties"]["id"] in wanted]

    def text(self, part: str, key: str) -> str:
        """A text of the manifest, "" where it is absent: `text("report", "title_zh")`."""
        return str(self.manifest.get(part, {}).get(key, "") or "")

    def rows(self, part: str) -> list[dict[str, Any]]:
        """A list of the manifest (`sources`, `focus_areas`, `areas` …), [] where it is absent."""
        found: Sequence[dict[str, Any]] = self.manifest.get(part) or []
        return list(found)

    @property
    def focus_labels(self) -> dict[int, str]:
        """Focus area number → `一 产业兴区`."""
        return {
            int(row["number"]): f"{row['numeral']} {row['label_zh']}"
            for row in self.rows("focus_areas")
        }

    @property
    def area_names(self) -> dict[str, str]:
        """Area id → Chinese name, from the manifest and the layer `places`."""
        names = {str(f["properties"]["id"]): f["properties"]["name"] for f in self.layers["places"]}
        return names | {str(row["area_id"]): row["name_zh"] for row in self.rows("areas")}


def set_digest(folder: Path) -> str:
    """A short digest of the manifest's bytes, by which exports are cached; "" without one."""
    try:
        return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def read_published(folder: Path) -> Published:
    """Read every layer and the manifest. Raises `LayerError` naming the first file at fault."""
    manifest = _manifest(folder / "manifest.json")
    layers: dict[str, list[Feature]] = {}
    for name, layer in LAYERS.items():
        path = folder / layer.filename
        try:
            body = path.read_bytes()
        except OSError:
            raise LayerError(
                f"找不到图层“{layer.title_zh}”。请运行 hetu build 生成图层后再导出。",
                f"Layer “{layer.title_en}” is missing. Run hetu build, then export again.",
                file=path.name,
            ) from None
        layers[name] = check_layer(layer, body, path)
    return Published(manifest, layers, set_digest(folder))


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_bytes())
        if not isinstance(manifest, dict):
            raise TypeError("not an object")
    except OSError:
        raise LayerError(
            "找不到图层清单。请先运行 hetu build 生成图层。",
            "The manifest of the layers is missing. Run hetu build first.",
            file=path.name,
        ) from None
    except (ValueError, TypeError) as error:
        raise LayerError(
            f"图层清单不是有效的 JSON({error})。请重新运行 hetu build。",
            f"The manifest is no valid JSON ({error}). Run hetu build again.",
            file=path.name,
        ) from None
    return manifest
