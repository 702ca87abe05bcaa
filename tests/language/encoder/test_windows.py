"""Windows over stories of any length."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.encoder.windows import Windows, lay

counts = st.lists(st.integers(1, 8), min_size=0, max_size=400).map(lambda sizes: np.array(sizes, np.int32))
sizes = st.tuples(st.integers(64, 256), st.integers(16, 32))


def lines(windows: Windows, total: int) -> np.ndarray:
    """The windows over pieces that are called 0, 1, 2, ..., between marks -1 and -2."""
    return windows.fill(np.arange(total, dtype=np.int32), begin=-1, end=-2)


@given(counts=counts, size=sizes)
def test_each_word_is_read_once_at_its_first_piece(counts: np.ndarray, size: tuple[int, int]) -> None:
    windows = lay(counts, longest=size[0], overlap=size[1])
    read = lines(windows, int(counts.sum())).ravel()[windows.reads]
    assert read.tolist() == (np.cumsum(counts) - counts).tolist()


@given(counts=counts, size=sizes)
def test_words_are_read_far_from_cuts_with_all_their_pieces(counts: np.ndarray, size: tuple[int, int]) -> None:
    windows = lay(counts, longest=size[0], overlap=size[1])
    row, column = np.divmod(windows.reads, windows.length)
    before, behind = column - 1, windows.body - column
    assert ((row == 0) | (before >= size[1] // 2 - 1)).all()
    assert ((row == len(windows.starts) - 1) | (behind >= size[1] // 2 - 1)).all()
    assert (behind >= counts - 1).all()


@given(counts=counts, size=sizes)
def test_no_window_is_too_long_and_all_pieces_are_seen(counts: np.ndarray, size: tuple[int, int]) -> None:
    windows = lay(counts, longest=size[0], overlap=size[1])
    matrix = lines(windows, int(counts.sum()))
    assert windows.length == matrix.shape[1] <= size[0]
    assert {*matrix.ravel().tolist()} == {-1, -2, *range(int(counts.sum()))}


@given(counts=counts, size=sizes, most=st.integers(1, 2_000))
def test_runs_share_windows_and_words_out(counts: np.ndarray, size: tuple[int, int], most: int) -> None:
    windows = lay(counts, longest=size[0], overlap=size[1])
    runs = windows.runs(most)
    rows, words = np.arange(len(windows.starts)), np.arange(len(counts))
    assert np.concatenate([rows[run] for run, _ in runs]).tolist() == rows.tolist()
    assert np.concatenate([words[read] for _, read in runs]).tolist() == words.tolist()
    assert all((windows.reads[read] // windows.length == rows[run][:, None]).any(0).all() for run, read in runs)


def test_a_story_that_fits_is_one_window() -> None:
    windows = lay(np.ones(62, np.int32), longest=64, overlap=16)
    assert (windows.starts.tolist(), windows.length) == ([0], 64)


def test_longer_stories_are_shared_evenly() -> None:
    windows = lay(np.ones(63, np.int32), longest=64, overlap=16)
    assert (windows.starts.tolist(), windows.length) == ([0, 23], 42)
