const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex="0"]';

/** Swaps one element for another; whoever had the focus in the old one keeps a place in the new one. */
export function keepFocus(before: HTMLElement, after: HTMLElement, swap: () => void): void {
  const focused = document.activeElement;
  const holdsFocus = focused instanceof HTMLElement && before.contains(focused);
  const place = [...before.querySelectorAll(FOCUSABLE)].findIndex((one) => one === focused);
  const words = focused?.textContent;
  swap();
  if (!holdsFocus) return;
  const candidates = [...after.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const same = candidates.find((one) => one.textContent === words && words !== '') ?? candidates[place];
  if (!same) after.tabIndex = -1;
  (same ?? after).focus({ preventScroll: true });
}
