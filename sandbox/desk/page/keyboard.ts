const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const target = (key: string, at: number, count: number, isRtl: boolean): number | undefined => {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const isSideways = key === 'ArrowRight' || key === 'ArrowLeft';
  return (at + (isSideways && isRtl ? -step : step) + count) % count;
};

/** Makes a group of buttons one tab stop: arrows, Home and End move inside. */
export function oneTabStop(group: HTMLElement): void {
  group.addEventListener('keydown', (press) => {
    const buttons = [...group.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (at < 0) return;
    const next = target(press.key, at, buttons.length, getComputedStyle(group).direction === 'rtl');
    if (next === undefined) return;
    press.preventDefault();
    buttons[next]?.focus();
  });
  group.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLButtonElement) settleTabStop(group, event.target);
  });
}

/** Puts the group's tab stop on one button, by default the pressed one. */
export function settleTabStop(group: HTMLElement, chosen?: HTMLButtonElement): void {
  const buttons = [...group.querySelectorAll('button')];
  const stop = chosen ?? buttons.find((button) => button.ariaPressed === 'true') ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}
