import type { CauseNode, Causes } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { record } from '../test-support.ts'
import { causeLines } from './cause-lines.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** What the lines say: events, indented by their level, and what is not shown. */
function outline(causes: Causes, toggled: ReadonlySet<string> = NOTHING): string[] {
  return causeLines(causes, toggled).map((line) => {
    const text = line.kind === 'dispatch' ? line.node.event : `… ${line.count} ${line.kind}`
    return `${' '.repeat(Math.min(line.level, 40) - 1)}${text}`
  })
}

/** A chain of so many dispatches, each made by a listener of the one before. */
function chainOf(length: number) {
  const { bus, recording } = record()
  const ids: number[] = []
  bus.on('step', (at, dispatch) => {
    ids.push(dispatch.id)
    if (Number(at) < length - 1) dispatch.dispatch('step', Number(at) + 1)
  })
  bus.dispatch('step', 0)
  return { ids, causesOf: (id: number) => recording.causes(id)! }
}

test('effects stand below their causes, in the order of dispatch', () => {
  const { bus, recording } = record()
  bus.on('a', () => {
    bus.dispatch('b')
    bus.dispatch('c')
  })
  bus.on('b', () => void bus.dispatch('d'))
  const { id } = bus.dispatch('a')
  expect(outline(recording.causes(id)!)).toEqual(['a', ' b', '  d', ' c'])
})

test('what is closed hides its effects', () => {
  const { bus, recording } = record()
  bus.on('a', () => void bus.dispatch('b'))
  bus.on('b', () => void bus.dispatch('c'))
  const { id } = bus.dispatch('a')
  const causes = recording.causes(id)!
  expect(outline(causes, new Set([`d${id + 1}`]))).toEqual(['a', ' b'])
})

test('a long chain is shown by its ends, and whole when it is asked for', () => {
  const { ids, causesOf } = chainOf(40)
  const causes = causesOf(ids[0]!)
  const lines = causeLines(causes, NOTHING)
  const gap = lines.find(({ kind }) => kind === 'chain')!
  expect(lines.filter(({ kind }) => kind === 'dispatch')).toHaveLength(40 - 31)
  expect(gap).toMatchObject({ count: 31, expandable: true })
  expect(outline(causes, new Set([gap.id]))).toHaveLength(40)
})

test('the dispatch that is looked at is always shown, with those around it', () => {
  const { ids, causesOf } = chainOf(500)
  for (const at of [0, 3, 100, 250, 499]) {
    const shown = causeLines(causesOf(ids[at]!), NOTHING).flatMap((line) =>
      line.kind === 'dispatch' ? [line.node.id] : [],
    )
    expect(shown).toContain(ids[at])
    expect(shown).toContain(ids[Math.max(0, at - 1)])
    expect(shown).toContain(ids[Math.min(499, at + 1)])
    expect(shown.length).toBeLessThan(30)
  }
})

test('of very many effects the first are shown, and the one that is looked at', () => {
  const { bus, recording } = record()
  bus.on('a', () => {
    for (let at = 0; at < 100; at++) bus.dispatch('b', at)
  })
  const { id } = bus.dispatch('a')
  const lines = causeLines(recording.causes(id + 80)!, NOTHING)
  expect(lines.filter(({ kind }) => kind === 'dispatch')).toHaveLength(1 + 25 + 1)
  expect(lines.at(-1)).toMatchObject({ kind: 'siblings', count: 74 })
  const all = causeLines(recording.causes(id)!, new Set([`siblings${id}`]))
  expect(all).toHaveLength(101)
})

test('the path to the dispatch is marked', () => {
  const { bus, recording } = record()
  bus.on('a', () => {
    bus.dispatch('b')
    bus.dispatch('c')
  })
  const { id } = bus.dispatch('a')
  const lines = causeLines(recording.causes(id + 2)!, NOTHING)
  expect(lines.map((line) => line.kind === 'dispatch' && line.onPath)).toEqual([true, false, true])
})

test('more lines than anybody reads are counted', () => {
  const leaf = (id: number): CauseNode => ({ ...node, id, children: [] })
  const node = {
    id: 1,
    event: 'a',
    bus: 'bus',
    time: 0,
    sync: 0,
    status: 'ok',
    errors: 0,
    omitted: 0,
  } as CauseNode
  const root = { ...node, children: Array.from({ length: 5_000 }, (_, at) => leaf(at + 2)) }
  const lines = causeLines({ root, path: [1] } as unknown as Causes, new Set(['siblings1']))
  expect(lines).toHaveLength(2_001)
  expect(lines.at(-1)).toMatchObject({ kind: 'rest', count: 3_001, expandable: false })
})

test('each line has its place among those with the same cause, also among those that are shown only in part', () => {
  const { bus, recording } = record()
  bus.on('a', () => {
    for (let at = 0; at < 30; at++) bus.dispatch('b', at)
  })
  bus.on('b', (at) => {
    if (at === 1) bus.dispatch('c')
  })
  const { id } = bus.dispatch('a')
  const lines = causeLines(recording.causes(id)!, NOTHING)
  const places = (level: number) =>
    lines.filter((line) => line.level === level).map(({ position, setSize }) => [position, setSize])
  expect(places(1)).toEqual([[1, 1]])
  expect(places(2)).toEqual(Array.from({ length: 26 }, (_, at) => [at + 1, 26]))
  expect(places(3)).toEqual([[1, 1]])
})
