"""Where the files lie that wait for their page to be sent again: apart for each story, so that erasing finds them."""

import uuid

from stories.models.submission import private_storage


def new_name(submission, ending: str) -> str:
    """Return a free name on private storage for a file of a story, such as "<reference>-<random>/sent.mp4".

    ending: the file's own name, by which the sweep knows it (stories.sent_files.SWEPT).
    """
    return f"{_start_of(submission)}{uuid.uuid4()}/{ending}"


def names_of(submission) -> list[str]:
    """Return the names of all files that were held for a story and not swept yet, taken or not."""
    try:
        folders, _ = private_storage().listdir("")
    except FileNotFoundError:
        return []
    start = _start_of(submission)
    return [
        f"{folder}/{name}"
        for folder in folders
        if folder.startswith(start)
        for name in _files_in(folder)
    ]


def _files_in(folder):
    try:
        return private_storage().listdir(folder)[1]
    except FileNotFoundError:
        # The sweep was there in between.
        return []


def _start_of(submission):
    return f"{submission.ref}-"
