import Emittery from 'emittery'
import { type Observation, observeEmitter } from 'eventscope/adapters/emittery'
import mitt from 'mitt'
import { expectTypeOf, it } from 'vitest'

it('takes an emitter with whatever events, without a cast', () => {
  expectTypeOf(
    observeEmitter(new Emittery<{ saved: string; closed: undefined }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeEmitter(new Emittery())
})

it('takes nothing else', () => {
  // @ts-expect-error: another emitter is not observed in this way
  observeEmitter(mitt())
  // @ts-expect-error: there is nothing to observe
  observeEmitter({})
  // @ts-expect-error: there is no such option
  observeEmitter(new Emittery<{ saved: string; closed: undefined }>(), { nam: 'app' })
})
