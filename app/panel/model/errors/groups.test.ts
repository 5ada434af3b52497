import type { ErrorGroup } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { known, recordedBus } from '../listeners/test-support.ts'
import { groupQuery, nextErrorSort, occurrenceIn, registrationToRun, sortGroups } from './groups.ts'
import { ErrorsModel } from './view-state.ts'

function failing() {
  const made = recordedBus()
  const { bus, recording, pass } = made
  const groups = (): readonly ErrorGroup[] => {
    const tally = new ErrorsModel(recording).tally(undefined, '')
    tally.update(Infinity, () => 0)
    return tally.result.groups
  }
  const send = (event: string, payload?: unknown): number => {
    pass(10)
    return bus.dispatch(event, payload).id
  }
  const group = (listener: string, message?: string): ErrorGroup => {
    return known(
      groups().find((one) => one.listener === listener && (message ?? one.message) === one.message),
    )
  }
  return { ...made, groups, group, send }
}

const fail = (message: string) => (): void => {
  throw new Error(message)
}

test('what failed last comes first, unless it is sorted by something else', () => {
  const { bus, groups, send } = failing()
  bus.on('a', fail('often'), { name: 'zebra' })
  bus.on('b', fail('seldom'), { name: 'ant' })
  for (let times = 0; times < 3; times++) send('a')
  send('b')
  const messages = (...sort: Parameters<typeof nextErrorSort> | []): string[] =>
    sortGroups(groups(), sort.length === 0 ? undefined : nextErrorSort(...sort)).map(({ message }) => message)
  expect(messages()).toEqual(['seldom', 'often'])
  expect(messages(undefined, 'count')).toEqual(['often', 'seldom'])
  expect(messages({ column: 'count', desc: true }, 'count')).toEqual(['seldom', 'often'])
  expect(messages({ column: 'count', desc: false }, 'count'), 'sorted no more').toEqual(['seldom', 'often'])
  expect(messages(undefined, 'listener')).toEqual(['seldom', 'often'])
  expect(messages(undefined, 'message')).toEqual(['often', 'seldom'])
  expect(messages(undefined, 'first')).toEqual(['seldom', 'often'])
})

test('an occurrence is the error of the group, also where others failed for the same dispatch', () => {
  const { bus, recording, group, send } = failing()
  bus.on('a', fail('first'), { name: 'same' })
  bus.on('a', fail('second'), { name: 'same' })
  bus.on('a', fail('third'), { name: 'other' })
  const view = known(recording.byId(send('a')))
  for (const [name, message] of [
    ['same', 'first'],
    ['same', 'second'],
    ['other', 'third'],
  ] as const) {
    const found = occurrenceIn(view, group(name, message))
    expect(found?.cause).toMatchObject({ message })
    expect(recording.listener(found?.listenerId ?? -1)?.name).toBe(name)
  }
})

test('what failed without a listener is told as such', async () => {
  const { bus, recording, groups, send } = failing()
  await bus.close()
  const view = known(recording.byId(send('late')))
  const [refused] = groups()
  expect(refused?.listener).toBeUndefined()
  const found = occurrenceIn(view, known(refused))
  expect(found?.cause).toBeInstanceOf(Error)
  expect(found?.listenerId).toBeUndefined()
})

test('the registration that failed runs again, or one of the same name once that is removed', () => {
  const { bus, recording, group, send } = failing()
  bus.on('a', fail('x'), { name: 'parser' })
  const remove = bus.on('a', fail('x'), { name: 'parser' })
  send('a')
  const [older, newer] = recording.listeners.map(({ id }) => id)
  expect(registrationToRun(recording, group('parser'), newer)).toBe(newer)
  remove()
  expect(registrationToRun(recording, group('parser'), newer)).toBe(older)
})

test.each(['plain', 'two words "quoted"', 'a (b) OR c*', 'several\nlines', 'x'.repeat(450), ''])(
  'the query of a group finds its dispatches: %j',
  (message) => {
    const { bus, recording, group, send } = failing()
    bus.on('cart.item added', fail(message), { name: 'the "parser"' })
    bus.on('other', fail(message), { name: 'other' })
    const id = send('cart.item added')
    send('other')
    const query = groupQuery(group('the "parser"'))
    expect(query, 'it goes into a box of one line').not.toContain('\n')
    const found = recording.find(query)
    expect(found.map((view) => view.id)).toEqual([id])
  },
)

test('with a query, only the errors of dispatches that match are counted', () => {
  const { bus, recording, send } = failing()
  bus.on('a', fail('x'), { name: 'parser' })
  bus.on('b', fail('y'), { name: 'parser' })
  send('a')
  send('b')
  const model = new ErrorsModel(recording)
  const messages = (query: string): string[] => {
    const tally = model.tally(undefined, query)
    tally.update(Infinity, () => 0)
    return model.resultOf(tally).groups.map(({ message }) => message)
  }
  expect(messages('')).toEqual(['y', 'x'])
  expect(messages('name=a')).toEqual(['x'])
  expect(messages('name=none')).toEqual([])
  const next = model.tally(undefined, '')
  expect(model.resultOf(next).groups, 'what was found before stays').toEqual([])
  next.update(Infinity, () => 0)
  expect(model.resultOf(next).groups).toHaveLength(2)
})

test('a tally is kept until another range or query is asked for', () => {
  const model = new ErrorsModel(recordedBus().recording)
  const all = model.tally(undefined, '')
  expect(model.tally(undefined, '')).toBe(all)
  expect(model.tally(undefined, 'name=a')).not.toBe(all)
  const part = model.tally({ from: 0, to: 1 }, '')
  expect(part).not.toBe(all)
  expect(model.tally({ from: 0, to: 1 }, '')).toBe(part)
})
