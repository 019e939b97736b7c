#!/usr/bin/env python3
"""One site over many nodes: makes them, lets one more follow them all, and builds the site of that one.

usage: region.py [--stead target/release/stead] [--work DIR] [NODES [TITLES]]

Quoted are CPU seconds of the program and its children, and the peak of resident memory. Needs nothing but
the standard library.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from compare import code, edit, report, run, write  # noqa: E402

THINGS = ["Ladder", "Cordless drill", "Tent", "Sewing machine", "Jam pan", "Wheelbarrow", "Projector", "Tile cutter"]


def make(stead, root, n, titles):
    subprocess.run([stead, "init", root, "--name", f"Node {n}", "--lang", "en"], check=True, stdout=subprocess.DEVNULL)
    write(f"{root}/places/shelf.toml", 'name = "Shelf"\nkind = "shelf"\n')
    for t in range(titles):
        name = f"{THINGS[t % len(THINGS)]} {t}"
        slug = name.lower().replace(" ", "-")
        write(f"{root}/catalog/{slug[:2]}/{slug}.md",
              f"+++\nname = \"{name}\"\nsummary = \"Number {t} of node {n}.\"\nkind = \"tool\"\n\n[[units]]\n"
              f"code = \"{code((n * titles + t) * 3 + 1)}\"\nhome_place = \"shelf\"\n+++\n\nGood for a day, and easy to carry.\n")
    commit(stead, root)


def commit(stead, root):
    """What lies in the folder is committed before it is exchanged, also where nobody is followed yet."""
    subprocess.run([stead, "-C", root, "sync", "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clean = subprocess.run(["git", "-C", root, "status", "--porcelain"], check=True, capture_output=True)
    assert not clean.stdout, clean.stdout


def main():
    args = argparse.ArgumentParser()
    args.add_argument("nodes", type=int, nargs="?", default=100)
    args.add_argument("titles", type=int, nargs="?", default=100)
    args.add_argument("--stead", default="target/release/stead")
    args.add_argument("--work", default="/dev/shm/stead-region")
    args = args.parse_args()
    stead, work = os.path.abspath(args.stead), os.path.abspath(args.work)
    shutil.rmtree(work, ignore_errors=True)
    for n in range(args.nodes):
        make(stead, f"{work}/node-{n}", n, args.titles)
    region = f"{work}/region"
    make(stead, region, args.nodes, args.titles)
    follow = [0.0, 0.0]
    for n in range(args.nodes):
        cpu, memory = run([stead, "-C", region, "follow", f"{work}/node-{n}", "--name", f"node-{n}"])
        follow = [follow[0] + cpu, max(follow[1], memory)]
    report(f"following {args.nodes} nodes, one after the other", *follow)
    report("`stead sync`, nothing new anywhere", *run([stead, "-C", region, "sync", "-q"]))
    build = [stead, "-C", region, "build", "-q"]
    report(f"one site over {args.nodes + 1} nodes of {args.titles} titles", *run(build), f"{region}/public")
    report("again, nothing changed", *run(build))
    first = f"{work}/node-0/catalog/la/ladder-0.md"
    edit(first, "Long")
    commit(stead, f"{work}/node-0")
    report("`stead sync`, one node has news", *run([stead, "-C", region, "sync", "-q"]))
    report("after that one title of one node", *run(build))
    found = json.loads(subprocess.run([stead, "-C", region, "search", "Long Ladder", "--json"], check=True, capture_output=True).stdout)
    print(f"`stead search` finds {len(found.get('hits', found))} titles")
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
