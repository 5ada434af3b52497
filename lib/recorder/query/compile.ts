import type { RecordingColumns } from '../types.ts'
import { NUMBER_READERS, type NumberField } from './fields.ts'
import type { QueryNode } from './parse.ts'
import { isThere, literalTest, ordered, pathTest, wantedTest } from './payload-match.ts'
import { mayBeInNumber, Search } from './search.ts'
import type { Term } from './term.ts'
import { memoized } from './text.ts'

/** Whether a row is wanted. */
export type RowPredicate = (columns: RecordingColumns, row: number) => boolean

/** What a part costs to ask of a row: the cheaper ones are asked first. */
const COST = { column: 1, name: 2, error: 3, listener: 4, path: 5, text: 6 } as const

interface Compiled {
  readonly matches: RowPredicate
  readonly cost: number
}

/** Makes the test of rows that a query asks for. */
export function compile(node: QueryNode): RowPredicate {
  return compileNode(node).matches
}

function compileNode(node: QueryNode): Compiled {
  switch (node.type) {
    case 'term':
      return compileTerm(node.term)
    case 'not': {
      const { matches, cost } = compileNode(node.part)
      return { matches: (columns, row) => !matches(columns, row), cost }
    }
    default: {
      const parts = node.parts.map(compileNode).sort((a, b) => a.cost - b.cost)
      const tests = parts.map(({ matches }) => matches)
      return { matches: node.type === 'and' ? all(tests) : some(tests), cost: parts.at(-1)!.cost }
    }
  }
}

function all(tests: readonly RowPredicate[]): RowPredicate {
  return (columns, row) => {
    for (let at = 0; at < tests.length; at++) if (!tests[at]!(columns, row)) return false
    return true
  }
}

function some(tests: readonly RowPredicate[]): RowPredicate {
  return (columns, row) => {
    for (let at = 0; at < tests.length; at++) if (tests[at]!(columns, row)) return true
    return false
  }
}

function compileTerm(term: Term): Compiled {
  switch (term.type) {
    case 'text':
      return compileText(term)
    case 'status': {
      const { statuses } = term
      // What has failed in part is shown as failed, although it waits still.
      const failed = statuses.includes('failed')
      return {
        matches: (columns, row) =>
          statuses.includes(columns.status(row)) || (failed && columns.errorCount(row) > 0),
        cost: COST.column,
      }
    }
    case 'origin':
      return { matches: compileOrigin(term), cost: COST.name }
    case 'number':
      return { matches: compileNumber(term), cost: COST.column }
    case 'exists':
      return compilePath(pathTest(term.path, isThere))
    case 'path':
      return compilePath(pathTest(term.path, literalTest(term.comparison, term.literals)))
  }
}

function compilePath(finds: ReturnType<typeof pathTest>): Compiled {
  return { matches: (columns, row) => finds(columns.payload(row), columns.isReference(row)), cost: COST.path }
}

function compileText({ field, wanted }: Term & { type: 'text' }): Compiled {
  const test = wantedTest(wanted)
  const search = new Search(
    test,
    wanted.some(({ text }) => mayBeInNumber(text)),
  )
  switch (field) {
    case 'name': {
      const isWanted = memoized(test)
      return { matches: (columns, row) => isWanted(columns.event(row)), cost: COST.name }
    }
    case 'bus': {
      const isWanted = memoized(test)
      return { matches: (columns, row) => isWanted(columns.bus(row)), cost: COST.name }
    }
    case 'error':
      return { matches: (columns, row) => search.isInError(columns, row), cost: COST.error }
    case 'listener':
      return { matches: (columns, row) => search.isInListener(columns, row), cost: COST.listener }
    case 'payload':
      return {
        matches: (columns, row) => search.isInPayload(columns.payload(row), columns.isReference(row)),
        cost: COST.text,
      }
    case 'any':
      return { matches: (columns, row) => search.isInRow(columns, row), cost: COST.text }
  }
}

function compileOrigin({ from, wanted }: Term & { type: 'origin' }): RowPredicate {
  const local = from.includes('local')
  const remote = from.includes('remote')
  const test = wantedTest(wanted)
  // Few ways in and few senders, but each message has an id of its own.
  const isWanted = memoized(test)
  return (columns, row) => {
    const origin = columns.origin(row)
    if (origin === undefined) return local
    return remote || isWanted(origin.via) || isWanted(origin.sender) || test(origin.id)
  }
}

/** Fields kept with the precision of a 32-bit float. */
const ROUNDED: ReadonlySet<NumberField> = new Set(['dur', 'sync', 'wait'])

function compileNumber({ field, comparison, values }: Term & { type: 'number' }): RowPredicate {
  const read = NUMBER_READERS[field]
  const wanted = values.map((value) => {
    if (value === null) return undefined
    return ROUNDED.has(field) ? Math.fround(value) : value
  })
  const [first] = wanted
  if (comparison === '=') {
    return wanted.length === 1
      ? (columns, row) => read(columns, row) === first
      : (columns, row) => wanted.includes(read(columns, row))
  }
  const passes = ordered(comparison, first!)
  return (columns, row) => {
    const value = read(columns, row)
    return value !== undefined && passes(value)
  }
}
