"""300,000 notes."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
Path("2024-06-12.xml").write_text(head + "<note>x</note>\n" * 300000 + "</minutes>\n", encoding="utf-8")
