/* Puts the sender's own line, which this tab still has, into the posts on the thank-you page. */

const place = document.querySelector("[data-posts]");

function line() {
  try {
    return sessionStorage.getItem("because") ?? "";
  } catch {
    return "";
  }
}

if (place) {
  const { hashtags, room } = place.dataset;
  const text = place.querySelector("[data-post-text]");
  const said = line().replace(/\s+/g, " ").trim();
  if (said) {
    const missing = hashtags.split(" ").filter((tag) => !said.toLowerCase().includes(tag.toLowerCase()));
    text.value = [said, ...missing].join(" ");
  }
  const link = place.querySelector("[data-post-to]");
  const fill = () => {
    const address = new URL(link.href);
    address.searchParams.set("text", text.value);
    link.href = address;
    place.querySelector("[data-post-long]").hidden = [...text.value].length <= room;
  };
  text.addEventListener("input", fill);
  fill();
  const copy = place.querySelector("[data-post-copy]");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${text.value} ${place.dataset.address}`);
      place.querySelector("[role=status]").textContent = copy.dataset.done;
    });
  }
}
