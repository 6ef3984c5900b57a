"""Web pages: the text of paragraphs and headings; scripts, styles and forms are left out.

Only text leaves this module, so no script of a page can ever reach ours.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from etl.errors import ReportError
from etl.report.readers import txt

_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "form", "select", "button"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "area", "base", "col"}
)
_BLOCKS = frozenset(
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "td", "th", "table",
        "section", "article", "header", "footer", "nav", "aside", "main", "title", "br",
        "blockquote",
    }
)  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)


class _Text(HTMLParser):
    """Collects text; a block element ends the line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipping = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _SKIPPED:
            self.skipping, self.depth = tag, 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            if not self.depth:
                self.skipping = ""
        elif tag in _BLOCKS and tag not in _VOID:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            # A line break of the source is a blank on the page.
            self.parts.append(re.sub(r"[\r\n\t]+", " ", data))


def read(data: bytes, name: str) -> str:
    """Visible text of a page, one line per block; ReportError if there is none."""
    declared = _CHARSET.search(data[:2048])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset in ("gbk", "gb2312", "gb18030"):
        page = data.decode("gb18030", errors="replace")
    else:
        page = txt.read(data, name)
    parser = _Text()
    parser.feed(page)
    parser.close()
    text = "".join(parser.parts)
    if not text.strip():
        raise ReportError(
            "网页里没有文字;请在浏览器中打开后复制正文,另存为 .txt",
            "The page holds no text; open it in a browser, copy the text, save it as .txt",
            file=name,
        )
    return text
