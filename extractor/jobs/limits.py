"""What a worker process may take, and how it keeps out of others' way.

    memory   RLIMIT_AS: the kernel refuses what goes beyond what the loaded pipeline takes, and so many megabytes
    threads  one: there are as many workers as there are to be busy cores
    Ctrl-C   is for the parent, which ends its workers
    parent   a worker ends with it, however it ends

A limit of the kernel's, over a watch on the worker's size: nothing can be taken between two looks. It counts address
space, which is a little more than memory in use. Known miss: systems without /proc, macOS among them, set no limit.
"""

from __future__ import annotations

import os
import sys
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from extractor.errors import UsageError

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
MEGABYTE = 1 << 20
_SIZE = Path("/proc/self/statm")  # its first number: pages of address space


def keep_apart() -> None:
    """Set up a fresh worker process. Before numpy is imported: it looks at the number of threads once."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    # Standard output is the records' own: what a library prints by mistake must not get among them.
    os.dup2(sys.__stderr__.fileno() if sys.__stderr__ else os.open(os.devnull, os.O_WRONLY), 1)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A worker between two stories sees its pipe closed; this is for one that hangs in a story.
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def can_limit_memory() -> bool:
    """Say whether this system can hold a worker to a limit."""
    return _SIZE.exists()


def refuse_memory_limit() -> None:
    """Raise UsageError where memory cannot be limited, rather than promise what is not kept."""
    if not can_limit_memory():
        raise UsageError("this system sets no limit on memory", where="--memory", hint="--timeout")


def limit_memory(megabytes: int) -> None:
    """Allow this process so much more than it has now; what asks for more gets a MemoryError."""
    import resource  # not on Windows

    pages = int(_SIZE.read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
