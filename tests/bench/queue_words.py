"""Invented texts for the measurement of the queue: words as frequent as in a language, and a few that are searched."""

# The word is in two hundred stories, however many there are.
RARE_WORD = "zebrafish"
# In nearly every story; in one of a hundred; in the newest stories alone, and there in all of them.
COMMON_WORD, SELDOM_WORD, LATE_WORD = "record", "pharmacist", "telehealth"
FIRST_NAMES = "Ines Ruth Amara Jonas Lena Omar Priya Tomas Wren Yusuf".split()
LAST_NAMES = "Okafor Lindqvist Moreno Tanaka Abara Novak Silva Haddad Brandt Kowal".split()
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi xo za".split()
OPENING = (
    "The nurse opened the old record on her screen and the list of my medicines was there, even the"
    " one that I had forgotten."
)
POOL, SENTENCES, LONGEST = 4000, 4, 10


class Storyteller:
    """Tells one invented story after the other."""

    def __init__(self, drawn):
        self.drawn = drawn
        words = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
        # Zipf's law: the second word is half as frequent as the first, the third a third as frequent.
        weights = [1 / (place + 1) for place in range(len(words))]
        self.sentences = [
            " ".join(drawn.choices(words, weights, k=LONGEST)) + "." for _ in range(POOL)
        ]

    def __call__(self, *, is_late):
        """Return the next story of about sixty words; a late one has the word of late stories."""
        drawn = self.drawn
        parts = drawn.choices(self.sentences, k=SENTENCES)
        if drawn.random() < 0.95:
            parts.append(OPENING)
        if drawn.random() < 0.01:
            parts.append(SELDOM_WORD)
        if is_late:
            parts.append(LATE_WORD)
        return " ".join(parts)

    def name(self):
        """Return the name of a sender."""
        return f"{self.drawn.choice(FIRST_NAMES)} {self.drawn.choice(LAST_NAMES)}"
