"""The probability of missing a target, worked out a second time, and the table of tests/all/outlook_reference.rs.

Written from the definition in src/outlook/drift.rs, not from its code: rational numbers instead of decimals, and Student's t by its closed
forms for one to four degrees of freedom instead of the incomplete beta function. Standard library only.

    python3 tests/outlook/reference.py
"""

import math
import random
from fractions import Fraction as F

WEIGHTS = (3, 2, 1)
CHANGES = 5
YEARS = 10
FLOOR = F(2, 1000)
FADING = 0.25


def student(x, degrees):
    """The distribution function of Student's t."""
    if degrees == 1:
        return 0.5 + math.atan(x) / math.pi
    if degrees == 2:
        return 0.5 + x / (2 * math.sqrt(2 + x * x))
    if degrees == 3:
        return 0.5 + (x / math.sqrt(3) / (1 + x * x / 3) + math.atan(x / math.sqrt(3))) / math.pi
    u = 1 + x * x / 4
    return 0.5 + 0.375 * (x / math.sqrt(u)) * (1 - x * x / (12 * u))


def decimals(text):
    return len(text.split('.')[1]) if '.' in text else 0


class Series:
    """What is known in a year: points are (year, text)."""

    def __init__(self, points, standing):
        self.texts = [text for year, text in points if year <= standing]
        self.points = [(year, F(text)) for year, text in points if year <= standing]
        self.year, self.newest = self.points[-1]
        self.changes = [(b - a, t - s) for (s, a), (t, b) in zip(self.points, self.points[1:])]
        young = sum(year >= self.year - YEARS for year, _ in self.points[:-1])
        rates = [(change / years, years) for change, years in reversed(self.changes)][: min(CHANGES, max(young, 2))]
        weighted = list(zip(WEIGHTS, rates))
        self.pace = sum(w * rate for w, (rate, _) in weighted) / sum(w for w, _ in weighted)
        self.degrees = len(rates) - 1
        self.variance = sum(years * (rate - self.pace) ** 2 for rate, years in rates) / self.degrees

    def carried_on(self):
        """The pace less a quarter of the scatter, towards zero; exact where nothing fades."""
        if self.variance == 0:
            return self.pace
        faded = max(0.0, abs(float(self.pace)) - FADING * math.sqrt(self.variance))
        return faded if self.pace > 0 else -faded

    def half_unit(self, *more):
        return F(1, 2 * 10 ** max(map(decimals, [*self.texts, *more])))


def upper_end(degrees):
    """How many scatters the upper end of an 80 percent interval is away, found by halving."""
    low, high = 0.0, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if student(middle, degrees) < 0.9 else (low, middle)
    return low


def misses_level(points, sign, target, target_year, standing, is_passed=False, is_band=False):
    """The probability, the projected value, the ends of its interval, the pace carried on and the scatter. A direction has to be passed;
    with a band the least scatter is of the projection."""
    series = Series(points, standing)
    left = target_year - series.year
    projected = series.newest + left * F(series.carried_on())
    reach = left * math.sqrt(series.variance + (FLOOR * series.newest) ** 2)
    wide = left * math.sqrt(series.variance + (FLOOR * projected) ** 2) if is_band else reach
    half = series.half_unit(target)
    beyond = sign * (projected - F(target)) + (-half if is_passed else half)
    if wide == 0:
        probability = 0.0 if beyond >= 0 else 1.0
    else:
        probability = student(-float(beyond) / wide, series.degrees)
    away = reach * upper_end(series.degrees)
    ends = (float(projected) - away, float(projected) + away)
    return probability, float(projected), *ends, float(series.carried_on()), math.sqrt(series.variance)


def misses_band(points, low, high, target_year, standing):
    """Missed at either end."""
    at = [misses_level(points, sign, end, target_year, standing, is_band=True) for sign, end in [(1, low), (-1, high)]]
    return min(at[0][0] + at[1][0], 1.0), *at[0][1:]


