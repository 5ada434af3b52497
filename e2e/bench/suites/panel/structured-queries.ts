import { STRUCTURED, type StructuredQuery } from '../../pages/load/structured.ts'
import { paste, type Query, readyToFilter } from './ask.ts'

const SUITE = 'panel, structured queries over 1 000 000'
const FIRST_MS = 100
const COMPLETE_MS = 500

/** What is found, in the words of the report. */
const FINDS: Readonly<Record<StructuredQuery, string>> = {
  common: 'what is common',
  rare: 'one row in a thousand',
  handful: 'thirty rows',
}

/** Queries over several columns: until the rows in view are right, and until all rows were looked at and counted. */
export const STRUCTURED_QUERIES: readonly Query[] = (Object.keys(FINDS) as StructuredQuery[]).map(
  (query) => ({
    suite: SUITE,
    awaited: [
      { x: `${FINDS[query]}, first rows`, shown: { kind: 'found', query }, atMost: FIRST_MS },
      { x: `${FINDS[query]}, complete`, shown: { kind: 'counted', query }, atMost: COMPLETE_MS },
    ],
    prepare: readyToFilter,
    ask: paste(STRUCTURED[query].text),
  }),
)
