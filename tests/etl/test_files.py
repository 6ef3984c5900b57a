from pathlib import Path
from threading import Event, Thread

import pytest

from etl.files import locked, write_atomic


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


def test_a_lock_lets_one_in_at_a_time_and_says_who_waits(tmp_path: Path) -> None:
    order: list[str] = []
    waits = Event()

    def second() -> None:
        with locked(tmp_path / "new" / "x.lock", waits.set):
            order.append("second")

    with locked(tmp_path / "new" / "x.lock"):
        other = Thread(target=second)
        other.start()
        assert waits.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]
