import { type HostDeeds, type HostFacts, TeamsHost } from './teams-host.ts';

const LOOK = 'popup,width=600,height=680';
const CLOSED_CHECK_MS = 300;

/** Opens the app's sign-in in a window of its own, as Teams does, and waits for what it says at the end. */
export function signInWindow(url: string, origin: string, facts: () => HostFacts): Promise<string> {
  if (!URL.canParse(url) || new URL(url).origin !== origin)
    return Promise.reject(new Error('Teams opens sign-in pages of the app alone'));
  const popup = open(url, 'app-sign-in', LOOK);
  if (!popup) return Promise.reject(new Error('FailedToOpenWindow'));
  return new Promise((resolve, reject) => {
    const end = (outcome: { readonly isSuccess: boolean; readonly words: string }): void => {
      clearInterval(watch);
      host.close();
      popup.close();
      if (outcome.isSuccess) resolve(outcome.words);
      else reject(new Error(outcome.words));
    };
    const host = new TeamsHost(
      () => popup,
      origin,
      () => ({ ...facts(), frameContext: 'authentication' }),
      {
        ...REFUSED,
        endSignIn: end,
      },
    );
    // Nothing tells the opener that a window of another origin was closed, so it has to look.
    const watch = setInterval(() => {
      if (popup.closed) end({ isSuccess: false, words: 'CancelledByUser' });
    }, CLOSED_CHECK_MS);
  });
}

/** A sign-in window can do nothing but end. */
const REFUSED: HostDeeds = {
  openDialog: (_wish, onResult) => onResult('Not here'),
  submitDialog: () => undefined,
  resizeDialog: () => undefined,
  signIn: () => Promise.reject(new Error('Not here')),
  endSignIn: () => undefined,
  openLink: () => undefined,
};
