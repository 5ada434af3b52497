import type { WaitOptions } from './types.ts'

/**
 * Waits for `done`, but no longer than the options allow, and leaves no timer and no abort listener behind.
 * @returns whether `done` came first
 */
export function waitFor(done: Promise<void>, { signal, timeout }: WaitOptions = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = (): void => finish(false)
    const timer = timeout === undefined ? undefined : setTimeout(giveUp, timeout)
    const finish = (came: boolean): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      resolve(came)
    }
    signal?.addEventListener('abort', giveUp)
    if (signal?.aborted) giveUp()
    void done.then(() => finish(true))
  })
}
