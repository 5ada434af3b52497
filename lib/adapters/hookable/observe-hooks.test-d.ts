import { type Observation, observeHooks } from 'eventscope/adapters/hookable'
import { createHooks, Hookable, HookableCore } from 'hookable'
import mitt from 'mitt'
import { expectTypeOf, it } from 'vitest'

it('takes a Hookable with whatever hooks, without a cast', () => {
  expectTypeOf(
    observeHooks(createHooks<{ 'app:created': (id: string) => void }>(), { name: 'app' }),
  ).toEqualTypeOf<Observation>()
  observeHooks(createHooks())
  observeHooks(new (class extends Hookable {})())
})

it('takes nothing else', () => {
  // @ts-expect-error: what it calls can't be seen
  observeHooks(new HookableCore())
  // @ts-expect-error: it has no hooks
  observeHooks(mitt())
  // @ts-expect-error: there is no such option
  observeHooks(createHooks(), { nam: 'app' })
})
