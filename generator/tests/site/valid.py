"""Reads what the site gives to other programs with programs that nobody here wrote. Each check that
cannot be made says so on a line of its own; what is wrong ends the script with the reason."""

import glob
import json
import os
import re
import sys

site = sys.argv[1]


def need(*names):
    try:
        return [__import__(name) for name in names]
    except ImportError:
        print(f"skipped: the Python package `{' and '.join(names)}` is not installed")
        return None


def files(pattern):
    found = sorted(glob.glob(os.path.join(site, pattern), recursive=True))
    assert found, f"no file is called {pattern}"
    return found


def calendars():
    (icalendar,) = need("icalendar") or (None,)
    if not icalendar:
        return
    for path in files("**/calendar.ics"):
        calendar = icalendar.Calendar.from_ical(open(path, "rb").read())
        for event in calendar.walk("VEVENT"):
            for field in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
                assert field in event, f"{path}: an event lacks {field}"
            assert not event.errors, f"{path}: {event.errors}"
    print("read by icalendar: calendars")


def feeds():
    (feedparser,) = need("feedparser") or (None,)
    if not feedparser:
        return
    for path in files("**/atom.xml"):
        feed = feedparser.parse(path)
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10", f"{path}: {feed.version}"
        assert feed.feed.id and feed.feed.updated_parsed and feed.feed.title, path
        for entry in feed.entries:
            assert entry.id and entry.title and entry.link and entry.updated_parsed, f"{path}: {entry}"
    print("read by feedparser: feeds")


def maps():
    found = need("lxml.etree")
    if not found:
        return
    from lxml import etree

    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    for path in files("sitemap*.xml"):
        root = etree.parse(path).getroot()
        assert root.tag in (space + "urlset", space + "sitemapindex"), root.tag
        for line in root:
            where = line.findtext(space + "loc")
            assert re.match(r"https?://[^ ]+$", where), where
            assert line.findtext(space + "lastmod", "2026-01-01")[:4].isdigit()
    for path in files("opensearch.xml"):
        root = etree.parse(path).getroot()
        assert root.tag.endswith("OpenSearchDescription"), root.tag
        names = [child.tag.split("}")[1] for child in root]
        assert {"ShortName", "Description", "Url"} <= set(names), names
    print("read by lxml: site maps and the description of the search")


def linked():
    if not need("rdflib"):
        return
    from rdflib import RDF, SDO, Graph, URIRef

    kinds = set()
    for path in files("**/*.html"):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', open(path).read(), re.S):
            data = json.loads(text)
            # The contexts lie on the web; both say no more than where their words are.
            inline = {"@vocab": str(SDO), "vf": "https://w3id.org/valueflows/ont/vf#", "url": {"@type": "@id"}}
            data["@context"] = inline
            graph = Graph().parse(data=json.dumps(data), format="json-ld", publicID="https://site.example/")
            assert len(graph), f"{path}: nothing is said"
            for subject, word, thing in graph:
                for term in [word] + ([thing] if word == RDF.type else []):
                    if str(term).startswith(str(SDO)):
                        name = str(term)[len(str(SDO)):]
                        assert name in SDO, f"{path}: schema.org does not know `{name}`"
                if word == RDF.type and isinstance(thing, URIRef):
                    kinds.add(str(thing).rsplit("/", 1)[-1])
    for kind in ("Organization", "Product", "Event", "HowTo"):
        assert kind in kinds, f"no page speaks of a {kind}: {kinds}"
    print("read by rdflib: linked data, " + ", ".join(sorted(kinds)))


def spaces():
    schema = os.environ.get("SPACEAPI_SCHEMA")
    if not schema:
        print("skipped: SPACEAPI_SCHEMA does not name the file 15.json of github.com/SpaceApi/schema")
        return
    (jsonschema,) = need("jsonschema") or (None,)
    if jsonschema:
        jsonschema.validate(json.load(open(files("spaceapi.json")[0])), json.load(open(schema)))
        print("checked against its schema: spaceapi.json")


for check in (calendars, feeds, maps, linked, spaces):
    check()
