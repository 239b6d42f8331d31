#!/usr/bin/env bash
# Practice environment: migrate, load the region once, serve, with the jobs process beside it.
set -euo pipefail
port=$1
bin=.venv/bin
export DREMPEL_DEMONSTRATION=1 DREMPEL_DATA="${DREMPEL_DATA:-instance}"
# The code under a letter leads here.
export PUBLIC_URL="${PUBLIC_URL:-http://127.0.0.1:${port}}"
$bin/flask db upgrade
$bin/flask first-start
$bin/flask jobs &
jobs_pid=$!
trap 'kill "$jobs_pid" 2>/dev/null || true' EXIT
echo "Drempel practises on http://127.0.0.1:${port}"
$bin/gunicorn --bind "127.0.0.1:${port}" --workers 1 --threads 8 --no-control-socket wsgi:app
