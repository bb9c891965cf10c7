// The edits beside the sealed original, while somebody types; without this they show what is saved.

const PAUSE = 600;
const NAMES = ["title", "what_happened", "what_learned", "why_it_matters", "because"];

function follow(panel) {
  const form = panel.closest("form");
  const place = panel.querySelector("[data-edits-part]");
  let timer = 0;
  let asked = 0;

  async function update() {
    // Whoever chooses a kind right now keeps the list under the hand.
    if (place.contains(document.activeElement)) return;
    const mine = ++asked;
    const body = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (NAMES.includes(name) || name.startsWith("kind-") || name === "csrfmiddlewaretoken") body.append(name, value);
    }
    const answer = await fetch(panel.dataset.edits, { method: "POST", body }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const part = document.createRange().createContextualFragment(await answer.text());
    if (mine === asked && !place.contains(document.activeElement)) place.replaceChildren(part);
  }

  form.addEventListener("input", (event) => {
    if (!NAMES.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
}

for (const panel of document.querySelectorAll("[data-edits]")) if (panel.dataset.edits) follow(panel);
