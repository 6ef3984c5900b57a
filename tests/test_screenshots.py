"""The pictures of the READMEs: there, of the real size, and light enough to load."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

PICTURE = re.compile(r"!\[[^\]]+\]\((assets/screenshots/[^)]+)\)")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_pictures_are_there_whole_and_light(repo_root: Path, readme: str) -> None:
    named = PICTURE.findall((repo_root / readme).read_text("utf-8"))
    assert named
    for name in named:
        body = (repo_root / name).read_bytes()
        assert body.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", body[16:24]) == (1440, 900)
        assert len(body) <= 350 * 1024
