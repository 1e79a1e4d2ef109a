// Checks that the page still contains the canonical text. Page translators and other extensions replace its text nodes; offsets of a
// selection would then refer to a text that the person does not see.

/** @import { TextIndex } from "./text-index.js" */

const polynomial = 0xedb88320;

/**
 * Compute the CRC-32 of a text in UTF-8, as `zlib.crc32` does. SubtleCrypto is not available on pages without HTTPS.
 *
 * @param {string} text
 */
export function crc32(text) {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? polynomial ^ (value >>> 1) : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Return a function that reports whether the page contains the canonical text. The length and the checksum from the server are
 * compared once, on the first call; each call compares the text nodes with those that the index contains.
 *
 * @param {TextIndex} index
 * @returns {() => boolean}
 */
export function textCheck(index) {
  const { length, checksum } = index.root.dataset;
  /** @type {boolean | undefined} */
  let isCanonical;
  return () => {
    isCanonical ??= index.length === Number(length) && crc32(index.text) === Number(checksum);
    return isCanonical && index.isIntact();
  };
}
