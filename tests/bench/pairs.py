"""Ratios of what two servers spend on a request: both up at once, driven in turn, one ratio a round."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from tests.bench.contender import Contender, Request
from tests.bench.table import Row

Side = tuple[Contender, list[Request]]


@dataclass
class Pair:
    """One thing of ours against its counterpart. `most`: how many times the counterpart it may cost."""

    what: str
    ours: Side
    theirs: Side
    most: float | None
    note: str = ""
    ratios: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    against: list[float] = field(default_factory=list)

    def row(self) -> Row:
        """The median ratio, with the milliseconds behind it."""
        spent, bare = statistics.median(self.costs), statistics.median(self.against)
        told = f"{spent:.2f} ms of CPU against {bare:.2f}"
        return Row(
            self.what, statistics.median(self.ratios), self.most, "x", f"{told}{'; ' if self.note else ''}{self.note}"
        )


def drive(pairs: list[Pair], rounds: int, seconds: float) -> None:
    """Warm every contender up, then measure all pairs in turn, `rounds` times."""
    for pair in pairs:
        for server, requests in (pair.ours, pair.theirs):
            server.drive(requests, 0.2)
    for _ in range(rounds):
        for pair in pairs:
            theirs = pair.theirs[0].drive(pair.theirs[1], seconds)
            ours = pair.ours[0].drive(pair.ours[1], seconds)
            pair.costs.append(ours)
            pair.against.append(theirs)
            pair.ratios.append(ours / theirs)
