# A meeting's file named alone is linked with its siblings, but only its own findings are reported.
corpus mill
meeting mill/2024-05-08.xml 2024-05-08 '<text>&lt;b></text><action n="1a" owner="bo-ek">Ask.</action>'
runs 0 check mill
says "2024-05-08.xml" "[raw-html]"
runs 0 check mill/2024-07-10.xml
silent
runs 0 check mill/2024-05-08.xml
says "[raw-html]"
meeting mill/2024-07-10.xml 2024-07-10 '<approval of="2024-05-08" outcome="approved"/><update action="2024-05-08#7"/>'
runs 1 check mill/2024-07-10.xml
says "[unresolved-action]" "2024-07-10.xml"
says_not "raw-html"
runs 0 check mill/2024-05-08.xml
says_not "unresolved-action"
runs 0 check mill/body.xml
silent
( cd mill && "$MINUTEC" check 2024-05-08.xml 2>"$work/err" ) || fail "check in the folder itself"
says "2024-05-08.xml:" "[raw-html]"
grep -q '^2024-05-08.xml:' "$work/err" || fail "the path is not shown as typed"
# A broken sibling or body is not silently ignored where it matters.
sed -i 's|</people>|</poeple>|' mill/body.xml
runs 1 check mill/2024-05-08.xml
says "body.xml"
# Named twice is read once.
corpus twice
meeting twice/2024-05-08.xml 2024-05-08 '<text>&lt;b></text><action n="1a" owner="bo-ek">Ask.</action>'
runs 0 check twice twice/ ./twice twice/2024-05-08.xml "$PWD/twice"
[ "$(grep -c 'raw-html' "$work/err")" -eq 1 ] || fail "the same file is reported on more than once"
