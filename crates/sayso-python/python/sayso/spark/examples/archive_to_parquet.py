"""From archive files of the web (WARC), or any other files that sayso reads, to Parquet tables.

    spark-submit -m sayso.spark.examples.archive_to_parquet OUT FILE...
    python -m sayso.spark.examples.archive_to_parquet OUT FILE...

Files are read side by side, one task each, some hundred in a batch. `done` lists the files whose batch was written to its end:
they are not read again, and nothing else is looked at, so that a run that was killed goes on where it stopped and no row is
there twice. OUT then holds readings (nested columns), events, labels, ties and documents (flat columns), and actors, reprints,
incidents and origins of all batches together. A page that two archives hold is one document.
"""

from __future__ import annotations

import hashlib
import sys

from pyspark.sql import DataFrame, SparkSession, functions as F

import sayso.spark

_DONE = "file string, batch string"


def read_new(spark: SparkSession, out: str, files: list[str], model: str = "base", at_once: int | None = None) -> int:
    """Reads the files that are not done yet, `at_once` in a batch (by default as many as Spark makes partitions of a shuffle);
    gives how many these were."""
    done = {row["file"] for row in _done(spark, out).select("file").collect()}
    new = [file for file in dict.fromkeys(files) if file not in done]
    at_once = at_once or int(spark.conf.get("spark.sql.shuffle.partitions", "200"))
    for start in range(0, len(new), at_once):
        group = new[start : start + at_once]
        batch = hashlib.sha256("\n".join(group).encode()).hexdigest()[:16]
        sayso.spark.write_batch(sayso.spark.read_files(spark, group, model=model), f"{out}/readings", batch)
        # Only now the batch counts.
        rows = spark.createDataFrame([(file, batch) for file in group], _DONE)
        rows.coalesce(1).write.mode("append").parquet(f"{out}/done")
    return len(new)


def readings(spark: SparkSession, out: str) -> DataFrame:
    """The readings of all batches that were written to their end, each document once."""
    batches = _done(spark, out).select("batch").distinct()
    there = spark.read.parquet(f"{out}/readings").join(F.broadcast(batches), "batch", "left_semi")
    read = there.where("document is not null")
    return read.withColumn("doc", read["document.id"]).dropDuplicates(["doc"])


def flat_tables(spark: SparkSession, out: str) -> None:
    """Writes the flat tables of all readings."""
    rows = readings(spark, out).drop("doc")
    tables = {
        "events": sayso.spark.events(rows),
        "labels": sayso.spark.labels(rows),
        "ties": sayso.spark.ties(rows),
        "documents": sayso.spark.documents(rows),
    }
    _write(tables, out)


def joined_tables(spark: SparkSession, out: str) -> None:
    """Joins all readings and writes what comes of it."""
    joined = sayso.spark.join(readings(spark, out))
    tables = {
        "reprints": joined.reprints,
        "actors": joined.actors,
        "incidents": joined.incidents,
        "origins": joined.origins,
    }
    _write(tables, out)
    joined.unpersist()


def _write(tables: dict[str, DataFrame], out: str) -> None:
    for name, table in tables.items():
        table.write.mode("overwrite").parquet(f"{out}/{name}")


def _done(spark: SparkSession, out: str) -> DataFrame:
    """The files whose batch was written to its end, with the batch."""
    try:
        return spark.read.schema(_DONE).parquet(f"{out}/done")
    except Exception as error:  # noqa: BLE001 - Spark has one class for a path that is not there, under several names
        if "PATH_NOT_FOUND" in str(error):
            return spark.createDataFrame([], _DONE)
        raise


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    out, *files = arguments
    spark = SparkSession.builder.appName("sayso: archives to Parquet").getOrCreate()
    print(f"{read_new(spark, out, files)} files read, {len(files)} given", file=sys.stderr)
    flat_tables(spark, out)
    joined_tables(spark, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
