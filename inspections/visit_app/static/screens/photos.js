// Photos at an item: the camera at once, and stored here before anything else happens.

import { h, icon } from "../parts.js";
import { sendSoon } from "../send.js";
import { addPicture, picture, removePicture, visitOf } from "../store.js";
import { _, clockTime } from "../words.js";

/** What the house keeps is at most this long; a longer photo that is also heavy is made smaller here. */
const LONG_SIDE = 2560;
const HEAVY = 4_000_000;

/** @param {string} visit @param {string} code "" for the place as a whole */
export const photoPart = (visit, code) => {
  const id = `photos-${code || "place"}`;
  const list = h("ul", { class: "dr-photos" });
  const said = h("div", { "aria-live": "polite" });
  const input = h("input", {
    class: "dr-photo-add__input", type: "file", id, accept: "image/jpeg,image/png", capture: "environment", multiple: true,
    on: {
      change: async () => {
        const files = [...(input.files ?? [])];
        for (const file of files) await addPicture(visit, await lighter(file), "photo", code);
        input.value = "";
        said.textContent = "";
        draw(visit, code, list);
        sendSoon(4000);
      },
    },
  });
  draw(visit, code, list);
  return h("div", { class: "dr-field" }, h("p", { class: "utrecht-form-label" }, _("Photos")),
    h("div", { class: "dr-photo-line" },
      h("div", { class: "dr-photo-add" }, h("label", { for: id }, icon("camera", "tablet"), h("span", {}, _("Take a photo"))), input), list), said);
};

/** @param {string} visit @param {string} code @param {HTMLElement} list */
const draw = (visit, code, list) => {
  const photos = visitOf(visit)?.photos.filter((one) => one.kind === "photo" && one.item_code === code) ?? [];
  const where = code || _("the place");
  list.replaceChildren(...photos.map((photo, place) => {
    const number = place + 1;
    const image = h("img", { alt: _("Photo %(number)s of %(code)s", { number, code: where }), width: 128, height: 96 });
    void picture(photo).then((blob) => { if (blob) show(image, blob); });
    const name = _("photo %(number)s of %(code)s", { number, code: where });
    return h("li", {}, image, h("span", { class: "dr-small" }, icon("check", "badge"), " ", _("here, %(time)s", { time: clockTime(photo.captured_at) })),
      photo.sent ? null : h("button", {
        class: "dr-photo-remove", type: "button",
        on: { click: async () => { await removePicture(visit, photo.id); draw(visit, code, list); } },
      }, icon("trash-2"), h("span", {}, _("Remove"), h("span", { class: "dr-hidden" }, ` ${name}`))));
  }));
};

/** Show a blob for as long as its picture is on the page. @param {HTMLImageElement} image @param {Blob} blob */
const show = (image, blob) => {
  const address = URL.createObjectURL(blob);
  image.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
  image.src = address;
};

/** The photo as it came, or smaller when it is heavier than the house wants; what cannot be read goes as it is.
 * @param {File} file @returns {Promise<Blob>} */
const lighter = async (file) => {
  if (file.size < HEAVY) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  } catch {
    return file;
  }
};

