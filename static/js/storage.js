// Remembering small things in the browser; a browser that refuses to remember is no error.
const guarded = (which) => ({
  get(key) {
    try {
      return window[which].getItem(`factcheck.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value === null) window[which].removeItem(`factcheck.${key}`);
      else window[which].setItem(`factcheck.${key}`, value);
    } catch {
      // full or switched off
    }
  },
  keys() {
    try {
      return Object.keys(window[which])
        .filter((key) => key.startsWith("factcheck."))
        .map((key) => key.slice("factcheck.".length));
    } catch {
      return [];
    }
  },
});

export const lasting = guarded("localStorage");
export const inThisTab = guarded("sessionStorage");
