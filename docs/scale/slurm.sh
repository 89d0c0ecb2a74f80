#!/bin/sh
# Builds the corpus in the current folder, on a file system that all nodes see, with Slurm: five jobs, each waiting for the one before.
#
#     slurm.sh OUTPUT TASKS
set -eu
output=$1 last=$(($2 - 1))
step=$(dirname "$0")/step.sh
"$step" list "$output"
job() { sbatch --parsable --chdir "$PWD" --output "$output.parts/%x-%a.log" "$@"; }
read=$(job --job-name interface --array "0-$last" "$step" interface "$output")
combined=$(job --job-name combine --array "0-$last" --dependency "afterok:$read" "$step" combine "$output")
linked=$(job --job-name link --dependency "afterok:$combined" --cpus-per-task 32 --mem 0 "$step" link "$output")
# A meeting with errors fails its task and no other; the pages are made all the same.
job --job-name render --array "0-$last" --dependency "afterok:$linked" "$step" render "$output"
job --job-name pages --dependency "afterok:$linked" --cpus-per-task 32 --mem 0 "$step" pages "$output"
