"""Edits that a clerk makes in a document, and what minutec is to say of each, in lines; a line that begins with "!" is a finding's code."""
import collections

Edit = collections.namedtuple("Edit", "make said")


def nothing(document):
    del document


EDITS = {
    "nothing": Edit(nothing, ()),
    "word": Edit(lambda d: d.replace("boat garage since", "boat shed since"), ("action 2024-04-17#5.1a: 1 word changed",)),
    "words-in-bold": Edit(lambda d: d.replace("70%", "75 %"), ("item 3.1: 1 word changed",)),
    "sentence": Edit(lambda d: d.insert("They will be taken in November.", " The clerk will send them again."), ("item 2.2: 6 words changed",)),
    "sentence-away": Edit(lambda d: d.replace(" Works are in week five of seventeen and are on time.", ""), ("item 6.1: 11 words changed",)),
    "status": Edit(lambda d: d.replace("In progress", "Done"), ("action 2024-04-17#3.2a: in progress → done",)),
    "due": Edit(lambda d: d.replace("8 November 2024", "13 December 2024"), ("action 2024-07-03#3.1a: due: 8 November 2024 → 13 December 2024",)),
    "owner": Edit(lambda d: d.replace("Dev & Helen", "Helen"), ("action 2024-04-17#3.2a: who: Dev & Helen → Helen",)),
    "owner-of-action": Edit(lambda d: d.replace("Idris/Ewan", "Ewan"), ("action 8.2a: who: Idris/Ewan → Ewan",)),
    "title": Edit(lambda d: d.replace("Police update", "News from the police"), ("item 7: title: Police update → News from the police",)),
    "number": Edit(lambda d: d.replace("2.3a (Aug.)", "2.3a (August)"), ("action 2024-08-14#2.3a: number: 2.3a (Aug.) → 2.3a (August)",)),
    "two-in-one-row": Edit(lambda d: (d.replace("the sink goes in next week", "the sink is in"), d.replace("In progress", "Done")),
                           ("action 2024-04-17#3.2a: 3 words changed", "action 2024-04-17#3.2a: in progress → done")),
    "paragraph-in-item": Edit(lambda d: d.paragraph("They will be taken in November.", "The clerk apologised for the delay."),
                              ('item 2.2: new text "The clerk apologised for the delay."',)),
    "paragraph-away": Edit(lambda d: d.take("Two people have tripped at the bend"), ("item 6.1: 35 words gone",)),
    "entry-in-list": Edit(lambda d: d.paragraph("Play corner for the Saturday clinic", "Paint for the railings: £90"), ("item 8.1: 5 words new",)),
    "entry-away": Edit(lambda d: d.take("Play corner for the Saturday clinic"), ("item 8.1: 7 words gone",)),
    "action-in-row": Edit(lambda d: d.add_row("free locks if she can find them", ("", "Action 7.1b: Ben to ask for locks.\nDue: 6 December 2024", "Ben"),
                                              "Action Block"), ('item 7.1: new action 7.1b "Action 7.1b: Ben to ask for locks. Due:…"',)),
    "action-struck": Edit(lambda d: d.take_row("Ruth and Ben to write a first draft"), ('action 5.2a: action "Ruth and Ben to write a first draft of…" gone',)),
    "row-moved": Edit(lambda d: d.move_row("Half of ours have no lock", "to hold a bike marking morning"), ('item 7.1: remark "Half of ours have no lock, because the…" moved',)),
    "item-new": Edit(lambda d: d.add_row("Idris would like to keep it", ("8.3", "The list goes on the website.", "Idris"), "Minute Text"), ('item 8: new item 8.3 "The list goes on the website."',)),
    "update-away": Edit(lambda d: d.take_row("All paid. The Ukuleles"), ('action 2024-07-03#7.2a: update "All paid. The Ukuleles wrote back, also…" gone',)),
    "person-away": Edit(lambda d: d.take("Gwen Farrell (Co-ordinator"), ('attendance: person "Gwen Farrell (Co-ordinator, The Larder)" gone',)),
    "person-new": Edit(lambda d: d.paragraph("Gwen Farrell (Co-ordinator", "\tJoe Trevanion"), ('attendance: new person "Joe Trevanion"',)),
    "person-left": Edit(lambda d: d.replace("until 11:40", "until 11:45"), ("attendance, lowri-pugh: Lowri Vane (Headteacher, Northquay Infants, until 11:40) → "
                         "Lowri Vane (Headteacher, Northquay Infants, until 11:45)",)),
    "venue": Edit(lambda d: d.replace("Saltmere Library, Reading Room", "Saltmere Library, Annexe"), ("meeting: venue: Saltmere Library, Reading Room → Saltmere Library, Annexe",)),
    "tracked-open": Edit(lambda d: (d.tracked(), d.replace("Paid on 19th August", "Paid on 20th August")), ("!edit-aside", "action 2024-08-14#3.2a: 1 word changed")),
    "tracked-accepted": Edit(lambda d: (d.tracked(), d.replace("Paid on 19th August", "Paid on 20th August"), d.settle("AcceptAllTrackedChanges")), ("action 2024-08-14#3.2a: 1 word changed",)),
    "tracked-rejected": Edit(lambda d: (d.tracked(), d.replace("Paid on 19th August", "Paid on 20th August"), d.settle("RejectAllTrackedChanges")), ()),
    "bold": Edit(lambda d: d.bold("tonnes of stone"), ("item 6.1: looks changed",)),
    "vote": Edit(lambda d: d.replace("In favour 6", "In favour 7"), ("!edit-kept", "!edit-not-taken")),
    "summary": Edit(lambda d: d.replace("18 October 2024", "25 October 2024", 1), ("!edit-kept", "!edit-not-taken")),
    "remark": Edit(lambda d: d.replace("Half of ours have no lock", "Most of ours have no lock"), ("item 7.1: 1 word changed",)),
    "speaker": Edit(lambda d: d.replace("Ben: Half of", "Ruth: Half of"), ("item 7.1: who: Ben → Ruth",)),
    "pasted": Edit(lambda d: d.paragraph("They will be taken in November.", "Pasted from a letter: thank you all for the evening.", "Standard"), ('item 2.2: new text "Pasted from a letter: thank you all for…"',)),
    "motion": Edit(lambda d: d.replace("That all three be granted in full.", "That all three be granted."), ("motion M1: 2 words changed",)),
    "next-meeting": Edit(lambda d: d.replace("Quayside College, room 12", "Quayside College, room 14"), ("!edit-kept", "!edit-not-taken")),
    "signature": Edit(lambda d: d.replace("Vice Chair, in the chair", "Chair"), ("signature: post: Vice Chair, in the chair → Chair",)),
}
