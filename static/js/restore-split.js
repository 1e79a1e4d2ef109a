// Restores the position of the divider before the first paint, so that nothing shifts. A classic script: modules run too late.
(() => {
  try {
    const percent = Number(localStorage.getItem("factcheck.split"));
    if (percent >= 25 && percent <= 75) document.documentElement.style.setProperty("--split", `${percent}%`);
  } catch {
    // The browser does not allow storage: the default width applies.
  }
})();
