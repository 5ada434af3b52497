import { OutboxStoreError } from './errors.ts'
import { type News, readNews } from './news.ts'
import type { OutboxSharing, OutboxStore } from './store.ts'

/** What outboxes over one store share, which may fail. */
export class SharingAccess {
  private readonly sharing: OutboxSharing | undefined

  constructor(
    store: OutboxStore,
    hear: (news: News | undefined) => void,
    private readonly report: (error: Error) => void,
  ) {
    try {
      this.sharing = store.share?.()
      this.sharing?.onNews((news) => hear(readNews(news)))
    } catch (cause) {
      report(new OutboxStoreError('the outbox could not be shared with other tabs', cause))
    }
  }

  /** Whether there may be other outboxes. */
  get exists(): boolean {
    return this.sharing !== undefined
  }

  /** Never rejects: who can't take turns, which is told, does without them. */
  async lead(signal: AbortSignal): Promise<void> {
    try {
      await this.sharing?.lead(signal)
    } catch (cause) {
      if (!signal.aborted)
        this.report(new OutboxStoreError('the outbox could not take turns with other tabs', cause))
    }
  }

  tell(news: News): void {
    try {
      this.sharing?.tell(news)
    } catch (cause) {
      // What was done is done. The others find it in the store.
      this.report(new OutboxStoreError('the outbox could not tell other tabs of a change', cause))
    }
  }

  close(): void {
    this.sharing?.close()
  }
}
