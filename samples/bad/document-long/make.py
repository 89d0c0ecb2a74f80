"""A text of far more lines than any minutes have."""
with open("endless.txt", "w", encoding="utf-8") as file:
    file.write("A line.\n\n" * 700000)
