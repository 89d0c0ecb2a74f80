"""A file of more bytes than are read: 17 MB of blanks before the end."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
Path("2024-06-12.xml").write_text(head + " " * (17 << 20) + "</minutes>\n", encoding="utf-8")
