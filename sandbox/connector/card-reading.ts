/** An Adaptive Card, or a part of one, as it arrived. */
export type CardPart = Readonly<Record<string, unknown>>;

/** One pressable thing on a card; an untitled one has an empty title. */
export type Button = { readonly title: string; readonly action: CardPart; readonly isEnabled: boolean };

/** What stands inside an element without being drawn. */
const NOT_DRAWN = new Set(['fallback', 'data', 'refresh', 'authentication', 'msteams', 'requires', 'card']);

/** True for a JSON object. */
export function isPart(value: unknown): value is CardPart {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text and not empty. */
export function textIn(part: CardPart, name: string): string | undefined {
  const value = part[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The card's heading, else its first text. */
export function headingOf(card: CardPart): string {
  const blocks = visibleParts(card).filter((part) => part['type'] === 'TextBlock');
  const heading = blocks.find((block) => block['style'] === 'heading') ?? blocks[0];
  return (heading && textIn(heading, 'text')) ?? 'a card without words';
}

/** Every text a person can read on the card, top to bottom; not the words on its buttons. */
export function textsOf(card: CardPart): readonly string[] {
  return visibleParts(card).flatMap(wordsOf);
}

/** Every button a person can see, selectable areas too, top to bottom. */
export function buttonsOf(card: CardPart): readonly Button[] {
  return visibleParts(card)
    .filter((part) => textIn(part, 'type')?.startsWith('Action.'))
    .map((action) => ({
      title: textIn(action, 'title') ?? textIn(action, 'tooltip') ?? '',
      action,
      isEnabled: action['isEnabled'] !== false,
    }));
}

/** What the inputs hold, and the labels of required ones that hold nothing. */
export type Filled = { readonly data: CardPart; readonly missing: readonly string[] };

/** What the card's inputs hold when a person has filled in `typed` and left the rest as it was. */
export function fillInputs(card: CardPart, typed: CardPart): Filled {
  const inputs = visibleParts(card).filter((part) => textIn(part, 'type')?.startsWith('Input.'));
  const held = inputs.map((input) => ({
    input,
    id: textIn(input, 'id') ?? '',
    value: valueOf(input, typed),
  }));
  return {
    data: { ...Object.fromEntries(held.filter(isFilled).map(({ id, value }) => [id, value])), ...typed },
    missing: held
      .filter((one) => !isFilled(one) && one.input['isRequired'] === true)
      .map(({ input, id }) => textIn(input, 'label') ?? id),
  };
}

function valueOf(input: CardPart, typed: CardPart): unknown {
  const untouched = input['type'] === 'Input.Toggle' ? (input['valueOff'] ?? 'false') : undefined;
  return typed[textIn(input, 'id') ?? ''] ?? input['value'] ?? untouched;
}

function isFilled({ value }: { readonly value: unknown }): boolean {
  return value !== undefined && value !== '';
}

/** The card after Action.ToggleVisibility. */
export function toggled(card: CardPart, targets: unknown): CardPart {
  const wishes = new Map<string, boolean | undefined>();
  for (const target of Array.isArray(targets) ? (targets as unknown[]) : []) {
    if (typeof target === 'string') wishes.set(target, undefined);
    else if (isPart(target))
      wishes.set(String(target['elementId']), target['isVisible'] as boolean | undefined);
  }
  return structuredCloneWith(card, (part) => {
    const id = textIn(part, 'id');
    if (id === undefined || !wishes.has(id)) return part;
    return { ...part, isVisible: wishes.get(id) ?? part['isVisible'] === false };
  }) as CardPart;
}

function structuredCloneWith(value: unknown, change: (part: CardPart) => CardPart): unknown {
  if (Array.isArray(value)) return value.map((item) => structuredCloneWith(item, change));
  if (!isPart(value)) return value;
  const copy = Object.entries(value).map(
    ([name, inner]) => [name, structuredCloneWith(inner, change)] as const,
  );
  return change(Object.fromEntries(copy));
}

function visibleParts(node: unknown): readonly CardPart[] {
  if (Array.isArray(node)) return node.flatMap(visibleParts);
  if (!isPart(node) || node['isVisible'] === false) return [];
  const inner = Object.entries(node).filter(([name]) => !NOT_DRAWN.has(name));
  return [node, ...inner.flatMap(([, child]) => visibleParts(child))];
}

function wordsOf(part: CardPart): readonly string[] {
  const type = textIn(part, 'type') ?? '';
  if (type === 'FactSet') return listOf(part, 'facts').flatMap((fact) => named(fact, 'title', 'value'));
  if (type === 'RichTextBlock') return plainInlines(part);
  if (type.startsWith('Input.')) {
    return [...named(part, 'label'), ...listOf(part, 'choices').flatMap((choice) => named(choice, 'title'))];
  }
  return ['TextBlock', 'TextRun', 'Badge'].includes(type) ? named(part, 'text') : [];
}

function named(part: CardPart, ...names: readonly string[]): readonly string[] {
  return names.map((name) => textIn(part, name)).filter((text) => text !== undefined);
}

function listOf(part: CardPart, name: string): readonly CardPart[] {
  const list = part[name];
  return Array.isArray(list) ? list.filter(isPart) : [];
}

function plainInlines(part: CardPart): readonly string[] {
  const inlines = part['inlines'];
  return Array.isArray(inlines) ? inlines.filter((inline) => typeof inline === 'string') : [];
}
