import type { Recording } from '../types.ts'
import type { CauseScan } from './cause-scan.ts'
import { type Pass, STEP } from './refreshed.ts'

/**
 * The path, and on from its end: from each dispatch to the child that most came of, of those that are shown. Without
 * recursion: a chain may be thousands long. Undefined where the root was dropped meanwhile.
 */
export function* chainThrough(
  recording: Recording,
  scan: CauseScan,
  shown: readonly number[],
): Pass<readonly number[] | undefined> {
  const { columns } = recording
  const { rows } = scan.path
  const sizes = new Map<number, number>()
  const heirs = new Map<number, number>()
  // Effects come after their causes. Of equals, the first child is the heir.
  for (let at = shown.length - 1; at >= 0; at--) {
    if (at % STEP === 0) yield
    if (!scan.isKept) return undefined
    const row = shown[at]!
    const size = (sizes.get(row) ?? 0) + 1
    sizes.set(row, size)
    const parent = columns.parent(row)
    if (parent === undefined) continue
    const parentRow = recording.rowOf(parent)
    sizes.set(parentRow, (sizes.get(parentRow) ?? 0) + size)
    const heir = heirs.get(parentRow)
    if (heir === undefined || size >= sizes.get(heir)!) heirs.set(parentRow, row)
  }
  const chain = rows.slice()
  let heir = heirs.get(rows.at(-1)!)
  while (heir !== undefined) {
    chain.push(heir)
    heir = heirs.get(heir)
  }
  return chain
}
