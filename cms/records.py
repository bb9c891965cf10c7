"""What the site notes of its own running: turns of the tick, the version of kept pages, counts."""

from django.db import models
from django.utils import timezone


class TickRun(models.Model):
    """One run of `manage.py tick`, so that everybody can see whether time is driven."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True, db_index=True)
    ok = models.BooleanField(default=False)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(finished_at=None),
                name="one_tick_at_a_time",
            )
        ]

    def __str__(self):
        return f"Tick at {self.started_at:%Y-%m-%d %H:%M:%S}"


class PageVersion(models.Model):
    """What processes hold their kept pages against: one row, whose token changes with the site."""

    token = models.CharField(max_length=32)

    def __str__(self):
        return self.token


class RateCount(models.Model):
    """How often somebody did something within one window; the key tells nobody who it was."""

    key = models.CharField(max_length=160, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.count} until {self.expires_at:%Y-%m-%d %H:%M:%S}"
