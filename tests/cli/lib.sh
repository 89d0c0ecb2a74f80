# What the scripts here use. Every script runs in an empty folder of its own.
# shellcheck shell=sh

fail() {
    echo "failed: $*"
    for file in "$work/out" "$work/err"; do
        [ -s "$file" ] && { echo "-- $(basename "$file"):"; head -n 40 "$file"; }
    done
    exit 1
}

work=$(mktemp -d)

# runs STATUS ARGUMENT…: runs the program, which must end with that status; what it printed is in $work/out and $work/err.
runs() {
    wanted=$1
    shift
    got=0
    "$MINUTEC" "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
    [ "$got" -eq "$wanted" ] || fail "minutec $*: exit status $got, not $wanted"
}

# says TEXT…: each stands in what went to standard error; silent: nothing does; prints and hushed: the same of standard output.
says() {
    for text in "$@"; do grep -qF -e "$text" "$work/err" || fail "not said: $text"; done
}
says_not() {
    for text in "$@"; do ! grep -qF -e "$text" "$work/err" || fail "said: $text"; done
}
silent() {
    [ ! -s "$work/err" ] || fail "something was said"
}
prints() {
    for text in "$@"; do grep -qF -e "$text" "$work/out" || fail "not printed: $text"; done
}
hushed() {
    [ ! -s "$work/out" ] || fail "something was printed"
}

# corpus FOLDER: a small corpus that is all right, two meetings of one body.
corpus() {
    mkdir -p "$1"
    cat >"$1/body.xml" <<END
<body xmlns="urn:minutec:minutes" version="1" id="mill-lane" xml:lang="en-GB">
  <name>Mill Lane Residents' Group</name>
  <people>
    <person id="ann-lee"><name>Ann Lee</name></person>
    <person id="bo-ek"><name>Bo Ek</name></person>
  </people>
  <membership><member ref="ann-lee" role="chair"/><member ref="bo-ek"/></membership>
</body>
END
    meeting "$1/2024-05-08.xml" 2024-05-08 '<text>Water comes in above the wheel.</text>
    <action n="1a" owner="bo-ek">Ask two roofers for a price.</action>'
    meeting "$1/2024-07-10.xml" 2024-07-10 '<approval of="2024-05-08" outcome="approved"/>
    <update action="2024-05-08#1a" status="done">The roof is mended.</update>'
}

# meeting FILE DATE INSIDE: a meeting with one item.
meeting() {
    cat >"$1" <<END
<minutes xmlns="urn:minutec:minutes" version="1" body="mill-lane" date="$2" xml:lang="en-GB">
  <meeting start="18:30" end="19:15"><venue>Mill House</venue></meeting>
  <attendance>
    <present><person ref="ann-lee" role="chair"/><person ref="bo-ek"/></present>
  </attendance>
  <item n="1">
    <title>The roof of the mill</title>
    $3
  </item>
</minutes>
END
}

# same FOLDER FOLDER: the same files with the same bytes.
same() {
    diff -r "$1" "$2" >"$work/out" 2>"$work/err" || fail "$1 and $2 differ"
}
