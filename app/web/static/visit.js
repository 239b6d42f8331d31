// Comfort on the visit sheet only: every page works without this file.

const sheet = document.querySelector("form[data-sheet]");

if (sheet) {
  // Leaving with something unsaved is asked about once; every button of the page saves first.
  let dirty = false;
  sheet.addEventListener("input", () => { dirty = true; });
  sheet.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  // A photo is sent as soon as it was taken, with everything else on the page.
  sheet.addEventListener("change", (event) => {
    if (event.target.matches('input[type="file"]') && event.target.files.length) {
      sheet.requestSubmit(sheet.querySelector('button[name="go"][value="stay"]'));
    }
  });

  // A deviation just chosen: the first question below it comes into sight.
  sheet.addEventListener("change", (event) => {
    if (event.target.matches('input[value="deviation"]')) {
      event.target.closest(".dr-item").querySelector(".dr-item__more")?.scrollIntoView({ block: "nearest" });
    }
  });
}
