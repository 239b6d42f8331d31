// Going from one screen to the next: the address says which. It holds ids only, never a name.

/** @param {string} address */
export const go = (address) => {
  if (location.hash === address) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = address;
};
/** Choose another language and draw again; set by the application when it starts.
 * @type {(language: string) => Promise<void>} */
go.speak = async () => undefined;
