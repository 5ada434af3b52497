import fc from 'fast-check'
import { observeHooks } from 'eventscope/adapters/hookable'
import { createHooks, Hookable, HookableCore } from 'hookable'
import { expect, it } from 'vitest'
import { ownOf, recorded, recorderOf, registered } from '../test-support.ts'

const setup = (hooks: Hookable = createHooks()) => {
  const observation = observeHooks(hooks)
  return { hooks, observation, recorder: recorderOf(observation) }
}

it('tells of each run, one after the other, and waits for them', async () => {
  const { hooks, recorder } = setup()
  hooks.hook('saved', async function first() {})
  hooks.hook('saved', function second() {})
  const called = hooks.callHook('saved', 'a', 'b')
  expect(recorder.recording.at(0)!.status).toBe('waiting')
  await called
  expect(recorded(recorder)).toEqual([['saved', ['a', 'b'], ['first ok', 'second ok']]])
  expect(recorder.recording.at(0)!.status).toBe('ok')
})

it('tells of hooks that are called in parallel, and of one that fails', async () => {
  const { hooks, recorder } = setup()
  const failure = new Error('of a hook')
  hooks.hook('saved', async function breaks() {
    throw failure
  })
  hooks.hook('saved', async function holds() {})
  await expect(hooks.callHookParallel('saved')).rejects.toBe(failure)
  expect(recorded(recorder)).toEqual([['saved', undefined, ['breaks failed', 'holds ok']]])
})

it('knows what is hooked, before and after', () => {
  const hooks = createHooks()
  hooks.hook('saved', function early() {})
  const { recorder } = setup(hooks)
  const off = hooks.hook('saved', function late() {})
  hooks.hookOnce('saved', function once() {})
  expect(registered(recorder)).toEqual(['saved early', 'saved late', 'saved once once'])
  off()
  hooks.deprecateHook('saved', { to: 'stored', message: 'by a test' })
  expect(registered(recorder)).toEqual(['stored early', 'stored _function'])
  hooks.removeAllHooks()
  expect(registered(recorder)).toEqual([])
})

it('a hook that is called in another is caused by it', () => {
  const { hooks, recorder } = setup()
  hooks.hook('outer', function relay() {
    void hooks.callHook('inner')
  })
  void hooks.callHook('outer')
  const [outer, inner] = [recorder.recording.at(0)!, recorder.recording.at(1)!]
  expect([inner.parent, inner.parentListener]).toEqual([outer.id, 'relay'])
})

it('a caller of the page gets the hooks, and what it returns comes back', () => {
  const { hooks, recorder } = setup()
  const last = function (this: unknown): never {
    return this as never
  }
  hooks.hook('saved', last)
  const result = hooks.callHookWith(
    (functions, args) => [functions.length, args, functions[0]!()],
    'saved',
    [1],
  )
  expect(result).toEqual([1, [1], [last]])
  expect(recorded(recorder)).toEqual([['saved', 1, ['last ok']]])
})

it('what a caller calls when all is over is no run any more', async () => {
  const { hooks, recorder } = setup()
  let calls = 0
  hooks.hook('saved', () => void calls++)
  const later = hooks.callHookWith((functions) => ({ call: functions[0]! }), 'saved', [])
  void later.call()
  expect(calls).toBe(1)
  expect(recorder.recording.at(0)!.runs).toEqual([])
})

it('leaves it as it was when the last has detached', () => {
  const hooks = createHooks()
  hooks.hook('saved', () => undefined)
  const before = ownOf(hooks)
  const { observation } = setup(hooks)
  const second = observeHooks(hooks)
  observation.detach()
  expect(ownOf(hooks)).not.toEqual(before)
  second.detach()
  expect(ownOf(hooks)).toEqual(before)
})

it.each([undefined, {}, new HookableCore()])('refuses what is no Hookable: %s', (wrong) => {
  expect(() => observeHooks(wrong as never)).toThrow('`hooks` must be a Hookable')
})

type Step =
  | 'callHook'
  | 'callHookParallel'
  | 'hook'
  | 'hookOnce'
  | 'off'
  | 'removeHook'
  | 'clearHook'
  | 'deprecate'

it('cannot be told from one that is not observed', async () => {
  const step = fc.record({
    call: fc.constantFrom<Step>(
      ...([
        'callHook',
        'callHookParallel',
        'hook',
        'hookOnce',
        'off',
        'removeHook',
        'clearHook',
        'deprecate',
      ] as const),
    ),
    name: fc.constantFrom('saved', 'closed'),
    at: fc.nat(3),
    awaits: fc.boolean(),
  })
  const program = fc.record({
    steps: fc.array(step, { maxLength: 25 }),
    within: fc.array(step, { maxLength: 2 }),
  })
  const run = async (
    { steps, within }: { steps: Parameters<typeof perform>[0][]; within: typeof steps },
    observed: boolean,
  ) => {
    const log: unknown[] = []
    const hooks = createHooks()
    const detach = observed ? setup(hooks).observation : undefined
    const offs: (() => void)[] = []
    let depth = 0
    const functions = [0, 1, 2, 3].map((at) => {
      const body = (...args: unknown[]): void => {
        log.push([at, ...args])
        if (depth++ < 3) for (const one of within) perform(one)
        if (at === 3) throw new Error('of a hook')
      }
      return at % 2 ? async (...args: unknown[]) => body(...args) : body
    })
    function perform({ call, name, at }: { call: Step; name: string; at: number; awaits: boolean }): unknown {
      const fn = functions[at]!
      try {
        if (call === 'hook' || call === 'hookOnce') offs.push(hooks[call](name, fn))
        else if (call === 'removeHook') hooks.removeHook(name, fn)
        else if (call === 'clearHook') hooks.clearHook(name)
        else if (call === 'off') offs.shift()?.()
        else if (call === 'deprecate') {
          if (at === 0) hooks.deprecateHook('closed', { to: 'saved', message: 'by a test' })
        } else {
          const result = hooks[call](name, at) as Promise<unknown> | undefined
          log.push([call, result === undefined])
          return result?.then(
            (value) => log.push([call, 'resolved', Array.isArray(value)]),
            (error: unknown) => log.push([call, 'rejected', String(error)]),
          )
        }
      } catch (error) {
        log.push([call, 'threw', String(error)])
      }
      log.push(
        Object.entries((hooks as never)['_hooks']).map(([name, list]) => [
          name,
          (list as unknown[] | undefined)?.length,
        ]),
      )
      return undefined
    }
    for (const one of steps) {
      const result = perform(one)
      if (one.awaits) await result
    }
    await new Promise((resolve) => setImmediate(resolve))
    detach?.detach()
    return log
  }
  await fc.assert(
    fc.asyncProperty(program, async (one) => {
      expect(await run(one as never, true)).toEqual(await run(one as never, false))
    }),
    { numRuns: 100 },
  )
})
