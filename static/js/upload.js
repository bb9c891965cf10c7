/* Says at once what cannot be sent, and takes dropped files.

   <div data-drop>                                  where a file may be dropped
     <input type="file" id="id_picture" data-upload="picture|video" data-max-bytes="15728640"
       data-min-width="600" data-min-height="315" data-good-width="1200" data-good-height="630">
     <p data-drop-words hidden>…</p>
   </div>
   <p role="status" data-upload-message="id_picture"></p>

   A file that the server would refuse is taken out of the field, so that nobody waits for an upload
   in vain. A picture goes on to crop.js, drawn on a canvas: a blob: address would be against the
   content security policy. The server decides all over again. */

import { said } from "./said.js";

const kinds = {
  picture: [
    /^image\/(jpeg|png|webp|heic|heif)$/,
    /\.(jpe?g|jpe|jfif|png|webp|hei[cf]|hif)$/i,
    "That file is empty. Choose another picture.",
    "We can take JPEG, PNG, WebP and HEIC pictures. Choose one of those.",
    "That picture has {size}. Choose one with at most {most}.",
  ],
  video: [
    /^video\/(mp4|quicktime|webm|x-m4v)$/,
    /\.(mp4|m4v|mov|webm)$/i,
    "That file is empty. Choose another video.",
    "We can take MP4, MOV and WebM videos. Choose one of those.",
    "That video has {size}. Choose one with at most {most}.",
  ],
};
const longestSide = 1600;

const megabytes = (bytes) => `${Math.max(1, Math.round(bytes / 2 ** 20))} MB`;

function refusal(file, kind, maxBytes) {
  const [types, endings, empty, wrong, large] = kinds[kind];
  if (!file.size) return said(empty);
  // A phone may give no name or no type: only what is there is judged.
  if ((file.type && !types.test(file.type)) || (!file.type && !endings.test(file.name))) {
    return said(wrong);
  }
  if (file.size > maxBytes) {
    return said(large, { size: megabytes(file.size), most: megabytes(maxBytes) });
  }
  return "";
}

function judgeSize({ width, height }, { minWidth, minHeight, goodWidth, goodHeight }) {
  const sizes = { width, height, minWidth, minHeight, goodWidth, goodHeight };
  if (width < minWidth || height < minHeight) {
    const words = "That picture is {width} by {height} pixels. Choose one that is at least {minWidth} by {minHeight}.";
    return [false, said(words, sizes)];
  }
  if (width < goodWidth || height < goodHeight) {
    const words = "That picture is {width} by {height} pixels, which is enough. {goodWidth} by {goodHeight} looks best.";
    return [true, said(words, sizes)];
  }
  return [true, said("That picture is {width} by {height} pixels. Good.", sizes)];
}

// Small enough for a phone's memory, and drawn only once.
function draw(bitmap) {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, bitmap.width * scale);
  canvas.height = Math.max(1, bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function enhance(input) {
  const message = document.querySelector(`[data-upload-message="${input.id}"]`);
  if (!message) return;
  const { upload, maxBytes = Infinity } = input.dataset;
  const kind = upload === "video" ? "video" : "picture";
  const say = (words) => (message.textContent = words);
  const show = (detail) => input.dispatchEvent(new CustomEvent("picture", { bubbles: true, detail }));
  const refuse = (words) => {
    input.value = "";
    show(null);
    say(`${words} ${said("Nothing was added.")}`);
  };

  input.addEventListener("change", async () => {
    const [file] = input.files;
    say("");
    if (!file) return show(null);
    const words = refusal(file, kind, Number(maxBytes));
    if (words) return refuse(words);
    if (kind === "video") {
      const size = megabytes(file.size);
      return say(said("Your video has {size}. We check it when it arrives.", { size }));
    }
    let bitmap;
    try {
      bitmap = await createImageBitmap(file);
    } catch {
      // Most browsers cannot show HEIC, and the server can: no reason to send people away.
      if (input.files[0] === file) {
        show(null);
        say(said("This browser cannot show that picture. We will check it when it arrives."));
      }
      return;
    }
    if (input.files[0] === file) {
      const [isEnough, said] = judgeSize(bitmap, input.dataset);
      if (isEnough) {
        say(said);
        const { width, height } = bitmap;
        show({ source: draw(bitmap), width, height });
      } else {
        refuse(said);
      }
    }
    bitmap.close();
  });
  input.form?.addEventListener("submit", () => {
    const [file] = input.files;
    if (file && kind === "video") {
      const words = "Sending your video, {size}. This can take some minutes. Please keep this page open.";
      say(said(words, { size: megabytes(file.size) }));
    }
  });

  const drop = input.closest("[data-drop]");
  if (!drop) return;
  drop.querySelector("[data-drop-words]").hidden = false;
  const over = (is) => (event) => {
    event.preventDefault();
    drop.classList.toggle("drop--over", is);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

for (const input of document.querySelectorAll("input[type=file][data-upload]")) enhance(input);
