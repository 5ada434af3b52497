/** What is used of a window. */
type FrameWindow = Pick<Window, 'requestAnimationFrame' | 'cancelAnimationFrame'>

/** Windows that show a panel of this page. */
const lenders = new Set<FrameWindow>()
const pending = new Map<number, () => void>()
let last = 0

/**
 * What the widgets of the panel have in the place of the page's own function (`.ci/panel-frames.mjs` puts it there): a
 * page that is hidden behind the window of its panel gets no frames, and menus would neither open nor close. Called in
 * the next frame of the page, or of a window that shows a panel, whichever is first.
 */
export function requestAnimationFrame(callback: FrameRequestCallback): number {
  const id = ++last
  const asked: (() => void)[] = []
  const cancel = (): void => {
    pending.delete(id)
    for (const withdraw of asked) withdraw()
  }
  const run = (time: number): void => {
    cancel()
    callback(time)
  }
  pending.set(id, cancel)
  for (const window of [globalThis as unknown as FrameWindow, ...lenders]) {
    const request = window.requestAnimationFrame(run)
    asked.push(() => window.cancelAnimationFrame(request))
  }
  return id
}

export function cancelAnimationFrame(id: number): void {
  pending.get(id)?.()
}

/**
 * A window shows a panel: its frames count, too.
 * @returns what is called once it does so no more
 */
export function lendFrames(window: FrameWindow): () => void {
  lenders.add(window)
  return () => void lenders.delete(window)
}
