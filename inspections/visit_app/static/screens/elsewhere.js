// A visit nobody planned: at a place the register knows, or at an address nobody knew. Works without a network.

import { call } from "../api.js";
import { go } from "../go.js";
import { button, card, complain, empty, field, fragment, groupTitle, h, icon, select, setError, typed } from "../parts.js";
import { looksLikeIdentityNumber } from "../privacy.js";
import { held } from "../store.js";
import { beginElsewhere } from "../visits.js";
import { _, _n, localised } from "../words.js";

/** @returns {import("../frame.js").View} */
export const elsewhereScreen = () => {
  const results = h("div", { "aria-live": "polite" });
  return {
    title: _("Visit at another address"), bar: _("Visits"), under: held.pack?.person.name ?? "", back: "#/",
    facts: [h("p", {}, _("Look up the establishment. Is it not in the register? Start a visit at a new address."))],
    content: [
      h("form", { class: "dr-form", novalidate: true, role: "search", on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); void look(typed("q").trim(), results); } } },
        field({ id: "q", label: _("Name or street"), help: _("A part is enough.") }),
        h("div", { class: "dr-button-group" }, h("button", { class: "utrecht-button utrecht-button--secondary-action dr-button", type: "submit" }, icon("search"), h("span", {}, _("Look up"))))),
      results,
      fragment(groupTitle(_("A new address")), newPlace()),
    ],
  };
};

/** First what is on this tablet; with a network also the whole register. @param {string} q @param {HTMLElement} results */
const look = async (q, results) => {
  if (q.length < 2) { complain("q", _("Type at least two signs of the name or of the street.")); return; }
  complain("q", null);
  const wanted = q.toLocaleLowerCase();
  const here = (held.pack?.places ?? []).filter((place) => `${place.name} ${place.address} ${place.city}`.toLocaleLowerCase().includes(wanted)).slice(0, 20);
  /** @type {Place[]} */
  const there = navigator.onLine ? await call("GET", `/places?q=${encodeURIComponent(q)}`).then(async (answer) => (await answer.json()).places).catch(() => []) : [];
  const places = [...new Map([...here, ...there].map((place) => [place.id, place])).values()];
  results.replaceChildren(places.length
    ? fragment(groupTitle(_n("%(num)d establishment found", "%(num)d establishments found", places.length)), ...places.map(known))
    : empty(_("No open establishment found"), _("Try a shorter part of the name or of the street.")));
};

/** @param {Place} place */
const known = (place) => card(h("div", { class: "va-place" },
  h("div", {}, h("h3", { class: "dr-item__title" }, place.name), h("p", { class: "dr-quiet" }, [place.address, place.postal_code, place.city].filter(Boolean).join(", "))),
  h("div", { class: "dr-button-group dr-visit__act" }, button(_("Start the visit here"), async () => {
    go(`#/visit/${await beginElsewhere(place, { id: /** @type {string} */ (place.id) })}`);
  }, { icon: "door-open" }))));

const newPlace = () => {
  const sectors = held.pack?.sectors ?? [];
  const kinds = h("div", {});
  /** @param {string} sector */
  const offer = (sector) => {
    const subtypes = sectors.find((one) => one.id === sector)?.subtypes.filter((one) => one.id) ?? [];
    kinds.replaceChildren(...(subtypes.length ? [select({ id: "new-subtype", label: _("What kind?"), value: "", options: [["", _("Not yet known")], ...subtypes.map((one) => /** @type {[string, string]} */ ([one.id, localised(one.name)]))] })] : []));
  };
  offer(sectors[0]?.id ?? "");
  return card(h("form", { class: "dr-form", novalidate: true, on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); void beginNew(); } } },
    h("p", {}, _("Also for a business without a permit. The office registers it when the visit arrives.")),
    field({ id: "new-name", label: _("Name on the front"), help: _("Is there no name? Describe the place, for instance: nail bar beside number 12.") }),
    select({ id: "new-sector", label: _("What is it?"), value: sectors[0]?.id ?? "", options: sectors.map((one) => [one.id, localised(one.name)]), pick: offer }), kinds,
    h("div", { class: "dr-field-row" }, field({ id: "new-street", label: _("Street") }), field({ id: "new-number", label: _("Number") })),
    h("div", { class: "dr-field-row" }, field({ id: "new-postcode", label: _("Postal code"), optional: true }), field({ id: "new-city", label: _("Town"), value: held.pack?.municipality.name.replace(/^(Gemeente|Stad|Commune de|Ville de) /, "") ?? "" })),
    h("div", { class: "dr-button-group" }, h("button", { class: "utrecht-button utrecht-button--secondary-action dr-button", type: "submit" }, icon("door-open"), h("span", {}, _("Start the visit here"))))));
};

const ASKED = /** @type {const} */ (["new-name", "new-street", "new-city"]);

const beginNew = async () => {
  const sentences = { "new-name": _("Fill in what stands on the front, or describe the place."), "new-street": _("Fill in the street."), "new-city": _("Fill in the town.") };
  const wrong = ASKED.filter((id) => !typed(id).trim() || looksLikeIdentityNumber(typed(id)));
  for (const id of ASKED) setError(/** @type {HTMLElement} */ (document.getElementById(`${id}-error`)), wrong.includes(id) ? sentences[id] : null, /** @type {Element} */ (document.getElementById(id)));
  if (wrong[0]) { complain(wrong[0], sentences[wrong[0]]); return; }
  const subtype = document.getElementById("new-subtype") ? typed("new-subtype") : "";
  const found = {
    name: typed("new-name").trim(), sector: typed("new-sector"), subtype, street: typed("new-street").trim(), house_number: typed("new-number").trim(),
    postal_code: typed("new-postcode").trim(), city: typed("new-city").trim(),
  };
  const place = { id: null, name: found.name, address: `${found.street} ${found.house_number}`.trim(), postal_code: found.postal_code, city: found.city, sector: found.sector, subtype };
  go(`#/visit/${await beginElsewhere(place, { found })}`);
};

