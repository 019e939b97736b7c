"""The ten open designs of Halle 7: every drawing, cutting file and solid from one set of numbers each."""

import csv
import io
import math
import shutil

import cad
from cad import Part, circle, mortise, placed, polygon, rectangle, rounded
from design_texts import TEXTS

BIRCH, STEEL, PETG = 0.68, 7.85, 1.27
X, Y, Z = (1, 0, 0), (0, 1, 0), (0, 0, 1)
BACK_X, BACK_Y, DOWN = (-1, 0, 0), (0, -1, 0), (0, 0, -1)


class Made:
    """What a design's geometry comes to."""

    def __init__(self, parts, pieces, grams, solids=()):
        self.parts, self.pieces, self.grams, self.solids = parts, pieces, grams, dict(solids)


def bench_hook():
    t, width, length, lip, saw = 18, 180, 300, 40, 30
    dowel = lambda w: [circle(x, lip / 2, 8) for x in (30, w - 30)]
    base = Part("Grundplatte", rectangle(0, 0, width, length), t)
    stop = Part("Anschlag", rectangle(0, 0, width - saw, lip), t, dowel(width - saw),
                notes=[f"rechts {saw} mm kürzer: Platz für die Säge"])
    hook = Part("Leiste unten", rectangle(0, 0, width, lip), t, dowel(width))
    pieces = [placed(hook, (0, length - lip, -t), X, Y), placed(base, (0, 0, 0), X, Y),
              placed(stop, (saw, 0, t), X, Y)]
    return Made([base, stop, hook], pieces, sum(p.grams(BIRCH) for p in (base, stop, hook)))


def french_cleat_holder():
    t, width, back_height, depth, cleat = 18, 240, 140, 90, 60
    holes = [circle(24 + 24 * i, 58 if i % 2 else 34, 9 if i % 2 else 13) for i in range(9)]
    back = Part("Rückwand", rectangle(0, 0, width, back_height), t)
    shelf = Part("Boden", rectangle(0, 0, width, depth), t, holes, notes=["Löcher je nach Werkzeug anpassen"])
    gusset = Part("Stütze", [(0, 0, 0.0), (t, 0, 0.0), (80, 62, 0.0), (80, 80, 0.0), (0, 80, 0.0)], t, count=2)
    hanger = Part("Einhängeleiste", rectangle(0, 0, width, cleat), t,
                  marks=[((0, cleat - t), (width, cleat - t))], notes=["obere Kante 45°, Spitze zur Wand"])
    pieces = [placed(back, (width, 0, 0), BACK_X, Z), placed(gusset, (12, t, 10), Y, Z),
              placed(gusset, (width - 30, t, 10), Y, Z), placed(shelf, (0, t, 90), X, Y)]
    total = sum(p.grams(BIRCH) for p in (back, shelf, gusset, hanger))
    return Made([back, shelf, gusset, hanger], pieces, total)


def stool_leg(name, from_top, height, bottom, top, arch, foot, slot, cutter):
    """A leg board with two tenons; halved with its twin at mid height."""
    t, tenon, spread = 18, 60, 78
    meet = (height + arch) / 2
    half_b, half_t, half_s = bottom / 2, top / 2, slot / 2
    b = 2 * arch / (bottom - 2 * foot) * 2
    bulge = -math.tan(math.atan(b / 2) / 1.0) if from_top else 0.0
    up = [(half_b - foot, 0, 0.0), (half_b, 0, 0.0), (half_t, height, 0.0)]
    tenon_r = [(spread + tenon / 2, height, 0.0), (spread + tenon / 2, height + t, 0.0),
               (spread - tenon / 2, height + t, 0.0), (spread - tenon / 2, height, 0.0)]
    tenon_l = [(-x, y, 0.0) for x, y, _ in reversed(tenon_r)]
    left = [(-half_t, height, 0.0), (-half_b, 0, 0.0)]
    if from_top:
        middle = ([(half_s, height, 0.0)] + cad.relieved(half_s, meet, (0, 1), (-1, 0), cutter)
                  + cad.relieved(-half_s, meet, (1, 0), (0, 1), cutter) + [(-half_s, height, 0.0)])
        outline = up + tenon_r + middle + tenon_l + left
        outline += [(-half_b + foot, 0, bulge)]
        dims = [((half_s, height), (half_s, meet), -3)]
    else:
        # The arch is drawn straight up to the slot on this board: the slot opens into it.
        outline = up + tenon_r + tenon_l + left + [(-half_b + foot, 0, 0.0), (-half_s - 20, arch, 0.0), (-half_s, arch, 0.0)]
        outline += cad.relieved(-half_s, meet, (0, -1), (1, 0), cutter) + cad.relieved(half_s, meet, (-1, 0), (0, -1), cutter)
        outline += [(half_s, arch, 0.0), (half_s + 20, arch, 0.0)]
        dims = [((half_s, meet), (half_s, arch), -3)]
    return Part(name, outline, t, dims=dims + [((-half_s, meet), (half_s, meet), -2)],
                notes=[f"Schlitz {cad.number(slot)} mm, Ecken für Fräser ⌀ {cad.number(cutter)} mm"])


