import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observer } from '../../core/index.ts'
import { flush, recordedBus } from '../test-support.ts'

// Random listeners of two events, some of them acted on while random dispatches are made.

interface Made {
  readonly event: 'a' | 'b'
  readonly kind: 'plain' | 'failing' | 'async' | 'waiting' | 'once' | 'nesting'
}

const listeners = fc.array(
  fc.record<Made>({
    event: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('plain', 'failing', 'async', 'waiting', 'once', 'nesting'),
  }),
  { minLength: 1, maxLength: 8 },
)
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('a' as const, 'b' as const), which: fc.constant(0) }),
    fc.record({
      do: fc.constantFrom('mute' as const, 'unmute' as const, 'breakOnNextRun' as const),
      which: fc.nat(7),
    }),
  ),
  { maxLength: 20 },
)

/** Writes down whether starts and ends pair. */
function pairing(): Observer & { readonly open: Set<string>; readonly wrong: string[] } {
  const open = new Set<string>()
  const wrong: string[] = []
  const start = (key: string): void => void (open.has(key) ? wrong.push(key) : open.add(key))
  const end = (key: string): void => void (open.delete(key) || wrong.push(key))
  return {
    open,
    wrong,
    dispatchStart: (_, { id }) => start(`${id}`),
    dispatchEnd: (_, { id }) => end(`${id}`),
    runStart: (_, { id }, __, index) => start(`${id} ${index}`),
    runEnd: (_, { id }, __, index) => end(`${id} ${index}`),
  }
}

it('whatever is muted, the others run in their order, and all starts pair with ends', async () => {
  const programs = fc.asyncProperty(listeners, steps, async (made, program) => {
    const { bus, recorder, recording } = recordedBus({ pause: () => undefined })
    const observer = pairing()
    bus.observe(observer)
    const muted = new Set<number>()
    const spent = new Set<number>()
    const ran: string[] = []
    const expected: string[] = []
    let depth = 0
    made.forEach(({ event, kind }, at) => {
      const listener = (): unknown => {
        ran.push(`${at}`)
        if (kind === 'failing') throw new Error('broken')
        if (kind === 'nesting' && depth === 0) {
          depth++
          bus.dispatch('c')
          depth--
        }
        return kind === 'waiting' ? Promise.resolve() : undefined
      }
      bus.on(event, listener as () => void, { async: kind === 'async', once: kind === 'once' })
    })
    const ids = recording.listeners.map(({ id }) => id)
    for (const step of program) {
      const which = step.which % made.length
      if (step.do === 'a' || step.do === 'b') {
        const wanted = made.flatMap(({ event }, at) =>
          event === step.do && !muted.has(at) && !spent.has(at) ? [at] : [],
        )
        // Async ones start once the others have run.
        const isLate = (at: number): boolean => made[at]!.kind === 'async'
        expected.push(...[...wanted.filter((at) => !isLate(at)), ...wanted.filter(isLate)].map(String))
        for (const at of wanted) if (made[at]!.kind === 'once') spent.add(at)
        bus.dispatch(step.do)
        await flush()
      } else {
        recorder.control[step.do](ids[which]!)
        if (step.do === 'mute' && !spent.has(which)) muted.add(which)
        if (step.do === 'unmute') muted.delete(which)
      }
    }
    expect(ran).toEqual(expected)
    expect(observer.wrong).toEqual([])
    expect([...observer.open]).toEqual([])
    expect(recording.find('status:waiting')).toEqual([])
    expect(bus.listeners().length).toBe(made.length - spent.size)
  })
  await expect(fc.assert(programs, { numRuns: 80 })).resolves.toBeUndefined()
})
