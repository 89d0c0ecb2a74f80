"""An item with more attributes than anything needs."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
many = "".join(f" a{number}=''" for number in range(200))
Path("2024-06-12.xml").write_text(head + f"<item{many}/>\n</minutes>\n", encoding="utf-8")