def workshop_stool():
    t, height, seat, slot, cutter = 18, 432, 340, 18.3, 6.2
    legs = [stool_leg("Bein A", True, height, 380, 240, 60, 70, slot, cutter),
            stool_leg("Bein B", False, height, 380, 240, 60, 70, slot, cutter)]
    sockets = [mortise(x, 0, 60.4, slot, cutter) for x in (-78, 78)] + [mortise(0, y, slot, 60.4, cutter) for y in (-78, 78)]
    top = Part("Sitz", circle(0, 0, seat), t, sockets, dims=[((-78, 0), (78, 0), 2)], notes=["Zapfenlöcher 60,4 × 18,3 mm"])
    pieces = [placed(legs[0], (0, -9, 0), BACK_X, Z), placed(legs[1], (-9, 0, 0), Y, Z), placed(top, (0, 0, height), X, Y)]
    return Made([top] + legs, pieces, sum(p.grams(BIRCH) for p in [top] + legs))


def dust_cyclone_lid():
    lid_d, baffle_d, slot, hose, bolt = 400, 356, 28, 50.4, 120
    rods = [circle(bolt * math.cos(a), bolt * math.sin(a), 6.5) for a in (math.radians(d) for d in (90, 210, 330))]
    rim = [circle(186 * math.cos(math.pi * k / 4 + 0.4), 186 * math.sin(math.pi * k / 4 + 0.4), 5) for k in range(8)]
    lid = Part("Deckel", circle(0, 0, lid_d), 15, [circle(0, 0, hose), circle(150, 0, hose)] + rods + rim,
               dims=[((0, 0), (150, 0), 3)], notes=["Mitte: Sauger, außen: Einlass"])
    r, small, turn = baffle_d / 2, baffle_d / 2 - slot, math.radians(120)
    at = lambda rad, a: (rad * math.cos(a), rad * math.sin(a))
    arc = lambda a: math.tan(a / 4)
    rest = 2 * math.pi - turn
    outline = [(*at(r, -turn / 2), arc(turn)), (*at(r, turn / 2), 0.0), (*at(small, turn / 2), arc(rest / 2)),
               (*at(small, turn / 2 + rest / 2), arc(rest / 2)), (*at(small, -turn / 2), 0.0)]
    baffle = Part("Prallscheibe", outline, 9, rods, notes=[f"Spalt {slot} mm über 240°, beginnt hinter dem Einlass"])
    profile = [(21.9, 0), (45, 0), (45, 5), (24.9, 5), (24.7, 50), (21.9, 50)]
    flange = Part("Schlauchstutzen, Schnitt", polygon(*profile), 0, count=2,
                  notes=["um die Achse links davon gedreht", "Rohr: Radius innen 21,9 mm, außen 24,9 mm"])
    pieces = [placed(baffle, (0, 0, -75), X, Y), placed(lid, (0, 0, 0), X, Y)]
    for x in (0, 150):
        pieces += [placed(Part("", circle(0, 0, 90), 5), (x, 0, 15), X, Y),
                   placed(Part("", circle(0, 0, 49.6), 45, [circle(0, 0, 43.8)]), (x, 0, 20), X, Y)]
    solid = cad.revolve(profile)
    grams = lid.grams(BIRCH) + baffle.grams(BIRCH) + 2 * cad.must_be_closed("flange", solid) / 1000 * PETG
    return Made([lid, baffle, flange], pieces, grams, {"hose-flange": solid})


