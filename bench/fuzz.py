"""Whether any bytes can make the readers fail: damaged copies of real files, in and out of archives, for an hour or so.

    python bench/fuzz.py                                 a minute, on samples/
    python bench/fuzz.py --minutes 60 --seed 7 FOLDER ...    more, on files of your own as well

Each round takes a file, damages it in some places, packs it by chance, and reads it as `extract` would. A failure is an
exception, an error that calls itself a bug, or more than SLOW seconds of work; its file is kept in --keep for a test.
The exit code is 1 when there was one. tests/sources/test_hostile.py does the same to each reader for some seconds.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import resource
import sys
import tarfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc

from extractor.errors import StoryError
from extractor.sources import find_inputs, read_inputs

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SLOW = 10.0
LARGEST = 300_000  # bytes of a file to begin with: larger ones make rounds long and find no more
MOST_DAMAGES = 8
BUG = "reporting it as a bug"
MARKS = rb'< > & " { } [ ] , : \u0000 \ud800 <p> </p> <![CDATA[ ]]> --> <!-- &#0; &nbsp; <!DOCTYPE null 1e999 [[[['
BYTES = (b"\n", b"\r\n\r\n", b" ", b"\xff", b"\0", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b")
PIECES = (*MARKS.split(), *BYTES)


def main() -> int:
    args = arguments()
    chooser = random.Random(args.seed)  # noqa: S311 - not for secrets
    seeds = [
        (path.suffix, path.read_bytes())
        for folder in (SAMPLES, *args.folders)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size <= LARGEST and path.suffix not in (".md", ".py")
    ]
    told: Counter[str] = Counter()
    slowest, end = 0.0, time.monotonic() + 60 * args.minutes
    with TemporaryDirectory() as scratch:
        while time.monotonic() < end:
            suffix, raw = made(chooser, seeds)
            path = Path(scratch) / f"story{suffix}"
            path.write_bytes(raw)
            begun = time.process_time()
            failure = read(path, told)
            took = time.process_time() - begun
            slowest = max(slowest, took)
            told["rounds"] += 1
            if failure or took > SLOW:
                told["failures"] += 1
                args.keep.mkdir(parents=True, exist_ok=True)
                kept = args.keep / f"{args.seed}-{told['rounds']}{suffix}"
                kept.write_bytes(raw)
                print(f"{kept}: {failure or f'{took:.1f} s'}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    counts = ", ".join(f"{told[name]:,} {name}" for name in ("rounds", "stories", "errors", "failures"))
    print(f"{len(seeds)} files: {counts}; slowest {slowest:.2f} s, peak {peak:.0f} MB")
    return min(told["failures"], 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="more files to damage")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz"), help="where files that failed are put")
    return parser.parse_args()


def made(chooser: random.Random, seeds: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return a damaged file, and how its name ends; some are packed before, some after, most not."""
    suffix, raw = chooser.choice(seeds)
    other = chooser.choice(seeds)[1]
    draw = chooser.random()
    if draw < 0.15:
        suffix, raw = packed(chooser, suffix, raw)
    raw = damaged(chooser, raw, other)
    return packed(chooser, suffix, raw) if draw > 0.85 else (suffix, raw)


def damaged(chooser: random.Random, raw: bytes, other: bytes) -> bytes:
    """Return the bytes with some pieces dropped, put in, said twice, or taken from another file."""
    for _ in range(min(1 + int(chooser.expovariate(0.5)), MOST_DAMAGES)):
        at, size = chooser.randrange(len(raw) + 1), int(chooser.expovariate(1 / 20))
        far = chooser.randrange(len(other) + 1)
        put = chooser.choice(
            (
                chooser.choice(PIECES) * chooser.choice((1, 1, 1, 50)),
                chooser.randbytes(min(size, 8)),
                other[far : far + 20 * size],
                raw[at : at + size] * 2,
                b"",
            )
        )
        raw = raw[:at] + put + raw[at + size * chooser.randint(0, 1) :]
    return raw[: chooser.randrange(len(raw) + 1)] if chooser.random() < 0.1 else raw


def packed(chooser: random.Random, suffix: str, raw: bytes) -> tuple[str, bytes]:
    """Return the bytes in an archive."""
    name, target = f"inner{suffix}", io.BytesIO()
    form = chooser.choice((".gz", ".zip", ".tar"))
    if form == ".gz":
        return suffix + form, gzip.compress(raw, 1)
    if form == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, raw)
    else:
        with tarfile.open(fileobj=target, mode="w") as archive:
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return form, target.getvalue()


def read(path: Path, told: Counter[str]) -> str | None:
    """Read a file as `extract` does; return what is wrong with that, if anything."""
    try:
        for item in read_inputs(find_inputs([str(path)])):
            told["errors" if isinstance(item, StoryError) else "stories"] += 1
            if isinstance(item, StoryError) and BUG in str(item):
                return str(item)
            if not isinstance(item, StoryError):
                item.text.encode()
    except Exception:  # noqa: BLE001 - whatever gets here is what is looked for
        return format_exc()
    return None


if __name__ == "__main__":
    sys.exit(main())
