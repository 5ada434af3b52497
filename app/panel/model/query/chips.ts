import { addTerm, hasTerm, removeTerm } from 'eventscope/recorder'

/** A button beside the filter box that puts a term into it, and takes it out again. */
export interface Chip {
  readonly label: string
  readonly title: string
  readonly pressed: boolean
  /** What the query is after a click. */
  readonly toggled: string
}

const FAILED = 'status:failed'
const WAITING = 'status:waiting'
/** Both at once: a dispatch has one status, so two terms would find none. */
const EITHER = 'status:failed|waiting'

/** @param slowMs synchronous time from which a dispatch is slow */
export function chipsOf(query: string, slowMs: number): readonly Chip[] {
  const either = hasTerm(query, EITHER)
  const failed = either || hasTerm(query, FAILED)
  const waiting = either || hasTerm(query, WAITING)
  const slow = `sync>=${slowMs}`
  const isSlow = hasTerm(query, slow)
  return [
    {
      label: 'Errors',
      title: `Only what failed: ${FAILED}`,
      pressed: failed,
      toggled: withStatus(query, !failed, waiting),
    },
    {
      label: 'Waiting',
      title: `Only what still waits: ${WAITING}`,
      pressed: waiting,
      toggled: withStatus(query, failed, !waiting),
    },
    {
      label: 'Slow',
      title: `Only what held the page for ${slowMs} ms or longer: ${slow}`,
      pressed: isSlow,
      toggled: isSlow ? removeTerm(query, slow) : addTerm(query, slow),
    },
  ]
}

function withStatus(query: string, failed: boolean, waiting: boolean): string {
  const without = [EITHER, FAILED, WAITING].reduce(removeTerm, query)
  if (failed && waiting) return addTerm(without, EITHER)
  if (!failed && !waiting) return without
  return addTerm(without, failed ? FAILED : WAITING)
}
