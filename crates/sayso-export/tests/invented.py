"""Makes invented.jsonl: two readings of invented reports that hold what layouts stumble over.

Characters beyond the BMP, right-to-left words, nested quotation marks, HTML, a control character, CR LF, spans over line
ends, a denial beside the claim, a country-level place, open dates, unresolved and unnamed parties.

    python3 tests/invented.py > tests/invented.jsonl
"""

import hashlib
import json

PRODUCED = {"sayso": "0.1.0", "model": "test-1", "lexicon": "lex-1", "gazetteer": "gaz-1", "schema": "1"}


class Report:
    def __init__(self, **document):
        self.text = document["text"]
        document["text_sha256"] = hashlib.sha256(self.text.encode()).hexdigest()
        for field in ("title", "byline", "publisher", "url", "published", "language", "cut"):
            document.setdefault(field, None)
        document.setdefault("captions", [])
        self.document = document

    def at(self, words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return [start, start + len(words)]

    def party(self, actor, words, nth=0):
        return {"actor": actor, "span": self.at(words, nth)}

    def actor(self, id, name, kind, mentions, **more):
        spans = [{"span": self.at(w, n), "form": form} for w, n, form in mentions]
        actor = {"id": id, "name": name, "aliases": [{"name": name, "count": len(spans)}], "kind": kind,
                 "country": None, "sector": [], "roles": [], "wikidata": None, "mentions": spans}
        return actor | more

    def evidence(self, sentence, trigger, nth=0):
        return {"sentence": self.at(sentence), "trigger": self.at(trigger, nth)}


PUBLISHER = {"holder": {"publisher": True}}


def event(id, kind, mode, report, evidence, **more):
    record = {"id": id, "event": kind, "mode": mode, "contexts": [], "cameo": None, "actor": [], "recipient": [],
              "location": None, "date": None, "magnitude": {},
              "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"}, "chain": [PUBLISHER],
              "evidence": evidence, "standing": "reported", "stake": None, "rule": "test.rule", "confidence": 0.8,
              "keys": []}
    return record | more


def place(report, name, words, **more):
    record = {"name": name, "span": report.at(words), "lat": None, "lon": None, "admin1": None, "country": None,
              "geonameid": None, "precision": "place", "feature": None, "how": "name"}
    return record | more


