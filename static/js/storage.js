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

/** The opaque id of the person the page was rendered for; empty where the page does not know who is signed in. */
export const person = document.body.dataset.person ?? "";

/** The owner of a key in this tab, or undefined where it belongs to the browser rather than to a person. */
export const ownerOf = (key) => /^of\.([^.]+)\./.exec(key)?.[1];

let isEnded = false;

/** What this person typed in this tab. `at` tells a later page whether it was typed before the person signed out. */
export const mine = {
  keyOf: (key) => `of.${person}.${key}`,
  get: (key) => (person ? inThisTab.get(mine.keyOf(key)) : null),
  set(key, value) {
    if (!person || isEnded) return;
    inThisTab.set(mine.keyOf(key), value);
    if (value !== null) inThisTab.set(mine.keyOf("at"), String(Date.now()));
  },
  /** Store nothing more from this page: hiding it moves the focus, and the field that loses it fires `change`. */
  end() {
    isEnded = true;
  },
};
