#!/usr/bin/env bash
# Posts a report as a comment of a pull request; the next time it updates that comment, so that there is only one.
#
# GH_TOKEN            what gh logs in with
# GITHUB_REPOSITORY   owner/name, as GitHub sets it
# LCORE_PULL_REQUEST  the number of the pull request
# LCORE_REPORT        the file to post; without it nothing is posted
# LCORE_SOURCE        the folder of the documents; each of several has a comment of its own
# LCORE_AUTHOR        who posts, if not the token of GitHub Actions
set -euo pipefail

[[ -s "$LCORE_REPORT" ]] || exit 0

# The mark goes into a filter of jq and into HTML: nothing of the name of a folder may end either.
folder=$(printf '%s' "${LCORE_SOURCE:-}" | tr -c 'A-Za-z0-9./_' '_' | cut -c -60)
mark="<!-- sphinx-lcore diff $folder -->"
author=${LCORE_AUTHOR:-github-actions[bot]}
comments="repos/$GITHUB_REPOSITORY/issues/$LCORE_PULL_REQUEST/comments"

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ echo "$mark"; cat "$LCORE_REPORT"; } > "$body"

tell() {
  # A pull request from a fork may not write: the summary of the job has the report, too.
  echo "::warning title=sphinx-lcore diff::No comment; the job needs the permission pull-requests: write"
  exit 0
}

# Whoever else writes the mark into a comment keeps that comment.
mine=".[] | select(.user.login == \"$author\" and (.body | startswith(\"$mark\"))) | .id"
ids=$(gh api --paginate "$comments?per_page=100" --jq "$mine") || tell
id=${ids%%$'\n'*}

if [[ -n "$id" ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body" > /dev/null || tell
else
  gh api --method POST "$comments" --field "body=@$body" > /dev/null || tell
fi
