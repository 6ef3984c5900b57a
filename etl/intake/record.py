"""Batches of record: written whole, listed, taken out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from etl.files import json_bytes, sha256_of, write_atomic
from etl.intake.model import IntakeError
from etl.intake.plan import Plan
from etl.places.import_records import (
    FOLDER,
    Batch,
    batch_paths,
    feature_json,
    read_batch,
    sidecar_bytes,
    sidecar_of,
)
from etl.sources.geojson import plain_geometry

SCENERY = "scenery.json"
"""Suffix of the base map that an OpenStreetMap extract brings."""


def take(district_dir: Path, plan: Plan) -> Batch:
    """Write the batch; another reading of the same file gives way to it.

    The sidecar is written before the features, and an older reading goes last: a run killed at any
    point leaves nothing that a build would stumble over.
    """
    folder = district_dir / FOLDER
    data = features_bytes([(f.geometry, feature_json(f, {})) for f in plan.features])
    batch = replace(plan.batch, count=len(plan.features), features_sha256=sha256_of(data))
    path = folder / f"{batch.batch_id}.geojson"
    if plan.scenery:
        write_atomic(folder / f"{batch.batch_id}.{SCENERY}", plan.scenery)
    write_atomic(sidecar_of(path), sidecar_bytes(batch))
    write_atomic(path, data)
    _replace(district_dir, path, batch.sha256)
    return batch


def accept(staged: Path, batch_id: str, district_dir: Path) -> str:
    """Take in a batch that `take` wrote to another folder; IntakeError where it is not there."""
    source = staged / FOLDER / f"{batch_id}.geojson"
    if not batch_id.isalnum() or not source.is_file():
        raise IntakeError(
            "等候区里没有这一批。请重新放入。", "this batch is not waiting. Put it in again."
        )
    folder = district_dir / FOLDER
    own = read_batch(source)
    for item in (source.with_name(f"{batch_id}.{SCENERY}"), sidecar_of(source), source):
        if item.exists():
            write_atomic(folder / item.name, item.read_bytes())
    _replace(district_dir, folder / source.name, own.sha256)
    return batch_id


def _replace(district_dir: Path, path: Path, sha256: str) -> None:
    """Other readings of the same file give way."""
    for other in batch_paths(district_dir):
        if other != path and read_batch(other).sha256 == sha256:
            _remove(other)


def _remove(path: Path) -> None:
    for item in (path, path.with_name(f"{path.stem}.{SCENERY}"), sidecar_of(path)):
        item.unlink(missing_ok=True)


def features_bytes(items: list[tuple[BaseGeometry, dict[str, object]]]) -> bytes:
    """Features as a FeatureCollection, one a line."""
    lines = ",\n".join(
        json_bytes({**item, "geometry": plain_geometry(form)}).decode().rstrip("\n")
        for form, item in items
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def batches(district_dir: Path) -> list[Batch]:
    """Every batch of record, the newest first."""
    found = [read_batch(path) for path in batch_paths(district_dir)]
    return sorted(found, key=lambda batch: (batch.when, batch.batch_id), reverse=True)


def undo(district_dir: Path, batch_id: str, kept: Path) -> Path:
    """Take a batch out; its files go to the folder `kept`, so that this too can be undone.

    IntakeError where there is no such batch.
    """
    path = district_dir / FOLDER / f"{batch_id}.geojson"
    if not batch_id.isalnum() or not path.is_file():
        known = ", ".join(item.stem for item in batch_paths(district_dir)) or "—"
        raise IntakeError(
            f"没有批次 {batch_id}（已有：{known}）。运行 hetu import --list 查看。",
            f"there is no batch {batch_id} (there are: {known}). See hetu import --list.",
        )
    target = kept / batch_id
    target.mkdir(parents=True, exist_ok=True)
    scenery = path.with_name(f"{batch_id}.{SCENERY}")
    for item in (path, sidecar_of(path), scenery):
        if item.exists():
            write_atomic(target / item.name, item.read_bytes())
    _remove(path)
    return target


def put_back(district_dir: Path, kept: Path, batch_id: str) -> None:
    """Undo an undo: the batch as it was."""
    source = kept / batch_id
    if not batch_id.isalnum() or not source.is_dir():
        raise IntakeError(f"没有撤销过的批次 {batch_id}。", f"no batch {batch_id} was taken out.")
    for item in sorted(source.iterdir()):
        write_atomic(district_dir / FOLDER / item.name, item.read_bytes())
        item.unlink()
    source.rmdir()
