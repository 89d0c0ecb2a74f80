"""A text of two million letters."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
Path("2024-06-12.xml").write_text(head + "<item>\n<text>\n" + "and so on\n" * 200000 + "</text>\n</item>\n</minutes>\n", encoding="utf-8")
