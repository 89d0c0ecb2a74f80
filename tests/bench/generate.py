#!/usr/bin/env python3
"""Writes a synthetic corpus: generate.py --meetings N --bodies B --seed S OUT makes OUT/BODY/body.xml and OUT/BODY/DATE.xml.

The same numbers give the same bytes on every machine. N counts meetings, second sittings among them; one in 200 has a
translation besides. The corpus is free of findings, unless --faults K plants K documents that are wrong: their paths and
what is wrong with them go to standard output."""
import argparse
import multiprocessing
import os
import struct
import sys
import zlib

import faults
from bodies import families
from meeting import Meeting


MOST = 52000


def png():
    """One grey pixel, stored and not compressed, so that no version of zlib writes other bytes."""
    row = b"\0\x80"
    size = struct.pack("<HH", len(row), len(row) ^ 0xFFFF)
    data = b"\x78\x01\x01" + size + row + struct.pack(">I", zlib.adler32(row))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts)


def write(folder, name, text):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def write_family(out, family):
    """Meetings in the order in which they were held, whichever body held them."""
    for body in family:
        folder = os.path.join(out, body.id)
        os.makedirs(folder, exist_ok=True)
        write(folder, "body.xml", body.xml())
        write(folder, "plan.png", png())
    slots = sorted(((slot.day, slot.sitting, body.kind, slot, body) for body in family for slot in body.slots), key=lambda row: row[:3])
    for _, _, _, slot, body in slots:
        folder = os.path.join(out, body.id)
        meeting = Meeting(body, slot)
        write(folder, slot.address + ".xml", meeting.write())
        if body.chance.happens(0.005):
            write(folder, slot.address + ".cy.xml", meeting.translation())


def write_families(job):
    out, seed, meetings, bodies, mine, step = job
    for number, family in enumerate(families(seed, meetings, bodies)):
        if number % step == mine:
            write_family(out, family)


def generate(out, meetings, bodies, seed):
    os.makedirs(out, exist_ok=True)
    workers = min(os.cpu_count() or 1, 8) if meetings > 500 else 1
    jobs = [(out, seed, meetings, bodies, i, workers) for i in range(workers)]
    if workers == 1:
        write_families(jobs[0])
        return
    with multiprocessing.Pool(workers) as pool:
        pool.map(write_families, jobs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--meetings", type=int, default=1000)
    parser.add_argument("--bodies", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("out")
    args = parser.parse_args()
    if min(args.meetings, args.bodies) < 1 or args.faults < 0:
        parser.error("there must be a meeting and a body")
    if args.meetings > MOST * args.bodies:
        parser.error(f"a body that meets every week has {MOST} meetings in a thousand years")
    if os.path.isdir(args.out) and os.listdir(args.out):
        parser.error(f"'{args.out}' is not empty")
    generate(args.out, args.meetings, args.bodies, args.seed)
    for path, fault in faults.plant(args.out, args.faults, args.seed):
        print(f"{path}: {fault}")


if __name__ == "__main__":
    sys.exit(main())
