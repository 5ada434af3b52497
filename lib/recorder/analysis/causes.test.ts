import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CauseNode, CauseTree, type DispatchView, type Recording } from '../index.ts'
import { deferred, type Deferred, flush, recordedBus } from '../test-support.ts'

/** Parents before children. */
function nodesOf(root: CauseNode): CauseNode[] {
  const nodes: CauseNode[] = []
  const left = [root]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    nodes.push(node)
    left.push(...node.children)
  }
  return nodes
}

const idsOf = (root: CauseNode): number[] => nodesOf(root).map(({ id }) => id)

const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b)

/** What `causes` has to say of the relations, from the views of all kept dispatches. */
function reference(views: readonly DispatchView[], id: number) {
  const byId = new Map(views.map((view) => [view.id, view]))
  const path = [id]
  for (let up = byId.get(id)?.parent; up !== undefined && byId.has(up); up = byId.get(up)?.parent)
    path.unshift(up)
  const members = new Set([path[0]!])
  for (const view of views) if (view.parent !== undefined && members.has(view.parent)) members.add(view.id)
  const chain = views.filter((view) => members.has(view.id))
  const ends = chain.flatMap(({ time, runs }) => [
    time,
    ...runs.map(({ start, sync, wait = 0 }) => start + sync + wait),
  ])
  // The page is held by one run, or by one inside another: time that no run covers is free.
  const spans = chain.flatMap(({ runs }) => runs.map(({ start, sync }) => [start, start + sync] as const))
  let [sync, until] = [0, 0]
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    sync += Math.max(0, end - Math.max(start, until))
    until = Math.max(until, end)
  }
  const waits = chain.some(({ status }) => status === 'waiting')
  const start = chain[0]!.time
  return { path, members: sorted([...members]), start, end: waits ? undefined : Math.max(...ends), sync }
}

function expectReference(recording: Recording, tree?: CauseTree): void {
  const views = recording.find('')
  const kept = views.map(({ id }) => id)
  // Some of them are enough: there is another program soon.
  const some = kept.filter((_, at) => at % Math.ceil(kept.length / 6) === 0)
  const ids = tree === undefined ? some : kept.filter((id) => id === tree.id)
  for (const id of ids) {
    const causes = (tree === undefined ? recording.causes(id) : tree.causes)!
    const expected = reference(views, id)
    expect(causes.path).toEqual(expected.path)
    expect(sorted(idsOf(causes.root))).toEqual(expected.members)
    expect(causes).toMatchObject({ size: expected.members.length, cut: 0, start: expected.start })
    expect([causes.end ?? -1]).toEqual([expect.closeTo(expected.end ?? -1, 2)])
    // What is kept was read when the recording last changed.
    const until = expected.end ?? (tree === undefined ? recording.now() : causes.start + causes.total)
    expect(causes.total).toBeCloseTo(until - expected.start, 2)
    expect(causes.sync).toBeCloseTo(expected.sync, 2)
    expect(nodesOf(causes.root).map(asView)).toEqual(
      nodesOf(causes.root).map(({ id }) => fromView(recording.byId(id)!)),
    )
  }
}

function asView({ children, waited: _, ...node }: CauseNode): unknown {
  return { ...node, strays: children.filter(({ parent }) => parent !== node.id) }
}

function fromView(view: DispatchView): unknown {
  const { id, event, bus, time, sync, wait, status, parent, parentListener, parentListenerId } = view
  const shared = { id, event, bus, time, sync, wait, status, parent, parentListener, parentListenerId }
  return { ...shared, errors: view.errors.length, omitted: 0, strays: [] }
}

interface Plan {
  readonly kind: 'inline' | 'async' | 'late' | 'failing'
  readonly ms: number
  readonly then: readonly Plan[]
}

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.record({
    kind: fc.constantFrom('inline' as const, 'async' as const, 'late' as const, 'failing' as const),
    ms: fc.nat(9),
    then: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'plan' },
      fc.constant([]),
      fc.array(tie('plan'), { maxLength: 3, depthIdentifier: 'plan' }),
    ),
  }),
}))

