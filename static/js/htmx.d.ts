// The part of htmx 4 that this project uses: static/vendor/htmx.min.js defines the global `htmx` and sends these events.

interface HtmxContext {
  sourceElement?: Element;
  target?: Element | string;
  request?: { method: string };
  response?: { status: number };
  hx?: { location?: string; redirect?: string };
}

interface HtmxDetail {
  ctx?: HtmxContext;
  /** of "htmx:before:swap": the elements that will be replaced */
  tasks?: { target?: Element | string | null }[];
  error?: unknown;
}

interface HtmxRequestOptions {
  source: Element | string;
  target: Element | string;
  swap: string;
}

interface DocumentEventMap {
  "htmx:before:swap": CustomEvent<HtmxDetail>;
  "htmx:after:swap": CustomEvent<HtmxDetail>;
  "htmx:before:request": CustomEvent<HtmxDetail>;
  /** Sent after each request, also after one that failed. */
  "htmx:finally:request": CustomEvent<HtmxDetail>;
  "htmx:after:request": CustomEvent<HtmxDetail>;
  "htmx:error": CustomEvent<HtmxDetail>;
  /** Sent by the server: HX-Trigger: {"announce": {"text": "…"}}. */
  announce: CustomEvent<{ text?: string }>;
}

declare const htmx: {
  ajax(method: string, url: string, options: HtmxRequestOptions): Promise<void>;
};
