// Pasted text is never cut off. A browser silently truncates a paste at maxlength; the server reports that the text is too long
// and returns it in full.
import { closest } from "./elements.js";

document.addEventListener("focusin", (event) => closest(event, "textarea[maxlength]", Element)?.removeAttribute("maxlength"));
