"""Measures by how much the largest picture and the largest video raise the memory of the server.

Run it with `python -m tests.bench.upload_memory`. Each file is sent to the step of the form that asks for it, and
the highest memory of each server process during the request is compared with what it held before.
"""

import json
import os
import tempfile
import time
from io import BytesIO
from pathlib import Path

import requests
from bs4 import BeautifulSoup
from PIL import Image

from tests.bench.figures import Figure, at_most, show
from tests.e2e.site import running_site

MEGABYTE = 2**20
PICTURE_BYTES = 15 * MEGABYTE
PICTURE_SIZE = (7000, 5700)
VIDEO_BYTES = 200 * MEGABYTE
PICTURE_LIMIT = 400.0
VIDEO_LIMIT = 20.0
# The start of an MP4 file; what follows is read by nobody while it arrives.
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
BOUNDARY = "one-boundary-that-stands-in-no-file"
STEPS = """
import json
from stories import steps
from stories.models import StoryFormPage
print(json.dumps({name: step.key for step in steps.steps_of(StoryFormPage.objects.first()) for name in step.names}))
"""


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(home)) as site,
    ):
        step_of = json.loads(site.manage("shell", "-v", "0", "-c", STEPS))
        folder = Path(folder)
        picture, video = folder / "picture.jpg", folder / "video.mp4"
        picture.write_bytes(_largest_picture())
        _write_video(video)
        figures = [
            Figure("picture", f"{picture.stat().st_size / MEGABYTE:,.1f} MB, {PICTURE_SIZE}")
        ]
        for name, file, limit in (
            ("story_image", picture, PICTURE_LIMIT),
            ("story_video_file", video, VIDEO_LIMIT),
        ):
            # Small files first: what a process loads once is no cost of the large one.
            rise, answer = _send(site, step_of[name], name, file, folder / "body")
            figures.append(at_most(f"{name}: memory of the server rises by", rise, limit, "MB"))
            figures.append(Figure(f"{name}: answer", answer))
    show("Memory of the server while the largest files arrive", figures)


def _largest_picture() -> bytes:
    """Return a JPEG of nearly 40 million pixels that is as large as a picture may be."""
    noise = Image.effect_noise(PICTURE_SIZE, 60).convert("RGB")
    for quality in range(95, 4, -5):
        file = BytesIO()
        noise.save(file, "JPEG", quality=quality)
        if file.tell() <= PICTURE_BYTES - MEGABYTE // 10:
            return file.getvalue()
    raise RuntimeError("No quality makes the picture small enough.")


def _write_video(path) -> None:
    block = os.urandom(MEGABYTE)
    with path.open("wb") as file:
        file.write(MP4)
        for _ in range(VIDEO_BYTES // MEGABYTE - 1):
            file.write(block)


def _send(site, step, name, path, body) -> tuple[float, str]:
    """Send a file to a step; return the rise of the highest memory in MB, and the answer in words."""
    address = f"{site.address}/share-your-story/{step}/"
    session = requests.Session()
    form = BeautifulSoup(session.get(address, timeout=60).text, "html.parser").find(id="story-form")
    fields = {
        field["name"]: field.get("value", "") for field in form.find_all("input", type="hidden")
    }
    # Without these words the picture would be asked about, and the step would not be done.
    fields["story_image_alt"] = "Grey noise, as on a television without a station."
    _write_body(body, fields, name, path)
    workers = _children(site.children[0].pid)
    before = {}
    for worker in workers:
        # Resets the highest memory to what is held now (proc(5), clear_refs).
        Path(f"/proc/{worker}/clear_refs").write_text("5")
        before[worker] = _memory(worker, "VmRSS")
    begun = time.monotonic()
    with body.open("rb") as file:
        answer = session.post(
            address,
            data=file,
            headers={
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
                "Referer": address,
                "Origin": site.address,
                "Sec-Fetch-Site": "same-origin",
            },
            allow_redirects=False,
            timeout=300,
        )
    seconds = time.monotonic() - begun
    rise = max(_memory(worker, "VmHWM") - before[worker] for worker in workers)
    if answer.status_code not in (200, 302, 303):
        raise RuntimeError(f"{name}: {answer.status_code}")
    return rise, f"{answer.status_code} after {seconds:.1f} s"


def _write_body(body, fields, name, path) -> None:
    with body.open("wb") as file:
        for key, value in fields.items():
            file.write(
                f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
                f'name="{key}"\r\n\r\n{value}\r\n'.encode()
            )
        kind = "image/jpeg" if path.suffix == ".jpg" else "video/mp4"
        file.write(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; '
            f'filename="{path.name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        )
        with path.open("rb") as source:
            while block := source.read(MEGABYTE):
                file.write(block)
        file.write(f"\r\n--{BOUNDARY}--\r\n".encode())


def _children(pid) -> list[int]:
    words = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in words.split()]


def _memory(pid, what) -> float:
    """Return a figure of /proc/<pid>/status in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


if __name__ == "__main__":
    main()
