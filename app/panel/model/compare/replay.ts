import type { ReplayRefusal, ReplayResult } from 'eventscope/recorder'

/** Paths that are named, at most. */
const MAX_NAMED = 3

const REFUSALS: Readonly<Record<ReplayRefusal, string>> = {
  gone: 'It is no longer in the recording',
  'no bus': 'Its bus is closed, or not recorded any more',
  'listener removed': 'That listener is registered no more',
  'no payload': 'Its payload was not kept: edit it first',
}

/** What is to be said of a dispatch that was made again, or not; nothing where all went well. */
export function replayRemark({ reason, lost }: ReplayResult): string | undefined {
  if (reason !== undefined) return REFUSALS[reason]
  if (lost.length === 0) return undefined
  const named = lost.slice(0, MAX_NAMED).map(({ path }) => (path === '' ? 'the payload' : path))
  const more = lost.length > MAX_NAMED ? ` and ${lost.length - MAX_NAMED} more` : ''
  return `Dispatched without what was not kept: ${named.join(', ')}${more}`
}
