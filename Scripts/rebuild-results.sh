#!/usr/bin/env bash
# Runs every study of scenarios/studies into a folder of its own below a given one.
#
#   Scripts/rebuild-results.sh FOLKMOOT FOLDER    FOLKMOOT is the program, FOLDER receives FOLDER/<study>
set -euo pipefail

folkmoot=$1
folder=$2
for study in scenarios/studies/*.json; do
    "$folkmoot" run "$study" --quiet --out "$folder/$(basename "$study" .json)"
done
