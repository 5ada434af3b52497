import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DispatchView, parseQuery, type Recording } from '../index.ts'
import { deferred, flush, recordedBus } from '../test-support.ts'

/** A query as a tree, each term as it is written and as what it means. */
type Tree =
  | { text: string; test: (view: DispatchView, now: number) => boolean }
  | { not: Tree }
  | { and: Tree[] }
  | { or: Tree[] }

const NAMES = ['cart.added', 'Cart.Removed', 'user', 'user.cart', 'a b']
const LISTENERS = ['Badge', 'charge card', 'cart']
const SKUS = ['A1', 'b2', 'a', '5', 'null']

/** Dispatches of every kind; what is pending when it ends has waited for a while. */
async function record(steps: readonly Step[]): Promise<{ recording: Recording; now: number }> {
  const { bus, recording, clock } = recordedBus()
  for (const { name, listener, advance, outcome, payload } of steps) {
    const pending = deferred()
    const subscription = bus.on(
      name,
      () => {
        clock.advance(advance)
        if (outcome === 'throws') throw new Error(`no ${listener}`)
        return outcome === 'returns' ? undefined : pending.promise
      },
      { name: listener },
    )
    bus.dispatch(name, payload)
    subscription()
    clock.advance(advance)
    if (outcome === 'resolves') pending.resolve()
    if (outcome === 'rejects') pending.reject('declined')
    await flush()
  }
  clock.advance(7)
  return { recording, now: recording.now() }
}

