/* Shows how many words or characters are left, and never blocks typing.

   <textarea data-count-group="story">…</textarea>  one or more fields, counted together;
     data-count-lead="#IHeartHIT because " counts that opening once, typed or not
   <div class="counter" data-count-for="story" data-count="words|characters" data-limit="300"
     data-count-others="118">  as many are on other pages
     <p class="counter__count">Up to 300 words</p>  stays as it is without JavaScript
   </div> */

import { said } from "./said.js";
import { countCharacters, fieldsOf, splitWords, textOf } from "./words.js";

const left = { words: ["{size} word left", "{size} words left"], characters: ["{size} character left", "{size} characters left"] };
const over = { words: ["{size} word over", "{size} words over"], characters: ["{size} character over", "{size} characters over"] };

function enhance(counter, announces) {
  const { countFor, count: unit, limit, countOthers = 0 } = counter.dataset;
  const fields = fieldsOf(countFor);
  if (!fields.length) return;
  const count = (text) => (unit === "words" ? splitWords(text).length : countCharacters(text));
  for (const node of counter.children) node.className = "sr-only";
  const [visible, status] = ["counter__count", "sr-only"].map((name) => {
    const node = document.createElement("p");
    node.className = name;
    counter.append(node);
    return node;
  });
  visible.ariaHidden = "true";
  status.role = "status";
  let pause;

  const show = () => {
    const size = fields.reduce((rest, field) => rest - count(textOf(field)), limit - countOthers);
    const isOver = size < 0;
    const [one, many] = (isOver ? over : left)[unit];
    const words = said(Math.abs(size) === 1 ? one : many, { size: Math.abs(size) });
    const rest = isOver ? limit : said("of {limit}", { limit });
    counter.classList.toggle("counter--over", isOver);
    visible.replaceChildren(words, " ", Object.assign(document.createElement("span"), { textContent: rest }));
    clearTimeout(pause);
    return visible.textContent;
  };
  const typed = () => {
    const words = show();
    if (announces) pause = setTimeout(() => (status.textContent = words), 1000);
  };
  for (const field of fields) {
    field.removeAttribute("maxlength");
    field.addEventListener("input", typed);
  }
  // A page from the back-forward cache, or refilled by the browser, has other texts than it was sent.
  addEventListener("pageshow", show);
  show();
}

const announced = new Set();
for (const counter of document.querySelectorAll("[data-count-for]")) {
  const group = counter.dataset.countFor;
  enhance(counter, !announced.has(group));
  announced.add(group);
}
