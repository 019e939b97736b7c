"""Writes the catalogues, places and designs of the three demo nodes from the tables in src-data/.

Run by hand: `python3 content/make.py`; with `--check` it writes nothing and names what differs. Only the standard library is needed. Same tables in, same
bytes out; what it writes is committed and is what counts. Everything else in the node folders
(node.toml, pages, people, governance, history.toml) is written by hand and never touched.

How a table looks is told in src-data/README.md.
"""

import datetime
import hashlib
import pathlib
import re
import shutil
import sys
import tempfile

from codes import ALPHABET, code

HERE = pathlib.Path(__file__).parent
# node: the record's own language and the translation's.
NODES = {"oak-street": ("en", "es"), "halle-7": ("de", "en"), "ribera": ("es", "en")}
# Where things come from: how many of ten, the words, and the share of the new price that was paid.
SOURCES = {
    "oak-street": [
        (3, "Given at the door", 0.0), (2, "House clearance, Mill Lane", 0.1),
        (2, "Dunne & Daughter Hardware", 0.9), (1, "Neighbourhood grant", 1.0),
        (1, "Second-hand shop, Quay Street", 0.4), (1, "Auction of the old joinery school", 0.3)],
    "halle-7": [
        (3, "Vereinsmittel", 0.9), (2, "Werkstattauflösung Brandt", 0.35), (2, "Spende", 0.0),
        (2, "Kleinanzeige", 0.5), (1, "Förderung Offene Werkstätten", 1.0)],
    "ribera": [
        (4, "Compra común", 0.95), (3, "Donación", 0.0), (2, "Segunda mano, rastro de Vallserena", 0.4),
        (1, "Herencia de la antigua granja", 0.0)],
}
PUT_TOGETHER = {"oak-street": "Put together here", "halle-7": "Selbst zusammengestellt", "ribera": "Reunido aquí"}
POWERED = {"mains", "battery", "petrol", "gas", "usb"}
used_codes = {}


