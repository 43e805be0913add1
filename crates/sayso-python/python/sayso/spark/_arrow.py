"""Functions of the extension over the batches of a DataFrame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame, functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from .. import _sayso

#: Takes a table of Arrow, gives one.
Work = Callable[[Any], Any]


def spark_schema(table: Any) -> StructType:
    """The schema of a table of the extension, as Spark's."""
    return from_arrow_schema(pa.table(table).schema)


def _gives(work: Work) -> StructType:
    """What a function gives: it is asked with a table of no rows."""
    return spark_schema(work(pa.table(_sayso._reading_schema())))


def mapped(df: DataFrame, work: Work) -> DataFrame:
    """`work` done on every batch."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from pa.table(work(batch)).to_batches()

    return df.mapInArrow(run, _gives(work))


def in_groups(df: DataFrame, key: str, work: Work) -> DataFrame:
    """`work` done on whole groups of rows with the same `key`, many groups at a time."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        waiting: list[pa.RecordBatch] = []
        last: Any = None
        for batch in batches:
            if batch.num_rows == 0:
                continue
            keys = batch.column(key)
            if waiting and keys[0].as_py() != last:
                yield from pa.table(work(pa.Table.from_batches(waiting))).to_batches()
                waiting = []
            # The last group may go on in the next batch.
            last = keys[-1].as_py()
            begins = pc.index(keys, keys[-1]).as_py()
            if begins > 0:
                done = pa.Table.from_batches([*waiting, batch.slice(0, begins)])
                yield from pa.table(work(done)).to_batches()
                waiting = []
            waiting.append(batch.slice(begins))
        if waiting:
            yield from pa.table(work(pa.Table.from_batches(waiting))).to_batches()

    return df.repartition(F.col(key)).sortWithinPartitions(key).mapInArrow(run, _gives(work))
