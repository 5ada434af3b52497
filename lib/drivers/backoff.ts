/** How long to wait before trying again, in ms. */
export interface Backoff {
  /** After the first failure, at least. */
  readonly min: number
  /** At most, after however many. */
  readonly max: number
}

/**
 * The wait after so many failures in a row: the longest wait doubles with each, and what is waited is chosen at random
 * from its upper half, so that those which lost a server at once do not come back to it at once.
 * @param random gives a number from 0 to 1
 */
export function delayAfter(failures: number, { min, max }: Backoff, random: () => number): number {
  const longest = Math.min(max, min * 2 ** failures)
  const shortest = Math.min(max, Math.max(min, longest / 2))
  return shortest + random() * (longest - shortest)
}
