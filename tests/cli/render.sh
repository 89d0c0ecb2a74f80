# One document to standard output or a file.
corpus mill
for format in html txt json resolved; do
    runs 0 render mill/2024-05-08.xml -f $format
    silent
    [ -s "$work/out" ] || fail "$format: nothing printed"
    cp "$work/out" "$work/$format"
    runs 0 render mill/2024-05-08.xml -f $format -o "new/folder/one.$format"
    silent
    hushed
    cmp -s "$work/$format" "new/folder/one.$format" || fail "$format: -o and standard output differ"
done
runs 0 render mill/2024-05-08.xml -f docx
head -c 2 "$work/out" | grep -q PK || fail "not a Word document"
runs 0 render new/folder/one.resolved -f txt
cmp -s "$work/out" "$work/txt" || fail "rendered from the resolved tree it differs"
runs 2 render mill/body.xml -f txt
hushed
[ -s "$work/err" ] || fail "nothing said of rendering a body"
runs 3 render mill/nothing.xml -f txt
hushed
says "[cannot-read]"
echo '<page/>' >page.xml
runs 2 render page.xml -f txt
hushed
[ -s "$work/err" ] || fail "nothing said of rendering another kind of file"
# A resolved tree from a stranger is as harmless as a source.
sed 's|<r:head|<r:head onload="x"|; s|Water comes in|<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>Water|' \
    new/folder/one.resolved >odd.xml
runs 1 render odd.xml -f html
! grep -q '<script>alert' "$work/out" || fail "a script was passed through"
