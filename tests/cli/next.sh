# The next meeting's file: where it goes, and why it may not be written.
corpus mill
runs 2 next mill
hushed
says "no meeting says when this body meets next: 'mill-lane'" "give --date" "[usage]"
runs 0 next mill --date 2024-09-11
silent
prints 'date="2024-09-11"' 'status="draft"' '<approval of="2024-07-10" outcome="deferred"/>' '<person ref="ann-lee" role="chair"/>' \
    '<venue>Mill House</venue>'
cp "$work/out" printed
for bad in 2024-13-01 "10 July" 2024-07; do
    runs 2 next mill --date "$bad"
    says "this is not a day"
done
runs 2 next mill --date 2024-07-09
hushed
says "the latest meeting was later than '2024-07-09'"
# A second meeting of a day is another sitting.
runs 0 next mill --date 2024-07-10 -o mill
[ -f mill/2024-07-10b.xml ] || fail "no second sitting"
runs 0 check mill
runs 0 next mill --date 2024-07-10
prints 'sitting="c"'
rm mill/2024-07-10b.xml
# Into a folder, into a file, and over a file that is there only when told to.
runs 0 next mill --date 2024-09-11 -o mill
hushed
silent
cmp -s printed mill/2024-09-11.xml || fail "-o and standard output differ"
rm mill/2024-09-11.xml
runs 0 next mill --date 2024-09-11 -o new/one.xml
cmp -s printed new/one.xml || fail "-o FILE differs"
runs 0 next mill --date 2024-09-11 -o other/
cmp -s printed other/2024-09-11.xml || fail "-o DIR/ differs"
echo mine >new/one.xml
runs 2 next mill --date 2024-09-11 -o new/one.xml
says "there is such a file already: 'new/one.xml'" "--force"
[ "$(cat new/one.xml)" = mine ] || fail "a file was overwritten"
ln -s nowhere new/link.xml
runs 2 next mill --date 2024-09-11 -o new/link.xml
runs 0 next mill --date 2024-09-11 -o new/one.xml --force
cmp -s printed new/one.xml || fail "--force does not overwrite"
runs 3 next mill --date 2024-09-11 -o printed/one.xml
says "[cannot-write]"
# What was announced, and that only once.
sed 's|</item>|<next-meeting date="2024-09-11" start="19:00"/><next-meeting date="2024-09-12" kind="annual"/></item>|' \
    mill/2024-07-10.xml >more.xml
mv more.xml mill/2024-07-10.xml
runs 0 next mill
prints 'date="2024-09-11"' 'start="19:00"'
runs 0 next mill --date 2024-09-12
prints 'date="2024-09-12" kind="annual"'
meeting mill/cancelled 2024-09-11 ''
sed 's|xml:lang|held="cancelled" xml:lang|' mill/cancelled >mill/2024-09-11.xml
rm mill/cancelled
runs 2 next mill
says "no meeting says when"
rm mill/2024-09-11.xml
# Several bodies.
corpus ferry
sed -i 's/mill-lane/ferry-lane/' ferry/*.xml
runs 2 next mill ferry --date 2024-09-11
hushed
says "these are several bodies: 'ferry-lane, mill-lane'" "--body ID"
runs 2 next mill ferry --body fery-lane
says "there is no body 'fery-lane'" "did you mean 'ferry-lane'?"
runs 0 next mill ferry --body ferry-lane --date 2024-09-11
prints 'body="ferry-lane"'
runs 0 next mill ferry --date 2024-09-11 -o both
[ -f both/mill-lane/2024-09-11.xml ] && [ -f both/ferry-lane/2024-09-11.xml ] || fail "not a file for each body"
# What one body lacks does not keep the others.
runs 2 next mill ferry -o some
says "'ferry-lane'"
[ -f some/mill-lane/2024-09-11.xml ] || fail "the other body's file is missing"
# While a file cannot be used, nobody knows what is open.
echo '<minutes' >mill/2024-06-05.xml
runs 1 next mill --date 2024-09-11
hushed
says "2024-06-05.xml"
runs 3 next nowhere
hushed
mkdir empty
runs 1 next empty
hushed
