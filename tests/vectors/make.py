"""Makes the conformance vectors beside it: `python3 tests/vectors/make.py`, or with `--check` compares them with what is there.

It needs Python 3.9 or newer and nothing else. It is an engine of its own: it was written from the definitions in README.md, it never
calls the library, and it works otherwise than the library does. Figures are fractions of any length; whether rounding could reverse a
verdict is asked of everything the figures may have been at once; roots, quantiles and probabilities are sums of 60 digits.

Cases written by hand state their verdict as well as their rule and figures, and official results state theirs: where the calculation
differs from what is stated, the program stops. Cases that are drawn come from a fixed seed.
"""

import csv
import difflib
import random
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import product
from math import ceil, floor
from pathlib import Path

HERE = Path(__file__).resolve().parent
LAST_YEAR = 2025
SEED = 20210902

getcontext().prec = 60


# --- Figures -------------------------------------------------------------------------------------------------------------------------

# The greatest possible figure of each unit; the least is 0.
GREATEST = {
    "percent": 100,
    "gross_percent": 1_000,
    "per_1k_live_births": 1_000,
    "per_100k_live_births": 100_000,
    "per_100k_children": 100_000,
    "per_100k_workers": 100_000,
    "per_1k_children": 1_000,
    "per_1k_population": 1_000,
    "persons": 10_000_000,
    "institutions": 10_000_000,
    "places": 10_000_000,
    "organisations": 10_000_000,
    "skills": 10_000,
    "times_per_year": 10_000,
    "times_per_term": 10_000,
    "hours_per_day": 24,
    "months": 1_200,
    "years": 100,
    "yuan_per_month": 10_000_000,
    "cases_per_year": 10_000_000,
    "done": 1,
    "ratio": 10_000,
}

# Units of whole things: exact, so that no rounding is hidden behind a last digit.
COUNTS = {
    "persons",
    "institutions",
    "places",
    "organisations",
    "skills",
    "times_per_year",
    "times_per_term",
    "cases_per_year",
    "done",
}


def number(text):
    return Fraction(text)


def decimals(text):
    return len(text.partition(".")[2])


def places(figure):
    """How many decimals a figure needs; none if no number of them is enough."""
    rest, twos, fives = figure.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def written(figure, digits):
    """A figure with so many decimals, zeros included."""
    scaled = figure * 10**digits
    assert scaled.denominator == 1
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    whole, fraction = (text[:-digits], text[-digits:]) if digits else (text, "")
    return ("-" if figure < 0 else "") + whole + ("." + fraction if digits else "")


def is_decimal(figure, digits):
    """Whether 28 decimals and 96 bits hold it."""
    return digits is not None and digits <= 28 and abs(figure * 10**digits) < 2**96


def as_text(figure):
    """The shortest text of a figure; none if it has more digits than 28 decimals and 96 bits hold."""
    digits = places(figure)
    return written(figure, digits) if is_decimal(figure, digits) else None


def allows(unit, figure):
    return 0 <= figure <= GREATEST[unit] and (unit not in COUNTS or figure.denominator == 1)


def hidden(unit, text):
    """What a reported figure may have been: from, to."""
    figure = number(text)
    if unit in COUNTS:
        return figure, figure
    half = Fraction(1, 2 * 10 ** decimals(text))
    return max(figure - half, Fraction(0)), min(figure + half, Fraction(GREATEST[unit]))


# --- Rules ---------------------------------------------------------------------------------------------------------------------------


class Undetermined(Exception):
    def __init__(self, reason, year=None):
        super().__init__(reason)
        self.reason, self.year = reason, year


class History:
    """The values of other years, the most precise text of each."""

    def __init__(self, points):
        self.points = points

    def text(self, year):
        texts = [text for when, text in self.points if when == year]
        if len({number(text) for text in texts}) > 1:
            raise Undetermined("conflicting_values", year)
        return max(texts, key=decimals, default=None)

    def baseline(self, year):
        text = self.text(year)
        if text is None:
            raise Undetermined("no_baseline", year)
        return text

    def year_between(self, year):
        text = self.text(year)
        if text is None:
            raise Undetermined("missing_year", year)
        return text


def looked_at(rule, judged):
    """The other years that a rule asks for."""
    kind = rule["kind"]
    if kind == "trend" and rule.get("every_year"):
        return range(rule["baseline_year"], judged)
    if kind == "slower_rise":
        return (rule["baseline_year"] - rule["years_before"], rule["baseline_year"])
    return (rule["baseline_year"],) if "baseline_year" in rule else ()


def moves_with_the_year(rule):
    """Whether what is asked for depends on how many years have gone by, so that it is not carried on past the plan."""
    kind = rule["kind"]
    return kind in ("average_annual_change", "slower_rise") or (kind == "trend" and bool(rule.get("every_year")))


def distance(value, limit, at_least):
    return value - limit if at_least else limit - value


class Answer:
    """What a rule says of figures: met, limit, margin, and whether the figures may have been such that it says the opposite."""

    def __init__(self, met, limit, margin, sensitive):
        self.met, self.limit, self.margin, self.sensitive = met, limit, margin, sensitive


def by_corners(is_met, figures, ranges, limit, margin):
    """For rules that only one way of moving each figure helps: the ends of the ranges decide."""
    met = is_met(*figures)
    outcomes = {is_met(*corner) for corner in product(*ranges)}
    return Answer(met, limit, margin, outcomes != {met})


def within(value, value_range, centre, centre_range, tolerance, exceedable):
    """A value about a centre that may itself be a rounded figure."""
    lower, upper = centre - tolerance, centre + tolerance
    met = value >= lower and (exceedable or value <= upper)
    least, greatest = value_range[0] - centre_range[1], value_range[1] - centre_range[0]
    possible = greatest >= -tolerance and (exceedable or least <= tolerance)
    certain = least >= -tolerance and (exceedable or greatest <= tolerance)
    if exceedable or value <= centre:
        return Answer(met, lower, value - lower, not certain if met else possible)
    return Answer(met, upper, upper - value, not certain if met else possible)


def upper_bound(rule, unit, year, text, history, reference):
    value, limit = number(text), number(rule["limit"])
    is_met = (lambda v: v < limit) if rule.get("strict") else (lambda v: v <= limit)
    return by_corners(is_met, [value], [hidden(unit, text)], limit, limit - value)


def lower_bound(rule, unit, year, text, history, reference):
    value, limit = number(text), number(rule["limit"])
    is_met = (lambda v: v > limit) if rule.get("strict") else (lambda v: v >= limit)
    return by_corners(is_met, [value], [hidden(unit, text)], limit, value - limit)


def band(rule, unit, year, text, history, reference):
    centre = number(rule["centre"])
    tolerance = number(rule["tolerance"])
    return within(number(text), hidden(unit, text), centre, (centre, centre), tolerance, rule.get("exceedable", False))


def relative_decrease(rule, unit, year, text, history, reference):
    since(rule, year)
    before = history.baseline(rule["baseline_year"])
    value, baseline, left = number(text), number(before), 100 - number(rule["percent"])
    answer = by_corners(
        lambda v, b: 100 * v <= left * b,
        [value, baseline],
        [hidden(unit, text), hidden(unit, before)],
        left * baseline / 100,
        left * baseline / 100 - value,
    )
    # The one product of two long figures: it has to be exact.
    if mantissa(left) * mantissa(baseline) >= 2**127:
        raise Overflowing(answer)
    return answer


class Overflowing(Undetermined):
    """Undetermined for want of digits, with what all digits would have said."""

    def __init__(self, answer):
        super().__init__("overflow")
        self.answer = answer


def mantissa(figure):
    return abs(int(figure * 10 ** places(figure)))


def average_annual_change(rule, unit, year, text, history, reference):
    years = since(rule, year)
    before = history.baseline(rule["baseline_year"])
    value, baseline, wanted = number(text), number(before), number(rule["points"]) * years
    up = rule["direction"] == "up"
    is_met = (lambda v, b: v - b >= wanted) if up else (lambda v, b: b - v >= wanted)
    limit = baseline + wanted if up else baseline - wanted
    ranges = [hidden(unit, text), hidden(unit, before)]
    return by_corners(is_met, [value, baseline], ranges, limit, distance(value, limit, up))


def trend(rule, unit, year, text, history, reference):
    since(rule, year)
    if rule.get("every_year"):
        return every_year(rule, unit, year, text, history)
    before = history.baseline(rule["baseline_year"])
    value, baseline = number(text), number(before)
    up = rule["direction"] == "up"
    is_met = (lambda v, b: v > b) if up else (lambda v, b: v < b)
    ranges = [hidden(unit, text), hidden(unit, before)]
    return by_corners(is_met, [value, baseline], ranges, baseline, distance(value, baseline, up))


def every_year(rule, unit, year, text, history):
    first = rule["baseline_year"]
    texts = {when: history.text(when) for when in range(first, year)}
    texts[year] = text
    up = rule["direction"] == "up"
    steps = []
    for when in range(first + 1, year + 1):
        before, after = texts[when - 1], texts[when]
        if before is not None and after is not None:
            change = number(after) - number(before)
            steps.append(change if up else -change)
    missing = [when for when in range(first, year + 1) if texts[when] is None]
    met = all(step > 0 for step in steps)
    if met and missing:
        raise Undetermined("no_baseline" if missing[0] == first else "missing_year", missing[0])
    if missing:
        # With every figure as good as it can have been, a year would still be missing: never met.
        return Answer(met, None, min(steps), False)
    ranges = [hidden(unit, texts[when]) for when in range(first, year + 1)]
    if up:
        ranges = [(-greatest, -least) for least, greatest in ranges]
    # Now every figure has to be below the one before.
    certain = all(before[0] > after[1] for before, after in zip(ranges, ranges[1:]))
    cap, possible = ranges[0][1], True
    for least, greatest in ranges[1:]:
        possible = possible and least < cap
        cap = min(cap, greatest)
    return Answer(met, None, min(steps), not certain if met else possible)


def slower_rise(rule, unit, year, text, history, reference):
    years = since(rule, year)
    before = history.baseline(rule["baseline_year"])
    earlier = history.year_between(rule["baseline_year"] - rule["years_before"])
    old_years = rule["years_before"]

    def is_met(v, b, e):
        return v <= b or (v - b) / years < (b - e) / old_years

    value, baseline, old = number(text), number(before), number(earlier)
    limit = baseline + max(Fraction(0), (baseline - old) * years / old_years)
    ranges = [hidden(unit, text), hidden(unit, before), hidden(unit, earlier)]
    return by_corners(is_met, [value, baseline, old], ranges, limit, limit - value)


def reference(rule, unit, year, text, history, reference):
    if reference is None:
        raise Undetermined("no_reference")
    value, other = number(text), number(reference)
    if "tolerance" in rule:
        tolerance = number(rule["tolerance"])
        return within(value, hidden(unit, text), other, hidden(unit, reference), tolerance, False)
    ranges = [hidden(unit, text), hidden(unit, reference)]
    return by_corners(lambda v, r: v >= r, [value, other], ranges, other, value - other)


def gap(rule, unit, year, text, history, reference):
    since(rule, year)
    before = history.baseline(rule["baseline_year"])
    value, baseline = number(text), number(before)
    ranges = [hidden(unit, text), hidden(unit, before)]
    return by_corners(lambda v, b: v < b, [value, baseline], ranges, baseline, baseline - value)


def attested(rule, unit, year, text, history, reference):
    return Answer(number(text) == 1, None, None, False)


def reported(rule, unit, year, text, history, reference):
    raise Undetermined("no_promise")


KINDS = {
    kind.__name__: kind
    for kind in (
        upper_bound,
        lower_bound,
        band,
        relative_decrease,
        average_annual_change,
        trend,
        slower_rise,
        reference,
        gap,
        attested,
        reported,
    )
}


def since(rule, year):
    years = year - rule["baseline_year"]
    if years <= 0:
        raise Undetermined("not_after_baseline", rule["baseline_year"])
    return years


def judge(rule, unit, year, text, points, reference):
    """The expectation of a case. The order is that of README.md, "Which reason"."""
    try:
        if text is None:
            raise Undetermined("no_value")
        if not allows(unit, number(text)):
            raise Undetermined("impossible_value", year)
        if moves_with_the_year(rule) and year > LAST_YEAR:
            raise Undetermined("after_period", LAST_YEAR)
        for when, value in sorted(points):
            if when in looked_at(rule, year) and not allows(unit, number(value)):
                raise Undetermined("impossible_value", when)
        answer = KINDS[rule["kind"]](rule, unit, year, text, History(points), reference)
    except Undetermined as undetermined:
        expect = {"verdict": "undetermined", "reason": undetermined.reason}
        if undetermined.year is not None:
            expect["reason_year"] = undetermined.year
        if isinstance(undetermined, Overflowing):
            expect["unlimited"] = verdict(undetermined.answer.met)
        return expect
    expect = {"verdict": verdict(answer.met)}
    limit = None if answer.limit is None else as_text(answer.limit)
    margin = None if answer.margin is None else as_text(answer.margin)
    if limit is not None:
        expect["limit"] = limit
    if margin is not None and (limit is not None or answer.limit is None):
        expect["margin"] = margin
    expect["sensitive"] = answer.sensitive
    return expect


def verdict(met):
    return "met" if met else "not_met"


# --- Writing -------------------------------------------------------------------------------------------------------------------------


