"""What is known about one name when its category, work type and stage are decided."""

from __future__ import annotations

from dataclasses import dataclass

from etl.codes import Category
from etl.extract.accept import Company
from etl.extract.lexicon import Lexicon, Suffix, Verb
from etl.extract.members import Member
from etl.extract.status import Status, verbs_of
from etl.extract.tokens import Token
from etl.report.model import Clause


@dataclass(frozen=True, slots=True)
class Clues:
    """A name, the words before and behind it, its list, and what the rules think.

    `tail` and `post` are the words behind that speak of it, `company.pre` those before;
    `before` and `after` are the clauses beside its own, empty at the edge of a sentence.
    """

    name: str
    full_name: str
    start: int
    end: int
    member: Member
    company: Company
    tail: list[Token]
    post: list[Token]
    suffix: Suffix | None
    clause: Clause
    before: str
    after: str
    is_review: bool
    category: Category
    lexicon: Lexicon
    status: Status | None = None

    @property
    def left(self) -> str:
        """The text of the clause before the name."""
        return self.clause.text[: self.start - self.clause.start]

    @property
    def right(self) -> str:
        """The text of the clause behind the name."""
        return self.clause.text[self.end - self.clause.start :]

    def around_list(self) -> tuple[str, str]:
        """The text of the clause before and behind the list that the name stands in."""
        names = [self.member.name, *(m.name for m in self.company.group.members if m.name)]
        first = min(name[0].start for name in names) - self.clause.start
        last = max(name[-1].end for name in names) - self.clause.start
        return self.clause.text[:first], self.clause.text[last:]

    def verbs(self) -> tuple[tuple[str, list[Verb]], ...]:
        """The verbs of the predicate: `pre` before, `tail` of the list, `post` behind."""
        return (
            ("pre", verbs_of(self.company.pre, self.lexicon)),
            ("tail", verbs_of(self.tail, self.lexicon)),
            ("post", verbs_of(self.post, self.lexicon)),
        )
