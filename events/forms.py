"""The form in which editors keep an edition."""

from wagtail.admin.forms import WagtailAdminModelForm


class EditionForm(WagtailAdminModelForm):
    """An edition with the questions of its days."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A question is checked against its week, which a new row does not know by itself.
        for form in self.formsets["day_questions"].forms:
            form.instance.edition = self.instance