def misses_kept(points, sign, target, target_year, standing):
    """The greatest of the probabilities of the years to come; 1 if the newest value misses it."""
    series = Series(points, standing)
    years = range(series.year + 1, target_year + 1)
    chances = [misses_level(points, sign, target, year, standing)[0] for year in years]
    if sign * (series.newest - F(target)) < 0:
        chances.append(1.0)
    return max(chances)


def misses_improvement(points, sign, base_year, target_year, standing):
    """Better than in the base year, or the first year with a value after it."""
    base = next(text for year, text in points if year >= base_year)
    return misses_level(points, sign, base, target_year, standing, is_passed=True)[0]


def misses_yearly(points, sign, base_year, target_year, standing):
    values = {year: F(text) for year, text in points if year <= standing}
    # A step that went wrong is certain, and so is one among several that end no better than they began.
    years = sorted(year for year in values if base_year <= year <= target_year)
    if any(sign * (values[after] - values[before]) <= 0 for before, after in zip(years, years[1:])):
        return 1.0
    series = Series(points, standing)
    # Steps before the base year are not asked for.
    left = target_year - max(series.year, base_year)
    pace = float(sign * F(series.carried_on()) - series.half_unit())
    scatter = math.sqrt(series.variance)
    by_pace = student(pace / scatter, series.degrees) if scatter > 0 else float(pace > 0)
    good = [sign * change > 0 if years == 1 else None for change, years in series.changes]
    followed = [after for before, after in zip(good, good[1:]) if before and after is not None]
    by_record = (sum(followed) + 0.5) / (len(followed) + 1)
    return 1 - (by_pace ** left + by_record ** left) / 2


TARGET_YEAR = 2025
BASE_YEAR = 2020

