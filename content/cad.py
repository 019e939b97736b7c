"""Just enough geometry for ten designs: flat parts with arcs and holes, solids, and their files.

Lengths are millimetres. A contour is a list of (x, y, bulge): the bulge belongs to the edge that starts
there, as in DXF, and is the tangent of a quarter of the arc's angle, positive counter-clockwise.
"""

import math
import struct

EPSILON = 1e-6


# -- Contours ----------------------------------------------------------------------------------------------

def polygon(*points):
    return [(x, y, 0.0) for x, y in points]


def rectangle(x, y, width, height):
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def circle(x, y, diameter):
    r = diameter / 2
    return [(x + r, y, 1.0), (x - r, y, 1.0)]


def rounded(x, y, width, height, r):
    b = math.tan(math.pi / 8)
    return [(x + r, y, 0), (x + width - r, y, b), (x + width, y + r, 0), (x + width, y + height - r, b),
            (x + width - r, y + height, 0), (x + r, y + height, b), (x, y + height - r, 0), (x, y + r, b)]


def mortise(x, y, width, height, cutter):
    """A rectangle around (x, y) whose corners a round cutter of this diameter can reach."""
    d = cutter / 2 * math.sqrt(2)
    l, r, b, t = x - width / 2, x + width / 2, y - height / 2, y + height / 2
    return [(l + d, b, 0), (r - d, b, 1), (r, b + d, 0), (r, t - d, 1),
            (r - d, t, 0), (l + d, t, 1), (l, t - d, 0), (l, b + d, 1)]


def relieved(x, y, back, ahead, cutter):
    """The two points of an inner corner of an outline, relieved for a round cutter; `back` and `ahead` are
    the unit vectors from the corner to the point before and to the point after it."""
    d = cutter / 2 * math.sqrt(2)
    return [(x + back[0] * d, y + back[1] * d, -1.0), (x + ahead[0] * d, y + ahead[1] * d, 0.0)]


def flatten(contour, steps_per_turn=96):
    points = []
    for i, (x, y, bulge) in enumerate(contour):
        points.append((x, y))
        if abs(bulge) < EPSILON:
            continue
        x2, y2, _ = contour[(i + 1) % len(contour)]
        angle = 4 * math.atan(bulge)
        chord = math.hypot(x2 - x, y2 - y)
        radius = chord / (2 * math.sin(abs(angle) / 2))
        sagitta = radius * math.cos(angle / 2) * (1 if bulge > 0 else -1)
        cx = (x + x2) / 2 - (y2 - y) / chord * sagitta
        cy = (y + y2) / 2 + (x2 - x) / chord * sagitta
        start = math.atan2(y - cy, x - cx)
        steps = max(2, round(abs(angle) / (2 * math.pi) * steps_per_turn))
        points += [(cx + radius * math.cos(start + angle * k / steps), cy + radius * math.sin(start + angle * k / steps))
                   for k in range(1, steps)]
    return points


def area(points):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1])) / 2


class Part:
    """Something cut from a sheet: an outline, holes, marks, and what the drawing says about it."""

    def __init__(self, name, outline, thickness, holes=(), marks=(), dims=(), notes=(), count=1):
        self.name, self.outline, self.thickness, self.holes = name, outline, thickness, list(holes)
        self.marks, self.dims, self.notes, self.count = list(marks), list(dims), list(notes), count
        if area(flatten(outline)) <= 0:
            raise ValueError(f"{name}: an outline runs counter-clockwise")

    def box(self):
        points = flatten(self.outline)
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)

    def square_mm(self):
        return area(flatten(self.outline)) - sum(abs(area(flatten(h))) for h in self.holes)

    def grams(self, density):
        """`density` in grams a cubic centimetre."""
        return self.square_mm() * self.thickness / 1000 * density * self.count


# -- DXF (AutoCAD R12, ASCII) --------------------------------------------------------------------------------

