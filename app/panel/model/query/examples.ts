/** A query worth knowing, and what it finds. */
export interface Example {
  readonly query: string
  readonly finds: string
}

export const EXAMPLES: readonly Example[] = [
  { query: 'name:cart.* -name:cart.viewed', finds: 'events of the cart, but for one' },
  { query: 'status:failed|waiting', finds: 'what failed, or never answered' },
  { query: 'sync>16', finds: 'what held the page for longer than a frame' },
  { query: 'listener:"charge card" wait>=200ms', finds: 'slow calls of one listener' },
  { query: 'payload.total>100 OR payload.items[0].sku=A1', finds: 'values inside the payload' },
  { query: 'origin:remote name:order.*', finds: 'orders that came from another tab or server' },
  { query: 'error:declined after:10s', finds: 'errors by their message, ten seconds on' },
]
