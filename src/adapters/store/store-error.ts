export type StoreErrorCode =
  | 'in-use'
  | 'network-folder'
  | 'lock-lost'
  | 'not-durable'
  | 'migration'
  | 'not-ready'
  | 'foreign-key-of-message'
  | 'unreadable-row';

/** A fault of the store. What may pass by itself is `retryable`; anything else needs a human. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly retryable: boolean;

  constructor(code: StoreErrorCode, message: string, more: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, 'cause' in more ? { cause: more.cause } : undefined);
    this.code = code;
    this.retryable = more.retryable ?? false;
  }
}