def battery_holder():
    width, height, gap = 90, 110, 62.4
    pilots = [circle(x, y, 3.2) for x in (10, width - 10) for y in (15, 55, 95)]
    plate = Part("Platte", rounded(0, 0, width, height, 6), 6, pilots + [circle(width / 2, y, 5) for y in (25, 85)])
    # Seen along the rail: foot on the plate, web, and the lip that holds the pack's shoulder.
    profile = polygon((0, 0), (12, 0), (12, 9.2), (15.4, 9.2), (15.4, 13.2), (0, 13.2))
    rail = Part("Schiene", profile, 100, notes=["Profil; 100 mm lang gedruckt", f"Abstand der Stege {cad.number(gap)} mm"], count=2)
    stop = Part("Endanschlag", rectangle(0, 0, gap, 10), 8, [circle(gap / 2 - 15, 5, 3.2), circle(gap / 2 + 15, 5, 3.2)])
    left = (width - gap) / 2 - 12
    mirrored = Part("", [(-x, y, -b) for x, y, b in reversed(profile)], 100)
    pieces = [placed(plate, (width, 0, 0), BACK_X, Z),
              placed(rail, (left, 6, 5), X, Y), placed(mirrored, (width - left, 6, 5), X, Y),
              placed(stop, ((width + gap) / 2, 6, 4), BACK_X, Z)]
    solids = {"plate": cad.extrude(plate), "rail": cad.extrude(rail), "stop": cad.extrude(stop)}
    volume = sum(cad.must_be_closed(n, s) * (2 if n == "rail" else 1) for n, s in solids.items())
    return Made([plate, rail, stop], [pieces[0], pieces[3], pieces[1], pieces[2]], volume / 1000 * PETG * 0.55, solids)


def bike_repair_stand():
    t, slot = 18, 18.3
    plate = Part("Wandplatte", rounded(0, 0, 140, 420, 12), t,
                 [mortise(70, 290, slot, 120.4, 6.2), mortise(70, 90, slot, 80.4, 6.2)] + [circle(x, y, 8.5) for x in (25, 115) for y in (25, 210, 395)])
    arm = Part("Arm", [(-18, 0, 0.0), (0, 0, 0.0), (0, -10, 0.0), (80, -10, 0.0), (470, 40, 0.0), (520, 40, 0.414), (545, 65, 0.0), (545, 105, 0.414),
                       (520, 130, 0.0), (0, 130, 0.0), (0, 120, 0.0), (-18, 120, 0.0)], t,
               [circle(505, 85, 10.5)], dims=[((0, 85), (505, 85), 3)])
    brace = Part("Strebe", [(-18, 0, 0.0), (0, 0, 0.0), (60, 0, 0.0), (300, 170, 0.0), (300, 198.2, 0.0), (240, 190.5, 0.0), (0, 80, 0.0), (-18, 80, 0.0)], t)
    jaw = Part("Backe", [(0, 0, 0.0), (160, 0, 0.0), (160, 90, 0.0), (95, 90, 0.0), (80, 72, 0.0), (65, 90, 0.0), (0, 90, 0.0)], t,
               [circle(30, 40, 10.5), circle(130, 40, 10.5)], dims=[((65, 90), (95, 90), -2)], notes=["Kerbe mit altem Schlauch auskleiden"], count=2)
    # The tenons are inside the plate once it is built.
    seen = lambda p: Part("", [(max(x, 0), y, b) for x, y, b in p.outline], t, p.holes)
    pieces = [placed(plate, (140, 0, 0), BACK_X, Z), placed(seen(brace), (61, t, 50), Y, Z), placed(seen(arm), (61, t, 230), Y, Z),
              placed(jaw, (43, 493, 275), Y, Z), placed(jaw, (79, 493, 275), Y, Z)]
    parts = [plate, arm, brace, jaw]
    return Made(parts, pieces, sum(p.grams(BIRCH) for p in parts))


def spring_clamp():
    """A C spring with two straight jaws in one piece, printed flat so that no layer is pulled apart."""
    outer, inner, half = 34.0, 27.0, math.radians(16)
    jaw, thick, gap = 58.0, 9.0, 0.8
    at = lambda r, a: (r * math.cos(a), r * math.sin(a))
    sweep = 2 * math.pi - 2 * half
    third = lambda a: math.tan(a / 12)
    ring_out = [(*at(outer, half + sweep * k / 3), third(sweep)) for k in range(3)]
    y_in = gap / 2
    outline = [(outer + jaw, y_in, 0.0), (outer + jaw, y_in + thick * 0.55, 0.0), (outer + 8, y_in + thick + 4, 0.0)] + ring_out
    outline += [(*at(outer, 2 * math.pi - half), 0.0), (outer + 8, -y_in - thick - 4, 0.0), (outer + jaw, -y_in - thick * 0.55, 0.0),
                (outer + jaw, -y_in, 0.0), (outer + 12, -y_in, 0.0)]
    small = math.asin(y_in / inner) + math.radians(8)
    sweep_in = 2 * math.pi - 2 * small
    back = [(*at(inner, 2 * math.pi - small - sweep_in * k / 3), -third(sweep_in)) for k in range(3)]
    outline += back + [(*at(inner, small), 0.0), (outer + 12, y_in, 0.0)]
    body = Part("Zwinge", outline, 20, notes=["flach drucken, vier Wände, 40 % Füllung", f"Feder {cad.number(outer - inner)} mm, Maul {cad.number(gap)} mm in Ruhe"],
                dims=[((outer, -y_in - 20), (outer + jaw, -y_in - 20), 2)])
    solid = cad.extrude(body)
    return Made([body], [placed(body, (0, 0, 0), Y, BACK_X)], cad.must_be_closed("clamp", solid) / 1000 * PETG * 0.7, {"spring-clamp": solid})


