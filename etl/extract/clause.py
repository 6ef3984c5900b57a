"""Mentions of one clause: its fields, their members, their score."""

from __future__ import annotations

import re

from etl.extract.accept import Company, is_mention
from etl.extract.compose import Context, compose, text_of
from etl.extract.frames import Field, split_fields
from etl.extract.lexicon import Lexicon
from etl.extract.members import Member, MemberList, read_members
from etl.extract.model import Mention
from etl.extract.naming import score_name, suffix_of, unknown_size
from etl.extract.status import verbs_of
from etl.extract.tokens import Token
from etl.report.model import Clause, SectionKind

MAX_CLAUSE = 400
"""Longer stretches without punctuation are no prose; they would only cost time."""
_SUPPORT = frozenset({"support", "operate"})
_AS = (
    "引领", "基础", "试点", "依托", "龙头", "契机", "示范", "支撑", "载体", "平台", "核心", "牵引",
    "代表", "支点", "样板",
)  # fmt: skip
_MARK = re.compile(
    r"^(?:[①-⑳]|—+|-+|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|[一二三四五六七八九十]是要?)"
)


def _without_mark(tokens: list[Token]) -> list[Token]:
    """Drop the list mark at the head of a clause."""
    found = _MARK.match(text_of(tokens))
    if not found:
        return tokens
    end = tokens[0].start + found.end()
    return [token for token in tokens if token.start >= end]


def _roles(tokens: list[Token], lexicon: Lexicon) -> set[str]:
    return {verb.role for verb in verbs_of(tokens, lexicon)}


def _frame(pre: list[Token], behind: list[Token], lexicon: Lexicon) -> str:
    """Concrete (新建, 对接), support (推进), abstract (加强), or empty without a predicate."""
    if any(token.has("system") for token in behind):
        return "abstract"
    before, after = verbs_of(pre, lexicon), verbs_of(behind, lexicon)
    if any(verb.role not in _SUPPORT for verb in before + after):
        return "concrete"
    if any(token.has("abstract") for token in pre):
        return "abstract"
    return "support" if before or after else ""


def _as_frame(made: Field, following: Field | None) -> bool | None:
    """True for 以X为引领 and its like, None for 以X为目标 (no mention), else False."""
    if not any(token.text in ("以", "依托") for token in made.pre):
        return False
    if not made.post or made.post[0].text != "为":
        return False
    role = text_of(made.post[1:]) + (text_of(following.tokens) if following else "")
    return True if any(word in role[:8] for word in _AS) else None


def _extend(fields: list[Field], index: int, lexicon: Lexicon) -> list[Token]:
    """The predicate behind a field; that of a pivot or a subject runs to the end of the clause."""
    made = fields[index]
    post = list(made.post)
    if not post:
        return post
    before = verbs_of(made.pre, lexicon)
    if any(verb.role not in ("support", "operate") for verb in before):
        return post
    if any(verb.work_type for verb in verbs_of(post, lexicon)):
        return post
    if before and not any(token.has("pivot") for token in made.pre):
        return post
    for later in fields[index + 1 :]:
        post += [token for token in later.tokens if token.text in lexicon.verbs]
        post += later.post
        if any(verb.work_type for verb in verbs_of(post, lexicon)):
            break
    return post


_RELATION = re.compile(r"[东西南北一]{1,2}侧$|^(?:周边|沿线|附近|沿岸|两岸|旁边|对面)$")


def _beside(tokens: list[Token]) -> str:
    """`某中学西侧`: the place that a relation word follows, with the word; empty if none."""
    for at in range(1, len(tokens)):
        if not _RELATION.search(tokens[at].text):
            continue
        start = at
        while start and not tokens[start - 1].has(
            "strong", "weak", "divider", "opener", "coord", "figure"
        ):
            start -= 1
        if start < at:
            return text_of(tokens[start : at + 1])
    return ""


def mentions_of_clause(tokens: list[Token], clause: Clause, context: Context) -> list[Mention]:
    """Mentions of `clause`, left to right."""
    place = next((token.text for token in tokens if token.has("place")), "")
    context.place = place or context.place
    context.beside = _beside(tokens)
    fields = split_fields(_without_mark(tokens), context.lexicon)
    found: list[Mention] = []
    for index, made in enumerate(fields):
        following = fields[index + 1] if index + 1 < len(fields) else None
        as_frame = _as_frame(made, following)
        if as_frame is not None:
            post = _extend(fields, index, context.lexicon)
            found.extend(_field_mentions(made, post, clause, context, as_frame))
    return found


def _own_tail(group: MemberList, position: int, lexicon: Lexicon) -> list[Token]:
    """The action nouns behind a member: its own, else those of a later member it shares."""
    tail = group.members[position].tail
    silent = not any(token.text in lexicon.verbs for token in tail)
    if silent and position + 1 < len(group.members) and not group.tail:
        tail = group.members[-1].tail
    return [*tail, *group.tail]


def _has_named_sibling(members: list[Member], lexicon: Lexicon) -> bool:
    for member in members:
        suffix, stem = suffix_of(member.name, lexicon)
        if suffix is not None and unknown_size(stem) > 1:
            return True
        if any(token.has("gazetteer", "school") for token in member.name):
            return True
    return False


def _field_mentions(
    made: Field, post: list[Token], clause: Clause, context: Context, as_frame: bool
) -> list[Mention]:
    lexicon = context.lexicon
    group = read_members(made.tokens, lexicon)
    roles = _roles(made.pre, lexicon) | _roles([*group.tail, *post], lexicon)
    for member in group.members:
        roles |= _roles(member.tail, lexicon)
    siblings = len(group.members) > 1 and _has_named_sibling(group.members, lexicon)
    found: list[Mention] = []
    accepted = False
    for position, member in enumerate(group.members):
        if not member.name:
            continue
        tail = _own_tail(group, position, lexicon)
        company = Company(
            group, made.pre, frozenset(roles), siblings, as_frame, made.post_has_object, accepted
        )
        defining = context.section.kind is SectionKind.GLOSSARY and (
            len(group.members) > 1 or any(token.text in ("指", "是指") for token in made.pre)
        )
        score = score_name(
            member.name,
            lexicon,
            licence=company.licence,
            siblings_named=siblings or defining,
            frame="concrete" if as_frame or defining else _frame(made.pre, [*tail, *post], lexicon),
            quantified=member.quantified or member.leading_figure,
            vague=group.vague,
        )
        accepted = is_mention(member, score, company, lexicon)
        if accepted:
            previous = found[-1] if found else None
            found.append(compose(member, company, tail, post, score, clause, context, previous))
    return found
