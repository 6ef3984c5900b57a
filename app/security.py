"""Headers that keep a page to this machine: no outside script, style, font, image or request."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """The policy; `script_hashes` are those of Dash's own inline scripts."""
    scripts = " ".join(["'self'", *script_hashes])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            # Leaflet and Dash place things with style attributes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
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
