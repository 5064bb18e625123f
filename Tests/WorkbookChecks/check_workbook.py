#!/usr/bin/env python3
"""Runs scenarios and reads their workbooks back from outside.

    check_workbook.py FOLKMOOT                  reads with openpyxl: sheets, formulas, formats, panes, charts, texts
    check_workbook.py FOLKMOOT --recalculate    also lets LibreOffice work all formulas out again, as they are and after
                                                changes, and compares with what the program wrote
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl

warnings.filterwarnings("ignore", message="Unknown extension")
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OWN = HERE / "scenarios"
EXAMPLES = ROOT / "scenarios" / "examples"
SCENARIOS = [
    ROOT / "scenarios" / "studies" / "planning-london.json",
    EXAMPLES / "three-districts.json",
    EXAMPLES / "custom-register.json",
    *sorted(OWN.glob("*.json")),
]
ALWAYS = ["Summary", "Cash by year", "By line", "By council", "By party", "Assumptions", "Checks", "Options", "Distribution",
          "Levers", "Councils", "Years", "Lines", "Flows"]
LIVE = ["Cash by year", "By line", "Assumptions", "Levers", "Years", "Flows", "Checks", "Summary"]
PENNY = 0.005


class Failures:
    """What does not hold, told at the end."""

    def __init__(self):
        self.found = []

    def expect(self, holds, what):
        if not holds:
            self.found.append(what)


def run(folkmoot, scenario, folder, *options):
    command = [folkmoot, "run", str(scenario), "--out", str(folder), "--trials", "600", "--quiet", *options]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return folder / "workbook.xlsx"


def live_option(summary):
    """The option that the workbook holds in formulas: the highest mean, do nothing and the reference aside."""
    options = [option for option in summary["options"][1:] if not option.get("is_reference")]
    reference = summary.get("reference")
    options = [option for option in options if option["name"] != reference] or summary["options"][1:]
    return max(options, key=lambda option: option["measures"]["npsv"]["mean"])


def rows(sheet):
    return {row[0].value: row for row in sheet.iter_rows() if row and row[0].value is not None}


def check_structure(name, path, folder, failures):
    def expect(holds, what):
        failures.expect(holds, f"{name}: {what}")

    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    for sheet in ALWAYS:
        expect(sheet in formulas.sheetnames, f"the sheet {sheet} is missing")
    expect(formulas.sheetnames[0] == "Summary", "Summary is not the first sheet")
    for sheet in formulas:
        if sheet.title != "Summary":
            expect(sheet.freeze_panes is not None, f"{sheet.title} has no frozen panes")
        for row in sheet.iter_rows():
            for cell in row:
                expect(cell.hyperlink is None, f"{sheet.title}!{cell.coordinate} is a link")
    for sheet in LIVE:
        count = sum(1 for row in formulas[sheet].iter_rows() for cell in row if cell.data_type == "f")
        expect(count > 0, f"{sheet} has no formulas")
    for sheet in ["By council", "By party", "Options", "Checks", "Flows", "Assumptions"]:
        expect(formulas[sheet].auto_filter.ref is not None, f"{sheet} has no filter")
    charts = {sheet.title: len(sheet._charts) for sheet in formulas if sheet._charts}
    expect(charts == {"Summary": 2, "Cash by year": 2, "Distribution": 1}, f"charts are {charts}")
    scenario = json.loads((folder / "inputs" / "scenario.json").read_text())
    if scenario.get("currency", "GBP") == "GBP":
        total = rows(formulas["Cash by year"])["Total costs"][2]
        expect(total.number_format == "[$£-809]#,##0;[Red]-[$£-809]#,##0", f"costs are shown as {total.number_format}")
    expect("Budget by council" in formulas.sheetnames or "inflation" not in scenario, "Budget by council is missing")
    expect("Baseline" in formulas.sheetnames or not scenario.get("pools"), "Baseline is missing")
    check_values(name, values, folder, failures)
    check_flows(name, values, folder, failures)
    return formulas


def check_values(name, workbook, folder, failures):
    """No error, every check ties, and the totals are those of summary.json."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                is_error = cell.data_type == "e" or str(cell.value).startswith("#") and str(cell.value).endswith(("!", "?", "A"))
                failures.expect(not is_error, f"{name}: {sheet.title}!{cell.coordinate} is {cell.value}")
    checks = rows(workbook["Checks"])
    verdict = checks["All figures"][4].value
    failures.expect(str(verdict).startswith("all "), f"{name}: the checks say \"{verdict}\"")
    count = 0
    for title, row in checks.items():
        if isinstance(row[1].value, (int, float)) and isinstance(row[2].value, (int, float)):
            count += 1
            failures.expect(
                abs(row[1].value - row[2].value) < PENNY, f"{name}: {title} is {row[1].value} against {row[2].value}")
            failures.expect(row[4].value == "ties", f"{name}: {title} says {row[4].value}")
    failures.expect(count > 10, f"{name}: there are {count} checks alone")
    option = live_option(json.loads((folder / "summary.json").read_text()))
    cash = rows(workbook["Cash by year"])
    npsv = cash["Total benefits"][1].value - cash["Total costs"][1].value
    failures.expect(
        abs(npsv - option["central"]["npsv"]) < max(PENNY, 1e-9 * abs(npsv)),
        f"{name}: NPSV is {npsv} against {option['central']['npsv']} in summary.json")
    before = checks["The same before uplift"][1].value
    failures.expect(
        abs(before - option["central"]["npsv_before_uplift"]) < max(PENNY, 1e-9 * abs(before)),
        f"{name}: before uplift NPSV is {before} against {option['central']['npsv_before_uplift']} in summary.json")
    bridge = rows(workbook["Summary"])
    mean = bridge["Mean of all trials (simulated): the estimate"][1].value
    steps = [bridge[step][1].value for step in bridge if str(step).startswith(("Central case before", "Uplifts:", "What chance"))]
    failures.expect(abs(sum(steps) - mean) < 0.01, f"{name}: the bridge comes to {sum(steps)} against {mean}")


