"""Items within items within items."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
Path("2024-06-12.xml").write_text(head + "<item>\n" * 70 + "</item>\n" * 70 + "</minutes>\n", encoding="utf-8")