def raised_bed_corner():
    leg, height, t = 120, 300, 2
    holes = [circle(x, y, 6.5) for x in (35, 85, 2 * leg - 85, 2 * leg - 35) for y in (40, 150, 260)]
    blank = Part("Zuschnitt", rounded(0, 0, 2 * leg, height, 8), t, holes, [((leg, 0), (leg, height))],
                 dims=[((0, height), (leg, height), -2), ((35, 40), (85, 40), 3)], notes=["gestrichelt: Kante 90°, Radius 2 mm"], count=4)
    side = Part("", rounded(0, 0, leg, height, 2), t, [circle(x, y, 6.5) for x in (35, 85) for y in (40, 150, 260)])
    pieces = [placed(side, (leg, 0, 0), BACK_X, Z), placed(side, (0, 0, 0), Y, Z)]
    return Made([blank], pieces, blank.grams(STEEL))


def laptop_stand():
    t, kerf = 4.0, 0.18
    slot = t - kerf
    side = Part("Wange", [(0, 0, 0.0), (50, 0, 0.0)] + [(50, 32, 0.0), (50 + slot, 32, 0.0), (50 + slot, 0, 0.0)] + [(180, 0, 0.0)]
                + [(180, 32, 0.0), (180 + slot, 32, 0.0), (180 + slot, 0, 0.0), (240, 0, 0.0), (240, 140, 0.2), (225, 150, 0.0),
                   (14, 46, 0.0), (10, 62, 0.0), (0, 62, 0.0)], t, [rounded(75, 18, 80, 26, 10)],
                dims=[((50, 32), (50, 0), 2)], notes=[f"Schlitze {cad.number(slot)} mm: 4 mm weniger Schnittbreite"], count=2)
    width = 260
    bar = Part("Quersteg", [(0, 0, 0.0), (width, 0, 0.0), (width, 62, 0.0), (width - 26, 62, 0.0), (width - 26, 30, 0.0), (width - 26 - slot, 30, 0.0),
                            (width - 26 - slot, 62, 0.0), (26 + slot, 62, 0.0), (26 + slot, 30, 0.0), (26, 30, 0.0), (26, 62, 0.0), (0, 62, 0.0)], t,
               dims=[((26, 62), (26, 30), -2), ((26, 30), (width - 26, 30), 3)], count=2)
    pieces = [placed(side, (26, 240, 0), BACK_Y, Z), placed(bar, (width, 56, 0), BACK_X, Z), placed(bar, (width, 186, 0), BACK_X, Z),
              placed(side, (width - 26 - t, 240, 0), BACK_Y, Z)]
    return Made([side, bar], pieces, side.grams(BIRCH) + bar.grams(BIRCH))


def seed_tray_press():
    width, depth, t, columns, rows = 500, 250, 12, 10, 5
    pegs = [circle(25 + 50 * i, 25 + 50 * j, 10.1) for i in range(columns) for j in range(rows)]
    plate = Part("Lochplatte", rounded(0, 0, width, depth, 10), t, pegs, dims=[((25, 25), (75, 25), 4)], notes=["50 Löcher, Raster 50 mm"])
    grips = [mortise(x, depth / 2, 12.2, 80.4, 3.2) for x in (100, 400)]
    cover = Part("Deckplatte", rounded(0, 0, width, depth, 10), t, grips)
    handle = Part("Griff", [(0, 48, 0.0), (80, 48, 0.0), (80, 60, 0.0), (90, 60, 0.0), (90, 100, 0.414), (80, 110, 0.0), (0, 110, 0.414),
                            (-10, 100, 0.0), (-10, 60, 0.0), (0, 60, 0.0)], t, [rounded(0, 72, 80, 26, 12)], count=2,
                  notes=["Zapfen 80 mm, 12 mm lang eingeleimt"])
    peg = lambda x, y: placed(Part("", circle(0, 0, 10), 28), (x, y, -28), X, Y)
    pieces = [peg(25 + 50 * i, 25 + 50 * j) for i in range(columns) for j in range(rows)]
    grip = lambda x: placed(handle, (x - 6, depth / 2 - 40, 2 * t - 60), Y, Z)
    pieces += [placed(plate, (0, 0, 0), X, Y), placed(cover, (0, 0, t), X, Y), grip(100), grip(400)]
    total = sum(p.grams(BIRCH) for p in (plate, cover, handle)) + 50 * 78.5 * 40 / 1000 * 0.7
    return Made([plate, cover, handle], pieces, total)


