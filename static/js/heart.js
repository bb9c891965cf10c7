/* Lets the heart grow word by word, by the rules of stories/hearts.py; tests/heart_cases.json holds
   both to the same dashes.

   <div data-heart data-heart-before="5,3" data-heart-after="9" data-heart-because="4,7">SVG</div>
     lengths of the words that stand on other pages */

import { fieldsOf, splitWords, textOf } from "./words.js";

const rings = 14;
const stroke = 3.5;
const wide = 1.15;
const all = Array.from({ length: rings }, (_, at) => at + 1);

export const measureWords = (text) =>
  splitWords(text.normalize("NFC")).map((word) => Math.min([...word].length, 14));

const wordsUpTo = (ring) => Math.floor((600 * ring * (ring + 1) + 182) / 364);
export const ringCapacity = (ring) => wordsUpTo(ring) - wordsUpTo(ring - 1);

export function layDashes(lengths, ring, capacity = 0, widen = 1) {
  const places = Math.max(capacity, lengths.length);
  const wanted = Math.floor(((1.75 * stroke * widen) / (ring / rings) / 611.52) * 1000 + 0.5);
  const gap = Math.min(wanted, Math.floor(600 / places));
  const room = 1000 - places * gap;
  const total = lengths.reduce((sum, length) => sum + length, 0) + (places - lengths.length) * 5;
  let letters = 0;
  let drawn = 0;
  const pattern = lengths.flatMap((length) => {
    letters += length;
    const end = Math.floor((2 * room * letters + total) / (2 * total));
    const dash = end - drawn;
    drawn = end;
    return [dash, gap];
  });
  pattern[pattern.length - 1] += 1000 - pattern.reduce((sum, part) => sum + part, 0);
  return pattern;
}

// The dashes of every ring, the because line's last; [] for a ring without words.
export const dashesOf = (story, because) =>
  all.map((ring) => {
    if (ring === rings) return because.length ? layDashes(because, ring, 0, wide) : [];
    const lengths = story.slice(wordsUpTo(ring - 1), wordsUpTo(ring));
    return lengths.length ? layDashes(lengths, ring, ringCapacity(ring)) : [];
  });

function grow(place) {
  const { heartBefore, heartAfter, heartBecause } = place.dataset;
  const layers = place.querySelector("svg > g");
  const { id } = place.querySelector("path");
  const layer = (name, width, of) =>
    `<g class="heart__${name}">${of
      .map((ring) => [ring / rings, (width * rings) / ring])
      .map(([scale, thick]) => `<use href="#${id}" transform="scale(${scale})" stroke-width="${thick}"/>`)
      .join("")}</g>`;
  layers.innerHTML =
    layer("guide", 0.8, all) +
    layer("story", stroke, all.slice(0, -1)) +
    layer("because", stroke * wide, [rings]);
  const marks = layers.querySelectorAll("use");

  const numbers = (list) => (list ? list.split(",").map(Number) : []);
  const measure = (group) => fieldsOf(group).flatMap((field) => measureWords(textOf(field)));
  const draw = () => {
    const story = [...numbers(heartBefore), ...measure("story"), ...numbers(heartAfter)];
    const because = [...numbers(heartBecause), ...measure("because")];
    dashesOf(story, because).forEach((pattern, at) => {
      const full = at + 1 === rings ? 1 : 2 * ringCapacity(at + 1);
      marks[at].setAttribute("display", pattern.length < full ? "inline" : "none");
      marks[at + rings].setAttribute("display", pattern.length ? "inline" : "none");
      marks[at + rings].setAttribute("stroke-dasharray", pattern.join(" "));
    });
  };
  document.addEventListener("input", draw);
  addEventListener("pageshow", draw);
  draw();
}

document.querySelectorAll("[data-heart]").forEach(grow);
