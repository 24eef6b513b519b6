import type * as Renderer from 'adaptivecards';
import { make } from './dom.ts';
import type { Theme } from './look.ts';
import { markdownHtml } from './markdown.ts';
import type { CardAction, CardJson } from './model.ts';

/** Microsoft's renderer, loaded by index.html before any module. */
declare const AdaptiveCards: typeof Renderer;

export type CardPress = {
  readonly action: CardAction;
  readonly inputs: Readonly<Record<string, string>>;
  /** The button, or the tinted box that acts as one. */
  readonly element: HTMLElement | undefined;
  readonly title: string | undefined;
};

export type CardHandlers = {
  readonly onPress: (press: CardPress) => void;
  readonly onLink: (url: string) => void;
};

/** Draws cards as Teams does, with the settings of one theme. */
export class CardRenderer {
  readonly #settings: ReadonlyMap<Theme, Renderer.HostConfig>;

  constructor(settings: ReadonlyMap<Theme, Renderer.HostConfig>) {
    this.#settings = settings;
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = markdownHtml(text);
      result.didProcess = true;
    };
  }

  render(json: CardJson, theme: Theme, handlers: CardHandlers): HTMLElement {
    const card = new AdaptiveCards.AdaptiveCard();
    const settings = this.#settings.get(theme);
    if (settings) card.hostConfig = settings;
    card.onExecuteAction = (action) => take(card, action, handlers);
    card.onAnchorClicked = (_element, anchor, event) => {
      // The renderer reports a right click here too; that one is the browser's.
      if (event?.type === 'contextmenu') return false;
      handlers.onLink(anchor.href);
      return true;
    };
    card.parse(json);
    const direction = json['rtl'] === true ? 'rtl' : 'ltr';
    const language = typeof json['lang'] === 'string' ? json['lang'] : undefined;
    const frame = make('div', { class: 'card', dir: direction, lang: language });
    const face = card.render();
    frame.append(face ?? make('p', {}, spokenForm(json) ?? 'Teams cannot show this card.'));
    return frame;
  }
}

/** What the card says in one sentence, for those who hear it. */
export function spokenForm(json: CardJson): string | undefined {
  return [json['speak'], json['fallbackText']].find((words) => typeof words === 'string' && words !== '') as
    | string
    | undefined;
}

/** Reads the three sets of settings; high contrast is the dark one with every colour taken out. */
export async function loadCardSettings(): Promise<ReadonlyMap<Theme, Renderer.HostConfig>> {
  const [light, dark] = await Promise.all(
    ['light', 'dark'].map(async (theme) => (await fetch(`host-config.${theme}.json`)).text()),
  );
  const parse = (text = '{}', reviver?: (key: string, value: unknown) => unknown): Renderer.HostConfig =>
    new AdaptiveCards.HostConfig(JSON.parse(text, reviver));
  return new Map<Theme, Renderer.HostConfig>([
    ['light', parse(light)],
    ['dark', parse(dark)],
    ['hc', parse(dark, blackAndWhite)],
  ]);
}

const blackAndWhite = (key: string, value: unknown): unknown => {
  if (typeof value !== 'string' || !value.startsWith('#')) return value;
  return key === 'backgroundColor' ? '#000000' : '#ffffff';
};

function take(card: Renderer.AdaptiveCard, action: Renderer.Action, handlers: CardHandlers): void {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    if (action.url !== undefined) handlers.onLink(action.url);
    return;
  }
  if (!(action instanceof AdaptiveCards.SubmitAction || action instanceof AdaptiveCards.ExecuteAction))
    return;
  const written = (action.toJSON() as { readonly data?: unknown }).data;
  const isExecute = action instanceof AdaptiveCards.ExecuteAction;
  handlers.onPress({
    action: {
      type: isExecute ? 'Action.Execute' : 'Action.Submit',
      ...(isExecute ? { verb: action.verb } : {}),
      data: written ?? {},
    },
    inputs: inputsOf(card, action.data),
    element: pressedElement(action),
    title: action.title ?? action.tooltip,
  });
}

/** The renderer hands data and inputs over as one; Teams sends the inputs that this action was meant to carry. */
function inputsOf(card: Renderer.AdaptiveCard, merged: object | undefined): Record<string, string> {
  const values = new Map(Object.entries(merged ?? {}));
  const ids = card
    .getAllInputs()
    .flatMap((input) => (input.id !== undefined && values.has(input.id) ? [input.id] : []));
  return Object.fromEntries(ids.map((id) => [id, String(values.get(id))]));
}

function pressedElement(action: Renderer.Action): HTMLElement | undefined {
  const focused = document.activeElement;
  return action.renderedElement ?? (focused instanceof HTMLElement ? focused : undefined);
}
