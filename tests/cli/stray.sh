# Minutes in a folder without a body.xml are not passed over silently; a grammar or another file of ours there is no minutes.
corpus mill
mkdir mill/2023
meeting mill/2023/2023-05-10.xml 2023-05-10 '<text>Dry.</text>'
runs 1 check mill
says "mill/2023/2023-05-10.xml" "[no-body]"
runs 1 check .
says "[no-body]"
rm -r mill/2023
runs 0 schema -o mill
[ -s mill/schemas/catalog.xml ] || fail "the catalogue is not there"
runs 0 check mill
silent
mkdir other
printf '<x><!-- urn:minutec:minutes --></x>' >other/x.xml
runs 1 check other
says "[no-corpus]"
printf '<m:minutes xmlns:m="urn:minutec:minutes"><m:meeting>' >other/y.xml
runs 1 check other
says "other/y.xml" "[malformed]"
