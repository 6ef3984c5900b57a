"""A server killed between one keystroke and the next: nothing that was answered is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rig
from review_rig import ADCODE, OTHER, copy_district, mention, published, rows


def ask(url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=30) as answer:
        return json.loads(answer.read())


@contextmanager
def killed_at_the_end(folder: Path) -> Iterator[str]:
    """A server with all its workers, ended by SIGKILL."""
    port = rig.free_port()
    named = {
        "HETU_GEODATA": str(folder / "geodata"),
        "HETU_LAYERS": str(folder / "geodata" / ADCODE / "layers"),
        "HETU_REPORTS": str(folder / "geodata" / ADCODE / "reports"),
        "HETU_VAR": str(folder / "var"),
    }
    environment = {k: v for k, v in os.environ.items() if k != "HETU_DATABASE_URL"} | named
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            rig.hetu("serve", "--port", str(port)),
            cwd=rig.ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        rig.wait_until_ready(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/api/drafts"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_what_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    geodata = copy_district(tmp_path)
    layers = geodata / ADCODE / "layers"
    with killed_at_the_end(tmp_path) as url:
        dropped = ask(url, {"text": OTHER, "who": "甲"})["draft"]["id"]
        current = next(item["id"] for item in ask(url)["drafts"] if item["is_current"])
        record = mention(ask(f"{url}/{current}"))
        body = {
            "target": "mention", "record_id": record["record_id"], "rev": 0,
            "action": "reject", "fields": {}, "who": "甲",
        }  # fmt: skip
        answer = ask(f"{url}/{current}/decisions", body)
        assert answer["layers"]["state"] == "building"
    # Dead before the layers were drawn: they still show it.
    assert record["canonical_name"] in published(layers)
    assert [row[1:3] for row in rows(geodata)] == [(record["record_id"], "drop")]
    with killed_at_the_end(tmp_path) as url:
        assert dropped in [item["id"] for item in ask(url)["drafts"]]
        standing = ask(f"{url}/{current}")["standings"][record["record_id"]]
        assert standing["status"] == "rejected"
        until = time.monotonic() + 60
        while ask(f"{url}/{current}/changes")["layers"]["state"] != "ready":
            assert time.monotonic() < until
            time.sleep(0.2)
    assert record["canonical_name"] not in published(layers)
    assert not list(geodata.rglob(".*.csv*")), "nothing half-written is left"
