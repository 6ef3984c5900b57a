"""Code lists of the comparison of two years."""

from __future__ import annotations

from etl.codes import CodeList


class MatchKind(CodeList):
    """How a work of one report stands to those of the next."""

    SURE = "sure", "同一项目", "Same work"
    DOUBTFUL = "doubtful", "待核对", "To be checked"
    NEW = "new", "新出现", "New"
    GONE = "gone", "未再出现", "Gone"


class Fate(CodeList):
    """What became of a promise by the next report."""

    KEPT = "kept", "兑现", "Kept"
    GOING_ON = "going_on", "续推", "Going on"
    CHANGED = "changed", "变更", "Changed"
    LATE = "late", "逾期", "Late"
    SUSPENDED = "suspended", "停缓", "Suspended"
    CANCELLED = "cancelled", "取消", "Cancelled"
    NOT_MENTIONED = "not_mentioned", "未再提及", "Not mentioned again"
    UNSETTLED = "unsettled", "对应待核对", "Match to be checked"


class FigureResult(CodeList):
    """A target of year N against the actual of the next report's review."""

    MET = "met", "达到", "Met"
    MISSED = "missed", "未达到", "Missed"
    NO_ACTUAL = "no_actual", "未见实绩", "No actual given"


class Sign(CodeList):
    """Why two works are, or are not, taken for one."""

    SAME_NAME = "same_name", "名称相同", "Same name"
    SAME_BUT_KIND = "same_but_kind", "只差类别词或辖区前缀", "Same but for kind or area word"
    ALIAS = "alias", "别名相同", "Same alias"
    LIKE_NAME = "like_name", "名称相近", "Similar name"
    OTHER_PART = "other_part", "期、段或序号不同", "Other phase, part or number"
    PART_UNSAID = "part_unsaid", "一方未写期、段", "Phase or part named on one side only"
    OTHER_WORDS = "other_words", "用字有改动或名称过短", "Words changed, or too short a name"
    OTHER_KIND = "other_kind", "类别词不同", "Another kind word"
    SAME_CATEGORY = "same_category", "类别相同", "Same category"
    OTHER_CATEGORY = "other_category", "类别不同", "Other category"
    SAME_PLACE = "same_place", "地点相同", "Same place"
    OTHER_PLACE = "other_place", "地点不同", "Other place"
    RIVAL = "rival", "另有相近候选", "A rival is as close"
    DECIDED_SAME = "decided_same", "人工认定为同一", "Decided: the same"
    DECIDED_DIFFERENT = "decided_different", "人工认定为不同", "Decided: different"


class FateSign(CodeList):
    """Why a promise has its fate."""

    NO_MATCH = "no_match", "新报告没有这个项目", "The next report does not name it"
    MATCH_OPEN = "match_open", "是否同一项目尚待核对", "Whether it is the same work is open"
    ONLY_PLACE = "only_place", "提到该处，未说这项承诺", "Named, but the promise is not spoken of"
    SAID_CANCELLED = "said_cancelled", "报告称取消", "Said to be cancelled"
    SAID_SUSPENDED = "said_suspended", "报告称停缓", "Said to be suspended"
    SAID_DONE = "said_done", "回顾称已做到", "The review says it is done"
    OPERATES = "operates", "已在运营使用", "It is in use"
    SHORT = "short", "数量少于承诺", "Less than promised"
    MOVED = "moved", "改址", "Moved"
    OTHER_DOING = "other_doing", "做法改变", "Another kind of work"
    STILL_TASK = "still_task", "仍列为任务", "Still a task"
    LATER_STAGE = "later_stage", "已进入下一阶段", "At a later stage"
    UNDER_WAY = "under_way", "回顾称在推进", "The review says it is under way"
    DUE_PASSED = "due_passed", "期限已过", "The due date has passed"
    RENAMED = "renamed", "名称有变", "Under another name"


class FigureSign(CodeList):
    """Why a figure compares as it does."""

    SAME_FIGURE = "same_figure", "同名同口径", "Same name and measure"
    LIKE_FIGURE = "like_figure", "名称相近，待核对", "Similar name, to be checked"
    NOT_NAMED = "not_named", "回顾未提此项", "The review does not name it"
    OTHER_MEASURE = "other_measure", "口径不同（总量与增速等）", "Another measure (level, growth …)"
    ABOUT = "about", "目标为“左右”，按上下5%计", "Target is 'about': within 5 %"
