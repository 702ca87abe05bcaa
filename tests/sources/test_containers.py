"""Packed files and archives: what is read out of them, under which name, and what is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import SkippedError, StoryError
from extractor.sources import Input, find_inputs, read_inputs
from extractor.wire import WireStory

LINES = b"".join(b'{"text": "Duties rose %d times."}\n' % number for number in range(5))
NITF = b"<nitf><body><body.content><p>Duties rose.</p></body.content></body></nitf>"
Packer = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, raw: bytes, form: str | None = None) -> list[str]:
    Path(name).write_bytes(raw)
    results = read_inputs([Input(name, len(raw))], form=form)
    return [f"{item.source} = {item.body}" if isinstance(item, WireStory) else str(item) for item in results]


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return stream.getvalue()


def tarred(*files: tuple[str, bytes], mode: str = "w", kinds: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in files:
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
        for name, kind in (kinds or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("odd", gzip.compress)]
)
def test_a_packed_file_is_known_by_its_content_and_read_by_the_name_inside(ending: str, pack: Packer) -> None:
    assert read(f"story.txt.{ending}", pack(LINES))[0] == f"story.txt.{ending}:1 = Duties rose 0 times."
    assert read(f"story.{ending}", pack(b"Duties rose.")) == [
        f"story.{ending} = Duties rose." if ending != "odd" else _unknown_odd()
    ]


def _unknown_odd() -> str:
    names = "csv html json jsonl newsml newsml_g2 ninjs nitf rss text warc".split()
    return f"story.odd: unknown format .odd (try: {' or '.join(f'--from {name}' for name in names)})"


def test_parts_of_a_packed_file_follow_one_another_and_zeros_pad_it() -> None:
    packed = gzip.compress(LINES)
    assert len(read("wire.jsonl.gz", packed + packed + b"\0" * 5000)) == 10


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: bz2.compress(raw, 1), lzma.compress])
def test_what_came_before_a_packed_file_breaks_off_is_read(pack: Packer) -> None:
    words = random.Random(7)  # noqa: S311 - text that does not pack to nothing
    lines = b"".join(b'{"text": "Duties rose %d times."}\n' % words.getrandbits(900) for _ in range(3000))
    whole = pack(lines)
    *stories, error = read("wire.jsonl.gz", whole[: len(whole) // 2])
    assert "data ends too early (try: fetching it again)" in error
    assert stories
    assert all(" = Duties rose " in story for story in stories)


def test_what_follows_a_packed_file_and_is_not_packed_is_an_error() -> None:
    *stories, error = read("wire.jsonl.gz", gzip.compress(LINES) + b"and more")
    assert len(stories) == 5
    assert error.startswith(
        "wire.jsonl.gz: broken gzip data: Error -3 while decompressing data: incorrect header check"
    )


def test_a_packed_nothing_is_an_empty_file() -> None:
    assert read("story.gz", gzip.compress(b"")) == ["story.gz: the file is empty (try: a file with a story in it)"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_the_members_of_a_tar_are_read_in_their_order(mode: str) -> None:
    raw = tarred(("b/two.xml", NITF), ("a.jsonl.gz", gzip.compress(LINES)), ("x.jpg", b"x"), mode=mode)
    assert read("news.tar", raw)[:3] == [
        "news.tar!/b/two.xml = Duties rose.",
        "news.tar!/a.jsonl.gz:1 = Duties rose 0 times.",
        "news.tar!/a.jsonl.gz:2 = Duties rose 1 times.",
    ]


def test_the_members_of_a_zip_are_those_that_a_folder_would_give() -> None:
    names = ("b.txt", "a/c.TXT", ".hidden.txt", "a/.git/x.txt", "__MACOSX/._b.txt", "photo.jpg", "README", "d/")
    raw = zipped(*((name, b"Duties rose.") for name in names))
    assert read("news.zip", raw) == ["news.zip!/b.txt = Duties rose.", "news.zip!/a/c.TXT = Duties rose."]
    assert "news.zip!/README = Duties rose." in read("news.zip", raw, form="text")


def test_a_zip_on_standard_input_and_inside_a_tar_is_read_too() -> None:
    raw = tarred(("in.zip", zipped(("a.txt", b"Duties rose."))))
    assert read("news.tar", raw) == ["news.tar!/in.zip!/a.txt = Duties rose."]
    Path("news.zip").write_bytes(zipped(("a.txt", b"Duties rose.")))
    results = list(read_inputs([Input("news.zip")]))  # of unknown size, as a pipe is
    assert [item.source for item in results if isinstance(item, WireStory)] == ["news.zip!/a.txt"]


def test_archives_in_a_folder_are_found_by_their_names() -> None:
    for name in ("a.zip", "b.tar", "c.tar.gz", "d.tgz", "e.xml.gz", "f.gz", "g.jpg.gz", "h.jpg"):
        Path(name).write_bytes(b"x")
    found = [item.name for item in find_inputs(["."]) if isinstance(item, Input)]
    assert found == ["./a.zip", "./b.tar", "./c.tar.gz", "./d.tgz", "./e.xml.gz", "./f.gz"]


def test_a_name_that_leads_out_of_the_archive_is_a_name_and_no_more(tmp_path: Path) -> None:
    names = ("../../out.txt", "/out.txt", "C:\\out.txt", "a\x1b[2J.txt")
    assert [line.partition(" = ")[2] for line in read("slip.zip", zipped(*((name, b"x") for name in names)))] == [
        "x"
    ] * 4
    assert [path.name for path in tmp_path.rglob("*")] == ["slip.zip"]


def test_links_and_devices_are_told_and_not_followed() -> None:
    kinds = {"soft.txt": tarfile.SYMTYPE, "hard.txt": tarfile.LNKTYPE, "pipe.txt": tarfile.FIFOTYPE}
    raw = tarred(("a.txt", b"Duties rose."), kinds=kinds)
    assert read("news.tar", raw) == [
        "news.tar!/a.txt = Duties rose.",
        *(f"news.tar!/{name}: a link or a device, not a file" for name in kinds),
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("soft.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    Path("news.zip").write_bytes(stream.getvalue())
    [error] = read_inputs([Input("news.zip", 1)])
    assert isinstance(error, SkippedError)


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("bomb.json.gz", gzip.compress(b" " * 100_000_000), "it unpacks to over 200 times its size: a zip bomb?"),
        ("bomb.zip", zipped(("a.json", b" " * 100_000_000)), "it unpacks to over 200 times its size: a zip bomb?"),
        ("doc.docx", zipped(("[Content_Types].xml", b"x")), "an office document, a book or a program"),
        ("photos.zip", zipped(("a.jpg", b"x")), "no stories in this archive (try: files that end in .csv,"),
        ("news.zip", zipped(("a.txt", b"Duties rose."))[:40], "a broken zip archive: File is not a zip file"),
        ("news.tar", tarred(("x.jpg", b"x" * 2000))[:1000], "a broken tar archive: unexpected end of data"),
        ("news.tar", tarred(("x.jpg", b"x"))[:1024], "a broken tar archive: it ends too early"),
        ("news.tar", tarred(("x.jpg", b"x"))[:1024] + b"y" * 2000, "a broken tar archive: invalid header"),
    ],
)
def test_an_archive_that_cannot_be_read_is_one_error(name: str, raw: bytes, words: str) -> None:
    [error] = read(name, raw)
    assert words in error


def test_a_broken_member_costs_only_itself() -> None:
    raw = bytearray(zipped(("a.txt", b"Duties rose."), ("b.txt", b"Duties fell.")))
    raw[raw.index(b"a.txt") + 8] ^= 0xFF
    broken, whole = read("news.zip", bytes(raw))
    assert broken.startswith("news.zip!/a.txt: cannot be unpacked: ")
    assert whole == "news.zip!/b.txt = Duties fell."


def test_an_encrypted_member_is_told() -> None:
    raw = bytearray(zipped(("a.txt", b"Duties rose.")))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert read("news.zip", bytes(raw)) == [
        "news.zip!/a.txt: encrypted (try: unzip it with its password first)"
    ]  # fmt: skip


def test_archives_in_each_other_are_opened_three_deep() -> None:
    raw = b"Duties rose."
    for name in ("story.txt", "a.zip", "b.zip", "c.zip"):
        raw = zipped((name, raw))
    assert read("d.zip", raw) == ["d.zip!/c.zip!/b.zip!/a.zip!/story.txt = Duties rose."]
    [error] = read("e.zip", zipped(("d.zip", raw)))
    assert error.endswith("a.zip: over 3 archives inside each other (try: unpacking it first)")


def test_a_header_of_tar_that_claims_a_gigabyte_is_not_read_into_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1_000_000_000
    [error] = read("news.tar", info.tobuf(tarfile.USTAR_FORMAT) + b"0" * 10_000)
    assert error == "news.tar: a broken tar archive: a name or header of over 1 MB (try: fetching it again)"


@pytest.mark.parametrize("name", ["news.zip", "news.tar", "news.tar.gz"])
def test_the_meter_is_told_of_every_byte(name: str) -> None:
    files = (("a.txt", b"x" * 50_000), ("b.jsonl", LINES), ("photo.jpg", b"x" * 10_000))
    raw = {"zip": zipped, "tar": tarred}.get(name.partition(".")[2], lambda *all_: tarred(*all_, mode="w:gz"))(*files)
    Path(name).write_bytes(raw)
    sizes: list[int] = []
    list(read_inputs([Input(name, len(raw))], meter=sizes.append))
    assert sum(sizes) == len(raw)


ARCHIVES = [
    gzip.compress(LINES), bz2.compress(LINES), lzma.compress(LINES), zipped(("a.txt", LINES), ("b.xml", NITF)),
    tarred(("a.txt", LINES), ("b.xml", NITF)), tarred(("a.txt", LINES), ("b.xml", NITF), mode="w:gz"),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(raw=st.sampled_from(ARCHIVES), cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=5))
def test_no_damage_to_an_archive_is_more_than_errors(raw: bytes, cuts: list[tuple[float, bytes]]) -> None:
    for place, piece in cuts:
        at = int(place * len(raw))
        raw = raw[:at] + piece + raw[at + 2 :]
    Path("news.bin").write_bytes(raw)
    results = list(read_inputs([Input("news.bin", len(raw))]))
    assert all(isinstance(item, WireStory | StoryError) for item in results)