# Points, direction, target.
LEVELS = [
    # Two changes only.
    ('2018:20.1 2019:19.5 2020:19.0', 'down', '17'),
    ('2020:4.0 2021:4.4 2022:4.5', 'up', '4.7'),
    ('2016:8.1 2020:7.7 2022:7.0', 'down', '6.55'),
    # Holes.
    ('2010:30.2 2014:27.5 2018:26.0 2020:25.1', 'down', '22'),
    ('2012:61 2013:63.5 2016:66 2019:66.25 2023:70', 'up', '71'),
    ('2009:12.5 2011:11.9 2012:12.0 2015:10.8 2016:10.1 2019:9.9 2021:9.0', 'down', '8.2'),
    # Flat: on the target, on its wrong side by a digit, and by half of one.
    ('2018:5 2019:5 2020:5', 'down', '5'),
    ('2018:5 2019:5 2020:5', 'down', '4.5'),
    ('2018:5 2019:5 2020:5', 'down', '4'),
    ('2018:5.0 2019:5.0 2020:5.0 2021:5.0 2022:5.0 2023:5.0', 'up', '5.05'),
    ('2018:0 2019:0 2020:0', 'down', '0'),
    ('2018:0 2019:0 2020:0', 'up', '1'),
    # Exact lines: to the target, short of it by a digit, and beyond.
    ('2014:10 2015:12 2016:14 2017:16', 'up', '32'),
    ('2014:10 2015:12 2016:14 2017:16', 'up', '33'),
    ('2014:10 2015:12 2016:14 2017:16', 'up', '31'),
    ('2017:9.1 2018:8.9 2019:8.7 2020:8.5 2021:8.3', 'down', '7.5'),
    ('2017:9.1 2018:8.9 2019:8.7 2020:8.5 2021:8.3', 'down', '7.4'),
    ('2017:9.1 2019:8.7 2020:8.5 2023:7.9', 'down', '7.5'),
    # Half a unit short of the target, as likely missed as met; without any scatter it is met.
    ('2018:0 2020:1 2022:2 2024:3', 'up', '4'),
    ('2018:-3 2020:-2 2022:-1 2024:0', 'up', '1'),
    # Thirds have no last decimal: the projection falls on the target all the same.
    ('2015:0 2018:1 2021:2 2024:3', 'up', '3.3'),
    # What is older than ten years is only looked at where there would be fewer than three values.
    ('1991:33 2013:6.3 2020:3.4 2021:3.1 2022:3.1 2023:2.8', 'down', '3'),
    ('1990:50 2001:41 2019:30', 'down', '26.5'),
    ('1999:44 2008:40 2009:39.5 2019:37 2022:35.9', 'down', '34.4'),
    # Met already, and moving away or not.
    ('2019:7.0 2020:6.5 2021:6.9 2022:7.3', 'down', '8.2'),
    ('2019:9.0 2020:8.1 2021:7.4 2022:7.0', 'down', '8.2'),
    ('2012:12.4 2013:12.1 2014:11.9 2015:11.2 2016:11.5 2017:10.8 2018:10.1 2019:9.9', 'down', '9.0'),
    ('2015:87 2016:88 2017:88 2018:90 2019:89 2020:91', 'up', '95'),
]
YEARLIES = [
    ('2018:20.1 2019:19.5 2020:19.0', 'down'),
    ('2020:4.0 2021:4.4 2022:4.5', 'up'),
    ('2020:4.0 2021:4.5 2022:4.4', 'up'),
    ('2020:4.0 2021:4.0 2022:4.1', 'up'),
    ('2018:5 2019:5 2020:5', 'down'),
    ('2017:16 2018:14 2019:12 2020:10', 'down'),
    ('2017:16 2018:14 2019:12 2020:10', 'up'),
    # A pace of half a unit is none.
    ('2018:1.0 2019:1.0 2020:1.0 2021:1.1 2022:1.2', 'up'),
    ('2018:0 2020:1 2022:2 2024:3', 'up'),
    # Holes neither follow nor are followed, but what got worse across one went wrong within.
    ('2010:30.2 2014:27.5 2018:26.0 2020:25.1', 'down'),
    ('2015:9.9 2016:9.5 2018:9.1 2019:9.0 2020:8.4 2022:8.5', 'down'),
    ('2015:50 2016:51 2017:53 2019:52 2020:55 2021:57 2022:58', 'up'),
    # What went wrong before the base year, or after the standing year, does not count.
    ('2017:9.0 2018:9.5 2019:9.2 2020:9.0 2021:8.7', 'down'),
]

# Points, the two ends.
BANDS = [
    ('2018:44.1 2019:44.4 2020:44.5 2021:44.9', '44', '46'),
    ('2020:30 2021:35 2022:41 2023:46', '55', '60'),
    ('2018:10 2019:10.2 2020:10.3 2021:10.5 2022:10.6', '10.5', '10.6'),
    ('2019:9.0 2020:8.1 2021:7.4 2022:7.0', '5', '6'),
]
# Points, direction, the value to be kept every year.
KEPT = [
    ('2018:98.9 2019:98.8 2020:98.6 2021:98.7 2022:98.5', 'up', '98'),
    ('2018:97.1 2019:97.9 2020:98.6 2021:98.8', 'up', '98'),
    ('2020:8.9 2021:8.4 2022:8.5', 'down', '8.2'),
    ('2020:7.0 2021:7.1 2022:7.3', 'down', '8.2'),
    ('2020:7.0 2021:7.6 2022:8.2', 'down', '8.2'),
    ('2018:8.2 2019:8.2 2020:8.2 2021:8.2 2022:8.2', 'down', '8.2'),
]
# Points and direction: better in the target year than in the base year.
IMPROVEMENTS = [
    ('2018:20.1 2019:19.5 2020:19.0 2021:18.9 2022:19.2', 'down'),
    ('2020:4.0 2021:4.4 2022:4.5', 'up'),
    ('2018:5 2019:5 2020:5 2021:5', 'up'),
    ('2019:61 2021:60 2022:62 2023:61', 'up'),
]


