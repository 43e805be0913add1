"""Connected components with joins alone."""

from __future__ import annotations

from pyspark.sql import DataFrame, functions as F


def components(edges: DataFrame) -> DataFrame:
    """The connected components of pairs (a, b), a row a node: node, component, which is the least of its nodes.

    Large-star and small-star turns (Kiveris and others 2014): each replaces edges by edges to least neighbours, until
    every node hangs on the least of its component. About log n turns; no task ever holds a component.
    """
    edges = edges.where("a <> b").select(
        F.greatest("a", "b").alias("node"), F.least("a", "b").alias("component")
    )
    edges = edges.distinct().localCheckpoint()
    before = _mark(edges)
    while True:
        edges = _small_star(_large_star(edges)).distinct().localCheckpoint()
        after = _mark(edges)
        if after == before:
            least = edges.select(F.col("component").alias("node"), "component").distinct()
            return edges.union(least)
        before = after


def _mark(edges: DataFrame) -> tuple[int, int]:
    """What edges are told from others by: their number and the sum of their hashes."""
    total = F.sum(F.xxhash64("node", "component").cast("decimal(38,0)"))
    row = edges.agg(F.count("*").alias("rows"), total.alias("total")).collect()[0]
    return int(row["rows"]), int(row["total"] or 0)


def _large_star(edges: DataFrame) -> DataFrame:
    """Larger neighbours of a node hang on the least of it and its neighbours."""
    both = edges.select("node", F.col("component").alias("next")).union(
        edges.select(F.col("component").alias("node"), F.col("node").alias("next"))
    )
    least = both.groupBy("node").agg(F.min("next").alias("least"))
    least = least.select("node", F.least("node", "least").alias("component"))
    hung = both.join(least, "node").where("next > node")
    return hung.select(F.col("next").alias("node"), "component")


def _small_star(edges: DataFrame) -> DataFrame:
    """A node and its smaller neighbours hang on the least of these."""
    least = edges.groupBy("node").agg(F.min("component").alias("least"))
    smaller = edges.join(least, "node").where("component <> least")
    smaller = smaller.select(F.col("component").alias("node"), F.col("least").alias("component"))
    return smaller.union(least.select("node", F.col("least").alias("component")))
