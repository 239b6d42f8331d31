// The locked tablet: says only how much waits and how long, nothing about whom or where.

import { button, card, complain, field, group, h, notice, typed } from "../parts.js";
import { note, waiting } from "../store.js";
import * as vault from "../vault.js";
import { now } from "../ids.js";
import { _, _n, age } from "../words.js";

/** @param {() => Promise<void>} opened @returns {Promise<import("../frame.js").View>} */
export const unlock = async (opened) => {
  const [record, { count, since }] = await Promise.all([vault.wrapped(), waiting()]);
  const done = async () => { await note({ unlocked_at: now() }); await opened(); };
  return {
    title: _("Unlock"), bar: _("Visits"), under: _("Locked"), live: false, focus: record?.how === "passphrase" ? "passphrase" : "unlock",
    content: [
      count && since ? notice("warn", null, [_n("%(num)d visit waits on this tablet, for %(age)s.", "%(num)d visits wait on this tablet, the first for %(age)s.", count, { age: age(since) })]) : null,
      record?.how === "passkey" ? withPasskey(done) : withPassphrase(done),
      h("p", { class: "va-after" }, h("a", { class: "utrecht-link utrecht-link--html-a", href: "#/device" }, _("About this tablet, and emptying it"))),
    ],
  };
};

/** @param {() => Promise<void>} done */
const withPassphrase = (done) =>
  card(h("form", {
    class: "dr-form", novalidate: true,
    on: {
      submit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
          await vault.openWithPassphrase(typed("passphrase"));
        } catch {
          complain("passphrase", _("This is not the passphrase of this tablet. Try again."));
          return;
        }
        await done();
      },
    },
  },
  field({ id: "passphrase", type: "password", label: _("Passphrase of this tablet"), autocomplete: "current-password" }),
  h("div", { class: "dr-button-group" }, h("button", { class: "utrecht-button utrecht-button--primary-action dr-button", type: "submit" }, h("span", {}, _("Unlock"))))));

/** @param {() => Promise<void>} done */
const withPasskey = (done) => {
  const failed = h("div", { "aria-live": "assertive" });
  return card(h("p", {}, _("Fingerprint, face or code of the tablet. Works without a network.")), failed, group(button(_("Unlock with the lock of the tablet"), async () => {
    try {
      await vault.openWithPasskey();
    } catch {
      failed.replaceChildren(notice("danger", null, [_("The tablet did not give its key. Try again.")]));
      return;
    }
    await done();
  }, { tone: "primary", icon: "key-round", id: "unlock" })));
};