def first():
    one = ("Norland's interior ministry said on Monday that police had arrested 14 members of the Dawn \U0001f305 Front "
           "near Eastford, which it called a \"terrorist 'gang'\".")
    two = ("The Front's spokesman שלום denied that its fighters had attacked the border\r\npost in Sudland, and accused "
           "<b>Westland</b> & \"friends\" of lying\u000b.")
    three = "Westland, long a backer of the Front, has since 2022 weakened its support."
    four = "Officials in North Province said 3 people were killed."
    text = "\n\n".join([one, two, three, four])
    r = Report(id="gazette/1", title="Arrests \"near\" Eastford", byline="By A. Reporter, Norland Press",
               publisher="Norland Gazette", url="https://gazette.example/1?a=1&b=2", published="2024-05-14T10:00:00Z",
               language="en", text=text)
    ministry = {"holder": {"actor": "a2", "span": r.at("Norland's interior ministry")}, "cue": r.at("said"),
                "act": "states", "quote": "indirect"}
    spokesman = {"holder": {"actor": "a4", "span": r.at("The Front's spokesman שלום")}, "cue": r.at("denied"),
                 "act": "denies", "quote": "indirect"}
    officials = {"holder": {"span": r.at("Officials in North Province"), "unnamed": True}, "cue": r.at("said", 1),
                 "act": "states", "quote": "indirect"}
    actors = [
        r.actor("a1", "Norland", "state", [("Norland", 0, "name")], country="NOR", sector=["GOV"]),
        r.actor("a2", "Norland's interior ministry", "organization", [("Norland's interior ministry", 0, "name"), ("it", text[:text.index(" called")].count("it") - 1, "pronoun")], country="NOR", sector=["GOV"]),
        r.actor("a3", "police", "group", [("police", 0, "description")], country="NOR", sector=["COP"]),
        r.actor("a4", "שלום", "person", [("The Front's spokesman שלום", 0, "description"), ("שלום", 0, "name")],
                roles=[{"title": "spokesman", "organization": "Dawn Front"}]),
        r.actor("a5", "Dawn \U0001f305 Front", "organization", [("the Dawn \U0001f305 Front", 0, "name"), ("its", 0, "pronoun")], sector=["REB"], wikidata="Q1"),
        r.actor("a6", "Westland", "state", [("Westland", 0, "name"), ("Westland", 1, "name")], country="FRA"),
        r.actor("a7", "Sudland", "state", [("Sudland", 0, "name")], country="DEU"),
    ]
    events = [
        event("e000000000000001", "COERCE", "arrest", r, r.evidence(one, "arrested"), cameo="173", contexts=["crime", "terrorism"],
              actor=[r.party("a3", "police")],
              recipient=[r.party("a5", "14 members of the Dawn \U0001f305 Front")],
              location=place(r, "Eastford", "Eastford", lat=59.9, lon=10.75, admin1="North Province", country="NOR", geonameid=12345, feature="PPL"),
              date={"from": None, "to": "2024-05-13", "precision": "unknown", "span": r.at("on Monday")},
              magnitude={"arrested": {"at_least": 14, "at_most": 14, "span": r.at("14")}}, chain=[PUBLISHER, ministry],
              stake={"side": "actor", "reason": "police belong to Norland"}),
        event("e000000000000002", "ASSAULT", None, r, r.evidence(two, "attacked"), cameo="190",
              actor=[r.party("a5", "its fighters")], recipient=[r.party(None, "the border\r\npost")],
              location=place(r, "Sudland", "Sudland", lat=51.0, lon=10.0, country="DEU", precision="country", feature="PCLI"),
              factuality={"polarity": "-", "certainty": "certain", "realis": "actual"}, chain=[PUBLISHER, spokesman]),
        event("e000000000000003", "ACCUSE", "allege", r, r.evidence(two, "accused"), cameo="112",
              actor=[r.party("a4", "The Front's spokesman שלום")], recipient=[r.party("a6", "Westland")]),
        event("e000000000000004", "ASSAULT", None, r, r.evidence(four, "killed"),
              recipient=[r.party(None, "3 people")], magnitude={"killed": {"at_least": 3, "at_most": 3, "span": r.at("3 people")}},
              location=place(r, "North Province", "North Province", lat=60.5, lon=11.0, country="NOR", precision="admin", feature="ADM1"),
              date={"from": "2024-05-13", "to": "2024-05-13", "precision": "day"}, chain=[PUBLISHER, officials]),
    ]
    labels = [{"id": "l000000000000001", "target": r.party("a5", "the Dawn \U0001f305 Front"), "text": "terrorist 'gang'",
               "span": r.at("terrorist 'gang'"), "kind": "epithet", "polarity": "negative", "chain": [PUBLISHER, ministry],
               "rule": "label.terrorist", "confidence": 0.9}]
    ties = [{"id": "t000000000000001", "from": r.party("a6", "Westland", 1), "to": r.party("a5", "the Front", 0), "kind": "backs",
             "change": "weakens", "since": {"from": "2022-01-01", "to": None, "precision": "year", "span": r.at("since 2022")},
             "until": None, "chain": [PUBLISHER], "evidence": r.evidence(three, "support"), "rule": "tie.support", "confidence": 0.7}]
    return {"document": r.document, "actors": actors, "events": events, "labels": labels, "ties": ties,
            "produced_by": PRODUCED, "fingerprint": []}


def second():
    one = "Norland's interior minister met Sudland's envoy on 3 May 2024."
    two = "The envoy claimed, according to the agency Sudpress, that Norland's police had attacked the march."
    text = one + " " + two
    r = Report(id="courier-2", title="Talks", publisher="Sudland Courier", published="2024-05-15", language="en", text=text)
    agency = {"holder": {"actor": "b4", "span": r.at("the agency Sudpress")}, "cue": r.at("according to"), "act": "states", "quote": "indirect"}
    envoy = {"holder": {"actor": "b2", "span": r.at("The envoy")}, "cue": r.at("claimed"), "act": "states", "quote": "indirect"}
    actors = [
        r.actor("b1", "interior minister", "person", [("Norland's interior minister", 0, "description")], country="NOR", sector=["GOV"]),
        r.actor("b2", "envoy", "person", [("Sudland's envoy", 0, "description"), ("The envoy", 0, "description")], country="DEU", sector=["GOV"]),
        r.actor("b3", "Norland", "state", [("Norland", 0, "name"), ("Norland", 1, "name")], country="NOR"),
        r.actor("b4", "Sudpress", "organization", [("the agency Sudpress", 0, "name")], sector=["JRN"]),
        r.actor("b5", "police", "group", [("Norland's police", 0, "description")], country="NOR", sector=["COP"]),
    ]
    events = [
        event("e000000000000005", "CONSULT", None, r, r.evidence(one, "met"),
              actor=[r.party("b1", "Norland's interior minister"), r.party("b2", "Sudland's envoy")],
              date={"from": "2024-05-03", "to": "2024-05-03", "precision": "day", "span": r.at("on 3 May 2024")}),
        event("e000000000000006", "ASSAULT", "crowd-control", r, r.evidence(two, "attacked"),
              actor=[r.party("b5", "Norland's police")], recipient=[r.party(None, "the march")], chain=[PUBLISHER, agency, envoy]),
    ]
    return {"document": r.document, "actors": actors, "events": events, "labels": [], "ties": [],
            "produced_by": PRODUCED, "fingerprint": []}


for reading in (first(), second()):
    print(json.dumps(reading, ensure_ascii=False))