/** Nested dispatches, inline, from microtasks and after waits; `unit` is the ms of a tick. */
function nesting(capacity: number, unit: number) {
  const test = recordedBus({ capacity })
  const { bus, clock } = test
  const gates: Deferred<void>[] = []
  const go = (plans: readonly Plan[], dispatch: (name: string, payload: Plan) => unknown): void => {
    for (const next of plans) {
      dispatch(next.kind, next)
      clock.advance(unit)
    }
  }
  const inline = ({ ms, then }: Plan): void => {
    clock.advance(ms * unit)
    go(then, (name, payload) => bus.dispatch(name, payload))
  }
  bus.on('inline', () => clock.advance(2 * unit), { name: 'first' })
  bus.on('inline', (payload) => inline(payload as Plan))
  bus.on('inline', () => clock.advance(2 * unit), { name: 'last' })
  bus.on('async', (payload) => inline(payload as Plan), { async: true })
  bus.on('failing', (payload) => {
    inline(payload as Plan)
    throw new Error('broken')
  })
  bus.on('late', async (payload, context) => {
    const { ms, then } = payload as Plan
    clock.advance(ms * unit)
    const gate = deferred()
    gates.push(gate)
    await gate.promise
    go(then, (name, child) => context.dispatch(name, child))
  })
  return { ...test, gates }
}

