"""Writes the scenarios of the benchmarks into a folder; standard library only.

    python make_scenarios.py FOLDER

lg300-shared.json, lg300-council.json, lg300-councils.csv: the benchmark model, drawn once a trial or for each council
national.json: all councils of the shipped register, eight levers in all 255 combinations, over 15 years
"""

import json
import math
import os
import sys
from pathlib import Path

import lg300
from national import national

ROOT = Path(__file__).resolve().parent.parent


def lg300_line(index, option):
    """A line of LG-300 as a line of a scenario."""
    name, sign, _, _, timing = lg300.LINES[index]
    timings = {
        "once": {"on": "joining"},
        "yearly": {"on": "membership"},
        "ramped": {"on": "membership", "ramp": lg300.RAMP},
    }
    return {
        "name": name,
        "kind": "cashable" if sign > 0 else "revenue",
        "amount": f"size * {lg300.MULTIPLIERS[option][index]} * {name}_{option}",
        "timing": timings[timing],
    }


def lg300_distribution(index):
    """The distribution of a line's amount as a scenario states it."""
    kind, parameters = lg300.LINES[index][2:4]
    if kind == "triangular":
        return {"triangular": list(parameters)}
    return {"lognormal": {"median": parameters[0], "sigma": parameters[1]}}


def lg300_lever(option):
    """An option of LG-300 as a lever: a hazard h is the pressure −ln(1 − h)."""
    lines = range(len(lg300.LINES))
    return {
        "starts": 2026,
        "adoption": {"diffusion": {"innovation": -math.log(1 - lg300.HAZARDS[option])}},
        "costs": [lg300_line(index, option) for index in lines if lg300.LINES[index][1] < 0],
        "benefits": [lg300_line(index, option) for index in lines if lg300.LINES[index][1] > 0],
    }


def lg300_scenario(mode):
    """LG-300 with draws shared by all councils or made for each; plain sampling, as the peers do it."""
    options = range(len(lg300.MULTIPLIERS))
    assumptions = {
        f"{line[0]}_{option}": {
            "distribution": lg300_distribution(index),
            "unit": "GBP" if line[4] == "once" else "GBP/year",
            "varies_by": "trial" if mode == "shared" else "council",
            "source": "assumption: benchmark",
        }
        for option in options
        for index, line in enumerate(lg300.LINES)
    }
    return {
        "title": f"LG-300, {mode} draws",
        "question": "How fast is a run of 300 councils, three options of eight lines and ten years?",
        "base_year": 2026,
        "years": lg300.YEARS,
        "trials": 10000,
        "sampling": "random",
        "discounting": lg300.RATE,
        "councils": {"register": "lg300-councils.csv", "units": {"size": "share"}},
        "assumptions": assumptions,
        "levers": {f"o{option}": lg300_lever(option) for option in options},
        "options": [{"name": f"Option {option}", "levers": [f"o{option}"]} for option in options],
    }


def lg300_register():
    """The register of LG-300: codes in order of the index, so that results come in that order."""
    rows = [f"C{1000 + c},Council {c},unitary,1,{size!r}" for c, size in enumerate(lg300.SIZES)]
    return "code,name,type,population,size\n" + "\n".join(rows) + "\n"


def write(folder, register):
    """Writes all scenarios; the national one names the shipped register."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lg300-councils.csv").write_text(lg300_register(), encoding="utf-8")
    scenarios = {f"lg300-{mode}": lg300_scenario(mode) for mode in ("shared", "council")}
    scenarios["national"] = national(os.path.relpath(register, folder.resolve()))
    for name, scenario in scenarios.items():
        (folder / f"{name}.json").write_text(json.dumps(scenario, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(Path(sys.argv[1]), ROOT / "scenarios" / "registers" / "uk-councils.csv")
