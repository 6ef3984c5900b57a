"""Pieces shared by all pages."""

from app.components.base import button, card, chip, icon, link, notice, page_root
from app.components.marks import aria, data
from app.components.text import attr, bi, t

__all__ = [
    "aria",
    "attr",
    "bi",
    "button",
    "card",
    "chip",
    "data",
    "icon",
    "link",
    "notice",
    "page_root",
    "t",
]
