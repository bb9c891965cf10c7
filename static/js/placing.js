/* Placing: the preview follows the choice, so that nobody has to ask for it. */
const form = document.querySelector("[data-placing]");
const preview = document.getElementById("preview");
const frame = preview?.querySelector("iframe");

function show() {
  const given = new FormData(form);
  if (!given.get("slot") || !given.has("id")) return;
  const asked = new URLSearchParams();
  for (const id of given.getAll("id")) asked.append("id", id);
  asked.set("slot", given.get("slot"));
  if (given.get("position")) asked.set("position", given.get("position"));
  preview.hidden = false;
  frame.src = `${form.dataset.placing}?${asked}`;
}

if (frame) {
  form.addEventListener("change", event => {
    if (["slot", "id", "position"].includes(event.target.name)) show();
  });
}
