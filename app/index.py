"""The page before Dash wakes: head, our bundles, the boot data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flask
from dash import Dash

from app.boot import boot_data, inert_json
from app.bundle import EARLY, Bundles
from app.messages import text
from app.pages.registry import PageContext

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{metas}
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{favicon}">
<script src="{early}"></script>
{css}
<link rel="stylesheet" href="{bundle_css}">
{preloads}
</head>
<body>
{app_entry}
<script type="application/json" id="hetu-boot">{boot}</script>
{config}
{scripts}
<script src="{bundle_js}"></script>
{renderer}
</body>
</html>"""

ENTRY = """<div id="react-entry-point"><div class="starting" role="status">
<span class="zh">正在打开地图…</span><span class="en">Opening the map…</span></div></div>"""


class HetuDash(Dash):
    """Dash with our own index page."""

    hetu_context: PageContext
    hetu_bundles: Bundles

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The HTML of every address; fresh for each load, so a rebuilt layer is found at once."""
        boot = boot_data(self.hetu_context)
        # The map asks for the layers at once; other pages, and the map of a draft, do not.
        at_once = flask.request.path == "/" and "draft" not in flask.request.args
        return PAGE.format(
            metas='<meta charset="utf-8">',
            title=text("shell.title", "zh"),
            css=parts["css"],
            favicon=_data_uri(self.hetu_context.settings.assets / "icons" / "favicon.svg"),
            early=self.hetu_bundles.file_url(EARLY),
            bundle_css=self.hetu_bundles.url("css"),
            preloads="\n".join(
                f'<link rel="preload" as="fetch" crossorigin href="{url}">'
                for url in (boot["layers"].values() if at_once else ())
            ),
            app_entry=ENTRY,
            boot=inert_json(boot),
            config=parts["config"],
            scripts=parts["scripts"],
            bundle_js=self.hetu_bundles.url("js"),
            renderer=parts["renderer"],
        )


@cache
def _data_uri(path: Path) -> str:
    """A drawing as an address of its own: a step in the history then asks the server nothing."""
    return "data:image/svg+xml," + quote(path.read_text(encoding="utf-8").strip())
