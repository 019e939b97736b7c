#!/usr/bin/env python3
"""The balances of one journal of 100,000 transfers: ours, and hledger, ledger and beancount where they are
installed, one after the other.

usage: ledger/benches/compare.py [--work DIR]

Quoted are CPU seconds of each program, the middle one of three, and the peak of its resident memory: both
hold on a busy machine, times on the wall do not. Needs nothing but the standard library.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile

ROUNDS = 3


def built():
    """The bench as a program, optimised as a release is."""
    command = ["cargo", "bench", "-p", "ledger", "--bench", "figures", "--no-run", "--message-format=json"]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    found = [one["executable"] for one in map(json.loads, lines) if one.get("executable")]
    return found[-1]


def run(command, env=None):
    """CPU seconds of a program and the peak of its memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--work", default=tempfile.mkdtemp())
    work = arguments.parse_args().work
    ours, book = built(), os.path.join(work, "book.journal")
    subprocess.run([ours, "--write", book], check=True)
    print(f"{book}: {os.path.getsize(book) / 1e6:.1f} MB")
    programs = {
        "ours": [ours, "--read", book],
        "ledger": ["ledger", "-f", book, "bal", "--flat"],
        "hledger": ["hledger", "-f", book, "bal", "--flat"],
        "beancount (bean-check --no-cache)": ["bean-check", "--no-cache", book],
    }
    first = None
    for name, command in programs.items():
        if not shutil.which(command[0]):
            print(f"{name:36} not installed")
            continue
        rounds = sorted(run(command) for _ in range(ROUNDS))
        cpu, memory = rounds[len(rounds) // 2]
        first = first or cpu
        print(f"{name:36} {cpu:7.2f} CPU s  {memory:6.0f} MiB  {cpu / first:6.1f} times ours", flush=True)


main()
