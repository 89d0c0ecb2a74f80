"""A symbolic link that leads to itself."""
import os

os.symlink("2024-06-12.xml", "2024-06-12.xml")
