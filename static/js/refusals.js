// Messages for error responses that Factcheck did not send: a proxy in front of the server sends its own page, or nothing.

/** @type {Record<number, string>} */
const messages = {
  413: "A server between this browser and Factcheck rejected the request because it is too large. Ask your administrator to raise that server’s limit, or send a smaller file or less text.",
  429: "A server between this browser and Factcheck received too many requests. Wait a minute, then try again.",
  502: "Factcheck is not responding. Wait a minute, then try again.",
  503: "Factcheck is unavailable. Wait a minute, then try again.",
  504: "Factcheck took too long to respond. Your changes may still have been saved: reload the page in another tab before you try again.",
  507: "The server is out of disk space. Ask your administrator, then try again.",
};

/**
 * Whether the request may have reached the server: a proxy lost its connection to the server, or stopped waiting for it.
 *
 * @param {number} status HTTP status code
 */
export const isUncertain = (status) => status === 502 || status === 504;

/**
 * Return what happened and what to do next.
 *
 * @param {number} status HTTP status code of 400 or more
 * @returns {string}
 */
export function messageFor(status) {
  return (
    messages[status] ??
    `A server between this browser and Factcheck rejected the request (status ${status}). Ask your administrator, then try again.`
  );
}
