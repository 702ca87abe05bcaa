"""Goods and services by name, and the HS 2022 codes that a name supports.

    "washing machines"  ->  ("8450",)       "textiles"  ->  ("50", "51", ... "63")       "services"  ->  ()

A name in the singular stands for its plural too. To add a good, add a line to goods.csv; a word that goes with the
names of goods ("frozen", "products", "industry"), add it to goods_words.csv.
"""

from __future__ import annotations

from functools import cache

from extractor.knowledge import rows


@cache
def goods() -> dict[str, tuple[str, ...]]:
    """Return name -> HS codes, each name in singular and plural, its words parted by single spaces."""
    table = {}
    for row in rows("goods"):
        codes = hs_codes(row["hs"])
        for name in (row["good"], plural(row["good"])):
            table[" ".join(name.replace("-", " ").split())] = codes
    return table


def goods_words(part: str) -> frozenset[str]:
    """Return the words that play a part around the names of goods: "modifier", "general noun", "not before" ..."""
    return frozenset(word for row in _word_rows() if row["part"] == part for word in row["words"].split())


@cache
def _word_rows() -> list[dict[str, str]]:
    return rows("goods_words")


def plural(name: str) -> str:
    """Return the plural of a singular name; a name that ends in one s is one already."""
    if name.endswith(("ch", "sh", "ss", "x")):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeo":
        return f"{name[:-1]}ies"
    return name if name.endswith("s") else f"{name}s"


def hs_codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell such as "72 7304-7306", ranges written out."""
    codes: list[str] = []
    for part in cell.split():
        first, _, last = part.partition("-")
        codes += [str(code).zfill(len(first)) for code in range(int(first), int(last or first) + 1)]
    return tuple(codes)
