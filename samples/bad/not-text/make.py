"""A picture that somebody named like a text."""
with open("photograph.txt", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