def check_flows(name, workbook, folder, failures):
    """Flows by council, line and year are those of central.json."""
    central = json.loads((folder / "central.json").read_text())
    live = live_option(json.loads((folder / "summary.json").read_text()))["name"]
    found = {}
    sheet = workbook["Flows"]
    head = [cell.value for cell in sheet[4]]
    first = next(place for place, value in enumerate(head) if value == central["base_year"])
    titles = {row[0].value: row[1].value for row in workbook["Levers"].iter_rows(min_row=5)}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if row[0] > 0:
            found[row[1], row[2], row[3], row[4], row[5]] = [row[10] * value for value in row[first:first + central["years"]]]
    seen = 0
    for option in central["options"]:
        if option["option"] != live:
            continue
        for lever in option["levers"]:
            for line in lever["lines"]:
                by = line.get("by_council") or {"programme": line["by_year"]}
                for code, flows in by.items():
                    key = (titles[lever["lever"]], line["line"], line["side"], line["kind"], code)
                    mine = found.get(key)
                    seen += 1
                    holds = mine and all(abs(a - b) < max(1e-6, 1e-9 * abs(b)) for a, b in zip(mine, flows))
                    failures.expect(holds, f"{name}: {key} flows {mine} against {flows} in central.json")
    failures.expect(seen > 0, f"{name}: no flow was compared")


def check_texts(workbook, failures):
    """Whatever users wrote is a text, also where it looks like a formula or a link."""
    wanted = {
        "Summary": ["=1+1", "@Do names of options, lines and councils stay texts, whatever they begin with?"],
        "Flows": ["=cmd|' /C calc'!A0", "@saving", "+SUM(A1:A9)", "=A1", "@B2", "=1+1", '+44 20 "quoted" & <tagged>',
                  "_x0041_ 'é' 漢字 🙂"],
        "By council": ["=Option", "-Other"],
        "Assumptions": ['=HYPERLINK("https://example.org")', "-2+3", "https://example.org/evidence?a=1&b=<2>"],
    }
    for name, texts in wanted.items():
        # openpyxl leaves escaped characters as they stand in the file.
        cells = {str(cell.value).replace("_x005F_", "_"): cell.data_type for row in workbook[name].iter_rows() for cell in row if cell.value is not None}
        for text in texts:
            failures.expect(cells.get(text) == "s", f"unsafe names: {text!r} is {cells.get(text)} on {name}")


def check_same_bytes(folkmoot, folder, failures):
    """Two runs give the same bytes, and nothing inside names a time, a user or a place."""
    scenario = EXAMPLES / "three-districts.json"
    one, two = (run(folkmoot, scenario, folder / part, "--threads", threads) for part, threads in [("one", "1"), ("two", "2")])
    failures.expect(one.read_bytes() == two.read_bytes(), "two runs write different workbooks")
    core = zipfile.ZipFile(one).read("docProps/core.xml").decode()
    failures.expect(set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}, f"dates are not fixed: {core}")


def check_option(folkmoot, folder, failures):
    """The option in formulas can be chosen, and a name that is none is refused with the nearest."""
    scenario = EXAMPLES / "three-districts.json"
    chosen = run(folkmoot, scenario, folder / "chosen", "--workbook-option", "Shared platform at a fixed price")
    title = openpyxl.load_workbook(chosen)["Cash by year"]["A1"].value
    failures.expect(title == "Cash by year: Shared platform at a fixed price", f"the chosen option is not live: {title}")
    wrong = subprocess.run(
        [folkmoot, "run", str(scenario), "--out", str(folder / "wrong"), "--workbook-option", "Shared platfrom"],
        capture_output=True, text=True)
    failures.expect(
        wrong.returncode == 64 and 'unknown option "Shared platfrom"; did you mean "Shared platform"?' in wrong.stderr,
        f"a wrong option ends with {wrong.returncode}: {wrong.stderr}")
    run(folkmoot, scenario, folder / "without", "--format", "json")
    failures.expect(not (folder / "without" / "workbook.xlsx").exists(), "--format json writes a workbook")
    verified = subprocess.run([folkmoot, "verify", str(folder / "chosen")], capture_output=True, text=True)
    failures.expect(verified.returncode == 0 and "workbook" not in verified.stdout, f"verify says {verified.stdout}")


