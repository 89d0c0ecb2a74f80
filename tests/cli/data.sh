# The built-in files can be exported and used; what a folder does not hold is taken from the program.
corpus mill
runs 0 schema
for name in minutes.rnc minutes.rng minutes.xsd catalog.xml; do prints "$name"; done
runs 0 schema -o data
runs 0 stylesheet -o data
hushed
diff -r "$PROJECT/schemas" data/schemas >/dev/null || fail "the exported grammar is not the project's"
for name in rnc minutes.rnc schemas/minutes.rnc; do
    runs 0 schema $name
    cmp -s "$work/out" "$PROJECT/schemas/minutes.rnc" || fail "schema $name"
done
runs 0 stylesheet html/minutes.xsl
cmp -s "$work/out" "$PROJECT/stylesheets/html/minutes.xsl" || fail "stylesheet html/minutes.xsl"
runs 0 stylesheet
while read -r name; do
    cmp -s "data/stylesheets/$name" "$PROJECT/stylesheets/$name" || fail "stylesheets/$name was not exported"
done <"$work/out"
runs 0 build mill -o built-in
runs 0 build mill -o exported --data data
same built-in exported
runs 0 build mill -o exported2 --data "$PWD/data"
same built-in exported2
# A change of one file shows; the rest comes from the program.
mkdir -p own/stylesheets/common
sed 's/>Minutes</>Notes of a meeting</; s/"Minutes"/"Notes of a meeting"/' data/stylesheets/common/labels.en.xml \
    >own/stylesheets/common/labels.en.xml
if ! cmp -s own/stylesheets/common/labels.en.xml data/stylesheets/common/labels.en.xml; then
    runs 0 build mill -o own-built --data own
    grep -qi "Notes of a meeting" own-built/mill-lane/2024-05-08.txt || fail "the changed label is not used"
fi
# A stylesheet that is not well formed: said, status 3, nothing written in that format.
mkdir -p broken/stylesheets/html
echo '<xsl:stylesheet' >broken/stylesheets/html/minutes.xsl
runs 3 build mill -o broken-built --data broken -f html
says "[bad-data]" "html/minutes.xsl"
[ ! -e broken-built/mill-lane/2024-05-08.html ] || fail "something was written with a broken stylesheet"
# A stylesheet cannot reach other files, nor write any.
mkdir -p bad/stylesheets/text
echo the-cat-sleeps >secret.xml
cat >bad/stylesheets/text/minutes.xsl <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
    extension-element-prefixes="exsl">
  <xsl:template match="/">
    <exsl:document href="$PWD/written.xml"><x/></exsl:document>
    <x><xsl:copy-of select="document('$PWD/data/schemas/catalog.xml')"/></x>
  </xsl:template>
</xsl:stylesheet>
END
"$MINUTEC" build mill -o bad-built --data bad -f txt 2>"$work/err" || true
[ ! -e written.xml ] || fail "a stylesheet wrote a file"
! grep -rqs "oasis" bad-built || fail "a stylesheet read a file"
