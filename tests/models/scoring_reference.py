"""A second way to score a contest, slow and plain: one entrant at a time, fractions, everybody against everybody.

It reads the tables of a rule set itself and shares no code with the program. It knows neither teams nor awards.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from models.scoring import Entrant

Value = Fraction | None


def rounded(value: Value, decimals: int | None, half: str) -> Value:
    """To the nearest; at a half by the rule."""
    if value is None or decimals is None:
        return value
    scale = 10**decimals
    below = Fraction(floor(value * scale), scale)
    above = below + Fraction(1, scale)
    if value - below != above - value:
        return below if value - below < above - value else above
    if half == "even":
        return below if floor(value * scale) % 2 == 0 else above
    return above if value > 0 else below


@dataclass
class Person:
    """One entrant in one stage as this way sees it."""

    who: Entrant
    values: dict[str, Value]
    times: dict[str, Value]
    effect: str
    total: Value = None
    place: int | None = None
    state: str = ""


class Contest:
    """Scores `entrants` by the tables of a rule set; afterwards `stages[key][entrant]` is a `Person`."""

    def __init__(self, words: dict[str, Any], entrants: list[Entrant]) -> None:
        self.words = words
        self.stages: dict[str, dict[str, Person]] = {}
        self.going: dict[str, set[str]] = {}
        self.doubts: dict[str, list[tuple[set[str], int]]] = {}
        here = list(entrants)
        for key, stage in words["stages"].items():
            self.key, self.stage, self.rounding = key, stage, stage.get("rounding", {})
            people = {one.key: self.person(one) for one in here}
            self.stages[key] = people
            for group in {one.group for one in here}:
                self.rank([one for one in people.values() if one.who.group == group])
            self.going[key], self.doubts[key] = set(), []
            if "advance" in stage:
                for group in {one.group for one in here}:
                    self.cut([one for one in people.values() if one.who.group == group])
            here = [one for one in here if one.key in self.going[key]]

    def person(self, who: Entrant) -> Person:
        one = Person(who, {}, {}, self.words.get("statuses", {}).get(who.status, "ranked"))
        whole = {word: value for word, value in self.stage.items() if word in ("adjustments", "cumulate", "bonus_cap")}
        whole["parts"] = self.stage["components"]
        carried: list[Value] = []
        for key, points in self.stage.get("carry", {}).items():
            before = self.stages[key][who.key].total
            carried.append(None if before is None else before * Fraction(str(points)) / self.full_of_stage(key))
        one.total = self.value(one, self.key, whole, carried, "total")
        return one

    def full_of_stage(self, key: str) -> Fraction:
        stage = self.words["stages"][key]
        return sum(map(self.worth, stage["components"].values()), Fraction(0)) + sum(
            (Fraction(str(points)) for points in stage.get("carry", {}).values()), Fraction(0)
        )

    def full(self, part: dict[str, Any]) -> Fraction:
        if part.get("parts"):
            return sum(map(self.worth, part["parts"].values()), Fraction(0))
        return (
            Fraction(0)
            if part.get("kind") == "time" and not part.get("clock")
            else Fraction(str(part.get("full", 100)))
        )

    def worth(self, part: dict[str, Any]) -> Fraction:
        return Fraction(str(part["weight"])) if "weight" in part else self.full(part)

    def value(
        self, one: Person, path: str, part: dict[str, Any], carried: list[Value] | None = None, step: str = ""
    ) -> Value:
        half = self.rounding.get("half", "up")
        if part.get("parts"):
            brought = list(carried or [])
            for key, below in part["parts"].items():
                value = self.value(one, f"{path}.{key}", below)
                if self.worth(below):
                    scaled = None if value is None else value * self.worth(below) / self.full(below)
                    brought.append(rounded(scaled, self.rounding.get("weighted"), half))
            result = None if None in brought else sum(brought, Fraction(0))
            step = step or "component"
        else:
            result = self.judged(one.who, path, part)
            step = "judges"
        if part.get("kind") == "time":
            one.times[path] = result
            if part.get("clock") and result is not None:
                result = self.timed(part, result)
        missed = one.effect == "zero" or (path in one.who.absent and part.get("absent", "zero") == "zero")
        if missed and result is None and (part.get("kind") != "time" or part.get("clock")):
            result = Fraction(0)
        result = self.adjusted(one, path, part, result)
        result = rounded(result, part.get("decimals", self.rounding.get(step)), half)
        one.values[path] = result
        return result

    def judged(self, who: Entrant, path: str, part: dict[str, Any]) -> Value:
        given = list(who.marks.get(path, ()))
        given += [None] * (part.get("judges", 1) - len(given))
        marks = [mark for judge, mark in enumerate(given) if judge not in who.recused.get(path, ())]
        if not marks or any(mark is None for mark in marks):
            return None
        numbers = [Fraction(str(mark)) for mark in marks]
        for _ in range(part.get("drop_high", 0)):
            if numbers:
                numbers.remove(max(numbers))
        for _ in range(part.get("drop_low", 0)):
            if numbers:
                numbers.remove(min(numbers))
        if not numbers:
            return None
        how = part.get("combine", "mean")
        if how == "median":
            while len(numbers) > 2:
                numbers.remove(max(numbers))
                numbers.remove(min(numbers))
        mean = sum(numbers) / len(numbers)
        if how == "sum":
            return mean * (len(given) - part.get("drop_high", 0) - part.get("drop_low", 0))
        return mean

    def timed(self, part: dict[str, Any], time: Fraction) -> Fraction:
        clock = {word: Fraction(str(value)) for word, value in part["clock"].items()}
        if time > clock["standard"]:
            return self.full(part) - clock["lose"] * ceil((time - clock["standard"]) / clock["step"])
        return self.full(part) + clock.get("gain", Fraction(0)) * floor((clock["standard"] - time) / clock["step"])

    def adjusted(self, one: Person, path: str, part: dict[str, Any], value: Value) -> Value:
        bonus: list[Fraction] = []
        penalty = Fraction(0)
        for key, words in part.get("adjustments", {}).items():
            given = one.who.adjustments.get(f"{path}.{key}")
            points = Fraction(0) if given is None else Fraction(str(given)) * Fraction(str(words.get("each", 1)))
            if "cap" in words:
                points = max(-Fraction(str(words["cap"])), min(Fraction(str(words["cap"])), points))
            one.values[f"{path}.{key}"] = points
            if points > 0:
                bonus.append(points)
            else:
                penalty += points
        if value is None:
            return None
        plus = sum(bonus, Fraction(0)) if part.get("cumulate", True) else max(bonus, default=Fraction(0))
        if "bonus_cap" in part:
            plus = min(plus, Fraction(str(part["bonus_cap"])))
        value += plus + penalty
        if part.get("adjustments") or part.get("clock") or "most" in part:
            value = max(value, Fraction(0))
        return min(value, Fraction(str(part["most"]))) if "most" in part else value

    def compared(self, one: Person, tie: dict[str, Any]) -> Value:
        """What a tie-breaker compares, so that more is better."""
        own = f"{self.key}.{tie['of']}"
        path = own if own in one.values else tie["of"]
        person = self.stages[path.split(".")[0]][one.who.key] if not path.startswith(f"{self.key}.") else one
        part = self.table(path)
        lower = tie.get("prefer") == "lower"
        if part is not None and tie.get("statistic"):
            value = self.statistic(one.who, path, part, tie["statistic"])
        else:
            value = person.times.get(path, person.values[path])
        missed = one.effect == "zero" or (
            part is not None and path in one.who.absent and part.get("absent", "zero") == "zero"
        )
        if value is None and missed:
            return Fraction(-(10**9)) if lower else Fraction(0)
        return None if value is None else -value if lower else value

    def table(self, path: str) -> dict[str, Any] | None:
        stage, *keys = path.split(".")
        parts: dict[str, Any] = self.words["stages"][stage]["components"]
        found = None
        for key in keys:
            if key not in parts:
                return None
            found = parts[key]
            parts = found.get("parts", {})
        return found

    def statistic(self, who: Entrant, path: str, part: dict[str, Any], name: str) -> Value:
        plain = {"judges": part.get("judges", 1)}
        marks = [mark for judge, mark in enumerate(who.marks.get(path, ())) if judge not in who.recused.get(path, ())]
        if self.judged(who, path, plain) is None:
            return None
        numbers = [Fraction(str(mark)) for mark in marks]
        return {
            "highest": max(numbers),
            "lowest": min(numbers),
            "spread": max(numbers) - min(numbers),
            "mean": sum(numbers) / len(numbers),
            "median": self.judged(who, path, plain | {"combine": "median"}),
        }[name]

    def rank(self, people: list[Person]) -> None:
        for one in people:
            hardest = ["ranked", "last", "unplaced", "removed"]
            effects = [one.effect if one.effect != "zero" else "ranked"]
            effects += [(self.table(path) or {}).get("absent", "zero") for path in one.who.absent if path in one.values]
            effect = max((each for each in effects if each != "zero"), key=hardest.index)
            one.state = "unmarked" if effect == "ranked" and one.total is None else effect
        ranked = [one for one in people if one.state == "ranked"]
        keys = {
            one.who.key: [one.total, *(self.compared(one, tie) for tie in self.stage.get("ties", []))] for one in ranked
        }
        waiting = {one.who.key for one in ranked if self.waits(one, ranked, keys)}
        for one in ranked:
            count = sum(self.beats(keys[other.who.key], keys[one.who.key]) for other in ranked)
            one.place = 1 + (self.runs_before(one, ranked, keys) if self.words.get("shared") == "dense" else count)
            if one.who.key in waiting:
                one.state, one.place = "waiting", None
        if not any(one.state == "unmarked" for one in people):
            runs = {frozenset(o.who.key for o in ranked if not self.apart(keys, o, one)) for one in ranked}
            for one in people:
                if one.state == "last":
                    one.place = 1 + (len(runs) if self.words.get("shared") == "dense" else len(ranked))

    def beats(self, one: list[Value], other: list[Value]) -> bool:
        """By the first key that differs; nothing beats where a key is not known."""
        for left, right in zip(one, other, strict=True):
            if left is None or right is None:
                return False
            if left != right:
                return left > right
        return False

    def apart(self, keys: dict[str, list[Value]], one: Person, other: Person) -> bool:
        """Told apart before a key that somebody among their equals does not have yet."""
        mine, theirs = keys[one.who.key], keys[other.who.key]
        for depth in range(len(mine)):
            equals = [key for key in keys.values() if key[:depth] == mine[:depth]]
            if any(key[depth] is None for key in equals):
                return False
            if mine[depth] != theirs[depth]:
                return True
        return False

    def waits(self, one: Person, ranked: list[Person], keys: dict[str, list[Value]]) -> bool:
        mine = keys[one.who.key]
        for depth in range(1, len(mine)):
            equals = [keys[other.who.key] for other in ranked if keys[other.who.key][:depth] == mine[:depth]]
            if len(equals) > 1 and any(key[depth] is None for key in equals):
                return True
            if len(equals) == 1:
                return False
        return False

    def runs_before(self, one: Person, ranked: list[Person], keys: dict[str, list[Value]]) -> int:
        before = [
            other
            for other in ranked
            if self.apart(keys, one, other) and self.beats(keys[other.who.key], keys[one.who.key])
        ]
        return len({frozenset(o.who.key for o in ranked if not self.apart(keys, o, other)) for other in before})

    def cut(self, people: list[Person]) -> None:
        """Without limits by unit."""
        if any(one.state in ("unmarked", "waiting") for one in people):
            return
        words = self.stage["advance"]
        counted = [one for one in people if one.state != "removed"]
        ranked = [one for one in people if one.state == "ranked"]
        seats = len(counted)
        if words.get("first"):
            seats = min(seats, words["first"])
        if "share" in words:
            share = len(counted) * Fraction(str(words["share"])) / 100
            whole = {"up": ceil(share), "down": floor(share), "half": floor(share + Fraction(1, 2))}
            seats = min(seats, whole[words.get("round", "up")])
        for one in ranked:
            ahead = sum(other.place < one.place for other in ranked)  # type: ignore[operator]
            equals = [other for other in ranked if other.place == one.place]
            over = "line" not in words or (one.total is not None and one.total >= Fraction(str(words["line"])))
            if not over or ahead >= seats:
                continue
            if ahead + len(equals) <= seats or words.get("ties") == "all":
                self.going[self.key].add(one.who.key)
            elif words.get("ties", "ask") == "ask" and one is equals[0]:
                self.doubts[self.key].append(({other.who.key for other in equals}, seats - ahead))
