runs 0 --version
silent
grep -Eqx 'minutec [0-9]+\.[0-9]+\.[0-9]+' "$work/out" || fail "not a version"