describe('causes', () => {
  it('of any program are those that the parents tell, with times of the whole chain', async () => {
    const property = fc.asyncProperty(
      fc.array(plan, { maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(20), { maxLength: 8 }),
      // A tenth of a ms is the step of a page's clock, and has no exact number.
      fc.constantFrom(1, 0.1),
      async (plans, capacity, settles, unit) => {
        const { bus, recording, gates, clock } = nesting(capacity, unit)
        let tree: CauseTree | undefined
        let time = 0
        const refresh = (): void => {
          const id = recording.at(Math.floor(recording.size / 2))?.id
          if (tree === undefined && id !== undefined) tree = new CauseTree(recording, id)
          time += 1_000
          tree?.update(Infinity, () => time)
          if (tree !== undefined) expectReference(recording, tree)
        }
        for (const next of plans) {
          bus.dispatch(next.kind, next)
          await flush()
          refresh()
        }
        expectReference(recording)
        for (const which of settles) {
          clock.advance(3 * unit)
          gates.splice(which % Math.max(1, gates.length), 1)[0]?.resolve()
          await flush()
          refresh()
        }
        expectReference(recording)
      },
    )
    await expect(fc.assert(property, { numRuns: 80 })).resolves.toBeUndefined()
  })

  it('name the listener that made each dispatch, and none where that is not known', async () => {
    const { bus, recording } = recordedBus()
    bus.on('order.placed', () => void bus.dispatch('card.charged'), { name: 'charge card' })
    bus.on('card.charged', () => undefined)
    const handle = bus.dispatch('order.placed')
    handle.dispatch('order.closed')
    const { root } = recording.causes(handle.id)!
    expect(root.parent).toBeUndefined()
    expect(root.children).toMatchObject([
      { event: 'card.charged', parent: handle.id, parentListener: 'charge card' },
      { event: 'order.closed', parent: handle.id, parentListener: undefined, parentListenerId: undefined },
    ])
  })

  it('say which ancestor is missing', () => {
    const { bus, recording } = recordedBus({ capacity: 2 })
    const ids: number[] = []
    for (const [event, next] of ['abc', 'bcd', 'cde'])
      bus.on(event!, () => void ids.push(bus.dispatch(next!).id))
    bus.on('a', (_, { id }) => void ids.push(id))
    const first = bus.dispatch('a')
    const [oldest, newest] = recording.find('')
    expect(recording.causes(newest!.id)).toMatchObject({ missing: oldest!.parent, beyond: undefined })
    expect(recording.causes(newest!.id)?.path).toEqual([oldest!.id, newest!.id])
    expect(recording.causes(newest!.id)?.root.parentListener).toBeUndefined()
    expect(recording.causes(first.id)).toBeUndefined()
    expect(recording.causes(NaN)).toBeUndefined()
  })

  it('are bounded; the path and what came of the dispatch itself are shown first', async () => {
    const { bus, recording } = recordedBus()
    bus.on('start', () => {
      for (let count = 0; count < 3_000; count++) bus.dispatch('noise')
      bus.dispatch('wanted')
    })
    bus.on('wanted', () => {
      for (let count = 0; count < 900; count++) bus.dispatch('effect')
    })
    bus.dispatch('start')
    const [wanted] = recording.find('wanted')
    const { root, size, cut } = recording.causes(wanted!.id)!
    expect(size).toBe(3_902)
    const ids = idsOf(root)
    expect(ids.length).toBe(size - cut)
    expect(root.omitted).toBe(2_000)
    expect(root.children.length).toBe(1_001)
    expect(root.children.at(-1)).toMatchObject({ id: wanted!.id, omitted: 0 })
    expect(root.children.at(-1)!.children.length).toBe(900)
  })
})

/** Dispatches `turn` events in a circle, `count` in all, each by its own listener. */
function circle(turn: readonly string[], count: number, async: boolean) {
  const test = recordedBus({ capacity: 50_000 })
  let left = count
  for (const [at, event] of turn.entries()) {
    const next = turn[(at + 1) % turn.length]!
    test.bus.on(event, (_, dispatch) => void (--left > 0 && dispatch.dispatch(next)), {
      name: `to ${next}`,
      async,
    })
  }
  test.bus.on('click', () => void test.bus.dispatch(turn[0]!), { name: 'button' })
  return test
}

describe('a loop', () => {
  it('of listeners that answer each other is named, up to the refusal', () => {
    const { bus, recording } = circle(['currency.changed', 'prices.changed'], Infinity, false)
    const click = bus.dispatch('click')
    const expected = {
      name: 'currency.changed → prices.changed → currency.changed',
      events: ['currency.changed', 'prices.changed'],
      listeners: ['to prices.changed', 'to currency.changed'],
      ended: 'refused',
    }
    const all = recording.find('')
    for (const id of [click.id, all[3]!.id, all.at(-1)!.id]) {
      const { loop, path, size, cut } = recording.causes(id)!
      expect(loop).toMatchObject(expected)
      expect(loop!.repeats).toBe(Math.floor((size - 1) / 2))
      expect([path[0], cut]).toEqual([click.id, 0])
      expect([loop!.first, loop!.last]).toEqual([all[1]!.id, all.at(-1)!.id])
    }
  })

  it('through async listeners goes on for thousands of dispatches, without recursion', async () => {
    const { bus, recording } = circle(['a', 'b', 'c'], 30_000, true)
    const { id } = bus.dispatch('click')
    await bus.wait()
    const first = recording.causes(id)!
    expect(first).toMatchObject({
      size: 30_001,
      cut: 28_000,
      loop: { name: 'a → b → c → a', ended: 'stopped' },
    })
    const last = recording.causes(recording.at(30_000)!.id)!
    expect(last.path.length).toBe(10_000)
    expect(last).toMatchObject({ missing: undefined, beyond: last.path[0]! - 1, loop: { repeats: 3_333 } })
  })

  it('is found among what its listeners dispatch besides, before and after', () => {
    const { bus, recording } = circle(['a', 'b'], 20, false)
    for (const event of ['a', 'b']) {
      bus.on(event, () => void bus.dispatch('log'), { name: 'log' })
    }
    const other = recordedBus()
    other.bus.on('a', (left) => {
      other.bus.dispatch('before')
      if (Number(left) > 0) other.bus.dispatch('a', Number(left) - 1)
      other.bus.dispatch('after')
    })
    expect(recording.causes(bus.dispatch('click').id)?.loop).toMatchObject({ name: 'a → b → a', repeats: 10 })
    const { id } = other.bus.dispatch('a', 9)
    expect(other.recording.causes(id)?.loop).toMatchObject({ name: 'a → a', repeats: 10 })
  })

  it('is refused also where something else was refused first', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => void bus.dispatch('log'), { name: 'log' })
    bus.on('a', () => void bus.dispatch('a'), { name: 'again' })
    const { id } = bus.dispatch('a')
    expect(recording.causes(id)?.loop).toMatchObject({ name: 'a → a', ended: 'refused' })
  })

  it('that still goes on is running, and one that came to its end has stopped', async () => {
    const { bus, recording, clock } = recordedBus()
    const gates: Deferred<void>[] = []
    bus.on(
      'poll',
      async (_, dispatch) => {
        gates.push(deferred())
        await gates.at(-1)!.promise
        if (gates.length < 5) dispatch.dispatch('poll')
      },
      { name: 'again' },
    )
    const { id } = bus.dispatch('poll')
    const tree = new CauseTree(recording, id)
    let time = 0
    const loopAfter = async (count: number): Promise<unknown> => {
      while (gates.length < count) {
        gates.at(-1)!.resolve()
        await flush()
        clock.advance(10)
      }
      time += 1_000
      tree.update(Infinity, () => time)
      return tree.causes?.loop
    }
    expect(await loopAfter(2)).toBeUndefined()
    expect(await loopAfter(3)).toMatchObject({ name: 'poll → poll', repeats: 3, ended: 'running' })
    expect(tree.causes).toMatchObject({ end: undefined, total: 20 })
    expect(await loopAfter(5)).toMatchObject({ repeats: 5, ended: 'running' })
    gates.at(-1)!.resolve()
    await flush()
    expect(await loopAfter(5)).toMatchObject({ repeats: 5, ended: 'stopped' })
    expect(tree.causes).toMatchObject({ end: 1_040, total: 40 })
  })

  it('goes on through a listener that is registered anew for each turn', async () => {
    const { bus, recording } = recordedBus()
    let left = 20
    const wire = (): void => {
      bus.once('poll', again, { name: 'again', async: true })
    }
    const again = (_: unknown, dispatch: Pick<typeof bus, 'dispatch'>): void => {
      if (--left < 0) return
      wire()
      dispatch.dispatch('poll')
    }
    wire()
    const { id } = bus.dispatch('poll')
    await bus.wait()
    expect(recording.causes(id)?.loop).toMatchObject({ name: 'poll → poll', listeners: ['again'] })
    expect(recording.causes(id)?.loop?.repeats).toBeGreaterThan(15)
  })

  it('is no chain of different events, and none of the same event by different listeners', () => {
    const { bus, recording } = recordedBus()
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    for (const [at, name] of names.entries()) {
      bus.on(name, () => void (at < 6 && bus.dispatch(names[at + 1]!)))
      bus.on('same', (depth) => void (depth === at && bus.dispatch('same', at + 1)), {
        name: `listener ${at}`,
      })
    }
    expect(recording.causes(bus.dispatch('a').id)).toMatchObject({ size: 7, loop: undefined })
    expect(recording.causes(bus.dispatch('same', 0).id)).toMatchObject({ size: 8, loop: undefined })
  })
})

