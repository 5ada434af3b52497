import { type Observation, observeEmitter } from 'eventscope/adapters/nanoevents'
import mitt from 'mitt'
import { createNanoEvents } from 'nanoevents'
import { expectTypeOf, it } from 'vitest'

it('takes an emitter with whatever events, without a cast', () => {
  expectTypeOf(
    observeEmitter(createNanoEvents<{ saved: (id: string) => void }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeEmitter(createNanoEvents())
})

it('takes nothing else', () => {
  // @ts-expect-error: another emitter is not observed in this way
  observeEmitter(mitt())
  // @ts-expect-error: there is nothing to observe
  observeEmitter({})
  // @ts-expect-error: there is no such option
  observeEmitter(createNanoEvents<{ saved: (id: string) => void }>(), { nam: 'app' })
})
