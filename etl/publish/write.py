"""Layer files and their manifest: all validated before the first is written.

A fault leaves the last good set untouched. The manifest is written last and holds the hash of every
layer, so a reader that compares them can tell half a set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.errors import LayerError
from etl.files import json_bytes, sha256_of, write_atomic
from etl.publish.faults import in_words
from etl.publish.geojson import collection
from layers.base import Feature, Layer
from layers.registry import LAYERS

MANIFEST = "manifest.json"


def layer_bytes(layer: Layer, features: Sequence[Feature]) -> bytes:
    """One layer file, validated against its model. LayerError names layer, feature and field."""
    seen: set[str] = set()
    for item in features:
        identity = str(item["id"])
        if identity in seen:
            raise LayerError(
                f"要素编号重复：{identity}。请检查来源表中同名的行。",
                f"duplicate feature id: {identity}. Look for rows of one name in its source table.",
                file=layer.filename,
            )
        seen.add(identity)
        name = str(item["properties"].get("name", identity))
        with in_words(name, identity, file=layer.filename):
            layer.model.model_validate(item["properties"])
    return json_bytes({"name": layer.name, **collection(features)})


def layer_files(features: Mapping[str, Sequence[Feature]]) -> dict[str, bytes]:
    """Every layer of the registry as bytes by file name; a layer without features is empty."""
    return {
        layer.filename: layer_bytes(layer, features.get(name, ())) for name, layer in LAYERS.items()
    }


def manifest_layers(
    features: Mapping[str, Sequence[Feature]], files: Mapping[str, bytes]
) -> list[dict[str, Any]]:
    """What stands in the manifest for each layer."""
    return [
        {
            "name": name,
            "file": layer.filename,
            "title_zh": layer.title_zh,
            "title_en": layer.title_en,
            "about_zh": layer.about_zh,
            "about_en": layer.about_en,
            "count": len(features.get(name, ())),
            "with_geometry": sum(1 for item in features.get(name, ()) if item["geometry"]),
            "bytes": len(files[layer.filename]),
            "sha256": sha256_of(files[layer.filename]),
        }
        for name, layer in LAYERS.items()
    ]


def write_layers(
    folder: Path,
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    absent: Sequence[str] = (),
) -> bool:
    """Write what has changed, the manifest last. True where anything changed.

    `absent` names files of an earlier build that this one does not make: they are taken away.
    """
    changed = False
    for name in absent:
        if (folder / name).exists():
            (folder / name).unlink()
            changed = True
    for name, data in [*files.items(), (MANIFEST, json_bytes(manifest, indent=1))]:
        path = folder / name
        if not path.exists() or path.read_bytes() != data:
            write_atomic(path, data)
            changed = True
    return changed
