# The program alone, copied to another place, needs no file of the project.
corpus mill
mkdir elsewhere
cp "$MINUTEC" elsewhere/minutec
runs 0 build mill -o here
( cd / && env -i ASAN_OPTIONS="${ASAN_OPTIONS-}" "$OLDPWD/elsewhere/minutec" build "$OLDPWD/mill" -o "$OLDPWD/there" ) ||
    fail "the copied program fails"
same here there
