# The README's example does what the README says, to the letter of the finding it shows.
python3 - "$PROJECT/README.md" <<'PYTHON' || fail "the example cannot be taken out of the README"
import re, sys
readme = open(sys.argv[1], encoding="utf-8").read()
body, meeting = re.findall(r"```xml\n(.*?)```", readme, re.S)
closing = re.search(r"`(<update .*?</update>)`", readme).group(1)
finding = re.search(r"```\n(2024-10-02\.xml:.*?)```", readme, re.S).group(1)
after = re.sub(r"<action.*?</action>", '<approval of="2024-10-02" outcome="approved"/>', meeting).replace("2024-10-02\"", "2024-11-27\"", 1)
for name, text in (("body.xml", body), ("2024-10-02.xml", meeting), ("2024-11-27.xml", after), ("finding", finding), ("closing", closing)):
    open(name, "w", encoding="utf-8").write(text)
PYTHON
runs 0 check
while IFS= read -r line; do says "$line"; done <finding
sed -i "s|<approval|$(cat closing)<approval|" 2024-11-27.xml
runs 0 check
silent
runs 0 build -o public
silent
for end in html txt docx json; do [ -s "public/quay-group/2024-10-02.$end" ] || fail "no 2024-10-02.$end"; done
grep -q "The plan has come." public/quay-group/2024-10-02.html || fail "the page does not say what became of the action"
runs 0 explain action-dropped
