// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { useListener } from 'eventscope/react'
import * as fc from 'fast-check'
import { createElement as h, Fragment, type ReactNode, StrictMode } from 'react'
import { expect, test } from 'vitest'
import { Activity, testPage } from './test-support.ts'

const page = testPage()

/** A part of the page: not there, hidden, or shown with what it says and how it listens. */
interface Part {
  readonly shown: 'no' | 'hidden' | 'yes'
  readonly label: number
  readonly timeout: number
}

const part: fc.Arbitrary<Part> = fc.record({
  shown: Activity === undefined ? fc.constantFrom('no', 'yes') : fc.constantFrom('no', 'hidden', 'yes'),
  label: fc.nat(5),
  timeout: fc.constantFrom(1_000, 2_000),
})

test('whatever a page shows, each shown part hears each event once, as it was rendered last; others do not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.tuple(part, part, part), { minLength: 1, maxLength: 8 }),
      async (isStrict, pages) => {
        const bus = createBus<{ said: void }>()
        let heard: string[] = []
        function Ear({ at, label, timeout }: Part & { at: number }): ReactNode {
          useListener(bus, 'said', () => heard.push(`${at}: ${label}`), { timeout })
          return null
        }
        for (const parts of pages) {
          const shown = parts.map((each, at) => {
            const ear = each.shown === 'no' ? null : h(Ear, { ...each, at })
            if (Activity === undefined) return h(Fragment, { key: at }, ear)
            return h(Activity, { key: at, mode: each.shown === 'hidden' ? 'hidden' : 'visible' }, ear)
          })
          await page.render(h(isStrict ? StrictMode : Fragment, null, ...shown))
          heard = []
          bus.dispatch('said')
          const wanted = parts.flatMap(({ shown, label }, at) => (shown === 'yes' ? [`${at}: ${label}`] : []))
          expect(heard.toSorted()).toEqual(wanted)
          expect(bus.listeners()).toHaveLength(wanted.length)
        }
        await page.render(null)
        expect(bus.listeners()).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})
