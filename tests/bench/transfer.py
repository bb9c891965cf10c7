"""What a page transfers to a phone with an empty cache, as a real browser counts it."""

from collections import Counter
from dataclasses import dataclass

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
# In small steps, as a thumb scrolls: what is loaded late has to be met.
SCROLL = """async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += 300) {
    scrollTo(0, top);
    await new Promise((done) => setTimeout(done, 40));
  }
}"""
# How far things moved that stood there already (Layout Instability).
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@dataclass(frozen=True)
class Transfer:
    """One visit: kilobytes in all, those by kind ("Document", "Script", "Image", "Font" …), requests, layout shift."""

    total: float
    kinds: dict[str, float]
    requests: int
    shift: float


def weigh(browser, address: str, *, is_scrolled: bool = False) -> Transfer:
    """Return what a first visit to an address transfers, with the headers of each answer; scrolled to its end if asked."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    kinds, sizes = {}, {}
    client.on(
        "Network.responseReceived",
        lambda event: kinds.__setitem__(event["requestId"], event["type"]),
    )
    client.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]),
    )
    page.goto(address, wait_until="networkidle")
    if is_scrolled:
        page.evaluate(SCROLL)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
    shift = page.evaluate(SHIFTS)
    context.close()
    by_kind = Counter()
    for key, size in sizes.items():
        by_kind[kinds.get(key, "Other")] += size / 1000
    return Transfer(sum(sizes.values()) / 1000, dict(by_kind), len(sizes), shift)
