// Words selected with a pointer, a finger, or the browser's own caret.

export function wirePointer({ index, selection, words }) {
  let isHeld = false;
  const read = () => {
    const native = document.getSelection();
    if (!native || native.isCollapsed || native.rangeCount === 0) {
      if (selection.by === "pointer") selection.select(null);
      return;
    }
    const span = index.spanOf(native.getRangeAt(0));
    if (span) selection.select(span, "pointer");
  };
  words.addEventListener("pointerdown", () => {
    isHeld = true;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      if (!isHeld) return;
      isHeld = false;
      // the browser settles its selection after this event
      setTimeout(read, 0);
    });
  }
  document.addEventListener("selectionchange", () => {
    const active = document.activeElement;
    if (isHeld || active?.matches("input, textarea")) return;
    read();
  });
}
