#!/bin/bash
# One share of one step of a build of the corpus in the current folder, for engines that count tasks, such as Slurm's arrays.
#
#     step.sh list|interface|combine|link|render|pages OUTPUT
#
# SLURM_ARRAY_TASK_ID of SLURM_ARRAY_TASK_COUNT say which share (0 of 1 where they are not set); MINUTEC names the program.
set -eu
step=$1 output=$2 parts=$2.parts
minutec=${MINUTEC:-minutec} task=${SLURM_ARRAY_TASK_ID:-0} tasks=${SLURM_ARRAY_TASK_COUNT:-1} batch=${BATCH:-32}

# Every line of a list that is ours; names end with a NUL.
share() { awk -v RS='\0' -v ORS='\0' -v task="$task" -v tasks="$tasks" 'NR % tasks == task' "$1"; }
# The same in one piece, so that neighbours stay together.
stretch() {
    local all
    all=$(tr -dc '\0' < "$1" | wc -c)
    awk -v RS='\0' -v ORS='\0' -v from=$((all * task / tasks)) -v to=$((all * (task + 1) / tasks)) 'NR > from && NR <= to' "$1"
}

case $step in
list)
    mkdir -p "$parts"
    find . -name body.xml -printf '%h\0' | LC_ALL=C sort -z > "$parts/folders"
    xargs -0 -a "$parts/folders" -I DIR find DIR -maxdepth 1 -type f -name '*.xml' ! -name '.*' -print0 > "$parts/files"
    grep -zv '/body\.xml$' "$parts/files" > "$parts/meetings" ;;
interface)
    share "$parts/files" | while IFS= read -r -d '' file; do
        "$minutec" interface -o "$parts/interface/$file.mi" -- "$file" || test $? -eq 1
    done ;;
combine)
    share "$parts/folders" | while IFS= read -r -d '' folder; do
        "$minutec" link --combine -o "$parts/shard/$folder/linked" "$parts/interface/$folder"/*.mi
    done ;;
link)
    find "$parts/shard" -name linked -type f | sed "s/'/'\\\\''/g; s/.*/'&'/" > "$parts/shards"
    "$minutec" link -o "$parts/linked" "@$parts/shards" || test $? -eq 1 ;;
render)
    stretch "$parts/meetings" | xargs -0 -r -n "$batch" "$minutec" render --linked "$parts/linked" -o "$output/" -- ;;
pages)
    "$minutec" render --linked "$parts/linked" -o "$output/" ;;
esac
