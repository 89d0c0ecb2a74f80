"""The commonest mistakes of people who write minutes as XML by hand, and files that hold them: each alone at several depths,
and in pairs, in a meeting and in a body.xml.

A mistake is made by putting something else in place of a piece of a good file. A mark before a word says where a finding must
stand; it is no part of the file.
"""
import collections
import itertools

MARK = "‸"

MEETING = """\
<minutes xmlns="urn:minutec:minutes" version="1" body="mill-forum" date="2024-03-06" status="draft">
  <meeting mode="hybrid" start="10:00" end="11:30"><heading kind="type">Minutes</heading><venue>Mill House</venue></meeting>
  <attendance>
    <present>
      <person ref="ada-marsh" role="chair"/>
      <person ref="ben-okoro" mode="remote"/>
    </present>
    <apologies accepted="yes">
      <person ref="cara-penrose"/>
    </apologies>
  </attendance>
  <item n="1" role="minutes">
    <title>Minutes</title>
    <approval of="2024-02-07" outcome="approved"><text>A true record.</text></approval>
  </item>
  <item n="2" lead="ben-okoro">
    <title>Car park</title>
    <text>The lines have been painted.</text>
    <item n="2.1">
      <title>Bays</title>
      <motion n="M1" proposer="ada-marsh" seconder="ben-okoro">
        <text>That the bays be counted.</text>
        <vote method="roll-call">
          <cast ref="ada-marsh" vote="for"/>
          <cast ref="ben-okoro" vote="against"/>
        </vote>
        <motion n="M2" proposer="ben-okoro">
          <text>That somebody else counts them.</text>
          <remark by="ada-marsh">Who?</remark>
        </motion>
      </motion>
      <action n="2a" id="count" owner="ben-okoro" due="2024-04-03">Count the bays.</action>
    </item>
    <restricted reason="personal">
      <summary>A staffing matter was discussed.</summary>
      <figure alt="Plan"/>
    </restricted>
  </item>
  <next-meeting date="2024-04-03" start="10:00">On 3 April at ten.</next-meeting>
  <appendix n="A">
    <title>Plan</title>
    <text>Twelve bays.</text>
  </appendix>
  <signature by="ada-marsh" date="2024-04-03"/>
  <contact><line kind="email">mill@forum.example</line></contact>
</minutes>
"""

EARLIER = """\
<minutes xmlns="urn:minutec:minutes" version="1" body="mill-forum" date="2024-02-07">
  <meeting/>
  <attendance><present><person ref="ada-marsh" role="chair"/><person ref="ben-okoro"/></present></attendance>
</minutes>
"""

BODY = """\
<body xmlns="urn:minutec:minutes" version="1" id="mill-forum" layout="columns" xml:lang="en-GB">
  <name kind="full">Mill Forum</name>
  <related id="town-forum" kind="parent">Town Forum</related>
  <people>
    <person id="ada-marsh">
      <name honorific="Cllr">Ada Marsh</name>
      <alias>Ada</alias>
      <post from="2023-09-01">Head</post>
      <contact><line kind="telephone">01632 960123</line></contact>
    </person>
    <person id="ben-okoro">
      <name>Ben Okoro</name>
    </person>
    <person id="cara-penrose">
      <name>Cara Penrose</name>
    </person>
  </people>
  <membership>
    <member ref="ada-marsh" role="chair" from="2024-01-01"/>
    <member ref="ben-okoro" from="2024-01-01"/>
    <member ref="cara-penrose" from="2024-01-01"/>
  </membership>
  <groups><group id="counters" members="ada-marsh ben-okoro">Counters</group></groups>
  <quorum count="2" of="voting"/>
  <abbreviation short="MF">Mill Forum</abbreviation>
  <policy><level code="not-approved" set="off"/></policy>
</body>
"""

BASES = {"meeting": MEETING, "body": BODY}

# What is wrong, in which file, how deep the element stands (the root is 1), what is replaced by what; the finding's code there, and
# the name or value that it must suggest ("" for none).
Mistake = collections.namedtuple("Mistake", "name base depth old new code suggests")

