"""What may reach the disk while a story is still being received."""

from django.core.files.uploadhandler import FileUploadHandler

from cms.pictures import MAX_BYTES
from stories.video_files import MAX_BYTES as MAX_VIDEO_BYTES


class LimitHandler(FileUploadHandler):
    """Lets no more of one field's file through than shows that it is too big.

    The rest is read and dropped, so that the words of the same request still arrive. What comes
    through goes to disk from the handlers behind this one, so a long file needs no memory.
    """

    limited_field = ""
    most_bytes = 0

    def receive_data_chunk(self, raw_data, start):
        """Return the chunk for the next handler, or None beyond the limit."""
        if self.field_name == self.limited_field and start > self.most_bytes:
            return None
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the next handler."""
        return None


class PictureLimitHandler(LimitHandler):
    """The limit of a story's picture."""

    limited_field = "story_image"
    most_bytes = MAX_BYTES


class VideoLimitHandler(LimitHandler):
    """The limit of a story's video."""

    limited_field = "story_video_file"
    most_bytes = MAX_VIDEO_BYTES


class CaptionsLimitHandler(LimitHandler):
    """The limit of a file with captions: many times what sixty seconds need."""

    limited_field = "story_captions_file"
    most_bytes = 2**20
