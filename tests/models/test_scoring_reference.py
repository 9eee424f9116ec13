"""The engine agrees with a second, slow way of scoring on thousands of random contests."""

from __future__ import annotations

from random import Random

from models.scoring import read, score
from tests.models.scoring_random import contest
from tests.models.scoring_reference import Contest

CONTESTS = 5_000


def test_five_thousand_random_contests_come_out_the_same_in_both_ways() -> None:
    random = Random(20250301)
    seen: dict[str, int] = {}
    for number in range(CONTESTS):
        words, entrants = contest(random)
        ours, theirs = score(read("试", words, "试.toml"), entrants), Contest(words, entrants)
        for stage in ours.stages:
            key = stage.stage.key
            people = theirs.stages[key]
            assert stage.rows.keys() == people.keys(), (number, words)
            for name, row in stage.rows.items():
                got = (stage.worked.value.at(row), stage.places[row], stage.states[row])
                assert got == (people[name].total, people[name].place, people[name].state), (number, key, name, words)
                seen[stage.states[row]] = seen.get(stage.states[row], 0) + 1
            assert stage.goes_on == theirs.going[key], (number, words)
            doubts = {(frozenset(names), seats) for names, seats in theirs.doubts[key]}
            assert {(frozenset(one.candidates), one.seats) for one in stage.decisions} == doubts, (number, words)
            seen["asked"] = seen.get("asked", 0) + len(doubts)
    assert min(seen[state] for state in ("ranked", "unmarked", "waiting", "last", "unplaced", "removed", "asked")) > 40
