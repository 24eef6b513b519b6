// Runs in the browser: draws one card with Microsoft's renderer, dressed as on the desk, and says what is wrong with it.

const HARMLESS_WARNING = /fallback|Unknown (element|action) type|property "lang"/i;

globalThis.drawCard = async ({ card, config, theme, width, open }) => {
  const { AdaptiveCard, HostConfig, SerializationContext } = globalThis.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    result.outputHtml = `<p>${plain.replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')}</p>`;
    result.didProcess = true;
  };
  document.documentElement.dataset.theme = theme;
  const frame = document.getElementById('frame');
  frame.style.width = `${width}px`;
  frame.innerHTML = '<p class="meta">Keywave · 14:32</p><div class="card"></div>';
  const place = frame.querySelector('.card');
  place.dir = card.rtl ? 'rtl' : 'ltr';
  place.lang = card.lang;
  const adaptive = new AdaptiveCard();
  adaptive.hostConfig = new HostConfig(config);
  const context = new SerializationContext();
  adaptive.parse(card, context);
  place.append(adaptive.render());
  if (open) for (const id of open) adaptive.getElementById(id).isVisible = true;
  await document.fonts.ready;
  await Promise.all([...frame.querySelectorAll('img')].map((image) => image.decode().catch(() => undefined)));
  const warnings = Array.from(
    { length: context.eventCount },
    (_, index) => context.getEventAt(index).message,
  );
  return [
    ...cutOff(frame),
    ...weak(frame),
    ...lowButtons(frame),
    ...brokenPictures(frame),
    ...warnings.filter((message) => !HARMLESS_WARNING.test(message)),
  ];
};

const textOf = (element) => element.textContent || element.alt || element.ariaLabel || '';

function cutOff(frame) {
  const edge = frame.querySelector('.ac-adaptiveCard').getBoundingClientRect();
  return [...frame.querySelectorAll('.ac-textBlock, button, img, label')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const isOutside = box.left < edge.left - 1 || box.right > edge.right + 1;
      return box.width > 0 && (isOutside || element.scrollWidth > element.clientWidth + 1);
    })
    .map((element) => `cut off: ${element.tagName} ${textOf(element)}`);
}

const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);

function luminance(colour) {
  const [red, green, blue] = channels(colour)
    .slice(0, 3)
    .map((value) => value / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function backgroundOf(element) {
  let behind = element;
  while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  return getComputedStyle(behind ?? document.body).backgroundColor;
}

function weak(frame) {
  return [...frame.querySelectorAll('.ac-textBlock, button, label')].flatMap((element) => {
    const one = luminance(getComputedStyle(element).color);
    const other = luminance(backgroundOf(element));
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return contrast < 4.5 ? [`contrast ${contrast.toFixed(1)}: ${textOf(element)}`] : [];
  });
}

function lowButtons(frame) {
  return [...frame.querySelectorAll('button')]
    .filter((button) => button.getBoundingClientRect().height < 32)
    .map((button) => `low button: ${textOf(button)}`);
}

function brokenPictures(frame) {
  return [...frame.querySelectorAll('img')]
    .filter((image) => image.naturalWidth === 0)
    .map((image) => `broken picture: ${textOf(image)}`);
}
