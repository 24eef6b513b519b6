const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex="0"]';

/** Swaps one element for another; whoever had the focus in the old one keeps a place in the new one. */
export function keepFocus(before: HTMLElement, after: HTMLElement, swap: () => void): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !before.contains(focused)) return swap();
  const place = [...before.querySelectorAll(FOCUSABLE)].indexOf(focused);
  const words = focused.textContent;
  swap();
  const candidates = [...after.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const same = candidates.find((one) => one.textContent === words && words !== '') ?? candidates[place];
  if (same) return same.focus({ preventScroll: true });
  after.tabIndex = -1;
  after.focus({ preventScroll: true });
}
