// Entry: each module wires one behavior by data- attributes. Everything here only adds to pages that work without it.
import "./combobox.js";
import "./draft.js";
import "./focus.js";
import "./keys.js";
import "./leave.js";
import "./notice.js";
import "./palette.js";
import "./split.js";
import "./uncut.js";
import "./unsaved.js";

// By DOMContentLoaded the modules of the screen and htmx have bound what they bind as well. Whoever drives a browser waits for the mark
// before pressing a key.
document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.dataset.ready = "";
});
