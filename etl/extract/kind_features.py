"""What the category model sees of a name: its own words, its list, what is done to it."""

from __future__ import annotations

from etl.extract.clues import Clues


def kind_features(clues: Clues) -> list[str]:
    """Feature strings of one name; the same clues give the same list."""
    name, full = clues.name.strip("“”"), clues.full_name
    rule = clues.category.value
    suffix = clues.suffix.word if clues.suffix else "none"
    members = clues.company.group.members
    head = clues.company.group.head
    word, of = (head.word, head.category.value) if head else ("none", "none")
    out = [
        "1", f"rule={rule}", f"suffix={suffix}", f"rule+suffix={rule}|{suffix}",
        f"head={word}", f"headcat={of}", f"rule+headcat={rule}|{of}",
        f"head+suffix={word}|{suffix}",
        f"size={min(len(name), 10)}", f"list={len(members) > 1}",
        f"rule+e1={rule}|{name[-1:]}", f"rule+e2={rule}|{name[-2:]}",
    ]  # fmt: skip
    out += [f"e{size}={name[-size:]}" for size in (1, 2, 3, 4)]
    out += [f"s{size}={name[:size]}" for size in (1, 2)]
    out += [f"f{size}={full[-size:]}" for size in (1, 2, 3)]
    out += [f"g={name[at : at + 2]}" for at in range(len(name) - 1)]
    out += [f"word={token.text}" for token in clues.member.name if len(token.text) > 1]
    for role in sorted(clues.company.roles):
        out += [f"role={role}", f"role+rule={role}|{rule}", f"role+suffix={role}|{suffix}"]
    for place, verbs in clues.verbs():
        for verb in verbs:
            out += [f"{place}={verb.word}", f"{place}+rule={verb.word}|{rule}"]
    out += [f"r{size}={clues.right[:size]}" for size in (1, 2, 3)]
    out += [f"l{size}={clues.left[-size:]}" for size in (1, 2)]
    for other in members:
        if other is not clues.member and other.name:
            last = other.name[-1].text
            out += [f"beside={last}", f"beside1={last[-1]}"]
    return out
