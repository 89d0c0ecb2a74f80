# An output folder inside the sources is passed over, also when it holds copies of sources.
corpus mill
mkdir -p mill/public/copy
cp mill/*.xml mill/public/copy
runs 1 check mill
says "[duplicate-body]"
runs 0 build mill -o mill/public
silent
runs 0 build mill -o ./mill/public/
silent
runs 0 build mill -o "$PWD/mill/public"
silent
( cd mill && "$MINUTEC" build . -o public ) || fail "build within the folder"
[ -s mill/public/mill-lane/2024-05-08.html ] || fail "not built"
# The same folder for sources and outputs: sources stay as they are.
corpus both
cp -r both kept
runs 0 build both -o both
for file in kept/*; do cmp "$file" "both/$(basename "$file")" || fail "a source was changed"; done
