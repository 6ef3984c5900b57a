"""Run `hetu build` when an input changed or a layer is missing; else say so and return at once.

What the last build saw stands in `var/build.json`: one digest over every input (code of etl and
layers, tables, lexicon, report texts) and one over the published files. A failed build does not
stop `make run` while an older set of layers is there: that set stays served.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAMP = ROOT / "var" / "build.json"


def say(zh: str, en: str) -> None:
    """Print one line in both languages."""
    print(f"鹤图 {zh} · {en}", flush=True)


def is_layer(path: Path) -> bool:
    """Whether a path under geodata/ is an output (`geodata/<adcode>/layers/…`)."""
    parts = path.relative_to(ROOT / "geodata").parts
    return len(parts) > 2 and parts[1] == "layers"


def report_texts() -> list[Path]:
    """The report texts a build may find, where `etl.sources.reports.report_folders` looks:
    HETU_REPORTS (folders or files, with the system's separator between), ../shared/report,
    reports/ of var.
    """
    named = [Path(part) for part in os.environ.get("HETU_REPORTS", "").split(os.pathsep) if part]
    var = Path(os.environ.get("HETU_VAR") or ROOT / "var")
    places = [*named, ROOT.parent / "shared" / "report", var / "reports"]
    found = (place.glob("*") if place.is_dir() else [place] for place in places)
    return sorted({path for some in found for path in some if path.is_file()})


def inputs() -> list[Path]:
    """Every file the layers depend on, the report texts last."""
    code = [p for top in ("etl", "layers") for p in (ROOT / top).rglob("*.py")]
    data = [p for p in (ROOT / "geodata").rglob("*") if p.is_file() and not is_layer(p)]
    return [*sorted(code + data), ROOT / "constraints.txt", *report_texts()]


def outputs() -> list[Path]:
    """Every published file, and the clause texts this machine keeps for itself."""
    layers = [p for p in (ROOT / "geodata").rglob("*") if p.is_file() and is_layer(p)]
    clauses = Path(os.environ.get("HETU_VAR") or ROOT / "var") / "clauses"
    return sorted(layers) + sorted(clauses.glob("*.json"))


def digest(paths: list[Path]) -> str:
    """One SHA-256 over names and contents; a name outside the repository counts by itself."""
    whole = hashlib.sha256()
    for path in paths:
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def is_current() -> bool:
    """Whether the last build saw these inputs and left these outputs."""
    if not STAMP.is_file() or not outputs():
        return False
    try:
        seen = json.loads(STAMP.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return bool(seen == {"inputs": digest(inputs()), "outputs": digest(outputs())})


def main() -> int:
    """Build if needed. The exit code is 0 unless there is nothing to serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="build whether or not it is needed")
    force = parser.parse_args().force
    if not force and is_current():
        say("图层已是最新", "the layers are up to date")
        return 0
    say("生成图层", "building the layers")
    command = [sys.executable, "-c", "from app.cli import main; main()", "build"]
    code = subprocess.run(command, cwd=ROOT).returncode
    if code == 0:
        STAMP.parent.mkdir(exist_ok=True)
        draft = STAMP.with_suffix(".tmp")
        # Looked at only now: a build that has the report's text renews tables it also reads.
        seen = {"inputs": digest(inputs()), "outputs": digest(outputs())}
        draft.write_text(json.dumps(seen), encoding="utf-8")
        draft.replace(STAMP)
        return 0
    if any(is_layer(p) for p in outputs() if p.is_relative_to(ROOT / "geodata")) and not force:
        say("生成失败，仍用上一次的图层", "the build failed; the last good layers stay served")
        return 0
    say("生成失败，没有可用的图层", "the build failed and there are no layers to serve")
    return code


if __name__ == "__main__":
    sys.exit(main())