MISTAKES = [Mistake(*row) for row in (
    ("misspelt element", "meeting", 2, "<appendix n=\"A\">\n    <title>Plan</title>\n    <text>Twelve bays.</text>\n  </appendix>",
     "<‸apendix n=\"A\">\n    <title>Plan</title>\n    <text>Twelve bays.</text>\n  </apendix>", "unknown-element", "appendix"),
    ("misspelt element", "meeting", 3, "<title>Car park</title>", "<‸tittle>Car park</tittle>", "unknown-element", "title"),
    ("misspelt element", "meeting", 6, "<cast ref=\"ada-marsh\" vote=\"for\"/>", "<‸caste ref=\"ada-marsh\" vote=\"for\"/>", "unknown-element",
     "cast"),
    ("misspelt element", "body", 2, "<quorum count=\"2\" of=\"voting\"/>", "<‸qorum count=\"2\" of=\"voting\"/>", "unknown-element", "quorum"),
    ("misspelt element", "body", 4, "<alias>Ada</alias>", "<‸allias>Ada</allias>", "unknown-element", "alias"),
    ("misspelt attribute", "meeting", 1, "status=\"draft\"", "‸staus=\"draft\"", "unknown-attribute", "status"),
    ("misspelt attribute", "meeting", 2, "<item n=\"2\" lead=\"ben-okoro\">", "<item n=\"2\" ‸leed=\"ben-okoro\">", "unknown-attribute", "lead"),
    ("misspelt attribute", "meeting", 4, "owner=\"ben-okoro\"", "‸onwer=\"ben-okoro\"", "unknown-attribute", "owner"),
    ("misspelt attribute", "body", 3, "members=\"ada-marsh ben-okoro\"", "‸member=\"ada-marsh ben-okoro\"", "unknown-attribute", "members"),
    ("misspelt attribute", "body", 4, "honorific=\"Cllr\"", "‸honourific=\"Cllr\"", "unknown-attribute", "honorific"),
    ("wrong place", "meeting", 2, "  <signature by=\"ada-marsh\" date=\"2024-04-03\"/>\n  <contact><line kind=\"email\">mill@forum.example</line></contact>\n",
     "  <contact><line kind=\"email\">mill@forum.example</line></contact>\n  <‸signature by=\"ada-marsh\" date=\"2024-04-03\"/>\n",
     "misplaced-element", ""),
    ("wrong place", "meeting", 3, "    <title>Car park</title>\n    <text>The lines have been painted.</text>\n",
     "    <text>The lines have been painted.</text>\n    <‸title>Car park</title>\n", "misplaced-element", ""),
    ("wrong place", "meeting", 4, "<title>Bays</title>", "<title>Bays</title>\n      <‸person ref=\"ada-marsh\"/>", "misplaced-element", ""),
    ("wrong place", "body", 2, "  <quorum count=\"2\" of=\"voting\"/>\n  <abbreviation short=\"MF\">Mill Forum</abbreviation>\n",
     "  <abbreviation short=\"MF\">Mill Forum</abbreviation>\n  <‸quorum count=\"2\" of=\"voting\"/>\n", "misplaced-element", ""),
    ("wrong place", "body", 4, "<name>Ben Okoro</name>", "<name>Ben Okoro</name>\n      <‸member ref=\"ben-okoro\"/>", "misplaced-element", ""),
    ("wrong place", "meeting", 2, MEETING[MEETING.index("  <meeting "):MEETING.index("  <item n=\"1\"")],
     MEETING[MEETING.index("  <attendance>"):MEETING.index("  <item n=\"1\"")]
     + MEETING[MEETING.index("  <meeting "):MEETING.index("  <attendance>")].replace("<meeting ", f"<{MARK}meeting "), "misplaced-element", ""),
    ("list without its parent", "meeting", 3, MEETING[MEETING.index("    <present>"):MEETING.index("    <apologies")],
     MEETING[MEETING.index("      <person ref=\"ada"):MEETING.index("    </present>")].replace("<person", f"<{MARK}person", 1), "misplaced-element", ""),
    ("list without its parent", "body", 2, BODY[BODY.index("  <membership>"):BODY.index("  <groups")],
     BODY[BODY.index("    <member ref"):BODY.index("  </membership")].replace("<member", f"<{MARK}member", 1), "misplaced-element", ""),
    ("missing child", "meeting", 2, "<meeting mode=\"hybrid\" start=\"10:00\" end=\"11:30\"><heading kind=\"type\">Minutes</heading><venue>Mill House</venue></meeting>\n  <attendance>",
     "<‸attendance>", "missing-element", ""),
    ("missing child", "meeting", 4, "<text>That the bays be counted.</text>\n        <vote", "<‸vote", "missing-element", ""),
    ("missing child", "meeting", 5, "<motion n=\"M2\" proposer=\"ben-okoro\">\n          <text>That somebody else counts them.</text>\n          <remark by=\"ada-marsh\">Who?</remark>\n        </motion>",
     "<‸motion n=\"M2\" proposer=\"ben-okoro\">\n        </motion>", "missing-element", ""),
    ("missing child", "body", 1, "<name kind=\"full\">Mill Forum</name>\n  <related", "<‸related", "missing-element", ""),
    ("missing child", "body", 3, "<person id=\"cara-penrose\">\n      <name>Cara Penrose</name>\n", "<‸person id=\"cara-penrose\">\n", "missing-element", ""),
    ("missing attribute", "meeting", 1, "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-forum\"", "<‸minutes xmlns=\"urn:minutec:minutes\" version=\"1\"",
     "missing-attribute", ""),
    ("missing attribute", "meeting", 3, "<approval of=\"2024-02-07\" outcome=\"approved\">", "<‸approval of=\"2024-02-07\">", "missing-attribute", ""),
    ("missing attribute", "meeting", 4, "<figure alt=\"Plan\"/>", "<‸figure/>", "missing-attribute", ""),
    ("missing attribute", "body", 2, "<related id=\"town-forum\" kind=\"parent\">", "<‸related id=\"town-forum\">", "missing-attribute", ""),
    ("missing attribute", "body", 3, "<level code=\"not-approved\" set=\"off\"/>", "<‸level code=\"not-approved\"/>", "missing-attribute", ""),
    ("bad date", "meeting", 1, "date=\"2024-03-06\"", "date=\"‸6 March 2024\"", "bad-date", "2024-03-06"),
    ("bad date", "meeting", 2, "<signature by=\"ada-marsh\" date=\"2024-04-03\"/>", "<signature by=\"ada-marsh\" date=\"‸3.4.2024\"/>", "bad-date", "2024-04-03"),
    ("bad date", "meeting", 4, "due=\"2024-04-03\"", "due=\"‸2024-04-31\"", "bad-date", ""),
    ("bad date", "body", 3, "<member ref=\"ben-okoro\" from=\"2024-01-01\"/>", "<member ref=\"ben-okoro\" from=\"‸1 January 2024\"/>", "bad-date",
     "2024-01-01"),
    ("bad date", "body", 4, "<post from=\"2023-09-01\">", "<post from=\"‸2023-9-1\">", "bad-date", "2023-09-01"),
    ("bad value", "meeting", 2, "<meeting mode=\"hybrid\"", "<meeting mode=\"‸hybird\"", "bad-value", "hybrid"),
    ("bad value", "meeting", 4, "<person ref=\"ben-okoro\" mode=\"remote\"/>", "<person ref=\"ben-okoro\" mode=\"‸online\"/>", "bad-value", "remote"),
    ("bad value", "meeting", 6, "<cast ref=\"ben-okoro\" vote=\"against\"/>", "<cast ref=\"ben-okoro\" vote=\"‸agianst\"/>", "bad-value", "against"),
    ("bad value", "body", 1, "layout=\"columns\"", "layout=\"‸colums\"", "bad-value", "columns"),
    ("bad value", "body", 5, "<line kind=\"telephone\">", "<line kind=\"‸phone\">", "bad-value", "telephone"),
    ("attribute twice", "meeting", 2, "<appendix n=\"A\">", "<appendix n=\"A\" ‸n=\"B\">", "malformed", ""),
    ("attribute twice", "meeting", 5, "<vote method=\"roll-call\">", "<vote method=\"roll-call\" ‸method=\"ballot\">", "malformed", ""),
    ("attribute twice", "body", 3, "<member ref=\"cara-penrose\" from=\"2024-01-01\"/>", "<member ref=\"cara-penrose\" ‸ref=\"ben-okoro\" from=\"2024-01-01\"/>", "malformed",
     ""),
    ("id twice", "meeting", 2, "<appendix n=\"A\">", "<appendix n=\"A\" id=\"‸count\">", "duplicate-number", ""),
    ("id twice", "body", 3, "<group id=\"counters\"", "<group id=\"‸ada-marsh\"", "duplicate-id", ""),
    ("stray text", "meeting", 2, "<item n=\"2\" lead=\"ben-okoro\">", "<item n=\"2\" lead=\"ben-okoro\">\n    ‸Painted.", "stray-text", ""),
    ("stray text", "meeting", 3, "<present>", "<present>‸Members:", "stray-text", ""),
    ("stray text", "meeting", 4, "<person ref=\"cara-penrose\"/>", "<person ref=\"cara-penrose\">‸Cara</person>", "stray-text", ""),
    ("stray text", "body", 2, "<people>", "<people>\n    ‸Members", "stray-text", ""),
    ("stray text", "body", 3, "<member ref=\"ada-marsh\" role=\"chair\" from=\"2024-01-01\"/>", "<member ref=\"ada-marsh\" role=\"chair\" from=\"2024-01-01\">‸Ada</member>",
     "stray-text", ""),
    ("unknown reference", "meeting", 2, "<item n=\"2\" lead=\"ben-okoro\">", "<item n=\"2\" lead=\"‸ben-okora\">", "unknown-person", "ben-okoro"),
    ("unknown reference", "meeting", 4, "<person ref=\"ada-marsh\" role=\"chair\"/>", "<person ref=\"‸ada-mash\" role=\"chair\"/>", "unknown-person",
     "ada-marsh"),
    ("unknown reference", "body", 3, "<member ref=\"cara-penrose\"", "<member ref=\"‸cara-penrosse\"", "unknown-person", "cara-penrose"),
    ("unclosed tag", "meeting", 3, "<text>The lines have been painted.</text>", "<‸text>The lines have been painted.", "malformed", ""),
    ("unclosed tag", "meeting", 6, "<remark by=\"ada-marsh\">Who?</remark>", "<‸remark by=\"ada-marsh\">Who?", "malformed", ""),
    ("unclosed tag", "body", 3, "<person id=\"ben-okoro\">\n      <name>Ben Okoro</name>\n    </person>",
     "<‸person id=\"ben-okoro\">\n      <name>Ben Okoro</name>", "malformed", ""),
)]

