/* Says a sentence of a script in the language of the page.

   <script type="application/json" id="said">{"Saved {time}": "Guardado {time}"}</script>
   stands on pages that are not English (stories.script_words). */

const node = document.getElementById("said");
const known = node ? JSON.parse(node.textContent) : {};

export const said = (words, values = {}) =>
  (known[words] ?? words).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
