# check --fix: what is mended is told, the rest of the file stays, and what is left is found.
corpus mill
sed -i 's/<title>\(.*\)<\/title>/<titel>\1<\/titel>/; s/<venue>Mill House/<venue>Mill \& House/; s/ann-lee" role/ann-lee" rloe/' mill/2024-05-08.xml
sed -i 's/$/\r/' mill/2024-05-08.xml
chmod 640 mill/2024-05-08.xml
cp -rp mill before
runs 1 check --fix --diff mill
prints "-    <titel>" "+    <title>" "+  <meeting start=\"18:30\" end=\"19:15\"><venue>Mill &amp; House"
says "[malformed]"
same before mill
runs 0 check --fix mill
prints "mill/2024-05-08.xml:2:50: mended: '&' stands alone" "[unknown-element]" "[unknown-attribute]" "3 findings mended in 1 file"
[ "$(stat -c %a mill/2024-05-08.xml)" = 640 ] || fail "the mode was lost"
[ "$(grep -c "$(printf '\r')" mill/2024-05-08.xml)" -eq "$(wc -l <mill/2024-05-08.xml)" ] || fail "line ends were lost"
cmp mill/body.xml before/body.xml || fail "another file was written"
runs 0 check --fix mill
hushed
runs 0 check --fix mill -q
hushed

# Only what was asked for is mended, and only where nothing is guessed.
corpus two
sed -i 's/<title>/<titel>/; s/<\/title>/<\/titel>/' two/2024-05-08.xml two/2024-07-10.xml
cp -r two before-two
runs 0 check --fix two/2024-07-10.xml
cmp two/2024-05-08.xml before-two/2024-05-08.xml || fail "a file that was not named was mended"
grep -q '<title>' two/2024-07-10.xml || fail "the file that was named was not mended"
meeting two/2024-09-04.xml 2024-09-04 '<action owner="bo-ek" due="3/4/2025">A day that may mean two.</action>'
cp two/2024-09-04.xml kept
runs 1 check --fix two/2024-09-04.xml
hushed
says "[bad-date]"
cmp two/2024-09-04.xml kept || fail "a guess was written"

# A file that may not be written is left, with its findings, and said to be.
corpus three
sed -i 's/<title>/<titel>/; s/<\/title>/<\/titel>/' three/2024-05-08.xml
chmod 444 three/2024-05-08.xml
runs 3 check --fix three
hushed
says "cannot write 'three/2024-05-08.xml': permission denied" "there is no element 'titel'"

# What is restricted is mended, and its words are not told.
corpus four
meeting four/2024-09-04.xml 2024-09-04 '<restricted reason="personal"><summary>S</summary><text confidance="1">Secret</text></restricted>'
runs 0 check --fix four/2024-09-04.xml
prints "four/2024-09-04.xml:8:61: mended [unknown-attribute]"
grep -q 'confidence=' four/2024-09-04.xml || fail "it was not mended"

runs 2 check --diff mill
says "give both"

# A finding that is switched off is not mended; one of a rule is.
corpus five
sed -i 's,</membership>,&<policy><level code="action-droped" set="off"/></policy>,' five/body.xml
cp five/body.xml kept
runs 0 check --fix five -W unknown-code=off
hushed
cmp five/body.xml kept || fail "what is switched off was mended"
runs 0 check --fix five
prints "mended: there is no finding 'action-droped' [unknown-code]"
grep -q 'code="action-dropped"' five/body.xml || fail "a finding's name was not mended"

# A root that is nearly right, and what comes to light behind it.
corpus six
sed -i 's/ version="1"//; s/<minutes/<minute/; s/<\/minutes>/<\/minute>/; s/date="2024-05-08"/date="8 May 2024"/' six/2024-05-08.xml
runs 0 check --fix six
prints "[wrong-file]" "3 findings mended in 1 file"
grep -q '<minutes version="1" xmlns="urn:minutec:minutes" body="mill-lane" date="2024-05-08"' six/2024-05-08.xml || fail "not mended to the end"
