"""Words to sub-words, as the Rust parser does it: lower case, accents off, punctuation apart, greedy longest match.

The vocabulary is uncased; what case tells is given to the network as a class of the whole word (`shape`).
"""
import unicodedata

MAX_PIECES = 8  # of one word; the rest of a longer one (an address, a row of digits) is not looked at
MAX_CHARS = 100  # of one stretch between punctuation; longer ones are unknown, as in BERT

PARTY = "[MASK]"  # stands for who acts, in texts in which acts are learned; a name of the vocabulary

SHAPES = ["special", "lower", "title", "upper", "mixed", "digit", "symbol"]


def shape(word):
    """Index into SHAPES."""
    if word == PARTY:
        return 0
    if any(c.isnumeric() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 3
    if upper[0] and not any(upper[1:]):
        return 2
    return 4


def is_punctuation(c):
    """BERT's notion: ASCII symbols count as punctuation."""
    n = ord(c)
    if 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126:
        return True
    return unicodedata.category(c).startswith("P")


class Pieces:
    def __init__(self, vocab_path):
        with open(vocab_path, encoding="utf-8") as f:
            self.names = f.read().split("\n")
        if self.names[-1] == "":
            self.names.pop()
        self.ids = {name: i for i, name in enumerate(self.names)}
        self.unknown, self.cls, self.sep = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.cache = {}

    def word(self, word):
        """Piece ids of one word: never empty."""
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._word(word)
        return found

    def _word(self, word):
        if word == PARTY:
            return [self.ids[PARTY]]
        text = unicodedata.normalize("NFD", word.lower())
        stretches, current = [], ""
        for c in text:
            category = unicodedata.category(c)
            if category in ("Mn", "Cc", "Cf"):
                continue
            if c.isspace() or is_punctuation(c):
                if current:
                    stretches.append(current)
                    current = ""
                if not c.isspace():
                    stretches.append(c)
            else:
                current += c
        if current:
            stretches.append(current)
        ids = []
        for stretch in stretches:
            ids.extend(self._stretch(stretch))
            if len(ids) >= MAX_PIECES:
                break
        return ids[:MAX_PIECES] or [self.unknown]

    def _stretch(self, stretch):
        if len(stretch) > MAX_CHARS:
            return [self.unknown]
        out, start = [], 0
        while start < len(stretch):
            end = len(stretch)
            while end > start:
                name = stretch[start:end] if start == 0 else "##" + stretch[start:end]
                if name in self.ids:
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            out.append(self.ids[name])
            start = end
        return out
