"""An item for each of 300 namespaces."""
from pathlib import Path

head = "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"mill-lane\" date=\"2024-06-12\">\n"
many = "".join(f"<item xmlns:p{number}='urn:p{number}'/>\n" for number in range(300))
Path("2024-06-12.xml").write_text(head + many + "</minutes>\n", encoding="utf-8")
