import type { CDPSession, Page } from '@playwright/test'

/** What a page's objects take, seen by its engine. */
export interface Heap {
  /** All that is reachable, MB of 10⁶ bytes: objects, what typed arrays hold, and the DOM. */
  measure(): Promise<number>
  /** Nodes that are in no document and yet reachable. */
  detachedNodes(): Promise<number>
}

// Playwright's types of the protocol lack these.
interface HeapUsage {
  readonly usedSize: number
  readonly embedderHeapUsedSize?: number
  readonly backingStorageSize?: number
}

/** Opens a page's heap to be measured. */
export async function heapOf(page: Page): Promise<Heap> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('DOM.enable')
  return {
    async measure() {
      await collect(session)
      const usage: HeapUsage = await session.send('Runtime.getHeapUsage')
      const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage
      return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6
    },
    async detachedNodes() {
      await collect(session)
      const { detachedNodes } = await session.send('DOM.getDetachedDomNodes')
      return detachedNodes.length
    },
  }
}

/** Twice, since what the first collection finalizes may free more. */
async function collect(session: CDPSession): Promise<void> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
}
