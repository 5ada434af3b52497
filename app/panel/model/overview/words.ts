import { formatCount } from '../format.ts'

/** A count and what is counted: `1 error`, `4 812 events`. */
export function counted(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}
