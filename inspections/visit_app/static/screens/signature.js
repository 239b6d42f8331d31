// A signature on glass, kept as a picture. The page says that it is no electronic signature.

import { button, h, notice } from "../parts.js";
import { sendSoon } from "../send.js";
import { addPicture, edit, picture, visitOf } from "../store.js";
import { _ } from "../words.js";

const WIDE = 640;
const HIGH = 200;

/** @param {string} id */
export const signaturePart = (id) => {
  const holder = h("div", { class: "va-signature" });
  draw(id, holder);
  return h("div", { class: "dr-field" }, h("p", { class: "utrecht-form-label", id: "signature-label" }, _("Signature of the operator"), h("span", { class: "dr-optional" }, " ", _("(not required)"))),
    h("p", { class: "utrecht-form-field-description dr-field__help" }, _("A picture that shows that the operator has seen this. It is no electronic signature.")), holder);
};

/** @param {string} id @param {HTMLElement} holder */
const draw = (id, holder) => {
  const visit = /** @type {Visit} */ (visitOf(id));
  const kept = visit.photos.find((one) => one.id === visit.sheet.signature);
  if (kept) {
    const image = h("img", { class: "va-signature__picture", alt: _("Signature of the operator"), width: WIDE, height: HIGH });
    void picture(kept).then((blob) => { if (blob) { const address = URL.createObjectURL(blob); image.onload = () => URL.revokeObjectURL(address); image.src = address; } });
    holder.replaceChildren(image, h("div", { class: "dr-button-group va-after" }, button(_("Sign again"), async () => {
      await edit(id, (next) => { next.sheet.signature = ""; });
      draw(id, holder);
    }, { icon: "undo-2" })));
    return;
  }
  if (visit.sheet.signature) { holder.replaceChildren(notice("info", null, [_("The office has a signature.")])); return; }
  holder.replaceChildren(...pad(id, holder));
};

/** @param {string} id @param {HTMLElement} holder */
const pad = (id, holder) => {
  const canvas = h("canvas", { class: "va-signature__pad", width: WIDE * 2, height: HIGH * 2, role: "img", "aria-labelledby": "signature-label" });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#1a2030";
  let drawn = false;
  /** @param {PointerEvent} event @returns {[number, number]} */
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height]; };
  canvas.addEventListener("pointerdown", (event) => { event.preventDefault(); canvas.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...at(event)); });
  canvas.addEventListener("pointermove", (event) => { if (canvas.hasPointerCapture(event.pointerId)) { pen.lineTo(...at(event)); pen.stroke(); drawn = true; } });
  const said = h("div", { "aria-live": "polite" });
  return [canvas, said, h("div", { class: "dr-button-group va-after" },
    button(_("Keep the signature"), async () => {
      if (!drawn) { said.replaceChildren(notice("warn", null, [_("Nothing was written yet. Sign with a finger or a pen in the box above.")])); return; }
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      await addPicture(id, /** @type {Blob} */ (blob), "signature", "");
      await edit(id, (next) => { next.sheet.signature = next.photos.filter((one) => one.kind === "signature").at(-1)?.id ?? ""; });
      draw(id, holder);
      sendSoon(4000);
    }, { icon: "signature" }),
    button(_("Wipe"), () => { pen.clearRect(0, 0, canvas.width, canvas.height); drawn = false; }, { icon: "undo-2" }))];
};
