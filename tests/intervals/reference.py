"""The table in tests/all/intervals.rs, worked out without the library.

Needs Python 3 and mpmath (`pip install mpmath`), nothing else: `python tests/intervals/reference.py`.

Everything is computed to 60 digits and from definitions, not from the formulas the library uses:

- the normal quantile solves `erfc(z / sqrt 2) = alpha`;
- Wilson's ends are the two roots of the score equation `n (p - q)^2 = z^2 q (1 - q)`, found by bisection and not by its closed form;
- the exact Poisson ends solve `P(X >= x; low) = alpha/2` and `P(X <= x; high) = alpha/2` as sums of Poisson terms, not by chi-squared;
- Byar's approximation has no other definition than its formula (Breslow and Day, 1987).
"""

from mpmath import erfc, exp, factorial, findroot, mp, mpf, nstr, sqrt

mp.dps = 60

ALPHAS = [("Percent95", mpf("0.05")), ("Percent998", mpf("0.002"))]

FACTORS = {
    "Percent": 100,
    "GrossPercent": 100,
    "Per1kLiveBirths": 1_000,
    "Per100kLiveBirths": 100_000,
    "Per100kWorkers": 100_000,
}

CASES = [
    ("Percent", 0, 10),
    ("Percent", 1, 10),
    ("Percent", 9, 10),
    ("Percent", 10, 10),
    ("Percent", 100, 100),
    ("Percent", 2, 3),
    ("Percent", 81, 263),
    ("Percent", 1, 1_400_000_000),
    ("Percent", 700_000_000, 1_400_000_000),
    ("Percent", 1_399_999_999, 1_400_000_000),
    ("Per100kLiveBirths", 0, 62_709),
    ("Per100kLiveBirths", 1, 62_709),
    ("Per100kLiveBirths", 3, 62_709),
    ("Per100kLiveBirths", 9, 62_709),
    ("Per100kLiveBirths", 10, 62_709),
    ("Per100kLiveBirths", 100, 62_709),
    ("Per100kWorkers", 20_000, 1_400_000_000),
    ("Per1kLiveBirths", 0, 4_000),
    ("Per1kLiveBirths", 9, 4_000),
    ("Per1kLiveBirths", 10, 4_000),
    ("Per1kLiveBirths", 117, 62_709),
    ("GrossPercent", 5, 4),
    ("GrossPercent", 4_123, 4_000),
]


def quantile(alpha):
    return findroot(lambda z: erfc(z / sqrt(2)) - alpha, (mpf(2), mpf(3)))


def bisect(function, low, high):
    """The root of a function that is below zero at `low` and not below it at `high`."""
    for _ in range(260):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return high


def wilson(cases, whole, alpha):
    z, share = quantile(alpha), mpf(cases) / whole

    def score(q):
        return whole * (share - q) ** 2 - z**2 * q * (1 - q)

    low = mpf(0) if cases == 0 else bisect(lambda q: -score(q), mpf(0), share)
    high = mpf(1) if cases == whole else bisect(score, share, mpf(1))
    return low, high


def byar(cases, alpha):
    z, x, y = quantile(alpha), mpf(cases), mpf(cases + 1)
    return x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3, y * (1 - 1 / (9 * y) + z / (3 * sqrt(y))) ** 3


def exact(cases, alpha):
    def at_most(count, mean):
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(count + 1))

    low = mpf(0)
    if cases > 0:
        low = bisect(lambda mean: (1 - at_most(cases - 1, mean)) - alpha / 2, mpf(0), mpf(cases))
    return low, bisect(lambda mean: alpha / 2 - at_most(cases, mean), mpf(cases), mpf(cases + 40))


for unit, cases, against in CASES:
    for name, alpha in ALPHAS:
        if unit == "Percent":
            method, (low, high) = "Wilson", wilson(cases, against, alpha)
        else:
            method, (low, high) = ("ExactPoisson", exact(cases, alpha)) if cases < 10 else ("Byar", byar(cases, alpha))
            low, high = low / against, high / against
        ends = ", ".join(f'"{nstr(end * FACTORS[unit], 15, min_fixed=-30, max_fixed=30)}"' for end in (low, high))
        print(f'    (Unit::{unit}, "{cases}", "{against}", Confidence::{name}, IntervalMethod::{method}, {ends}),')
