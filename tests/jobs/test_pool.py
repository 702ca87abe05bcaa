"""The pool with real processes: order, deaths, limits, and what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from extractor.errors import ExtractorError, ModelError, StoryError
from extractor.jobs.limits import can_limit_memory
from extractor.jobs.pool import WINDOW, Item, Pool, Result
from extractor.jobs.process import NO_LIMITS, Limits
from extractor.records import Story
from extractor.wire import WireStory

Wires = Callable[..., list[WireStory]]
BUG = "(try: reporting it as a bug, with the story)"


def run(odd: ModuleType, items: list[WireStory], *, jobs: int = 1, limits: Limits = NO_LIMITS) -> list[Result]:
    with Pool(odd.make, jobs=jobs, limits=limits) as pool:
        return list(pool.read(items))


def words(results: list[Result]) -> list[str]:
    """Return what each story's reader said, or the error."""
    return [str(result) if isinstance(result, StoryError) else str(result.byline) for result in results]


def test_results_come_in_the_order_of_the_stories_whichever_is_done_first(odd: ModuleType, wires: Wires) -> None:
    results = run(odd, wires("sleep 0.3", *(f"say {number}" for number in range(1, 40))), jobs=2)
    assert words(results) == ["0.3", *map(str, range(1, 40))]
    assert [result.source for result in results if isinstance(result, Story)] == [f"story {n}" for n in range(40)]


def test_the_work_is_shared(odd: ModuleType, wires: Wires) -> None:
    # So long that the second process is there before the first has read everything.
    told = words(run(odd, wires(*["say_pid", "sleep 0.02"] * 150), jobs=2))
    assert len({*told} - {"0.02"}) == 2


def test_a_record_has_its_story_s_text_again(odd: ModuleType, wires: Wires) -> None:
    [result] = run(odd, wires("say Duties rose."))
    assert isinstance(result, Story)
    assert result.text == "say Duties rose."


def test_errors_and_finished_records_pass_through_in_their_places(odd: ModuleType, wires: Wires) -> None:
    first, last = wires("say first", "say last")
    error, done = StoryError("broken", where="x"), Story(id="1", source="s", text_sha256="0" * 64)
    with Pool(odd.make, jobs=2) as pool:
        results = list(pool.read([error, first, done, error, last]))
    assert results[0] is results[3] is error
    assert results[2] is done
    assert words(results)[1::3] == ["first", "last"]


def test_no_process_is_started_for_nothing(odd: ModuleType) -> None:
    error = StoryError("broken", where="x")
    with Pool(odd.make_broken, jobs=2) as pool:
        assert list(pool.read([error, error])) == [error, error]


def test_no_more_is_read_ahead_than_the_window_holds(odd: ModuleType, wires: Wires) -> None:
    drawn = 0

    def items() -> Iterator[Item]:
        nonlocal drawn
        for item in wires("sleep 0.5", *["say"] * 3 * WINDOW):
            drawn += 1
            yield item

    with Pool(odd.make, jobs=1) as pool:
        next(pool.read(items()))
        assert drawn <= WINDOW + 1


@pytest.mark.parametrize(("deed", "how"), [("die SIGKILL", "was ended by SIGKILL"), ("crash", "was ended by SIGSEGV")])
def test_a_story_that_kills_its_worker_twice_is_an_error_and_the_others_lose_nothing(
    deed: str, how: str, odd: ModuleType, wires: Wires
) -> None:
    results = run(odd, wires("say 0", deed, *(f"say {number}" for number in range(2, 12))), jobs=2)
    assert words(results) == [
        "0",
        f"story 1: the process that read this story {how}, twice {BUG}",
        *map(str, range(2, 12)),
    ]


def test_a_story_whose_worker_died_by_chance_is_read_by_another(odd: ModuleType, wires: Wires, tmp_path: Path) -> None:
    results = run(odd, wires(f"die_once {tmp_path / 'mark'}", "say next"))
    assert words(results) == ["the second time", "next"]


