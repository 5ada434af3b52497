import { observePubSub } from 'eventscope/adapters/pubsub'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

/** What postal and its like are at heart. */
const topics = new Map<string, Set<(data: { quantity: number }) => void>>()
const pubSub = {
  subscribe(topic: string, listener: (data: { quantity: number }) => void) {
    topics.set(topic, (topics.get(topic) ?? new Set()).add(listener))
    return () => topics.get(topic)?.delete(listener)
  },
  publish(topic: string, data: { quantity: number }) {
    topics.get(topic)?.forEach((listener) => listener(data))
  },
}
mountPanel({ bus: observePubSub(pubSub, { name: 'topics' }) })

pubSub.subscribe('cart.item_added', function updateBadge({ quantity }) {
  addToCount(quantity)
})

onAddPressed(() => pubSub.publish('cart.item_added', { quantity: 1 }))
