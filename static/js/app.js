// Entry point of the desk. Each module attaches one behavior to elements with a data- attribute; pages work without it.
import "./combobox.js";
import "./draft.js";
import "./focus.js";
import "./keys.js";
import "./follow-location.js";
import "./notice.js";
import "./palette.js";
import "./saving.js";
import "./split.js";
import "./allow-long-paste.js";
import "./color-preview.js";
import "./guard-unsaved.js";
import "./text-length.js";
import "./until-submit.js";
import { whenIdle } from "./unsaved-store.js";

// By DOMContentLoaded, htmx and the modules of the screen have attached their listeners as well. Browser tests wait for this
// attribute before they press a key.
document.addEventListener("DOMContentLoaded", async () => {
  await whenIdle();
  document.documentElement.dataset.ready = "";
});
