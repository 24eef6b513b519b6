type Attributes = Readonly<Record<string, string | undefined>>;

/** Makes an element. Children that are strings stay text, so nothing from outside can become markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button that cannot send a form by accident. */
export function makeButton(
  className: string,
  onPress: () => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const button = make('button', { type: 'button', class: className }, ...children);
  button.addEventListener('click', onPress);
  return button;
}

/** The part of index.html that a module fills; a missing one is a mistake of ours, so it throws. */
export function part<T extends Element>(selector: string, kind: abstract new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`index.html has no ${selector}`);
  return found;
}
