"""How style sheets leave the house: each as one file, whatever it imports."""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Only sheets of the same folder: what they point to stays where it is seen from there.
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n?', re.MULTILINE)


class FoldedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Static files with hashed names, compressed once, and style sheets without imports.

    A sheet says with `@import url("other.css");` what it builds on. While the site is developed the browser follows
    that by itself. A phone would wait one more way to the server and back for each, so what is collected
    holds the words of the imported sheets in their place.

    Modules that import one another keep their files and get hashed names there, too: who has half of them in a
    cache from before a release never mixes old and new.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        """Fold the sheets that were collected, then hash and compress; yields as Django's does.

        `paths` says for each name where its file was found: (storage, path).
        """
        folded = (
            {} if dry_run else {name: self._fold(name, paths) for name in self._importing(paths)}
        )
        for name, sheet in folded.items():
            self.delete(name)
            self.save(name, ContentFile(sheet.encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _importing(self, paths):
        """Return the names of the sheets that import another one of ours."""
        sheets = [name for name in paths if name.endswith(".css")]
        return [name for name in sheets if IMPORT.search(_read(name, paths))]

    def _fold(self, name, paths):
        """Return the text of a sheet with those it imports in it; KeyError if one of them is not there."""
        folder = posixpath.dirname(name)
        return IMPORT.sub(
            lambda found: self._fold(posixpath.join(folder, found[1]), paths), _read(name, paths)
        )


def _read(name, paths):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
