/** `0.04 ms`, `16 ms`, `1.2 s`, `3 min`: a duration in ms, in a sentence. */
export function durationText(ms: number): string {
  if (ms < 10) return `${Number(ms.toPrecision(2))} ms`
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1_000).toPrecision(2))} s`
  return `${Math.round(ms / 60_000)} min`
}

/** `1 call`, `3 calls` */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