def recalculated(path, folder, profile):
    """The workbook with every formula worked out again by LibreOffice, whatever values stand in the file."""
    profile_file = profile / "user" / "registrymodifications.xcu"
    if not profile_file.exists():
        profile_file.parent.mkdir(parents=True)
        profile_file.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
            "<value>0</value></prop></item></oor:items>\n")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(folder),
         str(path)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return openpyxl.load_workbook(folder / path.name, data_only=True)


def planted(path, target, sheet, change):
    """A copy of the workbook with a cell changed: the first that `change` gives a value for."""
    workbook = openpyxl.load_workbook(path)
    for row in workbook[sheet].iter_rows(min_row=5):
        for cell in row:
            value = change(cell)
            if value is not None:
                cell.value = value
                workbook.save(target)
                return
    raise SystemExit(f"there is nothing to change on {sheet}")


def check_recalculation(name, path, folder, profile, failures):
    again = recalculated(path, folder, profile)
    check_values(f"{name}, recalculated", again, path.parent, failures)
    written = openpyxl.load_workbook(path, data_only=True)
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                other = again[sheet.title][cell.coordinate].value
                if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
                    close = isinstance(other, (int, float)) and abs(other - cell.value) <= max(1e-6, 1e-9 * abs(cell.value))
                    failures.expect(
                        close, f"{name}: {sheet.title}!{cell.coordinate} is {other} in LibreOffice, {cell.value} as written")


def check_planted(path, folder, profile, failures):
    """Changes are seen: an assumption moves the totals, and a flow typed over is caught by the checks."""
    used = {}
    for row in openpyxl.load_workbook(path)["Assumptions"].iter_rows(min_row=5, values_only=True):
        if row[5] == "yes" and isinstance(row[1], (int, float)):
            used[row[0]] = row[1]
    name = sorted(used)[0]
    changed = folder / "changed-assumption.xlsx"
    planted(path, changed, "Assumptions", lambda cell: used[name] * 1.5 if cell.column == 2 and
            cell.parent.cell(cell.row, 1).value == name else None)
    verdict = rows(recalculated(changed, folder / "again", profile)["Checks"])["All figures"][4].value
    failures.expect("differ" in str(verdict), f"after {name} was changed the checks say \"{verdict}\"")
    changed = folder / "changed-flow.xlsx"
    planted(path, changed, "Flows", lambda cell: 1_234_567 if cell.data_type == "f" and cell.column > 15 and
            cell.number_format.startswith("[$£") else None)
    verdict = rows(recalculated(changed, folder / "again", profile)["Checks"])["All figures"][4].value
    failures.expect("differ" in str(verdict), f"after a flow was typed over the checks say \"{verdict}\"")


def check_report(name, folkmoot, path, folder, failures):
    """folkmoot report makes the same workbook from the stored figures, which have 12 significant digits."""
    ours = openpyxl.load_workbook(path)
    path.unlink()
    subprocess.run([folkmoot, "report", str(folder), "--format", "xlsx", "--quiet"], check=True)
    again = openpyxl.load_workbook(path)
    failures.expect(ours.sheetnames == again.sheetnames, f"{name}: report makes the sheets {again.sheetnames}")
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                other = again[sheet.title][cell.coordinate].value
                same = other == cell.value
                if isinstance(cell.value, (int, float)) and isinstance(other, (int, float)):
                    same = abs(other - cell.value) <= 1e-11 * abs(cell.value)
                failures.expect(same, f"{name}: {sheet.title}!{cell.coordinate} is {other} by report, {cell.value} by run")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folkmoot", help="the program")
    parser.add_argument("--recalculate", action="store_true", help="let LibreOffice work the formulas out again")
    arguments = parser.parse_args()
    folkmoot = str(pathlib.Path(arguments.folkmoot).resolve())
    if arguments.recalculate and not shutil.which("soffice"):
        print("SKIPPED  recalculation of workbooks: LibreOffice (soffice) is not installed")
        return
    failures = Failures()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        profile = scratch / "profile"
        for scenario in SCENARIOS:
            folder = scratch / scenario.stem
            path = run(folkmoot, scenario, folder)
            if arguments.recalculate:
                check_recalculation(scenario.stem, path, folder / "again", profile, failures)
                continue
            workbook = check_structure(scenario.stem, path, folder, failures)
            if scenario.stem == "unsafe-names":
                check_texts(workbook, failures)
            check_report(scenario.stem, folkmoot, path, folder, failures)
        if arguments.recalculate:
            check_planted(scratch / "planning-london" / "workbook.xlsx", scratch, profile, failures)
        else:
            check_same_bytes(folkmoot, scratch, failures)
            check_option(folkmoot, scratch, failures)
    for failure in failures.found[:40]:
        print(failure)
    if failures.found:
        sys.exit(f"{len(failures.found)} things about workbooks do not hold.")
    what = "recalculated by LibreOffice" if arguments.recalculate else "read back with openpyxl"
    print(f"holds    workbooks of {len(SCENARIOS)} scenarios, {what}")


if __name__ == "__main__":
    main()
