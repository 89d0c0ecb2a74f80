# Wrong usage: status 2, one error with the code usage, a suggestion where something is near, nothing done.
corpus mill
wrong() {
    text=$1
    shift
    runs 2 "$@"
    hushed
    says "$text" "[usage]"
}
wrong "did you mean 'check'?" chekc
wrong "did you mean 'build'?" biuld mill -o out
wrong "there is no command 'frobnicate'" frobnicate
wrong "there is no command" ""
wrong "did you mean 'explain'?" help explian
wrong "did you mean --format" build mill -o out --fromat html
wrong "did you mean --audience" check mill --audiance full
wrong "no option -z" check mill -z
wrong "no option --output" check mill --output out
wrong "lacks its PATH" build mill -o
wrong "lacks its LEVEL" check mill -W
wrong "takes no value" check mill --quiet=yes
wrong "there is no audience" check mill --audience everybody
wrong "there is no format" build mill -o out -f rtf
wrong "there is no format" build mill -o out -f ""
wrong "there is no format" build mill -o out -f html,rtf
wrong "there is no format" build mill -o out -f resolved
wrong "there is no format" render mill/2024-05-08.xml -f rtf
wrong "is a folder" render mill -f html
wrong "render takes one file" render -f html
wrong "usage: minutec render " render -f html
wrong "usage: minutec build " build mill
wrong "usage: minutec import " import mill
wrong "usage: minutec link " link
wrong "render takes one file" render mill/2024-05-08.xml mill/2024-07-10.xml -f html
wrong "render needs -f" render mill/2024-05-08.xml
wrong "build needs -o" build mill
wrong "not a day" check mill --as-of 2024-02-30
wrong "not a day" check mill --as-of yesterday
wrong "number of processes" build mill -o out -j 0
wrong "number of processes" build mill -o out -j many
wrong "number of processes" build mill -o out -j 99999999999999999999
wrong "number of processes" build mill -o out -j -1
wrong "no level" check mill -W loud
wrong "did you mean 'no-owner'?" check mill -W no-ownr=off
wrong "no level" check mill -W no-owner=loud
wrong "no data folder" check mill --data nowhere
wrong "no built-in file" schema pdf
wrong "no built-in file" stylesheet html/nothing.xsl
wrong "one file" schema rnc xsd
wrong "name none" schema rnc -o out
wrong "no finding 'no-onwer'; did you mean 'no-owner'?" explain no-onwer
wrong "no finding" explain zzzzzzzz
[ ! -e out ] || fail "something was written"
runs 0 check -- mill
mkdir -p ./-odd && cp mill/* ./-odd
runs 0 check -- -odd
runs 0 build -oout -fhtml -j2 -q mill
[ -e out/mill-lane/2024-05-08.html ] || fail "-oout was not taken"
runs 0 build --output=out2 --format=html --jobs=2 mill
[ -e out2/mill-lane/2024-05-08.html ] || fail "--output=out2 was not taken"
