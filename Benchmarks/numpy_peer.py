"""LG-300 in numpy, as somebody who knows numpy well would write it.

    python numpy_peer.py tables|tuned|explicit shared|council TRIALS OUT.json [guards]

tables: lines of the same timing are summed, then weighted by tables of present values by joining year
tuned: the same with every saving found that keeps to plain numpy, among them a sort in place of `np.percentile`
explicit: the cash of every council in every year, discounted at the end; what a model with drifting prices needs

With `guards` (tuned alone) the percentiles come with a pair of values between which those of any other right
implementation lie but for one chance in 150,000, whatever the distribution.
"""

import json
import sys

import numpy as np

import lg300

OPTIONS, TIMINGS = len(lg300.MULTIPLIERS), ("once", "yearly", "ramped")
SIZES = np.array(lg300.SIZES)
DISCOUNT = (1 + lg300.RATE) ** -np.arange(lg300.YEARS)
FLOWS = np.array([lg300.flows(timing) for timing in TIMINGS])  # timing, joining year, year
WEIGHTS = FLOWS @ DISCOUNT
PERCENTILES = [10, 50, 90]
# How far two implementations may lie apart, in standard errors of their difference.
LIMIT = 4.5


def draw_line(rng, line, shape):
    """Amounts of a line, drawn with numpy's own distributions."""
    kind, parameters = lg300.LINES[line][2:4]
    if kind == "triangular":
        return rng.triangular(*parameters, shape)
    median, sigma = parameters
    return np.exp(np.log(median) + sigma * rng.standard_normal(shape))  # faster than rng.lognormal


def draw_amounts(rng, option, shape):
    """Signed amounts for a council of size 1, summed over the lines of each timing."""
    amounts = [0.0] * len(TIMINGS)
    for index, line in enumerate(lg300.LINES):
        factor = line[1] * lg300.MULTIPLIERS[option][index]
        timing = TIMINGS.index(line[4])
        amounts[timing] = amounts[timing] + factor * draw_line(rng, index, shape)
    return amounts


def draw_joining(rng, option, trials):
    """Joining years, `NEVER` for those who never do."""
    u = 1 - rng.random((trials, lg300.COUNCILS))
    years = np.log(u) / np.log(1 - lg300.HAZARDS[option])
    return np.minimum(years, lg300.NEVER).astype(np.intp)


def sums_by_joining(places, values, trials):
    """Sums of `values` over councils, by trial and joining year."""
    count = trials * (lg300.NEVER + 1)
    return np.bincount(places, values.ravel(), count).reshape(trials, -1)


def places_of(joined):
    """For each council-trial, the place of its (trial, joining year)."""
    return (joined + np.arange(len(joined))[:, None] * (lg300.NEVER + 1)).ravel()


def tables(rng, option, trials, shared):
    """NPV by trial and council, and cash by trial and year, from tables by joining year."""
    joined = draw_joining(rng, option, trials)
    places = places_of(joined)
    amounts = draw_amounts(rng, option, (trials, 1 if shared else lg300.COUNCILS))
    npv = np.zeros(joined.shape)
    cash = np.zeros((trials, lg300.YEARS))
    sizes = np.broadcast_to(SIZES, joined.shape)
    members = sums_by_joining(places, sizes, trials) if shared else None
    for timing, amount in enumerate(amounts):
        npv += amount * np.take(WEIGHTS[timing], joined)
        sums = amount * members if shared else sums_by_joining(places, amount * SIZES, trials)
        cash += sums @ FLOWS[timing]
    npv *= SIZES
    return npv, cash


def tuned(rng, option, trials, shared):
    """The same, for less: waiting times are drawn as such, and a trial's shared value is tabulated by joining year."""
    rate = -np.log(1 - lg300.HAZARDS[option])
    waiting = rng.standard_exponential((trials, lg300.COUNCILS))
    waiting /= rate
    joined = np.minimum(waiting, lg300.NEVER, out=waiting).astype(np.intp)
    places = places_of(joined)
    if not shared:
        return tuned_council(rng, option, joined, places)
    amounts = draw_amounts(rng, option, (trials, 1))
    values = sum(amount * WEIGHTS[timing] for timing, amount in enumerate(amounts))
    npv = np.take(values.ravel(), places).reshape(joined.shape)
    npv *= SIZES
    members = sums_by_joining(places, np.broadcast_to(SIZES, joined.shape), trials)
    cash = sum((amount * members) @ FLOWS[timing] for timing, amount in enumerate(amounts))
    return npv, cash


