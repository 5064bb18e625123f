#!/usr/bin/env python3
"""Runs every hindcast and says whether what happened lies inside the forecast.

usage: hindcast.py --folkmoot PROGRAM --out FOLDER [--trials N]

Reads scenarios/hindcasts/<case>/scenario.json and outturn.json, runs the scenario into FOLDER/<case>, prints a table of
all comparisons and what their count says, and writes the same to FOLDER/hindcast.md. Uses the standard library alone.
"""

import argparse
import csv
import json
import math
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "scenarios" / "hindcasts"
OPTION = "As planned"
FORMATS = "csv,json,md"
# The share of outturns that P10 to P90 would hold if the forecasts were right.
EXPECTED_SHARE = 0.8
CONFIDENCE = 0.95
# How a case came to be chosen: named at the outset, found in the evidence collected, or by a search for successes.
CHOICES = ["named", "evidence", "search"]
SYMBOLS = {"GBP": "£", "AUD": "A$", "DKK": "DKK "}
COMPARISON_KEYS = {
    "what", "measure", "unit", "stated", "outturn", "certainty", "source",
    "headline", "year", "lever", "low", "high", "published", "note",
}
REQUIRED_KEYS = {"what", "measure", "unit", "stated", "outturn", "certainty", "source"}
TOTALS = {"pv_benefits", "pv_costs"}
BY_YEAR = {"benefits", "costs"}


# Binomial arithmetic


def binomial_probability(count, trials, share):
    """Probability of exactly this count among independent trials."""
    return math.comb(trials, count) * share**count * (1 - share) ** (trials - count)


def probability_at_most(count, trials, share):
    """Probability of this count or fewer."""
    return math.fsum(binomial_probability(k, trials, share) for k in range(count + 1))


def probability_at_least(count, trials, share):
    """Probability of this count or more, summed from its own side so that nothing cancels."""
    return math.fsum(binomial_probability(k, trials, share) for k in range(count, trials + 1))


def counts_allowed(trials, share, confidence=CONFIDENCE):
    """Smallest and largest count of which each tail, its own count included, has more than (1 - confidence)/2."""
    tail = (1 - confidence) / 2
    allowed = [
        k for k in range(trials + 1)
        if probability_at_most(k, trials, share) > tail and probability_at_least(k, trials, share) > tail
    ]
    return allowed[0], allowed[-1]


def clopper_pearson(count, trials, confidence=CONFIDENCE):
    """Exact interval of the share that could have given this count (Clopper and Pearson 1934), by bisection."""
    tail = (1 - confidence) / 2

    def where(is_below):
        low, high = 0.0, 1.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if is_below(middle) else (low, middle)
        return (low + high) / 2

    lower = 0.0 if count == 0 else where(lambda share: probability_at_least(count, trials, share) < tail)
    upper = 1.0 if count == trials else where(lambda share: probability_at_most(count, trials, share) > tail)
    return lower, upper


# Reading


def read_case(folder):
    """The outturns of one case, with faults in the file named."""
    path = folder / "outturn.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    if case.get("chosen") not in CHOICES:
        raise SystemExit(f"{path}: chosen: found {case.get('chosen')}, expected one of {', '.join(CHOICES)}")
    comparisons = case["comparisons"]
    for comparison in comparisons:
        place = f"{path}: {comparison.get('what', 'a comparison without a name')}"
        keys = set(comparison)
        if keys - COMPARISON_KEYS or REQUIRED_KEYS - keys:
            wrong = sorted(keys - COMPARISON_KEYS) + sorted(REQUIRED_KEYS - keys)
            raise SystemExit(f"{place}: unknown or missing: {', '.join(wrong)}")
        known = comparison["measure"] in TOTALS if "year" not in comparison else (
            comparison["measure"] == "members" if "lever" in comparison else comparison["measure"] in BY_YEAR
        )
        if not known:
            raise SystemExit(f"{place}: {comparison['measure']} cannot be read with these keys")
        if not comparison.get("low", comparison["outturn"]) <= comparison["outturn"] <= comparison.get(
            "high", comparison["outturn"]
        ):
            raise SystemExit(f"{place}: the outturn lies outside its own range")
    if sum(bool(comparison.get("headline")) for comparison in comparisons) != 1:
        raise SystemExit(f"{path}: found not one headline, expected one a case")
    return case


