#!/usr/bin/env python3
"""Checks the shipped register of UK principal councils.

Reads only scenarios/registers/uk-councils.csv (or the file named as the one argument), with the standard
library alone. Prints every fault found, one a line, and ends with exit code 1; with none, one line and 0.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

REGISTER = Path(__file__).resolve().parents[2] / "scenarios" / "registers" / "uk-councils.csv"

COLUMNS = [
    "code", "name", "type", "tier", "nation", "region", "county", "combined_authority", "population", "residents",
    "area_km2", "longitude", "latitude", "net_current_expenditure_gbp", "net_current_expenditure_year",
    "deprivation_score", "rural_share", "planning_register_product",
]
REQUIRED = [
    "code", "name", "type", "tier", "nation", "region", "population", "residents", "area_km2", "longitude", "latitude",
    "deprivation_score", "rural_share",
]

# Number, tier and start of the GSS code by type. England has 62 unitary councils and the Isles of Scilly.
TYPES = {
    "county": (21, "upper", "E10"),
    "district": (164, "lower", "E07"),
    "unitary": (63, "unitary", "E06"),
    "metropolitan": (36, "unitary", "E08"),
    "london_borough": (32, "unitary", "E09"),
    "city_corporation": (1, "unitary", "E09000001"),
    "scottish": (32, "unitary", "S12"),
    "welsh": (22, "unitary", "W06"),
    "northern_irish": (11, "unitary", "N09"),
}
NATIONS = {"E": "England", "S": "Scotland", "W": "Wales", "N": "Northern Ireland"}

# ONS mid-year population estimates, mid-2024: the United Kingdom and its four nations' sum.
UK_POPULATION = 69_281_437

# Constituent councils of each combined (county) authority in July 2025.
COMBINED_AUTHORITIES = {
    "Cambridgeshire and Peterborough": 7, "Devon and Torbay": 2, "East Midlands": 4, "Greater Lincolnshire": 3,
    "Greater Manchester": 10, "Hull and East Yorkshire": 2, "Lancashire": 3, "Liverpool City Region": 6,
    "North East": 7, "South Yorkshire": 4, "Tees Valley": 5, "West Midlands": 7, "West Yorkshire": 5,
    "West of England": 3, "York and North Yorkshire": 2,
}

# A plain decimal number: no sign of a locale, an exponent or a leading zero.
INTEGER = re.compile(r"0|[1-9][0-9]*")
FORMATS = {
    "population": INTEGER,
    "residents": INTEGER,
    "net_current_expenditure_gbp": INTEGER,
    "area_km2": re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?"),
    "longitude": re.compile(r"-?[0-9]+\.[0-9]{4}"),
    "latitude": re.compile(r"[0-9]+\.[0-9]{4}"),
    "deprivation_score": re.compile(r"[0-9]+\.[0-9]+"),
    "rural_share": re.compile(r"[01]\.[0-9]{3,4}"),
}
RANGES = {
    "population": (1_000, 2_000_000),
    "area_km2": (1, 30_000),
    "longitude": (-8.7, 1.8),
    "latitude": (49.8, 60.9),
    "net_current_expenditure_gbp": (1_000_000, 5_000_000_000),
    "deprivation_score": (0, 100),
    "rural_share": (0, 1),
}


def check_text(content: bytes) -> list[str]:
    """Faults of the file as bytes: encoding, line ends, last line."""
    faults = []
    if content.startswith(b"\xef\xbb\xbf"):
        faults.append("the file begins with a byte order mark")
    if b"\r" in content:
        faults.append("lines must end in LF alone, found CR")
    if not content.endswith(b"\n"):
        faults.append("the last line has no line end")
    return faults


def check_row(row: dict[str, str]) -> list[str]:
    """Faults of one council that can be seen without the others."""
    code, kind = row["code"], row["type"]
    where = f"{code} {row['name']}"
    faults = [f"{where}: {column} is empty" for column in REQUIRED if not row[column]]
    faults += [f"{where}: {column} has a space at an end" for column in COLUMNS if row[column] != row[column].strip()]
    if kind not in TYPES:
        return faults + [f"{where}: type {kind!r} is none of {', '.join(TYPES)}"]
    _, tier, prefix = TYPES[kind]
    if row["tier"] != tier:
        faults.append(f"{where}: tier is {row['tier']!r}, a {kind} has {tier!r}")
    if len(code) != 9 or not code.startswith(prefix):
        faults.append(f"{where}: the code of a {kind} has nine characters and begins with {prefix}")
    if row["nation"] != NATIONS.get(code[:1]):
        faults.append(f"{where}: nation {row['nation']!r} does not fit the code")
    for column, pattern in FORMATS.items():
        text = row[column]
        if not text:
            continue
        if not pattern.fullmatch(text):
            faults.append(f"{where}: {column} {text!r} is not written as {pattern.pattern}")
        elif column in RANGES and not RANGES[column][0] <= float(text) <= RANGES[column][1]:
            faults.append(f"{where}: {column} {text} lies outside {RANGES[column]}")
    expected = "0" if kind == "county" else row["population"]
    if row["residents"] != expected:
        faults.append(f"{where}: residents is {row['residents']}, expected {expected}")
    spending, year = row["net_current_expenditure_gbp"], row["net_current_expenditure_year"]
    if bool(spending) != (row["nation"] == "England") or bool(spending) != bool(year):
        faults.append(f"{where}: expenditure and its year are given for every English council and for no other")
    if year and (not re.fullmatch(r"20[0-9]{2}-[0-9]{2}", year) or (int(year[2:4]) + 1) % 100 != int(year[5:])):
        faults.append(f"{where}: {year!r} is not a financial year such as 2024-25")
    if spending and not spending.endswith("000"):
        faults.append(f"{where}: expenditure {spending} is published in whole thousands of pounds")
    if row["combined_authority"] and row["combined_authority"] not in COMBINED_AUTHORITIES:
        faults.append(f"{where}: combined authority {row['combined_authority']!r} is not known")
    product = row["planning_register_product"]
    if "likely" in product or product.startswith(("other", "none", "unknown")):
        faults.append(f"{where}: an unknown planning register product must be empty, found {product!r}")
    return faults


def check_register(rows: list[dict[str, str]]) -> list[str]:
    """Faults that appear between councils: identity, order, numbers by type, counties and totals."""
    faults = []
    for column in ("code", "name"):
        faults += [f"{column} {value!r} occurs {n} times" for value, n in Counter(r[column] for r in rows).items() if n > 1]
    codes = [row["code"] for row in rows]
    if codes != sorted(codes):
        faults.append("the rows are not sorted by code")
    counts = Counter(row["type"] for row in rows)
    for kind, (number, _, _) in TYPES.items():
        if counts[kind] != number:
            faults.append(f"{counts[kind]} councils of type {kind}, expected {number}")
    members = Counter(row["combined_authority"] for row in rows if row["combined_authority"])
    for name, number in COMBINED_AUTHORITIES.items():
        if members[name] != number:
            faults.append(f"combined authority {name} has {members[name]} councils, expected {number}")

    # Faulty numbers were reported by row; they count as 0 here so that the sums can still be compared.
    population = {r["code"]: int(r["population"]) if INTEGER.fullmatch(r["population"]) else 0 for r in rows}
    residents = sum(int(r["residents"]) for r in rows if INTEGER.fullmatch(r["residents"]))
    counties = {row["code"]: row for row in rows if row["type"] == "county"}
    for row in rows:
        if row["type"] == "district":
            county = counties.get(row["county"])
            if county is None:
                faults.append(f"{row['code']} {row['name']}: {row['county']!r} is not the code of a county")
            elif county["region"] != row["region"]:
                faults.append(f"{row['code']} {row['name']}: region differs from that of {county['name']}")
        elif row["county"]:
            faults.append(f"{row['code']} {row['name']}: only districts have a county")
    for code, county in counties.items():
        districts = sum(population[row["code"]] for row in rows if row["county"] == code)
        if districts != population[code]:
            faults.append(f"{code} {county['name']}: population {population[code]}, its districts have {districts}")
    if residents != UK_POPULATION:
        faults.append(f"residents sum to {residents}, the United Kingdom has {UK_POPULATION}")
    return faults


def main() -> int:
    """Checks the register named on the command line, or the shipped one."""
    if len(sys.argv) > 2:
        print("usage: check_register.py [register.csv]", file=sys.stderr)
        return 64
    path = Path(sys.argv[1]) if len(sys.argv) == 2 else REGISTER
    try:
        content = path.read_bytes()
        table = list(csv.reader(content.decode("utf-8").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        print(f"{path}: cannot be read: {error}", file=sys.stderr)
        return 1
    faults = check_text(content)
    if not table or table[0] != COLUMNS:
        faults.append(f"the header is not exactly {','.join(COLUMNS)}")
    else:
        rows = []
        for number, cells in enumerate(table[1:], start=2):
            if len(cells) != len(COLUMNS):
                faults.append(f"line {number} has {len(cells)} cells, expected {len(COLUMNS)}")
                continue
            rows.append(dict(zip(COLUMNS, cells)))
        for row in rows:
            faults += check_row(row)
        faults += check_register(rows)
    for fault in faults:
        print(f"{path}: {fault}", file=sys.stderr)
    if faults:
        print(f"{len(faults)} faults in {path}", file=sys.stderr)
        return 1
    print(f"{path.name}: {len(table) - 1} councils, {UK_POPULATION} residents, no fault found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
