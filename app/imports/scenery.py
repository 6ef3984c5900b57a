"""The base map that a public extract brings, for the map page."""

from __future__ import annotations

from pathlib import Path

import flask

from etl.district import District
from etl.files import json_bytes
from etl.intake.record import SCENERY, batches
from etl.places.import_records import FOLDER


def scenery_url(district_dir: Path) -> str:
    """The address of the base map, "" where no batch brings one; cheap, asked with every page."""
    found = sorted((district_dir / FOLDER).glob(f"*.{SCENERY}"))
    return f"/api/imports/scenery?b={found[-1].name.split('.')[0]}" if found else ""


def scenery_answer(district: District) -> flask.Response:
    """{"attribution", "features"} of the newest batch with a base map; 204 where there is none.

    Tagged with the batch: a browser asks again and gets 304.
    """
    for batch in batches(district.root):
        path = district.root / FOLDER / f"{batch.batch_id}.{SCENERY}"
        if path.is_file():
            head = json_bytes({"attribution": batch.attribution, "when": batch.when})
            body = head.rstrip(b"\n}") + b',"ground":' + path.read_bytes().strip() + b"}\n"
            response = flask.Response(body, mimetype="application/json")
            response.headers["Cache-Control"] = "no-cache"
            response.set_etag(batch.features_sha256[:16] + batch.batch_id, weak=True)
            response.make_conditional(flask.request)
            return response
    return flask.Response(status=204)
