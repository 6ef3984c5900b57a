"""The dashboard's server: files by hash, security headers, pages by address."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable

import flask
from dash import Input, Output, html
from dash.development.base_component import Component

from app.blobs import Blob, respond
from app.bundle import Bundles
from app.clauses import ClauseStore
from app.components import notice, t
from app.compression import compress
from app.index import HetuDash
from app.layerfiles import LayerStore
from app.messages import text
from app.pages import NAMES
from app.pages.registry import Page, PageContext, load_pages
from app.security import add_headers, content_security_policy
from app.serving import run
from app.settings import Settings, from_environment
from app.shell import shell
from etl.errors import HetuError

mimetypes.add_type("image/svg+xml", ".svg")


def create_app(settings: Settings | None = None) -> HetuDash:
    """The Dash application (its WSGI side is `.server`)."""
    settings = settings or from_environment()
    ctx = PageContext(settings, LayerStore(settings.layers), ClauseStore(settings.clauses))
    pages = load_pages(NAMES)
    app = HetuDash(
        __name__,
        assets_folder=str(settings.assets),
        assets_ignore=".*",  # our scripts and styles go out as bundles
        serve_locally=True,
        suppress_callback_exceptions=True,
        update_title="",
        title=text("shell.title", "zh"),
    )
    app.hetu_context = ctx
    app.hetu_bundles = Bundles(settings.assets, watch=settings.debug)
    app.layout = lambda: shell(pages, ctx)
    # Dash answers every address with a page; one of the programs' own must say that it is none.
    app.server.add_url_rule("/api/<path:_rest>", "hetu-no-api", lambda _rest: flask.abort(404))
    _route_pages(app, pages, ctx)
    _serve_files(app.server, ctx, app.hetu_bundles)
    for page in pages:
        if page.routes:
            page.routes(app.server, ctx)
    _finish_answers(app)
    _register_components(app)
    return app


def serve(settings: Settings | None = None) -> None:
    """Serve until interrupted. Raises `ServeError` where the port is taken."""
    settings = settings or from_environment()
    run(create_app(settings).server, settings)


def _register_components(app: HetuDash) -> None:
    """Render the index once: Dash serves a script only where it has itself put it into a page.

    The workers are forked after this; without it the one that is asked for a script before it has
    rendered a page answers 500, and the page stays empty.
    """
    with app.server.test_request_context("/"):
        app.index()  # type: ignore[no-untyped-call]


def _route_pages(app: HetuDash, pages: list[Page], ctx: PageContext) -> None:
    """One callback puts the page of the address in place; query and hash are the browser's own."""
    by_path = {page.path: page for page in pages}

    @app.callback(Output("page", "children"), Input("location", "pathname"))
    def _show(pathname: str | None) -> Component:
        page = by_path.get((pathname or "/").rstrip("/") or "/")
        if page is None:
            return html.Div(html.H1(t("shell.not_found")), className="page")
        try:
            return page.layout(ctx)
        except Exception as error:  # an empty page would tell nobody anything
            return _failed(app.server, page, error)


def _failed(server: flask.Flask, page: Page, error: Exception) -> Component:
    """A page that cannot be made says why; what was not foreseen goes to the log in full."""
    if isinstance(error, HetuError):
        why: Component = notice(error)
    else:
        server.logger.error("page %s", page.path, exc_info=error)
        why = html.P(t("shell.page_failed_why"))
    return html.Div([html.H1(t("shell.page_failed")), why], className="page")


def _serve_files(server: flask.Flask, ctx: PageContext, bundles: Bundles) -> None:
    """Addresses of everything that is served under its hash, and the two that are asked for."""
    shelves: dict[str, Callable[[str], Blob | None]] = {
        "layers": ctx.layers.find,
        "clauses": ctx.clauses.find,
        "static": bundles.find,
    }

    def answer(shelf: str, filename: str) -> flask.Response:
        blob = shelves[shelf](filename)
        return respond(blob) if blob else flask.abort(404)

    for shelf in shelves:
        server.add_url_rule(
            f"/{shelf}/<filename>", f"hetu-{shelf}", answer, defaults={"shelf": shelf}
        )
    server.add_url_rule(
        "/favicon.ico",
        "hetu-favicon",
        lambda: flask.redirect("/assets/icons/favicon.svg"),
    )


def _finish_answers(app: HetuDash) -> None:
    """Compression and headers on every answer."""
    policies: list[str] = []

    @app.server.after_request  # type: ignore[untyped-decorator]
    def _finish(response: flask.Response) -> flask.Response:
        if not policies:
            maps = app.hetu_context.settings.basemaps
            tiles = dict.fromkeys(host for basemap in maps for host in basemap.hosts)
            policies.append(content_security_policy(app.csp_hashes(), [*tiles]))
        return add_headers(compress(response), policies[0])