const step = fc.record({
  name: fc.constantFrom(...NAMES),
  listener: fc.constantFrom(...LISTENERS),
  advance: fc.constantFrom(0, 0.1, 4, 16, 30),
  outcome: fc.constantFrom('returns', 'throws', 'resolves', 'rejects', 'pends'),
  payload: fc.record(
    {
      sku: fc.oneof(fc.constantFrom<unknown>(...SKUS, 5, null, undefined, true)),
      total: fc.constantFrom<unknown>(1, 5, 16, '5'),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const quotes = fc.constantFrom('"', "'", '')
/** The text as a value, in one of the ways to write it. */
const written = (text: string, quote: string): string =>
  quote === '' && / /.test(text) ? `"${text}"` : quote + text + quote
const lower = (text: string): string => text.toLowerCase()
/** A text in upper or lower case. */
const cased = (text: string) => fc.constantFrom(text, text.toUpperCase(), text.toLowerCase())

const textsOf: Record<string, (view: DispatchView) => string[]> = {
  name: (view) => [view.event],
  event: (view) => [view.event],
  bus: (view) => [view.bus],
  source: (view) => [view.bus],
  listener: (view) => view.runs.map((run) => run.listener),
  error: (view) =>
    view.errors.flatMap(({ message, cause }) => [
      message,
      cause instanceof Error ? cause.message : String(cause),
    ]),
}

const textTerm = fc
  .record({
    field: fc
      .constantFrom(...Object.keys(textsOf))
      .chain((field) => fc.tuple(fc.constant(field), cased(field))),
    words: fc.array(
      fc.constantFrom('cart', 'card', 'Badge', 'user', 'shop', 'declined', 'a', 'zz', ...NAMES).chain(cased),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    operator: fc.constantFrom(':', '=', '!='),
    quote: quotes,
  })
  .map(({ field: [field, spelled], words, operator, quote }) => ({
    text: `${spelled}${operator}${words.map((word) => written(word, quote)).join('|')}`,
    test: (view: DispatchView) => {
      const texts = textsOf[field]!(view).map(lower)
      const found = words.some((word) =>
        texts.some((text) => (operator === ':' ? text.includes(lower(word)) : text === lower(word))),
      )
      return operator === '!=' ? !found : found
    },
  }))

const globTerm = fc
  .record({ field: fc.constantFrom('name', 'listener'), pattern: fc.stringMatching(/^[acrtdeu.?*]{1,6}$/) })
  .filter(({ pattern }) => /[*?]/.test(pattern))
  .map(({ field, pattern }) => {
    const source = pattern.replaceAll('.', '\\.').replaceAll('*', '[^]*').replaceAll('?', '[^]')
    const expected = new RegExp(`^${source}$`, 'i')
    return {
      text: `${field}:${pattern}`,
      test: (view: DispatchView) => textsOf[field]!(view).some((text) => expected.test(text)),
    }
  })

const wordTerm = fc
  .record({
    word: fc.constantFrom('cart', 'CARD', 'sku', 'a1', '16', 'null', 'no', 'zz', 'b c'),
    quote: quotes,
  })
  .map(({ word, quote }) => ({
    text: written(word, quote),
    test: (view: DispatchView) => {
      const inPayload = Object.entries(view.payload as object).flatMap(([key, value]) => [
        key,
        ...(value === undefined ? [] : [String(value)]),
      ])
      const texts = [
        ...['name', 'bus', 'listener', 'error'].flatMap((field) => textsOf[field]!(view)),
        ...inPayload,
      ]
      return texts.some((text) => lower(text).includes(lower(word)))
    },
  }))

const statusTerm = fc
  .record({
    statuses: fc.subarray(['ok', 'failed', 'waiting'], { minLength: 1 }),
    operator: fc.constantFrom(':', '=', '!='),
  })
  .map(({ statuses, operator }) => ({
    text: `status${operator}${statuses.join('|')}`,
    test: (view: DispatchView) =>
      (statuses.includes(view.status) || (statuses.includes('failed') && view.errors.length > 0)) ===
      (operator !== '!='),
  }))

const COMPARE: Record<string, (a: number | string, b: number | string) => boolean> = {
  ':': (a, b) => a === b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
}

/** What is pending was returned from after its synchronous part, and waits since. */
function waitOf(view: DispatchView, now: number): number | undefined {
  return view.status === 'waiting' ? now - view.time - view.sync : view.wait
}

const numbersOf: Record<string, (view: DispatchView, now: number) => number | undefined> = {
  dur: (view, now) => view.sync + (waitOf(view, now) ?? 0),
  sync: (view) => view.sync,
  wait: waitOf,
  id: (view) => view.id,
  parent: (view) => view.parent,
  listeners: (view) => view.runs.length,
  errors: (view) => view.errors.length,
}

const numberTerm = fc
  .record({
    field: fc.constantFrom(...Object.keys(numbersOf)),
    operator: fc.constantFrom(...Object.keys(COMPARE)),
    number: fc.constantFrom(0, 0.1, 1, 2, 4, 16, 20, 30, 37.5),
    unit: fc.constantFrom('', 'ms', 's', 'us'),
  })
  .map(({ field, operator, number, unit: wished }) => {
    const unit = ['dur', 'sync', 'wait'].includes(field) ? wished : ''
    const spelled = unit === 's' ? number / 1_000 : unit === 'us' ? number * 1_000 : number
    return {
      text: `${field}${operator}${spelled}${unit}`,
      test: (view: DispatchView, now: number) => {
        const value = numbersOf[field]!(view, now)
        // Kept in single precision, and added up: 30.1 is no exact number, 30.0999… neither.
        return value === undefined
          ? operator === '!='
          : COMPARE[operator]!(Math.round(value * 1e3), Math.round(number * 1e3))
      },
    }
  })

const pathTerm = fc
  .record({
    key: fc.constantFrom('sku', 'total', 'none'),
    operator: fc.constantFrom(...Object.keys(COMPARE)),
    value: fc.constantFrom('a', 'A1', '5', '16', 'null', 'true', 'undefined'),
    isQuoted: fc.boolean(),
  })
  .map(({ key, operator, value, isQuoted }) => ({
    text: `payload.${key}${operator}${isQuoted ? `"${value}"` : value}`,
    test: (view: DispatchView) => {
      const payload = view.payload as Record<string, unknown>
      const found =
        key in payload && passes(payload[key], operator === '!=' ? '=' : operator, value, isQuoted)
      return operator === '!=' ? !found : found
    },
  }))

function passes(actual: unknown, operator: string, value: string, isQuoted: boolean): boolean {
  if (operator === ':' || operator === '=') {
    if (typeof actual === 'string')
      return operator === ':' ? lower(actual).includes(lower(value)) : lower(actual) === lower(value)
    return !isQuoted && String(actual) === value
  }
  const isNumber = !isQuoted && /^\d+$/.test(value)
  if (isNumber) return typeof actual === 'number' && COMPARE[operator]!(actual, Number(value))
  return typeof actual === 'string' && COMPARE[operator]!(lower(actual), lower(value))
}

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(textTerm, globTerm, wordTerm, statusTerm, numberTerm, pathTerm) as fc.Arbitrary<Tree>,
    fc.record({ not: tie('tree') }),
    fc.record({ and: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }) }),
    fc.record({ or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
  ),
})).tree

/** The tree as a query, with parentheses where they are needed. */
function print(node: Tree, style: { not: string; and: string }, within: 'or' | 'and' | 'not' = 'or'): string {
  if ('text' in node) return node.text
  if ('not' in node) return `${style.not}${print(node.not, style, 'not')}`
  const [parts, joint] = 'and' in node ? [node.and, style.and] : [node.or, ' OR ']
  const inner = parts.map((part) => print(part, style, 'and')).join(joint)
  return within === 'or' ? inner : `(${inner})`
}

function holds(node: Tree, view: DispatchView, now: number): boolean {
  if ('text' in node) return node.test(view, now)
  if ('not' in node) return !holds(node.not, view, now)
  return 'and' in node
    ? node.and.every((part) => holds(part, view, now))
    : node.or.some((part) => holds(part, view, now))
}

it('any query finds what a plain reading of it finds', async () => {
  const styles = fc.record({
    not: fc.constantFrom('-', 'NOT ', '- '),
    and: fc.constantFrom(' ', ' AND ', '  '),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.array(fc.tuple(tree, styles), { minLength: 8, maxLength: 8 }),
      async (steps, trees) => {
        const { recording, now } = await record(steps)
        const views = recording.find('')
        for (const [node, style] of trees) {
          const text = print(node, style)
          const { error, matches } = parseQuery(text)
          expect([text, error]).toEqual([text, undefined])
          const found = views.map((_, row) => matches(recording.columns, row))
          expect([text, ...found]).toEqual([text, ...views.map((view) => holds(node, view, now))])
        }
      },
    ),
    { numRuns: 200 },
  )
})