def test_a_worker_that_is_killed_while_idle_is_replaced(odd: ModuleType, wires: Wires) -> None:
    with Pool(odd.make, jobs=1) as pool:
        [pid] = words(list(pool.read(wires("say_pid"))))
        os.kill(int(pid), signal.SIGKILL)
        assert words(list(pool.read(wires("say after")))) == ["after"]


def test_a_story_that_takes_too_long_is_cut_off(odd: ModuleType, wires: Wires) -> None:
    start = time.monotonic()
    results = run(odd, wires("say 0", "sleep 60", "say 2"), limits=Limits(timeout=0.4))
    assert time.monotonic() - start < 30
    assert words(results) == [
        "0",
        "story 1: reading this story took longer than 0.4 seconds (try: a longer --timeout)",
        "2",
    ]


def test_loading_the_pipeline_does_not_count_as_time_of_a_story(odd: ModuleType, wires: Wires) -> None:
    assert words(run(odd, wires("say quick"), limits=Limits(timeout=0.2))) == ["quick"]


@pytest.mark.skipif(not can_limit_memory(), reason="this system sets no limit on memory")
def test_a_story_that_takes_too_much_memory_is_refused_it(odd: ModuleType, wires: Wires) -> None:
    results = run(odd, wires("grow 50", "grow 500", "grow 50"), limits=Limits(memory=200))
    assert words(results) == [str(50 << 20), "story 1: too much", str(50 << 20)]


def test_an_error_comes_back_whole(odd: ModuleType, wires: Wires) -> None:
    [error] = run(odd, wires("fail by design"))
    assert isinstance(error, StoryError)
    assert (error.what, error.where, error.hint, error.stage) == ("by design", "story 0", "another", "analyse")


def test_large_records_and_stories_do_not_block_each_other(odd: ModuleType, wires: Wires) -> None:
    results = run(odd, wires(*["widen 3000000"] * 4, "say " + "y" * 3_000_000), jobs=2)
    assert [len(line) for line in words(results)] == [3_000_000] * 5


def test_a_pipeline_that_cannot_be_loaded_ends_the_run(odd: ModuleType, wires: Wires) -> None:
    with Pool(odd.make_broken, jobs=2) as pool, pytest.raises(ModelError, match="no trained pipeline here") as caught:
        list(pool.read(wires("say 0")))
    assert (caught.value.where, caught.value.hint) == ("nowhere", "elsewhere")


def test_workers_that_die_at_the_start_are_not_started_for_ever(odd: ModuleType, wires: Wires) -> None:
    with Pool(odd.make_and_die, jobs=1) as pool, pytest.raises(ExtractorError, match="was ended by SIGKILL while"):
        list(pool.read(wires("say 0")))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
def test_a_worker_has_no_threads_beside_its_own(odd: ModuleType, wires: Wires) -> None:
    assert words(run(odd, wires("say_threads"))) == ["0 500"]


def test_what_a_library_prints_does_not_reach_standard_output(
    odd: ModuleType, wires: Wires, capfd: pytest.CaptureFixture[str]
) -> None:
    assert words(run(odd, wires("talk quietly"))) == ["quietly"]
    out, said = capfd.readouterr()
    assert (out, said) == ("", "a library's chatter\n")


PARENT = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import odd_readers
from extractor.jobs.pool import Pool
from extractor.wire import WireStory
with Pool(odd_readers.make, jobs=2) as pool:
    items = [WireStory(source="s", body=body) for body in ("say_pid", "say_pid", "sleep 60", "sleep 60")]
    for result in pool.read(items):
        print(result.byline, flush=True)
"""


def test_workers_end_with_their_parent_even_in_the_middle_of_a_story() -> None:
    readers = Path(__file__).parent / "readers"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(readers)], stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert parent.stdout
    with parent.stdout:
        pids = {int(parent.stdout.readline()) for _ in range(2)}
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    wait_until_gone(pids)


def wait_until_gone(pids: set[int]) -> None:
    patience = time.monotonic() + 20
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < patience, f"still running: {pids}"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
