"""The picture form of the admin: no upload is stored with the data that cameras hide in it."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.pictures import PictureRefused, clean_picture


class CleanPictureField(WagtailImageField):
    """Rewrites the picture before Wagtail looks at it, so that a damaged file is an error and no crash."""

    def to_python(self, data):
        if data in self.empty_values:
            return None
        try:
            picture = clean_picture(data)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        stem = data.name.rsplit(".", 1)[0] or "picture"
        content_type = "image/png" if picture.extension == "png" else "image/jpeg"
        clean = SimpleUploadedFile(f"{stem}.{picture.extension}", picture.data, content_type)
        return super().to_python(clean)


class CleanImageForm(BaseImageForm):
    """Wagtail's picture form with the rewriting file field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = CleanPictureField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
