"""Reads the layouts of maps, networks and marks back with the tools that people open them with.

    cargo build -p sayso-export --example export
    pip install -r crates/sayso-export/tests/requirements-marks.txt
    python3 crates/sayso-export/tests/read_back_marks.py [target/debug/examples/export [READINGS.jsonl]]
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import networkx
import rdflib
from followthemoney import model
from lxml import etree

HERE = Path(__file__).parent
TOOL = sys.argv[1] if len(sys.argv) > 1 else "target/debug/examples/export"
READINGS = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "invented.jsonl"
FOLDER = Path(tempfile.mkdtemp())
readings = [json.loads(line) for line in READINGS.read_text(encoding="utf-8").split("\n") if line]
texts = {reading["document"]["id"]: reading["document"]["text"] for reading in readings}
events = {event["id"]: event for reading in readings for event in reading["events"]}


def export(layout):
    out = FOLDER / layout
    subprocess.run([TOOL, layout, READINGS, out], check=True, capture_output=True)
    return out


def words(text):
    return " ".join(text.split())


def geojson():
    features = json.loads(export("geojson").read_text(encoding="utf-8"))["features"]
    placed = [event for event in events.values() if event["location"]]
    assert len(features) == len(placed)
    for feature in features:
        properties, place = feature["properties"], events[feature["id"]]["location"]
        assert properties["precision"] == place["precision"]
        if place["precision"] in ("country", "region"):
            assert feature["geometry"] is None and properties["radius_km"] is None
        elif place["lat"] is not None:
            assert feature["geometry"]["coordinates"] == [place["lon"], place["lat"]]
        assert properties["says"]


def kml():
    tree = etree.parse(export("kml"))
    name = {"k": "http://www.opengis.net/kml/2.2"}
    placemarks = tree.findall(".//k:Placemark", name)
    assert len(placemarks) == sum(1 for event in events.values() if event["location"])
    for placemark in placemarks:
        event = events[placemark.get("id")[1:]]
        points = placemark.findall("k:Point", name) + placemark.findall("k:Polygon", name)
        coarse = event["location"]["precision"] in ("country", "region") or event["location"]["lat"] is None
        assert len(points) == (0 if coarse else 1)
        assert "<" not in re.sub("<br/>", "", placemark.find("k:description", name).text)
        order = [etree.QName(child).localname for child in placemark]
        rank = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point", "Polygon"]
        assert order == sorted(order, key=rank.index)


def networks():
    graphml, gexf = networkx.read_graphml(export("graphml"), force_multigraph=True), networkx.read_gexf(export("gexf"))
    assert graphml.number_of_nodes() == gexf.number_of_nodes() > 0
    assert graphml.number_of_edges() == gexf.number_of_edges() > 0
    assert set(graphml) == set(gexf)
    for source, target, edge in graphml.edges(data=True):
        assert edge["says"] and edge["class"] in ("event", "tie")
        if edge["class"] == "event":
            event = events[edge["record"]]
            assert (edge["event"], edge["polarity"]) == (event["event"], event["factuality"]["polarity"])
    for _, _, edge in gexf.edges(data=True):
        event = events.get(edge.get("record"))
        if event and "start" in edge:
            assert (edge["start"], edge["end"]) == (event["date"]["from"], event["date"]["to"])


def ftm():
    entities = {}
    for line in export("ftm").read_text(encoding="utf-8").split("\n")[:-1]:
        data = json.loads(line)
        schema = model.get(data["schema"])
        schema.validate(data)
        proxy = model.get_proxy(data)
        entities[proxy.id] = entities[proxy.id].merge(proxy) if proxy.id in entities else proxy
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in entities, (proxy, prop.name)
                assert entities[value].schema.is_a(prop.range), (proxy.schema.name, prop.name, entities[value].schema.name)
    recorded = {proxy.first("recordId") for proxy in entities.values() if proxy.schema.name == "Event"}
    assert recorded == set(events)
    assert not any(proxy.get("topics", quiet=True) for proxy in entities.values())
    for proxy in entities.values():
        if proxy.schema.name == "UnknownLink" and proxy.first("recordId") in events:
            facts = events[proxy.first("recordId")]["factuality"]
            assert (facts["polarity"], facts["realis"]) == ("+", "actual")


def selected(selectors, text):
    position, quote = selectors
    assert position["type"] == "TextPositionSelector" and quote["type"] == "TextQuoteSelector"
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"], (text[start:end], quote["exact"])
    assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])


def web_annotation():
    page = json.loads(export("web-annotation").read_text(encoding="utf-8"))
    assert page["type"] == "AnnotationPage"
    records = sum(len(reading[kind]) for reading in readings for kind in ("events", "labels", "ties"))
    assert len(page["items"]) == records
    for item in page["items"]:
        text = texts[item["target"]["sayso:doc"]]
        assert hashlib.sha256(text.encode()).hexdigest() == item["target"]["sayso:textSha256"]
        selected(item["target"]["selector"], text)
        for body in item["body"]:
            for member in ("selector", "sayso:cue"):
                if member in body:
                    selected(body[member], text)
    # The context of Web Annotation lies on the web; what of it the annotations use stands here.
    page["@context"] = [
        {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"},
        page["@context"][1],
    ]
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    annotation = rdflib.URIRef("http://www.w3.org/ns/oa#Annotation")
    assert len(set(graph.subjects(rdflib.RDF.type, annotation))) == records


def brat():
    """The rules of brat's reader (server/src/annotation.py)."""
    folder = export("brat")
    told = 0
    for row in (folder / "documents.tsv").read_text(encoding="utf-8").split("\n")[1:-1]:
        name, doc = row.split("\t")[:2]
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        assert text == texts[doc].replace("\r", " ") and len(text) == len(texts[doc])
        bound, triggers, ids = {}, {}, set()
        content = (folder / f"{name}.ann").read_text(encoding="utf-8")
        for line in content.splitlines():
            id, _, tail = line.partition("\t")
            data, _, rest = tail.partition("\t")
            assert id == "*" or id not in ids, id
            ids.add(id)
            if id[0] == "T":
                sort, offsets = data.split(" ", 1)
                spans = [tuple(map(int, span.split(" "))) for span in offsets.split(";")]
                assert all(0 <= start < end <= len(text) for start, end in spans)
                assert all(a[1] < b[0] for a, b in zip(spans, spans[1:]))
                assert rest == " ".join(text[start:end] for start, end in spans), line
                assert not any("\n" in text[start:end] for start, end in spans)
                bound[id] = sort
            elif id[0] == "E":
                head, *roles = data.split(" ")
                sort, trigger = head.split(":")
                assert bound[trigger] == sort
                triggers[trigger] = id
                names = [role.split(":")[0] for role in roles]
                assert len(names) == len(set(names))
                assert all(role.split(":")[1] in bound for role in roles)
                told += 1
            elif id[0] == "A":
                name_, target, value = data.split(" ")
                assert target in ids and value
            elif id[0] == "#":
                assert data.split(" ")[1] in ids and rest
            else:
                kind, *mentions = data.split(" ")
                assert id == "*" and kind == "Coreference" and len(mentions) > 1
                assert all(mention in bound for mention in mentions)
        assert content.count("\n") == len(content.splitlines())
    assert told == sum(len(reading[kind]) for reading in readings for kind in ("events", "labels", "ties"))


