"""Chinese numerals: 十二, 两万三千, 三点五 to numbers and back."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL_CLASS = "零〇一二两三四五六七八九十百千万亿"


def parse_numeral(text: str) -> float | None:
    """Value of a Chinese numeral (二十三, 百, 两万三千, 一亿五千万, 三点五), or None.

    A leading power stands for one of it (十二, 百): common in reports (百亿元).
    """
    whole, point, fraction = text.partition("点")
    value = _parse_whole(whole)
    if value is None or not point:
        return None if value is None else float(value)
    if not fraction or any(c not in DIGITS for c in fraction):
        return None
    return float(f"{value}." + "".join(str(DIGITS[c]) for c in fraction))


def _parse_whole(text: str) -> int | None:
    if not text:
        return None
    for mark, power in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.partition(mark)
        if found:
            high = _parse_whole(head) if head else 1
            low = _parse_whole(tail.removeprefix("零")) if tail else 0
            return None if high is None or low is None else high * power + low
    return _parse_below_10000(text)


def _parse_below_10000(text: str) -> int | None:
    if len(text) > 1 and all(c in DIGITS for c in text):
        # Digit by digit (二〇二五) is a year or a code, never an amount.
        return None
    total, digit, last_power = 0, None, 10**4
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in TENS and TENS[char] < last_power:
            last_power = TENS[char]
            total += (1 if digit is None else digit) * last_power
            digit = None
        else:
            return None
    return total + (digit or 0)


def format_numeral(value: int) -> str:
    """Write 0 ≤ value < 10^12 as a Chinese numeral; the inverse of `parse_numeral`."""
    if not 0 <= value < 10**12:
        raise ValueError("format_numeral covers 0 ≤ value < 10^12")
    if value == 0:
        return "零"
    parts: list[str] = []
    for power, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, value = divmod(value, power)
        if not group:
            continue
        gap = "零" if parts and group < 1000 else ""
        parts.append(gap + _format_below_10000(group) + mark)
    return "".join(parts)


def _format_below_10000(value: int) -> str:
    text, gap = "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return text
