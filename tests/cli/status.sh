# 0 nothing worse than a warning, 1 errors in the input, 2 wrong usage, 3 the machine failed; the worst wins.
corpus mill
runs 0 check mill
silent
hushed
corpus warned
meeting warned/2024-07-10.xml 2024-07-10 '<approval of="2024-05-08" outcome="approved"/>'
runs 0 check warned
says "warning: " "[action-dropped]"
runs 1 check warned -W error
says "error: " "[action-dropped]"
corpus wrong
meeting wrong/2024-07-10.xml 2024-07-10 '<approval of="2024-05-08" outcome="approved"/><update action="2024-05-08#9z" status="done"/>'
runs 1 check wrong
says "[unresolved-action]"
runs 3 check mill nowhere
says "[cannot-read]"
runs 3 check wrong nowhere
says "[cannot-read]" "[unresolved-action]"
runs 1 check .
says "[duplicate-body]"
mkdir empty
runs 1 check empty
says "[no-corpus]"
runs 1 check mill empty
runs 1 build wrong -o out
runs 0 build mill -o out
runs 1 render wrong/2024-07-10.xml -f txt
hushed
runs 0 render wrong/2024-05-08.xml -f txt
prints "Water comes in"
