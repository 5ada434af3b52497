import { createBus } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { createBroker, indexedDbStore, outboxDriver } from 'eventscope/drivers/broker'
import { mountPanel } from 'eventscope/panel'
import { makeEvent, namingRule } from 'eventscope/wire'
import { addToCount, onAddPressed } from '../page.ts'

const driver = outboxDriver(broadcastChannelDriver('articles'), { store: indexedDbStore('articles') })
const bus = createBus({ name: 'articles', driver, checks: [namingRule()] })
const broker = createBroker(bus)
mountPanel({ bus })

broker.subscribe(() => addToCount(1), 'article-created')

// Kept in IndexedDB until it has left.
onAddPressed(() => void broker.resilientPublish(makeEvent('article', 'article-created', { title: 'Lamp' })))
