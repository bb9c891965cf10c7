"""The texts of a story, shared by the copy of a submission and by its public page."""

import hashlib
import json

from django.db import models

from cms import text

STORY_TEXTS = ("what_happened", "what_learned", "why_it_matters")
# The texts that must stay the sender's own words.
SEALED_TEXTS = (*STORY_TEXTS, "because")


def hash_texts(texts):
    """Return the SHA-256 of the sealed texts of a mapping, as hex; missing texts count as empty."""
    sealed = [text.normalise(texts.get(name) or "") for name in SEALED_TEXTS]
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()


class StoryText(models.Model):
    """Plain texts: a blank line starts a new paragraph, nothing else is markup."""

    what_happened = models.TextField(blank=True)
    what_learned = models.TextField("what was learned", blank=True)
    why_it_matters = models.TextField(blank=True)
    because = models.TextField(
        "because line", blank=True, help_text="The whole sentence, the hashtag included."
    )

    class Meta:
        abstract = True

    @property
    def texts(self):
        """Return the sealed texts as a mapping from field name to text."""
        return {name: getattr(self, name) for name in SEALED_TEXTS}

    @property
    def text_hash(self):
        """Return the hash that says whether two versions hold exactly the same words."""
        return hash_texts(self.texts)

    @property
    def story_text(self):
        """Return the three prompts as one text, in the order they are read."""
        return "\n\n".join(filter(None, (getattr(self, name) for name in STORY_TEXTS)))

    @property
    def word_count(self):
        """Return the words of the three prompts together."""
        return sum(text.count_words(getattr(self, name)) for name in STORY_TEXTS)

    @property
    def because_words(self):
        """Return the because line without the hashtag that opens it: "because my daughter’s …"."""
        line = (self.because or "").strip()
        if line.startswith("#"):
            _, _, line = line.partition(" ")
        return line.strip()