File = collections.namedtuple("File", "name base mistakes text places")  # places: where each mistake's finding must stand, as an offset


def spoil(mistakes):
    """The file with all of them and the offsets of their marks; None where one does away with the place of another."""
    text = BASES[mistakes[0].base]
    for mistake in mistakes:
        if text.count(mistake.old) != 1:
            return None
        text = text.replace(mistake.old, mistake.new)
    marks = [text.find(mistake.new[mistake.new.index(MARK):]) for mistake in mistakes]
    if min(marks) < 0 or len(set(marks)) < len(marks):
        return None
    return text.replace(MARK, ""), [at - text[:at].count(MARK) for at in marks]


def faulty_files():
    """Every mistake alone, and every two kinds of mistakes together: in turn in a meeting and in a body, at ever other depths."""
    files = [File(f"{number:03}", mistake.base, (mistake,), *spoil((mistake,))) for number, mistake in enumerate(MISTAKES, 1)]
    kinds = list(dict.fromkeys(mistake.name for mistake in MISTAKES))
    for number, pair in enumerate(itertools.combinations(kinds, 2), 1):
        one, other = ([mistake for mistake in MISTAKES if mistake.name == name] for name in pair)
        fitting = [both for both in itertools.product(one, other) if both[0].base == both[1].base and spoil(both)]
        wanted = [both for both in fitting if both[0].base == ("meeting", "body")[number % 2]] or fitting
        both = wanted[number % len(wanted)]
        files.append(File(f"{len(files) + 1:03}", both[0].base, both, *spoil(both)))
    return files
