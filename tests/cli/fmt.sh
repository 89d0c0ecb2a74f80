# fmt: what is written and what is left alone; what is shown; links, modes, line ends, encodings, standard input.
corpus mill
cp -r mill before

# Nothing is written where something is only shown, and exit status 1 says that there is something.
runs 1 fmt --check mill
prints "mill/2024-05-08.xml" "mill/2024-07-10.xml" "mill/body.xml"
silent
same before mill
runs 1 fmt --diff mill
prints "--- a/mill/2024-05-08.xml" "+++ b/mill/2024-05-08.xml" '+<?xml version="1.0" encoding="UTF-8"?>'
cp "$work/out" patch
same before mill

# What is shown is what is done.
runs 0 fmt -v mill
prints "mill/2024-05-08.xml"
cp -r before patched
(cd patched && patch -p2 -s <../patch)
same mill patched
runs 0 fmt --check --diff mill
hushed
runs 0 fmt -v mill
hushed

# Standard input goes to standard output, and comes back as it is where it is no source of ours.
"$MINUTEC" fmt - <before/2024-05-08.xml >laid
cmp laid mill/2024-05-08.xml || fail "standard input is laid out otherwise"
echo '<html/>' | "$MINUTEC" fmt - 2>said | grep -q '^<html/>$' || fail "a stranger was lost"
grep -q 'standard input:1:2: note: .*foreign-file' said || fail "a stranger was not noted"
echo '<minutes' | "$MINUTEC" fmt - >out 2>said && fail "a broken file passed"
[ ! -s out ] || fail "something came of a broken file"
"$MINUTEC" fmt --check - <before/2024-05-08.xml >out && fail "--check of standard input passes"
grep -qx 'standard input' out || fail "--check does not name standard input"
"$MINUTEC" fmt --diff - <laid >out || fail "--diff of what is laid out fails"
[ ! -s out ] || fail "--diff of what is laid out prints something"

# A file keeps its mode; a link stays one, and what it leads to is laid out; folders are searched without links and hidden files.
cp before/2024-05-08.xml real.xml
chmod 640 real.xml
ln -s real.xml link.xml
mkdir -p deep/er deep/.hidden
cp before/2024-05-08.xml deep/er/
cp before/2024-05-08.xml deep/.hidden/
ln -s ../before/2024-05-08.xml deep/link.xml
echo '<html/>' >deep/page.xml
runs 0 fmt -v link.xml deep
prints link.xml deep/er/2024-05-08.xml
[ "$(wc -l <"$work/out")" -eq 2 ] || fail "other files were laid out, too"
silent
[ -L link.xml ] && cmp real.xml mill/2024-05-08.xml && [ "$(stat -c %a real.xml)" = 640 ] || fail "a link or a mode was lost"
cmp deep/.hidden/2024-05-08.xml before/2024-05-08.xml || fail "a hidden file was laid out"

# What may not be written is an error, and the others are.
mkdir locked
cp before/*.xml locked/
chmod 444 locked/2024-05-08.xml
runs 3 fmt locked
says "cannot write 'locked/2024-05-08.xml': permission denied"
cmp locked/2024-05-08.xml before/2024-05-08.xml && cmp locked/body.xml mill/body.xml || fail "a read-only file was written"
[ "$(find locked | wc -l)" -eq 4 ] || fail "something was left beside"

# Line ends stay, a byte order mark goes; other encodings and document types are left alone, with their findings.
mkdir odd
sed 's/$/\r/' before/2024-05-08.xml >odd/2024-05-08.xml
(printf '\357\273\277'; cat before/body.xml) >odd/body.xml
iconv -f UTF-8 -t UTF-16 before/2024-05-08.xml >odd/wide.xml
(echo '<?xml version="1.0" encoding="ISO-8859-1"?>'; sed 's/Mill House/Caf\xe9/' before/2024-05-08.xml) >odd/latin.xml
(echo '<!DOCTYPE minutes [<!ENTITY x "y">]>'; cat before/2024-05-08.xml) >odd/doctype.xml
: >odd/empty.xml
cp -r odd odd-before
runs 1 fmt odd odd/wide.xml odd/empty.xml
says "odd/doctype.xml:1:1: error" "odd/latin.xml:1:31: error: the file says that it is in ISO-8859-1" "odd/wide.xml: error: the file is in UTF-16" \
    "odd/empty.xml: error: the file is empty"
sed 's/$/\r/' mill/2024-05-08.xml | cmp - odd/2024-05-08.xml || fail "line ends were lost"
cmp odd/body.xml mill/body.xml || fail "the byte order mark stays"
for name in wide latin doctype empty; do cmp "odd/$name.xml" "odd-before/$name.xml" || fail "$name.xml was changed"; done

# What is restricted is not shown to the public.
meeting secret.xml 2024-05-08 '<restricted reason="personal"><summary>Somebody.</summary>
    <text>Secret words.</text></restricted>'
runs 1 fmt --diff secret.xml
grep -q "Secret" "$work/out" && fail "a restricted passage is shown"
prints "+(of a restricted passage; --audience full shows it)"
runs 1 fmt --diff --audience full secret.xml
prints "Secret words."

# Wrong usage, and what is not there.
runs 2 fmt
says "needs files"
runs 2 fmt - mill
says "alone"
runs 3 fmt nowhere.xml
says "cannot read 'nowhere.xml'"
