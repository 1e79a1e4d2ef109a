// Typed access to the elements of a page, and the small elements that several modules create.

/**
 * Return the first element that matches the selector, or null if there is none or it is not an instance of `type`.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T | null}
 */
export function find(selector, type, root = document) {
  const element = root.querySelector(selector);
  return element instanceof type ? element : null;
}

/**
 * Like `find`, for an element that the template always renders.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T}
 * @throws {Error} if there is no such element
 */
export function get(selector, type, root = document) {
  const element = find(selector, type, root);
  if (!element) throw new Error(`The page has no ${type.name} that matches ${selector}`);
  return element;
}

/**
 * Return all HTML elements that match the selector, in document order.
 *
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function findAll(selector, root = document) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement));
}

/**
 * Return the target of an event or its closest ancestor that matches the selector, or null if it is not an instance of `type`.
 *
 * @template {Element} T
 * @param {Event} event
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T | null}
 */
export function closest(event, selector, type) {
  const element = event.target instanceof Element ? event.target.closest(selector) : null;
  return element instanceof type ? element : null;
}

/**
 * Create a small button without a border that runs `onClick`. It never submits a form.
 *
 * @param {string} label
 * @param {(event: MouseEvent) => void} onClick
 * @returns {HTMLButtonElement}
 */
export function plainButton(label, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-plain is-small";
  button.textContent = label;
  button.addEventListener("click", onClick);
  return button;
}

/**
 * Whether an element is rendered and visible.
 *
 * @param {Element} element
 */
export const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

/**
 * Open every fold around an element. Folds may be nested.
 *
 * @param {Element} element
 */
export function openFolds(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}
