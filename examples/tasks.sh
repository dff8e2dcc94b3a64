#!/bin/sh
# Signs in, writes a task down and lists what is there. Needs curl:
#   CLEARLIST_URL=http://localhost:3000 CLEARLIST_EMAIL=… CLEARLIST_PASSWORD=… sh examples/tasks.sh "Buy milk"
set -eu
url="${CLEARLIST_URL:-http://localhost:3000}"
title="${1:-Try the API}"
cookies="$(mktemp)"
trap 'rm -f "$cookies"' EXIT

curl -fsS -c "$cookies" -H 'Content-Type: application/json' -o /dev/null \
  -d "{\"email\":\"$CLEARLIST_EMAIL\",\"password\":\"$CLEARLIST_PASSWORD\"}" "$url/api/auth/sign-in/email"
token="$(curl -fsS -b "$cookies" "$url/api/auth/token" | sed 's/.*"token":"\([^"]*\)".*/\1/')"
# The user's id is the claim `sub` in the middle part of the token.
claims="$(printf '%s==' "$token" | cut -d. -f2 | tr '_-' '/+' | base64 -d 2>/dev/null || true)"
user="$(printf '%s' "$claims" | sed 's/.*"sub":"\([^"]*\)".*/\1/')"

curl -fsS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -o /dev/null \
  -d "{\"title\":\"$title\"}" "$url/api/$user/tasks"
curl -fsS -H "Authorization: Bearer $token" "$url/api/$user/tasks?status=pending"
echo