def text(number, places):
    return f'{number / 10 ** places:.{places}f}' if places else str(number)


def made_up(random, count):
    """Series of all lengths with a pace, scatter, holes and zero to two decimals, and a target near where they are heading."""
    for _ in range(count):
        places, size = random.randint(0, 2), random.choice([60, 400, 3000])
        down, pace = random.random() < 0.5, random.randint(-size // 12, size // 12)
        first = random.randint(2008, 2018)
        years = [year for year in range(first, 2025) if random.random() < random.choice([1, 1, 0.6])]
        years = years[: random.randint(3, 12)]
        if len(years) < 3:
            continue
        value, points = size + random.randint(0, size), []
        for year in years:
            value = max(value + pace + random.randint(-size // 10, size // 10), 1)
            points.append((year, text(value, places)))
        more = random.randint(0, 1)
        target = max(value + pace * (2025 - years[-1]) + random.randint(-size // 5, size // 5), 0)
        # Sometimes one standing a year or more before the newest value.
        standing = random.choice([2024, 2024, 2024, max(years[-2], years[2])])
        yield points, 'down' if down else 'up', text(target * 10 ** more + more * 5, places + more), standing


def read(line):
    return [(int(year), value) for year, value in (pair.split(':') for pair in line.split())]


def reaches_base(points, standing):
    return any(BASE_YEAR <= year <= standing for year, _ in points)


def others():
    """What is asked in another way, with the probability alone, or all numbers of a band."""
    sign = {'up': 1, 'down': -1}
    for points, low, high in BANDS:
        yield points, 'within', f'{low} {high}', *misses_band(read(points), low, high, TARGET_YEAR, 2024)
    for points, way, target in KEPT:
        yield points, way, f'kept {target}', misses_kept(read(points), sign[way], target, TARGET_YEAR, 2024)
    for points, way in IMPROVEMENTS:
        yield points, way, 'improve', misses_improvement(read(points), sign[way], BASE_YEAR, TARGET_YEAR, 2024)


def rows():
    levels = [(read(points), way, target, 2024) for points, way, target in LEVELS]
    yearlies = [(read(points), way, None, 2024) for points, way in YEARLIES]
    yearlies.append((read('2018:9.5 2019:9.2 2020:9.0 2021:8.7 2022:8.8 2023:8.5'), 'down', None, 2021))
    chosen = list(made_up(random.Random(2025), 140))
    # One whose projection falls below zero would be cut off there by a unit.
    levels += [case for case in chosen[:40] if misses_level(case[0], 1, case[2], TARGET_YEAR, case[3])[1] >= 0]
    later = [case for case in chosen[40:] if reaches_base(case[0], case[3])]
    # Of those that have failed already there are enough above.
    still_open = [
        (points, way, None, standing)
        for points, way, _, standing in later
        if misses_yearly(points, 1 if way == 'up' else -1, BASE_YEAR, TARGET_YEAR, standing) < 1
    ]
    yearlies += still_open[:24]
    for points, way, target, standing in levels + yearlies:
        sign = 1 if way == 'up' else -1
        if target is None:
            numbers = [misses_yearly(points, sign, BASE_YEAR, TARGET_YEAR, standing)]
        else:
            numbers = misses_level(points, sign, target, TARGET_YEAR, standing)
            # The assessment that tells the others takes no figures below zero.
            numbers = numbers[:1] if any(value.startswith('-') for _, value in points) else numbers
        told = ' '.join(f'{year}:{value}' for year, value in points)
        yield ' | '.join([told, str(standing), way, target or 'yearly', *map(repr, numbers)])
    for told, way, asked, *numbers in others():
        yield ' | '.join([told, '2024', way, asked, *map(repr, numbers)])


if __name__ == '__main__':
    print('\n'.join(rows()))
