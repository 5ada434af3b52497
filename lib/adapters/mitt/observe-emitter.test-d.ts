import { type Observation, observeEmitter } from 'eventscope/adapters/mitt'
import mitt from 'mitt'
import { createNanoEvents } from 'nanoevents'
import { expectTypeOf, it } from 'vitest'

it('takes an emitter with whatever events, without a cast', () => {
  expectTypeOf(
    observeEmitter(mitt<{ saved: string; closed: undefined }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeEmitter(mitt())
})

it('takes nothing else', () => {
  // @ts-expect-error: another emitter is not observed in this way
  observeEmitter(createNanoEvents())
  // @ts-expect-error: there is nothing to observe
  observeEmitter({})
  // @ts-expect-error: there is no such option
  observeEmitter(mitt<{ saved: string; closed: undefined }>(), { nam: 'app' })
})
