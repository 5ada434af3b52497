const grouped = new Intl.NumberFormat('en-US')

/** `1 dispatch`, `10,000 dispatches`. */
export function formatCount(count: number, noun: 'dispatch' | 'item'): string {
  const plural = noun === 'dispatch' ? 'dispatches' : 'items'
  return `${grouped.format(count)} ${count === 1 ? noun : plural}`
}
