"""The published layers as the dashboard serves them: read once, checked, hashed, compressed.

A layer that is missing or broken never takes the page down: its last good state stays served and
`problems` says what is wrong, in both languages.
"""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import ValidationError

from app.blobs import Blob, Shelf, make_blob
from etl.errors import LayerError
from layers.base import Feature, Layer
from layers.registry import LAYERS

GEOJSON = "application/geo+json"
_Stamp = tuple[int, int]


class LayerStore:
    """All layers of one folder; follows the files as they are replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf()
        self._lock = Lock()
        self._stamps: dict[str, _Stamp | None] = {}
        self._features: dict[str, list[Feature]] = {}
        self._blobs: dict[str, Blob] = {}
        self._problems: dict[str, LayerError] = {}
        self._manifest: dict[str, Any] = {}

    def refresh(self) -> None:
        """Read what has changed on disk since the last look (by size and time stamp)."""
        with self._lock:
            for name, layer in LAYERS.items():
                path = self.folder / layer.filename
                if self._changed(name, path):
                    self._read_layer(layer, path)
            path = self.folder / "manifest.json"
            if self._changed("manifest", path):
                self._read_manifest(path)

    @property
    def problems(self) -> list[LayerError]:
        """What is wrong with the folder now, in the layers' order."""
        self.refresh()
        order = [*LAYERS, "manifest"]
        return [self._problems[name] for name in order if name in self._problems]

    @property
    def manifest(self) -> dict[str, Any]:
        """The last good manifest.json, or {}."""
        self.refresh()
        return self._manifest

    @property
    def names(self) -> list[str]:
        """Layers that can be served now."""
        self.refresh()
        return [name for name in LAYERS if name in self._blobs]

    def features(self, name: str) -> list[Feature]:
        """The features of a layer (shared: do not change them), [] where it has never been good."""
        self.refresh()
        return self._features.get(name, [])

    def blob(self, name: str) -> Blob | None:
        """The layer's current file."""
        self.refresh()
        return self._blobs.get(name)

    def url(self, name: str) -> str:
        """The immutable address of the layer's current file, "" where there is none."""
        blob = self.blob(name)
        return f"/layers/{blob.name}" if blob else ""

    def size(self, name: str) -> tuple[int, int]:
        """Bytes of the layer: plain and compressed."""
        blob = self.blob(name)
        return (len(blob.body), len(blob.packed)) if blob else (0, 0)

    def find(self, filename: str) -> Blob | None:
        """A current or recent file by its full name; looks at the disk once before giving up."""
        found = self.shelf.get(filename)
        if found is None:
            self.refresh()
            found = self.shelf.get(filename)
        return found

    def _changed(self, name: str, path: Path) -> bool:
        """Whether the file differs from the one looked at last."""
        try:
            stat = path.stat()
            stamp: _Stamp | None = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            stamp = None
        if name in self._stamps and self._stamps[name] == stamp:
            return False
        self._stamps[name] = stamp
        return True

    def _read_layer(self, layer: Layer, path: Path) -> None:
        """Take the layer in if it is good; else keep the last good one and note why."""
        try:
            body = path.read_bytes()
            features = check_layer(layer, body, path)
        except FileNotFoundError:
            self._problems[layer.name] = LayerError(
                f"找不到图层“{layer.title_zh}”。请运行 hetu build 生成图层。",
                f"Layer “{layer.title_en}” is missing. Run hetu build to make the layers.",
                file=path.name,
            )
        except OSError as error:
            self._problems[layer.name] = _unreadable(path, error)
        except LayerError as error:
            self._problems[layer.name] = error
        else:
            self._problems.pop(layer.name, None)
            self._features[layer.name] = features
            self._blobs[layer.name] = self.shelf.put(
                make_blob(layer.name, "geojson", GEOJSON, body)
            )

    def _read_manifest(self, path: Path) -> None:
        """Take the manifest in; a page can do without it, but says so."""
        try:
            manifest = json.loads(path.read_bytes())
            if not isinstance(manifest, dict):
                raise TypeError("not an object")
        except FileNotFoundError:
            self._problems["manifest"] = LayerError(
                "找不到图层清单。请运行 hetu build。",
                "The manifest of the layers is missing. Run hetu build.",
                file=path.name,
            )
        except OSError as error:
            self._problems["manifest"] = _unreadable(path, error)
        except (ValueError, TypeError) as error:
            zh, en = _what_is_wrong(error)
            self._problems["manifest"] = LayerError(
                f"图层清单不是有效的 JSON（{zh}）。请重新运行 hetu build。",
                f"The manifest is no valid JSON ({en}). Run hetu build again.",
                file=path.name,
            )
        else:
            self._problems.pop("manifest", None)
            self._manifest = manifest


def check_layer(layer: Layer, body: bytes, path: Path) -> list[Feature]:
    """The features of a layer file; raises `LayerError` naming the first feature that is wrong."""
    try:
        collection = json.loads(body)
        if collection["type"] != "FeatureCollection":
            raise TypeError(collection["type"])
        features: list[Feature] = collection["features"]
        if not isinstance(features, list):
            raise TypeError("features")
    except (ValueError, TypeError, KeyError) as error:
        zh, en = _what_is_wrong(error)
        raise LayerError(
            f"图层“{layer.title_zh}”不是有效的 GeoJSON（{zh}）。请重新运行 hetu build；"
            "在此之前继续使用上一次的图层。",
            f"Layer “{layer.title_en}” is no valid GeoJSON ({en}). Run hetu build again; "
            "until then the last good layer is shown.",
            file=path.name,
        ) from None
    for row, feature in enumerate(features, start=1):
        try:
            layer.model.model_validate(feature["properties"])
        except (ValidationError, KeyError, TypeError) as error:
            raise _bad_feature(layer, path, row, error) from None
    return features


def _unreadable(path: Path, error: OSError) -> LayerError:
    """A file that is there and cannot be read; the last good one stays served."""
    why = error.strerror or str(error)
    return LayerError(
        f"无法读取（{why}）。请检查文件权限；在此之前继续使用上一次的内容。",
        f"cannot be read ({why}). Check its permissions; until then the last good state is shown.",
        file=path.name,
    )


def _what_is_wrong(error: Exception) -> tuple[str, str]:
    """Where a file stops being what it should be, in words."""
    if isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
        return f"第 {line} 行第 {column} 列", f"line {line}, column {column}"
    return "缺少 FeatureCollection 的结构", "it has not the structure of a FeatureCollection"


def _bad_feature(layer: Layer, path: Path, row: int, error: Exception) -> LayerError:
    """Say which feature and which property, in words."""
    what = str(error)
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        what = f"{where}: {first['msg']}" if where else first["msg"]
    return LayerError(
        f"图层“{layer.title_zh}”第 {row} 个要素不合规（{what}）。请改正来源表后重新运行 "
        "hetu build；在此之前继续使用上一次的图层。",
        f"Layer “{layer.title_en}”, feature {row} does not fit ({what}). Correct its source table "
        "and run hetu build again; until then the last good layer is shown.",
        file=path.name,
        row=row,
    )
