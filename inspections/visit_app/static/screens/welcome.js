// First start on this device: sign in, choose how it is opened, fetch the work package. And the same after it was emptied.

import { Problem } from "../api.js";
import { go } from "../go.js";
import { fetchPackage } from "../pack.js";
import { button, card, complain, field, fragment, group, h, linkButton, notice, typed } from "../parts.js";
import { SIGN_IN, SIGN_IN_AGAIN, register, session } from "../register.js";
import { sendSoon } from "../send.js";
import * as store from "../store.js";
import * as vault from "../vault.js";
import { LANGUAGES, _, chosenHere, current, speak } from "../words.js";

/** @typedef {import("../frame.js").View} View */

/** Why the device is empty, in a sentence. */
const because = () => {
  const why = store.gone();
  if (why === "revoked") return notice("warn", _("This tablet was taken out of use"), [_("The office withdrew its access. Everything on it was erased. Ask your administrator before you use it again.")]);
  if (why === "unused") return notice("warn", _("This tablet was emptied"), [_("Nobody unlocked it for %(days)s days, so everything on it was erased.", { days: store.settings().days_without_unlock })]);
  if (why === "by-hand") return notice("info", _("This tablet was emptied"), [_("Everything on it was erased, as you asked.")]);
  return null;
};

/** @param {boolean} lost @returns {Promise<View>} */
export const welcome = async (lost) => {
  const signedIn = navigator.onLine ? await session().catch((fault) => fault) : null;
  const lossNotice = lost && notice("danger", _("The browser threw the store of this tablet away"), [
    _("Visits that were not sent are lost. The office is told when you sign in. Put Drempel on the home screen, so that it does not happen again."),
  ]);
  return {
    title: _("Visits on this tablet"), bar: _("Visits"), under: "",
    facts: [h("p", {}, _("Visits are kept on this tablet, encrypted, and sent when there is a network."))],
    content: [because(), lossNotice, step(signedIn, lost), languages()],
  };
};

/** @param {any} signedIn @param {boolean} lost */
const step = (signedIn, lost) => {
  if (!navigator.onLine) return notice("warn", _("No network"), [_("The first time this tablet needs a network. After that it works without.")]);
  if (signedIn instanceof Problem && signedIn.status === 403) return notice("warn", _("You are not an inspector"), [signedIn.message]);
  if (signedIn instanceof Error) return fragment(notice("danger", _("Drempel does not answer"), [_("Try again in a moment.")]), group(button(_("Try again"), () => location.reload(), { tone: "primary" })));
  if (!signedIn) return card(h("h2", { class: "dr-item__title" }, _("Step 1 of 2: sign in")), h("p", {}, _("You do this once a shift.")), group(linkButton(_("Sign in"), SIGN_IN, { tone: "primary", icon: "log-in" })));
  if (!signedIn.fresh) return card(h("h2", { class: "dr-item__title" }, _("Step 1 of 2: sign in")), h("p", {}, _("You signed in a while ago. Give your password once more.")), group(linkButton(_("Sign in again"), SIGN_IN_AGAIN, { tone: "primary", icon: "log-in" })));
  return choose(signedIn, lost);
};

/** @param {import("../register.js").Session} signedIn @param {boolean} lost */
const choose = (signedIn, lost) => {
  const failed = h("div", { "aria-live": "assertive" });
  /** @param {() => Promise<void>} make */
  const begin = async (make) => {
    failed.replaceChildren();
    try {
      await make();
      const { person } = await register(signedIn, { lost });
      if (!chosenHere()) await speak(person.language);
      await fetchPackage(signedIn);
      sendSoon();
      go("#/");
    } catch (fault) {
      if (store.held.token === null && vault.isOpen()) await store.erase("by-hand");
      failed.replaceChildren(notice("danger", null, [fault instanceof vault.NoPasskey ? _("This tablet cannot make a key with its own lock. Choose a passphrase.") : fault instanceof Error ? fault.message : ""]));
    }
  };
  const form = h("form", {
    class: "dr-form", novalidate: true,
    on: {
      submit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        const [first, second] = [typed("passphrase"), typed("again")];
        complain("passphrase", first.length < vault.SHORTEST ? _("Choose at least %(num)d characters.", { num: vault.SHORTEST }) : null);
        if (first.length < vault.SHORTEST) return;
        complain("again", first === second ? null : _("The two are not the same."));
        if (first === second) await begin(() => vault.createWithPassphrase(first));
      },
    },
  },
  field({ id: "passphrase", type: "password", label: _("Passphrase for this tablet"), autocomplete: "new-password", help: _("At least %(num)d characters, for instance three words. It never leaves this tablet: nobody can reset it.", { num: vault.SHORTEST }) }),
  field({ id: "again", type: "password", label: _("The same passphrase again"), autocomplete: "new-password" }),
  h("div", { class: "dr-button-group" }, h("button", { class: "utrecht-button utrecht-button--primary-action dr-button", type: "submit" }, h("span", {}, _("Use this passphrase")))));
  const device = h("div", {});
  void vault.passkeyIsPossible().then((possible) => {
    if (possible) device.replaceChildren(card(h("h3", { class: "dr-item__title" }, _("With the lock of the tablet")), h("p", {}, _("Fingerprint, face or code of the tablet. Works without a network.")),
      group(button(_("Use the lock of the tablet"), () => begin(() => vault.createWithPasskey(_("Visits on this tablet"))), { tone: "primary", icon: "key-round" }))));
  });
  return fragment(
    h("h2", { class: "dr-group-title" }, _("Step 2 of 2: how do you open this tablet?")),
    h("p", { class: "va-lead" }, _("Signed in as %(name)s, %(town)s.", { name: signedIn.person.name, town: signedIn.municipality.name })),
    failed, device, card(h("h3", { class: "dr-item__title" }, _("With a passphrase")), form));
};

/** The languages, before anybody is known. */
const languages = () =>
  h("nav", { class: "va-languages", "aria-label": _("Language") }, ...Object.entries(LANGUAGES).map(([code, name]) =>
    h("button", { class: "va-language", type: "button", lang: code, "aria-pressed": code === current() ? "true" : "false", on: { click: () => go.speak(code) } }, name)));
