/* Finds the story again when the page of the other site is loaded anew: this tab keeps the token, as a
   cookie does elsewhere. And shows the part of a page that was asked for.

   <header data-embed data-begun data-anchor="id_story_people-1-person">   data-begun: there is a draft
   <form id="way">…<input name="form_token">…</form>   <p data-go-on hidden><button form="way">…</button></p> */

const key = "embedded-story";
const { begun, anchor } = document.querySelector("[data-embed]").dataset;
const token = document.querySelector("#way [name=form_token]");
const goOn = document.querySelector("[data-go-on]");

// A browser may refuse the storage, and does so in some frames.
function tab(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

const isSaved = () => begun !== undefined || document.querySelector("[data-saved]")?.textContent.startsWith("Saved");

// Only the page that thanks carries none.
if (!token) tab((kept) => kept.removeItem(key));
else addEventListener("pagehide", () => isSaved() && tab((kept) => kept.setItem(key, token.value)));

const last = goOn && tab((kept) => kept.getItem(key));
if (last) {
  token.value = last;
  goOn.hidden = false;
}

if (anchor) document.getElementById(anchor)?.scrollIntoView();
