import { fieldsOf, type OutboxEntry, type OutboxKey, readEntry } from './store.ts'

/** What outboxes over one store tell each other. */
export type News =
  | { readonly kind: 'added'; readonly key: OutboxKey; readonly entry: OutboxEntry }
  | { readonly kind: 'tried'; readonly id: string; readonly tries: number; readonly error: string }
  | { readonly kind: 'gone'; readonly id: string }

/** Undefined for what is none: another version of the page may be open in another tab. */
export function readNews(value: unknown): News | undefined {
  const { kind, key, entry, id, tries, error } = fieldsOf(value)
  if (kind === 'added' && (typeof key === 'number' || typeof key === 'string')) {
    const read = readEntry(entry)
    return read && { kind, key, entry: read }
  }
  if (typeof id !== 'string') return undefined
  if (kind === 'gone') return { kind, id }
  return kind === 'tried' && typeof tries === 'number' && typeof error === 'string'
    ? { kind, id, tries, error }
    : undefined
}
