import type { DispatchView, Mutation } from 'eventscope/recorder'
import { toJson, toPlain } from '../payload-tree.ts'
import { literalOf, quoted } from './literal.ts'

/** How a dispatch can be copied. */
export const COPY_FORMATS = ['JSON', 'call', 'test'] as const
export type CopyFormat = (typeof COPY_FORMATS)[number]

export function copyAs(format: CopyFormat, view: DispatchView): string {
  if (format === 'JSON') return asJson(view)
  return format === 'call' ? asCall(view) : asTest(view)
}

/** The dispatch with all that was recorded of it. */
function asJson(view: DispatchView): string {
  const { runs, errors, payload, stack: _stack, mutations, moreMutations, ...rest } = view
  const plain = {
    ...rest,
    errors: errors.map(({ message }) => message),
    // Not said where nobody looked, or nothing was changed.
    ...(mutations !== undefined &&
      mutations.length > 0 && { mutations: mutations.map(plainMutation), moreMutations }),
    runs: runs.map(({ error, ...run }) => ({ ...run, ...(error && { error: error.message }) })),
  }
  const text = JSON.stringify(plain, null, 2)
  // The payload may hold what JSON can't say, so it is put in as the payload alone is copied.
  const inner = toJson(payload).replaceAll('\n', '\n  ')
  return payload === undefined ? text : `${text.slice(0, -2)},\n  "payload": ${inner}\n}`
}

function plainMutation({ before, after, ...rest }: Mutation): object {
  return { ...rest, before: toPlain(before), after: toPlain(after) }
}

/** What dispatches it again. */
function asCall({ event, payload }: DispatchView): string {
  return `bus.dispatch(${argumentsOf(event, payload, 0)})`
}

/** A test that dispatches it and expects what happened. */
function asTest(view: DispatchView): string {
  const { event, payload, errors } = view
  const failed = errors.map(({ listener }) => listener)
  const title =
    failed.length === 0 ? `${event} settles without errors` : `${event} fails in ${listOf(failed)}`
  const expected =
    failed.length === 0
      ? 'expect(handle.errors).toEqual([])'
      : `expect(handle.errors.map((error) => error.listener)).toEqual([${failed.map(quoted).join(', ')}])`
  return [
    "import { expect, it } from 'vitest'",
    '// The bus of the page, with its listeners registered.',
    "import { bus } from './bus'",
    '',
    `it(${quoted(title)}, async () => {`,
    `  const handle = bus.dispatch(${argumentsOf(event, payload, 1)})`,
    '  expect(await handle.wait({ timeout: 4_000 })).toBe(true)',
    `  ${expected}`,
    '})',
    '',
  ].join('\n')
}

function argumentsOf(event: string, payload: unknown, depth: number): string {
  const name = quoted(event)
  return payload === undefined ? name : `${name}, ${literalOf(payload, depth)}`
}

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)]
  const last = unique.pop() ?? ''
  return unique.length === 0 ? last || 'no listener' : `${unique.join(', ')} and ${last}`
}
