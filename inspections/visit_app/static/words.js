// The words of the reader's language, and dates and times as the house writes them. Source text is English.

export const LANGUAGES = /** @type {const} */ ({ nl: "Nederlands", fr: "Français", de: "Deutsch", en: "English" });
const ZONE = "Europe/Amsterdam";
const NARROW = "\u202f";

let language = "nl";
/** @type {Record<string, string | string[]>} */
let book = {};

export const current = () => language;

const CHOICE = "drempel-visits-language";
/** The language chosen on this device by hand, or null: then it is that of the person. */
export const chosenHere = () => localStorage.getItem(CHOICE);
/** @param {string} wanted */
export const choose = (wanted) => localStorage.setItem(CHOICE, wanted);

/** @param {string} wanted */
export const speak = async (wanted) => {
  const known = wanted in LANGUAGES ? wanted : "nl";
  const answer = await fetch(`words/${known}.json`);
  book = await answer.json();
  language = known;
  document.documentElement.lang = known;
};

/** @param {string} text @param {Record<string, unknown>} values */
const fill = (text, values) => text.replace(/%\((\w+)\)[sd]/g, (_all, name) => String(values[name] ?? "")).replaceAll("%%", "%");

/** @param {string} text @param {Record<string, unknown>} [values] */
export const _ = (text, values = {}) => {
  const found = book[text];
  return fill(typeof found === "string" ? found : text, values);
};

/** @param {string} one @param {string} many @param {number} num @param {Record<string, unknown>} [values] */
export const _n = (one, many, num, values = {}) => {
  const found = book[one];
  const single = language === "fr" ? num < 2 : num === 1;
  const text = Array.isArray(found) ? found[single ? 0 : 1] : single ? one : many;
  return fill(text ?? many, { num, ...values });
};

/** The text in the reader's language out of {language: text}. @param {Texts | null | undefined} texts */
export const localised = (texts) => texts?.[language] || texts?.["nl"] || Object.values(texts ?? {})[0] || "";

/** The words with a colon behind them, as French wants it too. @param {string} words */
export const mark = (words) => `${words}${language === "fr" ? NARROW : ""}:`;

/** @param {string} words */
export const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** @param {Date | string} moment @param {Intl.DateTimeFormatOptions} options */
const formatted = (moment, options) => {
  const text = new Intl.DateTimeFormat(`${language}-${{ nl: "NL", fr: "BE", de: "DE", en: "GB" }[language]}`, { timeZone: ZONE, ...options }).format(new Date(moment));
  return language === "fr" ? text.replace(/\b1 (?=\p{L})/u, "1er ") : text;
};

/** "14.52 uur", "14 h 52". @param {Date | string} moment */
export const clockTime = (moment) => {
  const [hour = "", minute = ""] = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" }).format(new Date(moment)).split(":");
  return _("%(hour)s:%(minute)s", { hour, minute });
};
/** "maandag 23 november". @param {Date | string} moment */
export const dayName = (moment) => formatted(moment, { weekday: "long", day: "numeric", month: "long" }).replace(",", "");
/** "23 november 2026". @param {Date | string} moment */
export const longDate = (moment) => formatted(moment, { day: "numeric", month: "long", year: "numeric" });

/** "di 24 nov". @param {Date | string} moment */
export const shortDay = (moment) => formatted(moment, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");

/** A time of day as a field of the browser wants it: "14:52". @param {string} moment */
export const timeOfDay = (moment) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

/** The same day at another time of day. @param {string} moment @param {string} clock "14:52" */
export const atTime = (moment, clock) => {
  /** @param {string} text */
  const minutes = (text) => { const [hour, minute] = text.split(":"); return Number(hour) * 60 + Number(minute); };
  const whole = Math.floor(Date.parse(moment) / 60_000) + minutes(clock) - minutes(timeOfDay(moment));
  return new Date(whole * 60_000).toISOString();
};

/** The civil day of a moment: "2026-11-23". @param {Date | string} [moment] */
export const dayOf = (moment = new Date()) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(moment));

/** How long ago, roughly: "4 min", "3 hours". @param {string} since */
export const age = (since) => {
  const minutes = Math.max(1, Math.round((Date.now() - Date.parse(since)) / 60_000));
  if (minutes < 60) return _("%(num)d min", { num: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return _n("%(num)d hour", "%(num)d hours", hours);
  return _n("%(num)d day", "%(num)d days", Math.round(hours / 24));
};

/** @param {number} bytes */
export const megabytes = (bytes) => `${new Intl.NumberFormat(language, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 }).format(Math.max(0.1, bytes / 1e6))} MB`;
