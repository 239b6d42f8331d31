"""Measure a tablet with a great backlog: 200 visits with 5 photos each waiting, in the real Chromium.

``python -m bench.visit_app [visits]`` prints and keeps (bench/results.md) the time from opening the page to the lock,
and from the right passphrase to the list of today.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bench import results
from tests import live
from tests.browser.tablet import PASSPHRASE, Tablet
from tools.pictures import practice

PHOTOS = 5
# Fills the store by the modules of the application itself, as an inspector would without a network.
BACKLOG = """async ([visits, photos, picture]) => {
  const [store, made, ids] = await Promise.all(['store', 'visits', 'ids'].map((one) => import(`/visit-app/${one}.js`)));
  const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
  const sector = store.held.pack.sectors[0].id;
  for (let one = 0; one < visits; one += 1) {
    const found = { name: `Zaak ${one}`, sector, subtype: '', street: 'Molenkade', house_number: String(one + 1),
      postal_code: '5911 AA', city: 'Venlo' };
    const place = { id: null, name: found.name, address: `Molenkade ${one + 1}`, postal_code: '', city: 'Venlo', sector,
      subtype: '' };
    const id = await made.beginElsewhere(place, { found });
    for (let photo = 0; photo < photos; photo += 1)
      await store.addPicture(id, new Blob([bytes, ids.newId()], { type: 'image/jpeg' }), 'photo', 'A21');
  }
}"""


def picture() -> str:
    """A photo as a camera makes it: about 0.4 MB that cannot be packed further."""
    saved = io.BytesIO()
    Image.effect_noise((1200, 900), 90).convert("RGB").save(saved, "JPEG", quality=70)
    return base64.b64encode(saved.getvalue()).decode()


def main(visits: int) -> None:
    folder = tempfile.TemporaryDirectory(prefix="drempel-bench-")
    with folder, practice() as app, live.served(app) as address, sync_playwright() as playwright:
        running = live.launch(playwright)
        tablet = Tablet(running, Path(folder.name) / "profile", address)
        tablet.take_into_use()
        tablet.context.set_offline(True)
        # A screen with a form is not drawn anew at each change, as the list of today is.
        tablet.page.evaluate("location.hash = '#/elsewhere'")
        tablet.page.evaluate(BACKLOG, [visits, PHOTOS, picture()])
        tablet.switch_off()
        tablet.switch_on(offline=True)
        begun = time.perf_counter()
        tablet.page.goto("/visit-app/")
        tablet.page.locator("#passphrase").wait_for()
        locked = time.perf_counter() - begun
        tablet.page.locator("#passphrase").fill(PASSPHRASE)
        begun = time.perf_counter()
        tablet.page.keyboard.press("Enter")
        tablet.page.locator(".dr-visit").first.wait_for()
        painted = time.perf_counter() - begun
        lines = [
            f"* {visits} visits with {PHOTOS} photos each wait on the device, without a network",
            f"* from opening the page to the lock screen: {locked:.2f} s",
            f"* from the passphrase to the list of today (600 000 rounds of PBKDF2 included): {painted:.2f} s",
        ]
        tablet.switch_off()
        running.close()
    results.keep("A tablet with a great backlog", lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
