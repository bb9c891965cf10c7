// The outbox: one tick for all mails of a pile.

for (const pile of document.querySelectorAll("[data-outbox-pile]")) {
  const boxes = [...pile.querySelectorAll("input[name=mail]")];
  if (boxes.length < 2) continue;
  const label = document.createElement("label");
  label.className = "desk-choice outbox__all";
  const all = document.createElement("input");
  all.type = "checkbox";
  label.append(all, Object.assign(document.createElement("span"), { textContent: `All ${boxes.length}` }));
  pile.querySelector("legend").after(label);
  const follow = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    follow();
  });
  pile.addEventListener("change", follow);
  follow();
}
