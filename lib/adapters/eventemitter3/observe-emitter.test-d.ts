import { EventEmitter } from 'eventemitter3'
import { type Observation, observeEmitter } from 'eventscope/adapters/eventemitter3'
import mitt from 'mitt'
import { expectTypeOf, it } from 'vitest'

it('takes an emitter with whatever events, without a cast', () => {
  expectTypeOf(
    observeEmitter(new EventEmitter<{ saved: [id: string]; closed: () => void }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeEmitter(new EventEmitter())
  observeEmitter(new (class extends EventEmitter<'saved'> {})())
})

it('takes nothing else', () => {
  // @ts-expect-error: another emitter is not observed in this way
  observeEmitter(mitt())
  // @ts-expect-error: there is nothing to observe
  observeEmitter({})
  // @ts-expect-error: there is no such option
  observeEmitter(new EventEmitter<{ saved: [id: string]; closed: () => void }>(), { nam: 'app' })
})
