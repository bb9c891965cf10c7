/* Looks again at a part of the page that something else is working on, until it is done, in the admin.

   <div id="workbook" data-look-again="2"> is fetched anew every two seconds from the page's own address.
   The part of the answer has no data-look-again once there is nothing more to wait for. */

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function fetchPart(id) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
}

/* Changes words and bar in place, so that a screen reader hears the new sentence and focus stays. */
function update(part, next) {
  const [said, says] = [part, next].map((box) => box.querySelector("[role=status]"));
  const [bar, further] = [part, next].map((box) => box.querySelector("progress"));
  if (bar && further) {
    bar.value = further.value;
    if (said.textContent !== says.textContent) said.textContent = says.textContent;
    return;
  }
  const words = says.textContent;
  const rest = [...next.children].filter((child) => child !== says);
  for (const child of [...part.children]) if (child !== said) child.remove();
  part.append(...rest);
  said.textContent = words;
  delete part.dataset.lookAgain;
}

for (const part of document.querySelectorAll("[data-look-again]")) {
  while (part.dataset.lookAgain) {
    await pause(Number(part.dataset.lookAgain));
    if (document.hidden) continue;
    try {
      const next = await fetchPart(part.id);
      if (!next) break;
      update(part, next);
    } catch {
      // Away for a moment: the next look may find it.
    }
  }
}
