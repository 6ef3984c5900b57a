"""Web pages: the text of paragraphs and headings; scripts, styles and controls are left out.

Only text leaves this module, so no script of a page can ever reach ours. The scanner goes through
a page once: an element that never ends takes the rest of the page with it, as in a browser.
"""

from __future__ import annotations

import html as entities
import re

from etl.errors import ReportError
from etl.report.readers import txt

_RAW = frozenset({"script", "style", "noscript", "textarea", "iframe", "noembed", "xmp"})
"""Their content is no markup: it ends at their own end tag only."""
_SKIPPED = frozenset({"template", "svg", "math", "select", "button", "nav", "footer", "object"})
_BLOCKS = frozenset(
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "td", "th", "table",
        "section", "article", "header", "footer", "nav", "aside", "main", "title", "br", "hr",
        "blockquote", "form", "body", "head", "dd", "dt", "pre", "center",
    }
)  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_TAG_STOP = re.compile(r"""["'>]""")


def _tag_end(page: str, at: int) -> int:
    """Index behind the `>` of a tag; a quoted value may hold one. The page's end if it has none."""
    while found := _TAG_STOP.search(page, at):
        sign, at = found.group(), found.end()
        if sign == ">":
            return at
        # A quote opens a value only behind =; elsewhere it is a slip of the writer.
        if page[max(0, found.start() - 20) : found.start()].rstrip().endswith("="):
            close = page.find(sign, at)
            if close < 0:
                return len(page)
            at = close + 1
    return len(page)


class _Scanner:
    """One pass over a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.parts: list[str] = []
        self.skipping = ""
        self.depth = 0

    def run(self) -> str:
        """The visible text, a line break at each block."""
        page, at = self.page, 0
        while at < len(page):
            mark = page.find("<", at)
            self._text(page[at : mark if mark >= 0 else len(page)])
            if mark < 0:
                break
            at = self._markup(mark)
        return "".join(self.parts)

    def _text(self, text: str) -> None:
        if text and not self.skipping:
            # A line break of the source is a blank on the page.
            self.parts.append(re.sub(r"[\r\n\t]+", " ", entities.unescape(text)))

    def _markup(self, mark: int) -> int:
        """Deal with what begins at `<`; index behind it."""
        page = self.page
        if page.startswith("<!--", mark):
            end = page.find("-->", mark + 2)
            return end + 3 if end >= 0 else len(page)
        if page.startswith("<![CDATA[", mark):
            end = page.find("]]>", mark)
            return end + 3 if end >= 0 else len(page)
        if page[mark + 1 : mark + 2] in ("!", "?"):
            end = page.find(">", mark)
            return end + 1 if end >= 0 else len(page)
        named = _NAME.match(page, mark + 1)
        if named is None:
            self._text("<")
            return mark + 1
        closing = page[mark + 1] == "/"
        tag = named[1].lower()
        end = _tag_end(page, named.end())
        if closing:
            self._close(tag)
        elif tag in _RAW:
            return self._raw_end(tag, end)
        elif not page.startswith("/>", end - 2) or tag not in _SKIPPED:
            self._open(tag)
        return end

    def _raw_end(self, tag: str, at: int) -> int:
        found = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(self.page, at)
        return _tag_end(self.page, found.end()) if found else len(self.page)

    def _open(self, tag: str) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _SKIPPED:
            self.skipping, self.depth = tag, 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def _close(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            if not self.depth:
                self.skipping = ""
        if tag in _BLOCKS and not self.skipping:
            self.parts.append("\n")


def _decoded(data: bytes, name: str, *, is_gb: bool) -> str:
    """The page as text. UTF-8 is tried first: pages moved to a new server often still say gb2312,
    and Chinese in GB18030 is hardly ever UTF-8 by chance."""
    if is_gb:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030", errors="replace")
    return txt.read(data, name)


def read(data: bytes, name: str) -> str:
    """Visible text of a page, one line per block; ReportError if there is none."""
    declared = _CHARSET.search(data[:2048])
    charset = declared[1].decode("ascii").lower() if declared else ""
    page = _decoded(data, name, is_gb=charset in ("gbk", "gb2312", "gb18030"))
    text = _Scanner(page).run()
    if not text.strip():
        raise ReportError(
            "网页里没有文字；请在浏览器中打开后复制正文，另存为 .txt",
            "The page holds no text; open it in a browser, copy the text, save it as .txt",
            file=name,
        )
    return text
