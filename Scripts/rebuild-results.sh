#!/usr/bin/env bash
# Runs every study of scenarios/studies, and every hindcast, each into a folder of its own below a given one.
#
#   Scripts/rebuild-results.sh FOLKMOOT STUDIES HINDCASTS
#
# FOLKMOOT is the program, STUDIES receives STUDIES/<study>, HINDCASTS receives HINDCASTS/<case> and hindcast.md.
set -euo pipefail

folkmoot=$1
studies=$2
hindcasts=$3
for study in scenarios/studies/*.json; do
    name=$(basename "$study" .json)
    "$folkmoot" run "$study" --quiet --out "$studies/$name"
done
# The default study is shown with everything that can be asked of it.
default=$studies/planning-london
"$folkmoot" value-of-information scenarios/studies/planning-london.json --quiet --out "$default" \
    --pilot applicant_hours --councils 5 --error 0.5 --cost 40000
for verb in sensitivity switching portfolio shares discover; do
    "$folkmoot" "$verb" scenarios/studies/planning-london.json --quiet --out "$default"
done
"$folkmoot" report "$default" --quiet
python3 -B Scripts/hindcast.py --folkmoot "$folkmoot" --out "$hindcasts" > /dev/null
