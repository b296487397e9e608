"""The worker pool: a page that hangs or kills a process costs only that page."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from types import MappingProxyType

import psutil
import pytest

from pipelines.errors import UserError
from pipelines.extraction import NotAnArticle
from pipelines.items import Article, RepeatedLines
from pipelines.similarity.digest import digest
from pipelines.workers import channel
from pipelines.workers.child import Job
from pipelines.workers.pool import ExtractionFailed, ExtractionPool, WorkersUnavailable
from tests.support.worker_functions import Verdict, page

ROOT = Path(__file__).parents[2]


def make(n: int = 1, **more: float) -> ExtractionPool:
    return ExtractionPool(
        n, "tests.support.worker_functions:act", "tests.support.worker_functions:Verdict", **more
    )  # type: ignore[arg-type]


@pytest.fixture
def pool() -> Iterator[ExtractionPool]:
    with make(deadline=2.0, memory=300 << 20) as made:
        yield made


def text(future: Future[Article]) -> str:
    return future.result(timeout=60).body[0].text


def pid(future: Future[Article]) -> int:
    return int(text(future).split(" by ")[1].split()[0])


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_pages_are_extracted_elsewhere_and_in_order(pool: ExtractionPool) -> None:
    futures = [pool.submit(page(f"page {number}")) for number in range(20)]
    assert [future.result(60).title for future in futures] == [f"page {n}" for n in range(20)]
    assert pid(futures[0]) != os.getpid()
    assert len({pid(future) for future in futures}) == 1


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("error key", "KeyError: 'key'"),
        ("odd", "Unpicklable: odd"),
        ("memory", "out of memory"),
        ("grow", "out of memory"),
        ("recurse", "RecursionError"),
        ("loop", "took more than 2 s of processor time"),
        ("loop-in-c", "took more than 2 s of processor time"),
        ("segfault", "died: SIGSEGV"),
        ("exit 3", "died: exit status 3"),
        ("sys-exit 4", "died: exit status 4"),
        ("kill", "died: SIGKILL"),
    ],
)
def test_a_bad_page_costs_only_itself(pool: ExtractionPool, order: str, reason: str) -> None:
    before, bad, after = (pool.submit(page(each)) for each in ("one", order, "two"))
    assert text(before)
    with pytest.raises(ExtractionFailed) as caught:
        bad.result(60)
    assert reason in caught.value.reason
    assert "\n" not in caught.value.reason
    assert text(after).startswith("two by ")


def test_large_pages_and_large_answers_do_not_wait_for_each_other(pool: ExtractionPool) -> None:
    """A process is sent the next page while it replies: more than a socket buffers, both ways."""
    orders = [f"{number} {'x' * 4_000_000}" for number in range(4)]
    assert [text(f)[:2] for f in [pool.submit(page(order)) for order in orders]] == [
        "0 ", "1 ", "2 ", "3 ",
    ]  # fmt: skip


def test_a_process_has_the_next_pages_before_it_is_done(tmp_path: Path) -> None:
    with make(deadline=30.0) as pool:
        futures = [pool.submit(page(f"until {tmp_path / 'now'}")) for _ in range(4)]
        while not futures[2].running():
            time.sleep(0.01)
        assert [future.running() for future in futures] == [True, True, True, False]
        (tmp_path / "now").touch()
        assert all(map(text, futures))


def test_a_rejection_is_passed_on(pool: ExtractionPool) -> None:
    with pytest.raises(Verdict) as caught:
        pool.submit(page("verdict page of teasers")).result(60)
    assert caught.value.reason == "page of teasers"


def test_a_hanging_page_does_not_block_the_others() -> None:
    with make(2, deadline=30.0) as pool:
        assert all(text(pool.submit(page("warm"))) for _ in range(4))
        hanging = pool.submit(page("loop-in-c"))
        done = [pool.submit(page(f"page {number}")) for number in range(50)]
        assert len(wait(done, timeout=60).done) == 50
        assert not hanging.done()


def test_what_a_page_prints_does_not_disturb(
    pool: ExtractionPool, capfd: pytest.CaptureFixture[str]
) -> None:
    assert text(pool.submit(page("print hello")))
    assert "hello" not in capfd.readouterr().out


def test_processes_are_replaced_after_some_pages() -> None:
    with make(pages=3) as pool:
        pids = [pid(pool.submit(page("x"))) for _ in range(7)]
    assert [len(set(pids[:3])), len(set(pids[3:6])), len(set(pids))] == [1, 1, 3]


def test_a_page_that_never_ends_costs_only_itself() -> None:
    with make(deadline=1.0, patience=4.0) as pool:
        assert text(pool.submit(page("before")))
        with pytest.raises(ExtractionFailed, match="no answer within 4 s"):
            pool.submit(page("deaf")).result(60)
        assert text(pool.submit(page("after")))


def test_only_time_of_the_processor_counts() -> None:
    """A busy machine fails no page."""
    with make(deadline=0.5) as pool:
        assert text(pool.submit(page("sleep 1.2")))


def test_another_function_is_called_under_the_same_limits(pool: ExtractionPool) -> None:
    name = "tests.support.worker_functions:"
    assert pool.run(name + "double", 21).result(60) == 42
    assert text(pool.submit(page("between")))
    assert pool.run(name + "double", "ab").result(60) == "abab"
    # If the machine has no processor to spare, the pool's patience ends first.
    with pytest.raises(ExtractionFailed, match=r"processor time|no answer within"):
        pool.run(name + "spin", None).result(60)
    with pytest.raises(ExtractionFailed, match="TypeError"):
        pool.run(name + "double", None).result(60)
    with pytest.raises(ExtractionFailed, match="AttributeError"):
        pool.run(name + "no_such", None).result(60)
    assert text(pool.submit(page("after")))


@pytest.mark.parametrize("times", [1, 2])
def test_a_process_killed_while_it_starts_is_replaced(times: int) -> None:
    """For example by a lack of memory, while another process is healthy."""
    seen = {one.pid for one in children()}
    with make(2) as pool:
        futures = [pool.submit(page(f"page {number}")) for number in range(8)]
        for _ in range(times):
            for one in wait_for_children(seen, 1)[:1]:
                one.kill()
                seen.add(one.pid)
        assert [future.result(60).title for future in futures] == [f"page {n}" for n in range(8)]


def wait_for_children(seen: set[int], count: int) -> list[psutil.Process]:
    while len(found := [one for one in children() if one.pid not in seen]) < count:
        time.sleep(0.001)
    return found


class TestRepeatedLines:
    def test_each_page_gets_its_own(self, pool: ExtractionPool) -> None:
        first = RepeatedLines(7, MappingProxyType({"line": 3}))
        second = RepeatedLines(8, {"line": 4, "other": 2})
        given = [first, first, second, RepeatedLines(), first]
        futures = [pool.submit(page("x", repeated=each)) for each in given]
        ends = [text(future).split(" with ")[1] for future in futures]
        assert ends == ["7/1", "7/1", "8/2", "0/0", "7/1"]

    def test_a_new_process_gets_them_again(self, pool: ExtractionPool) -> None:
        lines = RepeatedLines(7, {"line": 3})
        orders = ("x", "exit 1", "y")
        first, bad, last = (pool.submit(page(each, repeated=lines)) for each in orders)
        assert text(first).endswith("7/1")
        assert bad.exception(60)
        assert text(last).endswith("7/1")

    def test_they_are_sent_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """100 000 lines: only the first page pays for them, the next 50 do not."""
        lines = RepeatedLines(
            50, {f"a line that the outlet repeats, {n}": n for n in range(100_000)}
        )
        cost = len(pickle.dumps(Job(page("x"), lines)))
        assert cost > 3_000_000
        sent: list[int] = []
        encode = channel.encode_message

        def counted(message: object) -> bytes:
            sent.append(len(encoded := encode(message)))
            return encoded

        monkeypatch.setattr(channel, "encode_message", counted)
        with make(deadline=30.0) as pool:
            assert text(pool.submit(page("x", repeated=lines))).endswith("50/100000")
            assert sum(sent) > cost / 2
            sent.clear()
            done = [pool.submit(page("x", repeated=lines)) for _ in range(50)]
            assert all(text(future).endswith("50/100000") for future in done)
            assert 0 < sum(sent) < cost / 10


class TestEnd:
    def test_close_leaves_no_process(self) -> None:
        before = children()
        pool = make(2)
        assert all(text(pool.submit(page("sleep 0.1"))) for _ in range(2))
        wait([pool.submit(page("sleep 0.5")) for _ in range(2)])
        hanging = [pool.submit(page("loop-in-c")) for _ in range(3)]
        assert len(children()) == len(before) + 2
        pool.close()
        pool.close()
        assert children() == before
        assert all(isinstance(each.exception(1), ExtractionFailed) for each in hanging)
        assert isinstance(pool.submit(page("x")).exception(1), ExtractionFailed)

    @pytest.mark.parametrize("order", ["sleep 0", "loop-in-c"])
    def test_no_orphan_when_the_crawl_is_killed(self, order: str) -> None:
        """Idle processes see the socket close; a hanging one is ended by its own alarm."""
        script = (
            "import sys; sys.path[:0] = [sys.argv[2]]\n"
            "from tests.support.worker_functions import page\n"
            "from pipelines.workers.pool import ExtractionPool\n"
            "module = 'tests.support.worker_functions'\n"
            "names = (f'{module}:act', f'{module}:Verdict')\n"
            "pool = ExtractionPool(2, *names, deadline=1, patience=2)\n"
            "[pool.submit(page('x')).result(60) for _ in range(6)]\n"
            "pool.submit(page(sys.argv[1]))\n"
            "import time; time.sleep(0.3); print('ready', flush=True); time.sleep(60)\n"
        )
        command = [sys.executable, "-c", script, order, str(ROOT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as crawl:
            assert crawl.stdout
            assert crawl.stdout.readline() == "ready\n"
            workers = psutil.Process(crawl.pid).children()
            assert len(workers) == 2
            crawl.kill()
        gone, alive = psutil.wait_procs(workers, timeout=60)
        assert alive == []
        assert len(gone) == 2


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("no.such.module:act", "ModuleNotFoundError"),
        ("tests.support.worker_functions:none", "AttributeError"),
    ],
)
def test_a_pool_that_cannot_start_says_so(function: str, message: str) -> None:
    with ExtractionPool(1, function, "tests.support.worker_functions:Verdict") as pool:
        error = pool.submit(page("x")).exception(60)
    assert isinstance(error, WorkersUnavailable)
    assert isinstance(error, UserError)
    assert message in str(error)
    assert "EXTRACT_WORKERS" in str(error)


def test_zero_processes_are_not_a_pool() -> None:
    with pytest.raises(ValueError, match="n=0"):
        make(0)


def test_the_engine_runs_in_it() -> None:
    prose = " ".join(f"The bridge over branch {n} of the river was opened." for n in range(20))
    html = f"<html><body><article><h1>Bridge</h1><p>{prose}</p></article></body></html>"
    with ExtractionPool(1, "pipelines.workers.task:extract_with_digest") as pool:
        made = pool.submit(page(html)).result(60)
        assert prose in made.article.text
        assert made.digest == digest(made.article, page(html))
        with pytest.raises(NotAnArticle) as caught:
            pool.submit(page("")).result(60)
    assert caught.value.reason
