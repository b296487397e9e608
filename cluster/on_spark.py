"""Conversions on Spark: YARN, EMR, Databricks, a standalone cluster, or this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from cluster.work import ArchiveConversion, Done, convert_here
from pipelines.errors import UserError

_TRIES = 8
"""Tries of an archive whose worker dies, on this machine; Spark itself would give up at once."""


def run(work: ArchiveConversion, tell: Callable[[int], None]) -> Iterator[Done]:
    """Convert the archives as the tasks of one Spark job; see ``cluster.work.Engine``.

    ``work.address`` is Spark's master (``yarn``, ``spark://host:7077``); if it is empty, that of
    ``spark-submit``, or ``work.workers`` threads of this machine. A task is one archive, converted
    by a Python worker with a guarded extraction process. Retries and speculative copies of a task
    give the same file. Spark gives the whole job up if the workers of one archive died ``_TRIES``
    times, on a cluster ``spark.task.maxFailures``.

    Raises:
        UserError: pyspark or Java is not installed, the master cannot be reached, or the job ended.
    """
    try:
        from py4j.protocol import Py4JError
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
        builder = builder.config("spark.master", f"local[{work.workers},{_TRIES}]")
    try:
        session = builder.getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise UserError(f"--on spark={work.address}: Spark does not start: {error}") from error
    one_of_them = work.of_one()
    try:
        archives = session.sparkContext.parallelize(list(work.archives), len(work.archives))
        yield from archives.map(lambda one: convert_here(one, one_of_them)).collect()
    except Py4JError as error:
        reason = str(error).strip().partition("\n")[2].partition("\n")[0] or str(error)
        raise UserError(
            f"--on spark: the job ended: {reason}; the same command converts what is missing"
        ) from error
    finally:
        session.stop()
