"""A number of 70,000 letters."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
Path("2024-06-12.xml").write_text(head + f"<item n='{'x' * 70000}'/>\n</minutes>\n", encoding="utf-8")
