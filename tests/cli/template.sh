# Forms of the next meeting, and empty ones: where they go, and why they may not be written.
corpus mill
is_docx() {
    unzip -tqq "$1" || fail "$1 is no archive"
    unzip -p "$1" docProps/custom.xml | grep -q 'minutec:body"><vt:lpwstr>mill-lane<' || fail "$1 does not say whose it is"
}
runs 2 next mill -f docx
hushed
says "no meeting says when this body meets next: 'mill-lane'"
runs 0 next mill -f docx --date 2024-09-11
silent
cp "$work/out" printed.docx
is_docx printed.docx
mkdir new
runs 0 next mill -f docx --date 2024-09-11 -o new
hushed
cmp -s printed.docx new/2024-09-11.docx || fail "-o and standard output differ"
runs 2 next mill -f docx --date 2024-09-11 -o new
says "there is such a file already: 'new/2024-09-11.docx'"
runs 0 next mill -f docx --date 2024-09-11 -o new/ --force
# The source is what is written where nothing else is asked for.
runs 0 next mill --date 2024-09-11
cp "$work/out" source.xml
runs 0 next mill --date 2024-09-11 -f xml
cmp -s source.xml "$work/out" || fail "-f xml is not the default"
sum=$(sha256sum source.xml | cut -d' ' -f1)
unzip -p printed.docx docProps/custom.xml | grep -q "minutec:sha256\"><vt:lpwstr>$sum<" || fail "it does not say what it was made from"
runs 2 next mill --date 2024-09-11 -f pdf
hushed
says "there is no form 'pdf'" "write xml, docx"
# An empty one needs no day, and may have one.
runs 0 template mill
silent
cp "$work/out" empty.docx
is_docx empty.docx
if unzip -p empty.docx docProps/custom.xml | grep -q "minutec:date\|minutec:sha256"; then fail "an empty one has a day"; fi
unzip -p empty.docx word/document.xml | grep -q "minutec:update\|minutec:approval" && fail "something was carried over"
runs 0 template mill -o new/
cmp -s empty.docx new/template.docx || fail "-o and standard output differ"
runs 0 template mill --date 2024-01-01 -o new/
unzip -p new/2024-01-01.docx docProps/custom.xml | grep -q 'minutec:date"><vt:lpwstr>2024-01-01<' || fail "the day is not there"
runs 2 template mill -f xml
says "there is no form 'xml'" "write docx"
corpus ferry
sed -i 's/mill-lane/ferry-lane/' ferry/*.xml
runs 2 template mill ferry
says "these are several bodies: 'ferry-lane, mill-lane'"
runs 0 template mill ferry -o both
[ -f both/mill-lane/template.docx ] && [ -f both/ferry-lane/template.docx ] || fail "not a file for each body"
# A body that has never met has one, too.
rm ferry/2*.xml
runs 0 template ferry -o first.docx
runs 0 next ferry -f docx --date 2024-09-11 -o second.docx
# A stylesheet of one's own that is broken leaves nothing behind.
mkdir -p data/stylesheets/docx
echo '<broken' >data/stylesheets/docx/form.xsl
runs 3 template mill -o third.docx --data data
[ ! -e third.docx ] || fail "something was written"
says "form.xsl"
