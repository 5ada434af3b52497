import { createBus } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { createBroker, indexedDbStore, outboxDriver } from 'eventscope/drivers/broker'
import { mountPanel } from 'eventscope/panel'
import { makeEvent, namingRule } from 'eventscope/wire'

const driver = outboxDriver(broadcastChannelDriver('articles'), {
  store: indexedDbStore('articles'),
})
const bus = createBus({ name: 'articles', driver, checks: [namingRule()] })
const broker = createBroker(bus)
mountPanel({ bus })

const badge = document.querySelector('output')!
broker.subscribe(function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
}, 'article-created')

const button = document.querySelector('button')!
button.addEventListener('click', () => {
  // Kept in IndexedDB until it has left.
  broker.resilientPublish(makeEvent('article', 'article-created', { title: 'Lamp' }))
})
