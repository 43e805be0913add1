"""Flat tables of readings: the columns that CSV, Parquet and `Readings.events()` have."""

from __future__ import annotations

import functools

from pyspark.sql import DataFrame

from .. import _sayso
from ._arrow import mapped


def events(readings: DataFrame) -> DataFrame:
    """One event a row."""
    return mapped(readings, functools.partial(_sayso._flat, what="events"))


def actors_of_documents(readings: DataFrame) -> DataFrame:
    """One actor of a document a row. (`actors` has those of all documents together.)"""
    return mapped(readings, functools.partial(_sayso._flat, what="actors"))


def labels(readings: DataFrame) -> DataFrame:
    """One label a row: who calls whom what."""
    return mapped(readings, functools.partial(_sayso._flat, what="labels"))


def ties(readings: DataFrame) -> DataFrame:
    """One tie a row: who backs or opposes whom."""
    return mapped(readings, functools.partial(_sayso._flat, what="ties"))


def documents(readings: DataFrame) -> DataFrame:
    """One document a row, without its text."""
    return mapped(readings, functools.partial(_sayso._flat, what="documents"))
