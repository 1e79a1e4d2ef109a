// Sentences for responses that are not ours: a proxy in front of the server answers with a page of its own, or with nothing.

const sentences = {
  413: "A server between this browser and Factcheck refused it, because it is too large. Ask your administrator to raise that server’s limit, or send a smaller file or a shorter text.",
  429: "A server between this browser and Factcheck received too many requests. Wait a minute, then send it again.",
  502: "Factcheck does not respond at the moment. Wait a minute, then send it again.",
  503: "Factcheck is unavailable at the moment. Wait a minute, then send it again.",
  504: "Factcheck took too long to respond. It may still have been saved: reload the page in another tab before you send it again.",
  507: "The server has no space left. Ask your administrator, then send it again.",
};

/** Whether the request may have reached the server all the same: a proxy lost its connection to it, or stopped waiting. */
export const isUncertain = (status) => status === 502 || status === 504;

/** What happened and what to do, for a status of 400 or more. */
export function sentenceFor(status) {
  return (
    sentences[status] ??
    `A server between this browser and Factcheck refused it (status ${status}). Ask your administrator, then send it again.`
  );
}
