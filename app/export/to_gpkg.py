"""Works of a filter as a GeoPackage: a table for points, one for lines, one for areas, one for what
has no shape; the key to the columns, sources and read-me travel along.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyogrio

from app.export.exchange import read_exchange
from app.export.frame_tables import declared, shapes, table
from app.export.gpkg import write_table
from app.export.whole import whole_file


def export_works_gpkg(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write works to one GeoPackage. Raises LayerError, ExportError."""
    found = read_exchange(layers_dir, works_ids, crs)
    with whole_file(out_path) as path:
        for part, numbers in found.parts().items():
            name = f"works_{part}"
            if part == "none":
                pyogrio.write_dataframe(
                    table(found, numbers, found.rows), path, layer=name, driver="GPKG",
                    append=path.exists(),
                )  # fmt: skip
                continue
            kind, promote = declared(found, part, numbers)
            pyogrio.write_dataframe(
                shapes(found, numbers, found.rows), path, layer=name, driver="GPKG",
                geometry_type=kind, promote_to_multi=promote, append=path.exists(),
            )  # fmt: skip
        keys = [{"field": field.key, "label_zh": field.label} for field in found.fields]
        write_table(path, "fields", keys)
        write_table(path, "sources", found.published.rows("sources"))
        said = [{"subject": key, "text": text} for key, text in found.read_me()]
        write_table(path, "readme", said)
