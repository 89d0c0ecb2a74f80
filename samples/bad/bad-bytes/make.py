"""Minutes in the letters of old Windows, with two bytes that mean nothing there."""
WORDS = """Quayside Gardening Club
Minutes of the meeting held on Tuesday 14 May 1996 at the Caf\xe9 Marine

Present: Ada Marsh (Chair), Ben Okoro, Ren\xe9e Dupr\xe9

1. Apologies
None were received.

2. Bulbs
The bulbs had come and cost \xa312. They were of the kind \x81 and \x8d.
"""
with open("old.txt", "wb") as file:
    file.write(WORDS.encode("latin-1"))
