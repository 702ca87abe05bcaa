"""The words that can name a trade fact, and the kind each speaks for first."""

from __future__ import annotations

from extractor.knowledge import rows

# word -> kind; "measure" stands for either of tariff and restriction.
TERMS: dict[str, str] = {word: row["kind"] for row in rows("trade_terms") for word in row["word"].split()}
