runs 0 explain
silent
prints "no-owner" "unresolved-action" "usage"
runs 0 explain no-owner action-dropped
prints "no-owner (warning)" "action-dropped (warning)" "Example:" "Mend:"
