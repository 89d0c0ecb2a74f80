# Every command helps, in the same way whether asked for with --help, -h or help.
runs 0 --help
silent
prints "minutec check" "minutec build" "minutec render" "minutec actions" "minutec attendance" "minutec next" "minutec template" "minutec schema" "minutec stylesheet" "minutec explain"
for command in check build render next template actions attendance schema stylesheet explain; do
    runs 0 $command --help
    silent
    prints "minutec $command" "--help" "Exit status"
    cp "$work/out" "$work/$command"
    runs 0 $command -h
    cmp -s "$work/out" "$work/$command" || fail "$command -h is not $command --help"
    runs 0 help $command
    cmp -s "$work/out" "$work/$command" || fail "help $command is not $command --help"
    awk 'length > 140 { exit 1 }' "$work/out" || fail "$command --help has long lines"
done
runs 0 build --help
prints "--output PATH" "--format FORMAT" "--jobs N" "--warning LEVEL" "--audience WHO" "--history" "--no-history" "--as-of DATE" "--data DIR" \
    "--quiet" "--verbose"
runs 0 actions --help
prints "--open" "--overdue" "--owner NAME" "--since DATE" "--until DATE" "--body ID" "--sort KEY" "--group KEY" "--width COLUMNS" \
    "--as-of DATE" "--audience WHO" "--format FORMAT" "--output PATH" "--warning LEVEL" "--quiet"
runs 2
says "minutec check"
hushed
