#!/usr/bin/env bash
# Writes anew what in docs/ a command writes: settings.md, the drawing in architecture.md, and every block that stands below a comment with a command of its own.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

./appointments settings --into docs/settings.md
./appointments graph --stack prod --format mermaid --into docs/architecture.md
grep -ho '^<!-- \$ .* -->$' docs/*.md | sed 's/^<!-- \$ \(.*\) -->$/\1/' | sort -u | while read -r command; do
  for page in $(grep -lF -- "<!-- \$ $command -->" docs/*.md); do
    eval "$command --into $page" >/dev/null || [ $? -eq 1 ] # 1: data would be lost, which the page says
  done
done