DESIGNS = {
    "bench-hook": bench_hook, "french-cleat-holder": french_cleat_holder, "workshop-stool": workshop_stool,
    "dust-cyclone-lid": dust_cyclone_lid, "battery-holder": battery_holder, "bike-repair-stand": bike_repair_stand,
    "spring-clamp": spring_clamp, "raised-bed-corner": raised_bed_corner, "laptop-stand": laptop_stand,
    "seed-tray-press": seed_tray_press,
}
FILE_NAMES = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-", ",": ""})


def quote(text):
    return '"' + text.replace('"', '\\"') + '"'


def manifest(slug, text, made, dxf_files):
    out = ['okhv = "OKH-LOSHv1.0"', f"name = {quote(text['name'])}", f"function = {quote(text['function'])}",
           'documentation-language = "de"', f"version = {quote(text['version'])}", 'license = "CERN-OHL-S-2.0"',
           f"licensor = {quote(text['by'])}", 'organization = "Halle 7"', f'repo = "https://halle7.example/designs/{slug}"',
           'image = "assembly.svg"', 'readme = "README.md"', 'bom = "parts.csv"', 'manufacturing-instructions = ["drawing.svg"]',
           'user-manual = "README.md"', f"technology-readiness-level = {quote(text.get('trl', 'OTRL-5'))}",
           'documentation-readiness-level = "ODRL-3"', 'tsdc = ["MEC"]', "", "[mass]",
           f"value = {max(made.grams, 1) / 1000:.2f}", 'unit = "kg"']
    for name, file in dxf_files:
        out += ["", "[[part]]", f"name = {quote(name)}", f"source = [{quote(file)}]", 'image = "drawing.svg"']
    for name in made.solids:
        out += ["", "[[part]]", f"name = {quote(text['solids'][name])}", f"export = [{quote(name + '.stl')}]", 'image = "drawing.svg"']
    out += ["", "[commonstead]", f"categories = [{', '.join(quote(c) for c in text['categories'])}]",
            f"tools = [{', '.join(quote(c) for c in text['tools'])}]"]
    if text.get("from"):
        out.append(f"derived_from = [{quote(text['from'])}]")
    out += [f"build_minutes = {text['minutes']}", f"translations.en.name = {quote(text['en_name'])}",
            f"translations.en.function = {quote(text['en_function'])}"]
    return "\n".join(out) + "\n"


def bom(lines):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "quantity", "note", "source"])
    writer.writerows(lines)
    return text.getvalue()


def make_all(folder):
    """Writes every design below `folder` and returns how many there are."""
    shutil.rmtree(folder, ignore_errors=True)
    for slug, build in DESIGNS.items():
        made, text, home = build(), TEXTS[slug], folder / slug
        home.mkdir(parents=True)
        flat = [p for p in made.parts if p.thickness and not (made.solids and text.get("printed"))]
        dxf_files = [(p.name, p.name.lower().translate(FILE_NAMES) + ".dxf") for p in flat]
        for part, (_, file) in zip(flat, dxf_files):
            (home / file).write_text(cad.dxf(part), encoding="ascii", newline="\n")
        for name, solid in made.solids.items():
            (home / f"{name}.stl").write_bytes(cad.stl(name, solid))
        footer = f"Halle 7 · {text['name']} · Version {text['version']} · CERN-OHL-S-2.0 · alle Maße in mm"
        write = lambda name, body: (home / name).write_text(body, encoding="utf-8", newline="\n")
        write("drawing.svg", cad.sheet_svg(text["name"], made.parts, footer))
        write("assembly.svg", cad.assembly_svg(text["name"], made.pieces))
        write("okh.toml", manifest(slug, text, made, dxf_files))
        write("parts.csv", bom(text["bom"]))
        write("README.md", text["readme"].strip() + "\n")
        write("README.en.md", text["en_readme"].strip() + "\n")
    return len(DESIGNS)
