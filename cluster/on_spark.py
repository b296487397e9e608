"""Conversions on Spark: YARN, EMR, Databricks, a standalone cluster, or this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from cluster.work import ArchiveConversion, Done, convert_here
from pipelines.errors import UserError


def run(work: ArchiveConversion, tell: Callable[[int], None]) -> Iterator[Done]:
    """Convert the archives as the tasks of one Spark job; see ``cluster.work.Engine``.

    ``work.address`` is Spark's master (``yarn``, ``spark://host:7077``); if it is empty, that of
    ``spark-submit``, or ``work.workers`` threads of this machine. A task is one archive, converted
    by a Python worker with a guarded extraction process. Retries and speculative copies of a task
    give the same file.

    Raises:
        UserError: pyspark or Java is not installed, or the master cannot be reached.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError:
        raise UserError(
            "--on spark needs pyspark and Java: install it with pip install 'tinsach[spark]'"
        ) from None
    if work.address.partition("[")[0] in ("", "local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # not the first one on the path
    builder = SparkSession.builder.appName("tinsach convert")
    if work.address:
        builder = builder.master(work.address)
    else:
        builder = builder.config("spark.master", f"local[{work.workers}]")
    try:
        session = builder.getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise UserError(f"--on spark={work.address}: Spark does not start: {error}") from error
    one_of_them = work.of_one()
    try:
        archives = session.sparkContext.parallelize(list(work.archives), len(work.archives))
        yield from archives.map(lambda one: convert_here(one, one_of_them)).collect()
    finally:
        session.stop()
