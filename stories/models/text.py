"""The texts of a story, shared by the copy of a submission and by its public page."""

import hashlib
import json

from django.db import models

from cms import text

STORY_TEXTS = ("what_happened", "what_learned", "why_it_matters")
# The texts that must stay the sender's own words.
SEALED_TEXTS = (*STORY_TEXTS, "because")


def bare_because(because):
    """Return a because line without the hashtag that opens it: "because my daughter’s …"."""
    line = (because or "").strip()
    if line.startswith("#"):
        _, _, line = line.partition(" ")
    return line.strip()


def hash_texts(texts, *, title=""):
    """Return the SHA-256 of the sealed texts of a mapping, as hex; missing texts count as empty.

    title: one that editors wrote. Without it the hash is that of the texts alone, as it is sealed
    with every original; a title among the texts is left aside.
    """
    sealed = [text.normalise(texts.get(name) or "") for name in SEALED_TEXTS]
    if title:
        sealed.append(text.normalise(title))
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()


def hash_words(words):
    """Return the hash of words as `StoryText.shown_words` gives them: equal to the sealed one for unedited words."""
    return hash_texts(words, title=words.get("title", ""))


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
        return bare_because(self.because)

    def words_beside(self, sent):
        """Return the words that the sender has a say in: the texts, and a title that editors wrote.

        sent: the words of the original. "title" is among them only where it is an edit.
        """
        from stories import titles

        title = titles.edited(self.texts, self.shown_title, sent=sent, number=self.story.number)
        return {**self.texts, **({"title": title} if title else {})}

    @property
    def shown_words(self):
        """Return the words that would be published, held against the latest original."""
        original = self.story.original
        return self.words_beside(original.texts if original else {})

    @property
    def words_hash(self):
        """Return the hash of the words that would be published, an edited title among them."""
        return hash_words(self.shown_words)
