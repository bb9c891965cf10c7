/* Shows the picture in a frame of 1200 by 630, to be moved by hand, by touch and by keyboard.

   <div data-crop="id_picture">
     <img data-crop-kept>             the picture that is kept already
     <div data-crop-plain>…</div>     what stands there without JavaScript
     <div data-crop-tools hidden>
       <canvas width="1200" height="630"></canvas>
       <input type="range" data-crop-range="x|y|zoom|focusX|focusY" step="any">  0 to 100, and never sent
       <button type="button">…</button>  undoes it
       <input type="hidden" name="story_image_crop">  stories/crops.py reads it
     </div>
   </div>

   Nothing is cut before the frame is moved. upload.js tells which picture was chosen. */

const closest = 4;
const smallest = 600;
const middle = { x: 50, y: 50, zoom: 0, focusX: 50, focusY: 50 };

function enhance(place) {
  const find = (name) => place.querySelector(name);
  const [plain, select, tools, canvas, undo, field] = [
    "[data-crop-plain]", "select", "[data-crop-tools]", "canvas", "button", "[name=story_image_crop]",
  ].map(find);
  const spot = find("details");
  const input = document.getElementById(place.dataset.crop);
  const ranges = Object.keys(middle).map((name) => find(`[data-crop-range=${name}]`));
  const [x, y, zoom, focusX, focusY] = ranges;
  const ratio = canvas.width / canvas.height;
  const pen = canvas.getContext("2d");
  let source, base, most, drag;

  const share = (range) => range.value / 100;
  const put = (values) => ranges.forEach((range) => (range.value = values[range.dataset.cropRange] ?? range.value));
  // Left, top, width and height of what the frame shows, as shares of the picture.
  function frame() {
    const size = base.map((part) => part / (1 + share(zoom) * (most - 1)));
    return [share(x) * (1 - size[0]), share(y) * (1 - size[1]), ...size];
  }

  function draw() {
    const [left, top, width, height] = frame();
    const { width: wide, height: high } = source;
    pen.drawImage(source, left * wide, top * high, width * wide, height * high, 0, 0, canvas.width, canvas.height);
    if (spot.open) {
      pen.beginPath();
      pen.arc(share(focusX) * canvas.width, share(focusY) * canvas.height, 34, 0, 7);
      for ([pen.strokeStyle, pen.lineWidth] of [["#1f0f2b", 16], ["#ffc34d", 8]]) pen.stroke();
    }
    [x.disabled, y.disabled, zoom.disabled] = [width > 0.999, height > 0.999, most === 1];
    undo.hidden = !field.value;
  }

  function write() {
    const isCut = ranges.slice(0, 3).some((range) => Number(range.value) !== middle[range.dataset.cropRange]);
    const [left, top, width, height] = frame();
    const focus = [left + share(focusX) * width, top + share(focusY) * height];
    const shares = [...(isCut ? [left, top, width, height] : [0, 0, 1, 1]), ...focus];
    field.value = shares.map((part) => part.toFixed(4)).join(" ");
    draw();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function start(picture, kept = "") {
    tools.hidden = !picture;
    // The place is asked for where a picture cannot be shown.
    plain.hidden = select.disabled = Boolean(picture) || !input.files.length;
    field.value = kept;
    if (!picture) return;
    source = picture.source;
    const shape = picture.width / picture.height;
    base = [Math.min(1, ratio / shape), Math.min(1, shape / ratio)];
    most = Math.min(Math.max((base[0] * picture.width) / smallest, 1), closest);
    put(middle);
    if (kept) {
      let [left, top, width, height, ...focus] = kept.split(" ");
      if (width * height < 1) {
        put({
          zoom: (base[0] / width - 1) / (most - 1 || 1) * 100,
          x: (left / (1 - width)) * 100 || 0,
          y: (top / (1 - height)) * 100 || 0,
        });
      }
      [left, top, width, height] = frame();
      put({ focusX: ((focus[0] - left) / width) * 100, focusY: ((focus[1] - top) / height) * 100 });
    }
    draw();
  }

  for (const range of ranges) range.addEventListener("input", write);
  spot.addEventListener("toggle", () => source && draw());
  undo.addEventListener("click", () => {
    put(middle);
    write();
    field.value = "";
    draw();
    ranges.find((range) => !range.disabled).focus();
  });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY, from: [share(x), share(y)] };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 6) return;
    drag.moved = true;
    const [, , width, height] = frame();
    const box = canvas.getBoundingClientRect();
    put({
      x: 100 * drag.from[0] - (100 * dx * width) / box.width / (1 - width || 1),
      y: 100 * drag.from[1] - (100 * dy * height) / box.height / (1 - height || 1),
    });
    write();
  });
  canvas.addEventListener("pointerup", (event) => {
    if (drag && !drag.moved && spot.open) {
      put({ focusX: (100 * event.offsetX) / canvas.clientWidth, focusY: (100 * event.offsetY) / canvas.clientHeight });
      write();
    }
    drag = null;
  });
  canvas.addEventListener("pointercancel", () => (drag = null));
  input.addEventListener("picture", ({ detail }) => start(detail));

  const image = find("[data-crop-kept]");
  const keep = () => {
    image.hidden = true;
    start({ source: image, width: image.naturalWidth, height: image.naturalHeight }, field.value);
  };
  if (!image) start(null, field.value);
  else if (image.naturalWidth) keep();
  else image.addEventListener("load", keep);
}

document.querySelectorAll("[data-crop]").forEach(enhance);
