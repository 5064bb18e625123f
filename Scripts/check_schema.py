"""Checks every shipped scenario against the published JSON Schema, by an implementation that is not ours.

usage: check_schema.py [SCENARIOS_FOLDER]

A scenario is every .json file below the folder but the schema itself, and but the results of studies. Each must agree
with the schema, and must be refused once it holds a key that nobody knows: a schema that accepts anything checks nothing.
"""

import json
import sys
from pathlib import Path

from jsonschema import validators

SCHEMA_NAME = "folkmoot.schema.json"
UNKNOWN_KEY = "a_key_that_nobody_knows"


def scenario_files(folder):
    """The scenario files below a folder, sorted by path."""
    return sorted(
        path
        for path in folder.rglob("*.json")
        if path.name != SCHEMA_NAME and "results" not in path.relative_to(folder).parts
    )


def disagreements(validator, path):
    """What is wrong with one file, as lines of text."""
    try:
        scenario = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"{path}: not JSON: {error}"]
    errors = sorted(validator.iter_errors(scenario), key=lambda error: error.json_path)
    lines = [f"{path}: {error.json_path}: {error.message[:300]}" for error in errors]
    if isinstance(scenario, dict) and validator.is_valid({**scenario, UNKNOWN_KEY: 1}):
        lines.append(f"{path}: the schema accepts an unknown key beside those of this scenario")
    return lines


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "scenarios")
    schema = json.loads((folder / SCHEMA_NAME).read_text(encoding="utf-8"))
    validator_class = validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    files = scenario_files(folder)
    if not files:
        print(f"There is no scenario below {folder}.", file=sys.stderr)
        return 1
    lines = [line for path in files for line in disagreements(validator, path)]
    if lines:
        print("\n".join(lines), file=sys.stderr)
        return 1
    print(f"Scenarios below {folder} that agree with {SCHEMA_NAME}: {len(files)} of {len(files)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
