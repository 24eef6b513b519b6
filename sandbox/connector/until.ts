export type Condition<T> = {
  readonly look: () => T;
  readonly isThere: (seen: T) => boolean;
  /** Calls back after every change; the answer ends it. */
  readonly onChange: (listener: () => void) => () => void;
  readonly timeoutMs: number;
  /** What there is instead, for whoever reads the failure. */
  readonly dump: () => string;
};

/** Waits for a condition by looking after every change; rejects with what there is instead. */
export async function until<T>(condition: Condition<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const look = (): void => {
    try {
      const seen = condition.look();
      if (condition.isThere(seen)) resolve(seen);
    } catch (cause) {
      reject(new Error('The condition itself failed.', { cause }));
    }
  };
  const stop = condition.onChange(look);
  const timer = setTimeout(() => {
    reject(new Error(`Not seen within ${condition.timeoutMs} ms. Instead:\n${condition.dump()}`));
  }, condition.timeoutMs);
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    stop();
  }
}
