#!/usr/bin/env bash
# Puts what the program prints for the default study into README.md, between the two comments that mark the place.
#
#   Scripts/update-readme.sh FOLKMOOT    FOLKMOOT is the program; called from the root of the repository
set -euo pipefail

folkmoot=${1:?give the path of the program}
study=scenarios/studies/planning-london.json
begin='<!-- output of make run -->'
end='<!-- end of output -->'
for mark in "$begin" "$end"; do
    if [ "$(grep -cxF -e "$mark" README.md)" != 1 ]; then
        echo "README.md must have the line $mark once, to show where the output stands." >&2
        exit 1
    fi
done

block=$(mktemp)
page=$(mktemp)
trap 'rm -f "$block" "$page"' EXIT
# The output goes into a file, so the program sees no terminal and writes for its default width, without colours.
"$folkmoot" run "$study" --out "results/$(basename "$study" .json)" > "$block"
awk -v begin="$begin" -v end="$end" -v block="$block" '
    $0 == end { inside = 0 }
    !inside { print }
    $0 == begin {
        inside = 1
        print "```text"
        while ((getline line < block) > 0) print line
        print "```"
    }
' README.md > "$page"
cat "$page" > README.md
