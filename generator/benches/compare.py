#!/usr/bin/env python3
"""Builds the same catalogue with ours and, where they are installed, with Hugo and Pagefind, in turn.

usage: compare.py --corpus gen_corpus.py [--stead target/release/stead] [--work DIR] [--watch] N

`gen_corpus.py N OUT` writes OUT/catalog.jsonl (one record a line: id, slug, title, lang, category, tags,
location, condition, summary, date, body) and OUT/hugo, a Hugo project with the same items. Quoted are CPU
seconds of the program and its children, and the peak of resident memory: both hold on a busy machine,
times on the wall do not. Needs nothing but the standard library.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unicodedata
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "content"))
from codes import code  # noqa: E402


def slug(text):
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in ascii_text).split())


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_node(stead, records, root):
    """A node with the records of the corpus as titles, each with one unit on its shelf."""
    subprocess.run([stead, "init", root, "--name", "Bench", "--lang", "en"], check=True, stdout=subprocess.DEVNULL)
    categories, places = {}, {}
    for n, line in enumerate(open(records, encoding="utf-8")):
        r = json.loads(line)
        categories[slug(r["category"])] = r["category"]
        places[slug(r["location"])] = r["location"]
        condition = {"new": "new", "good": "good", "fair": "fair", "worn": "worn"}.get(r["condition"], "damaged")
        name = r["slug"].lower()
        text = (f"+++\nname = {quoted(r['title'])}\nsummary = {quoted(r['summary'])}\nlang = {quoted(r['lang'])}\n"
                f"kind = \"tool\"\ncategories = [{quoted(slug(r['category']))}]\nkeywords = {quoted(r['tags'])}\nadded = {quoted(r['date'])}\n\n"
                f"[[units]]\ncode = \"{code(n * 3 + 1)}\"\nhome_place = {quoted(slug(r['location']))}\ncondition = \"{condition}\"\n+++\n\n{r['body']}")
        # Links of the corpus lead to Hugo's pages.
        write(f"{root}/catalog/{name[:2]}/{name}.md", text.replace("](/categories/)", "](https://example.org/)"))
    for key, name in places.items():
        write(f"{root}/places/{key}.toml", f"name = {quoted(name)}\nkind = \"shelf\"\n")
    with open(f"{root}/node.toml", "a", encoding="utf-8") as file:
        for key, name in sorted(categories.items()):
            file.write(f"\n[categories.{key}]\nname = {quoted(name)}\n")


def run(command, cwd=None):
    """Runs a program; its CPU seconds and the peak of its memory in MiB."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        print(error[-2000:], file=sys.stderr)
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    files = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    return len(files), sum(os.path.getsize(path) for path in files)


def report(name, cpu, memory, folder=None):
    files, total = size(folder) if folder else (0, 0)
    more = f"  {files:>8,} files  {total / 1e6:>8.1f} MB" if folder else ""
    print(f"{name:44} {cpu:>8.2f} CPU s  {memory:>6.0f} MiB{more}", flush=True)


def edit(path, mark):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    write(path, text.replace('name = "', f'name = "{mark} ', 1))


def cpu_of(pid):
    """CPU seconds of a running program so far, in hundredths."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def add_word(path, mark):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    write(path, f"{text.rstrip()} {mark}.\n")


def watch(stead, root, path):
    """CPU seconds of one edit while `stead watch` runs: for each kind of edit the mean of five, and the most."""
    process = subprocess.Popen([stead, "-C", root, "watch", "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        url = json.loads(process.stdout.readline())["url"]
        news = urllib.request.urlopen(url + ".stead/news", timeout=600)
        next_news(news)
        found = {}
        for name, change in {"a word of its text": add_word, "its name": edit}.items():
            costs = []
            for n in range(5):
                before = cpu_of(process.pid)
                change(path, f"Edit{n}")
                next_news(news)
                time.sleep(0.3)
                costs.append(cpu_of(process.pid) - before)
            found[name] = sum(costs) / len(costs), max(costs)
        return found
    finally:
        process.terminate()
        process.wait()


def next_news(stream):
    while True:
        line = stream.readline()
        if line.startswith(b"data:"):
            return json.loads(line[5:])


def main():
    args = argparse.ArgumentParser()
    args.add_argument("n", type=int)
    args.add_argument("--corpus", required=True)
    args.add_argument("--stead", default="target/release/stead")
    args.add_argument("--work", default="/dev/shm/stead-bench")
    args.add_argument("--watch", action="store_true")
    args = args.parse_args()
    stead, work = os.path.abspath(args.stead), os.path.abspath(args.work)
    shutil.rmtree(work, ignore_errors=True)
    subprocess.run([sys.executable, args.corpus, str(args.n), work, "--only", "hugo,json"], check=True, stdout=subprocess.DEVNULL)
    root = f"{work}/node"
    make_node(stead, f"{work}/catalog.jsonl", root)
    build = [stead, "-C", root, "build", "-q"]
    ours = run(build)
    report("ours: site with search index, from nothing", *ours, f"{root}/public")
    files, total = size(f"{root}/public/search")
    print(f"  of it the search index: {files:,} files, {total / 1e6:.1f} MB")
    report("ours: again, nothing changed", *run(build))
    titles = sorted(os.path.join(at, name) for at, _, names in os.walk(f"{root}/catalog") for name in names)
    for path in titles[:: max(1, len(titles) // 20)][:20]:
        edit(path, "Edited")
    report("ours: after 20 changed titles", *run(build))
    report("ours: profile usb", *run(build + ["--profile", "usb", "--out", f"{work}/usb"]), f"{work}/usb")
    print(f"  a {size(f'{root}/public')[0] / size(f'{work}/usb')[0]:.1f}th of the files")
    if args.watch:
        for name, (mean, most) in watch(stead, root, titles[len(titles) // 2]).items():
            print(f"ours: one title in `stead watch`, {name:20} {mean * 1000:8.0f} CPU ms (mean), {most * 1000:.0f} (most), a {ours[0] / max(mean, 0.01):.0f}th of a whole build")
    for name in ["hugo", "pagefind"]:
        if not shutil.which(name):
            print(f"{name} is not on the path: left out")
    if shutil.which("hugo"):
        hugo = run(["hugo", "--quiet", "-d", f"{work}/hugo-out"], cwd=f"{work}/hugo")
        report("Hugo", *hugo, f"{work}/hugo-out")
        print(f"  Hugo / ours: {hugo[0] / ours[0]:.1f} x CPU, {hugo[1] / ours[1]:.1f} x memory")
        if shutil.which("pagefind"):
            found = run(["pagefind", "--site", f"{work}/hugo-out"])
            report("Pagefind over it", *found, f"{work}/hugo-out/pagefind")
            print(f"  Pagefind's index / ours: {size(f'{work}/hugo-out/pagefind')[1] / total:.1f} x bytes")
            both = hugo[0] + found[0]
            print(f"  Hugo and Pagefind / ours: {both / ours[0]:.1f} x CPU, {max(hugo[1], found[1]) / ours[1]:.1f} x memory")
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
