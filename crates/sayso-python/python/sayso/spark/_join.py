"""Readings joined: reprints, actors, incidents, origins.

Documents meet by keys, pairs are decided by the code of the workspace, connected components are found in Spark, and each
component is worked out as the workspace does it.
"""

from __future__ import annotations

import functools

from pyspark import StorageLevel
from pyspark.sql import DataFrame, Window, functions as F

from .. import _sayso
from ._arrow import in_groups, mapped
from ._components import components

#: What a key is of.
_TEXT, _PASSAGE, _STORY, _ACCOUNT = 0, 1, 2, 3

#: Rows of one key that meet in one task; a key of more is spread over several.
_SPREAD = 2000

_ORIGINS = (
    "origins struct<independent: bigint, at_least: bigint, at_most: bigint, why: string, "
    "list: array<struct<holder: string, documents: array<string>>>>"
)


def join(readings: DataFrame) -> Joined:
    """Joins readings. Persist them first, or write and load them: they are gone through several times."""
    return Joined(readings)


def reprints(readings: DataFrame) -> DataFrame:
    """`join(readings).reprints`."""
    return join(readings).reprints


def actors(readings: DataFrame) -> DataFrame:
    """`join(readings).actors`."""
    return join(readings).actors


def incidents(readings: DataFrame) -> DataFrame:
    """`join(readings).incidents`."""
    return join(readings).incidents


def origins(readings: DataFrame) -> DataFrame:
    """`join(readings).origins`."""
    return join(readings).origins


