"""Documents to readings."""

from __future__ import annotations

import functools
import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession, functions as F
from pyspark.sql.types import StructType

from .. import Reader, _sayso, default_reader
from ._arrow import spark_schema

_FIELDS = ("id", "doc", "text", "html", "title", "byline", "publisher", "url", "published")

#: Documents that are read before their rows are handed on: few, so that a long text holds up little.
_AT_ONCE = 64


def schema() -> StructType:
    """The columns of readings: document, actors, events (with chains), labels, ties, produced_by, fingerprint, problem."""
    return spark_schema(_sayso._reading_schema())


def read(
    df: DataFrame,
    *,
    model: str = "base",
    lexicon: str | os.PathLike[str] | None = None,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """Reads the documents of a DataFrame: one row each, in nested columns (`schema()`).

    df: columns text or html, and where known id (or doc), title, byline, publisher, url, published; other columns are
        left out. `columns` names those that are called otherwise: {"text": "body"}.
    model: "base", "small", or a folder with another that is there on every machine.
    lexicon: a folder in place of the lexicon in the package; it is sent to the executors once.
    published: date of publication of documents that state none ("2024-05-14").
    partitions: spreads the documents over so many tasks first. Where there are fewer partitions than cores, cores idle.

    A document that can't be read is a row without actors and events, with the reason in `problem`; a remark on one that
    was read stands there too.
    """
    names = {field: (columns or {}).get(field, field) for field in _FIELDS}
    there = [F.col(name).cast("string").alias(field) for field, name in names.items() if name in df.columns]
    documents = df.select(*there)
    if partitions is not None:
        documents = documents.repartition(partitions)
    file = None if lexicon is None else _sent(df.sparkSession, Path(lexicon))

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        reader = _reader(model, file)
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                part = batch.slice(start, _AT_ONCE)
                yield from pa.table(_sayso._read_batch(reader, part, published, {})).to_batches()

    return documents.mapInArrow(run, schema())


def read_files(
    spark: SparkSession,
    paths: Iterable[str],
    *,
    model: str = "base",
    lexicon: str | os.PathLike[str] | None = None,
    published: str | None = None,
) -> DataFrame:
    """Reads files of any format that `sayso read` knows, one task a file: the same rows as `read`.

    paths: files that every machine reaches under the same name (a mounted file system). Each is read as a stream.
    """
    names = list(paths)
    files = spark.createDataFrame([(name,) for name in names], "path string").repartition(max(len(names), 1))
    file = None if lexicon is None else _sent(spark, Path(lexicon))

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        reader = _reader(model, file)
        for batch in batches:
            for path in batch.column("path").to_pylist():
                readings = reader.read(Path(path), published=published, threads=1)
                waiting = []
                for reading in readings:
                    waiting.append(reading)
                    if len(waiting) == _AT_ONCE:
                        yield from pa.table(_sayso._nested(waiting, [])).to_batches()
                        waiting = []
                problems = [f"{problem}" for problem in readings.problems if problem.failed]
                yield from pa.table(_sayso._nested(waiting, problems)).to_batches()

    return files.mapInArrow(run, schema())


def write_batch(df: DataFrame, path: str, batch: str) -> None:
    """Writes a batch of a job into a Parquet folder; written again, it replaces itself and nothing else.

    A job that works batch by batch (a day, an archive file) gives each a name that is the same on every run. What a
    killed run left of a batch is overwritten by the next, so that no row is there twice. The name becomes the column
    `batch` and a folder `batch=NAME`.
    """
    rows = df.withColumn("batch", F.lit(batch)).write.mode("overwrite")
    rows.option("partitionOverwriteMode", "dynamic").partitionBy("batch").parquet(path)


def _sent(spark: SparkSession, folder: Path) -> str:
    """Sends a lexicon folder to all executors, as one file whose name is that of its content; gives the name."""
    import hashlib

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # Without dates, so that the same files are the same bytes.
                archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    content = packed.getvalue()
    name = f"sayso-lexicon-{hashlib.sha256(content).hexdigest()[:16]}.zip"
    file = Path(tempfile.mkdtemp(prefix="sayso-")) / name
    file.write_bytes(content)
    if hasattr(spark, "addArtifacts") and type(spark).__module__.startswith("pyspark.sql.connect"):
        spark.addArtifacts(str(file), file=True)
    else:
        spark.sparkContext.addFile(str(file))
    return name


@functools.lru_cache(maxsize=2)
def _unpacked(name: str) -> str:
    """The folder of a lexicon that was sent; unpacked once a worker."""
    folder = tempfile.mkdtemp(prefix="sayso-lexicon-")
    with zipfile.ZipFile(SparkFiles.get(name)) as archive:
        archive.extractall(folder)
    return folder


def _reader(model: str, lexicon: str | None) -> Reader:
    """The reader of this worker: Spark keeps its Python workers, and these keep their reader."""
    return default_reader(model, None if lexicon is None else _unpacked(lexicon))
