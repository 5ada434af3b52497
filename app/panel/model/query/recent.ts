import { MAX_RECENT } from '../settings.ts'

/** How long a query is used before it is remembered though nobody confirmed it, ms. */
export const USED_MS = 2_000

/** The queries asked last with one more; those that were only the beginning of it are forgotten. */
export function withRecent(recent: readonly string[], query: string): readonly string[] {
  const text = query.trim()
  if (text === '') return recent
  return [text, ...recent.filter((other) => !text.startsWith(other))].slice(0, MAX_RECENT)
}
