"""What a property model refuses, told to the user: which feature, which field, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from etl.errors import LayerError


@contextmanager
def in_words(name: str, identity: str, *, file: str = "") -> Iterator[None]:
    """Turn a model's refusal within into a LayerError that names the feature and the field."""
    try:
        yield
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "—"
        raise LayerError(
            f"“{name}”（{identity}）的 {field} 不合规：{first['msg']}。"
            "请改正它的来源表（地名库、目录表或更正表）。",
            f"'{name}' ({identity}), {field}: {first['msg']}. Correct the table it comes from "
            "(gazetteer, catalogue or corrections).",
            file=file,
        ) from None
