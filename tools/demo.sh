#!/usr/bin/env bash
# Not interactive: a temporary database, the real registers where they are at hand, both cases, the signed letters.
set -euo pipefail
registers=$1
bin=.venv/bin
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DREMPEL_DEMONSTRATION=1 DREMPEL_DATA="$folder" PUBLIC_URL="${PUBLIC_URL:-http://127.0.0.1:5000}"
unset DATABASE_URL
$bin/flask db upgrade
$bin/flask demo --registers "$registers" --out build/demo
