// The part of static/vendor/combobox-nav.js that this project calls.
export interface ComboboxSettings {
  tabInsertsSuggestions?: boolean;
}

export default class Combobox {
  constructor(input: HTMLInputElement | HTMLTextAreaElement, list: HTMLElement, settings?: ComboboxSettings);
  start(): void;
  stop(): void;
  navigate(direction?: 1 | -1): void;
  clearSelection(): void;
}
