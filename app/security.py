"""Headers that keep a page to this machine: no outside script, style, font, image or request."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response


def content_security_policy(script_hashes: Sequence[str], tile_hosts: Sequence[str] = ()) -> str:
    """The policy; `script_hashes` are those of Dash's own inline scripts.

    `tile_hosts` (scheme and host) are those of the basemaps the operator has configured: images
    may come from there, nothing else may.
    """
    images = " ".join(["'self'", "data:", "blob:", *tile_hosts])
    scripts = " ".join(["'self'", *script_hashes])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            # Leaflet and Dash place things with style attributes.
            "style-src 'self' 'unsafe-inline'",
            f"img-src {images}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def add_headers(response: Response, policy: str) -> Response:
    """Put the policy and its companions on an answer."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), payment=()"
    return response
