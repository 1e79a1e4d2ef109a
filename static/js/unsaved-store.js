// Stores unsaved input in this browser, for one person, until it is saved, discarded, or too old.
//
// A record is in localStorage under of.PERSON.ID.KEY, so it survives a crash and a closed tab. sessionStorage maps of.PERSON.KEY to
// the ID, so each tab has its own record. A page holds a Web Lock for each record that it shows; a record without a lock
// is not on any page, and another tab may continue it. Where localStorage refuses, sessionStorage contains the record itself.
import { inThisTab, lasting, person } from "./storage.js";

const lifetime = 7 * 24 * 60 * 60 * 1000; // ms after the last change
const heldLockTimeout = 200; // ms: a page that was just closed may still hold its locks
const freeLockTimeout = 5000; // ms: a busy browser grants even a free lock late

/**
 * @template T
 * @typedef {T & { at?: number }} Stamped `at` is the time of the last change, in ms since 1970
 */

let isStopped = false;
/** @type {Set<string>} */
const held = new Set();
/** @type {Set<Promise<unknown>>} */
const pending = new Set();

/** @param {string} key of a storage, without the prefix of the application */
const ownerOf = (key) => /^of\.([^.]+)\./.exec(key)?.[1];

/** @param {string | null} text */
const isRecord = (text) => text?.startsWith("{") ?? false;

/** @param {string} id */
const lockName = (id) => `factcheck.unsaved.${id}`;

const never = () => new Promise(() => {});

function newId() {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((number) => number.toString(36)).join("");
}

/**
 * @param {string | null} text
 * @returns {Stamped<object> | null} null for text that is not a record
 */
function parse(text) {
  try {
    const value = JSON.parse(text ?? "null");
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/**
 * Return the record that this tab stores under a key.
 *
 * @param {string} key
 * @param {string} [owner] id of the person
 */
export function read(key, owner = person) {
  const stored = inThisTab.get(`of.${owner}.${key}`);
  return parse(isRecord(stored) ? stored : stored && lasting.get(`of.${owner}.${stored}.${key}`));
}

/**
 * Store unsaved input. It replaces the record of this tab under the same key.
 *
 * @param {string} key
 * @param {object} data a JSON-serializable object
 * @param {string} [owner]
 */
export function write(key, data, owner = person) {
  if (!owner || isStopped) return;
  const stored = inThisTab.get(`of.${owner}.${key}`);
  const id = stored && !isRecord(stored) ? stored : newId();
  const text = JSON.stringify({ ...data, at: Date.now() });
  const isStored = lasting.set(`of.${owner}.${id}.${key}`, text);
  inThisTab.set(`of.${owner}.${key}`, isStored ? id : text);
  if (isStored && id !== stored) hold(id);
}

/** @param {string} key */
export function remove(key) {
  const stored = inThisTab.get(`of.${person}.${key}`);
  if (stored && !isRecord(stored)) lasting.set(`of.${person}.${stored}.${key}`, null);
  inThisTab.set(`of.${person}.${key}`, null);
}

/** @param {string} id */
function hold(id) {
  if (held.has(id)) return;
  held.add(id);
  navigator.locks?.request(lockName(id), never);
}

/**
 * Continue the record of another tab unless a page shows it.
 *
 * @param {string} key
 * @param {string} id
 * @returns {Promise<boolean>}
 */
async function adopt(key, id) {
  const pointer = `of.${person}.${key}`;
  const accept = () => {
    if (isStopped || inThisTab.get(pointer)) return false; // The person has entered something in this tab since then.
    held.add(id);
    return inThisTab.set(pointer, id);
  };
  // Browsers provide locks only over HTTPS and on localhost. Elsewhere, a record that another tab shows can be adopted as well.
  if (!navigator.locks) return accept();
  const locks = await navigator.locks.query();
  const isHeld = locks.held?.some(({ name }) => name === lockName(id)) ?? false;
  return new Promise((resolve) => {
    const decide = () => {
      const isAdopted = accept();
      resolve(isAdopted);
      return isAdopted ? never() : undefined;
    };
    const signal = AbortSignal.timeout(isHeld ? heldLockTimeout : freeLockTimeout);
    navigator.locks.request(lockName(id), { signal }, decide).catch(() => resolve(false));
  });
}

/** @param {string} key */
async function findElsewhere(key) {
  const start = `of.${person}.`;
  const end = `.${key}`;
  const names = lasting.keys().filter((name) => name.startsWith(start) && name.endsWith(end));
  const records = names.map((name) => ({
    id: name.slice(start.length, -end.length),
    at: parse(lasting.get(name))?.at ?? 0,
  }));
  for (const { id } of records.sort((a, b) => b.at - a.at)) {
    if (await adopt(key, id)) return read(key);
  }
  return null;
}

/**
 * Return the record that this tab stores under a key, or else the newest record under this key that no page shows: its tab crashed,
 * was closed, or is on another page.
 *
 * @param {string} key
 * @returns {Promise<Stamped<object> | null>}
 */
export async function find(key) {
  const stored = inThisTab.get(`of.${person}.${key}`);
  const own = read(key);
  if (own && stored && !isRecord(stored)) hold(stored);
  if (own || !person) return own;
  inThisTab.set(`of.${person}.${key}`, null); // Another tab saved or discarded the record.
  const search = findElsewhere(key);
  pending.add(search);
  search.finally(() => pending.delete(search));
  return search;
}

/** Resolve when no search of `find` is pending. */
export async function whenIdle() {
  while (pending.size) await Promise.all(pending);
}

/**
 * List the keys under which this tab stores something.
 *
 * @returns {{ owner: string, key: string }[]}
 */
export function keysInThisTab() {
  return inThisTab.keys().flatMap((name) => {
    const owner = ownerOf(name);
    return owner ? [{ owner, key: name.slice(`of.${owner}.`.length) }] : [];
  });
}

/**
 * Whether this browser stores unsaved input of the person, in any tab.
 *
 * @param {string} kind the start of the keys
 */
export function hasUnsaved(kind) {
  const isOfKind = (/** @type {string} */ name) => ownerOf(name) === person && name.includes(`.${kind}`);
  return [...lasting.keys(), ...inThisTab.keys()].some(isOfKind);
}

/**
 * Remove all unsaved input of a person, for all tabs.
 *
 * @param {string} owner
 */
export function removeAllOf(owner) {
  for (const storage of [lasting, inThisTab]) {
    for (const name of storage.keys()) if (ownerOf(name) === owner) storage.set(name, null);
  }
}

/**
 * Remove expired input, input of people who signed out, and, on a page of a signed-in person, the input of everyone else.
 *
 * @param {(owner: string) => number} signedOutAt in ms since 1970; -1 if never
 */
export function removeStale(signedOutAt) {
  for (const storage of [lasting, inThisTab]) {
    for (const name of storage.keys()) {
      const owner = ownerOf(name);
      if (!owner) continue;
      const record = parse(storage.get(name));
      // Earlier versions stored one time for all records of a tab.
      const at = record?.at ?? Number(inThisTab.get(`of.${owner}.at`) ?? 0);
      const isOld = isRecord(storage.get(name)) && (at <= signedOutAt(owner) || Date.now() - at > lifetime);
      if (isOld || (person && owner !== person)) storage.set(name, null);
    }
  }
}

/** Stop storing input on this page. Hiding it moves the focus, and the field that loses the focus sends a `change` event. */
export function stop() {
  isStopped = true;
}

export const hasStopped = () => isStopped;
