// Copies, shares and prints a story. Without this file its address is there to be copied by hand.

const said = document.querySelector("[data-said]");

function offer(name, can, act) {
  for (const place of can ? document.querySelectorAll(`[data-${name}]`) : []) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => act(place, place.dataset));
  }
}

offer("copy", navigator.clipboard, async (place, { copy, done }) => {
  await navigator.clipboard.writeText(copy);
  place.querySelector("span").textContent = done;
  if (said) said.textContent = done;
});
// Whoever closes the sheet again has changed their mind.
offer("share", navigator.share, (place, { share, url }) => navigator.share({ text: share, url }).catch(() => {}));
offer("print", true, () => window.print());