def tuned_council(rng, option, joined, places):
    """The part of `tuned` for draws by council: the arithmetic in place."""
    npv = np.zeros(joined.shape)
    cash = np.zeros((len(joined), lg300.YEARS))
    for timing, amount in enumerate(draw_amounts(rng, option, joined.shape)):
        amount *= SIZES
        cash += sums_by_joining(places, amount, len(joined)) @ FLOWS[timing]
        amount *= np.take(WEIGHTS[timing], joined)
        npv += amount
    return npv, cash


def explicit(rng, option, trials, shared):
    """The same from the cash of every council in every year."""
    joined = draw_joining(rng, option, trials)
    amounts = draw_amounts(rng, option, (trials, 1 if shared else lg300.COUNCILS))
    flow = np.zeros((*joined.shape, lg300.YEARS))
    for timing, amount in enumerate(amounts):
        flow += (amount * SIZES)[:, :, None] * np.take(FLOWS[timing], joined, axis=0)
    return flow @ DISCOUNT, flow.sum(axis=1)


# Trials at a time: as measured, few enough for the caches and many enough that calls into numpy do not count.
METHODS = {"tables": (tables, 64), "tuned": (tuned, 256), "explicit": (explicit, 256)}


def simulate(method, chunk, trials, shared):
    """NPV by option, council and trial, and cash by option, year and trial."""
    rng = np.random.Generator(np.random.SFC64(1)) if method is tuned else np.random.default_rng(1)
    npv = np.empty((OPTIONS, lg300.COUNCILS, trials))
    cash = np.empty((OPTIONS, lg300.YEARS, trials))
    for start in range(0, trials, chunk):
        end = min(start + chunk, trials)
        for option in range(OPTIONS):
            values, years = method(rng, option, end - start, shared)
            npv[option, :, start:end] = values.T
            cash[option, :, start:end] = years.T
    return npv, cash


def wanted_percentiles(trials, guards):
    """Names and percentiles to be found. A guard is as far off as chance may carry the ranks of two samples apart."""
    wanted = {f"p{percentile}": float(percentile) for percentile in PERCENTILES}
    for percentile in PERCENTILES if guards else []:
        reach = LIMIT * np.sqrt(2 * percentile * (100 - percentile) / trials)
        wanted[f"p{percentile}_low"] = max(0.0, percentile - reach)
        wanted[f"p{percentile}_high"] = min(100.0, percentile + reach)
    return wanted


def sorted_percentiles(values, wanted):
    """Percentiles of each row, in place: numpy's sort uses vectors where the processor has them, its partition not."""
    values.sort(axis=-1)
    places = np.array(wanted) / 100 * (values.shape[-1] - 1)
    low = places.astype(int)
    high = np.minimum(low + 1, values.shape[-1] - 1)
    return (values[..., low] + (places - low) * (values[..., high] - values[..., low])).T


def figures(values, sorting, guards):
    """Mean, spread, percentiles and chance of a gain of each row of `values`, which may be sorted afterwards."""
    wanted = wanted_percentiles(values.shape[-1], guards)
    columns = {
        "mean": values.mean(axis=-1), "sd": values.std(axis=-1, ddof=1), "better": (values > 0).mean(axis=-1),
    }
    percentiles = list(wanted.values())
    found = sorted_percentiles(values, percentiles) if sorting else np.percentile(values, percentiles, axis=-1)
    columns.update(zip(wanted, found))
    return [{key: float(column[row]) for key, column in columns.items()} for row in range(len(values))]


def main():
    """Simulates, summarises and writes the same JSON as the other peers."""
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    name, mode, trials, path = sys.argv[1:5]
    method, chunk = METHODS[name]
    how = {"sorting": name == "tuned", "guards": "guards" in sys.argv[5:]}
    npv, cash = simulate(method, chunk, int(trials), mode == "shared")
    options = []
    for option in range(OPTIONS):
        total = figures(npv[option].sum(axis=0, keepdims=True), **how)[0]
        options.append({"total": total, "years": figures(cash[option], **how), "councils": figures(npv[option], **how)})
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"options": options}, out)


if __name__ == "__main__":
    main()
