#!/usr/bin/env bash
# The worker: four loops, one process each. When one ends, all end, and the container
# starts anew.
set -euo pipefail
cd "$(dirname "$0")/.."
pause_seconds=${SEARCH_SYNC_SECONDS:-15}

python manage.py db_worker &
python manage.py send_mail --loop &
while true; do
  # What the search could not learn while Elasticsearch was away; a fault is tried again.
  python manage.py search_index sync --waiting-only || true
  sleep "$pause_seconds"
done &
while true; do
  # Bodies of evidence whose newest search has become too old, and what a worker that was
  # away left; a fault is tried again.
  python manage.py recompute_ratings --waiting-only || true
  sleep 86400
done &
trap 'kill $(jobs -p) 2>/dev/null' EXIT TERM INT
wait -n
