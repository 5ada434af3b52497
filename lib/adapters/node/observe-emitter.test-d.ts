import { EventEmitter as Other } from 'eventemitter3'
import { type Observation, observeEmitter } from 'eventscope/adapters/node'
import { EventEmitter } from 'node:events'
import { expectTypeOf, it } from 'vitest'

it('takes an emitter with whatever events, without a cast', () => {
  expectTypeOf(
    observeEmitter(new EventEmitter<{ saved: [id: string] }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeEmitter(new EventEmitter())
  observeEmitter(process)
})

it('takes nothing else', () => {
  // @ts-expect-error: another emitter is not observed in this way
  observeEmitter(new Other())
  // @ts-expect-error: there is nothing to observe
  observeEmitter({})
  // @ts-expect-error: there is no such option
  observeEmitter(new EventEmitter<{ saved: [id: string] }>(), { nam: 'app' })
})
