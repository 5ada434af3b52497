/** Work cut in steps, each well below the time of a frame. */
export type Steps = Generator<undefined, void>

/** Elements that a step goes over, where each takes some nanoseconds. */
export const STEP = 8_192

/**
 * Does steps until that time, at least one.
 * @returns whether all are done
 */
export function advance(steps: Steps, until: number, clock: () => number): boolean {
  do {
    if (steps.next().done === true) return true
  } while (clock() <= until)
  return false
}
