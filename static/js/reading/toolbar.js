// What can be done with the selected words, at the words. On a narrow screen it stands at the lower edge.

export function wireToolbar({ index, selection, open, marking }) {
  const toolbar = document.getElementById("toolbar");
  if (!toolbar) return;
  const said = toolbar.querySelector("[data-words]");
  const acts = toolbar.querySelector("[data-acts]");
  const adding = toolbar.querySelector("[data-adding]");

  function place() {
    const frame = toolbar.offsetParent;
    if (!frame || getComputedStyle(toolbar).position !== "absolute") return;
    const rects = index.rangeOf(...selection.current).getClientRects();
    const last = rects[rects.length - 1];
    if (!last) return;
    const box = frame.getBoundingClientRect();
    const most = frame.clientWidth - toolbar.offsetWidth - 16;
    toolbar.style.setProperty("--at-block", `${last.bottom - box.top + frame.scrollTop + 8}px`);
    toolbar.style.setProperty(
      "--at-inline",
      `${Math.max(16, Math.min(last.right - box.left - toolbar.offsetWidth / 2, most))}px`,
    );
  }

  selection.addEventListener("change", () => {
    toolbar.hidden = !selection.current;
    if (!selection.current) return;
    const words = index.slice(...selection.current);
    said.textContent = words.length > 90 ? `${words.slice(0, 52)} … ${words.slice(-30)}` : words;
    adding.hidden = marking.hidden;
    acts.hidden = !marking.hidden;
    place();
  });
  // pressing a button must not let go of the words
  toolbar.addEventListener("pointerdown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.open) open(button.dataset.open);
    else if ("add" in button.dataset) open(null, true);
    else if ("replace" in button.dataset) open(null);
  });
}
