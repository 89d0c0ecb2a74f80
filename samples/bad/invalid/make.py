"""More faults in one file than are told."""
import pathlib

path = pathlib.Path("2024-05-08.xml")
text = path.read_text(encoding="utf-8")
path.write_text(text.replace("  </item>", "    <roof/>\n" * 1001 + "  </item>"), encoding="utf-8")
