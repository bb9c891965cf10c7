"""Traces of the words of a story, by which another one that is nearly the same can be found."""

from django.db import models


class TextTrace(models.Model):
    """One of the few smallest hashes of the word groups of a story; it leads back to no word."""

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="traces"
    )
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value"], name="trace_value")]

    def __str__(self):
        return f"Trace {self.pk}"
