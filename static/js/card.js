/* Shows the because line on its card while it is typed.

   <div data-card><p data-card-line>because …</p></div> */

import { said } from "./said.js";
import { fieldsOf, textOf } from "./words.js";

const [field] = fieldsOf("because");
const line = document.querySelector("[data-card-line]");

function show() {
  const [hashtag] = field.dataset.countLead.split(" ");
  const words = textOf(field).slice(hashtag.length + 1) || said("because …");
  line.textContent = words;
  const [medium, small] = [90, 180].map((size) => [...words].length > size);
  line.className = `because-card__line because-card__line--${small ? "small" : medium ? "medium" : "large"}`;
}

if (field && line) {
  field.addEventListener("input", show);
  addEventListener("pageshow", show);
  show();
}
