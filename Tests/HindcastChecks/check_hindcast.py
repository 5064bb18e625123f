#!/usr/bin/env python3
"""Checks the arithmetic, the reading and the words of Scripts/hindcast.py, and every outturn that is shipped.

The binomial figures are held against published intervals and against sums of exact fractions. Prints every fault
found, one a line, and ends with exit code 1; with none, one line and 0.
"""

import importlib.util
import sys
import tempfile
from fractions import Fraction
from math import factorial
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
faults = []


def load():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("hindcast", REPOSITORY / "Scripts" / "hindcast.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def holds(what, condition):
    """Notes a fault unless the condition holds."""
    if not condition:
        faults.append(what)


def near(a, b, tolerance):
    return abs(a - b) <= tolerance


def exact_at_most(count, trials, share):
    """P(X <= count) in fractions, by factorials."""
    return sum(
        Fraction(factorial(trials), factorial(k) * factorial(trials - k)) * share**k * (1 - share) ** (trials - k)
        for k in range(count + 1)
    )


def check_binomial(hindcast):
    for trials in (1, 7, 11, 40):
        for count in range(trials + 1):
            for share in (Fraction(1, 5), Fraction(1, 2), Fraction(4, 5)):
                exact = exact_at_most(count, trials, share)
                found = hindcast.probability_at_most(count, trials, float(share))
                holds(f"P(X <= {count}) of {trials} at {share}: {found}", near(found, float(exact), 1e-12))
                rest = hindcast.probability_at_least(count, trials, float(share))
                other = 1 - exact + Fraction(
                    factorial(trials), factorial(count) * factorial(trials - count)
                ) * share**count * (1 - share) ** (trials - count)
                holds(f"P(X >= {count}) of {trials} at {share}: {rest}", near(rest, float(other), 1e-12))


def check_intervals(hindcast):
    # Tables of exact 95% limits (Clopper and Pearson's method), to four decimals.
    for count, trials, lower, upper in [
        (0, 10, 0, 0.3085), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1),
        (1, 20, 0.0013, 0.2487),
    ]:
        found = hindcast.clopper_pearson(count, trials)
        holds(f"Clopper and Pearson of {count} in {trials}: {found}", near(found[0], lower, 6e-5))
        holds(f"Clopper and Pearson of {count} in {trials}: {found}", near(found[1], upper, 6e-5))
    # Closed forms at the ends: 0 of n ends at 1 - 0.025^(1/n), n of n begins at 0.025^(1/n).
    for trials in (1, 7, 11):
        holds("0 of n", near(hindcast.clopper_pearson(0, trials)[1], 1 - 0.025 ** (1 / trials), 1e-12))
        holds("n of n", near(hindcast.clopper_pearson(trials, trials)[0], 0.025 ** (1 / trials), 1e-12))
    # 0.2^7 + 7 * 0.8 * 0.2^6 + 21 * 0.8^2 * 0.2^5 = 0.0047 is too little for 2 of 7, and 35 * 0.8^3 * 0.2^4 more is
    # 0.0333, enough for 3; 0.8^7 = 0.21 is enough for 7.
    holds("counts of 7 at 0.8", hindcast.counts_allowed(7, 0.8) == (3, 7))
    holds("counts of 10 at 0.5", hindcast.counts_allowed(10, 0.5) == (2, 8))


def check_words(hindcast):
    for value, unit, text in [
        (192e6, "GBP", "£192m"), (1.4e9, "GBP", "£1.40bn"), (310950, "GBP", "£311k"), (0, "AUD", "A$0"),
        (60.8e6, "DKK", "DKK 60.8m"), (999_960, "GBP", "£1.00m"), (450, "GBP", "£450"), (26, "bodies", "26"),
        (-5.69e6, "GBP", "£-5.69m"),
    ]:
        holds(f"{value} {unit}: {hindcast.shown(value, unit)}", hindcast.shown(value, unit) == text)
    places = [hindcast.place_of(value, 1, 3) for value in (0, 1, 3, 4)]
    holds("bounds count as inside", places == ["below", "inside", "inside", "above"])
    few, most = hindcast.verdict_on(["above"] * 8 + ["inside"] * 3, "A"), hindcast.verdict_on(["inside"] * 9, "B")
    holds("too few", "the ranges are too narrow" in few)
    holds("counts", few.startswith("**A: 3 of 11 inside P10 to P90**, 8 above, 0 below."))
    holds("as expected", "neither confirm" in most and "7.2 would be expected" in most)
    wide = hindcast.verdict_on(["inside"] * 40, "C")
    holds("too many", "the ranges are too wide" in wide)


def check_outturns(hindcast):
    folders = sorted(path.parent for path in hindcast.CASES.glob("*/scenario.json"))
    holds("seven cases named at the outset", sum(hindcast.read_case(f)["chosen"] == "named" for f in folders) == 7)
    for folder in folders:
        for comparison in hindcast.read_case(folder)["comparisons"]:
            holds(f"{folder.name}: certainty", comparison["certainty"] in ("A", "B", "C"))
    good = (folders[0] / "outturn.json").read_text(encoding="utf-8")
    for old, new, words in [
        ('"headline": true', '"headline": false', "found not one headline"),
        ('"certainty"', '"certanty"', "unknown or missing: certanty, certainty"),
        ('"pv_costs"', '"bcr"', "bcr cannot be read"),
        ('"chosen": "named"', '"chosen": "liked"', "found liked, expected one of"),
        ('"low": 108000000', '"low": 150000000', "lies outside its own range"),
    ]:
        with tempfile.TemporaryDirectory() as name:
            holds(f"{old} is there to be broken", old in good)
            (Path(name) / "outturn.json").write_text(good.replace(old, new, 1), encoding="utf-8")
            try:
                hindcast.read_case(Path(name))
                faults.append(f"{new}: not refused")
            except SystemExit as refusal:
                holds(f"{new}: {refusal}", words in str(refusal))


def main():
    hindcast = load()
    for check in (check_binomial, check_intervals, check_words, check_outturns):
        check(hindcast)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    print("The arithmetic of the hindcasts agrees with tables and fractions, and every outturn can be read.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
