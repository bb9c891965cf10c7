"""What stands in other people's calendars: a name that stays, and a number that grows with each change."""

import uuid

from django.db import models
from django.utils import timezone


class CalendarEntry(models.Model):
    """A row that people take into their calendars (RFC 5545, 3.8.4.7 UID and 3.8.7.4 SEQUENCE).

    `calendar_fields` names the fields whose change is a change of the entry.
    """

    calendar_fields = ()

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; a copy is another entry, and a changed entry says so to the calendars that hold it."""
        if self._state.adding:
            self.uid, self.sequence, self.changed_at = uuid.uuid4(), 0, timezone.now()
        elif self._is_changed():
            self.changed_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sequence", "changed_at"}
        super().save(*args, **kwargs)

    def _is_changed(self):
        """Compare with the row, and take the number that follows the row's: an older copy may be saved."""
        names = [self._meta.get_field(name).attname for name in self.calendar_fields]
        row = type(self)._base_manager.filter(pk=self.pk).values("sequence", *names).first()
        if row is None:
            return False
        is_changed = any(row[name] != getattr(self, name) for name in names)
        self.sequence = row["sequence"] + is_changed
        return is_changed
