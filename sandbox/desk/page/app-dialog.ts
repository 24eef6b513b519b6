import { make, makeButton } from './dom.ts';
import { icon } from './icons.ts';
import type { DialogWish, HostDeeds, HostFacts } from './teams-host.ts';
import { TeamsHost } from './teams-host.ts';

const CANCELLED = 'User cancelled/closed the task module.';
/** What the app's frame may do: run, and open windows; it may not steer this page. */
export const FRAME_RIGHTS =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** Opens a page of the app in a dialog over the desk; tells once how it ended. */
export function openAppDialog(
  wish: DialogWish,
  surroundings: { readonly origin: string; readonly facts: () => HostFacts; readonly deeds: HostDeeds },
  onResult: (error: string | null, result?: unknown) => void,
): void {
  const { origin, facts, deeds } = surroundings;
  if (!URL.canParse(wish.url) || new URL(wish.url).origin !== origin) {
    onResult('Teams shows only pages of the app in a dialog');
    return;
  }
  const frame = make('iframe', { title: wish.title, src: wish.url, sandbox: FRAME_RIGHTS });
  const end = (error: string | null, result?: unknown): void => {
    host.close();
    dialog.close();
    dialog.remove();
    onResult(error, result);
  };
  const close = makeButton('btn subtle icon', () => end(CANCELLED), icon('close'));
  close.ariaLabel = 'Close';
  const header = make('header', {}, make('h2', { tabindex: '-1' }, wish.title), close);
  const dialog = make('dialog', { class: 'app-dialog', 'aria-label': wish.title }, header, frame);
  const resize = (size: { readonly width?: unknown; readonly height?: unknown }): void => {
    if (typeof size.width === 'number') frame.style.inlineSize = `${size.width}px`;
    if (typeof size.height === 'number') frame.style.blockSize = `${size.height}px`;
  };
  const host = new TeamsHost(
    () => frame.contentWindow,
    origin,
    () => ({ ...facts(), frameContext: 'task' }),
    {
      ...deeds,
      submitDialog: (result) => end(null, result),
      resizeDialog: resize,
    },
  );
  resize(wish);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    end(CANCELLED);
  });
  document.body.append(dialog);
  dialog.showModal();
  header.querySelector('h2')?.focus();
}
