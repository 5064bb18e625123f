"""Checks every shipped scenario and library file against its published JSON Schema, by an implementation not ours.

usage: check_schema.py [SCENARIOS_FOLDER]

A library file is every .json file in a folder "library" below the folder; a scenario is every other but the schemas,
results, and the outturns of hindcasts. Each must agree with its schema, name no other one, and be refused once it holds
a key that nobody knows: a schema that accepts anything checks nothing.
"""

import json
import sys
from pathlib import Path

from jsonschema import validators

SCENARIO_SCHEMA = "folkmoot.schema.json"
LIBRARY_SCHEMA = "folkmoot-library.schema.json"
OUTTURN_NAME = "outturn.json"
UNKNOWN_KEY = "a_key_that_nobody_knows"


def files_by_schema(folder):
    """The files below a folder that each schema is for, sorted by path."""
    files = {SCENARIO_SCHEMA: [], LIBRARY_SCHEMA: []}
    for path in sorted(folder.rglob("*.json")):
        parts = path.relative_to(folder).parts
        if path.name not in (*files, OUTTURN_NAME) and "results" not in parts:
            files[LIBRARY_SCHEMA if "library" in parts[:-1] else SCENARIO_SCHEMA].append(path)
    return files


def disagreements(validator, schema_name, path):
    """What is wrong with one file, as lines of text."""
    try:
        scenario = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"{path}: not JSON: {error}"]
    errors = sorted(validator.iter_errors(scenario), key=lambda error: error.json_path)
    lines = [f"{path}: {error.json_path}: {error.message[:300]}" for error in errors]
    if not isinstance(scenario, dict):
        return lines
    named = str(scenario.get("$schema", schema_name)).rsplit("/", 1)[-1]
    if named != schema_name:
        lines.append(f"{path}: it names the schema {named}, expected {schema_name}")
    if validator.is_valid({**scenario, UNKNOWN_KEY: 1}):
        lines.append(f"{path}: the schema accepts an unknown key beside those of this file")
    return lines


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "scenarios")
    lines = []
    for name, files in files_by_schema(folder).items():
        schema = json.loads((folder / name).read_text(encoding="utf-8"))
        validator_class = validators.validator_for(schema)
        validator_class.check_schema(schema)
        validator = validator_class(schema)
        wrong = [line for path in files for line in disagreements(validator, name, path)]
        if not files:
            wrong.append(f"There is no file below {folder} that {name} is for.")
        if not wrong:
            print(f"Files below {folder} that agree with {name}: {len(files)} of {len(files)}.")
        lines += wrong
    if lines:
        print("\n".join(lines), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
