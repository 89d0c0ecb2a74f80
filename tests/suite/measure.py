#!/usr/bin/env python3
"""Runs a command and writes what it cost to a file: measure.py FILE USER COMMAND… gives seconds, seconds of processor time,
and the most memory in bytes that it or a process of its own had. Started as a small process of its own, because the
memory of whoever starts a program counts as the program's. USER is the number of the user to run it as, or -."""
import os
import sys
import time


def main():
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            if sys.argv[2] != "-":
                os.setgroups([])
                os.setgid(int(sys.argv[2]))
                os.setuid(int(sys.argv[2]))
            os.execv(sys.argv[3], sys.argv[3:])
        finally:
            os._exit(127)
    _, status, used = os.wait4(child, 0)
    took = time.monotonic() - started
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(f"{took:.3f} {used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss * 1024}\n")
    return os.waitstatus_to_exitcode(status) % 256


if __name__ == "__main__":
    sys.exit(main())