def toml(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        assert '"' not in value and "\\" not in value
        return f'"{value}"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if not value:
        return "[]"
    return "[" + ", ".join(toml(each) for each in value) + "]"


class Vectors:
    """One file of cases."""

    all = []

    def __init__(self, name, about):
        self.name, self.about, self.cases, self.names = name, about, [], set()
        Vectors.all.append(self)

    def put(self, case):
        assert case["name"] not in self.names, f"{self.name}: {case['name']} twice"
        self.names.add(case["name"])
        self.cases.append(case)

    def text(self):
        head = "".join(f"# {line}\n" for line in [*self.about, "Made by make.py; README.md tells what each key means."])
        cases = ["[[case]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in case.items()) for case in self.cases]
        return head + "\n" + "\n".join(cases)


class Rules(Vectors):
    """Cases of one kind of rule."""

    def __init__(self, kind, about):
        super().__init__(kind, about)
        self.kind = kind

    def case(self, name, stated, rule, unit, year, value, history=(), reference=None, note=None):
        """One case. `stated` is its verdict or the reason why there is none, worked out by hand; none for cases that are made."""
        rule = {"kind": self.kind, **rule}
        points = list(history.items()) if isinstance(history, dict) else list(history)
        expect = judge(rule, unit, year, value, points, reference)
        found = expect.get("reason", expect["verdict"])
        assert stated in (None, found), f"{self.name}: {name}: stated {stated}, calculated {expect}"
        case = {"name": name}
        if note:
            case["note"] = note
        case.update(unit=unit, rule=rule, year=year)
        if value is not None:
            case["value"] = value
        if points:
            case["history"] = [{"year": when, "value": text} for when, text in points]
        if reference is not None:
            case["reference"] = reference
        case["expect"] = expect
        self.put(case)


def most_decimals(figure):
    """As many decimals as a figure can be written with."""
    return next(digits for digits in range(28, -1, -1) if is_decimal(figure, digits))


def around(figure, unit, digits=None):
    """A figure itself, with zeros behind it, and a last digit to either side of it, in few digits and in many: name and text."""
    if unit in COUNTS:
        for off, name in ((-1, "one below"), (0, "on it"), (1, "one above")):
            if allows(unit, figure + off):
                yield name, written(figure + off, 0)
        return
    needed = places(figure) if digits is None else max(digits, places(figure))
    most = most_decimals(figure)
    for zeros in dict.fromkeys([needed, min(needed + 1, most), most]):
        yield f"on it with {zeros} decimals", written(figure, zeros)
    for decimals_ in dict.fromkeys([needed, min(needed + 1, most), most]):
        step = Fraction(1, 10**decimals_)
        for off, name in ((-step, "below"), (step, "above")):
            if allows(unit, figure + off) and is_decimal(figure + off, decimals_):
                yield f"a last digit {name} with {decimals_} decimals", written(figure + off, decimals_)
    if needed:
        coarser = needed - 1
        for rounded, name in ((floor, "down"), (ceil, "up")):
            near = Fraction(rounded(figure * 10**coarser), 10**coarser)
            if allows(unit, near):
                yield f"rounded {name} to {coarser} decimals", written(near, coarser)


def near(draw, figure, unit, digits):
    """Something at most twelve units of the last digit away from a figure, and possible."""
    while True:
        step = Fraction(1, 10**digits)
        value = Fraction(round(figure / step) + draw.randint(-12, 12)) * step
        if allows(unit, value):
            return written(value, digits)


def drawn(draw, least, greatest, digits):
    return written(Fraction(draw.randint(least * 10**digits, greatest * 10**digits), 10**digits), digits)


# --- Cases of rules ------------------------------------------------------------------------------------------------------------------

TINY = "0.0000000000000000000000000001"


def upper_bounds():
    file = Rules("upper_bound", ["At most a limit, or less than it when strict."])
    maternal = ({"limit": "8.2"}, "per_100k_live_births")
    clause = "孕产妇死亡率控制在 8.2/10 万以下"
    file.case("maternal mortality: Liaocheng 2020", "met", *maternal, 2020, "4.78", note=clause)
    file.case("maternal mortality: Liaocheng 2012, before the plan", "not_met", *maternal, 2012, "14.54", note=clause)
    file.case("maternal mortality: Shandong 2022", "met", *maternal, 2022, "7.18", note=clause)
    file.case("maternal mortality: on the limit", "met", *maternal, 2023, "8.2", note=clause)
    file.case("maternal mortality: 8.20 is 8.2", "met", *maternal, 2023, "8.20", note=clause)
    file.case("maternal mortality: 8.1 cannot have been more than 8.15", "met", *maternal, 2023, "8.1", note=clause)
    file.case("maternal mortality: 8 may have been 8.4", "met", *maternal, 2023, "8", note=clause)
    file.case("maternal mortality: 9 cannot have been less than 8.5", "not_met", *maternal, 2023, "9", note=clause)
    infant = ({"limit": "3.3"}, "per_1k_live_births")
    file.case("infant mortality: on the limit of 3.3", "met", *infant, 2025, "3.3", note="婴儿死亡率控制在3.3‰以下")
    file.case("infant mortality: Liaocheng 2012", "not_met", *infant, 2012, "3.68", note="婴儿死亡率控制在3.3‰以下")
    under5 = ({"limit": "4"}, "per_1k_live_births")
    file.case("under-5 mortality: Shandong's 3.98", "met", *under5, 2022, "3.98", note="5岁以下儿童死亡率控制在4‰以下")
    file.case("under-5 mortality: 4 may have been 4.4", "met", *under5, 2022, "4", note="5岁以下儿童死亡率控制在4‰以下")
    stunting = ({"limit": "1.8"}, "percent")
    file.case("stunting: a last digit above", "not_met", *stunting, 2024, "1.81", note="生长迟缓率控制在1.8%以下")
    months = ({"limit": "1"}, "months")
    file.case("a month is within a month", "met", *months, 2021, "1", note="1个月内")
    file.case("half a month is within a month, and half a unit of its digit is small", "met", *months, 2021, "0.5")
    file.case("a month and a day is not within a month", "not_met", *months, 2021, "1.03", note="1个月内")
    file.case("strict: the limit itself is outside", "not_met", {"limit": "8.2", "strict": True}, maternal[1], 2023, "8.2")
    file.case("strict: the limit with zeros is outside", "not_met", {"limit": "8.20", "strict": True}, maternal[1], 2023, "8.2000")
    file.case("strict: a last digit below", "met", {"limit": "8.2", "strict": True}, maternal[1], 2023, "8.19")
    file.case("not strict, in so many words", "met", {"limit": "8.2", "strict": False}, maternal[1], 2023, "8.2")
    file.case("an exact half: 8.15 may have been 8.155, still within 8.2", "met", *maternal, 2023, "8.15")
    file.case("half a unit away, and the half counts: 8 may have been 8.5", "met", {"limit": "8.5"}, maternal[1], 2023, "8")
    file.case("half a unit away, and 8.5 is not below 8.5", "met", {"limit": "8.5", "strict": True}, maternal[1], 2023, "8")
    file.case("half a unit above: 9 may have been 8.5", "not_met", {"limit": "8.5"}, maternal[1], 2023, "9")
    file.case("half a unit above, strict: 9 cannot have been less than 8.5", "not_met", {"limit": "8.5", "strict": True}, maternal[1], 2023, "9")
    file.case("a limit of 0, met by 0", "met", {"limit": "0"}, "percent", 2023, "0")
    file.case("a limit of 0, and 0.0 may have been 0.04", "met", {"limit": "0"}, "percent", 2023, "0.0")
    file.case("a limit of 0, missed by the least there is", "not_met", {"limit": "0"}, "percent", 2023, TINY)
    file.case("a limit of 0 that has to be passed cannot be", "not_met", {"limit": "0", "strict": True}, "percent", 2023, "0")
    file.case("a limit of 100 percent: nothing can have been more", "met", {"limit": "100"}, "percent", 2023, "100")
    file.case("no case allowed, none reported: a count is exact", "met", {"limit": "0"}, "cases_per_year", 2023, "0")
    file.case("no case allowed, one reported", "not_met", {"limit": "0"}, "cases_per_year", 2023, "1")
    file.case("a count on its limit is not rounded", "met", {"limit": "12"}, "cases_per_year", 2023, "12")
    file.case("a count written with a point is a whole number", "met", {"limit": "12"}, "cases_per_year", 2023, "12.0")
    file.case("a count just above a strict limit's neighbour", "met", {"limit": "12", "strict": True}, "cases_per_year", 2023, "11")
    file.case("28 decimals, one above", "not_met", {"limit": "0.5"}, "percent", 2023, "0.5000000000000000000000000001")
    file.case("28 decimals, one below", "met", {"limit": "0.5"}, "percent", 2023, "0.4999999999999999999999999999")
    file.case("a limit of 28 decimals", "met", {"limit": "7.1234567890123456789012345678"}, "percent", 2023, "7.1234567890123456789012345678")
    file.case("a limit of 28 decimals, missed by one", "not_met", {"limit": "7.1234567890123456789012345677"}, "percent", 2023, "7.1234567890123456789012345678")
    file.case("a difference of 29 digits before and 28 behind the point is no decimal", "met", {"limit": "10000"}, "per_100k_workers", 2023, TINY)
    file.case("the most that a rate can be", "not_met", {"limit": "99999"}, "per_100k_workers", 2023, "100000")
    file.case("any year: long before the plan", "met", *maternal, 1990, "8.2")
    file.case("any year: the baseline year", "met", *maternal, 2020, "8.2")
    file.case("any year: the first year of the plan", "met", *maternal, 2021, "8.2")
    file.case("any year: the last year of the plan", "not_met", *maternal, 2025, "8.3")
    file.case("any year: after the plan, since the limit stays what it is", "met", *maternal, 2026, "8.2")
    file.case("other years do no harm", "met", *maternal, 2023, "8.2", {2020: "14.54", 2022: "9"})
    file.case("nor do two different values for one of them", "met", *maternal, 2023, "8.2", [(2020, "1"), (2020, "2")])
    file.case("nor does an impossible one", "met", *maternal, 2023, "8.2", {2020: "-1"})
    file.case("nothing was reported", "no_value", *maternal, 2023, None)
    file.case("nothing was reported, though other years were", "no_value", *maternal, 2023, None, {2022: "8", 2024: "8"})
    file.case("a negative rate", "impossible_value", *maternal, 2023, "-0.1")
    file.case("a share above 100 percent", "impossible_value", {"limit": "100"}, "percent", 2023, "100.1")
    file.case("a share above 100 percent by the last digit", "impossible_value", {"limit": "100"}, "percent", 2023, "100.00000000000000000000000001")
    file.case("a share of exactly 100.00 percent is possible", "not_met", {"limit": "30"}, "percent", 2023, "100.00")
    file.case("half a case", "impossible_value", {"limit": "12"}, "cases_per_year", 2023, "11.5")
    file.case("25 hours a day", "impossible_value", {"limit": "24"}, "hours_per_day", 2023, "25")
    for limit, unit in [("8.2", "per_100k_live_births"), ("3", "per_1k_live_births"), ("1.80", "percent"), ("30", "percent"), ("12", "cases_per_year")]:
        for strict in (False, True):
            rule = {"limit": limit, "strict": True} if strict else {"limit": limit}
            for name, value in around(number(limit), unit, decimals(limit)):
                file.case(f"{'below' if strict else 'at most'} {limit} {unit}: {name}", None, rule, unit, 2024, value)
    draw = random.Random(f"{SEED} upper_bound")
    for turn in range(15):
        limit = drawn(draw, 1, 90, draw.randint(0, 4))
        rule = {"limit": limit, "strict": True} if turn % 3 == 0 else {"limit": limit}
        file.case(f"drawn {turn + 1}", None, rule, "percent", draw.randint(2015, 2030), near(draw, number(limit), "percent", draw.randint(0, 6)))


def lower_bounds():
    file = Rules("lower_bound", ["At least a limit, or more than it when strict."])
    screening, clause = ({"limit": "85"}, "percent"), "妇女常见病筛查率达到 85% 以上"
    file.case("screening: on the limit", "met", *screening, 2025, "85", note=clause)
    file.case("screening: 85.0, too, may have been less", "met", *screening, 2025, "85.0", note=clause)
    file.case("screening: a last digit below", "not_met", *screening, 2025, "84.9", note=clause)
    file.case("screening: 84.9 cannot have been 85", "not_met", *screening, 2025, "84.94", note=clause)
    file.case("screening: 86 cannot have been less than 85.5", "met", *screening, 2025, "86", note=clause)
    treated, clause = ({"limit": "90", "strict": True}, "percent"), "宫颈癌患者治疗率超过90%"
    file.case("treatment: 超过 excludes the figure", "not_met", *treated, 2025, "90", note=clause)
    file.case("treatment: a last digit above", "met", *treated, 2025, "90.1", note=clause)
    file.case("treatment: the least that is more", "met", *treated, 2025, "90.00000000000000000000000001", note=clause)
    everybody, clause = ({"limit": "100"}, "percent"), "实现全覆盖"
    file.case("everybody: 100 percent", "met", *everybody, 2025, "100", note=clause)
    file.case("everybody: 99.9 may have been 99.94, never 100", "not_met", *everybody, 2025, "99.9", note=clause)
    file.case("everybody: one in a billion is missing", "not_met", *everybody, 2025, "99.9999999", note=clause)
    doctors = ({"limit": "0.85"}, "per_1k_children")
    file.case("paediatricians: on the limit", "met", *doctors, 2025, "0.85", note="每千名儿童拥有儿科执业(助理)医师0.85名")
    file.case("paediatricians: 0.8 may have been 0.849, never 0.85", "not_met", *doctors, 2025, "0.8")
    file.case("paediatricians: 0.9 may have been exactly 0.85", "met", *doctors, 2025, "0.9")
    toilets = ({"limit": "1.5"}, "ratio")
    file.case("toilets: 3:2", "met", *toilets, 2024, "1.5", note="女性厕位与男性厕位比例至少为3:2")
    file.case("toilets: 1.49:1", "not_met", *toilets, 2024, "1.49", note="女性厕位与男性厕位比例至少为3:2")
    heads = ({"limit": "3"}, "persons")
    file.case("women at the head of departments: three are no fewer than three", "met", *heads, 2025, "3", note="一般不少于 3 人")
    file.case("women at the head of departments: two", "not_met", *heads, 2025, "2", note="一般不少于 3 人")
    half = ({"limit": "50"}, "percent")
    file.case("half or more", "met", *half, 2025, "50.0", note="一半以上")
    sleep = ({"limit": "10"}, "hours_per_day")
    file.case("sleep: ten hours", "met", *sleep, 2025, "10", note="小学生10小时")
    file.case("sleep: nine hours and a half may have been 9.54", "not_met", *sleep, 2025, "9.5", note="小学生10小时")
    places = ({"limit": "4.5"}, "per_1k_population")
    file.case("nursery places: on the limit", "met", *places, 2025, "4.5", note="达到4.5个")
    file.case("nursery places: 4 may have been 4.5", "not_met", *places, 2025, "4", note="达到4.5个")
    file.case("nursery places: 5 may have been 4.5, which is enough", "met", *places, 2025, "5", note="达到4.5个")
    file.case("gross enrolment may pass 100", "met", {"limit": "95"}, "gross_percent", 2025, "104.2", note="学前教育毛入园率达到95%以上")
    file.case("gross enrolment above 130 is odd and judged", "met", {"limit": "95"}, "gross_percent", 2025, "131")
    file.case("strict, half a unit below: 90 may have been 90.5", "not_met", {"limit": "90.5", "strict": True}, "percent", 2025, "90")
    file.case("strict, half a unit above: 91 may have been 90.5", "met", {"limit": "90.5", "strict": True}, "percent", 2025, "91")
    file.case("half a unit below: 90 may have been 90.5", "not_met", {"limit": "90.5"}, "percent", 2025, "90")
    file.case("a limit of 0 is met by anything, and by 0", "met", {"limit": "0"}, "percent", 2025, "0")
    file.case("more than 0 is not met by 0", "not_met", {"limit": "0", "strict": True}, "percent", 2025, "0")
    file.case("more than 0 is met by the least there is", "met", {"limit": "0", "strict": True}, "percent", 2025, TINY)
    file.case("more than 100 percent cannot be", "not_met", {"limit": "100", "strict": True}, "percent", 2025, "100")
    file.case("one of a count", "met", {"limit": "1"}, "institutions", 2021, "1", note="市、县两级均设 1 所")
    file.case("none of a count", "not_met", {"limit": "1"}, "institutions", 2021, "0", note="市、县两级均设 1 所")
    file.case("more than one of a count", "not_met", {"limit": "1", "strict": True}, "times_per_year", 2021, "1")
    file.case("more than one of a count: two", "met", {"limit": "1", "strict": True}, "times_per_year", 2021, "2")
    file.case("the most that a count can be", "met", {"limit": "9999999"}, "persons", 2021, "10000000")
    file.case("more people than any country has", "impossible_value", {"limit": "1"}, "persons", 2021, "10000001")
    file.case("half a person", "impossible_value", {"limit": "1"}, "persons", 2021, "1.5")
    file.case("a negative count", "impossible_value", {"limit": "1"}, "persons", 2021, "-1")
    file.case("none of a count, with a zero", "not_met", {"limit": "1"}, "persons", 2021, "0.0")
    file.case("101 percent of a whole", "impossible_value", *everybody, 2025, "101")
    file.case("a lifetime of 100 years is possible", "met", {"limit": "15"}, "years", 2025, "100")
    file.case("a lifetime of more is not", "impossible_value", {"limit": "15"}, "years", 2025, "100.01")
    file.case("nothing was reported", "no_value", *screening, 2025, None)
    file.case("nothing was reported after the plan", "no_value", *screening, 2027, None)
    file.case("after the plan the limit stays what it is", "met", *screening, 2027, "85")
    file.case("in the baseline year", "not_met", *screening, 2020, "84.99")
    for limit, unit in [("85", "percent"), ("0.85", "per_1k_children"), ("99.50", "percent"), ("100", "percent"), ("3", "persons")]:
        for strict in (False, True):
            rule = {"limit": limit, "strict": True} if strict else {"limit": limit}
            for name, value in around(number(limit), unit, decimals(limit)):
                file.case(f"{'above' if strict else 'at least'} {limit} {unit}: {name}", None, rule, unit, 2024, value)
    draw = random.Random(f"{SEED} lower_bound")
    for turn in range(15):
        limit = drawn(draw, 1, 90, draw.randint(0, 4))
        rule = {"limit": limit, "strict": True} if turn % 3 == 0 else {"limit": limit}
        file.case(f"drawn {turn + 1}", None, rule, "percent", draw.randint(2015, 2030), near(draw, number(limit), "percent", draw.randint(0, 6)))


def bands():
    file = Rules("band", ["About a figure: within a tolerance of it; exceedable: not less than that below it."])
    employed, clause = {"centre": "45", "tolerance": "2"}, "女性在从业人员中的比重保持在45%左右"
    for value, stated, why in [
        ("45", "met", "the figure itself"),
        ("45.0", "met", "the figure with a zero"),
        ("43", "met", "on the lower end"),
        ("43.0", "met", "on the lower end, more precisely"),
        ("47", "met", "on the upper end"),
        ("42.9", "not_met", "a last digit below the band"),
        ("42.99999999999999999999999999", "not_met", "the last of many digits below the band"),
        ("47.1", "not_met", "a last digit above the band"),
        ("47.00000000000000000000000001", "not_met", "the last of many digits above the band"),
        ("43.5", "met", "43.5 cannot have been less than 43.45"),
        ("44", "met", "44 cannot have been less than 43.5"),
        ("46.4", "met", "nearer to the upper end"),
        ("44.6", "met", "nearer to the lower end"),
        ("0", "not_met", "nothing"),
        ("100", "not_met", "everything"),
    ]:
        file.case(f"women employed, about 45 percent: {why}", stated, employed, "percent", 2023, value, note=clause)
    cities, clause = {"centre": "40", "tolerance": "2", "exceedable": True}, "城镇单位就业人员中的女性比例达到40%左右"
    for value, stated, why in [
        ("38", "met", "on the end"),
        ("37.9", "not_met", "a last digit below it"),
        ("44", "met", "more than asked for"),
        ("42", "met", "where another band would end"),
        ("42.1", "met", "beyond where another band would end"),
        ("100", "met", "everything"),
        ("37.5", "not_met", "37.5 may have been 37.54, never 38"),
        ("37", "not_met", "37 may have been 37.5, never 38"),
        ("40", "met", "the figure itself is 2 above the end"),
    ]:
        file.case(f"women in cities, about 40 percent or more: {why}", stated, cities, "percent", 2023, value, note=clause)
    schools, clause = {"centre": "6", "tolerance": "1"}, "高水平中等职业学校6所左右"
    for value, stated in [("4", "not_met"), ("5", "met"), ("6", "met"), ("7", "met"), ("8", "not_met")]:
        file.case(f"about 6 schools: {value}", stated, schools, "institutions", 2025, value, note=clause)
    file.case("no tolerance: the figure itself", "met", {"centre": "45", "tolerance": "0"}, "percent", 2023, "45")
    file.case("no tolerance: 45.0 may have been anything near", "met", {"centre": "45", "tolerance": "0"}, "percent", 2023, "45.0")
    file.case("no tolerance: a last digit off", "not_met", {"centre": "45", "tolerance": "0"}, "percent", 2023, "45.01")
    file.case("no tolerance: 45.01 cannot have been 45, 45.0 can", "not_met", {"centre": "45.04", "tolerance": "0"}, "percent", 2023, "45.0")
    file.case("a narrow band between two possible values", "not_met", {"centre": "45.5", "tolerance": "0.1"}, "percent", 2023, "45")
    file.case("a narrow band that a rounded value can have been in", "not_met", {"centre": "45.4", "tolerance": "0.1"}, "percent", 2023, "45")
    file.case("a narrow band, met, and a rounded value may have left it on either side", "met", {"centre": "45", "tolerance": "0.3"}, "percent", 2023, "45")
    file.case("a band wider than the rounding is safe in its middle", "met", {"centre": "45", "tolerance": "0.6"}, "percent", 2023, "45")
    file.case("a band that reaches beyond 100 percent", "met", {"centre": "99", "tolerance": "2"}, "percent", 2023, "100")
    file.case("a band that reaches down to 0", "met", {"centre": "2", "tolerance": "2"}, "percent", 2023, "0")
    file.case("a band that reaches down to 0: 0.0 cannot have been less", "met", {"centre": "2", "tolerance": "2"}, "percent", 2023, "0.0")
    file.case("a tolerance of many digits", "met", {"centre": "45", "tolerance": "1.9999999999999999999999999"}, "percent", 2023, "43.0000000000000000000000001")
    file.case("a tolerance of many digits, missed by one", "not_met", {"centre": "45", "tolerance": "1.9999999999999999999999999"}, "percent", 2023, "43")
    file.case("not exceedable, in so many words", "not_met", {"centre": "45", "tolerance": "2", "exceedable": False}, "percent", 2023, "48")
    file.case("an exceedable count", "met", {"centre": "6", "tolerance": "1", "exceedable": True}, "institutions", 2023, "60")
    file.case("an exceedable count, too few", "not_met", {"centre": "6", "tolerance": "1", "exceedable": True}, "institutions", 2023, "4")
    file.case("after the plan the band stays where it is", "met", employed, "percent", 2026, "46")
    file.case("in the baseline year", "met", employed, "percent", 2020, "46")
    file.case("nothing was reported", "no_value", employed, "percent", 2023, None)
    file.case("more than a whole", "impossible_value", employed, "percent", 2023, "145")
    file.case("less than nothing", "impossible_value", cities, "percent", 2023, "-45")
    file.case("half a school", "impossible_value", schools, "institutions", 2023, "5.5")
    for centre, tolerance, exceedable in [("45", "2", False), ("50", "2", True), ("35.5", "0.25", False), ("12", "12", False)]:
        rule = {"centre": centre, "tolerance": tolerance, **({"exceedable": True} if exceedable else {})}
        shape = f"{centre} ± {tolerance}{' or more' if exceedable else ''}"
        for end, figure in (("lower", number(centre) - number(tolerance)), ("upper", number(centre) + number(tolerance))):
            for name, value in around(figure, "percent"):
                file.case(f"{shape}, {end} end: {name}", None, rule, "percent", 2022, value)
    draw = random.Random(f"{SEED} band")
    for turn in range(15):
        rule = {"centre": drawn(draw, 20, 80, draw.randint(0, 2)), "tolerance": drawn(draw, 0, 5, draw.randint(0, 2))}
        if turn % 4 == 0:
            rule["exceedable"] = True
        end = number(rule["centre"]) + draw.choice((-1, 1)) * number(rule["tolerance"])
        file.case(f"drawn {turn + 1}", None, rule, "percent", draw.randint(2018, 2028), near(draw, end, "percent", draw.randint(0, 5)))


def relative_decreases():
    file = Rules("relative_decrease", ["A percentage below the figure of a baseline year."])
    rule, unit, clause = {"baseline_year": 2020, "percent": "20"}, "per_100k_children", "儿童伤害死亡率以2020年为基数下降20%"
    for value, stated, why in [
        ("7.2", "met", "exactly 20 percent below 9.0"),
        ("7.20", "met", "the same with a zero"),
        ("7.1", "met", "7.1 may have been 7.14, and 9.0 8.95"),
        ("7.0", "met", "well below"),
        ("7.3", "not_met", "a last digit above"),
        ("7.2000000001", "not_met", "the tenth digit above"),
        ("7.1999999999", "met", "the tenth digit below"),
        ("9.0", "not_met", "no decrease"),
        ("9.9", "not_met", "an increase"),
        ("0", "met", "nothing is left"),
    ]:
        file.case(f"child injuries, 9.0 in 2020: {why}", stated, rule, unit, 2025, value, {2020: "9.0"}, note=clause)
    file.case("a baseline of 8.7 asks for 6.96", "not_met", rule, unit, 2025, "7.0", {2020: "8.7"}, note=clause)
    file.case("a baseline of 8.7 asks for 6.96, and gets it", "met", rule, unit, 2025, "6.96", {2020: "8.7"}, note=clause)
    file.case("the digits of the baseline count: 9 may have been 8.5", "met", rule, unit, 2025, "7.00", {2020: "9"})
    file.case("the digits of the baseline count: 9.00 is 9 more surely", "met", rule, unit, 2025, "7.10", {2020: "9.00"})
    file.case("the digits of the baseline count: 9 may have been 9.5", "not_met", rule, unit, 2025, "7.50", {2020: "9"})
    file.case("9 less a fifth is 7.6 at most, and 7.602 may have been 7.6015", "not_met", rule, unit, 2025, "7.602", {2020: "9"})
    file.case("a baseline of 0 asks for 0", "met", rule, unit, 2025, "0", {2020: "0"})
    file.case("a baseline of 0 is missed by anything else", "not_met", rule, unit, 2025, TINY, {2020: "0"})
    file.case("a baseline of 0 as a count, kept", "met", rule, "cases_per_year", 2025, "0", {2020: "0"})
    file.case("a baseline of 0 as a count, missed", "not_met", rule, "cases_per_year", 2025, "1", {2020: "0"})
    file.case("counts: 8 are 20 percent fewer than 10", "met", rule, "cases_per_year", 2025, "8", {2020: "10"})
    file.case("counts: 9 of 11 are not, since 8.8 is asked for", "not_met", rule, "cases_per_year", 2025, "9", {2020: "11"})
    file.case("counts: 8 of 11 are", "met", rule, "cases_per_year", 2025, "8", {2020: "11"})
    file.case("100 percent less is 0", "met", {"baseline_year": 2020, "percent": "100"}, unit, 2025, "0", {2020: "9.0"})
    file.case("100 percent less is not the least there is", "not_met", {"baseline_year": 2020, "percent": "100"}, unit, 2025, TINY, {2020: "9.0"})
    file.case("a third cannot be written, 33.33 percent can", "met", {"baseline_year": 2020, "percent": "33.33"}, unit, 2025, "6.0003", {2020: "9.0"})
    file.case("33.33 percent, a last digit above", "not_met", {"baseline_year": 2020, "percent": "33.33"}, unit, 2025, "6.0004", {2020: "9.0"})
    file.case("a hundredth of a percent", "met", {"baseline_year": 2020, "percent": "0.01"}, unit, 2025, "8.9991", {2020: "9.0"})
    file.case("a hundredth of a percent, not reached", "not_met", {"baseline_year": 2020, "percent": "0.01"}, unit, 2025, "8.9992", {2020: "9.0"})
    file.case("another baseline year", "met", {"baseline_year": 2015, "percent": "50"}, unit, 2023, "10", {2015: "20", 2020: "1"})
    file.case("other years do no harm", "met", rule, unit, 2023, "7.2", {2019: "1", 2020: "9.0", 2021: "1", 2022: "1"})
    file.case("nor do two different values or impossible ones for them", "met", rule, unit, 2023, "7.2", [(2019, "1"), (2019, "2"), (2020, "9.0"), (2022, "-4")])
    file.case("a baseline given twice alike", "met", rule, unit, 2023, "7.2", [(2020, "9.0"), (2020, "9.0")])
    file.case("given twice alike, the more precise text says how precise it is", "met", rule, unit, 2023, "7.18", [(2020, "9"), (2020, "9.000")])
    file.case("two different baselines", "conflicting_values", rule, unit, 2023, "7.2", [(2020, "9.0"), (2020, "9.1")])
    file.case("two different baselines by their last digit", "conflicting_values", rule, unit, 2023, "0", [(2020, "9"), (2020, "9.0000000000000000000000001")])
    file.case("no history at all", "no_baseline", rule, unit, 2023, "7.2")
    file.case("no value for the baseline year", "no_baseline", rule, unit, 2023, "7.2", {2019: "9.0", 2021: "9.0"})
    file.case("in the baseline year itself", "not_after_baseline", rule, unit, 2020, "7.2", {2020: "9.0"})
    file.case("in a year before it", "not_after_baseline", rule, unit, 2019, "7.2", {2020: "9.0"})
    file.case("in a year before it, for which there is no baseline either", "not_after_baseline", rule, unit, 2019, "7.2")
    file.case("in the first year after it", "met", rule, unit, 2021, "7.2", {2020: "9.0"})
    file.case("after the plan: the limit stays what it is", "met", rule, unit, 2026, "7.2", {2020: "9.0"})
    file.case("nothing was reported", "no_value", rule, unit, 2023, None, {2020: "9.0"})
    file.case("nothing was reported, and no baseline", "no_value", rule, unit, 2023, None)
    file.case("a negative baseline", "impossible_value", rule, unit, 2023, "7.2", {2020: "-9.0"})
    file.case("a baseline of half a case", "impossible_value", rule, "cases_per_year", 2023, "7", {2020: "9.5"})
    file.case("a negative value", "impossible_value", rule, unit, 2023, "-7.2", {2020: "9.0"})
    file.case("an impossible value and no baseline: the value comes first", "impossible_value", rule, unit, 2023, "-7.2")
    file.case("100 percent cannot have been more: 80.3 stays a miss", "not_met", rule, "percent", 2023, "80.3", {2020: "100"})
    long = "61.803398874989484820458683436"
    file.case("a limit of 30 digits is no decimal, whatever the difference to it is", "met", rule, "percent", 2023, "49", {2020: long})
    file.case("a limit of 30 decimals, and a difference of as many", "met", {"baseline_year": 2020, "percent": "20.7"}, "percent", 2023, "49", {2020: long})
    file.case("the same, missed", "not_met", {"baseline_year": 2020, "percent": "20.7"}, "percent", 2023, "49.1", {2020: long})
    precise = {"baseline_year": 2020, "percent": "20.000000000000000000000000001"}
    file.case("a product of 58 digits: met if there were so many", "overflow", precise, "percent", 2023, "49", {2020: long})
    file.case("a product of 58 digits: not met if there were so many", "overflow", precise, "percent", 2023, "50", {2020: long})
    file.case("many digits that are zeros are no overflow", "met", {"baseline_year": 2020, "percent": "20.000000000000000000000000000"}, "percent", 2023, "49", {2020: "62.000000000000000000000000000"})
    file.case("nothing was reported: no question of digits", "no_value", precise, "percent", 2023, None, {2020: long})
    for percent, baseline in [("20", "9.0"), ("20", "7.13"), ("15.5", "12"), ("50", "3.27"), ("99", "40")]:
        limit = (100 - number(percent)) * number(baseline) / 100
        for name, value in around(limit, "percent", decimals(baseline)):
            file.case(f"{percent} percent below {baseline}: {name}", None, {"baseline_year": 2020, "percent": percent}, "percent", 2024, value, {2020: baseline})
    draw = random.Random(f"{SEED} relative_decrease")
    for turn in range(20):
        digits = draw.randint(0, 3)
        percent, baseline = drawn(draw, 1, 60, draw.randint(0, 2)), drawn(draw, 5, 90, digits)
        limit = (100 - number(percent)) * number(baseline) / 100
        file.case(f"drawn {turn + 1}", None, {"baseline_year": 2020, "percent": percent}, "percent", draw.randint(2021, 2030), near(draw, limit, "percent", digits + draw.randint(0, 3)), {2020: baseline})


def average_annual_changes():
    file = Rules("average_annual_change", ["So many points a year on average since a baseline year."])
    down, clause = {"direction": "down", "points": "1", "baseline_year": 2020}, "儿童总体近视率平均每年降低1个百分点以上"
    for year, value, stated, why in [
        (2021, "57.0", "met", "one point in a year"),
        (2022, "56.0", "met", "two points in two years"),
        (2023, "55.0", "met", "three points in three years"),
        (2025, "53.0", "met", "five points in five years"),
        (2023, "55.1", "not_met", "a last digit too little"),
        (2023, "54.9", "met", "a last digit more"),
        (2023, "55.00000000000000000000000001", "not_met", "the last of many digits too little"),
        (2023, "54.99999999999999999999999999", "met", "the last of many digits more"),
        (2023, "58.0", "not_met", "no fall"),
        (2023, "60.0", "not_met", "a rise"),
        (2025, "0", "met", "nobody is left"),
    ]:
        file.case(f"myopia, 58.0 in 2020: {why}", stated, down, "percent", year, value, {2020: "58.0"}, note=clause)
    file.case("myopia in China: 0.8 points in two years", "not_met", down, "percent", 2022, "51.9", {2020: "52.7"}, note=clause)
    file.case("what happened in between does not matter", "met", down, "percent", 2023, "55.0", {2020: "58.0", 2021: "70", 2022: "71"})
    file.case("the digits of the baseline count: 58 may have been 57.5", "met", down, "percent", 2023, "54.60", {2020: "58"})
    file.case("the digits of the baseline count: 58.00 hardly may", "met", down, "percent", 2023, "54.90", {2020: "58.00"})
    file.case("the digits of both: 55.4 against 58 less 3", "not_met", down, "percent", 2023, "55.4", {2020: "58"})
    file.case("100 percent cannot have been more: 98.3 stays a miss", "not_met", down, "percent", 2022, "98.3", {2020: "100"})
    file.case("0 percent cannot have been less: 1.7 stays a miss", "not_met", {**down, "direction": "up"}, "percent", 2022, "1.7", {2020: "0"})
    up = {"direction": "up", "points": "0.5", "baseline_year": 2020}
    file.case("up: half a point a year", "met", up, "percent", 2024, "42.0", {2020: "40.0"})
    file.case("up: a last digit too little", "not_met", up, "percent", 2024, "41.9", {2020: "40.0"})
    file.case("up: a last digit more", "met", up, "percent", 2024, "42.1", {2020: "40.0"})
    file.case("up: a fall", "not_met", up, "percent", 2024, "39.0", {2020: "40.0"})
    file.case("up: 0.7 a year is 2.1 in three years, exactly", "met", {**up, "points": "0.7"}, "percent", 2023, "2.1", {2020: "0"})
    file.case("up: 0.1 a year is 0.3 in three years, exactly", "met", {**up, "points": "0.1"}, "percent", 2023, "0.30", {2020: "0.00"})
    file.case("down: 0.1 three times from 0.3 is 0, exactly", "met", {**down, "points": "0.1"}, "percent", 2023, "0", {2020: "0.3"})
    file.case("more than there is: the limit is below 0", "not_met", down, "percent", 2025, "0", {2020: "4.9"})
    file.case("more than a whole: the limit is above 100", "not_met", {**up, "points": "3"}, "percent", 2025, "100", {2020: "90"})
    file.case("counts: two more a year", "met", {**up, "points": "2"}, "places", 2023, "106", {2020: "100"})
    file.case("counts: one too few", "not_met", {**up, "points": "2"}, "places", 2023, "105", {2020: "100"})
    file.case("counts: half a place a year, 2.5 in five years", "met", up, "places", 2025, "103", {2020: "100"})
    file.case("counts: half a place a year, not reached", "not_met", up, "places", 2025, "102", {2020: "100"})
    file.case("another baseline year", "met", {**down, "baseline_year": 2018}, "percent", 2023, "53.0", {2018: "58.0", 2020: "0"})
    file.case("points of 27 decimals", "met", {**down, "points": "0.333333333333333333333333333"}, "percent", 2023, "57.000000000000000000000000001", {2020: "58"})
    file.case("points of 27 decimals, missed by one", "not_met", {**down, "points": "0.333333333333333333333333333"}, "percent", 2023, "57.000000000000000000000000002", {2020: "58"})
    file.case("in the last year of the plan", "met", down, "percent", 2025, "53.0", {2020: "58.0"})
    file.case("after the plan nothing is asked for that is known", "after_period", down, "percent", 2026, "52.0", {2020: "58.0"})
    file.case("long after the plan", "after_period", up, "percent", 2040, "100", {2020: "58.0"})
    file.case("after the plan, without a baseline", "after_period", down, "percent", 2026, "52.0")
    file.case("after the plan, an impossible value comes first", "impossible_value", down, "percent", 2026, "-1", {2020: "58.0"})
    file.case("after the plan, an impossible baseline comes second", "after_period", down, "percent", 2026, "52.0", {2020: "-1"})
    file.case("after the plan, nothing reported", "no_value", down, "percent", 2026, None, {2020: "58.0"})
    file.case("in the baseline year", "not_after_baseline", down, "percent", 2020, "58.0", {2020: "58.0"})
    file.case("before the baseline year", "not_after_baseline", down, "percent", 2015, "58.0", {2020: "58.0"})
    file.case("no baseline", "no_baseline", down, "percent", 2023, "55.0", {2021: "57.0", 2022: "56.0"})
    file.case("two baselines", "conflicting_values", down, "percent", 2023, "55.0", [(2020, "58.0"), (2020, "58.1")])
    file.case("two baselines that are one", "met", down, "percent", 2023, "55.0", [(2020, "58.0"), (2020, "58.00")])
    file.case("an impossible baseline", "impossible_value", down, "percent", 2023, "55.0", {2020: "158.0"})
    file.case("an impossible value", "impossible_value", down, "percent", 2023, "155.0", {2020: "58.0"})
    file.case("nothing was reported", "no_value", down, "percent", 2023, None, {2020: "58.0"})
    for direction, points, baseline, year in [("down", "1", "58.0", 2022), ("down", "0.45", "60.25", 2025), ("up", "1.5", "7.1", 2021), ("up", "0.333", "50", 2023), ("down", "0.5", "10", 2024)]:
        change = number(points) * (year - 2020)
        limit = number(baseline) + change if direction == "up" else number(baseline) - change
        for name, value in around(limit, "percent", decimals(baseline)):
            file.case(f"{points} {direction} a year, {year - 2020} years from {baseline}: {name}", None, {"direction": direction, "points": points, "baseline_year": 2020}, "percent", year, value, {2020: baseline})
    draw = random.Random(f"{SEED} average_annual_change")
    for turn in range(15):
        digits, direction, year = draw.randint(0, 3), draw.choice(("up", "down")), draw.randint(2021, 2025)
        points, baseline = drawn(draw, 1, 5, draw.randint(0, 2)), drawn(draw, 30, 70, digits)
        change = number(points) * (year - 2020)
        limit = number(baseline) + change if direction == "up" else number(baseline) - change
        file.case(f"drawn {turn + 1}", None, {"direction": direction, "points": points, "baseline_year": 2020}, "percent", year, near(draw, limit, "percent", digits), {2020: baseline})


def trends():
    file = Rules("trend", ["A direction: against the baseline, or each year against the one before."])
    up = {"direction": "up", "baseline_year": 2020}
    down = {"direction": "down", "baseline_year": 2020}
    file.case("life expectancy: longer", "met", up, "years", 2023, "82.31", {2020: "81.9"}, note="妇女人均预期寿命延长")
    file.case("life expectancy: shorter", "not_met", up, "years", 2023, "81.8", {2020: "81.9"}, note="妇女人均预期寿命延长")
    file.case("an equal value is no change: up", "not_met", up, "percent", 2023, "40.0", {2020: "40.0"})
    file.case("an equal value is no change: down", "not_met", down, "percent", 2023, "40.0", {2020: "40.0"})
    file.case("an equal value with more zeros is no change", "not_met", up, "percent", 2023, "40.000", {2020: "40"})
    file.case("an equal count is no change, and exact", "not_met", down, "cases_per_year", 2023, "7", {2020: "7"})
    file.case("a count that fell by one", "met", down, "cases_per_year", 2023, "6", {2020: "7"}, note="学生欺凌事件显著减少")
    file.case("a count that rose by one", "not_met", down, "cases_per_year", 2023, "8", {2020: "7"})
    file.case("0 stays 0: nothing is left to fall, and nothing fell", "not_met", down, "percent", 2023, "0", {2020: "0"})
    file.case("100 stays 100", "not_met", up, "percent", 2023, "100", {2020: "100"})
    file.case("to 0", "met", down, "percent", 2023, "0", {2020: TINY})
    file.case("the years between do not matter", "met", up, "percent", 2023, "40.1", {2020: "40.0", 2021: "90", 2022: "1"})
    file.case("a step of one last digit may be none", "met", up, "percent", 2023, "40.1", {2020: "40.0"})
    file.case("a step of two last digits is one", "met", up, "percent", 2023, "40.2", {2020: "40.0"})
    file.case("the digits of the baseline count", "met", up, "percent", 2023, "40.40", {2020: "40"})
    file.case("the digits of the baseline count: down", "not_met", down, "percent", 2023, "40.40", {2020: "40"})
    file.case("a step the wrong way by one last digit cannot have been right", "not_met", up, "percent", 2023, "39.9", {2020: "40.0"})
    file.case("28 decimals up", "met", up, "percent", 2023, "0.0000000000000000000000000002", {2020: TINY})
    file.case("28 decimals down", "not_met", up, "percent", 2023, TINY, {2020: "0.0000000000000000000000000002"})
    file.case("another baseline year", "met", {**up, "baseline_year": 2017}, "percent", 2020, "41", {2017: "40"})
    file.case("after the plan: the baseline stays what it is", "met", up, "percent", 2030, "41", {2020: "40"})
    file.case("in the baseline year", "not_after_baseline", up, "percent", 2020, "41", {2020: "40"})
    file.case("before the baseline year", "not_after_baseline", down, "percent", 2019, "41", {2020: "40"})
    file.case("no baseline", "no_baseline", up, "percent", 2023, "41", {2019: "40", 2021: "40"})
    file.case("two baselines", "conflicting_values", up, "percent", 2023, "50", [(2020, "40"), (2020, "41")])
    file.case("an impossible baseline", "impossible_value", up, "percent", 2023, "41", {2020: "-40"})
    file.case("an impossible value", "impossible_value", up, "percent", 2023, "141", {2020: "40"})
    file.case("nothing was reported", "no_value", up, "percent", 2023, None, {2020: "40"})
    for direction, baseline in [("up", "40.0"), ("down", "40.0"), ("up", "7"), ("down", "0.35")]:
        for name, value in around(number(baseline), "percent", decimals(baseline)):
            file.case(f"{direction} from {baseline}: {name}", None, {"direction": direction, "baseline_year": 2020}, "percent", 2024, value, {2020: baseline})

    falling = {"direction": "down", "every_year": True, "baseline_year": 2020}
    rising = {"direction": "up", "every_year": True, "baseline_year": 2020}
    clause = "儿童溺水死亡率持续下降"
    rate = "per_100k_children"

    def chain(*values, first=2020):
        return {first + off: value for off, value in enumerate(values) if value is not None}

    file.case("drowning: every year falling", "met", falling, rate, 2025, "2.5", chain("3.5", "3.3", "3.1", "2.9", "2.7"), note=clause)
    file.case("drowning: one year stood still", "not_met", falling, rate, 2025, "2.5", chain("3.5", "3.3", "3.3", "2.9", "2.7"), note=clause)
    file.case("drowning: one year rose", "not_met", falling, rate, 2025, "2.5", chain("3.5", "3.3", "3.6", "2.9", "2.7"), note=clause)
    file.case("drowning: the last year rose", "not_met", falling, rate, 2025, "3.0", chain("3.5", "3.3", "3.1", "2.9", "2.7"), note=clause)
    file.case("drowning: the smallest step is the margin", "met", falling, rate, 2023, "1.0", chain("9.0", "8.99", "4.0"), note=clause)
    file.case("drowning: the first year alone", "met", falling, rate, 2021, "3.3", chain("3.5"), note=clause)
    file.case("drowning: the first year alone, unchanged", "not_met", falling, rate, 2021, "3.5", chain("3.5"), note=clause)
    file.case("nurseries: one more each year", "met", rising, "institutions", 2024, "14", chain("10", "11", "12", "13"), note="普惠托育机构数量持续增加")
    file.case("nurseries: a year without one", "not_met", rising, "institutions", 2024, "14", chain("10", "11", "11", "13"), note="普惠托育机构数量持续增加")
    file.case("schooling: longer every year by one last digit", "met", rising, "years", 2023, "10.4", chain("10.1", "10.2", "10.3"), note="女性平均受教育年限不断提高")
    file.case("schooling: longer every year by two last digits", "met", rising, "years", 2023, "10.6", chain("10.0", "10.2", "10.4"), note="女性平均受教育年限不断提高")
    file.case("back to the baseline by way of a fall", "not_met", rising, "percent", 2022, "40", chain("40", "39"))
    file.case("standing still may have been anything", "not_met", rising, "percent", 2023, "40", chain("40", "40", "40"))
    file.case("a step back of one last digit cannot have been one forward", "not_met", rising, "percent", 2022, "40.0", chain("40.0", "40.1"))
    file.case("two steps back that each may have been forward, but never both", "not_met", falling, "percent", 2022, "5.4", chain("5.0", "5"), note="5.0 was 5.05 at most, 5.4 at least 5.35: nothing between them falls twice")
    file.case("two steps back that may both have been forward", "not_met", falling, "percent", 2022, "5.0", chain("5.0", "5"), note="5.04, 5, 4.96")
    file.case("0 every year: nothing falls", "not_met", falling, rate, 2022, "0", chain("0", "0"))
    file.case("a year between is missing", "missing_year", falling, rate, 2023, "2.9", chain("3.5", None, "3.1"))
    file.case("the year before is missing", "missing_year", falling, rate, 2023, "2.9", chain("3.5", "3.3", None))
    file.case("two years are missing: the first is named", "missing_year", falling, rate, 2024, "2.9", chain("3.5", None, None, "3.0"))
    file.case("all between are missing", "missing_year", falling, rate, 2025, "1", chain("3.5"))
    file.case("the baseline is missing", "no_baseline", falling, rate, 2023, "2.9", chain(None, "3.3", "3.1"))
    file.case("the baseline and another year are missing", "no_baseline", falling, rate, 2024, "2.9", chain(None, "3.3", None, "3.0"))
    file.case("everything is missing", "no_baseline", falling, rate, 2024, "2.9")
    file.case("a year is missing, but another rose: that settles it", "not_met", falling, rate, 2024, "2.9", chain("3.5", None, "3.1", "3.2"))
    file.case("a year is missing, but another stood still: that settles it", "not_met", falling, rate, 2024, "3.1", chain("3.5", None, "3.1", "3.1"), note="may have fallen, but then a year is missing: the opposite verdict cannot be")
    file.case("the baseline is missing, but a year rose", "not_met", falling, rate, 2023, "3.4", chain(None, "3.3", "3.1"))
    file.case("two values for a year between", "conflicting_values", falling, rate, 2023, "2.9", [(2020, "3.5"), (2021, "3.3"), (2021, "3.2"), (2022, "3.1")])
    file.case("two equal values for a year between", "met", falling, rate, 2023, "2.7", [(2020, "3.5"), (2021, "3.3"), (2021, "3.30"), (2022, "3.0")])
    file.case("two values for a year before the baseline do no harm", "met", falling, rate, 2021, "2.9", [(2019, "3"), (2019, "2"), (2020, "3.5")])
    file.case("later years are not looked at", "met", falling, rate, 2022, "2.9", chain("3.5", "3.3", None, "9", "9"))
    file.case("an impossible value between", "impossible_value", falling, rate, 2023, "2.9", chain("3.5", "-3.3", "3.1"))
    file.case("an impossible value before the baseline does no harm", "met", falling, rate, 2021, "2.9", {2019: "-1", 2020: "3.5"})
    file.case("every year, nothing was reported", "no_value", falling, rate, 2023, None, chain("3.5", "3.3", "3.1"))
    file.case("every year, in the baseline year", "not_after_baseline", falling, rate, 2020, "3.5", chain("3.5"))
    file.case("every year, before the baseline year", "not_after_baseline", rising, rate, 2018, "3.5", chain("3.5"))
    file.case("every year, in the last year of the plan", "met", rising, "percent", 2025, "6", chain("1", "2", "3", "4", "5"))
    file.case("every year, after the plan", "after_period", rising, "percent", 2026, "7", chain("1", "2", "3", "4", "5", "6"))
    file.case("every year, after the plan, even if a year went wrong in it", "after_period", rising, "percent", 2026, "7", chain("1", "2", "1", "4", "5", "6"))
    file.case("not every year, in so many words", "met", {**rising, "every_year": False}, "percent", 2023, "50", chain("40", "30", "20"))
    file.case("the last of 28 decimals, every year", "met", rising, "percent", 2022, "0.0000000000000000000000000003", chain(TINY, "0.0000000000000000000000000002"))
    file.case("a year of digits that differ: 40 to 40.9 may have been none", "met", rising, "percent", 2022, "42.0", chain("40", "40.3"))
    file.case("a year of digits that differ: 40 to 40.9 is one", "met", rising, "percent", 2022, "42.0", chain("40", "40.9"))
    draw = random.Random(f"{SEED} trend")
    for turn in range(20):
        digits, direction, year = draw.randint(0, 2), draw.choice(("up", "down")), draw.randint(2022, 2025)
        values = [Fraction(draw.randint(40, 60))]
        for _ in range(2020, year):
            step = Fraction(draw.choice((-1, 0, 1, 1, 2, 2, 3)), 10**digits)
            values.append(values[-1] + (step if direction == "up" else -step))
        texts = [written(value, digits) for value in values]
        if turn % 5 == 4:
            texts[draw.randint(0, len(texts) - 2)] = None
        rule = {"direction": direction, "every_year": True, "baseline_year": 2020}
        file.case(f"drawn {turn + 1}, every year {direction}", None, rule, "percent", year, texts[-1], chain(*texts[:-1]))


def slower_rises():
    file = Rules("slower_rise", ["A rise that is slower than in the years before the baseline, or none."])
    rule, clause = {"baseline_year": 2020, "years_before": 5}, "焦虑障碍、抑郁症患病率上升趋势减缓"
    before = {2015: "3.0", 2020: "5.0"}
    for year, value, stated, why in [
        (2021, "5.3", "met", "0.3 a year after 0.4"),
        (2021, "5.4", "not_met", "the old pace has not slowed"),
        (2021, "5.5", "not_met", "faster"),
        (2021, "5.0", "met", "no rise"),
        (2021, "4.0", "met", "a fall"),
        (2023, "6.1", "met", "1.1 in three years"),
        (2023, "6.2", "not_met", "the old pace over three years"),
        (2023, "6.19999999999999999999999999", "met", "slower in the last of many digits"),
        (2023, "6.20000000000000000000000001", "not_met", "faster in the last of many digits"),
        (2025, "6.9", "met", "the last year of the plan"),
        (2025, "7.0", "not_met", "the last year of the plan, at the old pace"),
        (2025, "0", "met", "nothing is left"),
    ]:
        file.case(f"3.0 in 2015, 5.0 in 2020, {year}: {why}", stated, rule, "percent", year, value, before, note=clause)
    fell = {2015: "6.0", 2020: "5.0"}
    file.case("it fell before: no rise will do", "met", rule, "percent", 2023, "5.0", fell, note=clause)
    file.case("it fell before: any rise is faster", "not_met", rule, "percent", 2023, "5.1", fell)
    file.case("it fell before: the last of many digits is faster", "not_met", rule, "percent", 2023, "5.0000000000000000000000000001", fell)
    file.case("it fell before, and falls more slowly: that is no rise", "met", rule, "percent", 2023, "4.9", fell)
    level = {2015: "5.0", 2020: "5.0"}
    file.case("it stood still before, and does", "met", rule, "percent", 2023, "5.0", level)
    file.case("it stood still before, and rises", "not_met", rule, "percent", 2023, "5.1", level)
    file.case("it stood still before, and rises a little, and may have risen before", "not_met", rule, "percent", 2023, "5.2", level)
    file.case("it stood still before, and rises more than it can have risen before", "not_met", rule, "percent", 2023, "5.3", level)
    file.case("it stood still before, and falls", "met", rule, "percent", 2023, "4.7", level)
    file.case("a rise so small that it may have been none: no rise is met in any case", "met", {"baseline_year": 2020, "years_before": 1}, "percent", 2025, "48.0", {2019: "50", 2020: "50.1"}, note="50.1 was at least 50.05, and 48.0 is no rise above that, whatever was before")
    file.case("it stood still at 21 before, and 19 is no rise from what 21 can have been", "met", {"baseline_year": 2020, "years_before": 2}, "percent", 2024, "19", {2018: "21", 2020: "21"})
    file.case("it rose from 0, which cannot have been less: 58 stays a miss", "not_met", {"baseline_year": 2020, "years_before": 1}, "percent", 2025, "58", {2019: "0", 2020: "9"})
    file.case("0 before, 0 then, 0 now", "met", rule, "percent", 2023, "0", {2015: "0", 2020: "0"})
    file.case("from 0", "met", rule, "percent", 2021, "1", {2015: "0", 2020: "10"})
    file.case("from 0, at the old pace", "not_met", rule, "percent", 2021, "12", {2015: "0", 2020: "10"})
    for years_before, earlier, stated in [(1, 2019, "met"), (2, 2018, "met"), (4, 2016, "met"), (5, 2015, "not_met"), (10, 2010, "not_met")]:
        file.case(f"a rise of 4 over {years_before} years before, 1 a year since", stated, {"baseline_year": 2020, "years_before": years_before}, "percent", 2022, "52" if stated == "not_met" else "51.9", {earlier: "46", 2020: "50"})
    file.case("a rise of 1 over four years before, 0.25 a year since", "not_met", {"baseline_year": 2020, "years_before": 4}, "percent", 2021, "5.25", {2016: "4", 2020: "5"})
    file.case("a pace of a tenth over ten years", "met", {"baseline_year": 2020, "years_before": 10}, "percent", 2021, "5.09", {2010: "4", 2020: "5"})
    file.case("a count: 3 a year before, 2 since", "met", rule, "cases_per_year", 2023, "36", {2015: "15", 2020: "30"})
    file.case("a count: the old pace", "not_met", rule, "cases_per_year", 2023, "39", {2015: "15", 2020: "30"})
    file.case("a count: one below the old pace is exact", "met", rule, "cases_per_year", 2023, "38", {2015: "15", 2020: "30"})
    file.case("a count: the old pace is 0.6 a year", "met", rule, "cases_per_year", 2021, "30", {2015: "27", 2020: "30"})
    file.case("a count: more than 0.6 a year", "not_met", rule, "cases_per_year", 2021, "31", {2015: "27", 2020: "30"})
    file.case("other years do no harm", "met", rule, "percent", 2021, "5.3", {**before, 2016: "50", 2019: "-3"})
    file.case("nothing was reported", "no_value", rule, "percent", 2021, None, before)
    file.case("an impossible value", "impossible_value", rule, "percent", 2021, "-5", before)
    file.case("an impossible baseline", "impossible_value", rule, "percent", 2021, "5", {2015: "3.0", 2020: "500"})
    file.case("an impossible earlier value", "impossible_value", rule, "percent", 2021, "5", {2015: "-3.0", 2020: "5.0"})
    file.case("in the baseline year", "not_after_baseline", rule, "percent", 2020, "5.0", before)
    file.case("before the baseline year", "not_after_baseline", rule, "percent", 2018, "5.0", before)
    file.case("no baseline", "no_baseline", rule, "percent", 2021, "5.3", {2015: "3.0"})
    file.case("no earlier value", "missing_year", rule, "percent", 2021, "5.3", {2020: "5.0"})
    file.case("no earlier value, and a fall: still nothing is said", "missing_year", rule, "percent", 2021, "4.0", {2020: "5.0"})
    file.case("neither baseline nor earlier value", "no_baseline", rule, "percent", 2021, "5.3")
    file.case("two baselines", "conflicting_values", rule, "percent", 2021, "5.3", [(2015, "3.0"), (2020, "5.0"), (2020, "5.1")])
    file.case("two earlier values", "conflicting_values", rule, "percent", 2021, "5.3", [(2015, "3.0"), (2015, "3.1"), (2020, "5.0")])
    file.case("two earlier values that are one", "met", rule, "percent", 2021, "5.3", [(2015, "3.0"), (2015, "3.00"), (2020, "5.0")])
    file.case("after the plan, the old pace is not carried on", "after_period", rule, "percent", 2026, "5.3", before)
    file.case("after the plan, not even for a fall", "after_period", rule, "percent", 2026, "1", before)
    for years_before, earlier, baseline, year in [(5, "3.0", "5.0", 2022), (5, "10.25", "12.50", 2025), (2, "40", "43", 2021), (10, "7.7", "9.1", 2024)]:
        limit = number(baseline) + (number(baseline) - number(earlier)) * (year - 2020) / years_before
        for name, value in around(limit, "percent", decimals(baseline)):
            file.case(f"{earlier} to {baseline} in {years_before}, then {year}: {name}", None, {"baseline_year": 2020, "years_before": years_before}, "percent", year, value, {2020 - years_before: earlier, 2020: baseline})
    draw = random.Random(f"{SEED} slower_rise")
    for turn in range(20):
        digits, years_before, year = draw.randint(0, 2), draw.choice((1, 2, 4, 5, 10)), draw.randint(2021, 2025)
        earlier = drawn(draw, 20, 40, digits)
        step = Fraction(draw.randint(-1 if turn % 4 == 0 else 1, 4 * years_before), 10**digits)
        baseline = written(number(earlier) + step, digits)
        limit = number(baseline) + max(Fraction(0), step * (year - 2020) / years_before)
        file.case(f"drawn {turn + 1}", None, {"baseline_year": 2020, "years_before": years_before}, "percent", year, near(draw, limit, "percent", digits), {2020 - years_before: earlier, 2020: baseline})


def references():
    file = Rules("reference", ["At least another quantity of the same place and year, or within a tolerance of it."])
    rule, clause = {"indicator": "vectors.other.percent"}, "党员代表大会中女性比例一般不少于本地区党员总数中女性比例"
    for value, other, stated, why in [
        ("30.5", "30.5", "met", "exactly the share of women among members"),
        ("30.50", "30.5", "met", "exactly, with a zero"),
        ("30.6", "30.5", "met", "a last digit more"),
        ("30.4", "30.5", "not_met", "a last digit less"),
        ("30.7", "30.5", "met", "two last digits more are surely more"),
        ("31", "30.5", "met", "31 may have been 30.5"),
        ("30.49999999999999999999999999", "30.5", "not_met", "the last of many digits less"),
        ("30.50000000000000000000000001", "30.5", "met", "the last of many digits more"),
        ("30.2", "30", "met", "the digits of the reference count"),
        ("29.6", "30", "not_met", "the digits of the reference count for a miss"),
        ("0", "0", "met", "nothing is no less than nothing"),
        ("100", "100", "met", "everything"),
        ("0", "100", "not_met", "nothing against everything"),
    ]:
        file.case(f"delegates: {why}", stated, rule, "percent", 2023, value, reference=other, note=clause)
    near_rule, clause = {"indicator": "vectors.other.percent", "tolerance": "2"}, "职工代表大会中女职工代表比例与女职工比例相适应"
    for value, other, stated, why in [
        ("41.2", "41.2", "met", "the same share"),
        ("39.2", "41.2", "met", "two points below"),
        ("43.2", "41.2", "met", "two points above"),
        ("39.1", "41.2", "not_met", "a last digit too far below"),
        ("43.3", "41.2", "not_met", "a last digit too far above"),
        ("39.19999999999999999999999999", "41.2", "not_met", "the last of many digits too far below"),
        ("43.20000000000000000000000001", "41.2", "not_met", "the last of many digits too far above"),
        ("40.0", "41.2", "met", "well within"),
        ("41.3", "41.2", "met", "above, nearer to the upper end"),
        ("1", "2.5", "met", "the lower end is 0.5"),
        ("0", "1", "met", "the lower end is below 0"),
        ("1.9", "0", "met", "a reference of 0 cannot have been less"),
        ("98.03", "100", "met", "a reference of 100 cannot have been more"),
        ("0", "2.1", "not_met", "nothing against 2.1"),
    ]:
        file.case(f"workers' congress: {why}", stated, near_rule, "percent", 2023, value, reference=other, note=clause)
    counts = {"indicator": "vectors.other.persons"}
    file.case("counts: as many", "met", counts, "persons", 2023, "12", reference="12")
    file.case("counts: one fewer", "not_met", counts, "persons", 2023, "11", reference="12")
    file.case("counts within one", "met", {**counts, "tolerance": "1"}, "persons", 2023, "11", reference="12")
    file.case("counts within one, two off", "not_met", {**counts, "tolerance": "1"}, "persons", 2023, "14", reference="12")
    file.case("no tolerance at all: the same", "met", {**near_rule, "tolerance": "0"}, "percent", 2023, "41.2", reference="41.2")
    file.case("no tolerance at all: a last digit off", "not_met", {**near_rule, "tolerance": "0"}, "percent", 2023, "41.3", reference="41.2")
    file.case("no tolerance at all: two last digits off", "not_met", {**near_rule, "tolerance": "0"}, "percent", 2023, "41.4", reference="41.2")
    file.case("in any year: the baseline year", "met", rule, "percent", 2020, "30.5", reference="30.5")
    file.case("in any year: before the plan", "not_met", rule, "percent", 2001, "30", reference="30.5")
    file.case("in any year: after the plan", "met", rule, "percent", 2026, "31.5", reference="30.5")
    file.case("history does no harm", "met", rule, "percent", 2023, "30.5", [(2020, "1"), (2020, "2"), (2022, "-1")], reference="30.5")
    file.case("no value of the other quantity", "no_reference", rule, "percent", 2023, "30.5")
    file.case("no value of the other quantity, within a tolerance", "no_reference", near_rule, "percent", 2023, "30.5")
    file.case("no value of the other quantity, though 100 percent could not be less", "no_reference", rule, "percent", 2023, "100")
    file.case("nothing was reported", "no_value", rule, "percent", 2023, None, reference="30.5")
    file.case("nothing was reported of either", "no_value", rule, "percent", 2023, None)
    file.case("an impossible value", "impossible_value", rule, "percent", 2023, "130.5", reference="30.5")
    file.case("an impossible value and no other", "impossible_value", near_rule, "percent", 2023, "-30.5")
    for tolerance, other in [(None, "30.5"), (None, "7"), ("2", "41.2"), ("0.75", "50.00")]:
        shape = {"indicator": "vectors.other.percent", **({"tolerance": tolerance} if tolerance else {})}
        ends = [0] if tolerance is None else [-number(tolerance), number(tolerance)]
        for end in ends:
            for name, value in around(number(other) + end, "percent", decimals(other)):
                side = "" if tolerance is None else f", {'lower' if end < 0 else 'upper'} end of {tolerance}"
                file.case(f"against {other}{side}: {name}", None, shape, "percent", 2024, value, reference=other)
    draw = random.Random(f"{SEED} reference")
    for turn in range(15):
        digits = draw.randint(0, 3)
        other, shape, end = drawn(draw, 20, 80, digits), {"indicator": "vectors.other.percent"}, Fraction(0)
        if turn % 2:
            shape["tolerance"] = drawn(draw, 0, 4, draw.randint(0, 2))
            end = draw.choice((-1, 1)) * number(shape["tolerance"])
        file.case(f"drawn {turn + 1}", None, shape, "percent", draw.randint(2019, 2027), near(draw, number(other) + end, "percent", digits + draw.randint(0, 2)), reference=other)


def gaps():
    file = Rules("gap", ["A gap that is smaller than at the baseline; value and history are gaps."])
    towns = {"of": "vectors.other.per_100k_live_births", "between": ["urban", "rural"], "baseline_year": 2020}
    unit, clause = "per_100k_live_births", "孕产妇死亡率城乡差距缩小"
    for year, value, stated, why in [
        (2024, "3.4", "met", "China 2024"),
        (2023, "4.5", "not_met", "China 2023, wider"),
        (2023, "4.4", "not_met", "an equal gap has not narrowed"),
        (2023, "4.40", "not_met", "an equal gap with a zero"),
        (2023, "4.3", "met", "a last digit narrower"),
        (2023, "4.2", "met", "two last digits narrower are surely narrower"),
        (2023, "4.39999999999999999999999999", "met", "narrower in the last of many digits"),
        (2023, "4.40000000000000000000000001", "not_met", "wider in the last of many digits"),
        (2021, "0", "met", "no gap any more"),
        (2030, "4.0", "met", "after the plan the baseline stays what it is"),
    ]:
        file.case(f"maternal mortality, 4.4 in 2020: {why}", stated, towns, unit, year, value, {2020: "4.4"}, note=clause)
    sexes = {"of": "vectors.other.percent", "between": ["male", "female"], "baseline_year": 2020}
    file.case("science literacy: narrower", "met", sexes, "percent", 2025, "3.1", {2020: "4.2"}, note="男女两性科学素质水平差距显著缩小")
    file.case("science literacy: a gap of 4 may have been 4.4", "met", sexes, "percent", 2025, "4", {2020: "4.2"})
    file.case("science literacy: the digits of the baseline count", "not_met", sexes, "percent", 2025, "4.4", {2020: "4"})
    counties = {"of": "vectors.other.per_100k_live_births", "across": "county", "baseline_year": 2020}
    file.case("across counties: narrower", "met", counties, unit, 2025, "6.1", {2020: "7.0"}, note="区域差距缩小")
    file.case("across counties: wider", "not_met", counties, unit, 2025, "7.6", {2020: "7.0"}, note="区域差距缩小")
    hours = {"of": "vectors.other.hours_per_day", "between": ["female", "male"], "baseline_year": 2020}
    file.case("housework: an hour less apart", "met", hours, "hours_per_day", 2025, "1.5", {2020: "2.5"}, note="缩小两性家务劳动时间差距")
    file.case("housework: half an hour more apart", "not_met", hours, "hours_per_day", 2025, "3.0", {2020: "2.5"})
    file.case("no gap before: it cannot narrow", "not_met", sexes, "percent", 2025, "0", {2020: "0"})
    file.case("no gap before, and one now", "not_met", sexes, "percent", 2025, "0.1", {2020: "0"})
    file.case("no gap before as it was rounded, and none now", "not_met", sexes, "percent", 2025, "0.0", {2020: "0.0"})
    file.case("the widest gap there is", "not_met", sexes, "percent", 2025, "100", {2020: "99"})
    other = {"of": "vectors.other.persons", "between": ["male", "female"], "baseline_year": 2020}
    file.case("a gap of counts is exact: equal", "not_met", other, "persons", 2025, "7", {2020: "7"})
    file.case("a gap of counts is exact: one less", "met", other, "persons", 2025, "6", {2020: "7"})
    file.case("another baseline year", "met", {**sexes, "baseline_year": 2018}, "percent", 2020, "4", {2018: "5", 2020: "1"})
    file.case("the years between do not matter", "met", sexes, "percent", 2023, "4", {2020: "5", 2021: "50", 2022: "-1"})
    file.case("nothing was reported", "no_value", towns, unit, 2023, None, {2020: "4.4"})
    file.case("no gap is known for the baseline year", "no_baseline", towns, unit, 2023, "4.0", {2019: "4.4", 2021: "4.4"})
    file.case("two gaps for the baseline year", "conflicting_values", towns, unit, 2023, "4.0", [(2020, "4.4"), (2020, "4.5")])
    file.case("two gaps for the baseline year that are one", "met", towns, unit, 2023, "4.0", [(2020, "4.4"), (2020, "4.40")])
    file.case("in the baseline year", "not_after_baseline", towns, unit, 2020, "4.0", {2020: "4.4"})
    file.case("before the baseline year", "not_after_baseline", towns, unit, 2010, "4.0", {2020: "4.4"})
    file.case("a negative gap", "impossible_value", towns, unit, 2023, "-4.0", {2020: "4.4"})
    file.case("a negative gap at the baseline", "impossible_value", towns, unit, 2023, "4.0", {2020: "-4.4"})
    file.case("a gap of half a person", "impossible_value", other, "persons", 2023, "0.5", {2020: "7"})
    for baseline in ("4.4", "12", "0.50"):
        for name, value in around(number(baseline), "percent", decimals(baseline)):
            file.case(f"{baseline} before: {name}", None, sexes, "percent", 2024, value, {2020: baseline})
    draw = random.Random(f"{SEED} gap")
    for turn in range(12):
        digits = draw.randint(0, 3)
        baseline = drawn(draw, 0, 30, digits)
        file.case(f"drawn {turn + 1}", None, sexes, "percent", draw.randint(2021, 2028), near(draw, number(baseline), "percent", draw.randint(0, 4)), {2020: baseline})


def attestations():
    file = Rules("attested", ["Done or not done, as somebody in charge attests: a value of 1 or 0 in the unit done."])
    for value, stated, why in [
        ("1", "met", "done"),
        ("0", "not_met", "not done"),
        ("1.0", "met", "done, with a zero"),
        ("0.00", "not_met", "not done, with zeros"),
        ("0.5", "impossible_value", "half done is no answer"),
        ("2", "impossible_value", "done twice is no answer"),
        ("-1", "impossible_value", "undone is no answer"),
        ("0.9999999999999999999999999999", "impossible_value", "nearly done is no answer"),
        (None, "no_value", "nobody attested"),
    ]:
        file.case(why, stated, {}, "done", 2023, value, note="家庭教育指导服务体系基本建成")
    for year in (2015, 2020, 2021, 2025, 2026):
        file.case(f"done in {year}", "met", {}, "done", year, "1")
        file.case(f"not done in {year}", "not_met", {}, "done", year, "0")
    file.case("nobody attested after the plan", "no_value", {}, "done", 2026, None)
    file.case("what was attested before does not count", "not_met", {}, "done", 2023, "0", {2022: "1"})
    file.case("nor does it stand for a year without an attestation", "no_value", {}, "done", 2023, None, {2022: "1"})
    file.case("two different attestations of another year do no harm", "met", {}, "done", 2023, "1", [(2022, "1"), (2022, "0")])
    file.case("nor does an impossible one", "met", {}, "done", 2023, "1", {2022: "7"})


def reports():
    file = Rules("reported", ["No promise: a quantity that is reported for others to be compared with."])
    file.case("women among the members", "no_promise", {}, "percent", 2023, "30.5", note="女党员保持合理比例")
    file.case("nothing", "no_promise", {}, "percent", 2023, "0")
    file.case("everything", "no_promise", {}, "percent", 2023, "100")
    file.case("in the baseline year", "no_promise", {}, "percent", 2020, "30.5")
    file.case("after the plan", "no_promise", {}, "percent", 2026, "30.5")
    file.case("with a history", "no_promise", {}, "percent", 2023, "30.5", {2020: "30.0"})
    file.case("a count", "no_promise", {}, "persons", 2023, "3")
    file.case("hours", "no_promise", {}, "hours_per_day", 2023, "2.5", note="家务劳动时间")
    file.case("nothing was reported", "no_value", {}, "percent", 2023, None)
    file.case("an impossible share", "impossible_value", {}, "percent", 2023, "130.5")
    file.case("half a person", "impossible_value", {}, "persons", 2023, "2.5")
    file.case("25 hours a day", "impossible_value", {}, "hours_per_day", 2023, "25")


# --- Progress methods ----------------------------------------------------------------------------------------------------------------


def significant(figure, digits=12):
    """A number to so many significant digits, in plain digits and without zeros at the end."""
    if figure == 0:
        return "0"
    rounded = figure.quantize(Decimal(1).scaleb(figure.adjusted() - digits + 1))
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def reaches(figure, threshold):
    """Whether a figure is on a threshold or above it; in the thirteenth digit it may be off by rounding."""
    return figure >= threshold - abs(threshold) * Decimal("1e-12")


def reached(goal, text, least=None):
    """Whether a value meets the goal's target; `least` stands for a target of 0."""
    if "value" not in goal:
        return False
    value, target = number(text), number(goal["value"])
    if target == 0 and least is not None:
        target = least
    if goal["direction"] == "down":
        return value < target if goal.get("strict") else value <= target
    return value > target if goal.get("strict") else value >= target


def no_verdict(ground, year=None):
    return {"status": "not_available", "ground": ground, **({} if year is None else {"year": year})}


NEARLY_ZERO = Decimal("0.001")


class Growth:
    """The growth a year since the base, which two of the methods ask for; or why there is none."""

    def __init__(self, known, goal):
        self.why_not = None
        self.newest_year, newest = known[-1]
        since_base = [point for point in known if point[0] >= goal.get("base_year", 2015)]
        if not since_base:
            self.why_not = "base_after_newest"
            return
        self.base_year, base = since_base[0]
        if self.base_year == self.newest_year:
            self.why_not = "one_year_only"
            return
        self.newest = Decimal(newest)
        self.base = Decimal(base) or NEARLY_ZERO
        quotient = self.newest / self.base
        if quotient < 0:
            self.why_not = "opposite_signs"
            return
        self.rate = root(quotient, self.newest_year - self.base_year) - 1
        sign = -1 if self.base < 0 else 1
        self.wanted = sign * self.rate * (1 if goal["direction"] == "up" else -1)


def root(figure, degree):
    return figure if degree == 1 else figure ** (Decimal(1) / degree)


def target_year(goal):
    return goal.get("year") if goal["aim"] in ("reach", "keep") else None


def statcan(known, goals, year):
    (goal,) = goals
    if not known:
        return no_verdict("no_value")
    growth = Growth(known, goal)
    achieved = reached(goal, known[-1][1], Fraction(1, 1000))
    told = {"year": known[-1][0]}
    without = {"status": "target_achieved", "ground": "target_met", **told, "score": "5"}
    if growth.why_not:
        if achieved and growth.why_not != "base_after_newest":
            return without
        return no_verdict(growth.why_not, known[-1][0])
    if "value" not in goal:
        status, score = statcan_alone(growth, goal.get("natural_limit"))
        return {"status": status, "ground": "growth_alone", **told, "value": significant(growth.wanted), "score": significant(score)}
    ground, ratio = None, None
    target = Decimal(goal["value"]) or NEARLY_ZERO
    if target_year(goal) is None:
        ground = "no_target_year"
    elif target_year(goal) <= growth.base_year:
        ground = "target_year_over"
    elif target / growth.base < 0:
        ground = "opposite_signs"
    else:
        required = abs(root(target / growth.base, target_year(goal) - growth.base_year) - 1)
        ratio = growth.wanted / required if required else Decimal("Infinity").copy_sign(growth.wanted)
    if ground:
        return without if achieved else no_verdict(ground, known[-1][0])
    status, score = ("target_achieved", Decimal(5)) if achieved else statcan_ratio(ratio)
    value = {} if ratio.is_infinite() else {"value": significant(ratio)}
    ground = "target_met" if achieved else "growth_against_required"
    return {"status": status, "ground": ground, **told, **value, "score": significant(score)}


def statcan_ratio(ratio):
    if reaches(ratio, Decimal("0.6")):
        score = min(Decimal("7.1429") * ratio - Decimal("4.2857"), Decimal(5))
    else:
        score = max(Decimal("4.1667") * ratio - Decimal("2.5"), Decimal(-5))
    if reaches(ratio, Decimal("0.95")):
        return "substantial_progress", score
    if reaches(ratio, Decimal("0.6")):
        return "moderate_progress", score
    return ("limited_progress" if ratio >= 0 else "deterioration"), score


def statcan_alone(growth, natural_limit):
    wanted, factor = growth.wanted, Decimal(1)
    if natural_limit is not None:
        base, limit = abs(growth.base), abs(Decimal(natural_limit))
        if base <= limit:
            factor = 1 - (base / limit) ** Decimal("4.44")
        elif base < 2 * limit:
            factor = 1 - ((2 * limit - base) / limit) ** Decimal("4.44")
    if wanted < 0:
        return "deterioration", max(125 * wanted - Decimal("2.5"), Decimal(-5))
    if factor == 0:
        return "substantial_progress", Decimal(5)
    if reaches(wanted, Decimal("0.015") * factor):
        return "substantial_progress", min(500 * wanted / factor - 5, Decimal(5))
    if reaches(wanted, Decimal("0.005") * factor):
        return "moderate_progress", 250 * wanted / factor - Decimal("1.25")
    return "limited_progress", 500 * wanted / factor - Decimal("2.5")


def un(known, goals, year):
    (goal,) = goals
    if not known:
        return no_verdict("no_value")
    growth = Growth(known, goal)
    met = reached(goal, known[-1][1])
    told = {"year": known[-1][0]}
    if growth.why_not:
        return {"status": "met_or_on_track", "ground": "target_met", **told} if met else no_verdict(growth.why_not, known[-1][0])

    def word(figure, better, good):
        if reaches(figure, better):
            return "met_or_on_track"
        return "acceleration_needed" if reaches(figure, good) else "stagnation_or_regression"

    if "value" not in goal:
        status = word(growth.wanted, Decimal("0.02"), Decimal("0.005"))
        return {"status": status, "ground": "growth_alone", **told, "value": significant(growth.wanted)}
    ground, share = None, None
    if target_year(goal) is None:
        ground = "no_target_year"
    elif target_year(goal) < growth.newest_year:
        ground = "target_year_over"
    else:
        expected = growth.newest * (1 + growth.rate) ** (target_year(goal) - growth.newest_year)
        way = Decimal(goal["value"]) - growth.base
        if (way > 0) if goal["direction"] == "up" else (way < 0):
            share = (expected - growth.base) / way
    value = {} if share is None else {"value": significant(share)}
    if met:
        return {"status": "met_or_on_track", "ground": "target_met", **told, **value}
    if ground:
        return no_verdict(ground, known[-1][0])
    status = "stagnation_or_regression" if share is None else word(share, Decimal("0.95"), Decimal("0.1"))
    return {"status": status, "ground": "projection", **told, **value}


WEATHER = ["sun", "light_cloud", "cloud", "thunderstorm"]


def destatis(known, goals, year):
    if len(goals) == 1:
        return destatis_one(known, goals[0], year)
    every_year = [goal for goal in goals if goal["aim"] in ("keep", "improve_every_year")]
    dated = [goal for goal in goals if goal not in every_year and goal.get("year") is not None]
    dateless = [goal for goal in goals if goal not in every_year and goal.get("year") is None]
    ahead = [goal["year"] for goal in dated if goal["year"] >= year]
    due = [goal for goal in dated if ahead and goal["year"] == min(ahead)]
    answers = [destatis_one(known, goal, year) for goal in every_year + dateless + due]
    seen = [answer for answer in answers if answer["status"] in WEATHER]
    if seen:
        return max(seen, key=lambda answer: WEATHER.index(answer["status"]))
    return answers[0] if answers else no_verdict("target_year_over")


def destatis_one(known, goal, year):
    if not known:
        return no_verdict("no_value")
    newest_year, newest_text = known[-1]
    if goal.get("year") is not None and goal["year"] < newest_year:
        return no_verdict("target_year_over", newest_year)
    points = known[-6:]
    if len(points) < 6:
        run = 1
        while run < len(points) and points[-run - 1][0] + 1 == points[-run][0]:
            run += 1
        if run < 4:
            return no_verdict("too_few_years", newest_year)
        points = points[-run:]
    newest = number(newest_text)
    mean = (newest - number(points[0][1])) / (newest_year - points[0][0])
    turn = 1 if goal["direction"] == "up" else -1
    way, last = turn * mean, turn * (newest - number(points[-2][1]))
    met = reached(goal, newest_text)
    told = {"year": newest_year}

    def level():
        if met:
            return "light_cloud" if way < 0 else "sun"
        return "cloud" if way > 0 else "thunderstorm"

    if goal["aim"] in ("improve", "improve_every_year"):
        if way > 0:
            status = "sun" if last > 0 else "light_cloud"
        else:
            status = "cloud" if last > 0 else "thunderstorm"
        return {"status": status, "ground": "average_and_last_change", **told, "value": fraction(mean)}
    if goal["aim"] == "keep":
        return {"status": level(), "ground": "level_and_trend", **told, "value": fraction(newest)}
    projected = newest + mean * (goal["year"] - newest_year)
    told["value"] = fraction(projected)
    if met or any(reached(goal, text) for when, text in known if when >= goal.get("base_year", 0)):
        return {"status": level(), "ground": "level_and_trend", **told}
    distance = turn * (number(goal["value"]) - newest)
    missing = turn * (number(goal["value"]) - projected)
    # Not met and no way left is a target that has to be passed: only passing it is reaching it.
    if missing < distance / 20:
        status = "sun"
    elif distance > 0 and missing <= distance / 5:
        status = "light_cloud"
    else:
        status = "cloud" if way > 0 else "thunderstorm"
    return {"status": status, "ground": "projection", **told}


def fraction(figure):
    return significant(Decimal(figure.numerator) / figure.denominator)


class Series(Vectors):
    """Cases of one progress method."""

    def __init__(self, method, about):
        super().__init__(method.__name__, about)
        self.method = method

    def case(self, name, stated, points, goals, year, source=None, official=None):
        """One case. `stated` is the status, or the ground if there is none; `official` holds what was published."""
        points = sorted(points.items())
        goals = goals if isinstance(goals, list) else [goals]
        expect = self.method([point for point in points if point[0] <= year], goals, year)
        found = expect["ground"] if expect["status"] == "not_available" else expect["status"]
        assert stated in (None, found), f"{self.name}: {name}: stated {stated}, calculated {expect}"
        for key, published in (official or {}).items():
            calculated = expect.get(key)
            if published == "" or calculated is None:
                assert published == "" and calculated is None, f"{self.name}: {name}: {key} {published!r}, calculated {calculated}"
                continue
            off = abs(Decimal(calculated) - Decimal(published))
            assert off <= Decimal("1e-10") * max(1, abs(Decimal(published))), f"{self.name}: {name}: {key} off by {off}"
        case = {"name": name}
        if source:
            case["source"] = source
        case["points"] = [{"year": when, "value": text} for when, text in points]
        case.update({"goal": goals[0]} if len(goals) == 1 else {"goals": goals})
        case.update(year=year, expect=expect)
        self.put(case)


def goal(aim, direction, value=None, year=None, base_year=None, **more):
    """A goal under its keys, without those that are none."""
    keys = {"aim": aim, "direction": direction, "value": value, "year": year, "base_year": base_year, **more}
    return {key: each for key, each in keys.items() if each is not None}


def table(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def canadian():
    file = Series(statcan, ["Statistics Canada's method: the growth seen over the growth required."])
    for row in table("official-statcan.csv"):
        points = {int(row[f"{which}_year"]): row[which] for which in ("base", "newest") if row[which]}
        aim = "reach" if row["target"] else "improve"
        asked = goal(aim, row["direction"], row["target"] or None, int(row["target_year"]), int(row["base_year"]), natural_limit=row["natural_limit"] or None)
        stated = row["status"] if row["status"] != "not_available" else ("one_year_only" if points else "no_value")
        file.case(
            f"official: {row['series']}, {row['newest_year'] or 'no value'}, published {row['published']}",
            stated,
            points,
            asked,
            int(row["newest_year"] or 2024),
            source="Statistics Canada, Canadian Indicator Framework, progress measures",
            official={"value": row["value"], "score": row["score"]},
        )

    def reach(direction, value, year, base_year=2020, **more):
        return goal("reach", direction, value, year, base_year, **more)

    doubling = reach("up", "200", 2021)
    for newest, status, why in [
        ("195", "substantial_progress", "R is 0.95"),
        ("194.9999", "moderate_progress", "R is just below 0.95"),
        ("160", "moderate_progress", "R is 0.6"),
        ("159.9999", "limited_progress", "R is just below 0.6"),
        ("100", "limited_progress", "R is 0"),
        ("99.9999", "deterioration", "R is just below 0"),
        ("40.1", "deterioration", "the score is just above -5"),
        ("39.9", "deterioration", "the score stays at -5"),
        ("200", "target_achieved", "on the target"),
        ("200.00", "target_achieved", "on the target with zeros"),
        ("300", "target_achieved", "beyond the target, and the score stays at 5"),
        ("0", "deterioration", "down to 0"),
    ]:
        file.case(f"100, and 200 asked for a year later: {newest}, {why}", status, {2020: "100", 2021: newest}, doubling, 2021)
    file.case("a target that has to be passed is not achieved by itself", "substantial_progress", {2020: "100", 2021: "200"}, {**doubling, "strict": True}, 2021)
    file.case("less is better: half the growth required", "limited_progress", {2020: "100", 2021: "75"}, reach("down", "25", 2022), 2021)
    file.case("less is better: the wrong way", "deterioration", {2020: "100", 2021: "125"}, reach("down", "25", 2022), 2021)
    file.case("achieved, although it got worse", "target_achieved", {2020: "5", 2021: "7"}, reach("down", "8.2", 2025), 2021)
    file.case("the base met the target, the newest value does not", "deterioration", {2020: "8", 2021: "12"}, reach("down", "10", 2021), 2021)
    file.case("base and target are the same: infinitely much of no growth", "deterioration", {2020: "10", 2021: "12"}, reach("down", "10", 2022), 2021)
    file.case("one year only, and not achieved", "one_year_only", {2020: "9"}, reach("down", "8.2", 2025), 2020)
    file.case("one year only, and achieved", "target_achieved", {2020: "8.2"}, reach("down", "8.2", 2025), 2020)
    file.case("one year only since the base year, and achieved", "target_achieved", {2018: "20", 2023: "8"}, reach("down", "8.2", 2025), 2023)
    file.case("every value is older than the base year", "base_after_newest", {2016: "9", 2019: "8.5"}, reach("down", "8.2", 2025), 2022)
    file.case("every value is older than the base year, although it is achieved", "base_after_newest", {2016: "9", 2019: "8"}, reach("down", "8.2", 2025), 2022)
    file.case("no value", "no_value", {}, reach("down", "8.2", 2025), 2022)
    file.case("no value yet", "no_value", {2023: "9"}, reach("down", "8.2", 2025), 2022)
    file.case("values after the year are not known", "limited_progress", {2020: "10", 2021: "9.9", 2024: "1"}, reach("down", "8.2", 2025), 2022)
    file.case("the base is the next later year", "substantial_progress", {2018: "100", 2022: "10", 2023: "9"}, reach("down", "8.2", 2025), 2023)
    file.case("without a base year it is 2015", "moderate_progress", {2010: "1", 2015: "100", 2020: "103"}, goal("improve", "up"), 2020)
    file.case("opposite signs, and not achieved", "opposite_signs", {2020: "-1", 2022: "2"}, reach("up", "3", 2025), 2022)
    file.case("opposite signs, and achieved", "target_achieved", {2020: "-1", 2022: "4"}, reach("up", "3", 2025), 2022)
    file.case("base and target of opposite signs", "opposite_signs", {2020: "-3", 2022: "-2"}, reach("up", "1", 2025), 2022)
    file.case("base and target of opposite signs, and achieved", "target_achieved", {2020: "3", 2022: "2"}, reach("up", "-1", 2025), 2022)
    file.case("a negative base that rises towards 0", "substantial_progress", {2020: "-10", 2022: "-8"}, goal("improve", "up", base_year=2020), 2022)
    file.case("a negative base that falls", "deterioration", {2020: "-10", 2022: "-12"}, goal("improve", "up", base_year=2020), 2022)
    file.case("a base of 0 is 0.001", "substantial_progress", {2020: "0", 2022: "2"}, reach("up", "10", 2025), 2022)
    file.case("a base of 0 that stays: all of 0.001 was lost", "deterioration", {2020: "0", 2022: "0"}, reach("up", "10", 2025), 2022)
    file.case("a target of 0 is 0.001, and reached by it", "target_achieved", {2020: "5", 2022: "0.001"}, reach("down", "0", 2025), 2022)
    file.case("a target of 0 is reached by 0", "target_achieved", {2020: "5", 2022: "0"}, reach("down", "0", 2025), 2022)
    file.case("a target of 0 is not reached by more than 0.001", "substantial_progress", {2020: "5", 2022: "0.0011"}, reach("down", "0", 2025), 2022)
    file.case("a target of 0 where more is better is not reached by 0", "deterioration", {2020: "0.002", 2022: "0"}, reach("up", "0", 2025), 2022)
    file.case("a target year that is that of the base", "target_year_over", {2020: "10", 2021: "9"}, reach("down", "8.2", 2020), 2021)
    file.case("a target year before the base, and achieved", "target_achieved", {2020: "10", 2021: "8"}, reach("down", "8.2", 2019), 2021)
    file.case("a target year in the past is one all the same", "moderate_progress", {2015: "10", 2023: "8.4"}, reach("down", "8.2", 2022, 2015), 2023)
    file.case("a value to be kept, without a last year", "no_target_year", {2020: "10", 2021: "9"}, goal("keep", "down", "8.2", base_year=2020), 2021)
    file.case("a value to be kept, without a last year, and achieved", "target_achieved", {2020: "10", 2021: "8"}, goal("keep", "down", "8.2", base_year=2020), 2021)
    file.case("a value to be kept up to a year", "substantial_progress", {2020: "10", 2021: "9"}, goal("keep", "down", "8.2", 2025, 2020), 2021)
    for newest, status, why in [
        ("1015", "substantial_progress", "1.5 percent"),
        ("1014.9999", "moderate_progress", "just below 1.5 percent"),
        ("1005", "moderate_progress", "0.5 percent"),
        ("1004.9999", "limited_progress", "just below 0.5 percent"),
        ("1000", "limited_progress", "no growth"),
        ("999.9999", "deterioration", "a little less"),
        ("1020", "substantial_progress", "2 percent, where the score ends"),
        ("980", "deterioration", "-2 percent, where the score ends"),
        ("975", "deterioration", "-2.5 percent"),
    ]:
        file.case(f"a year of growth from 1000 without a target: {why}", status, {2020: "1000", 2021: newest}, goal("improve", "up", base_year=2020), 2021)
    file.case("1.5 percent a year over two years", "substantial_progress", {2020: "1000", 2022: "1030.225"}, goal("improve", "up", base_year=2020), 2022)
    file.case("0.5 percent a year over three years", "moderate_progress", {2020: "1000", 2023: "1015.075125"}, goal("improve", "up", base_year=2020), 2023)
    file.case("every year better is asked as a direction", "substantial_progress", {2020: "1000", 2021: "980"}, goal("improve_every_year", "down", year=2025, base_year=2020), 2021)
    for base, newest, limit, status, why in [
        ("50", "50.5", "100", "moderate_progress", "half way to the limit"),
        ("90", "90.9", "100", "substantial_progress", "near the limit, a percent is much"),
        ("100", "101", "100", "substantial_progress", "on the limit, anything is"),
        ("100", "100", "100", "substantial_progress", "on the limit, even nothing is"),
        ("100", "99", "100", "deterioration", "on the limit, and less"),
        ("150", "151.5", "100", "moderate_progress", "beyond the limit"),
        ("200", "202", "100", "moderate_progress", "twice the limit: none applies"),
        ("300", "303", "100", "moderate_progress", "more than that"),
        ("50", "50.1", "100", "limited_progress", "little growth"),
    ]:
        file.case(f"a natural limit of {limit}, from {base} to {newest}: {why}", status, {2020: base, 2021: newest}, goal("improve", "up", base_year=2020, natural_limit=limit), 2021)
    file.case("with a target, the natural limit does not matter", "limited_progress", {2020: "50", 2021: "51"}, reach("up", "90", 2025, natural_limit="100"), 2021)
    draw = random.Random(f"{SEED} statcan")
    for turn in range(12):
        base, newest, year = drawn(draw, 5, 90, 1), drawn(draw, 5, 90, 1), draw.randint(2021, 2025)
        direction = draw.choice(("up", "down"))
        asked = reach(direction, drawn(draw, 5, 90, 1), 2030) if turn % 3 else goal("improve", direction, base_year=2020)
        file.case(f"drawn {turn + 1}", None, {2020: base, year: newest}, asked, year)


def german():
    file = Series(destatis, ["Destatis' method: weather symbols, from the trend of six points carried on."])
    series = {}
    for row in table("official-destatis-series.csv"):
        series.setdefault(row["indicator"], {})[int(row["year"])] = row["value"]
    for row in table("official-destatis.csv"):
        asked = goal(row["aim"], "down", row["value"], int(row["target_year"]))
        year = int(row["year"])
        points = {when: value for when, value in series[row["indicator"]].items() if when <= year}
        file.case(
            f"official: {row['indicator']}, target {row['target']}, {year}",
            row["symbol"] or "target_year_over",
            points,
            asked,
            year,
            source="Federal Statistical Office of Germany, Indicators of the German Sustainable Development Strategy",
        )

    def years(first, *values):
        return {first + off: value for off, value in enumerate(values) if value is not None}

    falling = years(2015, "20", "19", "18", "17", "16", "15")
    for target, year, status, why in [
        ("10", 2025, "sun", "reached exactly"),
        ("9", 2025, "light_cloud", "a sixth is missing"),
        ("8.75", 2025, "light_cloud", "a fifth is missing"),
        ("8.74", 2025, "cloud", "a little more than a fifth is missing"),
        ("14", 2021, "sun", "reached in a year"),
        ("9.8", 2025, "sun", "less than a twentieth is missing"),
        ("0", 2025, "cloud", "far away"),
        ("15", 2025, "sun", "reached already"),
        ("20", 2025, "sun", "reached from the start"),
        ("14", 2020, "cloud", "it is the target year, and all is missing"),
    ]:
        file.case(f"from 20 to 15 in five years, {target} by {year}: {why}", status, falling, goal("reach", "down", target, year), 2020)
    file.case("a twentieth exactly is missing: no sun any more", "light_cloud", years(2015, "20", "19", "18", "17", "16", "15"), goal("reach", "down", "-5", 2039), 2020)
    file.case("the target year is over", "target_year_over", falling, goal("reach", "down", "10", 2019), 2020)
    file.case("the target year is over, but the newest value is older", "cloud", falling, goal("reach", "down", "10", 2021), 2022)
    file.case("an older value in the year of the target", "cloud", falling, goal("reach", "down", "10", 2022), 2022)
    rising = years(2015, "10", "11", "12", "13", "14", "15")
    file.case("moving away", "thunderstorm", rising, goal("reach", "down", "8", 2025), 2020)
    file.case("moving away, up", "thunderstorm", falling, goal("reach", "up", "25", 2025), 2020)
    file.case("up, reached by then", "sun", rising, goal("reach", "up", "20", 2025), 2020)
    file.case("up, a fifth is missing", "light_cloud", rising, goal("reach", "up", "21.25", 2025), 2020)
    flat = years(2015, "10", "12", "8", "9", "11", "10")
    file.case("no trend, and a target ahead", "thunderstorm", flat, goal("reach", "down", "9.5", 2025, 2020), 2020)
    file.case("no trend, and a target that was met in a year between", "thunderstorm", flat, goal("reach", "down", "8", 2025), 2020)
    file.case("met in a year before the base year does not count, though it is one of the six points", "thunderstorm", years(2014, "7", "12", "11.8", "11.6", "11.4", "11.2"), goal("reach", "down", "8", 2025, 2015), 2019)
    file.case("met before, lost since, moving towards it again", "cloud", years(2013, "7", "13", "12.8", "12.6", "12.4", "12.2", "12"), goal("reach", "down", "8", 2045), 2019)
    file.case("met before, but not since the base year: projected", "sun", years(2013, "7", "13", "12.8", "12.6", "12.4", "12.2", "12"), goal("reach", "down", "8", 2045, 2014), 2019)
    file.case("reached and moving away", "light_cloud", rising, goal("reach", "down", "16", 2025), 2020)
    file.case("to be kept: reached and better", "sun", falling, goal("keep", "down", "15", 2030), 2020)
    file.case("to be kept: reached and level", "sun", flat, goal("keep", "down", "10", 2030), 2020)
    file.case("to be kept: reached and worse", "light_cloud", rising, goal("keep", "down", "15"), 2020)
    file.case("to be kept: not reached, moving towards it", "cloud", falling, goal("keep", "down", "14.9"), 2020)
    file.case("to be kept: not reached and level", "thunderstorm", flat, goal("keep", "down", "9"), 2020)
    file.case("to be kept: not reached and worse", "thunderstorm", rising, goal("keep", "down", "9"), 2020)
    file.case("to be kept up to a year that is over", "target_year_over", falling, goal("keep", "down", "15", 2019), 2020)
    file.case("to be kept and passed: the figure itself does not do", "cloud", falling, goal("keep", "down", "15", strict=True), 2020)
    for values, status, why in [
        (("20", "19", "18", "17", "16", "15"), "sun", "average and last change down"),
        (("20", "19", "18", "17", "14", "15"), "light_cloud", "average down, last change up"),
        (("20", "19", "18", "17", "15", "15"), "light_cloud", "average down, last change none"),
        (("10", "11", "12", "13", "14", "13"), "cloud", "average up, last change down"),
        (("10", "11", "12", "13", "14", "10"), "cloud", "average none, last change down"),
        (("10", "11", "12", "13", "14", "15"), "thunderstorm", "both up"),
        (("10", "10", "10", "10", "10", "10"), "thunderstorm", "neither"),
        (("10", "9", "9", "9", "9", "10"), "thunderstorm", "average none, last change up"),
    ]:
        file.case(f"a direction, down: {why}", status, years(2015, *values), goal("improve", "down"), 2020)
    file.case("a direction, up", "sun", rising, goal("improve", "up"), 2020)
    file.case("every year is asked as a direction", "sun", falling, goal("improve_every_year", "down", year=2025), 2020)
    file.case("six points with gaps count by their years", "sun", {2008: "20", 2010: "19", 2012: "18", 2014: "17", 2016: "16", 2018: "15"}, goal("reach", "down", "13", 2022), 2018)
    file.case("six points with gaps: half a point a year", "cloud", {2008: "20", 2010: "19", 2012: "18", 2014: "17", 2016: "16", 2018: "15"}, goal("reach", "down", "12", 2022), 2018)
    file.case("only the last six points count", "sun", years(2010, "1", "2", "3", "4", "5", "20", "19", "18", "17", "16", "15"), goal("reach", "down", "10", 2025, 2015), 2020)
    file.case("five consecutive points", "sun", years(2016, "19", "18", "17", "16", "15"), goal("reach", "down", "10", 2025), 2020)
    file.case("four consecutive points", "sun", years(2017, "18", "17", "16", "15"), goal("reach", "down", "10", 2025), 2020)
    file.case("four consecutive points after a gap: those alone count", "cloud", years(2014, "40", None, None, "15.3", "15.2", "15.1", "15"), goal("reach", "down", "10", 2025), 2020)
    file.case("three points", "too_few_years", years(2018, "17", "16", "15"), goal("reach", "down", "10", 2025), 2020)
    file.case("five points with a gap before the last three", "too_few_years", years(2014, "20", "19", None, None, "17", "16", "15"), goal("reach", "down", "10", 2025), 2020)
    file.case("too few points, although it is reached", "too_few_years", years(2019, "9", "8"), goal("reach", "down", "10", 2025), 2020)
    file.case("no value", "no_value", {}, goal("reach", "down", "10", 2025), 2020)
    file.case("no value yet", "no_value", {2021: "5"}, goal("reach", "down", "10", 2025), 2020)
    file.case("values after the year are not known", "sun", {**falling, 2021: "90"}, goal("reach", "down", "10", 2025), 2020)
    file.case("decimals are exact: 0.1 a year from 0.6 is 0.1 after five", "sun", years(2015, "0.6", "0.5", "0.4", "0.3", "0.2", "0.1"), goal("reach", "down", "0", 2021), 2020)
    interval = [goal("keep", "up", "10"), goal("keep", "down", "16")]
    file.case("an interval: its weaker end", "light_cloud", rising, interval, 2020)
    file.case("an interval: left at its upper end", "thunderstorm", years(2015, "12", "13", "14", "15", "16", "17"), interval, 2020)
    steps = [goal("reach", "down", "10", 2025), goal("reach", "down", "0", 2030)]
    file.case("several targets: those of the next year", "sun", falling, steps, 2020)
    file.case("several targets: the first is over", "cloud", years(2021, "14.5", "14", "13.5", "13", "12.5", "12"), steps, 2026)
    file.case("several targets: all are over", "target_year_over", falling, steps, 2031)
    file.case("several targets of one year: the worst", "cloud", falling, [goal("reach", "down", "10", 2025), goal("reach", "down", "2", 2025)], 2020)


def united_nations():
    file = Series(un, ["The United Nations' Progress Chart: the share of the way that will be covered in the target year."])

    def reach(direction, value, year, base_year=2015, **more):
        return goal("reach", direction, value, year, base_year, **more)

    # One year of growth, and the target a year later: 100 grows to 110, then to 121.
    for target, status, why in [
        ("121", "met_or_on_track", "all of the way"),
        ("122.1", "met_or_on_track", "95 percent, just"),
        ("122.2", "acceleration_needed", "a little less than 95 percent"),
        ("310", "acceleration_needed", "a tenth exactly"),
        ("310.1", "stagnation_or_regression", "less than a tenth"),
        ("110", "met_or_on_track", "reached already"),
        ("105", "met_or_on_track", "passed already"),
        ("100", "met_or_on_track", "reached from the start: no way was left"),
        ("90", "met_or_on_track", "passed from the start"),
    ]:
        file.case(f"100, then 110, and {target} another year later: {why}", status, {2015: "100", 2016: "110"}, reach("up", target, 2017), 2016)
    file.case("exactly 95 percent in the target year", "met_or_on_track", {2015: "100", 2016: "119"}, reach("up", "120", 2016), 2016)
    file.case("just below 95 percent in the target year", "acceleration_needed", {2015: "100", 2016: "118.9999"}, reach("up", "120", 2016), 2016)
    file.case("exactly 10 percent in the target year", "acceleration_needed", {2015: "100", 2016: "102"}, reach("up", "120", 2016), 2016)
    file.case("just below 10 percent in the target year", "stagnation_or_regression", {2015: "100", 2016: "101.9999"}, reach("up", "120", 2016), 2016)
    file.case("no growth", "stagnation_or_regression", {2015: "100", 2016: "100"}, reach("up", "120", 2020), 2016)
    file.case("the wrong way", "stagnation_or_regression", {2015: "100", 2020: "90"}, reach("up", "120", 2030), 2020)
    file.case("maternal mortality: on track", "met_or_on_track", {2015: "20.1", 2020: "16.9", 2023: "15.1"}, reach("down", "12", 2030), 2023)
    file.case("maternal mortality: too slow", "acceleration_needed", {2015: "20.1", 2020: "18.9", 2023: "18.5"}, reach("down", "12", 2030), 2023)
    file.case("maternal mortality: met", "met_or_on_track", {2020: "9", 2023: "8.2"}, reach("down", "8.2", 2025, 2020), 2023)
    file.case("a target that has to be passed is not met by itself", "met_or_on_track", {2020: "9", 2023: "8.2"}, reach("down", "8.2", 2025, 2020, strict=True), 2023)
    file.case("the base met the target, the newest value does not", "stagnation_or_regression", {2015: "8", 2020: "9"}, reach("down", "8.2", 2025), 2020)
    file.case("the base was the target, the newest value is not", "stagnation_or_regression", {2015: "8.2", 2020: "9"}, reach("down", "8.2", 2025), 2020)
    file.case("the base is the next later year", "met_or_on_track", {2010: "1", 2018: "100", 2020: "80"}, reach("down", "65", 2022), 2020)
    file.case("without a base year it is 2015", "met_or_on_track", {2014: "1", 2015: "100", 2020: "80"}, goal("reach", "down", "65", 2025), 2020)
    file.case("the target year itself, missed", "acceleration_needed", {2020: "10", 2025: "9"}, reach("down", "8", 2025, 2020), 2025)
    file.case("the target year is over", "target_year_over", {2020: "10", 2026: "9"}, reach("down", "8", 2025, 2020), 2026)
    file.case("the target year is over, and it is met", "met_or_on_track", {2020: "10", 2026: "8"}, reach("down", "8", 2025, 2020), 2026)
    file.case("the target year is over, but the newest value is older", "acceleration_needed", {2020: "10", 2024: "9"}, reach("down", "8", 2025, 2020), 2027)
    file.case("one year only", "one_year_only", {2020: "9"}, reach("down", "8.2", 2025, 2020), 2023)
    file.case("one year only, and met", "met_or_on_track", {2020: "8"}, reach("down", "8.2", 2025, 2020), 2023)
    file.case("every value is older than the base year", "base_after_newest", {2018: "10", 2019: "9"}, reach("down", "8.2", 2025, 2020), 2023)
    file.case("every value is older than the base year, and it is met", "met_or_on_track", {2018: "10", 2019: "8"}, reach("down", "8.2", 2025, 2020), 2023)
    file.case("no value", "no_value", {}, reach("down", "8.2", 2025), 2023)
    file.case("no value yet", "no_value", {2024: "8"}, reach("down", "8.2", 2025), 2023)
    file.case("opposite signs", "opposite_signs", {2020: "-1", 2022: "2"}, reach("up", "3", 2025, 2020), 2022)
    file.case("opposite signs, and met", "met_or_on_track", {2020: "-1", 2022: "3"}, reach("up", "3", 2025, 2020), 2022)
    file.case("base and target of opposite signs can be asked about", "acceleration_needed", {2020: "-10", 2022: "-5"}, reach("up", "1", 2025, 2020), 2022)
    file.case("a base of 0 is 0.001", "met_or_on_track", {2020: "0", 2022: "2"}, reach("up", "10", 2025, 2020), 2022)
    file.case("a target of 0 stays 0", "acceleration_needed", {2020: "5", 2022: "4"}, reach("down", "0", 2025, 2020), 2022)
    file.case("a target of 0 is not met by 0.001", "met_or_on_track", {2020: "5", 2022: "0.001"}, reach("down", "0", 2025, 2020), 2022)
    file.case("down to 0", "met_or_on_track", {2020: "5", 2022: "0"}, reach("down", "0", 2025, 2020), 2022)
    file.case("a value to be kept, without a last year", "no_target_year", {2020: "10", 2021: "9"}, goal("keep", "down", "8.2", base_year=2020), 2021)
    file.case("a value to be kept, without a last year, and met", "met_or_on_track", {2020: "10", 2021: "8"}, goal("keep", "down", "8.2", base_year=2020), 2021)
    file.case("a value to be kept up to a year", "met_or_on_track", {2020: "10", 2021: "9"}, goal("keep", "down", "8.2", 2025, 2020), 2021)
    for newest, status, why in [
        ("1020", "met_or_on_track", "2 percent"),
        ("1019.9999", "acceleration_needed", "just below 2 percent"),
        ("1005", "acceleration_needed", "0.5 percent"),
        ("1004.9999", "stagnation_or_regression", "just below 0.5 percent"),
        ("1000", "stagnation_or_regression", "no growth"),
        ("900", "stagnation_or_regression", "less"),
    ]:
        file.case(f"a year of growth from 1000 without a target: {why}", status, {2015: "1000", 2016: newest}, goal("improve", "up"), 2016)
    file.case("less is better: 2 percent less", "met_or_on_track", {2015: "1000", 2016: "980"}, goal("improve", "down"), 2016)
    file.case("2 percent a year over two years", "met_or_on_track", {2015: "1000", 2017: "1040.4"}, goal("improve", "up"), 2017)
    file.case("every year better is asked as a direction", "acceleration_needed", {2020: "1000", 2021: "990"}, goal("improve_every_year", "down", year=2025, base_year=2020), 2021)
    file.case("a natural limit does not matter", "acceleration_needed", {2015: "95", 2016: "96"}, goal("improve", "up", natural_limit="100"), 2016)
    draw = random.Random(f"{SEED} un")
    for turn in range(12):
        base, newest, year = drawn(draw, 5, 90, 1), drawn(draw, 5, 90, 1), draw.randint(2021, 2025)
        direction = draw.choice(("up", "down"))
        asked = reach(direction, drawn(draw, 5, 90, 1), 2030, 2020) if turn % 4 else goal("improve", direction, base_year=2020)
        file.case(f"drawn {turn + 1}", None, {2020: base, year: newest}, asked, year)


# --- Intervals -----------------------------------------------------------------------------------------------------------------------

# What a quotient of cases and what they are counted against is multiplied by.
RATES = {
    "percent": 100,
    "gross_percent": 100,
    "per_1k_live_births": 1_000,
    "per_1k_children": 1_000,
    "per_1k_population": 1_000,
    "per_100k_live_births": 100_000,
    "per_100k_children": 100_000,
    "per_100k_workers": 100_000,
}


def bisect(is_above, least, greatest):
    """Where something that is false below a number and true above it turns, to 50 digits."""
    for _ in range(190):
        middle = (least + greatest) / 2
        least, greatest = (least, middle) if is_above(middle) else (middle, greatest)
    return greatest


def pi():
    """Machin's sum: 16 arctan 1/5 − 4 arctan 1/239."""

    def arctan_of_inverse(number_):
        total, power, index = Decimal(0), Decimal(1) / number_, 0
        while power > Decimal("1e-62"):
            total += power / (2 * index + 1) * (-1) ** index
            power, index = power / number_**2, index + 1
        return total

    return 16 * arctan_of_inverse(5) - 4 * arctan_of_inverse(239)


def error_function(x):
    """The sum of 2 ÷ √π · (−1)^n x^(2n+1) ÷ (n! (2n+1))."""
    total, term, index = Decimal(0), x, 0
    while abs(term) > Decimal("1e-58"):
        total += term / (2 * index + 1)
        index += 1
        term = -term * x * x / index
    return 2 * total / ROOT_OF_PI


ROOT_OF_PI = pi().sqrt()
ALPHA = {"95": Decimal("0.05"), "99.8": Decimal("0.002")}
QUANTILE = {
    confidence: bisect(lambda z, alpha=alpha: 1 - error_function(z / Decimal(2).sqrt()) < alpha, Decimal(1), Decimal(4))
    for confidence, alpha in ALPHA.items()
}


def wilson(cases, whole, confidence):
    """The two shares q from which the share seen is z standard errors away: n (p − q)² = z² q (1 − q). Found, not solved."""
    z, share = QUANTILE[confidence], Decimal(cases) / whole

    def is_within(q):
        return whole * (share - q) ** 2 <= z * z * q * (1 - q)

    low = Decimal(0) if cases == 0 else bisect(is_within, Decimal(0), share)
    high = Decimal(1) if cases == whole else bisect(lambda q: not is_within(q), share, Decimal(1))
    return low, high


def byar(cases, confidence):
    z, x, y = QUANTILE[confidence], Decimal(cases), Decimal(cases + 1)
    low = x * (1 - 1 / (9 * x) - z / (3 * x.sqrt())) ** 3
    return low, y * (1 - 1 / (9 * y) + z / (3 * y.sqrt())) ** 3


def at_most(cases, mean):
    """The probability of no more cases than that, as a sum of Poisson's terms."""
    term = total = (-mean).exp()
    for index in range(1, cases + 1):
        term = term * mean / index
        total += term
    return total


def exact_poisson(cases, confidence):
    """The means under which so many cases or more, and so few or fewer, are as rare as half of what the confidence leaves."""
    rare = ALPHA[confidence] / 2
    low = Decimal(0)
    if cases:
        low = bisect(lambda mean: 1 - at_most(cases - 1, mean) > rare, Decimal(0), Decimal(cases))
    return low, bisect(lambda mean: at_most(cases, mean) < rare, Decimal(cases), Decimal(cases + 40))


def interval(unit, cases, against, confidence):
    of, whole = Fraction(cases), Fraction(against)
    if unit not in RATES or of.denominator != 1 or of < 0 or whole <= 0 or (unit == "percent" and of > whole):
        return {"method": "none"}
    count, whole = int(of), Decimal(against)
    if unit == "percent":
        method, (low, high) = "wilson", wilson(count, whole, confidence)
    else:
        method, ends = ("exact_poisson", exact_poisson(count, confidence)) if count < 10 else ("byar", byar(count, confidence))
        low, high = (end / whole for end in ends)
    return {"method": method, "low": significant(low * RATES[unit]), "high": significant(high * RATES[unit])}


def intervals():
    file = Vectors("intervals", ["Intervals of figures that rest on few cases, to twelve significant digits."])

    def case(name, unit, cases, against, confidence):
        expect = interval(unit, cases, against, confidence)
        file.put({"name": name, "unit": unit, "cases": cases, "against": against, "confidence": confidence, "expect": expect})

    for confidence in ALPHA:
        for cases in (0, 1, 2, 3, 5, 8, 9, 10, 11, 20, 117, 1000):
            case(f"{cases} of 62709 births at {confidence} percent", "per_100k_live_births", str(cases), "62709", confidence)
        for cases, whole in [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (9, 10), (10, 10), (2, 3), (81, 263), (850, 1000), (999, 1000), (1, 1_400_000_000), (1_399_999_999, 1_400_000_000), (700_000_000, 1_400_000_000)]:
            case(f"{cases} of a whole of {whole} at {confidence} percent", "percent", str(cases), str(whole), confidence)
        for unit in RATES:
            case(f"4 of 4000, {unit}, at {confidence} percent", unit, "4", "4000", confidence)
            case(f"40 of 4000, {unit}, at {confidence} percent", unit, "40", "4000", confidence)
        case(f"pupils from elsewhere: 4123 of 4000 at {confidence} percent", "gross_percent", "4123", "4000", confidence)
        case(f"pupils from elsewhere: 5 of 4 at {confidence} percent", "gross_percent", "5", "4", confidence)
        case(f"half a person-year to count against, at {confidence} percent", "per_1k_population", "3", "1250.5", confidence)
        case(f"cases written with a point, at {confidence} percent", "per_1k_live_births", "7.0", "2500", confidence)
        case(f"twenty thousand of a country at {confidence} percent", "per_100k_workers", "20000", "1400000000", confidence)
    case("half a case is none", "per_100k_live_births", "2.5", "62709", "95")
    case("a negative number of cases is none", "per_100k_live_births", "-1", "62709", "95")
    case("nothing to count against", "per_100k_live_births", "3", "0", "95")
    case("less than nothing to count against", "per_100k_live_births", "3", "-5", "95")
    case("more than the whole", "percent", "11", "10", "95")
    case("nothing of nothing", "percent", "0", "0", "99.8")
    for unit in GREATEST:
        if unit not in RATES:
            case(f"{unit} is no rate", unit, "3", "100", "95")


# --- The program ---------------------------------------------------------------------------------------------------------------------


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make.py [--check]")
    upper_bounds()
    lower_bounds()
    bands()
    relative_decreases()
    average_annual_changes()
    trends()
    slower_rises()
    references()
    gaps()
    attestations()
    reports()
    canadian()
    german()
    united_nations()
    intervals()
    made = {f"{file.name}.toml": file.text() for file in Vectors.all}
    if not arguments:
        for name, text in made.items():
            (HERE / name).write_bytes(text.encode())
        for file in Vectors.all:
            print(f"{file.name}.toml: {len(file.cases)} cases")
        print(f"{sum(len(file.cases) for file in Vectors.all)} cases in all")
        return
    found = {path.name: path.read_bytes().decode() for path in HERE.glob("*.toml")}
    wrong = sorted(name for name in made.keys() | found.keys() if made.get(name) != found.get(name))
    for name in wrong:
        lines = [each.get(name, "").splitlines(keepends=True) for each in (found, made)]
        sys.stdout.writelines(list(difflib.unified_diff(*lines, f"{name}, as it is", f"{name}, as it is made"))[:40])
    if wrong:
        sys.exit(f"not what make.py makes: {', '.join(wrong)}")


if __name__ == "__main__":
    main(sys.argv[1:])
