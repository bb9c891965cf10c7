"""Make the pictures of the README anew, from a site of its own with the demo content."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from home.demo.accounts import ACCOUNTS
from tests.e2e.browser import ARGUMENTS, require_browser
from tests.e2e.site import ROOT, running_site

FOLDER = ROOT / "static" / "img" / "readme"
COLOURS = 128
MOST_BYTES = 300_000
LOOKS = {
    "viewport": {"width": 1280, "height": 1150},
    "color_scheme": "light",
    "reduced_motion": "reduce",
}


def landing(page: Page) -> None:
    """The landing page as it opens."""
    page.goto("/")


def desk(page: Page) -> None:
    """The review desk with the story that waited longest."""
    (moderator,) = [account for account in ACCOUNTS if account.username == "moderator"]
    page.goto("/admin/login/")
    page.fill("[name=username]", moderator.username)
    page.fill("[name=password]", moderator.password)
    page.click("button[type=submit]")
    page.goto("/admin/submissions/")
    page.locator("table tbody tr a").first.click()
    page.wait_for_url("**/admin/submissions/*/**")


PICTURES = {"landing": landing, "desk": desk}


def shrink(data: bytes) -> bytes:
    """Return a PNG with few colours: flat areas stay flat, and the file becomes a third."""
    few = Image.open(BytesIO(data)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write every picture and print its size in KB."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="screenshots-"))
    with running_site(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require_browser(),
            args=[*ARGUMENTS, "--hide-scrollbars", "--font-render-hinting=none"],
        )
        for name, open_page in PICTURES.items():
            page = browser.new_context(base_url=site.address, **LOOKS).new_page()
            open_page(page)
            page.wait_for_load_state("networkidle")
            page.evaluate("document.fonts.ready")
            picture = shrink(page.screenshot())
            if len(picture) > MOST_BYTES:
                raise SystemExit(f"{name}.png has {len(picture)} bytes: {MOST_BYTES} at most.")
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"{name}.png  {len(picture) // 1000} KB")
        browser.close()


if __name__ == "__main__":
    main()