class Joined:
    """Readings joined. Each part is worked out when it is first asked for, and kept for the others."""

    def __init__(self, readings: DataFrame) -> None:
        self._readings = readings.where(F.col("actors").isNotNull())
        self._kept: list[DataFrame] = []

    def _keep(self, df: DataFrame) -> DataFrame:
        kept = df.persist(StorageLevel.MEMORY_AND_DISK)
        self._kept.append(kept)
        return kept

    def unpersist(self) -> None:
        """Lets go of what is kept."""
        while self._kept:
            self._kept.pop().unpersist()

    @functools.cached_property
    def keys(self) -> DataFrame:
        """Keys by which documents meet: doc, text_sha256, of (0 text, 1 passage, 2 story, 3 account), key."""
        return self._keep(mapped(self._readings, _sayso._keys))

    @functools.cached_property
    def reprints(self) -> DataFrame:
        """What two texts have in common, a row a pair: a, b (a before b), relation (reprint, part, quotation …), share_a,
        share_b, direction, record (all of it as JSON, as `sayso reprints --format jsonl` has it)."""
        document = F.to_json("document", {"ignoreNullFields": "true"})
        texts = self._readings.select(F.col("document.id").alias("doc"), document.alias("data"))
        return self._keep(mapped(_side_by_side(_alike(self.keys), texts), _sayso._compare))

    @functools.cached_property
    def texts(self) -> DataFrame:
        """Which documents are versions of one report: doc, text (the first id of those that are); others are left out."""
        same = self.reprints.where("relation = 'reprint'").select("a", "b")
        return self._keep(components(same).withColumnsRenamed({"node": "doc", "component": "text"}))

    @functools.cached_property
    def named(self) -> DataFrame:
        """The actors of each document as all documents together know them: doc, local (its id there), actor, and what the
        document says: name, kind, sector, mentions, aliases."""
        forms = self._keep(mapped(self._readings, _sayso._forms))
        groups = in_groups(forms.select("block", "form").distinct(), "block", _sayso._group_forms)
        return self._keep(forms.join(groups, "form"))

    @functools.cached_property
    def actors(self) -> DataFrame:
        """Actors over all documents: id, name, kind, country, sector, mentions, documents (how many), aliases."""
        named = self.named
        alike = named.groupBy("actor", "person", "country", "name", "kind", "sector").agg(
            F.sum("mentions").alias("mentions"), F.count("*").alias("documents")
        )
        told = in_groups(alike, "actor", _sayso._tally)
        counted = named.groupBy("actor").agg(F.countDistinct("doc").alias("documents"))
        spelt = named.select("actor", F.explode("aliases").alias("alias")).groupBy("actor", "alias.name")
        spelt = spelt.agg(F.sum("alias.count").alias("count"))
        first = F.sort_array(F.collect_list(F.struct((-F.col("count")).alias("less"), "name", "count")))
        aliases = F.transform(first, lambda each: F.struct(each["name"].alias("name"), each["count"].alias("count")))
        spelt = spelt.groupBy("actor").agg(aliases.alias("aliases"))
        rows = told.join(counted, told["id"] == counted["actor"], "left").drop("actor")
        rows = rows.join(spelt, rows["id"] == spelt["actor"], "left").drop("actor")
        return self._keep(rows)

    @functools.cached_property
    def links(self) -> DataFrame:
        """Events that may tell of one act: a, b."""
        told = self._readings.where(F.size("events") > 0)
        reading = F.to_json(F.struct("document", "actors", "events", "fingerprint"), {"ignoreNullFields": "true"})
        data = told.select(F.col("document.id").alias("doc"), reading.alias("data"))
        pairs = _near(self.keys)
        within = told.where(F.size("events") > 1).select(
            F.col("document.id").alias("a"), F.col("document.id").alias("b")
        )
        return self._keep(mapped(_side_by_side(pairs.union(within), data), _sayso._links))

    @functools.cached_property
    def incidents(self) -> DataFrame:
        """Acts that one or several accounts tell of: id, event, mode, date_from, date_to, place, country, mentions (how
        many), documents (how many), origins (independent ones; null where it can't be told), and as JSON record (as
        `sayso incidents --format jsonl` has it), numbers and contradictions."""
        return self._keep(in_groups(self._groups(), "group", _sayso._settle))

    @functools.cached_property
    def origins(self) -> DataFrame:
        """On whose word incidents stand, a row an origin: incident, independent, at_least, at_most, why, holder, documents.
        Incidents that nobody says have happened have none."""
        told = self.incidents.select(
            F.col("id").alias("incident"), F.from_json("record", _ORIGINS).getField("origins").alias("found")
        )
        rows = told.where("found is not null").select("incident", "found", F.explode("found.list").alias("origin"))
        counts = [f"found.{name}" for name in ("independent", "at_least", "at_most", "why")]
        return rows.select("incident", *counts, "origin.holder", "origin.documents")

    def _groups(self) -> DataFrame:
        """Everything that the incidents of a component follow from, in rows of one group each."""
        events = self._readings.select(F.col("document.id").alias("doc"), F.explode("events.id").alias("event"))
        linked = components(self.links)
        members = events.join(linked, events["event"] == linked["node"], "left")
        # Accounts that stand alone are worked out document by document.
        group = F.coalesce(F.concat(F.lit("c "), "component"), F.concat(F.lit("d "), "doc"))
        component = F.coalesce("component", "event")
        members = self._keep(
            members.select("doc", "event", component.alias("component"), group.alias("group")).distinct()
        )
        there = self._keep(members.select("group", "doc").distinct())
        reading = F.to_json(F.struct("document", "actors", "events", "fingerprint"), {"ignoreNullFields": "true"})
        data = self._readings.select(F.col("document.id").alias("doc"), reading.alias("data"))
        no = F.lit(None).cast("string")
        rows = [
            _row("member", members, "event", "component", no),
            _row("reading", there.join(data, "doc"), "doc", no, "data"),
            _row("actor", there.join(self.named, "doc"), "doc", "local", "actor"),
        ]
        several = there.where("group like 'c %'")
        rows.append(_row("text", several.join(self.texts, "doc"), "doc", "text", no))
        copies = self.reprints.where("relation in ('reprint', 'part')").select("a", "b", "record")
        both = copies.join(several.withColumnRenamed("doc", "a"), "a")
        both = both.join(several.withColumnRenamed("doc", "b"), ["b", "group"])
        rows.append(_row("overlap", both, "a", "b", "record"))
        return functools.reduce(DataFrame.union, rows)


