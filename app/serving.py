"""Run the dashboard under gunicorn: a few workers, threads, no control socket."""

from __future__ import annotations

import socket
from typing import Any

import flask
from gunicorn.app.base import BaseApplication

from app.access import writing
from app.settings import Settings
from etl.errors import ServeError


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our options in place of its command line."""

    def __init__(self, server: flask.Flask, options: dict[str, Any]) -> None:
        self._server = server
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> flask.Flask:
        return self._server


def _socket_name(host: str, port: int) -> str:
    """host:port, an IPv6 address in brackets (RFC 3986)."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings."""
    return {
        "bind": _socket_name(settings.host, settings.port),
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "proc_name": "hetu",
        "graceful_timeout": 5,
    }


def check_port(host: str, port: int) -> None:
    """Raise `ServeError` where nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            raise ServeError(
                f"{host}:{port} 无法监听（{error.strerror}）。端口可能被另一个程序占用："
                f"请先关闭它，或换一个端口，例如 HETU_PORT={other}。",
                f"Cannot listen on {host}:{port} ({error.strerror}). Another program may hold the "
                f"port: stop it, or take another port, e.g. HETU_PORT={other}.",
            ) from None


def run(server: flask.Flask, settings: Settings) -> None:
    """Say the address and serve until interrupted."""
    check_port(settings.host, settings.port)
    address = f"http://{_socket_name(settings.host, settings.port)}/"
    print(f"鹤图已启动：{address}（按 Ctrl+C 停止）", flush=True)
    print(f"Hetu is up: {address}  (stop with Ctrl+C)", flush=True)
    if writing(settings) == "closed":
        print("对外开放且未设 HETU_TOKEN：只读，不能核对。", flush=True)
        print("Open to other machines without HETU_TOKEN: read only, no review.", flush=True)
    _Server(server, options(settings)).run()
