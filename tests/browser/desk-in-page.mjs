// Runs in the browser.

// The visible words whose contrast against what is behind them is below 4.5.

globalThis.weakWords = () => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [red = 0, green = 0, blue = 0] = numbers(colour).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    if (!element) return 'rgb(255, 255, 255)';
    const style = getComputedStyle(element);
    // The page's own background is a gradient between two nearly equal colours: its first stands for it.
    const gradient = /rgba?\([^)]+\)/.exec(style.backgroundImage)?.[0];
    if (gradient !== undefined) return gradient;
    return numbers(style.backgroundColor)[3] === 0 ? behind(element.parentElement) : style.backgroundColor;
  };
  return [...document.querySelectorAll('h1, h2, h3, h4, p, b, small, button, span, time')].flatMap(
    (element) => {
      const hasWords = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent.trim() !== '',
      );
      if (!hasWords || !element.checkVisibility()) return [];
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return ratio < 4.5 ? [`${ratio.toFixed(1)}: ${element.textContent}`] : [];
    },
  );
};

// The buttons and fields that a screen reader could only call "button".
globalThis.namelessButtons = () => {
  const nameOf = (element) =>
    [element.getAttribute('aria-label'), element.textContent, element.labels?.[0]?.textContent].find(
      (words) => words !== undefined && words !== null && words.trim() !== '',
    );
  return [...document.querySelectorAll('button, input, a, iframe:not([title])')]
    .filter((element) => element.checkVisibility() && nameOf(element) === undefined)
    .map((element) => element.outerHTML.slice(0, 120));
};