def timeml():
    folder = export("timeml")
    for row in (folder / "documents.tsv").read_text(encoding="utf-8").split("\n")[1:-1]:
        name, doc = row.split("\t")[:2]
        root = etree.parse(folder / f"{name}.tml").getroot()
        text = "".join(root.find("TEXT").itertext())
        legal = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", texts[doc])
        assert text == legal
        eids = {mark.get("eid") for mark in root.iter("EVENT")}
        tids = {mark.get("tid") for mark in root.iter("TIMEX3")}
        instances = {made.get("eiid") for made in root.iter("MAKEINSTANCE")}
        assert {made.get("eventID") for made in root.iter("MAKEINSTANCE")} <= eids
        for link in root.iter("SLINK"):
            assert {link.get("eventInstanceID"), link.get("subordinatedEventInstance")} <= instances
        for link in root.iter("TLINK"):
            assert link.get("eventInstanceID") in instances and link.get("relatedToTime") in tids
        for made in root.iter("MAKEINSTANCE"):
            assert made.get("polarity") in ("POS", "NEG") and made.get("pos") == "OTHER"
    records = (folder / "records.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    assert {row.split("\t")[2] for row in records} <= set(events)


def claim_review():
    data = json.loads(export("claim-review").read_text(encoding="utf-8"))
    assert data["@context"] == "https://schema.org"
    for review in data["@graph"]:
        assert not {"reviewRating", "author", "url", "datePublished"} & set(review)
        claim = review["itemReviewed"]
        assert claim["text"] == review["claimReviewed"] and claim["author"]["name"] and claim["appearance"]
        event = events[claim["@id"].rsplit(":", 1)[1]]
        assert len(event["chain"]) > 1
        start, end = event["evidence"]["sentence"]
        assert any(words(text[start:end]) == claim["text"] for text in texts.values())
    data["@context"] = {"@vocab": "https://schema.org/"}
    rdflib.Graph().parse(data=json.dumps(data), format="json-ld")


for check in (geojson, kml, networks, ftm, web_annotation, brat, timeml, claim_review):
    check()
    print("read back:", check.__name__)
