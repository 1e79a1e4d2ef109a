// Follows the browser's own selection, which people make with a mouse, by touch, or with the text cursor.

/** @import { Selection } from "./selection.js" */
/** @import { TextIndex } from "./text-index.js" */

/** @param {{ index: TextIndex, selection: Selection, article: HTMLElement }} desk */
export function attachPointer({ index, selection, article }) {
  let isPressed = false;
  const read = () => {
    const native = document.getSelection();
    if (!native || native.isCollapsed || native.rangeCount === 0) {
      if (selection.by === "pointer") selection.select(null);
      return;
    }
    const span = index.spanOf(native.getRangeAt(0));
    if (span) selection.select(span, "pointer");
  };
  article.addEventListener("pointerdown", () => {
    isPressed = true;
  });
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, () => {
      if (!isPressed) return;
      isPressed = false;
      // The browser updates its selection after this event.
      setTimeout(read, 0);
    });
  }
  document.addEventListener("selectionchange", () => {
    if (isPressed || document.activeElement?.matches("input, textarea")) return;
    read();
  });
}