describe('a loop is not seen', () => {
  it('where it is not known who dispatched', () => {
    const { bus, recording } = recordedBus()
    let handle = bus.dispatch('tick')
    for (let count = 0; count < 20; count++) handle = handle.dispatch('tick')
    expect(recording.causes(handle.id)).toMatchObject({ size: 21, loop: undefined })
  })

  it('where listeners of one name, registered at different places, made them', () => {
    const { bus, recording } = recordedBus()
    const answer = (depth: unknown, at: number): void => {
      if (depth === at) bus.dispatch('same', at + 1)
    }
    bus.on('same', (depth) => answer(depth, 0), { name: 'answer' })
    bus.on('same', (depth) => answer(depth, 1), { name: 'answer' })
    bus.on('same', (depth) => answer(depth, 2), { name: 'answer' })
    bus.on('same', (depth) => answer(depth, 3), { name: 'answer' })
    expect(recording.causes(bus.dispatch('same', 0).id)).toMatchObject({ size: 5, loop: undefined })
  })
})

describe('a tree that is kept', () => {
  it('looks at new rows in steps, and stays the same object while nothing of it changes', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => void bus.dispatch('b'))
    const { id } = bus.dispatch('a')
    for (let count = 0; count < 5_000; count++) bus.dispatch('other')
    let time = 0
    const clock = (): number => time++
    const tree = new CauseTree(recording, id)
    expect(tree.update(0, clock)).toBe(false)
    expect(tree.causes).toBeUndefined()
    while (!tree.update(time, clock));
    const { causes } = tree
    expect(causes?.size).toBe(2)
    bus.dispatch('other')
    time += 1_000
    expect(tree.update(Infinity, clock)).toBe(true)
    expect(tree.causes).toBe(causes)
  })

  it('looks at little in a step, however long the chain is', async () => {
    const { bus, recording } = circle(['a', 'b', 'c'], 30_000, true)
    bus.dispatch('click')
    await bus.wait()
    let looks = 0
    const count = (of: object): object =>
      new Proxy(of, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key, target)
          if (typeof value !== 'function') return value
          return (...rest: unknown[]): unknown => {
            looks++
            return Reflect.apply(value, target, rest)
          }
        },
      })
    const watched: Recording = Object.create(recording, { columns: { value: count(recording.columns) } })
    const tree = new CauseTree(watched, recording.at(30_000)!.id)
    let time = 0
    let most = 0
    for (let done = false; !done; most = Math.max(most, looks)) {
      looks = 0
      done = tree.update(0, () => time++)
    }
    expect(tree.causes?.path.length).toBe(10_000)
    expect(tree.causes?.loop?.repeats).toBe(3_333)
    expect(most).toBeLessThan(8_000)
  })

  it('begins anew where its root was dropped, and ends with its dispatch', () => {
    const { bus, recording, recorder } = recordedBus({ capacity: 4 })
    bus.on('a', () => void bus.dispatch('b'))
    bus.on('b', () => void bus.dispatch('c'))
    const { id } = bus.dispatch('a')
    const tree = new CauseTree(recording, id + 1)
    let time = 0
    const sizes: (number | undefined)[] = []
    for (let count = 0; count < 5; count++) {
      tree.update(Infinity, () => time)
      sizes.push(tree.causes?.size)
      bus.dispatch('other')
      time += 1_000
    }
    expect(sizes).toEqual([3, 3, 2, undefined, undefined])
    recorder.clear()
    expect(tree.update(Infinity, () => time)).toBe(true)
    expect(tree.causes).toBeUndefined()
  })

  it('asks for no row that was dropped while it was read', () => {
    for (let steps = 0; steps < 40; steps += 3) {
      const { bus, recording } = recordedBus({ capacity: 5_000 })
      bus.on('start', () => {
        for (let count = 0; count < 1_500; count++) bus.dispatch('effect')
      })
      const { id } = bus.dispatch('start')
      let time = 0
      const tree = new CauseTree(recording, id + 1)
      for (let step = 0; step < steps; step++) tree.update(0, () => time++)
      for (let count = 0; count < 12_000; count++) bus.dispatch('other')
      time += 1_000_000
      while (!tree.update(Infinity, () => time++));
      expect(tree.causes).toBeUndefined()
    }
  })
})
