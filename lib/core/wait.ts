import type { WaitOptions } from './types.ts'

/**
 * Waits for `done`, but no longer than the options allow, and leaves no timer and no abort listener behind.
 * @returns whether `done` came first
 */
export function waitFor(done: Promise<void>, options: WaitOptions | undefined): Promise<boolean> {
  const { signal, timeout } = options ?? {}
  if (signal?.aborted) return Promise.resolve(false)
  if (signal === undefined && timeout === undefined) return done.then(() => true)
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const finish = (came: boolean): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      resolve(came)
    }
    const giveUp = (): void => finish(false)
    if (timeout !== undefined) timer = setTimeout(giveUp, timeout)
    signal?.addEventListener('abort', giveUp, { once: true })
    void done.then(() => finish(true))
  })
}

/** A promise and what resolves it. */
export interface Resolvable {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

export function resolvable(): Resolvable {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
