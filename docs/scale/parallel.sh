#!/bin/sh
# Builds the corpus in the current folder with GNU parallel, on this machine or on others that see the same folders.
#
#     parallel.sh OUTPUT [OPTION OF PARALLEL…]
#     parallel.sh /srv/site --sshlogin 8/one,8/two,8/three
#
# MINUTEC names the program, BATCH how many meetings one rendering takes (they share what it reads first).
set -eu
output=$1
shift
parts=$output.parts
minutec=${MINUTEC:-minutec}
mkdir -p "$parts"
export output parts minutec

find . -name body.xml -printf '%h\0' | LC_ALL=C sort -z > "$parts/folders"
xargs -0 -a "$parts/folders" -I DIR find DIR -maxdepth 1 -type f -name '*.xml' ! -name '.*' -print0 > "$parts/files"
grep -zv '/body\.xml$' "$parts/files" > "$parts/meetings"

each() { parallel --null --will-cite --workdir "$PWD" --env output --env parts --env minutec "$@"; }

# A file with errors has an interface too (status 1), and the others are linked without it.
each "$@" --arg-file "$parts/files" '$minutec interface -o "$parts"/interface/{}.mi {} || test $? -eq 1'
each "$@" --arg-file "$parts/folders" '$minutec link --combine -o "$parts"/shard/{}/linked "$parts"/interface/{}/*.mi'
find "$parts/shard" -name linked -type f | sed "s/'/'\\\\''/g; s/.*/'&'/" > "$parts/shards"
"$minutec" link -o "$parts/linked" "@$parts/shards" || test $? -eq 1
failed=0
each "$@" -n "${BATCH:-32}" --arg-file "$parts/meetings" '$minutec render --linked "$parts"/linked -o "$output"/ -- {}' || failed=1
"$minutec" render --linked "$parts/linked" -o "$output/" || failed=1
exit $failed
