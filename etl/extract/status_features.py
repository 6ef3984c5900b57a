"""What the status model sees of a name: the rules' word, its predicate, its kind, its list."""

from __future__ import annotations

from etl.extract.clues import Clues
from etl.extract.tokens import Token

_NEAR = 12
"""So many characters behind a list speak of it."""


def _words(name: str, tokens: list[Token]) -> list[str]:
    texts = ["#" if token.has("figure", "cn_figure") else token.text for token in tokens]
    return [f"{name}={text}" for text in texts]


def _rule(clues: Clues, told: str) -> list[str]:
    if clues.status is None:
        return []
    status, category = clues.status, clues.category.value
    rule = f"{status.work_type}/{status.stage}"
    why, _, word = status.rule.partition("=")
    suffix = clues.suffix.word if clues.suffix else "none"
    kind = clues.suffix.kind if clues.suffix else "none"
    return [
        f"rule={rule}", f"rule+cat={rule}|{category}", f"rule+told={rule}|{told}",
        f"why={why}|{told}", f"why+cat={why}|{category}",
        f"word={word}", f"word+told={word}|{told}", f"word+cat={word}|{category}",
        f"kind+word={kind}|{word}", f"suffix+word={suffix}|{word}", f"suffix+rule={suffix}|{rule}",
        f"suffix={suffix}", f"kind={kind}",
    ]  # fmt: skip


def _predicate(clues: Clues, told: str) -> list[str]:
    category = clues.category.value
    out: list[str] = []
    for name, verbs in clues.verbs():
        for verb in verbs:
            out += [
                f"{name}={verb.word}", f"{name}+told={verb.word}|{told}",
                f"{name}.role={verb.role}|{told}", f"{name}+cat={verb.word}|{category}",
                f"{name}.role+cat={verb.role}|{category}",
                f"{name}.head={verb.word[0]}", f"{name}.last={verb.word[-1]}",
            ]  # fmt: skip
        if not verbs:
            out.append(f"{name}=none|{told}")
    (_, pre), (_, tail), (_, post) = clues.verbs()
    behind = tail + post
    left = (pre[-1].word, pre[-1].role) if pre else ("none", "none")
    right = (behind[0].word, behind[0].role) if behind else ("none", "none")
    out += [
        f"pair={left[0]}|{right[0]}", f"roles={left[1]}|{right[1]}|{told}",
        f"roles+cat={left[1]}|{right[1]}|{category}",
    ]  # fmt: skip
    return out


def status_features(clues: Clues) -> list[str]:
    """Feature strings of one name; the same clues give the same list."""
    told = "review" if clues.is_review else "task"
    category, company = clues.category.value, clues.company
    out = ["1", f"told={told}", f"cat={category}", f"cat+told={category}|{told}"]
    out += _rule(clues, told) + _predicate(clues, told)
    out += _words("tw", clues.tail[:6]) + _words("qw", clues.post[:6])
    out += _words("pw", company.pre[-4:])
    left, right = clues.around_list()
    out += [f"l{size}={left[-size:]}" for size in (1, 2, 3, 4) if len(left) >= size]
    out += [f"r{size}={right[:size]}" for size in (1, 2, 3, 4) if len(right) >= size]
    out += [f"rb={right[at : at + 2]}" for at in range(min(_NEAR, len(right) - 1))]
    out += [f"lb={left[at : at + 2]}" for at in range(max(0, len(left) - 8), len(left) - 1)]
    head = company.group.head
    if head is not None:
        out += [f"head={head.word}", f"headcat={head.category.value}"]
    subject = not company.pre
    out += [
        f"as={company.is_as_frame}", f"subject={subject}|{told}|{company.has_object}",
        f"subject+cat={subject}|{told}|{category}",
        f"after={clues.after[:2]}", f"before={clues.before[:2]}", f"end={clues.before[-2:]}",
    ]  # fmt: skip
    return out
