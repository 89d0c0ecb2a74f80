# Levels: the command line over the body's policy over what diag.def says.
corpus mill
meeting mill/2024-07-10.xml 2024-07-10 '<approval of="2024-05-08" outcome="approved"/>
    <action n="1b">Paint the door.</action>'
policy() {
    sed -i '/<policy/d' mill/body.xml
    sed -i "s|</body>|<policy $1</policy>\n</body>|" mill/body.xml
}
level() {
    grep -o "^[^ ]*: [a-z]*: .*\[$1\]\$" "$work/err" | sed 's/^[^ ]*: \([a-z]*\): .*/\1/' | head -n 1
}
expect() {
    got=$(level "$1")
    [ "$got" = "$2" ] || fail "$1 is '$got', not '$2' ($3)"
}
runs 0 check mill
expect action-dropped warning default
expect no-owner warning default
runs 1 check mill -W no-owner=error
expect no-owner error option
expect action-dropped warning option
runs 0 check mill -W no-owner=note --warning=action-dropped=off
expect no-owner note option
expect action-dropped "" option
runs 0 check mill -q
silent
runs 1 check mill -q -W error
says "error: "
says_not "warning: "
runs 0 check mill -W error -W no-owner=off -W action-dropped=off
silent
runs 1 check mill -W no-owner=off -W error
says_not "no-owner"
policy '><level code="no-owner" set="off"/><level code="action-dropped" set="error"/>'
runs 1 check mill
expect no-owner "" policy
expect action-dropped error policy
runs 0 check mill -W action-dropped=note -W no-owner=warning
expect no-owner warning "option over policy"
expect action-dropped note "option over policy"
policy 'historic="yes">'
runs 0 check mill
silent
runs 0 check mill -W action-dropped=warning
expect action-dropped warning "option over historic"
policy '><level code="no-owner" set="off"/><level code="no-such-thing" set="off"/>'
runs 0 check mill
says "[unknown-code]"
# What makes a file useless cannot be turned down, nor can what the machine did.
meeting mill/2024-07-10.xml 2024-07-10 '<txet>x</txet>'
runs 2 check mill -W unknown-element=off
says "always an error"
policy '><level code="unknown-element" set="note"/>'
runs 1 check mill
expect unknown-element error "policy on a fatal finding"
runs 2 check mill nowhere -W cannot-read=off
says "always an error"
