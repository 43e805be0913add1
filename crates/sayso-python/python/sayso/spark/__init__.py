"""Reading and joining news on a Spark cluster.

    readings = sayso.spark.read(spark.read.parquet("articles"))
    sayso.spark.events(readings).write.parquet("events")
    joined = sayso.spark.join(readings.persist())
    joined.incidents.write.parquet("incidents")

The rules are those of a workspace on one machine: the same code decides, and the same documents give the same reprints,
actors, incidents and origins. Ids of documents must be unique: a workspace keeps the last of two documents with one id,
here both would count.

Needs PySpark 3.5 or 4, pyarrow and this package on every machine: model, lexicon and gazetteer are in it.
"""

from __future__ import annotations

from ._flat import actors_of_documents, documents, events, labels, ties
from ._join import Joined, actors, components, incidents, join, origins, reprints
from ._read import read, read_files, schema, write_batch

__all__ = [
    "Joined",
    "actors",
    "actors_of_documents",
    "components",
    "documents",
    "events",
    "incidents",
    "join",
    "labels",
    "origins",
    "read",
    "read_files",
    "reprints",
    "schema",
    "ties",
    "write_batch",
]
