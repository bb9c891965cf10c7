// Copies the link of a story and prints it. Without this file the link is there to be copied by hand.

const said = document.querySelector("[data-said]");

for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.dataset.copy);
    place.querySelector("span").textContent = place.dataset.done;
    if (said) said.textContent = place.dataset.done;
  });
}

for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
