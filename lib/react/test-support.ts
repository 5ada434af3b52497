import * as React from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

export const isReact18: boolean = React.version.startsWith('18')

/** Undefined before React 19.2. */
export const Activity: React.ElementType | undefined = (React as { Activity?: React.ElementType }).Activity

/** A root on the page for each test, and what React complained about: nothing, or the test fails. */
export function testPage() {
  let complaints: MockInstance<typeof console.error>
  const page = {
    place: undefined as unknown as HTMLElement,
    root: undefined as unknown as Root,
    render: async (node: React.ReactNode): Promise<void> => {
      await React.act(async () => page.root.render(node))
    },
    unmount: async (): Promise<void> => {
      await React.act(async () => page.root.unmount())
    },
    /** React complains of what the test brought about on purpose. */
    forgive(): void {
      complaints.mockClear()
    },
    get text(): string {
      return page.place.textContent ?? ''
    },
  }
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    page.place = document.createElement('div')
    document.body.append(page.place)
    page.root = createRoot(page.place)
  })
  afterEach(async () => {
    await page.unmount()
    page.place.remove()
    const said = complaints.mock.calls.map(String)
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    expect(said).toEqual([])
  })
  return page
}

/** What a component throws to suspend, on any React; `resolve` lets it go on. */
export function suspension() {
  let isOver = false
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return {
    /** Suspends the component that calls it. */
    wait(): void {
      // oxlint-disable-next-line no-throw-literal -- that is how components suspend before React 19
      if (!isOver) throw promise
    },
    end(): void {
      isOver = true
      resolve()
    },
  }
}
