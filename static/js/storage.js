// Browser storage that never throws: browsers can refuse to store, and may be full. Keys start with "factcheck.".

/** @param {"localStorage" | "sessionStorage"} name */
function guarded(name) {
  return {
    /**
     * @param {string} key
     * @returns {string | null}
     */
    get(key) {
      try {
        return window[name].getItem(`factcheck.${key}`);
      } catch {
        return null;
      }
    },
    /**
     * Store a value, or remove it with null.
     *
     * @param {string} key
     * @param {string | null} value
     * @returns {boolean} false if the browser refused; then nothing is stored under the key
     */
    set(key, value) {
      try {
        if (value === null) window[name].removeItem(`factcheck.${key}`);
        else window[name].setItem(`factcheck.${key}`, value);
        return true;
      } catch {
        if (value !== null) this.set(key, null); // An old value must not remain in place of the new one.
        return false;
      }
    },
    keys() {
      try {
        const prefix = "factcheck.";
        const keys = Object.keys(window[name]).filter((key) => key.startsWith(prefix));
        return keys.map((key) => key.slice(prefix.length));
      } catch {
        return [];
      }
    },
  };
}

/** Storage of this browser, until it is removed. */
export const lasting = guarded("localStorage");

/** Storage of this tab, until it is closed. */
export const inThisTab = guarded("sessionStorage");

/** The opaque id of the person for whom the page was rendered; empty if the page does not contain it. */
export const person = document.body.dataset.person ?? "";