def _row(what: str, df: DataFrame, a: object, b: object, data: object) -> DataFrame:
    as_column = lambda given: F.col(given) if isinstance(given, str) else given  # noqa: E731
    return df.select(
        "group",
        F.lit(what).alias("what"),
        as_column(a).alias("a"),
        as_column(b).alias("b"),
        as_column(data).alias("data"),
    )


def _meetings(keys: DataFrame) -> DataFrame:
    """Pairs of documents (a before b), a row for every key that they share. A key of many rows is spread over tasks: its
    rows are dealt out, and each hand meets all of them."""
    count = keys.groupBy("key").agg(F.count("*").alias("rows")).where("rows > 1")
    hands = F.ceil(F.col("rows") / _SPREAD)
    shared = keys.select("key", "doc").join(count.select("key", hands.alias("hands")), "key")
    dealt = shared.select("key", F.col("doc").alias("a"), F.pmod(F.xxhash64("doc"), "hands").alias("hand"))
    all_hands = F.explode(F.sequence(F.lit(0), F.col("hands") - 1))
    others = shared.select("key", F.col("doc").alias("b"), all_hands.alias("hand"))
    return dealt.join(others, ["key", "hand"]).where("a < b").select("a", "b")


def _alike(keys: DataFrame) -> DataFrame:
    """Pairs of documents whose texts are worth a comparison: a, b."""
    order = Window.partitionBy("key").orderBy("doc")
    passages = keys.where(F.col("of") == _PASSAGE).withColumn("place", F.row_number().over(order))
    # A passage of more documents is a formula, and leads nowhere.
    passages = passages.where(F.col("place") < _sayso._FORMULA).drop("place")
    texts = keys.where(F.col("of") == _TEXT)
    pairs = _meetings(texts.union(passages)).groupBy("a", "b").agg(F.count("*").alias("shared"))
    hashes = keys.select(F.col("doc").alias("a"), F.col("text_sha256").alias("text")).distinct()
    # Each text ranks all others, those before it and those behind.
    both = pairs.union(pairs.select(F.col("b").alias("a"), F.col("a").alias("b"), "shared"))
    nearest = [F.desc("shared"), F.col("a")]
    ranked = both.join(hashes, "a").select(
        "a",
        "b",
        "shared",
        (F.row_number().over(Window.partitionBy("b", "text").orderBy(*nearest)) > 1).alias("again"),
    )
    # Of many the nearest; of equal texts the first goes before all others.
    place = F.row_number().over(Window.partitionBy("b").orderBy("again", *nearest))
    few = ranked.withColumn("place", place).where(F.col("place") <= _sayso._COMPARED)
    return few.select(F.least("a", "b").alias("a"), F.greatest("a", "b").alias("b")).distinct()


def _near(keys: DataFrame) -> DataFrame:
    """Pairs of documents whose accounts may be linked: a, b."""
    stories = _meetings(keys.where(F.col("of") == _STORY)).groupBy("a", "b").agg(F.count("*").alias("shared"))
    stories = stories.where(F.col("shared") >= _sayso._SHARED_KEYS).select("a", "b")
    return stories.union(_meetings(keys.where(F.col("of") == _ACCOUNT))).distinct()


def _side_by_side(pairs: DataFrame, data: DataFrame) -> DataFrame:
    """Pairs of ids as pairs of data, those of one document one after the other."""
    first = data.withColumnsRenamed({"doc": "a", "data": "data_a"})
    second = data.withColumnsRenamed({"doc": "b", "data": "data_b"})
    both = pairs.join(first, "a").join(second, "b")
    both = both.repartition(F.col("a")).sortWithinPartitions("a", "b")
    return both.select(F.col("data_a").alias("a"), F.col("data_b").alias("b"))
