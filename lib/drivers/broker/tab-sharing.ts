import { disposable, type Subscription } from '../../core/index.ts'
import type { OutboxSharing } from './store.ts'

/**
 * Among the tabs and workers of one origin, who holds a Web Lock sends; the others tell it over a BroadcastChannel what
 * they have put in. Undefined where the browser has no Web Locks (pages without https): then each page sends what it finds,
 * and receivers tell by the message's id what they have got already.
 */
export function tabSharing(name: string): OutboxSharing | undefined {
  const locks = globalThis.navigator?.locks
  if (locks === undefined || typeof BroadcastChannel !== 'function') return undefined
  return new TabSharing(name, locks)
}

class TabSharing implements OutboxSharing {
  private readonly channel: BroadcastChannel

  constructor(
    private readonly name: string,
    private readonly locks: LockManager,
  ) {
    this.channel = new BroadcastChannel(name)
  }

  lead(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const held = async (): Promise<void> => {
        resolve()
        await aborted(signal)
      }
      this.locks.request(this.name, { signal }, held).catch(reject)
    })
  }

  tell(news: unknown): void {
    this.channel.postMessage(news)
  }

  onNews(listener: (news: unknown) => void): Subscription {
    const hear = ({ data }: MessageEvent): void => listener(data)
    this.channel.addEventListener('message', hear)
    return disposable(() => this.channel.removeEventListener('message', hear))
  }

  close(): void {
    this.channel.close()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
