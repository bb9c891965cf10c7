"""Short words that editors type in the site's own language, and beside it in each other one."""

from django import forms
from django.conf import settings
from django.db import models

from cms import languages


def others() -> list[tuple[str, str]]:
    """Return the languages of the site but its own: pairs of code and English name."""
    return [pair for pair in settings.LANGUAGES if pair[0] != settings.LANGUAGE_CODE]


def say(words: str, elsewhere: dict | None) -> str:
    """Return words in the language that is spoken now, or as they are where nobody has translated them."""
    return (elsewhere or {}).get(languages.current()) or words


class OtherLanguagesInput(forms.MultiWidget):
    """One line for each other language; with more than one, each says which it is for."""

    def __init__(self, attrs=None, line=forms.TextInput):
        rows = {"rows": 3} if line is forms.Textarea else {}
        named = len(others()) > 1
        super().__init__(
            {
                code: line(rows | ({"aria-label": name, "placeholder": name} if named else {}))
                for code, name in others()
            },
            attrs,
        )

    def id_for_label(self, id_):
        """Return the id of the line that the label of the field is for; of several each says what it is."""
        return f"{id_}_0" if len(self.widgets) == 1 else ""

    def decompress(self, value):
        """Return the words of each language, in the order of the lines."""
        return [(value or {}).get(code, "") for code, _ in others()]


class OtherLanguagesFormField(forms.MultiValueField):
    """Reads the lines of the other languages into a dict, empty ones left out."""

    def __init__(self, *, max_length=None, line=forms.TextInput, widget=None, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(
            [forms.CharField(max_length=max_length, required=False) for _ in others()],
            widget=OtherLanguagesInput(line=line),
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list):
        """Return the typed words by language."""
        pairs = zip(others(), data_list or [], strict=False)
        return {code: words for (code, _), words in pairs if words}


class OtherLanguagesField(models.JSONField):
    """The words of another field in the other languages, by code; the page reads them with `say`."""

    def __init__(self, *args, max_length=None, is_long=False, **kwargs):
        self.most, self.line = max_length, forms.Textarea if is_long else forms.TextInput
        super().__init__(*args, **{"default": dict, "blank": True} | kwargs)

    def deconstruct(self):
        """Return the field as a migration needs it: the column alone."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs):
        """Return one line a language, of the length that the words themselves may have."""
        ours = {"form_class": OtherLanguagesFormField, "max_length": self.most, "line": self.line}
        return super().formfield(**ours | kwargs)
