/** What is heard of the page, and how to stop hearing it. */
export interface PageWatch {
  stop(): void
}

/** Listens to events of the page, or the worker; where there is neither, to nothing. */
export function watchPage(listeners: Readonly<Record<string, () => void>>): PageWatch {
  const scope: Partial<EventTarget> = globalThis
  if (typeof scope.addEventListener !== 'function') return { stop: () => undefined }
  for (const [type, listener] of Object.entries(listeners)) scope.addEventListener(type, listener)
  return {
    stop: () => {
      for (const [type, listener] of Object.entries(listeners)) scope.removeEventListener?.(type, listener)
    },
  }
}
