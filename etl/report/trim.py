"""Cut a web page's header, navigation and footer off the text of a report."""

from __future__ import annotations

import re

TITLE = re.compile(r"(?:工作报告|工作的报告)(?:[（(].{0,30}[）)])?$")
_SITE = re.compile(
    r"导航|首页|当前位置|您(?:现在)?的位置|登录|注册|字号|字体|打印|分享到|扫一扫|浏览次数|点击数|阅读次数|发布(?:时间|日期|机构)"
    r"|信息来源|^来源[:：]|责任编辑|索引号|上一篇|下一篇|相关(?:阅读|链接|文章)|版权|未经许可|不得转载|转载请|本文仅代表|本站"
    r"|本文(?:地址|链接)|留言|验证码|ICP备|公网安备|网站地图|联系我们|主办[:：单]|承办[:：单]|政府网站标识码|https?://|www\."
)
_PAGE_NUMBER = re.compile(
    r"^(?:[—–-]\s*)?\d{1,3}(?:\s*[—–-])?$|^第\s*\d+\s*页(?:[,，]?共\s*\d+\s*页)?$"
)


def is_site_line(line: str) -> bool:
    """True for a line that belongs to the web page or the printer, not to the report."""
    if _PAGE_NUMBER.match(line):
        return True
    return bool(_SITE.search(line)) and (len(line) < 60 or len(_SITE.findall(line)) > 1)


def title_line(lines: list[str]) -> int | None:
    """Index of the line that names the report, looked for near the head."""
    best = None
    for index, line in enumerate(lines[:40]):
        if len(line) <= 60 and TITLE.search(line) and not is_site_line(line):
            best = index if best is None or len(line) >= len(lines[best]) else best
            if "政府" in line or "管委会" in line or "管理委员会" in line:
                return index
    return best


def trim(lines: list[str]) -> list[str]:
    """Lines of the report itself: from its title to the last line before the site's footer."""
    start = title_line(lines)
    body = lines[start:] if start is not None else lines
    # The footer starts at the first site line of the last stretch; before it only single lines go.
    tail_from = max(len(body) - 25, int(len(body) * 0.6))
    end = len(body)
    for index in range(tail_from, len(body)):
        if is_site_line(body[index]) and all(
            is_site_line(line) or len(line) < 30 for line in body[index + 1 :]
        ):
            end = index
            break
    return [line for line in body[:end] if not is_site_line(line)]
