// Numbers by which the state knows a person are refused while they are typed, as app/privacy.py refuses them later.

const NINE = /(?<!\d)\d(?:[ .-]?\d){8}(?![ .-]?\d)/g;
const ELEVEN = /(?<!\d)\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{3}[ .-]?\d{2}(?!\d)/g;

/** @param {string} found */
const figures = (found) => [...found.replace(/\D/g, "")].map(Number);

/** The test of eleven of a Dutch citizen service number. @param {string} found */
const isBsn = (found) => {
  const nine = figures(found);
  const sum = nine.reduce((total, figure, place) => total + figure * (place === 8 ? -1 : 9 - place), 0);
  return sum % 11 === 0 && nine.some(Boolean);
};

/** The test of 97 of a Belgian national number; people born from 2000 on count with a 2 in front.
 * @param {string} found */
const isNationalNumber = (found) => {
  const plain = found.replace(/\D/g, "");
  const bodies = [plain.slice(0, 9)];
  if (2000 + Number(plain.slice(0, 2)) <= new Date().getFullYear()) bodies.push(`2${plain.slice(0, 9)}`);
  const holds = bodies.some((body) => 97 - (Number(body) % 97) === Number(plain.slice(9)));
  return holds && Number(plain) > 0 && Number(plain.slice(2, 4)) <= 12;
};

/** Whether a free text holds a number that looks like a BSN or a Belgian national number. One in eleven passes by chance.
 * @param {string} text */
export const looksLikeIdentityNumber = (text) =>
  (text.match(NINE) ?? []).some(isBsn) || (text.match(ELEVEN) ?? []).some(isNationalNumber);
