"""A small invented corpus that is all right, for tests that break something in it."""
import os

from suite.harness import write

BODY = """\
<?xml version="1.0" encoding="UTF-8"?>
<body xmlns="urn:minutec:minutes" version="1" id="mill-lane" xml:lang="en-GB">
  <name>Mill Lane Residents' Group</name>
  <people>
    <person id="ann-lee"><name>Ann Lee</name></person>
    <person id="bo-ek"><name>Bo Ek</name></person>
  </people>
  <membership>
    <member ref="ann-lee" role="chair"/>
    <member ref="bo-ek"/>
  </membership>
</body>
"""
HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<minutes xmlns="urn:minutec:minutes" version="1" body="mill-lane" date="{date}" xml:lang="en-GB">
"""
OPENING = """\
  <meeting start="18:30" end="19:15"><venue>Mill House</venue></meeting>
  <attendance>
    <present><person ref="ann-lee" role="chair"/><person ref="bo-ek"/></present>
  </attendance>
"""
END = "</minutes>\n"
FIRST, BETWEEN, LAST = "2024-05-08", "2024-06-12", "2024-07-10"


def meeting(date, *inside):
    return HEAD.format(date=date) + OPENING + "".join(f"  {part}\n" for part in inside) + END


def item(text):
    return f'<item n="1"><title>The roof of the mill</title><text>{text}</text></item>'


def lay_out(folder, body="mill-lane"):
    """Writes body.xml and two meetings that are all right, with room between them for another."""
    for name, text in ((FIRST, meeting(FIRST, item("Water comes in above the wheel."))),
                       (LAST, meeting(LAST, f'<approval of="{FIRST}" outcome="approved"/>', item("It was mended.")))):
        write(os.path.join(folder, name + ".xml"), text.replace("mill-lane", body))
    write(os.path.join(folder, "body.xml"), BODY.replace("mill-lane", body))
