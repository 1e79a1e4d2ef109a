// The remembered width of the desk, set before the first paint so that nothing shifts. Classic script on purpose.
(() => {
  try {
    const share = Number(localStorage.getItem("factcheck.split"));
    if (share >= 25 && share <= 75) document.documentElement.style.setProperty("--split", `${share}%`);
  } catch {
    // storage switched off: the default width
  }
})();
