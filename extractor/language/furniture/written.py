"""How names of persons are written, as pieces of regular expressions for bylines and credits.

PERSON   "Ann Lee", "J. B. de la Cruz", "JO POOL"
PEOPLE   "Ann Lee, Bo Li and Cy Young"
HAND     one person at most; only as much of "Ann Lee Lawmakers who" as can be a name
"""

WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.‑-]{0,24}"
PARTICLE = r"(?:(?:de|del|della|di|da|dos|du|van|von|der|den|bin|al|el|la|le)[ \t]){0,2}"
PERSON = rf"{WORD}(?:[ \t]{PARTICLE}{WORD}){{1,4}}"
PEOPLE = rf"{PERSON}(?:(?:,?[ \t]and[ \t]|,[ \t]|[ \t]&[ \t]|;[ \t]?){PERSON}){{0,7}}"
HAND = rf"(?:{PERSON}(?=[ \t]*(?:[\n)\]]|$))|{WORD}(?:[ \t]{PARTICLE}{WORD})?|-)"
