"""From archive files of the web (WARC), or any other files that sayso reads, to Parquet tables.

    spark-submit -m sayso.spark.examples.archive_to_parquet OUT FILE...
    python -m sayso.spark.examples.archive_to_parquet OUT FILE...

Each file is a batch of its own: what is there is not read again, and a run that was killed goes on where it stopped, with no
row twice. OUT then holds readings (nested columns), events, labels, ties and documents (flat columns), and actors, reprints,
incidents and origins of all batches together.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

import sayso.spark


def read_new(spark: SparkSession, out: str, files: list[str], model: str = "base") -> int:
    """Reads the files that are no batch of OUT yet; gives how many these were."""
    new = [file for file in files if not _is_done(spark, f"{out}/readings", _name(file))]
    for file in new:
        readings = sayso.spark.read_files(spark, [file], model=model)
        sayso.spark.write_batch(readings, f"{out}/readings", _name(file))
    return len(new)


def flat_tables(spark: SparkSession, out: str) -> None:
    """Writes the flat tables of all readings."""
    readings = spark.read.parquet(f"{out}/readings")
    tables = {
        "events": sayso.spark.events(readings),
        "labels": sayso.spark.labels(readings),
        "ties": sayso.spark.ties(readings),
        "documents": sayso.spark.documents(readings),
    }
    _write(tables, out)


def joined_tables(spark: SparkSession, out: str) -> None:
    """Joins all readings and writes what comes of it."""
    # A page that two archives hold is one document.
    readings = spark.read.parquet(f"{out}/readings").where("document is not null")
    readings = readings.withColumn("doc", readings["document.id"]).dropDuplicates(["doc"])
    joined = sayso.spark.join(readings)
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


def _name(file: str) -> str:
    """A batch's name: the file's, the same on every run."""
    return Path(file).name


def _is_done(spark: SparkSession, table: str, batch: str) -> bool:
    """Whether a batch was written to its end."""
    try:
        return not spark.read.parquet(table).where(f"batch = '{batch}'").isEmpty()
    except Exception as error:  # noqa: BLE001 - Spark has one class for a path that is not there, under several names
        if "PATH_NOT_FOUND" in str(error) or "UNABLE_TO_INFER_SCHEMA" in str(error):
            return False
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
