// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { useLastEvent, useListener } from 'eventscope/react'
import { act, createElement as h, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { testPage } from './test-support.ts'

/** A component's versions. */
interface Family {
  current: unknown
}

interface RefreshUpdate {
  readonly staleFamilies: Set<Family>
  readonly updatedFamilies: Set<Family>
}

/** What React gives to tools when it starts, for Fast Refresh among others; it looks for them only then. */
const react = vi.hoisted(() => {
  const given: {
    fiberRoot?: unknown
    setRefreshHandler?: (familyOf: (type: unknown) => Family | undefined) => void
    scheduleRefresh?: (root: unknown, update: RefreshUpdate) => void
  } = {}
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject(internals: typeof given) {
        given.setRefreshHandler = internals.setRefreshHandler!
        given.scheduleRefresh = internals.scheduleRefresh!
        return 1
      },
      onCommitFiberRoot: (_: number, root: unknown) => void (given.fiberRoot = root),
      onCommitFiberUnmount: () => undefined,
    },
  })
  return given
})

const page = testPage()

/** Puts an edited component in the place of another, as Fast Refresh does where its hooks are the same. */
async function edit(before: unknown, after: unknown): Promise<void> {
  const family: Family = { current: after }
  react.setRefreshHandler!((type) => (type === before || type === after ? family : undefined))
  await act(async () =>
    react.scheduleRefresh!(react.fiberRoot, {
      staleFamilies: new Set(),
      updatedFamilies: new Set([family]),
    }),
  )
}

test('Fast Refresh: the edited function is in, once, and what was seen last is kept', async () => {
  const bus = createBus<{ said: string }>()
  const heard: string[] = []
  const Before = (): ReactNode => {
    useListener(bus, 'said', (text) => heard.push(`before: ${text}`))
    return `last: ${useLastEvent(bus, 'said')}`
  }
  const After = (): ReactNode => {
    useListener(bus, 'said', (text) => heard.push(`after: ${text}`))
    return `last heard: ${useLastEvent(bus, 'said')}`
  }
  await page.render(h(Before))
  await act(async () => void bus.dispatch('said', '1'))
  await edit(Before, After)
  expect(page.text).toBe('last heard: 1')
  await act(async () => void bus.dispatch('said', '2'))
  expect(heard).toEqual(['before: 1', 'after: 2'])
  expect(page.text).toBe('last heard: 2')
  expect(bus.listeners()).toHaveLength(2)
  // Lines have moved: where the edited function calls the hooks is another place.
  for (const { stack } of bus.listeners()) expect(stack).toMatch(/ at After \(/)
  await page.render(null)
  expect(bus.listeners()).toEqual([])
})