def dxf(part):
    lines = [(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"), (0, "ENDSEC"),
             (0, "SECTION"), (2, "TABLES"), (0, "TABLE"), (2, "LAYER"), (70, 3)]
    for name, colour in (("OUTER", 7), ("INNER", 1), ("MARK", 5)):
        lines += [(0, "LAYER"), (2, name), (70, 0), (62, colour), (6, "CONTINUOUS")]
    lines += [(0, "ENDTAB"), (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES")]
    for layer, contour in [("OUTER", part.outline)] + [("INNER", h) for h in part.holes]:
        whole = as_circle(contour)
        if whole:
            lines += [(0, "CIRCLE"), (8, layer), (10, whole[0]), (20, whole[1]), (30, 0.0), (40, whole[2])]
            continue
        lines += [(0, "POLYLINE"), (8, layer), (66, 1), (70, 1), (10, 0.0), (20, 0.0), (30, 0.0)]
        for x, y, bulge in contour:
            lines += [(0, "VERTEX"), (8, layer), (10, x), (20, y), (30, 0.0)]
            if abs(bulge) > EPSILON:
                lines.append((42, bulge))
        lines += [(0, "SEQEND"), (8, layer)]
    for (x1, y1), (x2, y2) in part.marks:
        lines += [(0, "LINE"), (8, "MARK"), (10, x1), (20, y1), (30, 0.0), (11, x2), (21, y2), (31, 0.0)]
    lines += [(0, "ENDSEC"), (0, "EOF")]
    text = lambda v: f"{v + 0.0:.4f}" if isinstance(v, float) else str(v)
    as_float = {10, 20, 30, 11, 21, 31, 40, 42}
    return "".join(f"{c:>3}\n{text(float(v) if c in as_float else v)}\n" for c, v in lines)


def as_circle(contour):
    if len(contour) == 2 and all(abs(b - 1) < EPSILON for *_, b in contour):
        (x1, y1, _), (x2, y2, _) = contour
        return (x1 + x2) / 2, (y1 + y2) / 2, math.hypot(x2 - x1, y2 - y1) / 2
    return None


# -- Solids and STL ------------------------------------------------------------------------------------------

def triangulate(outer, holes):
    """Ear clipping; holes are bridged into the outline first, the rightmost one before the others."""
    ring = list(outer) if area(outer) > 0 else list(outer)[::-1]
    holes = [h if area(h) < 0 else h[::-1] for h in holes]
    for hole in sorted(holes, key=lambda h: -max(p[0] for p in h)):
        ring = bridge(ring, hole, holes)
    triangles, index = [], list(range(len(ring)))
    while len(index) > 3:
        for k in range(len(index)):
            a, b, c = (ring[index[(k + j - 1) % len(index)]] for j in range(3))
            if cross(a, b, c) <= EPSILON:
                continue
            if any(inside(ring[i], a, b, c) for i in index if ring[i] not in (a, b, c)):
                continue
            triangles.append((a, b, c))
            del index[k]
            break
        else:
            raise ValueError("an outline crosses itself")
    triangles.append(tuple(ring[i] for i in index))
    return triangles


def cross(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def inside(p, a, b, c):
    return cross(a, b, p) >= -EPSILON and cross(b, c, p) >= -EPSILON and cross(c, a, p) >= -EPSILON


def bridge(ring, hole, holes):
    start = max(range(len(hole)), key=lambda i: hole[i][0])
    point = hole[start]

    def visible(q):
        for a, b in (edge for loop in [ring] + holes for edge in zip(loop, loop[1:] + loop[:1])):
            if q in (a, b) or point in (a, b):
                continue
            if cross(point, q, a) * cross(point, q, b) < 0 and cross(a, b, point) * cross(a, b, q) < 0:
                return False
        return True

    # A corner that a bridge already ends in stands twice in the ring, and one of the two would be wrong.
    order = sorted((i for i in range(len(ring)) if ring.count(ring[i]) == 1), key=lambda i: math.dist(ring[i], point))
    at = next(i for i in order if ring[i][0] >= point[0] - EPSILON and visible(ring[i]))
    return ring[:at + 1] + hole[start:] + hole[:start + 1] + ring[at:]


def faceted(hole, index):
    """A hole as a polygon; round ones begin at different angles, so that no bridge runs along another."""
    whole = as_circle(hole)
    if not whole:
        return flatten(hole, 32)
    x, y, r = whole
    return [(x + r * math.cos(a), y + r * math.sin(a)) for a in (2 * math.pi * k / 32 + 0.037 * (index + 1) for k in range(32))]


def extrude(part):
    outer, holes = flatten(part.outline, 48), [faceted(h, i) for i, h in enumerate(part.holes)]
    h = part.thickness
    solid = []
    for a, b, c in triangulate(outer, holes):
        solid.append(((*a, h), (*b, h), (*c, h)))
        solid.append(((*a, 0.0), (*c, 0.0), (*b, 0.0)))
    for ring in [outer] + [r if area(r) < 0 else r[::-1] for r in holes]:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            solid.append(((x1, y1, 0.0), (x2, y2, 0.0), (x2, y2, h)))
            solid.append(((x1, y1, 0.0), (x2, y2, h), (x1, y1, h)))
    return solid


def revolve(profile, steps=72):
    """Turns a counter-clockwise profile of (radius, height) points, no radius of which is zero."""
    spin = lambda r, z, k: (r * math.cos(2 * math.pi * (k % steps) / steps), r * math.sin(2 * math.pi * (k % steps) / steps), z)
    solid = []
    for k in range(steps):
        for (r1, z1), (r2, z2) in zip(profile, profile[1:] + profile[:1]):
            a, b, c, d = spin(r1, z1, k), spin(r2, z2, k), spin(r2, z2, k + 1), spin(r1, z1, k + 1)
            solid += [(a, c, b), (a, d, c)]
    return solid


def must_be_closed(name, solid):
    """Every edge of a printable solid is used once in each direction, and its volume is positive."""
    key = lambda p: tuple(round(v, 5) for v in p)
    edges = {}
    for t in solid:
        for a, b in ((0, 1), (1, 2), (2, 0)):
            edge = (key(t[a]), key(t[b]))
            edges[edge] = edges.get(edge, 0) + 1
    if any(n != 1 or edges.get((b, a)) != 1 for (a, b), n in edges.items()):
        raise ValueError(f"{name}: the solid is not closed")
    volume = sum(a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
                 for a, b, c in solid) / 6
    if volume <= 0:
        raise ValueError(f"{name}: the solid is inside out")
    return volume


def stl(name, solid):
    """Binary STL."""
    must_be_closed(name, solid)
    out = [f"{name}, millimetres".encode()[:80].ljust(80), struct.pack("<I", len(solid))]
    for a, b, c in solid:
        u, v = [b[i] - a[i] for i in range(3)], [c[i] - a[i] for i in range(3)]
        n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
        length = math.sqrt(sum(x * x for x in n)) or 1.0
        out.append(struct.pack("<12fH", *(x / length for x in n), *a, *b, *c, 0))
    return b"".join(out)


# -- SVG -------------------------------------------------------------------------------------------------------

INK, PAPER, WOOD, SHADE, MARK = "#1f3d5c", "#ffffff", "#f3e3c3", "#dcc59a", "#c05a12"


def number(value):
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def path_of(contours, place):
    out = []
    for contour in contours:
        points = [place(x, y) for x, y in flatten(contour, 72)]
        out.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z")
    return "".join(out)


def dimension(p, q, offset, size, label=None):
    """A dimension line beside the way from p to q (drawing coordinates), `offset` to its right."""
    length = math.dist(p, q)
    ux, uy = (q[0] - p[0]) / length, (q[1] - p[1]) / length
    nx, ny = -uy, ux
    a, b = (p[0] + nx * offset, p[1] + ny * offset), (q[0] + nx * offset, q[1] + ny * offset)
    over = math.copysign(size * 0.4, offset)
    tick = size * 0.35
    out = []
    for start, end in ((p, a), (q, b)):
        gap = math.copysign(size * 0.3, offset)
        out.append(f'<path d="M{start[0] + nx * gap:.2f} {start[1] + ny * gap:.2f}L{end[0] + nx * over:.2f} {end[1] + ny * over:.2f}"/>')
        out.append(f'<path d="M{end[0] - (ux + nx) * tick:.2f} {end[1] - (uy + ny) * tick:.2f}L{end[0] + (ux + nx) * tick:.2f} {end[1] + (uy + ny) * tick:.2f}"/>')
    out.append(f'<path d="M{a[0]:.2f} {a[1]:.2f}L{b[0]:.2f} {b[1]:.2f}"/>')
    angle = math.degrees(math.atan2(uy, ux))
    angle = angle - 180 if angle > 90.01 else angle + 180 if angle < -89.99 else angle
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    rise = -size * 0.35
    text = label or number(length)
    out.append(f'<text transform="translate({mx:.2f} {my:.2f}) rotate({angle:.1f}) translate(0 {rise:.2f})" text-anchor="middle">{text}</text>')
    return "".join(out)


def sheet_svg(title, parts, footer):
    """All parts at true size (one unit is a millimetre) with their dimensions."""
    boxes = [p.box() for p in parts]
    widest = max(b[2] - b[0] for b in boxes)
    tallest = max(b[3] - b[1] for b in boxes)
    size = max(3.2, max(widest, tallest) / 42)
    row_limit = max(2.4 * widest + 24 * size, 2.2 * tallest, 60 * size)
    body, x, y, row, right = [], 6 * size, 8.5 * size, 0.0, 0.0
    for part, (x0, y0, x1, y1) in zip(parts, boxes):
        w, h = x1 - x0, y1 - y0
        if x > 6 * size and x + w > row_limit:
            x, y, row = 6 * size, y + row, 0.0
        place = lambda px, py, x=x, y=y: (x + px - x0, y + y1 - py)
        body.append(f'<path class="w" fill-rule="evenodd" d="{path_of([part.outline] + part.holes, place)}"/>')
        for a, b in part.marks:
            (ax, ay), (bx, by) = place(*a), place(*b)
            body.append(f'<path class="m" d="M{ax:.2f} {ay:.2f}L{bx:.2f} {by:.2f}"/>')
        body.append(f'<g class="d">{dimension(place(x0, y0), place(x1, y0), 2.2 * size, size)}')
        body.append(dimension(place(x0, y1), place(x0, y0), 2.2 * size, size))
        for p, q, offset in part.dims:
            body.append(dimension(place(*p), place(*q), offset * size, size))
        seen = set()
        for hole in part.holes:
            whole = as_circle(hole)
            if whole and round(whole[2], 3) not in seen:
                seen.add(round(whole[2], 3))
                same = sum(1 for o in part.holes if as_circle(o) and abs(as_circle(o)[2] - whole[2]) < EPSILON)
                cx, cy = place(whole[0], whole[1])
                k = whole[2] * 0.7071
                times = f"{same} × " if same > 1 else ""
                body.append(f'<path d="M{cx + k:.2f} {cy - k:.2f}l{1.2 * size:.2f} {-1.2 * size:.2f}"/><text x="{cx + k + 1.4 * size:.2f}" y="{cy - k - 1.2 * size:.2f}">{times}⌀ {number(2 * whole[2])}</text>')
        body.append("</g>")
        label = f"{part.name}" + (f", {part.count} Stück" if part.count > 1 else "") + (f", {number(part.thickness)} mm" if part.thickness else "")
        lines = [label] + part.notes
        for i, line in enumerate(lines):
            weight = ' font-weight="bold"' if i == 0 else ""
            body.append(f'<text x="{x:.2f}" y="{y + h + (5 + 1.4 * i) * size:.2f}"{weight}>{line}</text>')
        row = max(row, h + (8.5 + 1.4 * len(part.notes)) * size)
        label_width = max(len(line) for line in lines) * size * 0.56
        right = max(right, x + max(w + 4 * size, label_width))
        x += max(w, label_width) + 7 * size
    bar = 100 if max(widest, tallest) >= 180 else 50
    width, height = max(right + 3 * size, len(footer) * 0.52 * size + bar + 10 * size), y + row + 3.5 * size
    body.append(f'<text x="{3 * size:.2f}" y="{3 * size:.2f}" font-weight="bold" font-size="{1.3 * size:.2f}">{title}</text>')
    body.append(f'<text x="{3 * size:.2f}" y="{height - 1.6 * size:.2f}">{footer}</text>')
    bx, by = width - bar - 4 * size, height - 1.8 * size
    body.append(f'<path class="s" d="M{bx:.2f} {by - size * 0.5:.2f}v{size * 0.5:.2f}h{bar}v{-size * 0.5:.2f}"/><text x="{bx + bar / 2:.2f}" y="{by - size * 0.5:.2f}" text-anchor="middle">{bar} mm</text>')
    return document(width, height, size, body, title)


def document(width, height, size, body, title):
    style = (f"text{{font-family:sans-serif;fill:{INK}}}.w{{fill:{WOOD};stroke:{INK};stroke-width:{size * 0.14:.2f};stroke-linejoin:round}}"
             f".t{{fill:{WOOD}}}.f{{fill:{SHADE}}}.t,.f{{stroke:{INK};stroke-width:{size * 0.12:.2f};stroke-linejoin:round}}"
             f".g{{fill:{SHADE};stroke:{SHADE};stroke-width:{size * 0.06:.2f}}}"
             f".d{{fill:none;stroke:{INK};stroke-width:{size * 0.07:.2f}}}.d text{{stroke:none;fill:{INK}}}"
             f".m{{fill:none;stroke:{MARK};stroke-width:{size * 0.12:.2f};stroke-dasharray:{size * 0.8:.2f} {size * 0.5:.2f}}}"
             f".s{{fill:none;stroke:{INK};stroke-width:{size * 0.14:.2f}}}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}mm" height="{height:.1f}mm" viewBox="0 0 {width:.1f} {height:.1f}" font-size="{size:.2f}">\n'
            f"<title>{title}</title>\n<style>{style}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"{PAPER}\"/>\n" + "\n".join(body) + "\n</svg>\n")


def placed(part, origin, u, v):
    """A part in space: its x runs along u, its y along v, its thickness along u × v."""
    w = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    return part, origin, u, v, w


def assembly_svg(title, pieces):
    """An isometric view from the front right above; pieces are given from the far one to the near one."""
    c, s = math.cos(math.pi / 6), math.sin(math.pi / 6)
    flat = lambda p: ((p[1] - p[0]) * c, (p[0] + p[1]) * s - p[2])
    faces, points = [], []
    for part, origin, u, v, w in pieces:
        world = lambda x, y, z: tuple(origin[i] + u[i] * x + v[i] * y + w[i] * z for i in range(3))
        mine = []
        for level, sign in ((part.thickness, 1), (0.0, -1)):
            if sign * sum(w) > EPSILON:
                rings = [[flat(world(x, y, level)) for x, y in flatten(k, 60)] for k in [part.outline] + part.holes]
                mine.append((1e9, "t" if abs(w[2]) > 0.5 else "f", rings))
        if part.thickness:
            ring = flatten(part.outline, 60)
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
                normal = [u[i] * (y2 - y1) + v[i] * (x1 - x2) for i in range(3)]
                if sum(normal) <= EPSILON:
                    continue
                quad = [world(x1, y1, 0), world(x2, y2, 0), world(x2, y2, part.thickness), world(x1, y1, part.thickness)]
                # The facets of an arc are shaded without lines between them.
                short = math.hypot(x2 - x1, y2 - y1) < math.dist(part.box()[:2], part.box()[2:]) / 16 and len(ring) > 24
                style = "g" if short else "t" if normal[2] > 0.5 * math.hypot(*normal[:2]) else "f"
                mine.append((sum(sum(p) for p in quad), style, [[flat(p) for p in quad]]))
        faces += sorted(mine, key=lambda f: f[0])
    for _, _, rings in faces:
        points += [p for r in rings for p in r]
    x0, x1 = min(p[0] for p in points), max(p[0] for p in points)
    y0, y1 = min(p[1] for p in points), max(p[1] for p in points)
    size = max(x1 - x0, y1 - y0) / 40
    body = []
    for _, style, rings in faces:
        d = "".join("M" + "L".join(f"{x - x0 + 2 * size:.2f} {y - y0 + 2 * size:.2f}" for x, y in r) + "Z" for r in rings)
        body.append(f'<path class="{style}" fill-rule="evenodd" d="{d}"/>')
    return document(x1 - x0 + 4 * size, y1 - y0 + 4 * size, size, body, title)