def forecast(folder, comparison):
    """P10, P50 and P90 of what the comparison names, from the files of a run."""
    if "year" not in comparison:
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        option = next(option for option in summary["options"] if option["name"] == OPTION)
        measure = option["measures"][comparison["measure"]]
        return tuple(float(measure[name]) for name in ("p10", "p50", "p90"))
    name = comparison["measure"] + (f".{comparison['lever']}" if "lever" in comparison else "")
    with open(folder / "years.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = (row["option"], row["year"], row["measure"])
            if found == (OPTION, str(comparison["year"]), name) and row["basis"] in ("", "real"):
                return tuple(float(row[key]) for key in ("p10", "p50", "p90"))
    raise SystemExit(f"{folder / 'years.csv'}: no {name} in {comparison['year']}")


def place_of(value, p10, p90):
    """Where a value lies: inside, below or above P10 to P90, bounds included."""
    return "below" if value < p10 else "above" if value > p90 else "inside"


# Writing


def shown(value, unit):
    """A value with its unit, to three figures, in words of thousands and millions."""
    if unit not in SYMBOLS:
        return f"{value:,.0f}"
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        # 999.5 of a size would round up to four figures: it is one of the next.
        if abs(value) >= size * 0.9995:
            scaled = value / size
            decimals = max(0, 2 - int(math.floor(math.log10(abs(scaled)) + 1e-9)))
            return f"{SYMBOLS[unit]}{scaled:.{min(decimals, 2)}f}{letter}"
    return f"{SYMBOLS[unit]}{value:.0f}"


def table(header, rows):
    """A Markdown table whose columns are even, so that it reads as text too."""
    cells = [header, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def row_of(case, comparison, percentiles):
    """One row of the table."""
    unit = comparison["unit"]
    p10, p50, p90 = percentiles
    happened = shown(comparison["outturn"], unit)
    places = {
        place_of(comparison.get(key, comparison["outturn"]), p10, p90) for key in ("low", "outturn", "high")
    }
    if "low" in comparison:
        happened += f" ({shown(comparison['low'], unit)} to {shown(comparison['high'], unit)})"
    place = place_of(comparison["outturn"], p10, p90)
    # A range across a bound makes the verdict hang on which source is believed.
    verdict = place if len(places) == 1 else f"{place}, range across"
    return [
        case["title"], comparison["what"], shown(comparison["stated"], unit),
        shown(p10, unit), shown(p50, unit), shown(p90, unit), happened, verdict,
    ]


def verdict_on(places, which):
    """What a count of headlines says, and what it cannot say."""
    cases, inside = len(places), places.count("inside")
    least, most = counts_allowed(cases, EXPECTED_SHARE)
    lower, upper = clopper_pearson(inside, cases)
    tail = probability_at_most(inside, cases, EXPECTED_SHARE)
    lines = [
        f"**{which}: {inside} of {cases} inside P10 to P90**, {places.count('above')} above, "
        f"{places.count('below')} below.",
        f"If the forecasts were right, {EXPECTED_SHARE * cases:.1f} would be expected, and {cases} independent cases "
        f"would give {least} to {most} inside in 95 of 100 such sets or more; {inside} or fewer would come in "
        f"{tail * 100:.1f} of 100.",
        f"Read the other way, {inside} of {cases} goes with a true share from {lower * 100:.0f}% to {upper * 100:.0f}% "
        "(95%, Clopper and Pearson).",
    ]
    if inside < least:
        lines.append("So few are hard to put down to chance: the ranges are too narrow, or lie in the wrong place.")
    elif inside > most:
        lines.append("So many are hard to put down to chance: the ranges are too wide.")
    else:
        lines.append("Chance could give that too: so few cases neither confirm the ranges nor refute them.")
    return " ".join(lines)


def report(cases):
    """The whole text: counted comparisons, the others, what the count says."""
    header = ["case", "measure", "stated plan", "P10", "P50", "P90", "what happened", "P10 to P90"]
    counted, others, places, named = [], [], [], []
    for case, comparisons in cases:
        for comparison, percentiles in comparisons:
            row = row_of(case, comparison, percentiles)
            (counted if comparison.get("headline") else others).append(row)
            if comparison.get("headline"):
                places.append(place_of(comparison["outturn"], percentiles[0], percentiles[2]))
                named += places[-1:] if case["chosen"] == "named" else []
    return "\n".join([
        "# Hindcasts: what would have been forecast, and what happened", "",
        "One headline a case is counted. Sums of money of the day, not discounted.", "",
        table(header, counted), "",
        verdict_on(named, "Named at the outset"), "",
        verdict_on(places, "All cases"), "",
        "The cases are no sample: they are those of which both a plan and an outturn were published, and savings were "
        "mostly counted by those who made them. They are not independent either: all rest on the same few reference "
        "classes, so that one class in the wrong place misses several cases at once. A forecast of a saving reaches "
        "down to nothing, so that a saving can only miss it above. See [the rules and limits](../README.md).",
        "",
        "Not counted, as they belong to cases that are counted above:", "",
        table(header, others), "",
    ])


def main():
    parser = argparse.ArgumentParser(description="Runs every hindcast and compares it with what happened.")
    parser.add_argument("--folkmoot", required=True, help="path of the program")
    parser.add_argument("--out", required=True, type=Path, help="folder to write to")
    parser.add_argument("--trials", help="trials to run, in place of the scenarios'")
    arguments = parser.parse_args()

    cases = []
    for path in sorted(CASES.glob("*/scenario.json")):
        case, out = read_case(path.parent), arguments.out / path.parent.name
        command = [arguments.folkmoot, "run", str(path), "--quiet", "--format", FORMATS, "--out", str(out)]
        if arguments.trials:
            command += ["--trials", arguments.trials]
        if subprocess.run(command, check=False).returncode != 0:
            return 1
        cases.append((case, [(comparison, forecast(out, comparison)) for comparison in case["comparisons"]]))
    cases.sort(key=lambda entry: (CHOICES.index(entry[0]["chosen"]), entry[0]["title"]))
    text = report(cases)
    (arguments.out / "hindcast.md").write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
