"""Do the implementations of LG-300 compute the same? Results against exact answers and against each other."""

import json
import math

import lg300

# Standard errors allowed: for the few figures of all councils together, and for the thousands of single councils, of
# which one in 150,000 would be beyond 4.5 by chance alone.
LIMIT, LIMIT_OF_COUNCILS = 4.5, 6.0
# Beyond 10,240 trials percentiles may come from cells of 0.1% of the range from P5 to P95, here put in terms of
# P10 to P90, which is at least half of that for any distribution that occurs here; twice, for two implementations.
CELL = 0.004


def read_peer(path):
    """The result of a peer."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)["options"]


def read_folkmoot(folder):
    """The same figures from the program's summary; all flows of LG-300 are cash of councils."""
    with open(folder / "summary.json", encoding="utf-8") as file:
        summary = json.load(file)
    return [folkmoot_option(option) for option in summary["options"] if option["levers"]]


def folkmoot_option(option):
    """One option of a summary."""
    councils = sorted(option["councils"], key=lambda council: council["code"])
    return {
        "total": {**option["measures"]["npsv"], "better": option["probability_positive"]},
        "years": [year["cash"] for year in option["by_year"]],
        "councils": [{**council["npv"], "better": council["probability_better_off"]} for council in councils],
    }


def columns(option):
    """All columns of an option with their names and the standard errors allowed."""
    yield "total", option["total"], LIMIT
    for year, figures in enumerate(option["years"]):
        yield f"cash of year {year}", figures, LIMIT
    for council, figures in enumerate(option["councils"]):
        yield f"council {council}", figures, LIMIT_OF_COUNCILS


def exact_columns(mode, option):
    """Exact means and standard deviations in the order of `columns`."""
    answers = lg300.exact(mode, option)
    return [answers["total"], *answers["years"], *answers["councils"]]


def compare_means(result, mode, trials):
    """Complaints about means too far from the exact ones, and the largest distance in standard errors."""
    complaints, worst = [], 0.0
    for number, option in enumerate(result):
        for (name, figures, limit), (mean, sd) in zip(columns(option), exact_columns(mode, number), strict=True):
            distance = abs(figures["mean"] - mean) / (sd / math.sqrt(trials))
            worst = max(worst, distance)
            if not distance <= limit:
                complaints.append(
                    f"option {number}, {name}: mean {figures['mean']:.6g}, exactly {mean:.6g}, "
                    f"{distance:.1f} standard errors off")
    return complaints, worst


def compare_percentiles(result, guards, trials):
    """Complaints about percentiles outside the guards, and chances of a gain too far apart."""
    complaints = []
    for number, (option, guarded) in enumerate(zip(result, guards, strict=True)):
        for (name, figures, limit), (_, guard, _) in zip(columns(option), columns(guarded), strict=True):
            slack = CELL * (guard["p90"] - guard["p10"]) if trials > 10240 else 0
            slack += 1e-9 * max(abs(guard["p90"]), abs(guard["p10"]))
            for key in ("p10", "p50", "p90"):
                low, high = guard[f"{key}_low"] - slack, guard[f"{key}_high"] + slack
                if not low <= figures[key] <= high:
                    complaints.append(
                        f"option {number}, {name}: {key} {figures[key]:.6g}, expected {low:.6g} to {high:.6g}")
            if "better" in figures and not is_like(figures["better"], guard["better"], trials, limit):
                complaints.append(
                    f"option {number}, {name}: better off in {figures['better']:.4f}, elsewhere {guard['better']:.4f}")
    return complaints


def is_like(share, other, trials, limit):
    """Whether two shares of as many trials differ by no more than chance."""
    middle = (share + other) / 2
    return abs(share - other) <= limit * math.sqrt(2 * middle * (1 - middle) / trials) + 2 / trials
