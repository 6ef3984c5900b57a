"""The map approval number (审图号) that a map handed on must show."""

from __future__ import annotations

import os
from collections.abc import Mapping

from app.basemaps import refuse_unapproved
from app.messages import text


def approval_words(lang: str = "zh", environ: Mapping[str, str] | None = None) -> str:
    """The words to draw bottom left, "" where no number is set: `HETU_BOUNDARY_APPROVAL`.

    Raises ServeError in public mode (`HETU_PUBLIC`) without one: the same rule as for the server.
    """
    env = os.environ if environ is None else environ
    number = env.get("HETU_BOUNDARY_APPROVAL", "").strip()
    if env.get("HETU_PUBLIC", "") not in ("", "0"):
        refuse_unapproved((), number)
    return text("basemap.approval", lang, number=number) if number else ""
