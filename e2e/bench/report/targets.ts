import { alignLeft, alignRight } from './align.ts'
import { formatPercent, formatQuantity, NONE } from './numbers.ts'
import { type Measure, suitesOf, type Target } from './results.ts'
import { median, ratioOfMedians } from './stats.ts'

/** What a target promises: one of the two limits. */
export type Limit = { readonly atMost: number } | { readonly atLeast: number }

interface Promised {
  readonly suite: string
  readonly text: string
}

/** A target for the ratio of two medians, the first to the second. What was not measured is not met. */
export function ratioTarget(
  of: Measure | undefined,
  to: Measure | undefined,
  promised: Promised & Limit,
): Target {
  return target(ratioOfMedians(of?.values ?? [], to?.values ?? []), '×', promised)
}

/** A target for a median itself, in its unit. What was not measured is not met. */
export function boundTarget(of: Measure | undefined, promised: Promised & Limit): Target {
  return target(median(of?.values ?? []), of?.unit ?? '', promised)
}

/** How a target went: `met`, `MISSED by 12 %` or `NOT MEASURED`. */
export function verdict({ value, limit, atLeast, unit, met }: Target): string {
  if (!isMeasured(value)) return 'NOT MEASURED'
  if (met) return 'met'
  if (limit === 0) return `MISSED by ${formatQuantity(Math.abs(value), unit)}`
  return `MISSED by ${formatPercent(atLeast ? 1 - value / limit : value / limit - 1)}`
}

/** What a target allows: `≤ 1.10 ×`. */
export function limitText({ limit, atLeast, unit }: Target): string {
  return `${atLeast ? '≥' : '≤'} ${formatQuantity(limit, unit)}`
}

/** What was measured for a target. */
export function valueText({ value, unit }: Target): string {
  return isMeasured(value) ? formatQuantity(value, unit) : NONE
}

/** All targets in one sentence, the bad news first. */
export function targetsSummary(targets: readonly Target[]): string {
  if (targets.length === 0) return 'No targets.'
  const missed = targets.filter(({ met }) => !met).length
  if (missed === 0) return `All ${targets.length} targets met.`
  return `${missed} of ${targets.length} targets MISSED.`
}

/** The list of targets for the terminal, by suite; a missed one is marked. */
export function targetsText(targets: readonly Target[]): string {
  const verdicts = alignLeft(targets.map(verdict))
  const values = alignRight(targets.map(valueText))
  const limits = alignLeft(targets.map(limitText))
  const lines = targets.map(({ suite, text, met }, index) => ({
    suite,
    line: [`${met ? ' ' : '✗'} ${verdicts[index]}`, values[index], limits[index], text].join('   '),
  }))
  const blocks = suitesOf(targets).map((suite) =>
    [suite, ...lines.filter((each) => each.suite === suite).map(({ line }) => line)].join('\n'),
  )
  return [...blocks, targetsSummary(targets)].join('\n\n')
}

function target(value: number, unit: string, { suite, text, ...limit }: Promised & Limit): Target {
  if ('atLeast' in limit) {
    return { suite, text, value, limit: limit.atLeast, atLeast: true, unit, met: value >= limit.atLeast }
  }
  return { suite, text, value, limit: limit.atMost, unit, met: value <= limit.atMost }
}

/** Also of a value read back from JSON, where NaN has become null. */
function isMeasured(value: number | null): boolean {
  return Number.isFinite(value)
}
