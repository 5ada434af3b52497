import { observePubSub } from 'eventscope/adapters/pubsub'
import { mountPanel } from 'eventscope/panel'

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

const badge = document.querySelector('output')!
pubSub.subscribe('cart.item_added', function updateBadge({ quantity }) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => pubSub.publish('cart.item_added', { quantity: 1 }))
