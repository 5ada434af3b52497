import { createBus } from 'eventscope'
import { consume } from 'eventscope/drivers'

const bus = createBus<{ 'order.placed': { id: string } }>()

export async function ids(found: string[]): Promise<void> {
  for await (const { payload } of consume(bus, 'order.placed')) found.push(payload.id)
}
