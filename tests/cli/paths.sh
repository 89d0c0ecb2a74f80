# Any path: blanks, apostrophes, other scripts, percent signs; the current folder; nested bodies; hidden folders.
odd="it's a “place” of Siân & Co, 100% <ok> ✓"
corpus "$odd/mill lane"
runs 0 check "$odd"
silent
runs 0 build "$odd" -o "out $odd"
silent
[ -s "out $odd/mill-lane/2024-05-08.docx" ] || fail "not built"
runs 0 render "$odd/mill lane/2024-05-08.xml" -f html -o "a 'page'.html"
cmp -s "a 'page'.html" "out $odd/mill-lane/2024-05-08.html" || fail "render and build differ"
corpus plain
runs 0 build plain -o out
same out "out $odd"
( cd plain && "$MINUTEC" check ) || fail "check of the current folder"
( cd plain && "$MINUTEC" build -o ../here . ) || fail "build of the current folder"
same out here
( cd plain && "$MINUTEC" build -o "$PWD/../here2" ) || fail "build without a path"
same out here2
# A body within a body's folder is a body of its own.
corpus nest
corpus nest/sub/deep
sed -i 's/mill-lane/mill-deep/' nest/sub/deep/*.xml
runs 0 build nest -o nested
[ -s nested/mill-lane/2024-05-08.html ] && [ -s nested/mill-deep/2024-05-08.html ] || fail "not both bodies were built"
# Hidden files and folders are passed over.
corpus hidden/mill
corpus hidden/.git/mill
cp hidden/mill/2024-05-08.xml hidden/mill/.2024-05-08.xml
runs 0 check hidden
silent
