#!/usr/bin/env bash
# Writes what a change does to the requirements, for post-diff.sh and for the summary of the job.
#
# LCORE_BASE    the git revision before the change
# LCORE_SOURCE  the folder of conf.py
# LCORE_REPORT  the file to write; there is none where the two cannot be compared
set -euo pipefail

if sphinx-lcore diff "$LCORE_BASE" "$LCORE_SOURCE" --source "$LCORE_SOURCE" --format markdown > "$LCORE_REPORT"; then
  cat "$LCORE_REPORT" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
else
  # The change that adds the documentation has nothing to be compared with, and must not fail for that.
  rm -f "$LCORE_REPORT"
  echo "::warning title=sphinx-lcore diff::No comparison with the base; is it fetched (fetch-depth: 0)?"
fi
