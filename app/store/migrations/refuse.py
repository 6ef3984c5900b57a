"""Why no step goes back."""

from __future__ import annotations

from etl.errors import HetuError


def refuse_downgrade() -> None:
    """Raise: going back would drop what was confirmed; a backup of before is the way back."""
    raise HetuError(
        "数据库不能降级：会丢失新版本里已确认的内容。请用旧版本的备份恢复（hetu restore）。",
        "the database is never downgraded: that would lose what was confirmed since. "
        "Restore a backup made by the older release (hetu restore).",
    )