def dice(*parts):
    """A number that depends on the words alone: the same on every machine and in every run."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:8], "big")


def mint(*parts):
    """A label code, unique over all three nodes, with its check symbol in GF(32)."""
    salt = 0
    while True:
        payload = dice("code", *parts, salt) & 0x3FFFFFFF
        if used_codes.setdefault(payload, parts) == parts:
            break
        salt += 1
    return code(payload)


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def quote_list(items):
    return "[" + ", ".join(quote(i) for i in items) + "]"


def money(amount):
    return quote(f"{float(amount):.2f} EUR")


class Table:
    """One file of src-data/: sections with defaults, then records, a blank line between them."""

    def __init__(self, path):
        self.path = path

    def records(self):
        defaults = {}
        for block in re.split(r"\n\s*\n", self.path.read_text(encoding="utf-8")):
            lines = [l for l in block.strip().splitlines() if not l.startswith("#")]
            if lines and lines[0].startswith("== "):
                defaults = dict(pair.split("=", 1) for pair in lines.pop(0)[3:].split())
            if lines:
                yield self.record(defaults, lines)

    def record(self, defaults, lines):
        try:
            slug, name, other, value, rest = [f.strip() for f in lines[0].split("|")]
            count, *options = rest.split()
            record = {"slug": slug, "name": name, "other": other, "value": value, "count": int(count),
                      "opt": defaults | dict(o.split("=", 1) for o in options), "extra": [], "units": {}}
            record["summary"], record["other_summary"] = lines[1], lines[2]
            record["body"] = []
            for line in lines[3:]:
                unit = re.match(r"\+u(\d+) (.*)", line)
                if unit:
                    record["units"][int(unit[1])] = unit[2].split(" ; ")
                elif line.startswith("+"):
                    key, _, text = line[1:].partition(" ")
                    record["extra"].append((key, text))
                else:
                    record["body"].append(line)
            return record
        except (ValueError, IndexError) as error:
            raise SystemExit(f"{self.path}: {lines[0]!r}: {error}") from error


def added_on(node, slug, opt):
    if "new" in opt:
        return datetime.date.fromisoformat(opt["new"])
    spread = dice(node, slug, "added") % 1000
    # Most came in the first eighteen months.
    days = spread * 540 // 700 if spread < 700 else 540 + (spread - 700) * 650 // 300
    return datetime.date(2023, 2, 4) + datetime.timedelta(days=days)


def source_of(node, *parts):
    at = dice(node, *parts, "source") % 10
    for share, words, paid in SOURCES[node]:
        if at < share:
            return words, paid
        at -= share
    return SOURCES[node][0][1:]


def serial_of(node, slug, at):
    number = dice(node, slug, at, "serial")
    letters = "".join(ALPHABET[10 + (number >> 5 * i) % 22] for i in range(2))
    return [f"{number % 10**9:09d}", f"{letters}{number % 10**6:06d}",
            f"20{20 + number % 6}-{number % 10**5:05d}"][dice(slug, "shape") % 3]


def condition_of(node, slug, at, acquired):
    at = dice(node, slug, at, "condition") % 100
    if acquired >= datetime.date(2026, 5, 1) and at < 60:
        return "new"
    return "good" if at < 66 else "fair" if at < 90 else "worn"


def unit_lines(node, record, at, added):
    opt, slug = record["opt"], record["slug"]
    fields = dict(f.split("=", 1) for f in record["units"].get(at, []))
    acquired = min(added + datetime.timedelta(days=dice(node, slug, at, "later") % 200 if at > 1 else 0),
                   datetime.date(2026, 10, 28))
    words, paid = source_of(node, slug, at if dice(slug, "lot") % 3 == 0 else 1)
    if opt.get("kind") == "kit":
        words, paid = PUT_TOGETHER[node], 0.0
    out = ["", "[[units]]", f"code = {quote(mint(node, slug, at))}"]
    stock = dict(record["extra"]).get("stock")
    if stock:
        *quantity, measure, least = stock.split()
        quantity = " ".join(quantity)
        out += ['kind = "stock"', f"quantity = {quantity if quantity.isdigit() else quote(quantity)}",
                f"measure = {quote(measure.replace('_', ' '))}", f"min_qty = {least}"]
    elif opt.get("pw") in POWERED and record["value"] and float(record["value"]) >= 40:
        out.append(f"serial = {quote(fields.pop('serial', serial_of(node, slug, at)))}")
    out.append(f"owner = {quote(fields.pop('owner', 'node'))}")
    if opt.get("kind") != "space":
        cost = f", cost = {money(round(float(record['value']) * paid))}" if record["value"] and not stock else ""
        out.append(f'acquired = {{ date = "{acquired}", from = {quote(words)}{cost} }}')
    out.append(f"home_place = {quote(fields.pop('home_place', opt['at']))}")
    out.append(f"lifecycle = {quote(fields.pop('lifecycle', 'active'))}")
    if "retired_reason" in fields:
        out.append(f"retired_reason = {quote(fields.pop('retired_reason'))}")
    if not stock and opt.get("kind") != "space":
        out.append(f"condition = {quote(fields.pop('condition', condition_of(node, slug, at, acquired)))}")
    if "circ_note" in fields:
        out.append(f"circ_note = {quote(fields.pop('circ_note'))}")
    if "alias" in fields:
        out.append(f"aliases = {quote_list([fields.pop('alias')])}")
    if "policy" in fields:
        out.append(f"policy_override = {quote(fields.pop('policy'))}")
    if fields:
        raise SystemExit(f"{slug}: a unit has no {fields}")
    return out


def parts_lines(text):
    out = ["parts_expected = ["]
    for part in text.split(", "):
        required = not part.endswith("?")
        name, _, qty = part.rstrip("?").partition("*")
        out.append(f"    {{ name = {quote(name.strip())}, qty = {qty or 1}, required = {str(required).lower()} }},")
    return out + ["]"]


def contents_lines(node, text):
    out = ["contents = ["]
    for item in text.split(", "):
        name, _, qty = item.partition("*")
        if "#" in name:
            slug, _, at = name.partition("#")
            out.append(f"    {{ unit = {quote(mint(node, slug, int(at)))} }},")
        else:
            out.append(f"    {{ title = {quote(name)}, qty = {qty or 1} }},")
    return out + ["]"]


def care_lines(text):
    """`chain loan 30d 40u block Words for it // How it is done.`"""
    plan, *words = text.split()
    when = {"d": "every_days", "u": "every_uses"}
    out = ["", "[[maintenance]]", f"plan = {quote(plan)}"]
    timing = []
    while words and (words[0] in {"loan", "block"} or re.fullmatch(r"\d+[du]", words[0])):
        word = words.pop(0)
        timing.append({"loan": "after_each_loan = true", "block": "blocks = true"}.get(word)
                      or f"{when[word[-1]]} = {word[:-1]}")
    name, _, how = " ".join(words).partition(" // ")
    return out + [f"name = {quote(name)}"] + timing + ([f"how = {quote(how)}"] if how else [])


def carbon_of(opt):
    """Making steel and wood is taken as 3 kg of CO2 a kilogram, anything with a motor or a board as 9."""
    if "w" not in opt or opt.get("kind") in {"space", "material"}:
        return None
    return round(float(opt["w"]) * (9 if opt.get("pw") in POWERED else 3), 1)


def title_text(node, record):
    own, other = NODES[node]
    opt, slug, extra = record["opt"], record["slug"], dict(record["extra"])
    added = added_on(node, slug, opt)
    spaced = lambda key: opt[key].replace("_", " ")
    notice, _, other_notice = extra.get("notice", "").partition(" // ")
    out = ["+++", f"name = {quote(record['name'])}"]
    if "aka" in extra:
        out.append(f"other_names = {quote_list(extra['aka'].split('; '))}")
    out += [f"kind = {quote(opt.get('kind', 'tool'))}", f"summary = {quote(record['summary'])}", f"lang = {quote(own)}",
            f"categories = {quote_list([opt['cat']] + extra.get('cat', '').split())}"]
    if "kw" in extra:
        out.append(f"keywords = {quote_list(extra['kw'].split('; '))}")
    for key, field in (("b", "brand"), ("m", "model"), ("pw", "power_source"), ("sz", "size")):
        if key in opt:
            out.append(f"{field} = {quote(spaced(key))}")
    if "w" in opt:
        out.append(f"weight_kg = {float(opt['w'])}")
    if opt.get("p"):
        out.append(f"policy = {quote(opt['p'])}")
    if opt.get("r"):
        out.append(f"reservation_policy = {quote(opt['r'])}")
    if opt.get("t"):  # `t=` takes a section's training away
        out.append(f"requires_authorisation = {quote_list(opt['t'].split(','))}")
    if "age" in opt:
        out.append(f"min_age = {opt['age']}")
    if "dep" in opt:
        out.append(f"deposit = {money(opt['dep'])}")
    if "fee" in opt:
        out.append(f"fee_per_day = {money(opt['fee'])}")
    if record["value"]:
        out.append(f"replacement_value = {money(record['value'])}")
    if "parts" in extra:
        out += parts_lines(extra["parts"])
    if "contents" in extra:
        out += contents_lines(node, extra["contents"])
    if notice:
        out.append(f"checkout_notice = {quote(notice)}")
    if "manual" in extra:
        out.append(f"manuals = {quote_list(extra['manual'].split())}")
    if "with" in extra:
        out.append(f"compatible_with = {quote_list(extra['with'].split())}")
    if "designs" in extra:
        out.append(f"designs = {quote_list(extra['designs'].split())}")
    if carbon_of(opt):
        out.append(f"carbon_kg = {carbon_of(opt)}")
    out.append(f'added = "{added}"')
    custom = [text.split(": ", 1) for key, text in record["extra"] if key == "custom"]
    if custom:
        out += ["", "[custom]"] + [f"{quote(k) if re.search(r'[^A-Za-z0-9_-]', k) else k} = {quote(v)}" for k, v in custom]
    out += ["", f"[translations.{other}]", f"name = {quote(record['other'])}", f"summary = {quote(record['other_summary'])}"]
    if other_notice:
        out.append(f"checkout_notice = {quote(other_notice)}")
    for key, text in record["extra"]:
        if key == "care":
            out += care_lines(text)
    for at in range(1, record["count"] + 1):
        out += unit_lines(node, record, at, added)
    body = "\n\n".join(record["body"])
    return "\n".join(out) + f"\n+++\n\n{body}\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def make_titles(node, folder):
    shutil.rmtree(folder / "catalog", ignore_errors=True)
    titles = units = 0
    seen = set()
    for path in sorted((HERE / "src-data" / node).glob("titles-*.txt")):
        for record in Table(path).records():
            slug = record["slug"]
            if slug in seen:
                raise SystemExit(f"{path}: {slug} is there twice")
            seen.add(slug)
            target = folder / "catalog" / slug[:2] / f"{slug}.md"
            write(target, title_text(node, record))
            other_body = [text for key, text in record["extra"] if key == "body"]
            if other_body:
                other = NODES[node][1]
                write(target.with_suffix(f".{other}.md"), "\n\n".join(other_body) + "\n")
            titles += 1
            units += record["count"]
    return titles, units


def make_places(node, folder):
    """`slug | kind | parent | name | translated name | note`, one place a line."""
    shutil.rmtree(folder / "places", ignore_errors=True)
    count = 0
    for line in (HERE / "src-data" / node / "places.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        slug, kind, parent, name, other, note = [f.strip() for f in line.split("|")]
        out = [f"name = {quote(name)}", f"kind = {quote(kind)}"]
        if parent:
            out.append(f"parent = {quote(parent)}")
        if kind != "site":
            out.append(f"code = {quote(mint(node, 'place', slug))}")
        if note:
            out.append(f"note = {quote(note)}")
        if other:
            out += ["", f"[translations.{NODES[node][1]}]", f"name = {quote(other)}"]
        write(folder / "places" / f"{slug}.toml", "\n".join(out) + "\n")
        count += 1
    return count


def make(root):
    for node in NODES:
        folder = root / node
        places = make_places(node, folder)
        titles, units = make_titles(node, folder)
        print(f"{node}: {titles} titles, {units} units, {places} places")
    import drawings
    print(f"halle-7: {drawings.make_all(root / 'halle-7' / 'designs')} designs")


def differing(made):
    """What is committed otherwise than the tables give it."""
    for folder in [f"{node}/{kind}" for node in NODES for kind in ("catalog", "places")]:
        both = {path.relative_to(root) for root in (HERE, made)
                for path in (root / folder).rglob("*") if path.is_file()}
        for path in sorted(both):
            ours, theirs = (root / path for root in (HERE, made))
            if not (ours.is_file() and theirs.is_file() and ours.read_bytes() == theirs.read_bytes()):
                yield path


def check():
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        for node in NODES:
            (made / node).mkdir()
        make(made)
        others = list(differing(made))
    if others:
        raise SystemExit("\n".join(f"{path} is not what the tables give: run content/make.py" for path in others))


if __name__ == "__main__":
    check() if sys.argv[1:] == ["--check"] else make(HERE)
