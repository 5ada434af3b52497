import diff from 'microdiff'
import { joinPath, toPlain } from '../payload-tree.ts'

/** Changes that are shown, at most. */
const MAX_CHANGES = 500

/** One value that is not the same in two payloads. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed'
  /** As one would write it after the payload's name; empty for the payload itself. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

export interface Comparison {
  readonly changes: readonly Change[]
  /** Changes that are left out. */
  readonly more: number
}

/** What is not the same in two captured payloads; undefined where one of them can't be read. */
export function compare(before: unknown, after: unknown): Comparison | undefined {
  try {
    // Wrapped, for a payload may be a primitive, or another kind of thing than before. What is captured has no cycles.
    const found = diff({ payload: toPlain(before) }, { payload: toPlain(after) }, { cyclesFix: false })
    const changes = found.slice(0, MAX_CHANGES).map((one): Change => {
      const [, ...parts] = one.path
      const path = parts.reduce<string>(
        (path, part) => joinPath(path, String(part), typeof part === 'number' ? 'array' : 'object'),
        '',
      )
      if (one.type === 'CREATE') return { kind: 'added', path, before: undefined, after: one.value }
      if (one.type === 'REMOVE') return { kind: 'removed', path, before: one.oldValue, after: undefined }
      return { kind: 'changed', path, before: one.oldValue, after: one.value }
    })
    return { changes, more: found.length - changes.length }
  } catch {
    return undefined
  }
}
