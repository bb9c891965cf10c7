"""Blocks that editors can limit to phases of the week or to some days."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.timing import PHASE_LABELS, Timing, timing_of


class WhenValue(blocks.StructValue):
    """When a block shows."""

    @property
    def timing(self) -> Timing:
        """Return it as a Timing."""
        return timing_of(self.get("phases") or (), self.get("first_day"), self.get("last_day"))


class WhenBlock(blocks.StructBlock):
    """In which phases a block shows, and from which day to which; all left empty it always does."""

    phases = blocks.MultipleChoiceBlock(
        choices=[(phase.value, label) for phase, label in PHASE_LABELS.items()],
        required=False,
        help_text="Choose none and it shows in all of them. The week’s own dates decide which one it is.",
    )
    first_day = blocks.DateBlock(required=False, help_text="It shows from this day on.")
    last_day = blocks.DateBlock(required=False, help_text="It shows up to the end of this day.")

    class Meta:
        icon = "time"
        label = "When it shows"
        value_class = WhenValue

    def clean(self, value):
        cleaned = super().clean(value)
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "last_day": ValidationError(
                        "This day lies before the first one. Choose a later day."
                    )
                }
            )
        return cleaned


class TimedBlock(blocks.StructBlock):
    """A block with “When it shows” among its settings."""

    when = WhenBlock(required=False)

    def get_form_layout(self):
        """Keep the timing out of the way, in the settings of the block."""
        layout = super().get_form_layout()
        names = [name for name in layout.children if name != "when"]
        return BlockGroup(names, settings=[*layout.settings, "when"])


def timing_of_child(child) -> Timing:
    """Return when a child of a StreamField shows; a block without settings always does."""
    when = child.value.get("when") if isinstance(child.value, blocks.StructValue) else None
    return when.timing if when else Timing()
