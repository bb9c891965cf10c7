"""Where files lie that have no address: those of stories not yet published."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files outside of the public folder; a permission-checked view is the only way to them."""

    def url(self, name):
        """Refuse; raises ValueError. Django would make up an address in the public folder."""
        raise ValueError("A private file has no address.")
