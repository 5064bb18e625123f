"""LG-300, the model that the benchmarks run: its constants and its exact answers. README.md tells what it is."""

import math

COUNCILS, YEARS, NEVER = 300, 10, 10
RATE = 0.035
RAMP = [1 / 3, 2 / 3, 1]

# name, sign, distribution, its parameters (min, mode, max or median, sigma), timing
LINES = [
    ("setup", -1, "triangular", (80, 120, 260), "once"),
    ("migration", -1, "lognormal", (90, 0.5), "once"),
    ("platform", -1, "triangular", (20, 30, 55), "yearly"),
    ("governance", -1, "lognormal", (10, 0.3), "yearly"),
    ("staff_time", 1, "triangular", (10, 50, 90), "ramped"),
    ("licences", 1, "triangular", (15, 25, 40), "yearly"),
    ("procurement", 1, "lognormal", (20, 0.6), "ramped"),
    ("fraud", 1, "lognormal", (8, 0.8), "ramped"),
]
MULTIPLIERS = [
    [1, 1, 1, 1, 1, 1, 1, 1],
    [0.4, 0.6, 0.5, 0.7, 0.55, 0.6, 0.7, 0.5],
    [1.6, 1.3, 1.4, 1.5, 1.35, 1.2, 1.6, 1.8],
]
HAZARDS = [0.30, 0.50, 0.15]
SIZES = [0.2 + 2.8 * ((c * 7919) % COUNCILS) / (COUNCILS - 1) for c in range(COUNCILS)]


def part(timing, age):
    """The share of an amount that flows `age` years after joining."""
    if age < 0:
        return 0.0
    if timing == "once":
        return 1.0 if age == 0 else 0.0
    return RAMP[min(age, 2)] if timing == "ramped" else 1.0


def flows(timing):
    """The share that flows, by joining year (`NEVER` included) and year."""
    rows = [[part(timing, year - joined) for year in range(YEARS)] for joined in range(YEARS)]
    return rows + [[0.0] * YEARS]


def weights(timing):
    """The present value of an amount of 1, by joining year."""
    return [sum(share * (1 + RATE) ** -year for year, share in enumerate(row)) for row in flows(timing)]


def joining(option):
    """The probability of each joining year, the last that of never."""
    hazard = HAZARDS[option]
    return [hazard * (1 - hazard) ** year for year in range(YEARS)] + [(1 - hazard) ** YEARS]


def mean(line):
    """The mean of a line's amount."""
    kind, parameters = LINES[line][2:4]
    return sum(parameters) / 3 if kind == "triangular" else parameters[0] * math.exp(parameters[1] ** 2 / 2)


def variance(line):
    """The variance of a line's amount."""
    kind, parameters = LINES[line][2:4]
    if kind == "triangular":
        a, b, c = parameters
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18
    grown = math.exp(parameters[1] ** 2)
    return (grown - 1) * grown * parameters[0] ** 2


def unit_moments(option, weighting):
    """Mean and variance of what a council of size 1 gets, and the variance of its mean given the lines' amounts.

    `weighting` gives, by timing, the weight of an amount by joining year. Amounts and joining year are independent.
    """
    probabilities = joining(option)
    rows = [weighting[line[4]] for line in LINES]
    factors = [line[1] * multiplier for line, multiplier in zip(LINES, MULTIPLIERS[option])]
    expected = [sum(p * w for p, w in zip(probabilities, row)) for row in rows]
    first = sum(f * mean(l) * expected[l] for l, f in enumerate(factors))
    given = sum((f * expected[l]) ** 2 * variance(l) for l, f in enumerate(factors))
    second = 0.0
    for joined, probability in enumerate(probabilities):
        centre = sum(f * mean(l) * rows[l][joined] for l, f in enumerate(factors))
        spread = sum((f * rows[l][joined]) ** 2 * variance(l) for l, f in enumerate(factors))
        second += probability * (centre * centre + spread)
    return first, second - first * first, given


def exact(mode, option):
    """Exact mean and standard deviation of the total NPV and of the cash of each year, and of each council's NPV."""
    timings = ("once", "yearly", "ramped")
    total, squares = sum(SIZES), sum(size * size for size in SIZES)

    def of_all(weighting):
        first, spread, given = unit_moments(option, weighting)
        if mode == "shared":
            return total * first, math.sqrt(squares * (spread - given) + total * total * given)
        return total * first, math.sqrt(squares * spread)

    npv = {timing: weights(timing) for timing in timings}
    first, spread, _ = unit_moments(option, npv)
    years = [of_all({timing: [row[year] for row in flows(timing)] for timing in timings}) for year in range(YEARS)]
    return {
        "total": of_all(npv),
        "years": years,
        "councils": [(size * first, size * math.sqrt(spread)) for size in SIZES],
    }
