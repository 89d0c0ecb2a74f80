# Progress on a terminal only; -v names documents; -q prints errors only; nothing goes to standard output.
corpus mill
runs 0 build mill -o out
hushed
silent
runs 0 build mill -o out -v
hushed
says "2024-05-08.xml" "2024-07-10.xml"
says_not "$(printf '\r')"
runs 0 build mill -o out -q
hushed
silent
