from pathlib import Path

import pytest

from etl.files import write_atomic


def test_a_failed_write_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "layer.geojson"
    write_atomic(path, b"good")

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, b"half")
    assert path.read_bytes() == b"good"
    assert [item.name for item in tmp_path.iterdir()] == ["layer.geojson"]
